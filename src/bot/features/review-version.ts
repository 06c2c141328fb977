import { answerVersion } from '../../app/answer-version.ts';
import { describeDraft } from '../../app/describe-draft.ts';
import { reviewPoint, type SeenPoint } from '../../app/review-point.ts';
import { REPLIES } from '../../messages/reply.ts';
import { changedMeanwhile } from '../../messages/review.ts';
import { differencePage } from '../../messages/version-difference.ts';
import { replace, toast } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { DRAFT_REFUSED } from '../draft-refused.ts';
import { findDraft, showDraft } from './publishing.ts';

/** «Да, новая редакция» and «Нет, другой документ»; the summary follows. */
export async function answerWhetherVersion(
  deps: BotDeps,
  ctx: BotContext,
  documentId: number,
  yes: boolean,
): Promise<void> {
  const outcome = await answerVersion(deps, { actor: ctx.actor, documentId, yes });
  switch (outcome.kind) {
    case 'not_controller':
    case 'document_gone':
    case 'draft_gone':
      return toast(ctx, DRAFT_REFUSED[outcome.kind], true);
    case 'answered':
      return showDraft(deps, ctx, documentId);
  }
}

/** «Отличия» and its pages, in place. */
export async function showChanges(
  deps: BotDeps,
  ctx: BotContext,
  documentId: number,
  page: number,
): Promise<void> {
  const found = await findDraft(deps, ctx, documentId);
  if (found === null) return;
  const { document, version } = found.draft;
  if (version === null) return showDraft(deps, ctx, documentId);
  await toast(ctx);
  await replace(deps, ctx, differencePage(document, version, page, deps.calendar));
}

/** «Вернуть исполненные в работу» and «Оставить исполненными». */
export async function chooseReopening(
  deps: BotDeps,
  ctx: BotContext,
  seen: SeenPoint,
  reopens: boolean,
): Promise<void> {
  const action = reopens ? 'point_reopens' : 'point_stays_closed';
  const outcome = await reviewPoint(deps, ctx.actor, seen, () => ({ action, change: { reopens } }));
  switch (outcome.kind) {
    case 'not_controller':
    case 'point_gone':
    case 'draft_gone':
      return toast(ctx, DRAFT_REFUSED[outcome.kind], true);
    case 'changed_meanwhile':
    case 'changed': {
      const found = await describeDraft(deps, outcome.documentId);
      const version = found?.draft.version ?? null;
      if (found === null || version === null) return toast(ctx, REPLIES.documentGone, true);
      if (outcome.kind === 'changed') await toast(ctx);
      else await toast(ctx, changedMeanwhile(outcome.by, outcome.own), true);
      const page = version.differences.findIndex(
        (one) => one.kind !== 'removed' && one.decisionId === seen.decisionId,
      );
      await replace(deps, ctx, differencePage(found.draft.document, version, page, deps.calendar));
    }
  }
}
