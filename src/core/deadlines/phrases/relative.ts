import {
  addDays,
  addMonths,
  type CalendarDate,
  calendarDateOf,
  yearOf,
} from '../../calendar/calendar-date.ts';
import { addWorkingDays } from '../../calendar/production-calendar.ts';
import type { Warning } from '../../warning.ts';
import type { Cursor } from '../cursor.ts';
import { doubt } from '../doubts.ts';
import {
  type Draft,
  draftOf,
  opensWithWord,
  type PhraseContext,
  type PhraseFamily,
  withWarnings,
} from '../draft.ts';
import { takeCount, takeOrdinal } from '../numbers.ts';
import type { DeadlineContext } from '../policy.ts';
import { takeCalendarYear, takeRelativeYear } from '../spans/year.ts';
import type { Token } from '../tokens.ts';
import { type Duration, takeDuration, takeNextDay } from './duration.ts';
import { type CountedEvent, takeEvent } from './event.ts';

/**
 * A count of days, weeks, months or years.
 *
 *   «в течение 10 рабочих дней», document of 2026-09-01 → offset P10BD, due 2026-09-15
 *   «в месячный срок со дня подписания настоящего приказа» → offset P1M, due a month after the document's date
 *   «не позднее 5 дней со дня получения»                → offset P5D, trigger «со дня получения», due empty,
 *                                                         warning needs_event
 *   «за 3 дня до начала мероприятия»                    → offset P3D, trigger «до начала мероприятия»
 *
 * Counts   from the day after the document's date (policy.countFrom); «день» is a calendar day, «рабочий день» one
 *          the production calendar calls working; a month later is the same day, or the month's last.
 * Refuses  «несколько дней», counts that no order sets (over 366 days, 60 months, 10 years).
 * Source   the usual rules of office work; the direction of an offset is in the trigger («до …» is before).
 */
export const relative: PhraseFamily = {
  name: 'relative',
  opensWith: opensWithWord(
    'в не за через спустя до по на с со от после считая начиная перед накануне составляет',
    ['count', 'term', 'working', 'next', 'unit'],
    true,
  ),
  read: readRelative,
};

function readRelative(cursor: Cursor, context: PhraseContext): Draft | null {
  return (
    (cursor.formAt(1)?.startsWith('ран') === true
      ? cursor.attempt(() => readBetween(cursor, context))
      : null) ??
    cursor.attempt(() => readBefore(cursor, context)) ??
    cursor.attempt(() => readFirstOfYear(cursor, context)) ??
    cursor.attempt(() => readCounted(cursor, context)) ??
    cursor.attempt(() => readOnEvent(cursor, context))
  );
}

/** «не ранее 15 дней и не позднее 25 дней со дня принятия решения»: the later count. */
function readBetween(cursor: Cursor, context: PhraseContext): Draft | null {
  if (!cursor.takeForm('не') || !cursor.takeForm('ранее', 'раньше')) return null;
  if (cursor.takeForm('чем')) cursor.takeForm('через');
  if (takeDuration(cursor, true) === null) return null;
  cursor.takeMark(',');
  cursor.takeForm('и', 'но', 'а');
  return cursor.formAt() === 'не' ? readCounted(cursor, context) : null;
}

/** «за 3 дня до …», «не позднее чем за неделю до …», «не позднее 3 дней до …» */
function readBefore(cursor: Cursor, context: PhraseContext): Draft | null {
  const isLimited = takeNotLater(cursor);
  if (!isLimited) cursor.takeForms('не', 'менее', 'чем');
  if (!cursor.takeForm('за') && !isLimited && !isCountBefore(cursor)) return null;
  const isAhead = cursor.formAt(-1) === 'за';
  const duration = takeDuration(cursor, true);
  if (duration === null) return null;
  const event = takeEvent(cursor, context, 'before');
  if (event === null) return isLimited && isAhead ? aheadOfUnnamed(duration) : null;
  const due = event.date === null ? null : moved(event.date, duration, -1, context);
  return draftOfCount(duration, event, due, context);
}

/** «в течение первых 15 рабочих дней текущего года»: the last of them. */
function readFirstOfYear(cursor: Cursor, context: PhraseContext): Draft | null {
  if (!cursor.takeForm('в')) return null;
  if (cursor.takeForm('течение', 'течении') ? !cursor.takeForm('первых') : !cursor.takeForm('первые'))
    return null;
  const count = takeCount(cursor);
  const isWorking = cursor.takeLexeme('working') !== null;
  cursor.takeLexeme('calendar');
  if (count === null || count < 1 || count > MOST_FIRST_DAYS || cursor.takeUnit('day') === null) return null;
  const year = takeCalendarYear(cursor, context) ?? takeRelativeYear(cursor, context);
  const eve = year === null ? null : calendarDateOf(year.first - 1, 12, 31);
  if (eve === null) return null;
  const due = isWorking ? addWorkingDays(context.calendar, eve, count) : addDays(eve, count);
  return draftOf({ kind: 'date', due, warnings: isWorking ? uncovered(due, due, context) : [] });
}

