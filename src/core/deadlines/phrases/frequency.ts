import type { Warning } from '../../warning.ts';
import type { Cursor } from '../cursor.ts';
import { doubt } from '../doubts.ts';
import { takeCount } from '../numbers.ts';
import { ascending } from '../recurrence.ts';
import { takeSchoolYearWord } from '../spans/year.ts';
import type { TimeUnit } from '../vocabulary.ts';

/**
 * How often: «ежегодно», «каждый месяц», «раз в полугодие», «2 раза в год», «не реже одного раза в квартал»,
 * «раз в две недели», «по полугодиям».
 */
export interface Frequency {
  readonly unit: TimeUnit;
  /** Every so many units: «раз в три года» → 3. */
  readonly interval: number;
  /** So often within the unit: «2 раза в год» → 2. */
  readonly times: number;
  /** «по рабочим дням», «каждый рабочий день» */
  readonly workingDays: boolean;
}

export function takeFrequency(cursor: Cursor): Frequency | null {
  return cursor.attempt(
    () =>
      takeAdverb(cursor) ??
      takeEndOfEach(cursor) ??
      takeEach(cursor) ??
      takeTimes(cursor) ??
      takeWorkingDays(cursor) ??
      takeByUnits(cursor),
  );
}

function frequency(unit: TimeUnit, interval = 1, times = 1, workingDays = false): Frequency {
  return { unit, interval, times, workingDays };
}

function takeAdverb(cursor: Cursor): Frequency | null {
  const unit = cursor.takeLexeme('every')?.unit;
  if (unit === undefined) return null;
  cursor.takeAbbreviationDot();
  const isWorking = unit === 'day' && skipToWorkingDays(cursor);
  return frequency(unit, 1, 1, isWorking);
}

const SATURDAY = 6;
const SUNDAY = 7;

function skipToWorkingDays(cursor: Cursor): boolean {
  const taken = cursor.attempt(() => {
    cursor.skipMarks(',', '(');
    if (takeWorkingDays(cursor) !== null) return true;
    if (!cursor.takeForm('кроме')) return null;
    if (cursor.formAt()?.startsWith('выходн') === true) {
      cursor.at += 1;
      // «(кроме выходных и праздничных дней)»
      if (cursor.takeForm('и') && cursor.formAt()?.startsWith('праздничн') === true) cursor.at += 1;
      cursor.takeForm('дней');
      cursor.takeMark(')');
      return true;
    }
    const isSaturday = cursor.takeLexeme('weekday')?.value === SATURDAY;
    return isSaturday && cursor.takeForm('и') && cursor.takeLexeme('weekday')?.value === SUNDAY ? true : null;
  });
  return taken !== null;
}

/** «в конце каждого месяца», «до конца каждого квартала»: the last day, which a bare frequency means too. */
function takeEndOfEach(cursor: Cursor): Frequency | null {
  return cursor.attempt(() => {
    if (!cursor.takeForm('в', 'до', 'к', 'по') || cursor.takeLexeme('end') === null) return null;
    return cursor.lexemeAt()?.id === 'each' ? takeEach(cursor) : null;
  });
}

/** «каждый год», «каждого месяца», «каждую неделю», «каждые две недели», «каждый рабочий день» */
function takeEach(cursor: Cursor): Frequency | null {
  return cursor.attempt(() => {
    cursor.takeForm('в', 'на', 'через');
    if (cursor.takeLexeme('each') === null) return null;
    if (takeSchoolYearWord(cursor)) return frequency('year');
    const interval = cursor.attempt(() => takeCount(cursor)) ?? 1;
    // «каждого учебного дня»
    const isWorking = cursor.takeLexeme('working') !== null || cursor.takeLexeme('school') !== null;
    if (cursor.takeLexeme('calendar') === null) cursor.takeLexeme('current');
    const unit = cursor.takeUnit('day', 'week', 'month', 'quarter', 'half', 'year');
    return unit === null ? null : frequency(unit, interval, 1, isWorking && unit === 'day');
  });
}

/** «раз в год», «2 раза в месяц», «не реже одного раза в квартал», «дважды в год», «раз в две недели» */
function takeTimes(cursor: Cursor): Frequency | null {
  return cursor.attempt(() => {
    cursor.attempt(() => {
      if (!cursor.takeForm('не') || !cursor.takeForm('реже', 'менее')) return null;
      cursor.takeForms('чем');
      return true;
    });
    const often = takeHowOften(cursor);
    // «1 раз/год», «1 р/кв.»
    if (often === null || (!cursor.takeForm('в', 'за') && !cursor.takeMark('/'))) return null;
    cursor.takeForm('течение');
    if (takeSchoolYearWord(cursor)) return frequency('year', 1, often);
    cursor.takeLexeme('each');
    const interval = cursor.attempt(() => takeCount(cursor)) ?? 1;
    cursor.takeLexeme('calendar');
    const unit = cursor.takeUnit('day', 'week', 'month', 'quarter', 'half', 'year');
    return unit === null || interval < 1 || often < 1 ? null : frequency(unit, interval, often);
  });
}

