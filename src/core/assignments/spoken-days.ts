import {
  addDays,
  addMonths,
  type CalendarDate,
  calendarDateOf,
  monthOf,
  yearOf,
} from '../calendar/calendar-date.ts';
import { type DeadlineContext, findDeadlines, readWholeDeadline } from '../deadlines/index.ts';

/** A day that something is said of, and where. */
export interface FoundDay {
  readonly start: number;
  readonly end: number;
  readonly due: CalendarDate;
}

/** So much more time, as an ISO 8601 offset («P7D», «P1M», working days as «P5BD»), and where it is said. */
export interface FoundTime {
  readonly start: number;
  readonly end: number;
  readonly offset: string;
}

/**
 * The days that a message names, as people write them on a phone, in their order.
 *
 *   «до 15 ноября», «на декабрь», «к 1.10» → as a document's deadlines are read
 *   «до пятницы», «к понедельнику»         → the next such day of the week
 *   «до завтра», «послезавтра»             → counted from the day of the message
 *   «просим 5 октября»                     → that day; without «до» only right behind the asking
 *   «до 25», «к 25-му», «до 25 числа»      → the next such day of a month; «до 25 человек» is none
 *
 * Context  `on` is the day of the message.
 */
export function findSpokenDays(text: string, context: DeadlineContext): readonly FoundDay[] {
  const printed = printedDays(text, context);
  const spoken = [...text.matchAll(SPOKEN)].flatMap((match): FoundDay[] => {
    const { day, later = '' } = match.groups ?? {};
    const due = spokenDay((day ?? later).toLowerCase().replaceAll('ё', 'е'), context);
    return due === null ? [] : [{ start: match.index, end: match.index + match[0].length, due }];
  });
  const further = spoken.filter(({ start, end }) =>
    printed.every((one) => end <= one.start || one.end <= start),
  );
  return [...printed, ...further].toSorted((one, other) => one.start - other.start);
}

/**
 * Spans of time that a message names.
 *
 *   «ещё неделю», «недельку», «на две недели» → P7D, P7D, P14D
 *   «3 дня», «пять рабочих дней», «на месяц»  → P3D, P5BD, P1M
 *   «пару дней», «неделю назад»               → none: how much is not said, or it is past
 */
export function findTimes(text: string, context: DeadlineContext): readonly FoundTime[] {
  return [...text.matchAll(SPAN)].flatMap((match): FoundTime[] => {
    const { count = '1', unit, alone = '' } = match.groups ?? {};
    const [, name] = UNITS.find(([stem]) => (unit ?? alone).toLowerCase().startsWith(stem)) ?? ['', ''];
    const { offset } = readWholeDeadline(`в течение ${count} ${name}`, context).deadline;
    return offset === null ? [] : [{ start: match.index, end: match.index + match[0].length, offset }];
  });
}

/** The day that lies so much after another; null for an offset in another form. */
export function dayAfter(from: CalendarDate, offset: string, context: DeadlineContext): CalendarDate | null {
  const [, count = '', unit = ''] = /^P(\d{1,3})(BD|D|M)$/.exec(offset) ?? [];
  if (unit === 'D') return addDays(from, Number(count));
  if (unit === 'M') return addMonths(from, Number(count));
  if (unit !== 'BD') return null;
  return readWholeDeadline(`в течение ${count} рабочих дней`, { ...context, on: from }).deadline.due;
}

/** As in a document. */
function printedDays(text: string, context: DeadlineContext): readonly FoundDay[] {
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
  return until.flatMap(({ start, end, reading: { deadline } }) =>
    deadline.due === null || deadline.offset !== null ? [] : [{ start, end, due: deadline.due }],
  );
}

const WEEKDAYS = [
  ['понедельник', 'понедельника'],
  ['вторник', 'вторника'],
  ['сред', 'среды'],
  ['четверг', 'четверга'],
  ['пятниц', 'пятницы'],
  ['суббот', 'субботы'],
  ['воскресень', 'воскресенья'],
] as const;

const PRINTED = /\d{1,2}(?:\.\d{1,2}(?:\.\d{2,4})?(?![.\d])|(?:-?го)?\s+\p{L}{3,8}(?:\s+\d{4})?)/u.source;
const MONTH = /\p{L}{3,8}(?:\s\d{4})?/u.source;
const WEEKDAY = /(?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)\p{L}{0,2}/u.source;
/** What follows a number that is a day of the month: the end, or why. */
const ENDS = /(?=\s*(?:$|[?!.,;:)\n]|(?:причин|из-за|так как|потому|пожалуйста|можно|нужно|в связи)))/u
  .source;
const NUMBER = `\\d{1,2}(?:(?:-?го|-?му|\\s+числ[ау])(?!\\p{L})|${ENDS})`;
const SPOKEN = new RegExp(
  `(?<!\\p{L})(?:(?:до|к|ко|на)\\s+(?<day>${PRINTED}|${WEEKDAY}|завтра|послезавтра|${NUMBER}|${MONTH})|(?<later>послезавтра|(?<=(?:просим|прошу|можно)\\s)${PRINTED}${ENDS}))(?![\\p{L}\\d])`,
  'giu',
);
const TAKEN_KINDS: ReadonlySet<string> = new Set(['date', 'month']);

function spokenDay(day: string, context: DeadlineContext): CalendarDate | null {
  if (day === 'завтра') return addDays(context.on, 1);
  if (day === 'послезавтра') return addDays(context.on, 2);
  const weekday = WEEKDAYS.find(([stem]) => day.startsWith(stem));
  if (weekday !== undefined) return readWholeDeadline(`до ${weekday[1]}`, context).deadline.due;
  const [, number = ''] = /^(\d{1,2})(?:-?го|-?му|\s+числ[ау])?$/u.exec(day) ?? [];
  if (number !== '') return nextDayOfMonth(Number(number), context.on);
  const { deadline } = readWholeDeadline(day.replace(/^(\d{1,2})-?го/u, '$1'), context);
  return TAKEN_KINDS.has(deadline.kind) ? deadline.due : null;
}

function nextDayOfMonth(day: number, on: CalendarDate): CalendarDate | null {
  const here = calendarDateOf(yearOf(on), monthOf(on), day);
  if (here !== null && here >= on) return here;
  const next = addMonths(calendarDateOf(yearOf(on), monthOf(on), 1) ?? on, 1);
  return calendarDateOf(yearOf(next), monthOf(next), day);
}

/** Units as phrases of documents have them. */
const UNITS = [
  ['рабоч', 'рабочих дней'],
  ['недел', 'недель'],
  ['месяц', 'месяцев'],
  ['д', 'дней'],
] as const;
const COUNT =
  /\d{1,3}|од(?:ин|ну)|дв[ае]|три|четыре|пять|шесть|семь|восемь|девять|десять|пятнадцать|двадцать/u.source;
const UNIT = /рабочи[йех]{1,2}\s+д(?:ень|ня|ней)|д(?:ень|ня|ней)|недел(?:ьк[уаи]|[яюеиь])|месяц(?:а|ев)?/u
  .source;
/** «Неделя» by itself is one only where it is asked for. */
const LEAD = /на|еще|ещё|дайте|нам|нужн[оаы]|надо|дать/u.source;
const SPAN = new RegExp(
  `(?<![\\p{L}\\d.])(?:(?:(?:на|еще|ещё)\\s+)?(?<count>${COUNT})\\s+(?<unit>${UNIT})|(?:${LEAD})\\s+(?<alone>недел(?:[юя]|ьк[уа])|месяц))(?!\\p{L})(?!\\s+назад)`,
  'giu',
);
