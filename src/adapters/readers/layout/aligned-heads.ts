import type { PageLine } from './lines.ts';

/** Words that begin the head of a column of measures; a table without lines is known by several of them. */
const HEAD_STARTS =
  /^(?:№|мероприяти|наименовани|содержани|срок|дата|период|ответственн|исполнител|примечани|результат|форма|направлени)/iu;
const FEWEST_COLUMNS = 3;
/** A gap between words, in line heights, that parts two heads. */
const HEAD_GAP = 1;
/** The same before a word that begins a head; a space is narrower. */
const START_GAP = 0.7;
/** Lines of a head stand closer than this, in line heights. */
const HEAD_SPACING = 0.6;
const LONGEST_HEAD = 4;
/** What numbers a row: «1.», «2.3», «4)». */
export const LABEL = /^\d{1,3}(?:\.\d{1,3})*[.)]?$/u;

/** The heads of a table's columns. */
export interface Head {
  /** The line behind the last of the head. */
  readonly until: number;
  readonly columns: readonly Extent[];
}

/** How far something reaches to the left and to the right. */
export interface Extent {
  readonly left: number;
  readonly right: number;
}

/** The heads of columns that begin with a line: at least three, two of them in words that head columns. */
export function headAt(lines: readonly PageLine[], at: number): Head | null {
  const first = lines[at];
  if (first === undefined || !first.words.some(({ text }) => HEAD_STARTS.test(text))) return null;
  let until = at + 1;
  for (; until < Math.min(lines.length, at + LONGEST_HEAD); until += 1) {
    const [above, line] = [lines[until - 1], lines[until]];
    if (above === undefined || line === undefined || LABEL.test(line.words[0]?.text ?? '')) break;
    if (line.top - above.bottom > (line.bottom - line.top) * HEAD_SPACING) break;
  }
  for (let end = until; end > at; end -= 1) {
    const columns = headColumns(lines.slice(at, end));
    if (columns.length >= FEWEST_COLUMNS) return { until: end, columns };
  }
  return null;
}

/** Where the heads stand; empty where too few of them are words that head columns. */
function headColumns(lines: readonly PageLine[]): Extent[] {
  let columns: Extent[] = [];
  const starts = new Set<string>();
  for (const line of lines) {
    for (const segment of segmentsOf(line)) {
      const start = HEAD_STARTS.exec(segment.text)?.[0];
      if (start !== undefined) starts.add(start.toLowerCase());
      const same = columns.filter((other) => other.left < segment.right && segment.left < other.right);
      const whole = [segment, ...same];
      columns = [
        ...columns.filter((other) => !same.includes(other)),
        {
          left: Math.min(...whole.map(({ left }) => left)),
          right: Math.max(...whole.map(({ right }) => right)),
        },
      ];
    }
  }
  return starts.size < 2 ? [] : columns.sort((a, b) => a.left - b.left);
}

/** The heads on one line: parted by space, or by a word that begins a head. */
function segmentsOf(line: PageLine): (Extent & { readonly text: string })[] {
  const segments: { left: number; right: number; text: string }[] = [];
  for (const { text, left, right } of line.words) {
    const last = segments.at(-1);
    const gap = (left - (last?.right ?? left)) / (line.bottom - line.top);
    if (last === undefined || gap >= (HEAD_STARTS.test(text) ? START_GAP : HEAD_GAP))
      segments.push({ left, right, text });
    else Object.assign(last, { right, text: `${last.text} ${text}` });
  }
  return segments;
}
