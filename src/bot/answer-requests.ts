import type { MiddlewareFn } from 'grammy';
import { describeGathered } from '../app/describe-gathered.ts';
import { listUnacknowledged } from '../app/list-assignments.ts';
import { acknowledgeWhich } from '../messages/broadcast.ts';
import { gatheringGoesOn } from '../messages/gathering.ts';
import { buttonIsElsewhere } from '../messages/typed-label.ts';
import { say, sayReply } from './answer.ts';
import { cancelStarted } from './cancel-started.ts';
import type { BotContext, BotDeps } from './context.ts';
import { ASK_SEARCH } from './conversations/ask-search.ts';
import { TYPE_DIGEST_TIME } from './conversations/type-digest-time.ts';
import { answerInWords } from './features/answers.ts';
import { showCalendar } from './features/calendar.ts';
import { startExtension } from './features/extension.ts';
import { attachReport, GATHER_REPORT, sendPresent, startReport } from './features/gathering.ts';
import { showOverview } from './features/overview.ts';
import { showSchools } from './features/schools.ts';
import { askForSearch } from './features/search.ts';
import { showHelp } from './features/start.ts';
import { acknowledge, showDetails, showTasks } from './features/tasks.ts';
import { findTasks } from './find-tasks.ts';
import { openScreen } from './open-screen.ts';
import { type BotRequest, requestOf } from './requests.ts';

/**
 * Requests in words (see requests.ts): dialogues let them pass, so that none is ever part of a report or of an answer.
 * What was going on goes on afterwards, and is reminded of.
 */
export function answerRequests(deps: BotDeps): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const request = requestOf(ctx);
    if (request === null || !ctx.isAddressed) return next();
    await answerRequest(deps, ctx, request);
    if (PASSING.has(request.kind)) await remindOfStarted(deps, ctx);
  };
}

/** Those after which what was going on goes on. */
const PASSING: ReadonlySet<BotRequest['kind']> = new Set([
  'menu',
  'list',
  'search',
  'help',
  'calendar',
  'gathered',
  'details',
  'acknowledge',
  'button',
]);

async function answerRequest(deps: BotDeps, ctx: BotContext, request: BotRequest): Promise<void> {
  switch (request.kind) {
    case 'menu':
      return openScreen(deps, ctx, request.item);
    case 'list':
      // A controller who executes nothing means the reports that wait for an answer.
      if (request.filter === 'on_review' && ctx.access.subscriptions.length === 0) {
        return showOverview(deps, ctx, 'reports_on_review');
      }
      return showTasks(deps, ctx, request.filter);
    case 'search':
      await ctx.conversation.exit(ASK_SEARCH);
      return findTasks(deps, ctx.actor, request.words);
    case 'ask_search':
      return askForSearch(deps, ctx);
    case 'send':
    case 'send_interim':
      return sendPresent(deps, ctx, request.kind === 'send_interim');
    case 'cancel':
      return cancelStarted(deps, ctx);
    case 'help':
      return showHelp(deps, ctx);
    case 'calendar':
      return showCalendar(deps, ctx);
    case 'gathered':
      return showSchools(deps, ctx);
    case 'button':
      return say(deps, ctx, buttonIsElsewhere(request.label));
    case 'attach': {
      const assignmentId = await repliedTo(deps, ctx);
      return assignmentId === null ? startReport(deps, ctx) : attachReport(deps, ctx, assignmentId);
    }
    case 'details': {
      const assignmentId = await repliedTo(deps, ctx);
      return assignmentId === null ? showTasks(deps, ctx) : showDetails(deps, ctx, assignmentId);
    }
    case 'extend': {
      const assignmentId = (await repliedTo(deps, ctx)) ?? (await gatheredFor(deps, ctx));
      if (assignmentId !== null) return startExtension(deps, ctx, assignmentId);
      await answerInWords(deps, ctx);
      return;
    }
    case 'acknowledge': {
      const assignmentId = await repliedTo(deps, ctx);
      return assignmentId === null ? acknowledgeInWords(deps, ctx) : acknowledge(deps, ctx, { assignmentId });
    }
  }
}

/** «Ознакомлен», typed: the only document that was not acknowledged, or which of them. */
async function acknowledgeInWords(deps: BotDeps, ctx: BotContext): Promise<void> {
  const documents = await listUnacknowledged(deps, ctx.actor);
  const [only, ...others] = documents;
  if (only === undefined) return sayReply(deps, ctx, 'allAcknowledged');
  if (others.length > 0) return say(deps, ctx, acknowledgeWhich(documents));
  await acknowledge(deps, ctx, { documentId: only.id });
}

/** The one assignment of the message that this one replies to. */
async function repliedTo(deps: BotDeps, ctx: BotContext): Promise<number | null> {
  const messageId = ctx.message?.reply_to_message?.message_id;
  if (messageId === undefined) return null;
  const [only, ...others] = await deps.store.sentMessages.assignmentsOf(ctx.actor.chatId, messageId);
  return others.length > 0 ? null : (only ?? null);
}

async function gatheredFor(deps: BotDeps, ctx: BotContext): Promise<number | null> {
  const { chatId, personId } = ctx.actor;
  return (await deps.store.reportDrafts.gatheringOf(chatId, personId))?.assignmentId ?? null;
}

/** True while a question other than that of a report waits for words; a time of the digest may be left unsaid. */
function waitsForWords(ctx: BotContext): boolean {
  return Object.keys(ctx.conversation.active()).some((id) => id !== GATHER_REPORT && id !== TYPE_DIGEST_TIME);
}

/** After a request in the middle of something: it still waits. */
async function remindOfStarted(deps: BotDeps, ctx: BotContext): Promise<void> {
  if (waitsForWords(ctx)) return sayReply(deps, ctx, 'questionWaits');
  const { chatId, personId } = ctx.actor;
  const draft = await deps.store.reportDrafts.gatheringOf(chatId, personId);
  const facts = draft === null ? null : await describeGathered(deps.store, draft);
  if (facts !== null) await say(deps, ctx, gatheringGoesOn(facts));
}
