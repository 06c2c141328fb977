import {
  addDays,
  addMonths,
  type CalendarDate,
  calendarDateOf,
  daysInMonth,
  monthOf,
  parseCalendarDate,
  weekdayOf,
  yearOf,
} from '../calendar/calendar-date.ts';

/**
 * Recurrence rules of RFC 5545 over calendar dates, in the subset the grammar writes:
 * FREQ DAILY, WEEKLY, MONTHLY, YEARLY with BYMONTH, BYMONTHDAY, BYDAY, BYSETPOS, BYYEARDAY, INTERVAL, UNTIL.
 *
 *   nextOccurrence('FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1', '2024-09-02')  → 2025-09-01
 *   nextOccurrence('FREQ=WEEKLY;BYDAY=WE', '2024-09-04')                → 2024-09-04, itself a Wednesday
 *
 * Days a month lacks are skipped (BYMONTHDAY=31 in April), as the RFC says.
 */
export interface RecurrenceRule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly months: readonly number[];
  readonly monthDays: readonly number[];
  /** Weekday 1–7 with its number within the month, 0 = every one. */
  readonly weekdays: readonly { readonly weekday: number; readonly position: number }[];
  readonly positions: readonly number[];
  readonly yearDays: readonly number[];
  readonly until: CalendarDate | null;
}

export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

export const WEEKDAY_CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** A leap day recurs after eight years at the latest. */
const SEARCH_YEARS = 9;

/** Reads a rule without its "RRULE:" prefix; null for what is not a rule of the subset. */
export function parseRecurrence(rrule: string): RecurrenceRule | null {
  const parts = new Map<string, string>();
  for (const part of rrule.split(';')) {
    const [name = '', value = ''] = part.split('=', 2);
    parts.set(name, value);
  }
  const frequency = parts.get('FREQ');
  if (frequency !== 'DAILY' && frequency !== 'WEEKLY' && frequency !== 'MONTHLY' && frequency !== 'YEARLY')
    return null;
  const listed = (name: string): string[] => parts.get(name)?.split(',').filter(Boolean) ?? [];
  const numbers = (name: string): number[] => listed(name).map(Number);
  const weekdays = listed('BYDAY').map(parseWeekday);
  const until = parts.get('UNTIL');
  const rule: RecurrenceRule = {
    frequency,
    interval: Number(parts.get('INTERVAL') ?? 1),
    months: numbers('BYMONTH'),
    monthDays: numbers('BYMONTHDAY'),
    weekdays: weekdays.filter((weekday) => weekday !== null),
    positions: numbers('BYSETPOS'),
    yearDays: numbers('BYYEARDAY'),
    until:
      until === undefined ? null : parseCalendarDate(until.replace(/^(\d{4})(\d{2})(\d{2}).*$/, '$1-$2-$3')),
  };
  const all = [rule.interval, ...rule.months, ...rule.monthDays, ...rule.positions, ...rule.yearDays];
  const isSound =
    all.every(Number.isInteger) &&
    rule.interval >= 1 &&
    !weekdays.includes(null) &&
    (until === undefined || rule.until !== null);
  return isSound ? rule : null;
}

/**
 * First day of the rule on or after a date; null where the rule has ended, never comes, or cannot be read.
 * An INTERVAL has no anchor in the rule itself and is not applied here: see `followingOccurrence`.
 */
export function nextOccurrence(rrule: string, on: CalendarDate): CalendarDate | null {
  const rule = parseRecurrence(rrule);
  if (rule === null) return null;
  const found = findFirst(rule, on);
  return found === null || (rule.until !== null && found > rule.until) ? null : found;
}

/** The occurrence after a known one, INTERVAL counted from it: every second Friday after Friday the 6th is the 20th. */
export function followingOccurrence(rrule: string, occurrence: CalendarDate): CalendarDate | null {
  const rule = parseRecurrence(rrule);
  if (rule === null) return null;
  const next = nextOccurrence(rrule, addDays(occurrence, 1));
  const from = periodStart(rule.frequency, occurrence, 0);
  if (next === null || rule.interval === 1 || periodStart(rule.frequency, next, 0) === from) return next;
  return nextOccurrence(rrule, periodStart(rule.frequency, occurrence, rule.interval));
}

function parseWeekday(text: string): { weekday: number; position: number } | null {
  const match = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(text);
  if (match === null) return null;
  const code = WEEKDAY_CODES.findIndex((known) => known === match[2]);
  return { weekday: code + 1, position: Number(match[1] ?? 0) };
}

/** First day of the day, week, month or year of a date, `ahead` of them later. */
function periodStart(frequency: Frequency, date: CalendarDate, ahead: number): CalendarDate {
  switch (frequency) {
    case 'DAILY':
      return addDays(date, ahead);
    case 'WEEKLY':
      return addDays(date, 1 - weekdayOf(date) + 7 * ahead);
    case 'MONTHLY':
      return addMonths(`${date.slice(0, 7)}-01` as CalendarDate, ahead);
    case 'YEARLY':
      return addMonths(`${date.slice(0, 4)}-01-01` as CalendarDate, 12 * ahead);
  }
}

