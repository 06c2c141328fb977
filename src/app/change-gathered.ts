import type { GatheredFacts } from '../messages/gathering.ts';
import type { Actor, Deps } from './deps.ts';
import { describeGathered } from './describe-gathered.ts';
import { type OpenedGathering, openGatheringWithin } from './gathering.ts';
import { findOpenQuestion } from './open-question.ts';
import type { ReportDraft } from './ports.ts';
import type { ReportRefusal } from './report-assignment.ts';
import { type DraftRefusal, findOwnDraft } from './send-draft.ts';

/** The draft as it is now. */
export interface ChangedGathering {
  readonly kind: 'changed';
  readonly draft: ReportDraft;
  readonly facts: GatheredFacts | null;
}

/** Takes one thing out again; what is out already stays out. */
export async function removeGathered(
  deps: Pick<Deps, 'store'>,
  command: { readonly actor: Actor; readonly draftId: number; readonly itemId: number },
): Promise<ChangedGathering | DraftRefusal> {
  const { actor, draftId, itemId } = command;
  return deps.store.transaction(async (records) => {
    const found = await findOwnDraft(records, actor, draftId);
    if (found.kind !== 'own') return found;
    await records.reportDrafts.removeItem(draftId, itemId);
    return { kind: 'changed', draft: found.draft, facts: await describeGathered(records, found.draft) };
  });
}

/** «Отменить»: nothing is sent. What was gathered can be gone on with as long as it is kept. */
export async function cancelGathering(
  deps: Pick<Deps, 'store'>,
  command: { readonly actor: Actor; readonly draftId: number },
): Promise<ChangedGathering | DraftRefusal> {
  const { actor, draftId } = command;
  return deps.store.transaction(async (records) => {
    const found = await findOwnDraft(records, actor, draftId);
    if (found.kind !== 'own') return found;
    const { draft } = found;
    await records.reportDrafts.move(draftId, ['waiting', 'gathering', 'paused'], 'cancelled', {
      updateId: actor.updateId,
    });
    return { kind: 'changed', draft, facts: await describeGathered(records, draft) };
  });
}

/**
 * «/cancel»: the same for what the person gathers in this chat now, else for the question they were asked about words
 * and files of theirs; null where that is nothing.
 */
export async function cancelPresentGathering(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
): Promise<ChangedGathering | null> {
  const gathering = await deps.store.reportDrafts.gatheringOf(actor.chatId, actor.personId);
  const draft = gathering ?? (await findOpenQuestion(deps, actor));
  if (draft === null) {
    const before = await deps.store.reportDrafts.endedBy(actor.updateId);
    return before === null
      ? null
      : { kind: 'changed', draft: before, facts: await describeGathered(deps.store, before) };
  }
  const cancelled = await cancelGathering(deps, { actor, draftId: draft.id });
  return cancelled.kind === 'changed' ? cancelled : null;
}

/**
 * The assignment was chosen that what was sent before belongs to: it gathers from now on. The draft may be about that
 * assignment already, about no other.
 */
export async function gatherWaiting(
  deps: Pick<Deps, 'store' | 'clock'>,
  command: { readonly actor: Actor; readonly draftId: number; readonly assignmentId: number },
): Promise<OpenedGathering | ReportRefusal | DraftRefusal> {
  const { actor, draftId, assignmentId } = command;
  const at = deps.clock.now();
  return deps.store.transaction(async (records) => {
    const found = await findOwnDraft(records, actor, draftId);
    if (found.kind !== 'own') return found;
    const about = found.draft.assignmentId;
    if (about !== null && about !== assignmentId) return { kind: 'draft_over' };
    return openGatheringWithin(records, { actor, assignmentId, draftId }, at);
  });
}

/** «Продолжить»: a draft that was put aside, left lying or cancelled gathers again. */
export async function resumeGathering(
  deps: Pick<Deps, 'store' | 'clock'>,
  command: { readonly actor: Actor; readonly draftId: number },
): Promise<OpenedGathering | ReportRefusal | DraftRefusal> {
  const { actor, draftId } = command;
  const at = deps.clock.now();
  return deps.store.transaction(async (records) => {
    const draft = await records.reportDrafts.lock(draftId);
    if (draft === null || draft.chatId !== actor.chatId) return { kind: 'draft_gone' };
    if (draft.personId !== actor.personId) return { kind: 'draft_of_another' };
    if (draft.state === 'sent') return { kind: 'draft_over' };
    if (draft.assignmentId === null) return { kind: 'draft_gone' };
    const { assignmentId, supplement } = draft;
    return openGatheringWithin(records, { actor, assignmentId, draftId, supplement }, at);
  });
}
