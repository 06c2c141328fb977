import { isInHand } from '../core/assignments/transitions.ts';
import { explainReminder } from '../core/reminders/explain-reminder.ts';
import { standingInFor } from '../messages/absence.ts';
import { type DigestPoint, digestMessages } from '../messages/digest.ts';
import type { MessageDay, PointFacts } from '../messages/point.ts';
import { findChatAbsences } from './absences.ts';
import { type Deps, messageDay } from './deps.ts';
import type { DeliveryContent } from './ports.ts';
import { messages, pointsWhere, type Wording } from './wording.ts';

/** The digest of a morning for one chat, from the facts of this moment. */
export async function wordDigest(
  deps: Pick<Deps, 'store' | 'clock' | 'calendar' | 'reminderPolicy'>,
  content: Extract<DeliveryContent, { readonly kind: 'digest' }>,
  chatId: number,
): Promise<Wording> {
  const day = messageDay(deps);
  const steps = new Map(content.items.map(({ assignmentId, step }) => [assignmentId, step]));
  // What a later morning has planned anew is said by its digest: two days' worth may arrive on one.
  const points = await pointsWhere(
    deps,
    [...steps.keys()],
    ({ assignment }) => isInHand(assignment.state) && assignment.remindedThrough <= content.on,
  );
  const asked = new Set(content.unacknowledged ?? []);
  // What was asked for before is still missing: where that digest has not gone out yet, this one says it.
  const unread = await pointsWhere(
    deps,
    [...new Set([...steps.keys(), ...asked])],
    ({ assignment: { id, state, remindedThrough, acknowledgeRemindedOn } }) =>
      state === 'new' && remindedThrough <= content.on && (asked.has(id) || acknowledgeRemindedOn !== null),
  );
  const [first] = [...points, ...unread];
  if (first === undefined) return { kind: 'nothing' };
  const unreadIds = new Set(unread.map(({ assignmentId }) => assignmentId));
  const own = await ownByDelegation(deps, chatId, points, day);
  const reminded = points.map((each) => {
    const point = { ...each, delegate: own.get(each.assignmentId) ?? each.delegate };
    const step = steps.get(point.assignmentId);
    if (step === undefined) throw new Error(`assignment ${point.assignmentId} is not in its digest`);
    const { section } = explainReminder(point, step, day.today, deps.reminderPolicy, deps.calendar);
    return { point, section, unacknowledged: unreadIds.has(point.assignmentId) };
  });
  const remindedIds = new Set(points.map(({ assignmentId }) => assignmentId));
  const items: DigestPoint[] = [
    ...reminded,
    ...unread
      .filter(({ assignmentId }) => !remindedIds.has(assignmentId))
      .map((point) => ({ point, section: 'unacknowledged', unacknowledged: true }) as const),
  ];
  const open = await deps.store.assignments.open([content.organizationCode]);
  return messages(digestMessages(first.organizationName, items, open.length, day));
}

/** What was handed over to somebody of this chat, or to whom it stands in for, and how that is said. */
async function ownByDelegation(
  deps: Pick<Deps, 'store'>,
  chatId: number,
  points: readonly PointFacts[],
  { today }: MessageDay,
): Promise<ReadonlyMap<number, string>> {
  const handedOver = new Map(points.map((point) => [point.assignmentId, point.delegate]));
  for (const [id, delegate] of handedOver) if (delegate === null) handedOver.delete(id);
  if (handedOver.size === 0) return new Map();
  const people = new Set((await deps.store.subscriptions.ofChat(chatId)).map(({ personId }) => personId));
  const { standsInFor } = await findChatAbsences(deps.store, chatId, today);
  const absent = new Set(standsInFor.map(({ personId }) => personId));
  const own = new Map<number, string>();
  for (const { assignmentId, personId } of await deps.store.delegations.of([...handedOver.keys()])) {
    if (people.has(personId)) own.set(assignmentId, 'вы лично');
    else if (absent.has(personId)) own.set(assignmentId, standingInFor(handedOver.get(assignmentId) ?? ''));
  }
  return own;
}
