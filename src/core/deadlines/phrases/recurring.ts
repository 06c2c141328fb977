import { addMonths, type CalendarDate, dayOf, monthOf } from '../../calendar/calendar-date.ts';
import type { Cursor } from '../cursor.ts';
import { doubt } from '../doubts.ts';
import { type Draft, type PhraseContext, type PhraseFamily, withWarnings } from '../draft.ts';
import { ascending, yearlyRule } from '../recurrence.ts';
import { takeBareUnit } from '../spans/current-unit.ts';
import { skipTimeOfDay } from '../spans/time-of-day.ts';
import { takeWholeYear } from '../spans/whole-year.ts';
import { takeLimit } from './boundary.ts';
import {
  takeDayOfMonth,
  takeDaysAfterPeriod,
  takeDaysWithinNext,
  takeDecadeOfPeriod,
} from './day-of-month.ts';
import { type Frequency, type Rule, ruleOfFrequency, takeFrequency } from './frequency.ts';
import {
  readDayAfterReported,
  readDayOfMonth,
  readDayOfSeveralMonths,
  readMonthAfterReported,
  ruleOfDay,
} from './monthly-days.ts';
import { readDecadely, readPartOfEach, takePartOfMonth } from './parts-of-month.ts';
import { lookAhead } from './recurrence-signs.ts';
import { skipReportedSpan } from './reported-span.ts';
import { draftOfRule, takeFollowingFrequency } from './rule-draft.ts';
import { takeLastDay, takeValidity, type Validity } from './validity.ts';
import { takeWeekdays } from './weekly.ts';
import { takeYearlyDays, type YearlyDays } from './yearly-days.ts';
import { type DatedRule, MONTHS_BETWEEN, ruleOfNamedYear, yearlyRuleOf } from './yearly-rule.ts';

/**
 * What comes again, as a rule of RFC 5545 and its next day.
 *
 *   «ежегодно до 1 сентября»                      → FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1
 *   «октябрь, март»                               → FREQ=YEARLY;BYMONTH=3,10;BYMONTHDAY=-1
 *   «ежеквартально, до 10 числа месяца, следующего за отчётным» → FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10
 *   «до 5 числа каждого месяца»                   → FREQ=MONTHLY;BYMONTHDAY=5
 *   «по средам до 12-00»                          → FREQ=WEEKLY;BYDAY=WE
 *   «до 1 октября 2026 г., далее ежегодно»        → FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1, next from that date
 *
 * A frequency alone means the last day of each period. A month or quarter as an occurrence ends on its last day.
 */
export const recurring: PhraseFamily = { name: 'recurring', opensWith: () => true, read: readRecurring };

function readRecurring(cursor: Cursor, context: PhraseContext): Draft | null {
  const ahead = lookAhead(cursor);
  return (
    (ahead.frequency ? cursor.attempt(() => readFrequencyFirst(cursor, context)) : null) ??
    (ahead.weekday ? cursor.attempt(() => readWeekdays(cursor, context)) : null) ??
    (ahead.frequency ? cursor.attempt(() => readPartOfEach(cursor, context)) : null) ??
    (ahead.months ? cursor.attempt(() => readDayOfSeveralMonths(cursor, context)) : null) ??
    (ahead.frequency ? cursor.attempt(() => readMonthAfterReported(cursor, context)) : null) ??
    (ahead.dayOfMonth ? cursor.attempt(() => readDayAfterReported(cursor, context)) : null) ??
    (ahead.dayOfMonth ? cursor.attempt(() => readDayOfMonth(cursor, context)) : null) ??
    (ahead.frequency ? cursor.attempt(() => readOccurrenceFirst(cursor, context)) : null) ??
    (ahead.list ? cursor.attempt(() => readSeveralMonths(cursor, context)) : null)
  );
}

/** «ежегодно …», «раз в квартал …» */
function readFrequencyFirst(cursor: Cursor, context: PhraseContext): Draft | null {
  const decadely = readDecadely(cursor, context);
  if (decadely !== null) return decadely;
  const frequency = takeFrequency(cursor);
  if (frequency === null) return null;
  skipTimeOfDay(cursor);
  const before = takeSpecified(cursor, frequency, context);
  const isFrequent = frequency.unit === 'day' || frequency.unit === 'week' || frequency.unit === 'month';
  const validity = takeValidity(cursor, context) ?? (isFrequent ? takeLastDay(cursor, context) : null);
  // «ежемесячно, начиная с октября, до 5 числа»
  const specified = before ?? (validity === null ? null : takeSpecified(cursor, frequency, context));
  return specified === null
    ? draftOfRule(ruleOfFrequency(frequency), validity, context)
    : draftOfRule(specified, validity, context, specified.from);
}

