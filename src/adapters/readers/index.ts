import type { SourceText } from '../../core/documents/index.ts';
import type { Warning } from '../../core/warning.ts';
import { readAlignedText } from './aligned-text.ts';
import { readDocx } from './docx/read-docx.ts';
import { readDrawnTables } from './drawn-tables.ts';
import { decodeText } from './encoding.ts';
import { formatOf } from './file-format.ts';
import { type FormatReading, refusal, type TellPage, type Unreadable } from './format-reading.ts';
import { isMarkdown, readMarkdown } from './markdown.ts';
import { packageKind } from './office-package.ts';
import type { HeavyFormat } from './worker/heavy-formats.ts';
import { readInThread } from './worker/read-in-thread.ts';

export { type DirectoryTable, readDirectoryTable } from './csv.ts';
export type { Unreadable, UnreadableReason } from './format-reading.ts';

/** The text of a file, or a refusal with a message for the person who sent it. */
export type SourceReading =
  | { readonly kind: 'text'; readonly source: SourceText; readonly warnings: readonly Warning[] }
  | Unreadable;

const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MAX_TEXT_LENGTH = 5_000_000;
/** A longer part of a .docx (some 400 pages) is read on a thread of its own. */
const MAX_PART_AT_ONCE = 2 * 1024 * 1024;
const AS_PHOTO = 'Пришлите его как фотографию, а не файлом, или сохраните как JPEG.';
const ARCHIVE = 'Это архив. Распакуйте его и пришлите сам документ (.docx, .pdf, .txt).';

/**
 * Reads a file of any name by its content: text and Markdown in UTF-8, UTF-16, Windows-1251, KOI8-R or CP866; .docx, .doc,
 * .rtf, .odt; tables .xlsx and .ods; PDF; scans and photos (JPEG, PNG).
 *
 *   (bytes of «protocol.txt», 'protocol.txt') → { kind: 'text', source: { name, text, tables: null }, warnings: [] }
 *   (bytes of a scan, 'scan.pdf')             → { kind: 'text', …, warnings: [{ code: 'source_damaged' }] }
 *   (bytes of a .zip, 'all.zip')              → { kind: 'unreadable', reason: 'unsupported_format', message: … }
 *
 * Limits: 20 MB a file, 5 million characters of text, 32 MB an unpacked part of an office document, 300 pages of
 * PDF, 20 pages to recognize; 60 seconds and 768 MB of heap, 4 minutes for PDF and photos. Recognizing needs
 * the Russian model of Tesseract on the machine. Never throws on any bytes.
 */
export async function readSource(
  bytes: Uint8Array,
  name: string,
  tellPage: TellPage = () => undefined,
): Promise<SourceReading> {
  if (bytes.length === 0) return refusal('empty', 'Файл пуст.');
  if (bytes.length > MAX_FILE_BYTES)
    return refusal('too_big', 'Файл больше 20 МБ. Пришлите файл меньшего размера.');
  switch (formatOf(bytes)) {
    case 'zip':
      return fromZip(bytes, name);
    case 'old_office':
      return fromThread('doc', bytes, name);
    case 'pdf':
      return fromThread('pdf', bytes, name, tellPage);
    case 'rtf':
      return fromThread('rtf', bytes, name);
    case 'photo':
      return fromThread('photo', bytes, name, tellPage);
    case 'tiff':
      return refusal('unsupported_format', 'Изображение в формате TIFF. Сохраните его как PDF или JPEG.');
    case 'heic':
      return refusal('unsupported_format', `Фотография в формате HEIC. ${AS_PHOTO}`);
    case 'other_image':
      return refusal('unsupported_format', `Изображение в формате, который бот не читает. ${AS_PHOTO}`);
    case 'archive':
      return refusal('unsupported_format', ARCHIVE);
    case 'text':
      return fromText(bytes, name);
  }
}

