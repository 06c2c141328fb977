import { extractText, getDocumentProxy } from 'unpdf';
import { walkXml } from '../../src/adapters/readers/docx/xml.ts';
import { openZip } from '../../src/adapters/readers/docx/zip.ts';
import { openPdf } from '../../src/adapters/readers/pdf/open-pdf.ts';
import { photosAsPdf } from '../../src/adapters/readers/scan/photo-pdf.ts';
import {
  findModelFolder,
  type Recognizer,
  startRecognizer,
} from '../../src/adapters/readers/scan/recognizer.ts';
import { CannotRun } from '../section.ts';
import type { FormatFile } from './office-files.ts';

const PARTS: Readonly<Record<string, readonly string[]>> = {
  docx: ['word/document.xml'],
  odt: ['content.xml'],
  xlsx: ['xl/sharedStrings.xml', 'xl/worksheets/sheet1.xml'],
};

/** What reading a format cannot be faster than, and how to do just that. */
export interface BareReading {
  readonly ceiling: string;
  run(): Promise<void>;
}

/**
 * The least that any reader of the format does: decode the bytes, unpack and parse the XML, let pdf.js give the
 * text, let Tesseract read the pages.
 */
export function bareReadingOf({ format, bytes }: FormatFile): BareReading {
  switch (format) {
    case 'docx':
    case 'odt':
    case 'xlsx':
      return { ceiling: 'unzip and parse', run: async () => parseParts(bytes, PARTS[format] ?? []) };
    case 'pdf':
      return {
        ceiling: 'text by pdf.js',
        async run() {
          await extractText(await getDocumentProxy(Uint8Array.from(bytes)), { mergePages: true });
        },
      };
    case 'scan':
    case 'photo':
      return {
        ceiling: 'Tesseract, started',
        run: () => recognizePages(format === 'photo' ? photosAsPdf([bytes]) : bytes),
      };
    case 'txt':
    case 'rtf':
    case 'doc':
      return {
        ceiling: 'decode',
        async run() {
          new TextDecoder(format === 'txt' ? 'utf-8' : format === 'rtf' ? 'windows-1251' : 'utf-16le').decode(
            bytes,
          );
        },
      };
  }
}

function parseParts(bytes: Uint8Array, names: readonly string[]): void {
  const zip = openZip(bytes, 64 * 1024 * 1024);
  const handler = { open() {}, close() {}, text() {} };
  for (const name of names) walkXml(new TextDecoder().decode(zip.read(name) ?? new Uint8Array(0)), handler);
}

let recognizer: Promise<Recognizer> | null = null;

/** Stops the recognizer, where a reading has started it: it would keep the process alive. */
export async function endBareReading(): Promise<void> {
  const started = recognizer;
  recognizer = null;
  if (started !== null) await (await started).close();
}

async function recognizePages(pdf: Uint8Array | null): Promise<void> {
  const folder = findModelFolder();
  if (folder === null || pdf === null)
    throw new CannotRun('the Russian model is missing: apt install tesseract-ocr-rus');
  recognizer ??= startRecognizer(folder);
  const file = await openPdf(pdf);
  if ('kind' in file) throw new Error(file.message);
  for (let page = 1; page <= file.pageCount; page += 1) {
    const picture = await (await file.page(page)).picture();
    if (picture !== null) await (await recognizer).recognize(picture, 'page');
  }
  await file.close();
}