const MOST_FIRST_DAYS = 90;

/** «2 недели до экзамена» as a whole cell. */
function isCountBefore(cursor: Cursor): boolean {
  return (
    cursor.at === 0 &&
    cursor.formAt(2) === 'до' &&
    cursor.peek()?.type === 'number' &&
    cursor.lexemeAt(1)?.id === 'unit'
  );
}

/** «сообщить не позднее чем за сутки»: before what is said elsewhere in the point, if at all. */
function aheadOfUnnamed({ iso }: Duration): Draft {
  return draftOf({ kind: 'relative', offset: iso, trigger: UNNAMED, warnings: [doubt.needsEvent()] });
}

const UNNAMED = 'до события, которое в сроке не названо';

/** «в течение …», «в … срок», «не позднее … дней», «через …», «10 рабочих дней» */
function readCounted(cursor: Cursor, context: PhraseContext): Draft | null {
  const isLength = cursor.formAt() === 'на';
  const isAtMost = cursor.formAt() === 'не' && cursor.formAt(1) === 'более';
  const opening = takeOpening(cursor);
  const isSize = opening === null && cursor.takeForm('составляет');
  const isOrdinal = opening === 'within' && isOrdinalAhead(cursor);
  // «на 7-й неделе» is one of many, not seven of them.
  if (isNumbered(cursor.peek()) && cursor.formAt(1) === 'неделе') return null;
  const isNextDay = cursor.lexemeAt()?.id === 'next';
  const isCountOf = opening === null && cursor.takeForm('за');
  const duration = isOrdinal
    ? takeOrdinalDay(cursor)
    : ((opening === null ? null : takeNextDay(cursor)) ??
      takeDuration(cursor, opening === 'within' || isLoneUnit(cursor)));
  // «в 10 часов» is a time of day.
  if (duration === null || (opening === 'in' && duration.unit === 'hour' && !isLength)) return null;
  const remark = skipRemarkBeforeEvent(cursor, context);
  const event = takeEvent(cursor, context, 'after') ?? eventAhead(cursor, context, opening);
  // «за 5 дней», «составляет 5 дней» and «10-го рабочего дня» need an event to count from.
  if ((isOrdinal || isCountOf || isSize) && event === null) return null;
  const base = event === null ? context.on : event.date;
  const due = base === null ? null : moved(counted(base, context), duration, 1, context);
  const draft = draftOfCount(duration, event, due, context);
  const isLong = duration.unit === 'year' || duration.unit === 'month';
  // «36 часов» of lessons
  const isBareHours = opening === null && !isSize && duration.unit === 'hour';
  const isDuration = event === null && ((isAtMost && isLong) || isBareHours);
  if (remark !== null)
    return withWarnings(draft, [doubt.approximate(`К сроку есть уточнение: «${remark}».`)]);
  if (!isDuration && (!isLength || opening !== 'in' || isNextDay)) return draft;
  return withWarnings(draft, [doubt.maybeLength()]);
}

/** «25 дней (если не указан другой срок) со дня регистрации»: the words in brackets, where an event follows them. */
function skipRemarkBeforeEvent(cursor: Cursor, context: PhraseContext): string | null {
  if (cursor.markAt() !== '(') return null;
  return cursor.attempt(() => {
    const [open] = [cursor.peek()];
    while (!cursor.atEnd && cursor.markAt() !== ')') cursor.at += 1;
    const close = cursor.peek();
    if (!cursor.takeMark(')') || !/^(?:со?|после)$/.test(cursor.formAt() ?? '')) return null;
    return context.source.slice(open?.end, close?.start).trim();
  });
}

/** «в течение 4 рабочих дней до начала проверки»: the days before it. */
function eventAhead(
  cursor: Cursor,
  context: PhraseContext,
  opening: 'within' | 'in' | null,
): CountedEvent | null {
  if (opening !== 'within' || cursor.formAt() !== 'до') return null;
  return cursor.attempt(() => {
    const event = takeEvent(cursor, context, 'before');
    return event?.date === null && !event.own ? event : null;
  });
}

function isNumbered(token: Token | undefined): boolean {
  return token?.type === 'number' && token.ordinal;
}

/** «после завершения конкурса», «до начала …», «по итогам …»: an event without a count. */
function readOnEvent(cursor: Cursor, context: PhraseContext): Draft | null {
  const event = takeEvent(cursor, context, 'alone');
  if (event === null || event.date !== null) return null;
  return draftOf({ kind: 'relative', trigger: event.words, warnings: [doubt.needsEvent()] });
}

