import type { Assignment } from '../core/assignments/assignment.ts';
import { findPointChange } from './find-point-change.ts';
import type { Records } from './ports.ts';

/**
 * Of these assignments, those with a waiting report about words that a new version has changed since, and nobody of the
 * organization has acknowledged the change. Ids.
 */
export async function findUnreadDespiteReport(
  records: Records,
  assignments: readonly Pick<Assignment, 'id' | 'state'>[],
): Promise<ReadonlySet<number>> {
  const reported = assignments.filter(({ state }) => state === 'reported').map(({ id }) => id);
  if (reported.length === 0) return new Set();
  const changes = (await records.versions.changesTo(reported)).filter(({ kind }) => kind === 'changed');
  const changed = [...new Set(changes.map(({ assignmentId }) => assignmentId))];
  const views = await records.assignments.views(changed);
  const reports = await records.reports.latestOfAll(changed);
  const unread = new Set<number>();
  for (const { assignmentId, decisionId } of reports) {
    const view = views.find(({ assignment }) => assignment.id === assignmentId);
    if (view === undefined || (await findPointChange(records, view, { decisionId })) === null) continue;
    if ((await records.acknowledgements.ofAssignment(assignmentId)).length === 0) unread.add(assignmentId);
  }
  return unread;
}
