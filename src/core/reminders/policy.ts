import { type ClockTime, parseClockTime } from '../calendar/moscow-time.ts';

/**
 * When the service reminds and whom it tells of lateness. Days are calendar days unless the name says
 * working days; times are Moscow's.
 */
export interface ReminderPolicy {
  /** Days before the due date on which a reminder goes out; the day itself always does. */
  readonly stepsBeforeDays: readonly number[];
  /** Days after the due date on which an overdue assignment is reminded of. */
  readonly stepsAfterDays: readonly number[];
  /** After the last of `stepsAfterDays`: every so many days; null = no more. */
  readonly repeatAfterDays: number | null;
  /** Once, when the window of the work begins. */
  readonly remindAtWindowStart: boolean;
  /** Undated assignments on the first working day of every quarter. */
  readonly remindUndatedQuarterly: boolean;
  /** Where a step goes that falls on a day off. */
  readonly dayOffShift: 'preceding_working_day' | 'following_working_day';
  /**
   * What a due date on a day off means for the executor: the last working day before it is announced as the
   * working deadline, or only the date as printed. Lateness is counted from the printed date either way.
   */
  readonly aim: 'working_day_before' | 'as_printed';
  /** Nothing goes out from `quietFrom` until `quietUntil` (exclusive); it may run over midnight. Equal = never quiet. */
  readonly quietFrom: ClockTime;
  readonly quietUntil: ClockTime;
  /** The morning digest of an organization that set no time of its own, and the controllers' messages. */
  readonly defaultTime: ClockTime;
  /** Working days after the due date: then the parent organization is told, then the controllers. */
  readonly escalateToParentAfterWorkingDays: number;
  readonly escalateToControllersAfterWorkingDays: number;
  /** Working days after delivery: then an organization is reminded, once, that nobody has pressed «Ознакомлен». */
  readonly acknowledgeAfterWorkingDays: number;
}

/** What holds where the deployment sets nothing else. */
export const defaultReminderPolicy: ReminderPolicy = {
  stepsBeforeDays: [30, 14, 7, 3, 1],
  stepsAfterDays: [1, 3, 7],
  repeatAfterDays: 7,
  remindAtWindowStart: true,
  remindUndatedQuarterly: true,
  dayOffShift: 'preceding_working_day',
  aim: 'working_day_before',
  quietFrom: '21:00',
  quietUntil: '08:00',
  defaultTime: '09:00',
  escalateToParentAfterWorkingDays: 3,
  escalateToControllersAfterWorkingDays: 7,
  acknowledgeAfterWorkingDays: 2,
};

/** True where nothing may be sent at this time of day. */
export function isQuiet(policy: Pick<ReminderPolicy, 'quietFrom' | 'quietUntil'>, time: ClockTime): boolean {
  const { quietFrom, quietUntil } = policy;
  return quietFrom <= quietUntil
    ? quietFrom <= time && time < quietUntil
    : quietFrom <= time || time < quietUntil;
}

/**
 * The time from which an organization's messages go out: its own time, else the deployment's. A time within
 * the quiet hours means their end, so that nobody is silenced by a setting: «22:00» with quiet hours
 * 21:00–08:00 → "08:00".
 */
export function sendingTime(policy: ReminderPolicy, reminderTime: string | null): ClockTime {
  const time = (reminderTime === null ? null : parseClockTime(reminderTime)) ?? policy.defaultTime;
  return isQuiet(policy, time) ? policy.quietUntil : time;
}
