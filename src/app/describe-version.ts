import type { Assignment } from '../core/assignments/assignment.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { ReshapingFacts } from '../messages/reshaping.ts';
import type { ComparedPoint, DraftDifference, VersionFacts } from '../messages/version-facts.ts';
import type { Deps } from './deps.ts';
import type { PlannedDecision } from './plan-document.ts';
import { findReplaced, type PlannedVersion, planNewVersion } from './plan-new-version.ts';
import { documentFacts } from './point-facts.ts';
import type { StoredDecision, StoredDocument } from './ports.ts';

/**
 * What a draft may replace, and how it differs, with the id of the version in force where it is to be replaced; null
 * where the draft resembles nothing that is published.
 */
export async function describeVersion(
  deps: Pick<Deps, 'store' | 'clock' | 'calendar'>,
  draft: StoredDocument,
  planned: readonly PlannedDecision[],
  names: ReadonlyMap<string, string>,
): Promise<{ readonly facts: VersionFacts; readonly replacedId: number } | null> {
  const now = deps.clock.now();
  const previous = await findReplaced(deps.store, draft);
  if (draft.lineage === null || previous === null) return null;
  const on = { publishedOn: moscowDateOf(now), calendar: deps.calendar };
  const version = await planNewVersion(deps.store, { id: draft.id, planned }, previous, on, { lock: false });
  const { differences, plan } = version;
  const named = { was: previous.questions.length > 1, is: draft.questions.length > 1 };
  const told = [
    ...plan.changed.map(({ is }) => is),
    ...plan.created,
    ...plan.withdrawn.map(({ assignment }) => assignment).filter(({ deliveredAt }) => deliveredAt !== null),
  ];
  return {
    replacedId: previous.id,
    facts: {
      answer: draft.lineage.answer,
      previous: documentFacts(previous),
      previousPublishedOn: moscowDateOf(previous.publishedAt ?? now),
      outdated: draft.id < previous.id,
      differences: differences.flatMap((one) => differenceFacts(one, version, names, named)),
      unchanged: differences.filter(({ kind }) => kind === 'unchanged').length,
      organizations: new Set(told.map(({ organizationCode }) => organizationCode)).size,
      reopened: plan.changed.filter(({ reopened }) => reopened).length,
      reshaping: {
        reshaped: planned.filter(({ decision }) => isCarriedOver(decision)).length,
        notReshaped: differences.flatMap((one) => lostReshaping(one, named.was)),
      },
    },
  };
}

/** A point that was split or merged in the version before, and that this reviewer has not changed. */
function isCarriedOver({ madeFrom, changedByPersonId, dropped }: StoredDecision): boolean {
  return madeFrom.length > 0 && changedByPersonId === null && !dropped;
}

/** A point that was split or merged in the version before, where this one says something else in its place. */
function lostReshaping(
  difference: PlannedVersion['differences'][number],
  withQuestion: boolean,
): ReshapingFacts['notReshaped'] {
  if (difference.kind === 'added' || difference.kind === 'unchanged') return [];
  const { question, label, decision } = difference.was;
  const saysElse =
    difference.kind === 'removed' || (difference.in.text && difference.is.decision.madeFrom.length === 0);
  return decision.madeFrom.length > 0 && saysElse
    ? [{ question: withQuestion ? question : null, label }]
    : [];
}

function differenceFacts(
  difference: PlannedVersion['differences'][number],
  { plan }: PlannedVersion,
  names: ReadonlyMap<string, string>,
  /** Whether points are named by their question too. */
  several: { readonly was: boolean; readonly is: boolean },
): readonly DraftDifference[] {
  const wasNamed = (point: ComparedPoint) => (several.was ? point : { ...point, question: null });
  const isNamed = (point: ComparedPoint) => (several.is ? point : { ...point, question: null });
  const namesOf = (some: readonly { readonly organizationCode: string }[]) => [
    ...new Set(some.map(({ organizationCode }) => names.get(organizationCode) ?? organizationCode)),
  ];
  const count = (some: readonly Assignment[], state: Assignment['state']) =>
    some.filter((one) => one.state === state).length;
  switch (difference.kind) {
    case 'unchanged':
      return [];
    case 'added': {
      const { is } = difference;
      const { decisionId } = is;
      return [
        { kind: 'added', is: isNamed(is), decisionId, told: namesOf(is.planned), accepted: 0, reported: 0 },
      ];
    }
    case 'removed': {
      const { was } = difference;
      const open = plan.withdrawn
        .map(({ assignment }) => assignment)
        .filter(({ decisionId }) => decisionId === was.decisionId);
      const accepted = count(was.assignments, 'accepted');
      return [
        {
          kind: 'removed',
          was: wasNamed(was),
          told: namesOf(open),
          accepted,
          reported: count(open, 'reported'),
        },
      ];
    }
    case 'changed': {
      const { was, is, in: parts } = difference;
      const { decisionId } = is;
      const reopenable = was.assignments.filter(
        ({ state, deadlineKind, parentId }) =>
          state === 'accepted' && deadlineKind !== 'recurring' && parentId === null,
      );
      const changes = plan.changed.filter((change) => change.was.decisionId === was.decisionId);
      const leaving = plan.withdrawn.filter(({ assignment }) => assignment.decisionId === was.decisionId);
      return [
        {
          kind: 'changed',
          was: wasNamed(was),
          is: isNamed(is),
          in: parts,
          decisionId,
          revision: is.decision.revision,
          reopens: parts.text && reopenable.length > 0 ? is.reopens : null,
          joining: namesOf(plan.created.filter((made) => made.decisionId === decisionId)),
          leaving: namesOf(leaving.map(({ assignment }) => assignment)),
          told: namesOf(changes.map((change) => change.is)),
          accepted: parts.text ? reopenable.length : count(was.assignments, 'accepted'),
          reported: count(
            changes.map((change) => change.is),
            'reported',
          ),
        },
      ];
    }
  }
}
