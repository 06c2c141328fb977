import {
  damagedFile,
  encryptedFile,
  type FormatReading,
  ignoredPictures,
  refusal,
} from '../format-reading.ts';
import { createLeftOut } from '../left-out.ts';
import { readDocText } from './document-text.ts';
import { readFileHead } from './file-head.ts';
import { readLists } from './lists.ts';
import { type OleFile, openOle } from './ole-file.ts';
import { readPropertyRuns } from './property-runs.ts';
import { noteSideTexts, readTextBoxes } from './side-texts.ts';
import { readStyles } from './styles.ts';
import { readTextPieces } from './text-pieces.ts';

/** Word 97; older ones keep their text in another way. */
const OLDEST_VERSION = 0xc1;

/**
 * Reads a Word 97–2003 document (.doc, MS-DOC): text with text boxes, automatic numbers, tables with merged cells.
 * Deleted and hidden words, notes, comments, headers and footers are left out, with a warning.
 */
export function readDoc(bytes: Uint8Array): FormatReading {
  try {
    const file = openOle(bytes);
    if (file.names.includes('EncryptedPackage')) return encryptedFile('Microsoft Office');
    const stream = file.read('WordDocument');
    return stream === null ? notWord(file) : readStream(file, stream);
  } catch (error) {
    // Every place in the file is only as good as the number that tells it.
    if (error instanceof RangeError) return damagedFile('.doc');
    throw error;
  }
}

function readStream(file: OleFile, stream: Uint8Array): FormatReading {
  const head = readFileHead(stream);
  if (head === null) return damagedFile('.doc');
  if (head.encrypted) return encryptedFile('.doc');
  if (head.version < OLDEST_VERSION) {
    return refusal(
      'unsupported_format',
      'Это документ Word 6.0 или 95. Откройте его в Word и сохраните как .docx.',
    );
  }
  const table = file.read(head.tableStream);
  if (table === null) return damagedFile('.doc');
  const leftOut = createLeftOut();
  const styles = readStyles(table, head.styles);
  const streams = { stream, table, head };
  const { pictures, ...read } = readDocText({
    pieces: readTextPieces(stream, table, head.pieces, head.stories.text),
    paragraphs: readPropertyRuns(stream, table, head.paragraphs, 'paragraphs'),
    characters: readPropertyRuns(stream, table, head.characters, 'characters'),
    data: file.read('Data') ?? new Uint8Array(0),
    numbering: readLists(table, head, styles.lists),
    hiddenStyles: styles.hidden,
    boxes: readTextBoxes(streams),
    leftOut,
  });
  noteSideTexts(streams, leftOut);
  const warnings = [...(pictures ? [ignoredPictures()] : []), ...leftOut.warnings(read.text)];
  return { kind: 'text', ...read, warnings };
}

function notWord(file: OleFile): FormatReading {
  if (file.names.some((name) => name === 'Workbook' || name === 'Book')) {
    return refusal(
      'unsupported_format',
      'Это таблица старого формата Excel (.xls). Откройте её и сохраните как .xlsx.',
    );
  }
  return refusal(
    'unsupported_format',
    'Это файл старого формата Microsoft Office, но не документ Word. Сохраните его как .docx.',
  );
}
