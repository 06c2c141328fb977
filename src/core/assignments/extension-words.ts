import type { CalendarDate } from '../calendar/calendar-date.ts';
import { type DeadlineContext, findDeadlines, readDeadline } from '../deadlines/index.ts';
import { plainText, setOf, wordsOf } from './plain-words.ts';

/** What somebody asks for who asks for more time. */
export interface ExtensionWish {
  /** The new last day; null where none can be made out. */
  readonly until: CalendarDate | null;
  /** The reason in their words; null where none is given. */
  readonly reason: string | null;
}

/**
 * A wish to move the deadline, in an executor's own words; null where the text is none.
 *
 *   «Просим продлить до 15 ноября, причина: болеет учитель» → until 2026-11-15, reason «болеет учитель»
 *   «Продлите п. 2.5 до 15 ноября, ремонт»                  → until 2026-11-15, reason «ремонт»
 *   «Можно перенести срок на декабрь?»                      → until 2026-12-31, no reason
 *   «срок был до 1 октября, продлите до 1 ноября»           → until 2026-11-01: the words after the wish count
 *   «срок продлили», «перенос срока согласован», «переносить не нужно», «Когда перенесли срок?» → null
 *
 * Context  `on` is the day of the message: a day without a year is the next such day.
 */
export function readExtension(text: string, context: DeadlineContext): ExtensionWish | null {
  const plain = plainText(text);
  if (![PROLONGING, MOVING, NOUN, UNTIL_ASKED].some((words) => words.test(plain))) return null;
  const days = daysIn(text, context);
  const at = wishAt(plain, days.length);
  if (at === null) return null;
  const until = untilOf(days, at);
  // Of several days, what follows one may be about another point.
  const behind = until !== null && days.length === 1 ? reasonBehind(text.slice(until.end)) : null;
  return { until: until?.due ?? null, reason: reasonOf(text) ?? behind };
}

/** Words that are said of deadlines only. */
const PROLONGING = /(?<!\p{L})(?:продлить|продлите|отсрочить|отсрочьте)(?!\p{L})/u;
/** Other things are moved too: these need «срок» or a day. */
const MOVING =
  /(?<!\p{L})(?:перене(?:сти|сите)|отлож(?:ить|ите)|сдвин(?:уть|ьте)|увелич(?:ить|ьте))(?!\p{L})/u;
/** A noun asks only beside a request: «перенос срока согласован». */
const NOUN = /(?<!\p{L})(?:продлени[еия]|отсрочк[ауеи]|переносе?)(?!\p{L})/u;
const REQUEST =
  /(?<!\p{L})(?:прошу|просим|просьба|можно|нужн[оаы]?|необходим[оаы]?|дайте|требуется|разрешите|ходатайству(?:ем|ю))(?!\p{L})/u;
const TERM = /(?<!\p{L})срок(?:а|и|ов|ом)?(?!\p{L})/u;

/** «Можно до 15 ноября?» */
const UNTIL_ASKED = /(?<!\p{L})(?:можно|прошу|просим|дайте)(?: ли)?(?: нам)?(?: еще)?(?: время)? (?=до \d)/u;

/** Where the wish begins in the plain text, which is as long as the text; null where there is none. */
function wishAt(plain: string, daysFound: number): number | null {
  if (isRefused(plain)) return null;
  const noun = REQUEST.test(plain) ? NOUN.exec(plain)?.index : undefined;
  const at = PROLONGING.exec(plain)?.index ?? noun ?? UNTIL_ASKED.exec(plain)?.index;
  if (at !== undefined) return at;
  return daysFound > 0 || TERM.test(plain) ? (MOVING.exec(plain)?.index ?? null) : null;
}

const AFTER_REFUSAL = setOf('нужно надо нужна нужен требуется просим прошу будем стоит');

/** «Продлевать не нужно», «не просим о переносе». */
function isRefused(plain: string): boolean {
  const words = wordsOf(plain);
  return words.some((word, index) => word === 'не' && AFTER_REFUSAL.has(words[index + 1] ?? ''));
}

/** A day that something is said of, and where. */
interface FoundDay {
  readonly start: number;
  readonly end: number;
  readonly due: CalendarDate;
}

/** «До 15 ноября» and «на декабрь», in order. */
function daysIn(text: string, context: DeadlineContext): readonly FoundDay[] {
  const found = findDeadlines(text, context);
  // «О продлении срока до …» is no deadline in a document's sentence; here it is what is asked for.
  const from = found.length > 0 ? -1 : text.search(/(?<!\p{L})до\s/iu);
  const until =
    from < 0
      ? found
      : findDeadlines(text.slice(from), context).map((one) => ({
          ...one,
          start: one.start + from,
          end: one.end + from,
        }));
  const onto = [...text.matchAll(ONTO)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    reading: readDeadline(match.groups?.['phrase'] ?? null, context),
  }));
  return [...until, ...onto.filter(({ reading }) => ONTO_KINDS.has(reading.deadline.kind))]
    .flatMap(({ start, end, reading: { deadline } }) =>
      deadline.due === null ? [] : [{ start, end, due: deadline.due }],
    )
    .toSorted((one, other) => one.start - other.start);
}

const ONTO =
  /(?<!\p{L})на\s(?<phrase>\d{1,2}(?:\.\d{1,2}(?:\.\d{2,4})?|\s\p{L}{3,8}(?:\s\d{4})?)|\p{L}{3,8}(?:\s\d{4})?)/giu;
const ONTO_KINDS: ReadonlySet<string> = new Set(['date', 'month']);

/** The first day after the wish, else the only one before it. */
function untilOf(days: readonly FoundDay[], at: number): FoundDay | null {
  const [only, ...others] = days;
  return days.find(({ start }) => start >= at) ?? (others.length === 0 ? (only ?? null) : null);
}

const NAMED_REASON = /(?<!\p{L})(?:по\s+)?причин[аеуы]\s*(?:[:–—-]\s*)?(?<reason>[^\n]{3,})/iu;
const REASON =
  /(?<!\p{L})(?<reason>(?:в связи с|из-за|так как|т\.\s?к\.|поскольку|потому что|ввиду)\s[^\n]{3,})/iu;

function reasonOf(text: string): string | null {
  const found = NAMED_REASON.exec(text) ?? REASON.exec(text);
  return found?.groups?.['reason']?.trim().replace(/[.!\s]+$/u, '') ?? null;
}

/** «…, машина в ремонте» right behind the day. */
const BEHIND = /^\s*[,;:–—-]\s*(?<reason>[^\n?]{3,})$/u;
const COURTESY = /(?<!\p{L})(?:пожалуйста|спасибо|заранее|если (?:это )?(?:можно|возможно))(?!\p{L})/giu;

function reasonBehind(rest: string): string | null {
  const reason =
    BEHIND.exec(rest)
      ?.groups?.['reason']?.trim()
      .replace(/[.!\s]+$/u, '') ?? '';
  const letters = reason.replace(COURTESY, '').match(/\p{L}/gu)?.length ?? 0;
  return letters < 3 ? null : reason;
}
