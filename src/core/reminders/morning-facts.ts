import type { DirectoryEntry } from '../addressees/directory.ts';
import type { Assignment } from '../assignments/assignment.ts';
import type { CalendarDate } from '../calendar/calendar-date.ts';
import type { ClockTime } from '../calendar/moscow-time.ts';
import type { ProductionCalendar } from '../calendar/production-calendar.ts';
import type { OwnReminders } from './own-reminders.ts';
import type { ReminderPolicy } from './policy.ts';

/** Everything a morning is planned from. */
export interface MorningFacts {
  /**
   * Every assignment not closed yet, and of the same decisions also the accepted ones of organizations with others
   * below them: one that answers for a decision itself is never told of the lateness of those below it.
   */
  readonly assignments: readonly Assignment[];
  readonly organizations: readonly Pick<DirectoryEntry, 'code' | 'parent' | 'reminderTime'>[];
  /** Codes of the organizations that have a subscriber who can be written to. */
  readonly reachable: ReadonlySet<string>;
  /** Assignments that wait for the answer to a request for more time: they are not escalated meanwhile. */
  readonly awaitingExtension?: ReadonlySet<number>;
  readonly policy: ReminderPolicy;
  /** What organizations have set themselves, by code. */
  readonly ownReminders?: ReadonlyMap<string, OwnReminders>;
  readonly calendar: ProductionCalendar;
  /** Moscow's date and time of day. */
  readonly today: CalendarDate;
  readonly time: ClockTime;
}

/** What the directory knows of an organization, by code. */
export type OrganizationsByCode = ReadonlyMap<string, MorningFacts['organizations'][number]>;
