import type { Assignment, AssignmentState } from '../core/assignments/assignment.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import type { AssignmentChange } from '../core/versions/plan-version.ts';
import type { Actor } from './deps.ts';
import type { PlannedVersion } from './plan-new-version.ts';
import type {
  AssignmentTerms,
  AuditEntry,
  ExtensionRequest,
  NewAssignment,
  Records,
  StoredDocument,
  VersionChange,
} from './ports.ts';
import { queueBroadcast } from './queue-broadcast.ts';

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
  const answered = await overtakeExtensions(records, plan, by);
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

/**
 * Requests for more time that the new version leaves nothing to answer of: the assignment is taken off control, or its
 * new last day is no earlier than the one asked for, which is told to whoever asked. Left waiting they would hold the
 * escalation back for good.
 */
async function overtakeExtensions(
  records: Records,
  plan: PlannedVersion['plan'],
  { actor, at }: { readonly actor: Actor; readonly at: Date },
): Promise<readonly number[]> {
  const waiting = new Set(await records.extensions.waitingAssignmentIds());
  const closed = plan.withdrawn.map(({ assignment }) => ({ id: assignment.id, due: null }));
  const moved = plan.changed.filter((change) => change.in.deadline).map(({ is }) => is);
  const told: ExtensionRequest[] = [];
  for (const { id, due } of [...closed, ...moved]) {
    const request = waiting.has(id) ? await records.extensions.waitingOf(id) : null;
    if (request === null || (due !== null && due < request.wanted)) continue;
    const { personId } = actor;
    await records.extensions.decide(request.id, { outcome: 'overtaken', due, comment: null, personId, at });
    if (due !== null) told.push(request);
  }
  return records.outbox.addMany(
    told.map(({ id: requestId, chatId }) => ({
      key: `extension-decided:${requestId}:${chatId}`,
      chatId,
      content: { kind: 'extension_decided', requestId } as const,
      notBefore: at,
    })),
  );
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
