import { nextOccurrenceFor } from '../core/assignments/next-occurrence-for.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { Deps } from './deps.ts';
import type { NewAssignment } from './ports.ts';

/**
 * Opens the next occurrence of every recurring assignment whose latest one is accepted or past: each occurrence
 * is an item of control of its own. Asking again opens nothing twice.
 */
export async function openOccurrences(
  deps: Pick<Deps, 'store' | 'clock'>,
): Promise<{ readonly opened: number }> {
  const today = moscowDateOf(deps.clock.now());
  return deps.store.transaction(async (records) => {
    const latest = await records.assignments.latestOccurrences();
    const due: NewAssignment[] = latest.flatMap(({ assignment, rrule }) => {
      const next = nextOccurrenceFor(assignment, rrule, today);
      const { documentId, decisionId } = assignment;
      return next === null ? [] : [{ ...next, documentId, decisionId, publishedOn: today }];
    });
    const created = await records.assignments.createMany(due);
    const delivered = new Map(latest.map(({ assignment }) => [keyOf(assignment), assignment.deliveredAt]));
    const known = created
      .filter((assignment) => (delivered.get(keyOf(assignment)) ?? null) !== null)
      .map(({ id }) => id);
    // The organization has the decision already; its reminders bring the new date.
    await records.assignments.markDelivered(known, deps.clock.now());
    return { opened: created.length };
  });
}

function keyOf(assignment: { readonly decisionId: number; readonly organizationCode: string }): string {
  return `${assignment.decisionId}:${assignment.organizationCode}`;
}