function draftOfCount(
  duration: Duration,
  event: CountedEvent | null,
  due: CalendarDate | null,
  context: PhraseContext,
): Draft {
  const warnings: Warning[] = [];
  if (due === null) warnings.push(doubt.needsEvent());
  else {
    if (event?.assumed === true) {
      warnings.push(doubt.approximate('Срок посчитан от даты документа: событие понято как его подписание.'));
    }
    if (duration.unit === 'working_day') warnings.push(...uncovered(event?.date ?? context.on, due, context));
  }
  const isOwn = event === null || event.own;
  return draftOf({
    kind: 'relative',
    due,
    offset: duration.iso,
    trigger: isOwn ? null : event.words,
    warnings,
  });
}

function uncovered(from: CalendarDate, to: CalendarDate, context: DeadlineContext): Warning[] {
  const years = new Set([yearOf(from), yearOf(to)]);
  return [...years].filter((year) => !context.calendar.covers(year)).map(doubt.notCovered);
}

/** The day before the first one that counts. */
function counted(base: CalendarDate, context: DeadlineContext): CalendarDate {
  return context.policy.countFrom === 'same_day' ? addDays(base, -1) : base;
}

function moved(
  base: CalendarDate,
  duration: Duration,
  direction: 1 | -1,
  context: DeadlineContext,
): CalendarDate {
  const count = duration.count * direction;
  switch (duration.unit) {
    case 'hour':
      return addDays(base, direction * Math.ceil(duration.count / 24));
    case 'day':
      return addDays(base, count);
    case 'working_day':
      return addWorkingDays(context.calendar, base, count);
    case 'month':
      return addMonths(base, count);
    case 'year':
      return addMonths(base, 12 * count);
  }
}

/** Takes the words before a count: those that a bare «месяца» may follow, or a mere «в», «на». */
function takeOpening(cursor: Cursor): 'within' | 'in' | null {
  return cursor.attempt(() => {
    if (takeNotLater(cursor)) {
      cursor.takeForm('чем');
      cursor.takeForm('через', 'в');
      cursor.takeForm('течение', 'течении');
      return 'within';
    }
    if (cursor.takeForm('через', 'спустя')) return 'within';
    // «до 10 дней»; «до 18 часов» is a time, «до 14 лет» an age.
    if (cursor.takeForm('до')) return isDaysAhead(cursor) ? 'in' : null;
    if (cursor.takeForms('не', 'более')) {
      cursor.takeForm('чем');
      return 'within';
    }
    if (cursor.takeForm('не')) {
      // «не должен превышать одного дня со дня …»
      cursor.takeForm('должен', 'должна', 'должно', 'может');
      return cursor.takeForm('превышать', 'превышает', 'превышающий') ? 'within' : null;
    }
    cursor.takeForms('по', 'истечении');
    if (!cursor.takeForm('в'))
      return cursor.formAt(-1) === 'истечении' ? 'within' : cursor.takeForm('на') ? 'in' : null;
    if (cursor.takeForm('ближайшие', 'ближайшее')) return 'within';
    if (cursor.takeForm('течение', 'течении', 'теч')) {
      cursor.takeAbbreviationDot();
      cursor.takeForm('ближайших', 'ближайшего', 'ближайшей');
      if (cursor.takeForms('не', 'более')) cursor.takeForm('чем');
      return 'within';
    }
    if (!cursor.takeForm('срок', 'сроки')) return 'in';
    cursor.takeMark(',');
    if (cursor.takeForm('до')) return 'within';
    const limited = cursor.takeForm('не') && cursor.takeForm('более', 'позднее', 'превышающий');
    if (limited) cursor.takeForm('чем');
    return 'within';
  });
}

/** «сутки», «неделя»: a whole resolution. */
function isLoneUnit(cursor: Cursor): boolean {
  return cursor.tokens.length === 1 && ['сутки', 'неделя', 'месяц'].includes(cursor.formAt() ?? '');
}

/** «десятого рабочего дня, следующего за днём …» */
function isOrdinalAhead(cursor: Cursor): boolean {
  return cursor.lexemeAt()?.id === 'ordinal' && cursor.lexemeAt(1)?.unit !== 'half';
}

function takeOrdinalDay(cursor: Cursor): Duration | null {
  return cursor.attempt(() => {
    const count = takeOrdinal(cursor);
    const isWorking = cursor.takeLexeme('working') !== null;
    cursor.takeLexeme('calendar');
    if (count === null || count < 1 || !cursor.takeForm('дня')) return null;
    return { count, unit: isWorking ? 'working_day' : 'day', iso: `P${count}${isWorking ? 'BD' : 'D'}` };
  });
}

function isDaysAhead(cursor: Cursor): boolean {
  const before = cursor.at;
  const unit = takeDuration(cursor, false)?.unit;
  cursor.at = before;
  return unit === 'day' || unit === 'working_day' || unit === 'month';
}

function takeNotLater(cursor: Cursor): boolean {
  const taken = cursor.attempt(() => {
    cursor.takeForms('в', 'срок');
    if (!cursor.takeForm('не') || !cursor.takeForm('позднее', 'позже')) return null;
    cursor.takeMark(',');
    cursor.attempt(() => (cursor.takeForm('чем') && cursor.formAt() === 'за' ? true : null));
    return true;
  });
  return taken !== null;
}
