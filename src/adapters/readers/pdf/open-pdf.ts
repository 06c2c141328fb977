import type { getDocumentProxy } from 'unpdf';
import { damagedFile, encryptedFile, type Unreadable } from '../format-reading.ts';
import type { PageRule, PageWord } from '../layout/page.ts';
import type { GrayImage } from '../scan/page-image.ts';
import { provideArrayTransfer } from './array-transfer.ts';
import { type DecodedPicture, paintPictures, picturesOfPage } from './page-pictures.ts';
import { type DrawingOperators, type Matrix, matrixOf, rulesOfPage } from './page-rules.ts';
import { wordsOfRun } from './page-words.ts';

/** An open PDF. */
export interface PdfFile {
  readonly pageCount: number;
  /** Reads a page, numbered from 1. */
  page(number: number): Promise<PdfPage>;
  close(): Promise<void>;
}

/** One page, upright; lengths in points. */
export interface PdfPage {
  readonly width: number;
  readonly height: number;
  readonly words: readonly PageWord[];
  readonly rules: readonly PageRule[];
  /** Share of the page that its largest picture covers, 0–1. */
  readonly pictureShare: number;
  /** The pictures of the page as they lie on it, null where there are none that can be decoded. */
  picture(): Promise<GrayImage | null>;
}

/** Pictures of more pixels are left out: an A3 page at 600 dpi has 70 million. */
const MOST_PIXELS = 80_000_000;

/** Opens a PDF with pdf.js. Runs on a thread of its own: a broken file can take long. */
export async function openPdf(bytes: Uint8Array): Promise<PdfFile | Unreadable> {
  provideArrayTransfer();
  const pdfJs = await import('unpdf');
  const { OPS } = await pdfJs.getResolvedPDFJS();
  const names = new Map(Object.entries(OPS).map(([name, code]) => [Number(code), name]));
  try {
    // A copy: pdf.js takes the memory away from whoever gave it, and refuses Node's Buffer.
    const pdf = await pdfJs.getDocumentProxy(Uint8Array.from(bytes), {
      verbosity: 0,
      disableFontFace: true,
      useSystemFonts: false,
      maxImageSize: MOST_PIXELS,
    });
    return {
      pageCount: pdf.numPages,
      page: async (number) => readPage(await pdf.getPage(number), names),
      close: () => pdf.destroy(),
    };
  } catch (error) {
    return error instanceof Error && error.name === 'PasswordException'
      ? encryptedFile('PDF')
      : damagedFile('PDF');
  }
}

type PdfJsPage = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>;

async function readPage(page: PdfJsPage, names: ReadonlyMap<number, string>): Promise<PdfPage> {
  const { items } = await page.getTextContent();
  const view = uprightView(page, items);
  const viewport = matrixOf(view.transform);
  const list = await page.getOperatorList();
  const operators: DrawingOperators = {
    names: list.fnArray.map((code: number) => names.get(code) ?? ''),
    args: list.argsArray,
  };
  const pictures = picturesOfPage(operators, viewport);
  const words = items.flatMap((item) => ('str' in item ? wordsOfItem(item, viewport) : []));
  return {
    width: view.width,
    height: view.height,
    words,
    rules: rulesOfPage(operators, viewport),
    pictureShare: Math.max(0, ...pictures.map(({ area }) => area)) / Math.max(1, view.width * view.height),
    async picture() {
      const decoded: { map: Matrix; picture: DecodedPicture }[] = [];
      for (const { name, map } of pictures) {
        const picture = await decodedPicture(page, name);
        if (picture !== null) decoded.push({ map, picture });
      }
      const painted = decoded.length === 0 ? null : paintPictures(view, decoded);
      page.cleanup();
      return painted;
    },
  };
}

/** The page as most of its letters stand upright: tables are printed sideways on pages that are not turned. */
function uprightView(
  page: PdfJsPage,
  items: readonly (TextItem | object)[],
): ReturnType<PdfJsPage['getViewport']> {
  const view = page.getViewport({ scale: 1 });
  const [a, b, c, d] = matrixOf(view.transform);
  const letters = [0, 0, 0, 0];
  for (const item of items) {
    if (!('str' in item)) continue;
    const [g, h] = matrixOf(item.transform);
    // The direction of the line on the page, in quarters clockwise: y grows downwards.
    const angle = Math.atan2(b * g + d * h, a * g + c * h);
    const quarters = (Math.round(angle / (Math.PI / 2)) + 4) % 4;
    letters[quarters] = (letters[quarters] ?? 0) + item.str.trim().length;
  }
  const most = letters.indexOf(Math.max(...letters));
  return most === 0 ? view : page.getViewport({ scale: 1, rotation: page.rotate - most * 90 });
}

interface TextItem {
  readonly str: string;
  readonly width: number;
  readonly height: number;
  readonly transform: readonly unknown[];
}

/** Words of text that reads left to right on the upright page; stamps along the margin are left out. */
function wordsOfItem(item: TextItem, viewport: Matrix): PageWord[] {
  const [a, b, c, d, e, f] = matrixOf(item.transform);
  const [va, vb, vc, vd, ve, vf] = viewport;
  const [along, aside] = [va * a + vc * b, vb * a + vd * b];
  if (item.str.trim() === '' || along <= 0 || Math.abs(aside) > along * 0.2) return [];
  return wordsOfRun({
    text: item.str,
    left: va * e + vc * f + ve,
    width: item.width,
    baseline: vb * e + vd * f + vf,
    height: item.height > 0 ? item.height : Math.hypot(c, d),
  });
}

function decodedPicture(page: PdfJsPage, name: string): Promise<DecodedPicture | null> {
  const store = name.startsWith('g_') ? page.commonObjs : page.objs;
  return new Promise((resolve) => {
    store.get(name, (value: unknown) => resolve(isPicture(value) ? value : null));
  });
}

function isPicture(value: unknown): value is DecodedPicture {
  return (
    typeof value === 'object' &&
    value !== null &&
    'data' in value &&
    (value.data instanceof Uint8Array || value.data instanceof Uint8ClampedArray) &&
    'kind' in value &&
    'width' in value &&
    'height' in value
  );
}
