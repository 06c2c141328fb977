import type { CalendarDate } from '../calendar/calendar-date.ts';
import type { Warning } from '../warning.ts';
import { dotted } from './heading.ts';
import type { Line } from './lines.ts';
import { findPrintedDate } from './printed-date.ts';
import { collapse } from './source-text.ts';
import type { TableRun } from './table-runs.ts';

/** A list that comes with a document, such as the schools it concerns. */
export interface Annex {
  readonly title: string;
  readonly rows: number;
}

const HEAD_LINES = 6;
const ANNEX_NUMBER = /№\s*([A-Za-zЀ-ӿ\d][A-Za-zЀ-ӿ\d/.-]*)/gu;
const REFERENCE =
  /^(?:к\s|приложени|от\s|утвержд|област|по\s|№|приказ|постановлени|распоряжени|решени|науке|департамент)/iu;

/**
 * The lists of a document: tables that hold no measures, with the number of their rows, heads not counted.
 * Tables of measures are no annexes here: each of their rows is a decision already.
 */
export function readAnnexes(lines: readonly Line[], tables: readonly TableRun[]): Annex[] {
  return tables
    .filter((table) => table.columns === null)
    .map((table) => ({ title: titleAbove(lines, table.from), rows: table.rows.length }));
}

/** Where an annex names another date or number than the document it belongs to. */
export function annexWarnings(
  lines: readonly Line[],
  date: CalendarDate | null,
  number: string | null,
): Warning[] {
  const warnings: Warning[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.meaning.kind !== 'annex') continue;
    const name = collapse(line.text);
    const head = headOfAnnex(lines, at);
    const printed = findPrintedDate(head);
    if (date !== null && printed !== null && printed.date !== date) {
      const message = `${name}: указана дата ${dotted(printed.date)}, документ датирован ${dotted(date)}.`;
      warnings.push({ code: 'dates_disagree', message });
    }
    const other = printed === null ? undefined : [...head.slice(printed.end).matchAll(ANNEX_NUMBER)][0]?.[1];
    if (number !== null && other !== undefined && other !== number) {
      const message = `${name}: указан номер ${other}, номер документа — ${number}.`;
      warnings.push({ code: 'numbers_disagree', message });
    }
  }
  return warnings;
}

/** «Приложение № 1 к приказу … от «21» 07 2021 г. № 657-02», however many lines it takes. */
function headOfAnnex(lines: readonly Line[], at: number): string {
  const parts = [lines[at]?.text ?? ''];
  for (const line of lines.slice(at + 1, at + HEAD_LINES)) {
    if (line.blankBefore || line.cells !== null) break;
    parts.push(line.text);
  }
  return parts.join(' ');
}

/** The lines between the annex's reference to its document and the table. */
function titleAbove(lines: readonly Line[], table: number): string {
  const parts: string[] = [];
  for (let at = table - 1; at >= 0 && parts.length < HEAD_LINES; at -= 1) {
    const line = lines[at];
    if (line === undefined || line.cells !== null || line.label !== null || line.meaning.kind === 'annex')
      break;
    if (parts.length > 0 && REFERENCE.test(line.text) && findPrintedDate(line.text) !== null) break;
    parts.unshift(line.text);
    if (line.blankBefore && parts.length > 0 && !/^\p{Ll}/u.test(line.text)) break;
  }
  return collapse(parts.join(' ').replaceAll('*', ''));
}
