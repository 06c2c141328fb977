import type { Assignment } from '../assignments/assignment.ts';
import { type CalendarDate, daysBetween } from '../calendar/calendar-date.ts';
import type { ProductionCalendar } from '../calendar/production-calendar.ts';
import type { ReminderPolicy } from './policy.ts';
import { type StepId, workingDeadlineOf } from './steps.ts';

/** Where an item stands in a digest. `new`: its window opens; `undated`: it has no last day. */
export type ReminderSection = 'overdue' | 'today' | 'soon' | 'new' | 'undated';

/** What a sentence about a reminder is made from. */
export interface ReminderExplanation {
  readonly section: ReminderSection;
  /** Calendar days to the due date as printed; 0 on the day itself, negative when late, null without a date. */
  readonly daysLeft: number | null;
  /** The working day to aim at where the due date is a day off and the policy aims before it; else null. */
  readonly workingDeadline: CalendarDate | null;
}

/**
 * What a step means on the day it is told, which may be later than the day it was due.
 *
 *   due Sat 2022-12-31, told on Fri 2022-12-30 → { section: 'today', daysLeft: 1, workingDeadline: '2022-12-30' }
 *   due 2022-12-30, step `before-1` told late on 2023-01-09 → { section: 'overdue', daysLeft: -10, … }
 */
export function explainReminder(
  dates: Pick<Assignment, 'due'>,
  step: StepId,
  today: CalendarDate,
  policy: ReminderPolicy,
  calendar: ProductionCalendar,
): ReminderExplanation {
  if (dates.due === null) return { section: 'undated', daysLeft: null, workingDeadline: null };
  const workingDeadline = workingDeadlineOf(dates.due, policy, calendar);
  return {
    section: sectionOf(dates.due, workingDeadline, step, today),
    daysLeft: daysBetween(today, dates.due),
    workingDeadline: workingDeadline === dates.due ? null : workingDeadline,
  };
}

function sectionOf(
  due: CalendarDate,
  workingDeadline: CalendarDate,
  step: StepId,
  today: CalendarDate,
): ReminderSection {
  if (due < today) return 'overdue';
  if (today === due || today === workingDeadline) return 'today';
  return step === 'window-start' ? 'new' : 'soon';
}
