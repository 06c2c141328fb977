import type { Assignment } from '../assignments/assignment.ts';
import { addDays, type CalendarDate, daysBetween, monthOf, yearOf } from '../calendar/calendar-date.ts';
import {
  type ProductionCalendar,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
} from '../calendar/production-calendar.ts';
import type { ReminderPolicy } from './policy.ts';

/*
 * The schedule of one assignment: which step falls on which day.
 *
 *   due Thu 2026-10-15 → before-30 on 2026-09-15, before-14 on 10-01, before-7 on 10-08, before-3 on 10-12,
 *                        before-1 on 10-14, today on 10-15, after-1 on 10-16, after-3 on 10-16, after-7 on 10-22,
 *                        after-14 on 10-29 …   (10-18 is a Sunday: after-3 goes back to Friday)
 *   no due date        → quarter-2026-Q4 on 2026-10-01, quarter-2027-Q1 on 2027-01-11 …
 *
 * Days off  A step that falls on one moves to the preceding working day (or the following, policy.dayOffShift),
 *           but never across the due date: what speaks of time left stays on or before it, what speaks of
 *           lateness comes after it.
 * Last day  `today` is the due date itself, a day off or not. Where it is a day off and the policy aims at the
 *           working day before, `last-working-day` is that day: «сегодня последний рабочий день, срок в субботу».
 * Order     Ascending by day; of two steps on one day the later one in the list says what the earlier one would.
 */

/** What a step is about; the number is the days before or after the due date as printed. */
export type StepId =
  | 'window-start'
  | `before-${number}`
  | 'last-working-day'
  | 'today'
  | `after-${number}`
  | `quarter-${number}-Q${number}`;

/** One step and the day from which it is to be sent. */
export interface ReminderStep {
  readonly id: StepId;
  readonly on: CalendarDate;
}

/** The dates a schedule is made from. */
export type ScheduledDates = Pick<Assignment, 'start' | 'due'>;

/** The last working day on or before the due date; the due date itself where the policy aims at it as printed. */
export function workingDeadlineOf(
  due: CalendarDate,
  policy: Pick<ReminderPolicy, 'aim'>,
  calendar: ProductionCalendar,
): CalendarDate {
  return policy.aim === 'working_day_before' ? workingDayOnOrBefore(calendar, due) : due;
}

/**
 * Every step between two days, the first excluded and the last included, ascending: with `remindedThrough` and
 * today, all that is due.
 */
export function stepsBetween(
  dates: ScheduledDates,
  policy: ReminderPolicy,
  calendar: ProductionCalendar,
  after: CalendarDate,
  through: CalendarDate,
): readonly ReminderStep[] {
  const { fixed, repeated } = scheduleOf(dates, policy, calendar);
  const steps = [...fixed];
  if (repeated !== null) {
    // What lies on or before a working day stays there: every later step has a higher number.
    const settled = workingDayOnOrBefore(calendar, after);
    let index = Math.max(repeated.first, repeated.indexOn(settled) + 1);
    for (let step = repeated.at(index); step.on <= through; step = repeated.at(index)) {
      steps.push(step);
      index += 1;
    }
  }
  return steps.filter(({ on }) => after < on && on <= through);
}

/** The last step whose day is `today` or earlier; null where there is none yet. Does not walk the schedule. */
export function latestStep(
  dates: ScheduledDates,
  policy: ReminderPolicy,
  calendar: ProductionCalendar,
  today: CalendarDate,
): ReminderStep | null {
  const { fixed, repeated } = scheduleOf(dates, policy, calendar);
  if (repeated !== null) {
    // Day-off shifts move a step a few days either way from where plain counting finds it.
    let index = Math.max(repeated.first - 1, repeated.indexOn(today));
    while (repeated.at(index + 1).on <= today) index += 1;
    while (index >= repeated.first && repeated.at(index).on > today) index -= 1;
    if (index >= repeated.first) return repeated.at(index);
  }
  return fixed.findLast(({ on }) => on <= today) ?? null;
}

interface Schedule {
  readonly fixed: readonly ReminderStep[];
  readonly repeated: Repetition | null;
}