function takeHowOften(cursor: Cursor): number | null {
  if (cursor.takeForm('дважды')) return 2;
  if (cursor.takeForm('трижды')) return 3;
  const count = cursor.attempt(() => takeCount(cursor)) ?? 1;
  // «2 р. в год», but not «500 р. в месяц».
  if (cursor.formAt() === 'р' && count > MOST_TIMES) return null;
  if (cursor.takeLexeme('times') === null) return null;
  cursor.takeAbbreviationDot();
  // «1 раз(а) в неделю»
  cursor.attempt(() => (cursor.takeMark('(') && cursor.takeForm('а') && cursor.takeMark(')') ? true : null));
  return count;
}

const MOST_TIMES = 12;

/** «по рабочим дням», «в рабочие дни» */
function takeWorkingDays(cursor: Cursor): Frequency | null {
  return cursor.attempt(() => {
    if (!cursor.takeForm('по', 'в') || cursor.takeLexeme('working') === null) return null;
    return cursor.takeForm('дням', 'дни') ? frequency('day', 1, 1, true) : null;
  });
}

/** «по кварталам», «по полугодиям» */
function takeByUnits(cursor: Cursor): Frequency | null {
  return cursor.attempt(() => {
    if (!cursor.takeForm('по') || !/[ая]м$/.test(cursor.formAt() ?? '')) return null;
    const unit = cursor.takeUnit('week', 'month', 'quarter', 'half');
    return unit === null ? null : frequency(unit);
  });
}

/** A rule and the doubts that came with choosing its days. */
export interface Rule {
  readonly rrule: string;
  readonly warnings: readonly Warning[];
}

const EVERY_WORKING_DAY = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';
const MONTHS_OF: Readonly<Partial<Record<TimeUnit, number>>> = { month: 1, quarter: 3, half: 6, year: 12 };

/** So many times a week, evenly. */
const DAYS_OF_TIMES: Readonly<Record<number, string>> = { 1: 'FR', 2: 'TU,FR', 3: 'MO,WE,FR' };

/** The rule of a frequency that names no day: the last day of each period. */
export function ruleOfFrequency(given: Frequency): Rule {
  if (given.unit === 'day') {
    if (given.workingDays) return { rrule: EVERY_WORKING_DAY, warnings: [] };
    return given.interval === 1
      ? { rrule: 'FREQ=DAILY', warnings: [] }
      : { rrule: `FREQ=DAILY;INTERVAL=${given.interval}`, warnings: [chosenDay()] };
  }
  if (given.unit === 'week') {
    const days = DAYS_OF_TIMES[given.times] ?? 'MO,TU,WE,TH,FR';
    const interval = given.interval > 1 ? `;INTERVAL=${given.interval}` : '';
    return { rrule: `FREQ=WEEKLY${interval};BYDAY=${days}`, warnings: [chosenDay()] };
  }
  return ruleOfMonths(given, (MONTHS_OF[given.unit] ?? 1) * given.interval);
}

function ruleOfMonths(given: Frequency, periodMonths: number): Rule {
  const step = periodMonths / given.times;
  const warnings = given.times > 1 || (given.interval > 1 && given.unit !== 'month') ? [chosenDay()] : [];
  if (step > 12) {
    const years = Math.round(step / 12);
    return { rrule: `FREQ=YEARLY;INTERVAL=${years};BYMONTH=12;BYMONTHDAY=31`, warnings: [chosenDay()] };
  }
  if (step === 12) return { rrule: 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31', warnings };
  if (step < 1) return { rrule: 'FREQ=MONTHLY;BYMONTHDAY=15,-1', warnings: [chosenDay()] };
  if (step === 1) return { rrule: 'FREQ=MONTHLY;BYMONTHDAY=-1', warnings };
  const months = Array.from({ length: Math.floor(12 / step) }, (_, index) => Math.round((index + 1) * step));
  return { rrule: `FREQ=YEARLY;BYMONTH=${ascending(months)};BYMONTHDAY=-1`, warnings };
}

function chosenDay(): Warning {
  return doubt.approximate('День повторения не назван, взят последний день периода (для недели — пятница).');
}
