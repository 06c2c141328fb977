import { saysDone } from '../core/assignments/done-words.ts';
import { sayReply } from './answer.ts';
import type { BotContext, BotDeps } from './context.ts';
import { isForReport } from './conversations/gather-report.ts';
import { answerInWords } from './features/answers.ts';
import { GATHER_REPORT, gather } from './features/gathering.ts';
import { receiveDocument } from './features/publishing.ts';
import { receivePage } from './features/review-page.ts';
import { rewriteByReply } from './features/review-text.ts';
import { fileOf } from './incoming-file.ts';

/**
 * A message that is neither a command, nor a request in words, nor a dialogue's answer: an executor's answer, a
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
  if (await gatherWithoutDialogue(deps, ctx)) return;
  if (access.controller && isPrivate && (await rewriteByReply(deps, ctx))) return;
  if (access.controller && isPrivate && (await receivePage(deps, ctx, file))) return;
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

/** Longer texts of a controller are documents rather than answers. */
const LONGEST_ANSWER = 500;

/**
 * A controller who also executes: a file or a long text sent on its own is a document to publish, one that answers is a
 * report.
 */
function isUpload(controller: boolean, ctx: BotContext): boolean {
  const { message } = ctx;
  if (!controller || message === undefined || message.reply_to_message !== undefined) return false;
  if (message.document === undefined) return (message.text?.length ?? 0) > LONGEST_ANSWER;
  return !saysDone(message.caption ?? '');
}
