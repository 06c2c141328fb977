import type { Assignment } from '../core/assignments/assignment.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import type { ProductionCalendar } from '../core/calendar/production-calendar.ts';
import { compareVersions, type PointDifference } from '../core/versions/differences.ts';
import {
  type CorrectedPoint,
  type PublishedPoint,
  planVersion,
  type VersionPlan,
} from '../core/versions/plan-version.ts';
import type { PlannedDecision } from './plan-document.ts';
import type { Records, StoredDecision, StoredDocument } from './ports.ts';

type WithDecision<P> = P & { readonly decision: StoredDecision };

/** What publishing a draft as a new version would do. */
export interface PlannedVersion {
  /** The version in force, which it would replace. */
  readonly previous: StoredDocument;
  readonly differences: readonly PointDifference<
    WithDecision<PublishedPoint>,
    WithDecision<CorrectedPoint>
  >[];
  readonly plan: VersionPlan;
}

/** True where a document takes the place of another: it is certain, or a person has said so. */
export function isVersion({ lineage }: Pick<StoredDocument, 'lineage'>): boolean {
  return lineage !== null && (lineage.answer === 'certain' || lineage.answer === 'confirmed');
}

/** The version in force of the act that a draft is said to be of; null where it is said to be of none. */
export async function findReplaced(records: Records, draft: StoredDocument): Promise<StoredDocument | null> {
  const { lineage } = draft;
  return lineage === null ? null : ((await records.versions.history(lineage.documentId)).at(-1) ?? null);
}

/**
 * Compares a draft with the version in force and works out what becomes of its assignments. In a transaction that
 * publishes (`lock`) nobody else moves them before it ends.
 */
export async function planNewVersion(
  records: Records,
  draft: { readonly id: number; readonly planned: readonly PlannedDecision[] },
  previous: StoredDocument,
  on: { readonly publishedOn: CalendarDate; readonly calendar: ProductionCalendar },
  { lock }: { readonly lock: boolean },
): Promise<PlannedVersion> {
  const assignments = lock
    ? await records.versions.lockAssignments(previous.id)
    : await records.assignments.ofDocument(previous.id);
  const decisions = await records.documents.decisions(previous.id);
  const before = decisions
    .filter(({ dropped }) => !dropped)
    .map((decision): WithDecision<PublishedPoint> => {
      const own = assignments.filter(({ decisionId }) => decisionId === decision.id);
      const reached = own.filter(({ parentId }) => parentId === null);
      return { ...decision, decision, decisionId: decision.id, assignments: own, reached };
    });
  const after = draft.planned
    .filter(({ decision }) => !decision.dropped)
    .map(({ decision, assignments: planned }): WithDecision<CorrectedPoint> => {
      const { id: decisionId, reopens } = decision;
      return { ...decision, decision, decisionId, planned, reached: planned, reopens };
    });
  const differences = compareVersions(before, after);
  return { previous, differences, plan: planVersion(differences, draft.id, on.publishedOn, on.calendar) };
}

/** The assignments that a published version has told of; what had never reached anybody was not taken back aloud. */
export async function findToldByVersion(
  records: Records,
  documentId: number,
): Promise<readonly Assignment[]> {
  const changes = await records.versions.changesOf(documentId);
  const removed = new Set(
    changes.flatMap(({ kind, assignmentId }) =>
      kind === 'added' || kind === 'changed' ? [] : [assignmentId],
    ),
  );
  const views = await records.assignments.views(changes.map(({ assignmentId }) => assignmentId));
  return views
    .map(({ assignment }) => assignment)
    .filter(({ id, deliveredAt }) => deliveredAt !== null || !removed.has(id));
}
