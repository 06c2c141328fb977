import { acknowledgeAssignment, acknowledgeDocument } from '../../app/acknowledge-assignments.ts';
import { messageDay } from '../../app/deps.ts';
import { listHistory } from '../../app/list-history.ts';
import { listTasks } from '../../app/list-tasks.ts';
import { findPassage, type ShowAssignmentOutcome, showAssignment } from '../../app/show-assignment.ts';
import type { TaskFilter } from '../../core/assignments/task-filter.ts';
import type { Action } from '../../messages/actions.ts';
import { assignmentCard, CARD_SHEETS, type CardFacts } from '../../messages/card.ts';
import { type CardOrigin, originOf } from '../../messages/card-origin.ts';
import { concernedSheet, historySheet, sourceSheet, textSheet } from '../../messages/card-sheets.ts';
import type { OutgoingMessage } from '../../messages/message.ts';
import { REPLIES } from '../../messages/reply.ts';
import { noTasksHere, taskList } from '../../messages/task-list.ts';
import { say, showInPlace, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';

/** `/tasks`, `/upcoming` and the menu's labels: a new message. */
export async function showTasks(deps: BotDeps, ctx: BotContext, filter: TaskFilter = 'open'): Promise<void> {
  await say(deps, ctx, await taskPage(deps, ctx, filter, 0, false));
}

/** Another list, another page, back from a card: in place. */
export async function turnTasks(
  deps: BotDeps,
  ctx: BotContext,
  filter: TaskFilter,
  page: number,
  whole = false,
): Promise<void> {
  await toast(ctx);
  const list = await taskPage(deps, ctx, filter, page, whole);
  await remember(deps, ctx, await showInPlace(deps, ctx, list), []);
}

/** «Подробнее» under a broadcast or reminder: the card as a new message, what was read stays. */
export async function showDetails(deps: BotDeps, ctx: BotContext, assignmentId: number): Promise<void> {
  const shown = await showCard(deps, ctx, assignmentId, { kind: 'message' });
  if (shown.kind === 'not_yours') return toast(ctx, REPLIES.notYours, true);
  await toast(ctx);
  const { messageId } = await deps.messenger.send(ctx.actor, assignmentCard(shown.card, messageDay(deps)));
  await remember(deps, ctx, messageId, [assignmentId]);
}

/** The card or one of its sheets in the place of the list or card that is there. */
export async function turnCard(
  deps: BotDeps,
  ctx: BotContext,
  action: Extract<Action, { readonly kind: 'card' }>,
): Promise<void> {
  const shown = await showCard(deps, ctx, action.assignmentId, originOf(action));
  if (shown.kind === 'not_yours') return toast(ctx, REPLIES.notYours, true);
  await toast(ctx);
  await replaceCard(deps, ctx, shown.card, await sheetOf(deps, shown, action));
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
    case 'closed':
      return toast(ctx, REPLIES.acknowledgedTooLate, true);
    case 'changed_since':
      return toast(ctx, REPLIES.changedSince, true);
    case 'nothing':
      return toast(ctx, REPLIES.nothingToAcknowledge, true);
    case 'observer':
      return toast(ctx, REPLIES.notExecutor, true);
    case 'not_yours':
      return toast(ctx, REPLIES.notYours, true);
  }
}

/** «Ознакомлен» on a card: the card says so at once. */
export async function acknowledgeOnCard(
  deps: BotDeps,
  ctx: BotContext,
  action: Extract<Action, { readonly kind: 'acknowledge_card' }>,
): Promise<void> {
  const { assignmentId } = action;
  await acknowledge(deps, ctx, { assignmentId });
  const shown = await showCard(deps, ctx, assignmentId, originOf(action));
  if (shown.kind === 'card') {
    await replaceCard(deps, ctx, shown.card, assignmentCard(shown.card, messageDay(deps)));
  }
}

function showCard(deps: BotDeps, ctx: BotContext, assignmentId: number, origin: CardOrigin) {
  return showAssignment(deps, { actor: ctx.actor, assignmentId, origin });
}

async function sheetOf(
  deps: BotDeps,
  { card, view }: Extract<ShowAssignmentOutcome, { readonly kind: 'card' }>,
  { sheet, part }: { readonly sheet: number; readonly part: number },
): Promise<OutgoingMessage> {
  switch (CARD_SHEETS[sheet] ?? 'card') {
    case 'card':
      return assignmentCard(card, messageDay(deps));
    case 'text':
      return textSheet(card, part);
    case 'source':
      return sourceSheet(
        card,
        (await findPassage(deps, view)) ?? { before: '', quote: card.point.text, after: '' },
        part,
      );
    case 'concerned':
      return concernedSheet(card, part);
    case 'history':
      return historySheet(card, await listHistory(deps, view), part);
  }
}

async function replaceCard(
  deps: BotDeps,
  ctx: BotContext,
  { point }: CardFacts,
  message: OutgoingMessage,
): Promise<void> {
  await remember(deps, ctx, await showInPlace(deps, ctx, message), [point.assignmentId]);
}

/** A reply to a card is about its assignment; one to a list, which may have been a card before, is about none. */
function remember(
  deps: BotDeps,
  ctx: BotContext,
  messageId: number,
  assignmentIds: readonly number[],
): Promise<void> {
  return deps.store.sentMessages.remember(ctx.actor.chatId, messageId, assignmentIds, deps.clock.now());
}

async function taskPage(
  deps: BotDeps,
  ctx: BotContext,
  filter: TaskFilter,
  page: number,
  whole: boolean,
): Promise<OutgoingMessage> {
  const { chatId, topicId } = ctx.actor;
  const listed = await listTasks(deps, { chatId, topicId, filter, page, whole });
  return listed.kind === 'page' ? taskList(listed, messageDay(deps)) : noTasksHere();
}
