import { acknowledgeAssignment, acknowledgeDocument } from '../../app/acknowledge-assignments.ts';
import { messageDay } from '../../app/deps.ts';
import { type AssignmentSelection, listOwnAssignments } from '../../app/list-assignments.ts';
import { showAssignment } from '../../app/show-assignment.ts';
import type { OutgoingMessage } from '../../messages/message.ts';
import { REPLIES } from '../../messages/reply.ts';
import { assignmentCard, taskList } from '../../messages/report.ts';
import { replace, say, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';

/** `/tasks`, «Мои поручения»: a new message. */
export async function showTasks(deps: BotDeps, ctx: BotContext): Promise<void> {
  await say(deps, ctx, await taskPage(deps, ctx, 'tasks', 0));
}

/** `/upcoming`, «Ближайшие сроки»: a new message. */
export async function showUpcoming(deps: BotDeps, ctx: BotContext): Promise<void> {
  await say(deps, ctx, await taskPage(deps, ctx, 'upcoming', 0));
}

/** Turning the pages of a list in place. */
export async function turnTasks(
  deps: BotDeps,
  ctx: BotContext,
  kind: 'tasks' | 'upcoming',
  page: number,
): Promise<void> {
  await toast(ctx);
  await replace(deps, ctx, await taskPage(deps, ctx, kind, page));
}

/** «Подробнее»: the card as a new message, the list or reminder stays. */
export async function showDetails(deps: BotDeps, ctx: BotContext, assignmentId: number): Promise<void> {
  const shown = await showAssignment(deps, { actor: ctx.actor, assignmentId });
  if (shown.kind === 'not_yours') return toast(ctx, REPLIES.notYours, true);
  await toast(ctx);
  const { chatId } = ctx.actor;
  const card = assignmentCard(shown.point, shown, messageDay(deps));
  const { messageId } = await deps.messenger.send(chatId, card);
  // A reply to the card is about its assignment.
  await deps.store.sentMessages.remember(chatId, messageId, [assignmentId], deps.clock.now());
}

/** «Ознакомлен». */
export async function acknowledge(
  deps: BotDeps,
  ctx: BotContext,
  what: { readonly assignmentId: number } | { readonly documentId: number },
): Promise<void> {
  const outcome =
    'assignmentId' in what
      ? await acknowledgeAssignment(deps, { actor: ctx.actor, ...what })
      : await acknowledgeDocument(deps, { actor: ctx.actor, ...what });
  switch (outcome.kind) {
    case 'acknowledged':
      return toast(ctx, REPLIES.acknowledged);
    case 'already_acknowledged':
      return toast(ctx, REPLIES.alreadyAcknowledged);
    case 'nothing':
      return toast(ctx, REPLIES.nothingToAcknowledge, true);
    case 'observer':
      return toast(ctx, REPLIES.notExecutor, true);
    case 'not_yours':
      return toast(ctx, REPLIES.notYours, true);
  }
}

async function taskPage(
  deps: BotDeps,
  ctx: BotContext,
  kind: 'tasks' | 'upcoming',
  page: number,
): Promise<OutgoingMessage> {
  const selections: Record<typeof kind, AssignmentSelection> = { tasks: 'open', upcoming: 'upcoming' };
  const points = await listOwnAssignments(deps, ctx.actor.chatId, selections[kind]);
  const texts = {
    tasks: { title: 'Мои поручения', empty: 'Открытых поручений у вас нет.' },
    upcoming: { title: 'Ближайшие сроки, 30 дней', empty: 'В ближайшие 30 дней сроков нет.' },
  };
  return taskList({ ...texts[kind], kind, points, page }, messageDay(deps));
}
