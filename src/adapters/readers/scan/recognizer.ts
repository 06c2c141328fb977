import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PageWord } from '../layout/page.ts';
import { type GrayImage, pgmOf } from './page-image.ts';

/** A recognized word; its place in points. */
export interface RecognizedWord extends PageWord {
  /** How sure the recognizer is, 0–100. */
  readonly confidence: number;
}

/** Turns pictures of text into words. */
export interface Recognizer {
  /** A `page` may have any layout, a `block` is one paragraph, such as the inside of a cell. */
  recognize(image: GrayImage, kind: 'page' | 'block'): Promise<RecognizedWord[]>;
  close(): Promise<void>;
}

const MODEL_FILE = 'rus.traineddata';
/** Where Debian, Ubuntu, Alpine, Fedora and Homebrew put the models of Tesseract. */
const MODEL_FOLDERS = [
  '/usr/share/tesseract-ocr/5/tessdata',
  '/usr/share/tesseract-ocr/4.00/tessdata',
  '/usr/share/tesseract-ocr/tessdata',
  '/usr/share/tessdata',
  '/usr/share/tesseract/tessdata',
  '/usr/local/share/tessdata',
  '/opt/homebrew/share/tessdata',
];

/** The folder that holds the Russian model, null where none does; TESSDATA_PREFIX goes first. */
export function findModelFolder(prefix = process.env['TESSDATA_PREFIX']): string | null {
  const own = prefix === undefined || prefix === '' ? [] : [prefix, join(prefix, 'tessdata')];
  return [...own, ...MODEL_FOLDERS].find((folder) => existsSync(join(folder, MODEL_FILE))) ?? null;
}

/** Starts Tesseract with the Russian model of the folder; nothing is fetched from the network. */
export async function startRecognizer(modelFolder: string): Promise<Recognizer> {
  const { createWorker, OEM, PSM } = await import('tesseract.js');
  const worker = await createWorker('rus', OEM.LSTM_ONLY, {
    langPath: modelFolder,
    gzip: false,
    cacheMethod: 'none',
    // Without a handler the library throws outside of any promise.
    errorHandler: () => undefined,
  });
  return {
    async recognize(image, kind) {
      await worker.setParameters({
        tessedit_pageseg_mode: kind === 'page' ? PSM.AUTO : PSM.SINGLE_BLOCK,
        user_defined_dpi: String(Math.round(image.perPoint * 72)),
      });
      const { data } = await worker.recognize(Buffer.from(pgmOf(image)), {}, { blocks: true, text: false });
      return (data.blocks ?? [])
        .flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines.flatMap(({ words }) => words)))
        .filter(({ text }) => text.trim() !== '')
        .map(({ text, bbox, confidence }) => ({
          text: text.trim(),
          left: bbox.x0 / image.perPoint,
          right: bbox.x1 / image.perPoint,
          top: bbox.y0 / image.perPoint,
          bottom: bbox.y1 / image.perPoint,
          confidence,
        }));
    },
    async close() {
      await worker.terminate();
    },
  };
}