/** The day within each period, with the signs that may stand before it. */
function takeSpecified(cursor: Cursor, frequency: Frequency, context: PhraseContext): DatedRule | null {
  if (cursor.atEnd) return null;
  return cursor.attempt(() => {
    cursor.skipMarks(',', ':', ';', '-', '(', '.');
    // «ежегодно по состоянию на 1 января до 1 февраля»
    skipReportedSpan(cursor, context);
    cursor.takeForms('по', 'состоянию', 'на');
    const rule = takeDayWithin(cursor, frequency, context);
    if (rule !== null) cursor.takeMark(')');
    return rule;
  });
}

/** The day within each period that stands after the frequency. */
function takeDayWithin(cursor: Cursor, frequency: Frequency, context: PhraseContext): DatedRule | null {
  const { unit } = frequency;
  const weekdays = takeWeekdays(cursor, unit === 'month' || unit === 'quarter' ? unit : null);
  if (weekdays !== null) return { ...everyFewWeeks(weekdays.rrule, frequency), from: null };
  if (frequency.unit === 'day' || frequency.unit === 'week') return null;
  if (isEndOfYear(cursor, frequency, context)) return null;
  const part = frequency.unit === 'month' ? cursor.attempt(() => takePartOfMonth(cursor)) : null;
  if (part !== null) return { ...part, from: null };
  if (takeEndOfPeriod(cursor, frequency)) return { ...ruleOfFrequency(frequency), from: null };
  const yearly = cursor.attempt(() => takeYearlyDays(cursor, context));
  if (yearly !== null && frequency.unit !== 'month') {
    return isLastDay(yearly, frequency, context) ? null : yearlyRuleOf(yearly, frequency);
  }
  if (yearly !== null) {
    // «ежемесячно до 25 декабря 2024 г.» ends there; a list of months names them.
    const isUndated = yearly.stretches.every(({ from, to }) => (to ?? from).year === null);
    return yearly.listed && isUndated ? { rrule: ruleOfMonths(yearly), warnings: [], from: null } : null;
  }
  const day =
    takeDaysAfterPeriod(cursor) ??
    takeDaysWithinNext(cursor) ??
    takeDecadeOfPeriod(cursor) ??
    takeDayOfMonth(cursor);
  if (day === null) return null;
  return { ...ruleOfDay(day, frequency), from: null };
}

/** «раз в две недели (четверг)»: which of the weeks is the first nobody says. */
function everyFewWeeks(rrule: string, { unit, interval }: Frequency): Rule {
  if (unit !== 'week' || interval === 1 || !rrule.startsWith('FREQ=WEEKLY;')) return { rrule, warnings: [] };
  const why = doubt.approximate('С какой недели начинать, не сказано: взята ближайшая.');
  return { rrule: rrule.replace('FREQ=WEEKLY;', `FREQ=WEEKLY;INTERVAL=${interval};`), warnings: [why] };
}

/** «ежеквартально до 01.12.2025»: more than one period away, the day can't be the first one, it ends the repetition. */
function isLastDay(
  { from, listed, stretches }: YearlyDays,
  { unit }: Frequency,
  { on }: PhraseContext,
): boolean {
  if (listed || from === null || (unit !== 'quarter' && unit !== 'half')) return false;
  const isDated = stretches.some((stretch) => (stretch.to ?? stretch.from).year !== null);
  return isDated && from > addMonths(on, MONTHS_BETWEEN[unit]);
}

/** «до конца 2025 года» ends the repetition, «ежемесячно до конца года» too; «ежегодно до конца года» recurs then. */
function isEndOfYear(cursor: Cursor, frequency: Frequency, context: PhraseContext): boolean {
  const before = cursor.at;
  const isEnd =
    takeLimit(cursor) !== null &&
    cursor.takeLexeme('end') !== null &&
    (takeWholeYear(cursor, context) !== null ||
      (frequency.unit !== 'year' && takeBareUnit(cursor, context, 'year') !== null));
  cursor.at = before;
  return isEnd;
}

/** «ежемесячно с сентября по май»: in the months named and those between. */
function ruleOfMonths(yearly: YearlyDays): string {
  const ends = yearly.days.map(({ month }) => month);
  const months = yearly.stretches.flatMap(({ from, to }, index) => {
    const last = ends[index] ?? 12;
    const first = to === null ? last : monthOf(from.at(2023)?.start ?? '2023-01-01');
    return Array.from({ length: ((last - first + 12) % 12) + 1 }, (_, step) => ((first - 1 + step) % 12) + 1);
  });
  return `FREQ=MONTHLY;BYMONTH=${ascending(months)};BYMONTHDAY=-1`;
}

/** «до конца (каждого) месяца», «в конце квартала», «в последний день года»: the period's own end. */
function takeEndOfPeriod(cursor: Cursor, frequency: Frequency): boolean {
  const taken = cursor.attempt(() => {
    if (takeLimit(cursor) === null) cursor.takeForm('в', 'по');
    if (cursor.takeLexeme('end') === null) return null;
    cursor.takeLexeme('each');
    cursor.takeLexeme('reporting');
    cursor.takeLexeme('calendar');
    return cursor.takeUnit(frequency.unit);
  });
  return taken !== null;
}

