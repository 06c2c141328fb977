import type { Actor } from '../app/deps.ts';
import { describeDraft } from '../app/describe-draft.ts';
import { splitPointBefore } from '../app/reshape-points.ts';
import type { ChangedMeanwhile, ReviewRefusal, SeenPoint } from '../app/review-point.ts';
import { addPoint, writeText } from '../app/write-point.ts';
import type { OutgoingMessage } from '../messages/message.ts';
import { cutNotFound } from '../messages/point-reshape.ts';
import { REPLIES } from '../messages/reply.ts';
import { doubtfulFrom, indexOfPoint, pointChanged, reviewPage } from '../messages/review.ts';
import type { BotDeps } from './context.ts';

/** Rewrites a point; what is said to it: the point's page as it is now, or why it stays. */
export async function rewritten(
  deps: BotDeps,
  actor: Actor,
  seen: SeenPoint,
  words: string,
): Promise<OutgoingMessage> {
  let outcome = await writeText(deps, actor, seen, words);
  if (outcome.kind === 'changed_meanwhile' && outcome.own) {
    // An older page of one's own: nobody else has touched the point since, so nothing of theirs is written over.
    const now = await deps.store.documents.findDecision(seen.decisionId);
    if (now !== null && !now.replaced)
      outcome = await writeText(deps, actor, { decisionId: now.id, revision: now.revision }, words);
  }
  if (outcome.kind !== 'changed') return refusedChange(seen, outcome);
  return pageOfPoint(deps, outcome.documentId, seen.decisionId);
}

/** Adds a point; what is said to it: its page, or why there is none. */
export async function added(
  deps: BotDeps,
  actor: Actor,
  documentId: number,
  words: string,
): Promise<OutgoingMessage> {
  const outcome = await addPoint(deps, { actor, documentId, words });
  switch (outcome.kind) {
    case 'not_controller':
      return { html: REPLIES.notController };
    case 'document_gone':
      return { html: REPLIES.documentGone };
    case 'draft_gone':
      return { html: REPLIES.draftGone };
    case 'added':
      return pageOfPoint(deps, documentId, outcome.decisionId);
  }
}

/** Splits a point before words; what is said to it, and whether other words are to be written. */
export async function splitByWords(
  deps: BotDeps,
  actor: Actor,
  seen: SeenPoint,
  words: string,
): Promise<{ readonly again: boolean; readonly message: OutgoingMessage }> {
  const outcome = await splitPointBefore(deps, actor, seen, words);
  switch (outcome.kind) {
    case 'no_such_place':
    case 'no_next_point':
    case 'reshaped_again':
      return { again: true, message: cutNotFound(words) };
    case 'reshaped': {
      const found = await describeDraft(deps, outcome.documentId);
      if (found === null) return { again: false, message: { html: REPLIES.documentGone } };
      const index = indexOfPoint(found.draft, outcome.decisionId);
      return { again: false, message: reviewPage(found.draft, { index, through: 'all' }, deps.calendar) };
    }
    case 'not_controller':
    case 'point_gone':
    case 'draft_gone':
    case 'changed_meanwhile':
      return { again: false, message: refusedChange(seen, outcome) };
  }
}

/** Why a point was not changed by words, where there is no button to answer. */
export function refusedChange(seen: SeenPoint, outcome: ReviewRefusal | ChangedMeanwhile): OutgoingMessage {
  switch (outcome.kind) {
    case 'changed_meanwhile':
      return pointChanged(seen.decisionId, outcome.by, outcome.own);
    case 'not_controller':
      return { html: REPLIES.notController };
    case 'point_gone':
      return { html: REPLIES.pointGone };
    case 'draft_gone':
      return { html: REPLIES.draftGone };
  }
}

async function pageOfPoint(deps: BotDeps, documentId: number, decisionId: number): Promise<OutgoingMessage> {
  const found = await describeDraft(deps, documentId);
  if (found === null) return { html: REPLIES.documentGone };
  const index = indexOfPoint(found.draft, decisionId);
  const { through } = doubtfulFrom(found.draft, index);
  return reviewPage(found.draft, { index, through }, deps.calendar);
}
