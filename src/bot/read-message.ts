import { saysDone } from '../core/assignments/done-words.ts';
import { searchedWords } from '../core/assignments/task-query.ts';
import { sayReply } from './answer.ts';
import type { BotContext, BotDeps } from './context.ts';
import { isForReport } from './conversations/gather-report.ts';
import { answerInWords } from './features/answers.ts';
import { GATHER_REPORT, gather } from './features/gathering.ts';
import { showOverview } from './features/overview.ts';
import { receiveDocument } from './features/publishing.ts';
import { rewriteByReply } from './features/review-text.ts';
import { showSchools } from './features/schools.ts';
import { showSettings } from './features/settings.ts';
import { showTasks } from './features/tasks.ts';
import { findTasks } from './find-tasks.ts';
import { fileOf } from './incoming-file.ts';
import { menuItemOf } from './menu.ts';

/**
 * A message that is neither a command nor a dialogue's answer: a menu label, an executor's answer, a
 * controller's document, or something to be asked about. The talk of a group does not come here.
 */
export async function readMessage(deps: BotDeps, ctx: BotContext): Promise<void> {
  const { message } = ctx;
  if (message === undefined) return;
  const text = message.text ?? message.caption ?? '';
  const file = fileOf(message);
  // Service messages (joined, pinned, title changed …) say nothing to answer.
  if (text === '' && file === null) return;
  const { access } = ctx;
  const isPrivate = ctx.chat?.type === 'private';
  const addressed = ctx.isAddressed;
  const item = menuItemOf(text);
  if (item !== null) {
    if (item === 'tasks') return showTasks(deps, ctx);
    if (item === 'upcoming') return showTasks(deps, ctx, 'upcoming');
    if (item === 'schools') return showSchools(deps, ctx);
    if (item === 'settings') return showSettings(deps, ctx);
    return showOverview(deps, ctx, item);
  }
  if (await gatherWithoutDialogue(deps, ctx)) return;
  if (access.controller && isPrivate && (await rewriteByReply(deps, ctx))) return;
  const searched = file === null && addressed && access.subscriptions.length > 0 ? searchedWords(text) : null;
  if (searched !== null) return findTasks(deps, ctx.actor, searched);
  if (access.subscriptions.length > 0 && !isUpload(access.controller, ctx)) {
    if (await answerInWords(deps, ctx)) return;
  }
  if (access.controller && isPrivate) {
    if (await receiveDocument(deps, ctx, file)) return;
    return sayReply(deps, ctx, 'controllerHint');
  }
  if (isPrivate) await sayReply(deps, ctx, 'notUnderstood');
}

/** What is gathered outlives its dialogue: the message goes in, and the dialogue goes on. */
async function gatherWithoutDialogue(deps: BotDeps, ctx: BotContext): Promise<boolean> {
  if (!isForReport(ctx) || (await gather(deps, ctx)) !== 'taken') return false;
  if (Object.keys(ctx.conversation.active()).length === 0) await ctx.conversation.enter(GATHER_REPORT);
  return true;
}

/** A controller who also executes: a file sent on its own is a document to publish, one that answers is a report. */
function isUpload(controller: boolean, ctx: BotContext): boolean {
  const { message } = ctx;
  if (!controller || message?.document === undefined) return false;
  return message.reply_to_message === undefined && !saysDone(message.caption ?? '');
}
