import {
  addMonths,
  type CalendarDate,
  calendarDateOf,
  lastDayOfMonth,
  monthOf,
  yearOf,
} from '../../calendar/calendar-date.ts';
import type { Cursor } from '../cursor.ts';
import { doubt } from '../doubts.ts';
import { type Draft, draftOf, type PhraseContext } from '../draft.ts';
import { impossibleDraft } from '../draft-of-stretches.ts';
import { takeDayNumber } from '../numbers.ts';
import { yearlyRule } from '../recurrence.ts';
import { takeYearName } from '../spans/year.ts';
import { takeLimit } from './boundary.ts';
import {
  type DayOfMonth,
  monthlyRule,
  periodicRule,
  takeDayOfMonth,
  takeDaysWithinNext,
  takeDecadeOfPeriod,
  takeTail,
} from './day-of-month.ts';
import type { Frequency, Rule } from './frequency.ts';
import { draftOfRule, takeFollowingFrequency } from './rule-draft.ts';
import { takeValidity } from './validity.ts';

/** The rule of a day, by the frequency or by the period its own words name. */
export function ruleOfDay(day: DayOfMonth, frequency: Frequency | null): Rule {
  const unit = frequency?.unit ?? day.tail.period;
  if (unit === 'quarter' || unit === 'half') return periodicRule(day, unit);
  // «ежегодно до 7 числа месяца, следующего за отчётным»
  const isYearly = frequency?.unit === 'year' && !day.tail.each;
  const oddly = isYearly ? [doubt.approximate('Сказано «ежегодно», но назван только день месяца.')] : [];
  if (unit === 'year' && (frequency === null || (isYearly && day.tail.following))) {
    const { rrule, warnings } = periodicRule(day, unit);
    return { rrule, warnings: [...warnings, ...oddly] };
  }
  if (unit !== null || day.tail.monthInPeriod === 0) {
    const { rrule, warnings } = monthlyRule(day);
    const isUnnamed = frequency === null && day.tail.unnamed;
    const why = doubt.approximate('Отчётный период не назван, им принят месяц.');
    return { rrule, warnings: [...warnings, ...oddly, ...(isUnnamed ? [why] : [])] };
  }
  // «второго месяца, следующего за отчётным периодом»
  const { rrule, warnings } = periodicRule(day, 'quarter');
  return {
    rrule,
    warnings: [...warnings, doubt.approximate('Отчётный период не назван, им принят квартал.')],
  };
}

/** «до 5 числа каждого месяца», «до 10 числа месяца, следующего за отчётным», «до 5 числа ежемесячно» */
export function readDayOfMonth(cursor: Cursor, context: PhraseContext): Draft | null {
  const day = takeDaysWithinNext(cursor) ?? takeDecadeOfPeriod(cursor) ?? takeDayOfMonth(cursor);
  if (day === null || !day.worded) return null;
  // «последнего рабочего дня года» is of no month.
  if (cursor.lexemeAt()?.unit === 'year') return null;
  const again = takeFollowingFrequency(cursor);
  const { tail } = day;
  if (again === null && !tail.each && !tail.reporting) {
    const isOfPeriod = tail.monthInPeriod !== 0 && tail.period !== 'month';
    if (isOfPeriod) return draftOfRule(ruleOfDay(day, null), takeValidity(cursor, context), context);
    // «26 декабря – последний день приёма»: of no month.
    const isOfMonth = tail.period === 'month' || !day.days.includes(-1) || day.working;
    if (!isOfMonth) return null;
    if (tail.relation === null && (tail.period === null || tail.period === 'month')) {
      const rule = monthlyRule(day);
      const why = doubt.approximate('Месяц не назван, срок понят как ежемесячный.');
      return draftOfRule({ ...rule, warnings: [...rule.warnings, why] }, null, context);
    }
    return tail.period === 'month' && tail.relation !== null
      ? draftOfRelatedMonth(day, tail.relation, context)
      : null;
  }
  return draftOfRule(ruleOfDay(day, again), takeValidity(cursor, context), context);
}

