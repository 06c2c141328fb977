import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { type Directory, parseDirectory } from '../../../src/core/addressees/index.ts';
import { russianCalendar } from '../../../src/core/calendar/russian-calendar.ts';
import { defaultDeadlinePolicy } from '../../../src/core/deadlines/index.ts';
import {
  collapse,
  type ReadDecision,
  type ReadDocument,
  readableText,
  readDocuments,
  type SourceText,
} from '../../../src/core/documents/index.ts';

/** The fictional region's directory, as its CSV stands in examples/. */
export const directory = directoryOf(new URL('../../../examples/organizations.csv', import.meta.url));

export function directoryOf(file: URL | string): Directory {
  const records = parse<Record<string, string>>(readFileSync(file), { columns: true, bom: true });
  const reading = parseDirectory(records.map((cells, at) => ({ line: at + 2, cells })));
  if (reading.kind === 'errors') throw new Error(JSON.stringify(reading.errors));
  return reading.entries;
}

export function textOf(file: URL | string): string {
  return readFileSync(file, 'utf8').replace(/^\uFEFF/u, '');
}

export function read(text: string | SourceText, against: Directory = directory): ReadDocument[] {
  const source = typeof text === 'string' ? { name: 'text.txt', text, tables: null } : text;
  return readDocuments(source, {
    directory: against,
    calendar: russianCalendar,
    policy: defaultDeadlinePolicy,
  });
}

/**
 * A decision in one line: question | label | addressee codes, the executor starred | kind | dates | warnings.
 * Dates: start..due, or the next day of a recurrence; «^» marks an inherited deadline.
 */
export function lineOf(decision: ReadDecision): string {
  const { deadline } = decision;
  const dates = deadline.next ?? (deadline.due === null ? '' : `${deadline.start ?? ''}..${deadline.due}`);
  return [
    decision.question ?? '-',
    decision.label ?? '-',
    decision.addressees.map(({ code, executor }) => `${code}${executor ? '*' : ''}`).join(' '),
    `${deadline.kind}${deadline.inherited ? '^' : ''}`,
    dates,
    decision.warnings.map(({ code }) => code).join(' '),
  ].join(' | ');
}

/** Where the quotation does not give the text back, white space aside: rows that share or continue a cell. */
export function misquoted(document: ReadDocument, text: string): string[] {
  const printed = readableText({ name: 'text.txt', text, tables: null });
  return document.decisions
    .filter(({ quote, text: words }) => collapse(printed.slice(quote.start, quote.end)) !== words)
    .map(({ label, text: words }) => `${label ?? '-'} ${words.slice(0, 40)}`);
}