function findFirst(rule: RecurrenceRule, on: CalendarDate): CalendarDate | null {
  if (rule.frequency === 'DAILY') return on;
  if (rule.frequency === 'WEEKLY') {
    for (let ahead = 0; ahead < 7; ahead += 1) {
      const date = addDays(on, ahead);
      if (rule.weekdays.some(({ weekday }) => weekday === weekdayOf(date))) return date;
    }
    return null;
  }
  for (let ahead = 0; ahead < SEARCH_YEARS * 12; ahead += 1) {
    const index = yearOf(on) * 12 + monthOf(on) - 1 + ahead;
    const days = daysOfRule(rule, Math.floor(index / 12), (index % 12) + 1);
    const date = days.find((day) => day >= on);
    if (date !== undefined) return date;
  }
  return null;
}

/** Days of a monthly or yearly rule within one month, ascending. */
function daysOfRule(rule: RecurrenceRule, year: number, month: number): CalendarDate[] {
  if (rule.months.length > 0 && !rule.months.includes(month)) return [];
  const length = daysInMonth(year, month);
  const days = candidateDays(rule, length).filter((day) => isDayOfRule(rule, year, month, day, length));
  const picked =
    rule.positions.length === 0
      ? days
      : days.filter((_, index) => isPicked(rule.positions, index, days.length));
  return picked.map((day) => calendarDateOf(year, month, day)).filter((date) => date !== null);
}

/** Days of a month that BYMONTHDAY leaves, ascending: all of them where the rule has none. */
function candidateDays({ monthDays }: RecurrenceRule, length: number): number[] {
  if (monthDays.length === 0) return Array.from({ length }, (_, index) => index + 1);
  const days = monthDays.map((day) => (day < 0 ? length + 1 + day : day));
  return [...new Set(days)]
    .filter((day) => day >= 1 && day <= length)
    .toSorted((left, right) => left - right);
}

function isDayOfRule(
  rule: RecurrenceRule,
  year: number,
  month: number,
  day: number,
  length: number,
): boolean {
  const { monthDays, weekdays, yearDays } = rule;
  if (weekdays.length > 0) {
    const own = weekdayOf(calendarDateOf(year, month, day) ?? `${year}-01-01`);
    const fromStart = Math.ceil(day / 7);
    const fromEnd = -Math.ceil((length - day + 1) / 7);
    const fits = weekdays.some(
      ({ weekday, position }) =>
        weekday === own && (position === 0 || position === fromStart || position === fromEnd),
    );
    if (!fits) return false;
  }
  if (yearDays.length > 0) {
    const fromStart = dayOfYear(year, month, day);
    const fromEnd = fromStart - dayOfYear(year, 12, 31) - 1;
    if (!yearDays.includes(fromStart) && !yearDays.includes(fromEnd)) return false;
  }
  // A rule that names no day at all would mean the day it was started on, which is not known.
  return monthDays.length + weekdays.length + yearDays.length > 0;
}

function isPicked(positions: readonly number[], index: number, count: number): boolean {
  return positions.includes(index + 1) || positions.includes(index - count);
}

function dayOfYear(year: number, month: number, day: number): number {
  let days = day;
  for (let before = 1; before < month; before += 1) days += daysInMonth(year, before);
  return days;
}

/** A day of every year; `day` −1 is the month's last. */
export interface YearlyDay {
  readonly month: number;
  readonly day: number;
}

/**
 * The rule of days that recur every year. Days that differ from month to month are written as days of the year,
 * those after February counted back from its end, so that leap years do not move them.
 */
export function yearlyRule(days: readonly YearlyDay[]): string {
  const dayNumbers = new Set(days.map(({ day }) => day));
  if (dayNumbers.size === 1) {
    return `FREQ=YEARLY;BYMONTH=${ascending(days.map(({ month }) => month))};BYMONTHDAY=${[...dayNumbers].join(',')}`;
  }
  const months = new Set(days.map(({ month }) => month));
  if (months.size === 1) {
    return `FREQ=YEARLY;BYMONTH=${[...months].join(',')};BYMONTHDAY=${ascending([...dayNumbers])}`;
  }
  // Any common year will do: positions before March and, from the end, after February are the same in all.
  const yearDays = days.map(({ month, day }) => {
    const length = daysInMonth(2023, month);
    const position = dayOfYear(2023, month, day < 0 ? length + 1 + day : day);
    return month === 1 || (month === 2 && day > 0) ? position : position - 366;
  });
  return `FREQ=YEARLY;BYYEARDAY=${ascending(yearDays)}`;
}

/** Numbers without repeats, ascending, separated by commas. */
export function ascending(numbers: readonly number[]): string {
  return [...new Set(numbers)].toSorted((left, right) => left - right).join(',');
}
