import type { PageContent, PageRule } from '../layout/page.ts';
import { findRuledTables, type RuledTable } from '../layout/ruled-tables.ts';
import { rulesOfImage } from './drawn-rules.ts';
import { evenLight } from './even-light.ts';
import { cropImage, type GrayImage, type ImageArea, wipeAreas } from './page-image.ts';
import type { RecognizedWord, Recognizer } from './recognizer.ts';
import { straighten } from './straighten.ts';

/** A page put into words, with how sure the recognizer is of each. */
export interface ScannedPage extends PageContent {
  readonly words: readonly RecognizedWord[];
}

/** Words less sure are specks and strokes. */
const SPECK = 25;
/** Half of what a drawn line and its blur may take, in points. */
const RULE_REACH = 1.5;
/** White around a cell, in pixels: letters at the very edge are misread. */
const CELL_PADDING = 12;
const DARK = 140;
/** Fewer dark pixels than a full stop has make no text. */
const FEWEST_DARK = 12;

/**
 * Recognizes a page: first it is laid straight, then its drawn lines are found and wiped out (the recognizer
 * takes them for letters), then the cells of its tables are read one by one and the rest as text.
 */
export async function readScannedPage(scanned: GrayImage, recognizer: Recognizer): Promise<ScannedPage> {
  const image = straighten(evenLight(scanned));
  const rules = rulesOfImage(image);
  const clean = wipeAreas(image, rules.map(reachOf));
  const tables = findRuledTables(rules);
  const words: RecognizedWord[] = [];
  for (const area of tables.flatMap(cellAreas)) {
    const cell = cropImage(clean, area, CELL_PADDING);
    if (darkPixels(cell) < FEWEST_DARK) continue;
    const offset = CELL_PADDING / image.perPoint;
    const found = await recognizer.recognize(cell, 'block');
    words.push(...found.map((word) => moved(word, area.left - offset, area.top - offset)));
  }
  const body = wipeAreas(clean, tables.map(tableArea));
  if (darkPixels(body) >= FEWEST_DARK) words.push(...(await recognizer.recognize(body, 'page')));
  const kept = readNumberHeads(words).filter(
    (word) => word.confidence >= SPECK || /[\p{L}\p{N}]{2}/u.test(word.text),
  );
  return {
    width: image.width / image.perPoint,
    height: image.height / image.perPoint,
    words: kept,
    rules,
  };
}

/** «№ п/п» heads most tables and is misread most often: «№ пт», «№ пи». */
function readNumberHeads(words: readonly RecognizedWord[]): RecognizedWord[] {
  return words.map((word, at) =>
    words[at - 1]?.text === '№' && /^[пn].{0,2}[птиn]$/iu.test(word.text) ? { ...word, text: 'п/п' } : word,
  );
}

function reachOf({ left, right, top, bottom }: PageRule): ImageArea {
  const aside = RULE_REACH;
  return { left: left - aside, right: right + aside, top: top - aside, bottom: bottom + aside };
}

function tableArea({ columns, rows }: RuledTable): ImageArea {
  return {
    left: columns[0] ?? 0,
    right: columns.at(-1) ?? 0,
    top: rows[0] ?? 0,
    bottom: rows.at(-1) ?? 0,
  };
}

/** The places of the printed cells, merged ones whole. */
function cellAreas({ columns, rows, cells }: RuledTable): ImageArea[] {
  const areas = new Map<number, ImageArea>();
  for (const [row, line] of cells.entries()) {
    for (const [column, number] of line.entries()) {
      const known = areas.get(number);
      const right = columns[column + 1] ?? 0;
      const bottom = rows[row + 1] ?? 0;
      areas.set(number, {
        left: Math.min(known?.left ?? Number.POSITIVE_INFINITY, columns[column] ?? 0),
        top: known?.top ?? rows[row] ?? 0,
        right: Math.max(known?.right ?? 0, right),
        bottom: Math.max(known?.bottom ?? 0, bottom),
      });
    }
  }
  return [...areas.values()];
}

function darkPixels({ pixels }: GrayImage): number {
  let count = 0;
  for (const pixel of pixels) if (pixel < DARK) count += 1;
  return count;
}

function moved(word: RecognizedWord, x: number, y: number): RecognizedWord {
  return {
    ...word,
    left: word.left + x,
    right: word.right + x,
    top: word.top + y,
    bottom: word.bottom + y,
  };
}
