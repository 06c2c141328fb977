import { conversations, createConversation } from '@grammyjs/conversations';
import { Bot, type BotConfig, type Context } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { admit } from './admit.ts';
import { answerRequests } from './answer-requests.ts';
import { cancelStarted } from './cancel-started.ts';
import type { BotContext, BotDeps } from './context.ts';
import { ANSWER_FOR_POINT, answerForPoint } from './conversations/answer-for-point.ts';
import { ASK_ABSENCE_DAY, askAbsenceDay } from './conversations/ask-absence-day.ts';
import { ASK_EXTENSION, askForExtension } from './conversations/ask-extension.ts';
import { ASK_SEARCH, askSearchWords } from './conversations/ask-search.ts';
import { DECIDE_EXTENSION, decideExtension } from './conversations/decide-extension.ts';
import { gatherReport } from './conversations/gather-report.ts';
import { HAND_DOWN_DUE, handDownDue } from './conversations/hand-down-due.ts';
import { RETURN_REPORT, returnReport } from './conversations/return-report.ts';
import { TYPE_DIGEST_TIME, typeDigestTime } from './conversations/type-digest-time.ts';
import { dialogueStorage, keepDialogues } from './dialogues.ts';
import { showCalendar } from './features/calendar.ts';
import { offerForgetting } from './features/forgetting.ts';
import { GATHER_REPORT, startReport } from './features/gathering.ts';
import { invite, showOrganizations, showOverview } from './features/overview.ts';
import { offerPublishing } from './features/publishing.ts';
import { showSchools } from './features/schools.ts';
import { showSettings } from './features/settings.ts';
import { showHelp, start } from './features/start.ts';
import { showTasks } from './features/tasks.ts';
import { findTasks } from './find-tasks.ts';
import { followMembership } from './follow-membership.ts';
import { hearInGroup } from './hear-in-group.ts';
import { identify } from './identify.ts';
import { press } from './press.ts';
import { readMessage } from './read-message.ts';

/** How the bot reaches Telegram. */
export interface BotConnection {
  readonly token: string;
  readonly client: BotConfig<BotContext>['client'];
  readonly botInfo: UserFromGetMe;
}

/** A dialogue left lying this long ends by itself. */
const DIALOGUE_MS = 24 * 60 * 60 * 1000;
/**
 * The bot: turns updates into use cases and their outcomes into messages. It neither fetches updates nor sends
 * bulk messages; hand it updates with `handleUpdate`, those of one chat one after the other.
 */
export function createBot(deps: BotDeps, connection: BotConnection): Bot<BotContext> {
  const bot = new Bot<BotContext>(connection.token, {
    botInfo: connection.botInfo,
    ...(connection.client === undefined ? {} : { client: connection.client }),
  });
  bot.use(followMembership(deps));
  bot.use(hearInGroup(deps));
  bot.use(identify());
  bot.use(admit(deps));
  bot.use(keepDialogues(deps.store.dialogues));
  bot.use(conversations<BotContext, Context>({ storage: dialogueStorage(deps.store.dialogues) }));

  // «/cancel» ends a dialogue from outside; every other command and button passes through it to its handler.
  bot.command('cancel', (ctx) => cancelStarted(deps, ctx));
  // One dialogue at a time waits for words; one left lying ends by itself.
  const dialogues = {
    [RETURN_REPORT]: returnReport(deps),
    [ANSWER_FOR_POINT]: answerForPoint(deps),
    [HAND_DOWN_DUE]: handDownDue(deps),
    [ASK_SEARCH]: askSearchWords(deps),
    [GATHER_REPORT]: gatherReport(deps),
    [ASK_ABSENCE_DAY]: askAbsenceDay(deps),
    [TYPE_DIGEST_TIME]: typeDigestTime(deps),
    [ASK_EXTENSION]: askForExtension(deps),
    [DECIDE_EXTENSION]: decideExtension(deps),
  };
  for (const [id, dialogue] of Object.entries(dialogues)) {
    bot.use(createConversation<BotContext, Context>(dialogue, { id, maxMillisecondsToWait: DIALOGUE_MS }));
  }
  bot.use(answerRequests(deps));
  bot.command('start', (ctx) => start(deps, ctx));
  bot.command('help', (ctx) => showHelp(deps, ctx));
  bot.command('tasks', (ctx) =>
    ctx.match.trim() === '' ? showTasks(deps, ctx) : findTasks(deps, ctx.actor, ctx.match),
  );
  bot.command('upcoming', (ctx) => showTasks(deps, ctx, 'upcoming'));
  bot.command('schools', (ctx) => showSchools(deps, ctx));
  bot.command('calendar', (ctx) => showCalendar(deps, ctx));
  bot.command('settings', (ctx) => showSettings(deps, ctx));
  bot.command('forget', (ctx) => offerForgetting(deps, ctx));
  bot.command('report', (ctx) => startReport(deps, ctx));
  bot.command('publish', (ctx) => offerPublishing(deps, ctx));
  bot.command('status', (ctx) => showOverview(deps, ctx, 'execution'));
  bot.command('overdue', (ctx) => showOverview(deps, ctx, 'overdue'));
  bot.command('orgs', (ctx) => showOrganizations(deps, ctx));
  bot.command('invite', (ctx) => invite(deps, ctx));
  bot.on('callback_query:data', (ctx) => press(deps, ctx));

  bot.on('message', (ctx) => readMessage(deps, ctx));
  return bot;
}
