import type { CalendarDate } from '../calendar/calendar-date.ts';
import { formatDateRu } from '../calendar/russian-date-text.ts';
import { formOf, type Match } from './clause.ts';
import { Cursor } from './cursor.ts';
import { doubt } from './doubts.ts';
import { type Draft, type PhraseContext, type PhraseFamily, withWarnings } from './draft.ts';
import { type DeadlineReading, readTerms } from './read-phrase.ts';
import { nextOccurrence } from './recurrence.ts';
import type { Token } from './tokens.ts';

/*
 * What a sentence says of a recurrence apart from it: its first day, its last day, how often.
 */

/** «ежедневно сообщать …, начиная с 25 октября 2026 г.»: the first day, apart from the recurrence. */
export function startAt(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  at: number,
  context: PhraseContext,
): CalendarDate | null {
  if (tokens[at]?.type !== 'word' || tokens[at].form !== 'начиная') return null;
  const draft = readTerms(families, new Cursor(tokens, at), context);
  return draft?.kind === 'standing' ? draft.start : null;
}

export function startingOn(start: CalendarDate, { deadline, warnings }: DeadlineReading): DeadlineReading {
  const { rrule, next } = deadline;
  if (rrule === null || next === null || next >= start) return { deadline, warnings };
  const why = doubt.approximate(`Повторение начинается ${formatDateRu(start)}: так сказано дальше в пункте.`);
  return { deadline: { ...deadline, next: nextOccurrence(rrule, start) }, warnings: [...warnings, why] };
}

/** «на период с 2 по 27 марта», «в период с …»: from when until when what recurs is done, apart from the recurrence. */
export function windowAt(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  at: number,
  context: PhraseContext,
): Draft | null {
  const opening = formOf(tokens[at]);
  if ((opening !== 'на' && opening !== 'в') || formOf(tokens[at + 1]) !== 'период') return null;
  const draft = readTerms(families, new Cursor(tokens, at + 2), context);
  return draft?.kind === 'range' && draft.start !== null && draft.due !== null ? draft : null;
}

export function boundedBy(window: Draft, { deadline, warnings }: DeadlineReading): DeadlineReading {
  const { rrule, next } = deadline;
  if (rrule === null || next === null || window.start === null || window.due === null)
    return { deadline, warnings };
  if (rrule.includes('UNTIL')) return { deadline, warnings };
  const within = `${rrule};UNTIL=${window.due.replaceAll('-', '')}`;
  const first = nextOccurrence(within, window.start > next ? window.start : next);
  if (first === null) return { deadline, warnings: [...warnings, doubt.endedRecurrence()] };
  const days = `с ${formatDateRu(window.start)} по ${formatDateRu(window.due)}`;
  const why = doubt.approximate(`Повторение длится ${days}: так сказано дальше в пункте.`);
  return { deadline: { ...deadline, rrule: within, next: first }, warnings: [...warnings, why] };
}

/** «ежеквартально отчёты о расходах не позднее 6 числа месяца, следующего за отчётным»: how often, apart from by when. */
export function readApart(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  frequency: number,
  { from, to, draft }: Match,
  context: PhraseContext,
): Draft | null {
  const isMonthly = draft.rrule?.startsWith('FREQ=MONTHLY') === true;
  const isBare = tokens.slice(frequency + 1, from).every((token) => !isSemicolon(token));
  if (!isMonthly || !isBare) return null;
  const joined = [tokens[frequency] as Token, ...tokens.slice(from, to)];
  const cursor = new Cursor(joined);
  const read = readTerms(families, cursor, context);
  if (read?.kind !== 'recurring' || !cursor.atEnd) return null;
  return withWarnings(read, [doubt.approximate('«Ежеквартально» сказано отдельно от числа месяца.')]);
}

export function isSemicolon(token: Token | undefined): boolean {
  return token?.type === 'mark' && token.mark === ';';
}
