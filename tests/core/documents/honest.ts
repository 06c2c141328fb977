import type { CalendarDate } from '../../../src/core/calendar/calendar-date.ts';
import { russianCalendar } from '../../../src/core/calendar/russian-calendar.ts';
import { defaultDeadlinePolicy, readDeadline } from '../../../src/core/deadlines/index.ts';
import {
  collapse,
  type ReadDecision,
  type ReadDocument,
  readableText,
  type SourceText,
} from '../../../src/core/documents/index.ts';

/**
 * What is dishonest in a reading, in words; empty for an honest one. Whatever the text is:
 *
 *  1. A quotation lies within the text, is not blank, and gives back the decision's words (a row of a table may
 *     borrow the words of a merged cell or be put together from two pages, so it only has words).
 *  2. A date, firm (without a warning), has a phrase, and that phrase is printed: in the words of the decision or
 *     between its neighbours, where its lines are; anywhere in the document where the deadline is inherited or the
 *     text has columns.
 *  3. That phrase, read alone on the document's date, gives that date; where the document has none, on any day.
 */
export function dishonesties(documents: readonly ReadDocument[], source: SourceText): string[] {
  const printed = readableText(source);
  const hasColumns = source.tables !== null ? source.tables.length > 0 : source.text.includes('\t');
  const all = documents.flatMap(({ decisions, date }) => decisions.map((decision) => ({ decision, date })));
  return all.flatMap(({ decision, date }, place) => {
    const { start, end } = decision.quote;
    if (!(start >= 0 && start < end && end <= printed.length))
      return [`a quotation ${start}..${end} of nothing`];
    const quoted = collapse(printed.slice(start, end));
    if (quoted === '') return [`a blank quotation at ${start}`];
    if (!hasColumns && quoted !== decision.text) return [`«${quoted}» quoted for «${decision.text}»`];
    const around = all[place - 1]?.decision.quote.end ?? 0;
    const next = all[place + 1]?.decision.quote.start ?? printed.length;
    const anywhere = decision.deadline.inherited || hasColumns;
    const window = anywhere ? printed : printed.slice(Math.min(around, start), Math.max(next, end));
    return inventedDate(decision, window, date);
  });
}

function inventedDate(decision: ReadDecision, window: string, date: CalendarDate | null): string[] {
  const { deadline, warnings } = decision;
  const firm = deadline.due ?? deadline.next;
  if (firm === null) return [];
  const { text } = deadline;
  if (text === null) return [`${firm} without a phrase`];
  if (warnings.length > 0) return [];
  if (!visible(window).includes(visible(text))) return [`«${text}» for ${firm} is not printed there`];
  return (date === null ? [SOME_DAY, ANOTHER_DAY] : [date]).flatMap((on) => {
    const alone = readDeadline(text, {
      on,
      calendar: russianCalendar,
      policy: defaultDeadlinePolicy,
    }).deadline;
    const same = date === null ? alone.due === deadline.due : (alone.due ?? alone.next) === firm;
    return same
      ? []
      : [`«${text}» read alone on ${on} gives ${alone.due ?? alone.next ?? 'no date'}, not ${firm}`];
  });
}

const SOME_DAY: CalendarDate = '2003-03-05';
const ANOTHER_DAY: CalendarDate = '2019-11-20';

/** Control and invisible characters, which nobody sees, are white space or nothing to a deadline. */
function visible(text: string): string {
  return collapse(text.replace(/\p{Cc}/gu, ' '));
}
