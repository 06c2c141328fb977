import type { NumberFormat, Workbook } from './workbook.ts';

/** A cell as the file has it. */
export interface RawCell {
  /** `t` of the cell: s, str, inlineStr, b, d, e, n. */
  readonly type: string;
  readonly value: string;
  readonly format: NumberFormat;
}

/** Serial 0 of Excel's two calendars; the first counts a 29 February 1900 that never was. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const DAY_MS = 86_400_000;
const LAST_SERIAL = 2_958_465;

/**
 * A cell's value as a person sees it: 46280 in a date format → «15.09.2026», 0,5 in a percent format → «50%»;
 * formulas give the value they last had, errors nothing.
 */
export function cellText({ type, value, format }: RawCell, workbook: Workbook): string {
  switch (type) {
    case 's':
      return workbook.strings[Number(value)] ?? '';
    case 'str':
    case 'inlineStr':
      return value;
    case 'b':
      return value.trim() === '1' ? 'да' : 'нет';
    case 'd':
      return dateText(Date.parse(value)) ?? value;
    case 'e':
      return '';
    default:
      return numberText(value, format, workbook.from1904 ? EPOCH_1904 : EPOCH_1900);
  }
}

function numberText(value: string, format: NumberFormat, epochMs: number): string {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  if (format === 'date' && number >= 1 && number <= LAST_SERIAL)
    return dateText(epochMs + Math.floor(number) * DAY_MS) ?? value;
  // Fifteen digits are what Excel shows; the file may hold 0.30000000000000004.
  const shown = Number((format === 'percent' ? number * 100 : number).toPrecision(15));
  return `${String(shown).replace('.', ',')}${format === 'percent' ? '%' : ''}`;
}

function dateText(instantMs: number): string | null {
  if (Number.isNaN(instantMs)) return null;
  const [year, month, day] = new Date(instantMs).toISOString().slice(0, 10).split('-');
  return `${day}.${month}.${year}`;
}
