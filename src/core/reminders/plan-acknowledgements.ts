import type { Assignment } from '../assignments/assignment.ts';
import { moscowInstant } from '../calendar/moscow-time.ts';
import { addWorkingDays } from '../calendar/production-calendar.ts';
import type { MorningFacts } from './morning-facts.ts';

/**
 * Which assignments the organization is to be reminded of because nobody of it has pressed «Ознакомлен». Asked on
 * a working day.
 *
 *   delivered on Thursday, two working days (the default) → from Monday's morning on
 *   changed by a new version on Thursday, however long ago it had been delivered → the same
 *
 * Once     an assignment; after that lateness alone speaks, by the escalations.
 * Never    what was not delivered, what somebody has acknowledged or answered, and later occurrences of a recurring
 *          one: the organization knows the point.
 */
export function lacksAcknowledgement({
  policy,
  calendar,
  today,
}: Pick<MorningFacts, 'policy' | 'calendar' | 'today'>): (assignment: Assignment) => boolean {
  const workingDays = Math.max(1, policy.acknowledgeAfterWorkingDays);
  // Today is one of the working days that lie after the day of delivery.
  const firstOfThem = addWorkingDays(calendar, today, -(workingDays - 1));
  const deliveredBefore = moscowInstant(firstOfThem, '00:00');
  return ({ state, occurrence, deliveredAt, publishedOn, acknowledgeRemindedOn }) =>
    state === 'new' &&
    publishedOn < firstOfThem &&
    occurrence <= 1 &&
    acknowledgeRemindedOn === null &&
    deliveredAt !== null &&
    deliveredAt < deliveredBefore;
}
