import { isInHand, isOpen } from '../core/assignments/transitions.ts';
import type { MessageDay, PointFacts } from '../messages/point.ts';
import type { MessagePart } from '../messages/split.ts';
import {
  closedWithMessages,
  deadlineFollowedMessages,
  delegatedMessage,
  delegateReportedMessage,
  handedDownMessages,
  nudgeMessages,
  recalledMessages,
  takenBackMessage,
} from '../messages/storey-news.ts';
import type { Deps } from './deps.ts';
import { pointFacts } from './point-facts.ts';
import type { AssignmentView, DeliveryContent } from './ports.ts';

/** What an outbox row about storeys, contributions and colleagues may be about. */
export type StoreyContent = Extract<
  DeliveryContent,
  {
    readonly kind:
      | 'handed_down'
      | 'closed_with'
      | 'recalled'
      | 'deadline_followed'
      | 'nudge'
      | 'delegated'
      | 'delegate_reported';
  }
>;

/** Words such a row from the facts of this moment; nothing where it does not hold any more. */
export async function wordStoreys(
  deps: Pick<Deps, 'store'>,
  content: StoreyContent,
  day: MessageDay,
): Promise<readonly MessagePart[]> {
  switch (content.kind) {
    case 'handed_down':
      return wordPoints(deps, content.assignmentIds, 'open', (points) => handedDownMessages(points, day));
    case 'nudge':
      return wordPoints(deps, content.assignmentIds, 'in_hand', (points) => nudgeMessages(points, day));
    case 'deadline_followed':
      return wordPoints(deps, content.assignmentIds, 'open', (points) =>
        deadlineFollowedMessages(points, content.was ?? {}, day),
      );
    case 'closed_with':
      return wordPoints(deps, content.assignmentIds, 'closed', (points) =>
        closedWithMessages(points, content.cause),
      );
    case 'recalled':
      return wordPoints(deps, content.assignmentIds, 'closed', recalledMessages);
    case 'delegated':
      return wordDelegated(deps, content, day);
    case 'delegate_reported':
      return wordDelegateReported(deps, content.reportId);
  }
}

const HOLDS: Readonly<Record<'open' | 'in_hand' | 'closed', (view: AssignmentView) => boolean>> = {
  open: ({ assignment }) => isOpen(assignment.state),
  in_hand: ({ assignment }) => isInHand(assignment.state),
  closed: ({ assignment }) => !isOpen(assignment.state),
};

async function wordPoints(
  deps: Pick<Deps, 'store'>,
  assignmentIds: readonly number[],
  state: keyof typeof HOLDS,
  word: (points: readonly PointFacts[]) => readonly MessagePart[],
): Promise<readonly MessagePart[]> {
  const views = await deps.store.assignments.views(assignmentIds);
  const points = views.filter(HOLDS[state]).map(pointFacts);
  return points.length === 0 ? [] : word(points);
}

async function wordDelegated(
  deps: Pick<Deps, 'store'>,
  { assignmentId, personId, change }: Extract<StoreyContent, { readonly kind: 'delegated' }>,
  day: MessageDay,
): Promise<readonly MessagePart[]> {
  const view = await deps.store.assignments.view(assignmentId);
  if (view === null || !isOpen(view.assignment.state)) return [];
  const [delegation] = await deps.store.delegations.of([assignmentId]);
  const isTheirs = delegation?.personId === personId;
  const point = pointFacts(view);
  if (change === 'taken_back') {
    return isTheirs ? [] : [{ message: takenBackMessage(point), assignmentIds: [] }];
  }
  if (delegation === undefined || !isTheirs) return [];
  const by = await deps.store.people.find(delegation.byPersonId);
  const message = delegatedMessage(point, by?.name ?? 'Коллега', day);
  return [{ message, assignmentIds: [assignmentId] }];
}

async function wordDelegateReported(
  deps: Pick<Deps, 'store'>,
  reportId: number,
): Promise<readonly MessagePart[]> {
  const report = await deps.store.reports.find(reportId);
  if (report === null) return [];
  const [view, person] = await Promise.all([
    deps.store.assignments.view(report.assignmentId),
    deps.store.people.find(report.personId),
  ]);
  if (view === null) return [];
  const message = delegateReportedMessage(pointFacts(view), person?.name ?? 'Коллега', report.text);
  return [{ message, assignmentIds: [] }];
}
