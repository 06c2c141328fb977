import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import { alikeDoubts, doubtKey } from '../core/review/alike-doubts.ts';
import type { Actor, Deps } from './deps.ts';
import { type PlannedDecision, planDecisions } from './plan-document.ts';
import type { StoredDocument } from './ports.ts';
import { changePoint, type PointEdit } from './review-point.ts';

/** Points of a draft that a reviewer saw named together, doubted for one reason. */
export interface SeenAlike {
  readonly documentId: number;
  readonly doubtKey: number;
  /** As `alikeDoubts` gave it. */
  readonly seen: number;
}

export type ReviewAlikeOutcome =
  | { readonly kind: 'not_controller' | 'document_gone' | 'draft_gone' }
  /** Not the points, or not the doubts, that were shown. */
  | { readonly kind: 'changed_meanwhile' }
  | { readonly kind: 'changed'; readonly points: number };

/**
 * A controller settles one kind of doubt of the points they saw named: all of them or, where one has changed since,
 * none. An audit row each. The same update handled twice changes once.
 */
export async function reviewAlike(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  { documentId, doubtKey: key, seen }: SeenAlike,
  edit: (planned: PlannedDecision, document: StoredDocument) => PointEdit | null,
): Promise<ReviewAlikeOutcome> {
  const at = deps.clock.now();
  return deps.store.transaction(async (records): Promise<ReviewAlikeOutcome> => {
    if ((await records.controllers.findByTelegramUser(actor.telegramUserId)) === null) {
      return { kind: 'not_controller' };
    }
    const document = await records.documents.lock(documentId);
    if (document === null) return { kind: 'document_gone' };
    if (document.state !== 'draft') return { kind: 'draft_gone' };
    const made = (await records.audit.ofUpdate(actor.updateId)).filter(
      (entry) => entry.documentId === documentId,
    );
    if (made.length > 0) return { kind: 'changed', points: made.length };
    const decisions = await records.documents.decisions(documentId);
    const planned = planDecisions(decisions, await records.organizations.all(), moscowDateOf(at));
    const alike = alikeDoubts(
      planned.map((one) => ({ ...one.decision, warnings: one.open, planned: one })),
      key,
    );
    if (alike?.seen !== seen) return { kind: 'changed_meanwhile' };
    let points = 0;
    for (const { planned: one } of alike.shown) {
      const change = edit(one, document);
      if (change === null) continue;
      await changePoint(records, actor, at, one.decision, change);
      points += 1;
    }
    return { kind: 'changed', points };
  });
}

/** «Подтвердить эти пункты»: this kind of doubt, and no other, is taken upon oneself at each of them. */
export function confirmAlike(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  seen: SeenAlike,
): Promise<ReviewAlikeOutcome> {
  return reviewAlike(deps, actor, seen, ({ doubts, open }) => {
    const confirmedDoubts = doubts
      .filter((doubt) => !open.includes(doubt) || doubtKey(doubt.code) === seen.doubtKey)
      .map(({ message }) => message);
    return { action: 'point_confirmed', change: { confirmedDoubts } };
  });
}