/**
 * Reads photos, JPEG or PNG, as the pages of one document in their order.
 *
 *   (bytes of three photos, 'Протокол') → { kind: 'text', source: { name: 'Протокол', … }, … }
 */
export async function readPhotoPages(
  photos: readonly Uint8Array[],
  name: string,
  tellPage: TellPage = () => undefined,
): Promise<SourceReading> {
  return fromThread('photo', photos, name, tellPage);
}

async function fromThread(
  format: HeavyFormat,
  bytes: Uint8Array | readonly Uint8Array[],
  name: string,
  tellPage?: TellPage,
): Promise<SourceReading> {
  return accepted(await readInThread(format, bytes, undefined, tellPage), name);
}

const DOCUMENT_NAME = /\.(?:docx?|rtf|odt|xlsx|pdf)$/iu;
const NO_DOCUMENT =
  'Файл не открывается: он повреждён или внутри не то, что обещает его название. Откройте его на компьютере, сохраните заново и пришлите ещё раз.';
const NO_TEXT = 'Файл не похож на текст на русском языке. Пришлите документ в формате .docx или .txt.';

function fromText(bytes: Uint8Array, name: string): SourceReading {
  const decoded = decodeText(bytes);
  if (decoded === null) {
    return refusal('not_text', DOCUMENT_NAME.test(name) ? NO_DOCUMENT : NO_TEXT);
  }
  const warnings = decoded.damaged ? [damagedText()] : [];
  const drawn = readDrawnTables(decoded.text);
  if (drawn !== null) return accept({ name, text: drawn.text, tables: drawn.tables }, warnings);
  if (!isMarkdown(decoded.text)) {
    const aligned = readAlignedText(decoded.text);
    const { text, tables } = aligned ?? { text: decoded.text, tables: null };
    return accept({ name, text, tables }, warnings);
  }
  const { text, tables } = readMarkdown(decoded.text);
  // Beside the tables of its own marks it may hold some parted by tab characters.
  return accept({ name, text, tables: tables.length > 0 ? tables : null }, warnings);
}

function fromZip(bytes: Uint8Array, name: string): SourceReading | Promise<SourceReading> {
  const kind = packageKind(bytes);
  if (typeof kind === 'object') return accepted(kind, name);
  switch (kind) {
    case 'word':
      return fromDocx(bytes, name);
    case 'spreadsheet':
      return fromThread('xlsx', bytes, name);
    case 'open_document':
      return fromThread('open_document', bytes, name);
    case 'presentation':
      return refusal('unsupported_format', 'Это презентация. Пришлите документ в формате .docx или PDF.');
    case 'other':
      return refusal('unsupported_format', ARCHIVE);
  }
}

/** A document of a usual size is read at once: to start a thread takes longer. */
function fromDocx(bytes: Uint8Array, name: string): SourceReading | Promise<SourceReading> {
  const reading = readDocx(bytes, MAX_PART_AT_ONCE);
  const isLong = reading.kind === 'unreadable' && reading.reason === 'too_big';
  return isLong ? fromThread('docx', bytes, name) : accepted(reading, name);
}

function accepted(reading: FormatReading, name: string): SourceReading {
  if (reading.kind === 'unreadable') return reading;
  const { text, tables, confidences = [] } = reading;
  const source = { name, text, tables, ...(confidences.length > 0 ? { confidences } : {}) };
  return accept(source, reading.warnings);
}

function accept(source: SourceText, warnings: readonly Warning[]): SourceReading {
  if (source.text.trim() === '') return refusal('empty', 'В файле нет текста.');
  if (source.text.length > MAX_TEXT_LENGTH) {
    return refusal('too_big', 'В файле слишком много текста. Пришлите документ частями.');
  }
  return { kind: 'text', source, warnings };
}

function damagedText(): Warning {
  return { code: 'source_damaged', message: 'Часть символов файла не распознана: проверьте текст пунктов.' };
}
