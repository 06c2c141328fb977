import type { CalendarDate } from '../calendar/calendar-date.ts';
import { type DeadlineContext, readWholeDeadline } from '../deadlines/index.ts';
import { dayAfter, findSpokenDays, findTimes } from './spoken-days.ts';

/** Whether a day may become the new last day of an assignment. */
export type ExtensionCheck = 'fits' | 'past' | 'not_later';

/** A new last day lies ahead and later than the present one. */
export function checkExtension(
  until: CalendarDate,
  present: CalendarDate,
  today: CalendarDate,
): ExtensionCheck {
  if (until < today) return 'past';
  return until > present ? 'fits' : 'not_later';
}

/**
 * What can be granted of a day that is asked for, where the organization above (or the whole point) has a last day of
 * its own: all of it, some of it, or nothing before the one above has more time.
 */
export type Grantable = 'all' | 'up_to_limit' | 'nothing';

/**
 * Measures a wish against the day above.
 *
 *   wanted 10-20, present 10-06, above 10-09 → up_to_limit
 *   wanted 10-20, present 10-09, above 10-09 → nothing
 */
export function grantable(
  wanted: CalendarDate,
  limit: CalendarDate | null,
  present: CalendarDate,
  today: CalendarDate,
): Grantable {
  if (limit === null || wanted <= limit) return 'all';
  return checkExtension(limit, present, today) === 'fits' ? 'up_to_limit' : 'nothing';
}

/** What somebody answered who was asked for a new last day and a reason. */
export interface ExtensionAnswer {
  /** Null where no day can be made out. */
  readonly until: CalendarDate | null;
  /** What is left of the words without the day; null where nothing is that could be a reason. */
  readonly reason: string | null;
}

/**
 * Reads the answer to «до какого числа и почему»; either may be missing.
 *
 *   «до 15 ноября, ждём подписи подрядчика» → until 15 November, reason «ждём подписи подрядчика»
 *   «на две недели»                         → until two weeks after the present last day, no reason
 *   «до пятницы», «ещё неделю»              → as they are said in a message: see spoken-days.ts
 *   «болеет учитель»                        → no day, reason «болеет учитель»
 *
 * Context  `on` is the day of the answer; `present` the last day that is to be moved.
 */
export function readExtensionAnswer(
  text: string,
  context: DeadlineContext,
  present: CalendarDate,
): ExtensionAnswer {
  const day = dayIn(text, context, present);
  if (day === null) return { until: null, reason: reasonIn(text) };
  const before = text.slice(0, day.start);
  const after = text.slice(day.end);
  // Cut out of the middle of a reason, the day would leave a hole: «нужно , машина в ремонте».
  const isWithin = reasonIn(before) !== null && reasonIn(after) !== null;
  return { until: day.until, reason: reasonIn(isWithin ? text : `${before} ${after}`) };
}

interface FoundDay {
  readonly start: number;
  readonly end: number;
  readonly until: CalendarDate;
}

/** «на две недели», «ещё на 10 дней», up to a comma or the end of the sentence. */
const LONGER_BY = /(?<!\p{L})(?:ещё |еще )?на\s+(?<count>[^,.;:\n]{1,40})/iu;
/** A day by itself: «15.11.2026», «15 ноября». */
const BARE_DAY = /(?<![\d.])\d{1,2}(?:\.\d{1,2}(?:\.\d{2,4})?|\s+\p{L}{3,8}(?:\s+\d{4})?)(?![\d.]*\d)/u;

function dayIn(text: string, context: DeadlineContext, present: CalendarDate): FoundDay | null {
  const [spoken] = findSpokenDays(text, context);
  if (spoken !== undefined) return { start: spoken.start, end: spoken.end, until: spoken.due };
  const longer = LONGER_BY.exec(text);
  const words = longer?.groups?.['count']?.split(/\s+/u) ?? [];
  // «на две недели из-за ремонта»: the longest beginning that is a count.
  for (let length = words.length; longer !== null && length > 0; length -= 1) {
    const count = words.slice(0, length).join(' ');
    const { due, offset } = readWholeDeadline(`в течение ${count}`, { ...context, on: present }).deadline;
    if (due === null || offset === null) continue;
    const end = longer.index + longer[0].length - words.slice(length).join(' ').length;
    return { start: longer.index, end, until: due };
  }
  for (const { start, end, offset } of longer === null ? findTimes(text, context) : []) {
    const until = dayAfter(present, offset, context);
    if (until !== null) return { start, end, until };
  }
  const bare = BARE_DAY.exec(text);
  const due = bare === null ? null : readWholeDeadline(bare[0], context).deadline.due;
  return bare === null || due === null
    ? null
    : { start: bare.index, end: bare.index + bare[0].length, until: due };
}

/** Words of the request itself; what is left without them is the reason. */
const REQUEST =
  /(?<!\p{L})(?:просим|прошу|дайте|нужно|нужна|можно|ещё|еще|продлить|продлите|перенести|перенесите|срок|исполнения|новый|до|на|по причине|причина)(?!\p{L})/giu;
const SHORTEST_REASON = 3;

function reasonIn(text: string): string | null {
  const letters = text.replace(REQUEST, '').match(/\p{L}/gu)?.length ?? 0;
  if (letters < SHORTEST_REASON) return null;
  const reason = text
    .replace(/\s+/gu, ' ')
    .replace(/^[\s,.;:–—-]*(?:(?:просим|прошу)\s+)?(?:(?:продлить|перенести)\s+)?(?:срок\s+)?/iu, '')
    .replace(/^[\s,.;:–—-]*(?:по\s+)?причин[аеы]\s*[:–—-]?\s*/iu, '')
    .replace(/^[\s,.;:–—-]+|[\s,;:–—-]+$/gu, '');
  return reason === '' ? null : reason;
}