/** «в течение месяца, следующего за отчётным кварталом»: its last day. */
export function readMonthAfterReported(cursor: Cursor, context: PhraseContext): Draft | null {
  if (!cursor.takeForm('в') || !cursor.takeForm('течение', 'течении') || cursor.lexemeAt()?.unit !== 'month')
    return null;
  const tail = takeTail(cursor);
  if (!tail.following) return null;
  const day = { days: [-1], working: false, worded: true, tail };
  return draftOfRule(ruleOfDay(day, null), takeValidity(cursor, context), context);
}

/** «по итогам квартала до 15 числа следующего месяца», «по окончании полугодия, не позднее 10 числа» */
export function readDayAfterReported(cursor: Cursor, context: PhraseContext): Draft | null {
  if (!cursor.takeForm('по') || !cursor.takeForm('итогам', 'результатам', 'окончании', 'истечении'))
    return null;
  cursor.takeLexeme('each');
  cursor.takeLexeme('reporting');
  const unit = cursor.takeUnit('month', 'quarter', 'half');
  if (unit === null) return null;
  cursor.skipMarks(',', '-', '(');
  const day = takeDayOfMonth(cursor);
  if (day === null || !day.worded || day.tail.relation === 0) return null;
  cursor.takeMark(')');
  const tail = { ...day.tail, following: true };
  const frequency = { unit, interval: 1, times: 1, workingDays: false };
  return draftOfRule(ruleOfDay({ ...day, tail }, frequency), takeValidity(cursor, context), context);
}

/** «до 10 числа октября, ноября и декабря», «до 10 октября, ноября»; with a year printed the last of them. */
export function readDayOfSeveralMonths(cursor: Cursor, context: PhraseContext): Draft | null {
  takeLimit(cursor);
  const day = takeDayNumber(cursor);
  if (day === null || day < 1) return null;
  const isWorded = cursor.formAt()?.startsWith('числ') === true;
  if (isWorded) cursor.at += 1;
  const months: number[] = [];
  for (;;) {
    const month = cursor.attempt(() => {
      if (months.length > 0 && !cursor.takeMark(',') && !cursor.takeForm('и')) return null;
      // «10 октября, ноябрь»
      return isWorded || /[ая]$/.test(cursor.formAt() ?? '') ? cursor.takeLexeme('month') : null;
    });
    if (month === null) break;
    cursor.takeAbbreviationDot();
    months.push(month.value);
  }
  const last = months.at(-1);
  if (last === undefined || months.length < 2) return null;
  const year = takeYearName(cursor, context);
  if (year !== null) {
    const due = calendarDateOf(year.first, last, day);
    return due === null
      ? impossibleDraft()
      : draftOf({ kind: 'date', due, warnings: [doubt.severalDates()] });
  }
  const again = takeFollowingFrequency(cursor);
  const why = doubt.approximate('День назван для нескольких месяцев без года, срок понят как ежегодный.');
  const warnings = isWorded || again !== null ? [] : [why];
  const rule = { rrule: yearlyRule(months.map((month) => ({ month, day }))), warnings };
  return draftOfRule(rule, takeValidity(cursor, context), context);
}

/** «до 25 числа текущего месяца», «до 5 числа следующего месяца»: one date, not a rule. */
function draftOfRelatedMonth(day: DayOfMonth, relation: 0 | 1, context: PhraseContext): Draft | null {
  const last = day.days.at(-1);
  if (last === undefined || day.working) return null;
  const first = addMonths(`${context.on.slice(0, 7)}-01` as CalendarDate, relation);
  const [year, month] = [yearOf(first), monthOf(first)];
  const due = last === -1 ? lastDayOfMonth(year, month) : calendarDateOf(year, month, last);
  if (due === null) return impossibleDraft();
  const why = doubt.approximate('«Следующего месяца» понято как один раз, а не каждый месяц.');
  return draftOf({ kind: 'date', due, warnings: relation === 1 ? [why] : [] });
}
