import type { Warning } from '../../../core/warning.ts';
import {
  damagedFile,
  type FormatReading,
  ignoredPictures,
  refusal,
  type TellPage,
  type Unreadable,
} from '../format-reading.ts';
import type { PageContent } from '../layout/page.ts';
import { textOfPages } from '../layout/pages-text.ts';
import type { Quarters } from '../scan/page-image.ts';
import type { ScannedPage } from '../scan/read-scanned-page.ts';
import { readUprightPage } from '../scan/read-upright-page.ts';
import {
  findModelFolder,
  type RecognizedWord,
  type Recognizer,
  startRecognizer,
} from '../scan/recognizer.ts';
import { openPdf, type PdfFile, type PdfPage } from './open-pdf.ts';

const MOST_PAGES = 300;
const MOST_SCANNED_PAGES = 20;
/** A page with fewer letters has no text layer worth the name: a stamp, a page number. */
const FEWEST_LETTERS = 20;
/** A picture that covers more of a page is the page itself, under a layer of recognized text. */
const WHOLE_PAGE = 0.6;
const SMALLEST_PICTURE = 0.03;

/**
 * Reads a PDF: the text layer put into lines, paragraphs and tables by its places; pages that are pictures are
 * recognized, and told of before. Up to 300 pages, up to 20 of them pictures.
 */
export async function readPdf(
  bytes: Uint8Array,
  tellPage: TellPage = () => undefined,
): Promise<FormatReading> {
  const pdf = await openPdf(bytes);
  if ('kind' in pdf) return pdf;
  try {
    if (pdf.pageCount > MOST_PAGES)
      return refusal('too_big', `В файле больше ${MOST_PAGES} страниц. Пришлите документ частями.`);
    return await readPages(pdf, tellPage);
  } catch {
    // pdf.js throws errors of any class on a broken page.
    return damagedFile('PDF');
  } finally {
    await pdf.close();
  }
}

async function readPages(pdf: PdfFile, tellPage: TellPage): Promise<FormatReading> {
  const recognition = createRecognition();
  try {
    const pages: PageContent[] = [];
    let pictures = false;
    for (let number = 1; number <= pdf.pageCount; number += 1) {
      const page = await pdf.page(number);
      if (letters(page) >= FEWEST_LETTERS || page.pictureShare < SMALLEST_PICTURE) {
        pages.push(page);
        pictures ||= page.pictureShare >= SMALLEST_PICTURE && page.pictureShare < WHOLE_PAGE;
        continue;
      }
      tellPage(number, pdf.pageCount);
      const scanned = await recognition.read(page);
      if (scanned === null) pages.push(page);
      else if ('kind' in scanned) return scanned;
      else pages.push(scanned);
    }
    const warnings = [...recognition.warnings(), ...(pictures ? [ignoredPictures()] : [])];
    const source = textOfPages(pages);
    if (source.text.trim() === '') {
      return refusal('empty', 'В файле PDF нет ни текста, ни страниц-изображений, которые можно распознать.');
    }
    return { kind: 'text', ...source, warnings };
  } finally {
    await recognition.close();
  }
}

function letters(page: PdfPage): number {
  return page.words.reduce((sum, { text }) => sum + (text.match(/\p{L}/gu)?.length ?? 0), 0);
}

interface Recognition {
  /** The words of a page that is a picture; null where it holds none. */
  read(page: PdfPage): Promise<ScannedPage | Unreadable | null>;
  warnings(): Warning[];
  close(): Promise<void>;
}

/** Recognizes pages one after another; the recognizer is started by the first. */
function createRecognition(): Recognition {
  let recognizer: Recognizer | null = null;
  let count = 0;
  let turned: Quarters = 0;
  const words: RecognizedWord[] = [];
  return {
    async read(page) {
      const folder = findModelFolder();
      if (folder === null) {
        return refusal(
          'no_recognizer',
          'Это скан: текста в файле нет, только изображения. Для распознавания на сервере нужна русская модель ' +
            'Tesseract (apt install tesseract-ocr-rus). Попросите администратора установить её или пришлите .docx.',
        );
      }
      count += 1;
      if (count > MOST_SCANNED_PAGES) {
        return refusal('too_big', `В скане больше ${MOST_SCANNED_PAGES} страниц. Пришлите его частями.`);
      }
      const image = await page.picture();
      if (image === null) return null;
      recognizer ??= await startRecognizer(folder);
      const scanned = await readUprightPage(image, recognizer, turned);
      turned = scanned.quarters;
      words.push(...scanned.page.words);
      return scanned.page;
    },
    warnings: () => (words.length === 0 ? [] : [recognizedText(words)]),
    close: async () => recognizer?.close(),
  };
}

const MOST_SHOWN_WORDS = 5;
/** Words surer than this are right as a rule. */
const SURE = 60;

/** Recognized text is never certain; the words that look worst are named. */
function recognizedText(words: readonly RecognizedWord[]): Warning {
  const doubtful = words.filter(({ confidence, text }) => confidence < SURE && /[\p{L}\p{N}]/u.test(text));
  const shown = [...new Set(doubtful.map(({ text }) => `«${text}»`))].slice(0, MOST_SHOWN_WORDS);
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  const sure = words.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0);
  const message =
    `Текст распознан со скана с уверенностью ${Math.floor(sure / letters)} %: сверьте пункты и сроки с ` +
    `документом.${shown.length === 0 ? '' : ` Прочитано неуверенно: ${shown.join(', ')}.`}`;
  return { code: 'source_damaged', message };
}
