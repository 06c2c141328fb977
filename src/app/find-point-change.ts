import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import { saysTheSame } from '../core/versions/differences.ts';
import type { PointChange } from '../messages/point-change.ts';
import type { AssignmentView, Records, VersionChange } from './ports.ts';

/** What somebody has read of a point: the words of a decision, or whatever it was at a moment. */
export type Reading = { readonly decisionId: number } | { readonly at: Date };

type Change = Extract<VersionChange, { readonly kind: 'changed' }>;

/**
 * What new versions have made of an assignment since somebody read it; null where it is as it was, also where a later
 * version has taken the change back.
 */
export async function findPointChange(
  records: Records,
  { assignment, decision, document }: AssignmentView,
  since: Reading,
): Promise<PointChange | null> {
  if ('decisionId' in since && since.decisionId === assignment.decisionId) return null;
  const changes = (await changesSince(records, assignment, since)).filter(
    (change): change is Change => change.kind === 'changed',
  );
  const [first] = changes;
  const last = changes.at(-1);
  const before = first === undefined ? null : await records.documents.findDecision(first.was.decisionId);
  if (first === undefined || last === undefined || before === null) return null;
  const parts = {
    text: changes.some((change) => change.in.text) && !saysTheSame(before.text, decision.text),
    deadline: changes.some((change) => change.in.deadline) && first.was.due !== assignment.due,
    addressees: first.was.executor !== assignment.executor,
  };
  if (!parts.text && !parts.deadline && !parts.addressees) return null;
  const { deadlineKind: kind, start, due } = first.was;
  return {
    in: parts,
    was: {
      question: document.questions.length > 1 ? before.question : null,
      label: before.label,
      text: before.text,
      deadline: { kind, start, due, printed: before.deadline.text },
    },
    decisionId: assignment.decisionId,
    on: moscowDateOf(last.at),
  };
}

async function changesSince(
  records: Records,
  { id, documentId }: AssignmentView['assignment'],
  since: Reading,
): Promise<readonly VersionChange[]> {
  const changes = await records.versions.changesTo([id]);
  if ('at' in since) return changes.filter(({ at }) => at > since.at);
  const read = await records.documents.findDecision(since.decisionId);
  // By the order of the versions, not by the clock: a report may be made while a version is being published.
  const versions = (await records.versions.history(documentId)).map((version) => version.id);
  const place = versions.indexOf(read?.documentId ?? -1);
  return changes.filter((change) => versions.indexOf(change.documentId) > place);
}
