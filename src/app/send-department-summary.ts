import { type CalendarDate, weekdayOf } from '../core/calendar/calendar-date.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { Deps } from './deps.ts';
import type { PlannedDelivery } from './plan-morning.ts';
import type { Records } from './ports.ts';

const MONDAY = 1;

/** Queues the Monday summary for every controller; once a Monday, however often it is asked for. */
export async function sendDepartmentSummary(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
): Promise<{ readonly deliveries: number }> {
  const now = deps.clock.now();
  const waiting = await deps.store.transaction(async (records) => {
    const rows = await addressSummary(records, moscowDateOf(now));
    return records.outbox.addMany(rows.map((row) => ({ ...row, notBefore: now })));
  });
  await deps.bell.deliveriesWaiting(waiting);
  return { deliveries: waiting.length };
}

/** One row a controller on a Monday, once something has been published; nothing on other days. */
export async function addressSummary(
  records: Records,
  on: CalendarDate,
): Promise<readonly PlannedDelivery[]> {
  if (weekdayOf(on) !== MONDAY || (await records.documents.published(1)).length === 0) return [];
  const controllers = await records.controllers.all();
  return controllers.map(({ chatId }) => ({
    key: `summary:${on}:${chatId}`,
    chatId,
    content: { kind: 'summary', on },
  }));
}
