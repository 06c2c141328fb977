import type { Assignment, AssignmentState } from '../core/assignments/assignment.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import type { AssignmentChange } from '../core/versions/plan-version.ts';
import type { Actor } from './deps.ts';
import { overtakeExtensions } from './overtake-extensions.ts';
import type { PlannedVersion } from './plan-new-version.ts';
import type {
  AssignmentTerms,
  AuditEntry,
  NewAssignment,
  Records,
  StoredDocument,
  VersionChange,
} from './ports.ts';
import { queueBroadcast } from './queue-broadcast.ts';
import { renewMessages } from './renew-messages.ts';

const OPEN: readonly AssignmentState[] = ['new', 'acknowledged', 'in_work', 'reported', 'returned'];

/**
 * Puts a draft in the place of the version in force, in a transaction that has locked both and the assignments: they
 * move over, those that are concerned are changed, withdrawn or made, and each chat gets one message with what
 * concerns it. Returns the deliveries that wait.
 */
export async function publishVersion(
  records: Records,
  draft: StoredDocument,
  { previous, differences, plan }: PlannedVersion,
  by: { readonly actor: Actor; readonly at: Date; readonly publishedOn: CalendarDate },
): Promise<readonly number[]> {
  const { actor, at, publishedOn } = by;
  const documentId = draft.id;
  await records.versions.setLineage(documentId, {
    documentId: previous.id,
    answer: draft.lineage?.answer === 'confirmed' ? 'confirmed' : 'certain',
  });
  const replaced = await records.versions.supersede(previous.id);
  if (!replaced || !(await records.documents.markPublished(documentId, at))) {
    throw new Error(`document ${documentId} or ${previous.id} has changed under its lock`);
  }
  await records.versions.linkPoints(
    differences.flatMap((one) =>
      one.kind === 'changed' || one.kind === 'unchanged'
        ? [{ decisionId: one.is.decisionId, replacesId: one.was.decisionId }]
        : [],
    ),
  );
  await records.versions.rewriteAssignments([...plan.untouched, ...plan.changed.map(({ is }) => is)]);
  await records.versions.forgetAcknowledgements(plan.changed.map(({ is }) => is.id));
  const withdrawnIds = plan.withdrawn.map(({ assignment }) => assignment.id);
  await records.assignments.moveStates(withdrawnIds, OPEN, 'withdrawn');
  const created = await records.assignments.createMany(
    plan.created.map((made): NewAssignment => ({ ...made, documentId, publishedOn })),
  );
  await records.versions.addChanges([
    ...plan.changed.map((change) => changedRow(change, documentId, at)),
    ...plan.withdrawn.map(({ assignment, because }): VersionChange => {
      return { documentId, assignmentId: assignment.id, at, kind: because, was: termsOf(assignment) };
    }),
    ...created.map((made): VersionChange => {
      return { documentId, assignmentId: made.id, at, kind: 'added', is: termsOf(made) };
    }),
  ]);
  const act = {
    at,
    personId: actor.personId,
    chatId: actor.chatId,
    messageId: actor.messageId,
    updateId: actor.updateId,
    documentId,
  };
  await records.audit.appendMany([
    ...plan.changed.flatMap((change) => auditOfChange(change).map((entry) => ({ ...act, ...entry }))),
    ...plan.withdrawn.map(({ assignment, because }) => ({
      ...act,
      action: 'withdraw',
      assignmentId: assignment.id,
      details: { from: assignment.state, to: 'withdrawn', because },
    })),
  ]);
  const answered = await answerWhatWaits(records, plan, by);
  // What never reached anybody need not be taken back.
  const withdrawn = plan.withdrawn
    .map(({ assignment }) => assignment)
    .filter(({ deliveredAt }) => deliveredAt !== null);
  const told = [...plan.changed.map(({ is }) => is), ...created, ...withdrawn];
  const broadcast = await queueBroadcast(records, {
    kind: 'new_version',
    documentId,
    assignments: told,
    actor,
    at,
  });
  return [...broadcast, ...answered];
}

/** Requests for more time and reports that wait while their point changes: overtaken, or worded anew. */
async function answerWhatWaits(
  records: Records,
  { changed, untouched, withdrawn }: PlannedVersion['plan'],
  by: { readonly actor: Actor; readonly at: Date },
): Promise<readonly number[]> {
  const moved = changed.filter((change) => change.in.deadline).map(({ is }) => is);
  const closed = withdrawn.map(({ assignment }) => ({ ...assignment, due: null }));
  const points = new Set(moved.map(({ decisionId }) => decisionId));
  const beside = [...untouched, ...changed.map(({ is }) => is)].filter(({ decisionId }) =>
    points.has(decisionId),
  );
  const requests = await overtakeExtensions(
    records,
    [...closed, ...moved],
    beside.map(({ id }) => id),
    by,
  );
  const concerned = [...changed.map(({ is }) => is), ...withdrawn.map(({ assignment }) => assignment)];
  const reported = concerned.filter(({ state }) => state === 'reported').map(({ id }) => id);
  const waiting = (await records.reports.latestOfAll(reported)).filter(({ outcome }) => outcome === null);
  const about = waiting.map(({ id: reportId }) => ({ kind: 'report_received', reportId }) as const);
  const reports = await renewMessages(records, about, `update-${by.actor.updateId}`, by.at);
  return [...requests, ...reports];
}

function changedRow(
  { was, is, in: parts, reopened }: AssignmentChange,
  documentId: number,
  at: Date,
): VersionChange {
  return {
    documentId,
    assignmentId: is.id,
    at,
    kind: 'changed',
    was: termsOf(was),
    is: termsOf(is),
    in: parts,
    reopened,
  };
}

function termsOf({ decisionId, executor, deadlineKind, start, due }: Assignment): AssignmentTerms {
  return { decisionId, executor, deadlineKind, start, due };
}

function auditOfChange({
  was,
  is,
  in: parts,
  reopened,
}: AssignmentChange): readonly Pick<AuditEntry, 'action' | 'assignmentId' | 'details'>[] {
  const assignmentId = is.id;
  const changed = Object.entries(parts).flatMap(([part, has]) => (has ? [part] : []));
  const details = { from: was.state, to: is.state, fromDecision: was.decisionId, toDecision: is.decisionId };
  return [
    {
      action: reopened ? 'reopen' : 'renew',
      assignmentId,
      details: { ...details, changed: changed.join(',') },
    },
    ...(parts.deadline
      ? [{ action: 'move_deadline', assignmentId, details: { was: was.due, due: is.due } }]
      : []),
  ];
}
