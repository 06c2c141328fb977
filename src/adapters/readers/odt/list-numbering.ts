import { formattedNumber } from '../docx/numbering.ts';

/** One level of a list style. */
export interface OdtListLevel {
  /** Null for bullets. */
  readonly format: string | null;
  readonly prefix: string;
  readonly suffix: string;
  readonly start: number;
  /** How many levels are printed: 2 makes «1.2.». */
  readonly shown: number;
}

/** The levels of every list style, by name and by level from 1. */
export type OdtListStyles = ReadonlyMap<string, ReadonlyMap<number, OdtListLevel>>;

/** What a list says of its numbers when it opens. */
export interface OdtListStart {
  readonly style: string | null;
  readonly id: string | null;
  readonly continues: boolean;
  readonly continuedList: string | null;
}

/** Automatic numbering along a document: told of lists and items as they open and close. */
export interface OdtListNumbering {
  openList(start: OdtListStart): void;
  closeList(): void;
  openItem(startValue: number | null): void;
  /** The label of the next paragraph: printed before the first one of an item, null otherwise. */
  label(): string | null;
}

interface OpenList {
  readonly style: string;
  readonly counters: (number | undefined)[];
  /** True until the first paragraph of the item at hand. */
  pending: boolean;
  startValue: number | null;
}

/** Names of number formats as OpenDocument writes them, under those of Word. */
const FORMATS: Readonly<Record<string, string>> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
};

/** Counts along the lists of a document (ODF 1.3, 5.3). An item without words of its own counts nothing. */
export function createListNumbering(styles: OdtListStyles): OdtListNumbering {
  const open: OpenList[] = [];
  const ofStyle = new Map<string, (number | undefined)[]>();
  const ofList = new Map<string, (number | undefined)[]>();
  return {
    openList({ style, id, continues, continuedList }) {
      const outer = open.at(-1);
      const name = style ?? outer?.style ?? '';
      const continued =
        (continuedList === null ? undefined : ofList.get(continuedList)) ??
        (continues ? ofStyle.get(name) : undefined);
      const counters = outer?.counters ?? continued ?? [];
      // A sublist counts anew under every item.
      if (outer !== undefined && !outer.pending) counters.length = Math.min(counters.length, open.length);
      open.push({ style: name, counters, pending: false, startValue: null });
      ofStyle.set(name, counters);
      if (id !== null) ofList.set(id, counters);
    },
    closeList() {
      open.pop();
    },
    openItem(startValue) {
      const list = open.at(-1);
      if (list !== undefined) Object.assign(list, { pending: true, startValue });
    },
    label() {
      const list = open.at(-1);
      if (list === undefined || !list.pending) return null;
      list.pending = false;
      const levels = styles.get(list.style);
      const own = levels?.get(open.length);
      if (levels === undefined || own === undefined) return null;
      const { counters } = list;
      const place = open.length - 1;
      counters[place] = list.startValue ?? (counters[place] ?? own.start - 1) + 1;
      counters.length = open.length;
      return printedLabel(own, levels, counters);
    },
  };
}

function printedLabel(
  own: OdtListLevel,
  levels: ReadonlyMap<number, OdtListLevel>,
  counters: readonly (number | undefined)[],
): string | null {
  if (own.format === null) return '-';
  if (own.format === '') return null;
  const numbers: string[] = [];
  for (let level = Math.max(1, counters.length - own.shown + 1); level <= counters.length; level += 1) {
    const format = levels.get(level)?.format ?? null;
    if (format === null || format === '') continue;
    numbers.push(formattedNumber(counters[level - 1] ?? levels.get(level)?.start ?? 1, wordFormat(format)));
  }
  return `${own.prefix}${numbers.join('.')}${own.suffix}`.trim();
}

function wordFormat(format: string): string {
  if (format.startsWith('А')) return 'russianUpper';
  return format.startsWith('а') ? 'russianLower' : (FORMATS[format] ?? 'decimal');
}