/** «по средам», «каждую пятницу», «до 12-00 понедельника еженедельно» */
function readWeekdays(cursor: Cursor, context: PhraseContext): Draft | null {
  const weekdays = takeWeekdays(cursor);
  if (weekdays === null) return null;
  const again = takeFollowingFrequency(cursor);
  // «понедельник, 8.15» is a cell of a plan of the week.
  const isOfPlan = weekdays.timed && cursor.atEnd;
  if (!weekdays.named && !weekdays.several && again?.unit !== 'week' && !isOfPlan) return null;
  const warnings =
    weekdays.named || again !== null ? [] : [doubt.approximate('Дни недели поняты как еженедельные.')];
  // «каждый четверг с 7 апреля по 12 мая»
  const validity = takeValidity(cursor, context) ?? takeLastDay(cursor, context);
  return draftOfRule({ rrule: weekdays.rrule, warnings }, validity, context);
}

/** «до 1 сентября ежегодно», «в сентябре каждого года», «до 1 октября 2026 г., далее ежегодно» */
function readOccurrenceFirst(cursor: Cursor, context: PhraseContext): Draft | null {
  const yearly = takeYearlyDays(cursor, context);
  if (yearly === null) return null;
  // «январь – декабрь отчётного года» is that whole stretch.
  if (yearly.reported === 'own' && yearly.stretches.some(({ to }) => to !== null)) return null;
  const frequency = yearly.reported !== null ? YEARLY : takeFollowingFrequency(cursor);
  if (frequency === null || frequency.unit === 'day' || frequency.unit === 'week') return null;
  const rule = ruleOfNamedYear(yearly, frequency);
  const onwards = yearly.reported !== null ? null : takeSpecified(cursor, frequency, context);
  if (onwards !== null && !isSameDayUnsaid(rule.from, onwards))
    return draftOfFirstAndRule(rule.from, onwards, takeValidity(cursor, context), context);
  return draftOfRule(rule, takeValidity(cursor, context), context, rule.from);
}

/** «до 20.04.2025, далее ежеквартально до 20 числа»: which months, only the first day says. */
function isSameDayUnsaid(first: CalendarDate | null, { rrule, warnings }: DatedRule): boolean {
  return first !== null && warnings.length > 0 && rrule.endsWith(`;BYMONTHDAY=${dayOf(first)}`);
}

/** «до 31 марта 2025 г., далее ежегодно до 1 марта»: the first day is not one of the rule. */
function draftOfFirstAndRule(
  first: CalendarDate | null,
  rule: DatedRule,
  validity: Validity | null,
  context: PhraseContext,
): Draft {
  const plain = draftOfRule(rule, validity, context, rule.from);
  // «в сентябре ежегодно, до 15.09»: the rule's own day lies in that month.
  if (
    first !== null &&
    plain.next !== null &&
    plain.next.slice(0, 7) === first.slice(0, 7) &&
    plain.next < first
  )
    return plain;
  const isAhead = first !== null && first >= context.on;
  const draft = draftOfRule(rule, validity, context, isAhead ? first : rule.from);
  if (!isAhead || draft.next === first) return draft;
  const why = doubt.approximate('Первый срок назван отдельно, следующие — по правилу повторения.');
  return withWarnings({ ...draft, next: first }, [why]);
}

const YEARLY: Frequency = { unit: 'year', interval: 1, times: 1, workingDays: false };

/** From so many single days on, all in different months, a list without a year is a calendar of the year. */
const DAYS_OF_A_CALENDAR = 3;

/** «октябрь, март», «I, III кварталы»: several months without a year are taken to come every year. */
function readSeveralMonths(cursor: Cursor, context: PhraseContext): Draft | null {
  const yearly = takeYearlyDays(cursor, context);
  if (yearly === null || yearly.stretches.length < 2) return null;
  const spans = yearly.stretches.flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  if (spans.some((span) => span.year !== null)) return null;
  const validity = (): Validity | null => takeValidity(cursor, context);
  const areSeasons = spans.every((span) => span.grain === 'season');
  if (areSeasons || spans.every((span) => span.grain === 'month' || span.grain === 'quarter')) {
    const unsigned = spans.find(({ grain, approximate }) => grain !== 'quarter' && approximate !== null);
    const warnings = unsigned?.approximate ? [doubt.approximate(unsigned.approximate)] : [];
    return draftOfRule({ rrule: yearlyRule(yearly.days), warnings }, validity(), context);
  }
  const months = new Set(yearly.days.map(({ month }) => month));
  const isCalendar = spans.every((span) => span.grain === 'day') && months.size === spans.length;
  if (!isCalendar || spans.length < DAYS_OF_A_CALENDAR) return null;
  const why = doubt.approximate('Дни названы без года, срок понят как ежегодный.');
  return draftOfRule({ rrule: yearlyRule(yearly.days), warnings: [why] }, validity(), context);
}