/** Steps that go on for ever, numbered from `first`. */
interface Repetition {
  readonly first: number;
  at(index: number): ReminderStep;
  /** The number of the last step that plain counting puts on or before a day; may lie below `first`. */
  indexOn(date: CalendarDate): number;
}

function scheduleOf(dates: ScheduledDates, policy: ReminderPolicy, calendar: ProductionCalendar): Schedule {
  if (dates.due === null) {
    return { fixed: [], repeated: policy.remindUndatedQuarterly ? everyQuarter(calendar) : null };
  }
  const shift = shiftAround(dates.due, policy, calendar);
  return {
    fixed: fixedSteps(dates.start, dates.due, shift, policy, calendar),
    repeated: everyFewDays(dates.due, shift, policy),
  };
}

type Shift = Readonly<Record<'inTime' | 'late', (date: CalendarDate) => CalendarDate>>;

/** Where a step of a day goes when that day is off, without crossing the due date. */
function shiftAround(due: CalendarDate, policy: ReminderPolicy, calendar: ProductionCalendar): Shift {
  const goesBack = policy.dayOffShift === 'preceding_working_day';
  return {
    inTime: (date) => {
      const following = goesBack ? null : workingDayOnOrAfter(calendar, date);
      return following !== null && following <= due ? following : workingDayOnOrBefore(calendar, date);
    },
    late: (date) => {
      const preceding = goesBack ? workingDayOnOrBefore(calendar, date) : null;
      return preceding !== null && preceding > due ? preceding : workingDayOnOrAfter(calendar, date);
    },
  };
}

function fixedSteps(
  start: CalendarDate | null,
  due: CalendarDate,
  shift: Shift,
  policy: ReminderPolicy,
  calendar: ProductionCalendar,
): readonly ReminderStep[] {
  const workingDeadline = workingDeadlineOf(due, policy, calendar);
  const steps: ReminderStep[] = [];
  if (policy.remindAtWindowStart && start !== null && start < due) {
    steps.push({ id: 'window-start', on: shift.inTime(start) });
  }
  for (const days of counted(policy.stepsBeforeDays).toReversed()) {
    steps.push({ id: `before-${days}`, on: shift.inTime(addDays(due, -days)) });
  }
  if (workingDeadline !== due) steps.push({ id: 'last-working-day', on: workingDeadline });
  steps.push({ id: 'today', on: due });
  for (const days of counted(policy.stepsAfterDays)) {
    steps.push({ id: `after-${days}`, on: shift.late(addDays(due, days)) });
  }
  // A stable sort: only the window's start is out of place, and on a shared day the deadline speaks last.
  return steps.sort((left, right) => (left.on < right.on ? -1 : Number(left.on > right.on)));
}

function everyFewDays(due: CalendarDate, shift: Shift, policy: ReminderPolicy): Repetition | null {
  const everyDays = policy.repeatAfterDays;
  if (everyDays === null || counted([everyDays]).length === 0) return null;
  const baseDays = Math.max(0, ...counted(policy.stepsAfterDays));
  return {
    first: 1,
    at: (index) => {
      const days = baseDays + index * everyDays;
      return { id: `after-${days}`, on: shift.late(addDays(due, days)) };
    },
    indexOn: (date) => Math.floor((daysBetween(due, date) - baseDays) / everyDays),
  };
}

/** The first working day of every quarter; quarters are numbered from the year 0. */
function everyQuarter(calendar: ProductionCalendar): Repetition {
  return {
    first: 0,
    at: (index) => {
      const year = Math.floor(index / 4);
      const quarter = (index % 4) + 1;
      const firstDay = `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01` as CalendarDate;
      return { id: `quarter-${year}-Q${quarter}`, on: workingDayOnOrAfter(calendar, firstDay) };
    },
    indexOn: (date) => yearOf(date) * 4 + Math.floor((monthOf(date) - 1) / 3),
  };
}

/** Numbers of days as a schedule can use them: whole, from 1, each once, ascending. */
function counted(days: readonly number[]): readonly number[] {
  return [...new Set(days.filter((count) => Number.isInteger(count) && count >= 1))].sort((a, b) => a - b);
}
