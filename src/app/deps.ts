import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { ProductionCalendar } from '../core/calendar/production-calendar.ts';
import type { DeadlinePolicy } from '../core/deadlines/index.ts';
import type { ReminderPolicy } from '../core/reminders/policy.ts';
import type { MessageDay } from '../messages/point.ts';
import type { Bell, CalendarWriter, Clock, FileStore, Place, Store } from './ports.ts';

/** What every use case is given. One plain object, built by main. */
export interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly bell: Bell;
  readonly files: FileStore;
  readonly calendar: ProductionCalendar;
  readonly calendarWriter: CalendarWriter;
  readonly deadlinePolicy: DeadlinePolicy;
  readonly reminderPolicy: ReminderPolicy;
}

/** Who did it, from which chat, topic and message, by which update. What is said back goes to the same place. */
export interface Actor extends Place {
  readonly personId: number;
  readonly telegramUserId: number;
  readonly messageId: number | null;
  readonly updateId: number;
}

/** Today in Moscow, for wording. */
export function messageDay(deps: Pick<Deps, 'clock' | 'calendar'>): MessageDay {
  return { today: moscowDateOf(deps.clock.now()), calendar: deps.calendar };
}
