import { isInHand } from '../core/assignments/transitions.ts';
import type { GatheredFacts } from '../messages/gathering.ts';
import { findAnswerRight } from './answer-for.ts';
import type { Actor, Deps } from './deps.ts';
import { describeGathered } from './describe-gathered.ts';
import { type GivenMessage, giveToDraft, receiveContent } from './give-to-draft.ts';
import type { DraftItem, FileFetcher, Records, ReportDraft } from './ports.ts';
import { type ReportRefusal, refusalOf } from './report-assignment.ts';
import { findAccess } from './standing.ts';

/** The draft that gathers from now on; `aside` is the one it has put aside, with what was in it. */
export interface OpenedGathering {
  readonly kind: 'gathering';
  readonly draft: ReportDraft;
  readonly facts: GatheredFacts;
  readonly aside: GatheredFacts | null;
}

/**
 * «Приложить отчёт»: what the person sends to this chat from now on goes into a report about the assignment. What they
 * had begun for it before is gone on with; what they gather for another one is put aside.
 */
export async function openGathering(
  deps: Pick<Deps, 'store' | 'clock'>,
  command: { readonly actor: Actor; readonly assignmentId: number },
): Promise<OpenedGathering | ReportRefusal> {
  const at = deps.clock.now();
  return deps.store.transaction((records) => openGatheringWithin(records, command, at));
}

/** «Дополнить отчёт»: the same for a report that waits for its answer, which it adds to. */
export async function openSupplement(
  deps: Pick<Deps, 'store' | 'clock'>,
  command: { readonly actor: Actor; readonly assignmentId: number },
): Promise<OpenedGathering | ReportRefusal> {
  const at = deps.clock.now();
  return deps.store.transaction((records) =>
    openGatheringWithin(records, { ...command, supplement: true }, at),
  );
}

/** The same within a transaction; `draftId` names the one to go on with. */
export async function openGatheringWithin(
  records: Records,
  {
    actor,
    assignmentId,
    draftId,
    supplement = false,
  }: {
    readonly actor: Actor;
    readonly assignmentId: number;
    readonly draftId?: number;
    readonly supplement?: boolean;
  },
  at: Date,
): Promise<OpenedGathering | ReportRefusal> {
  const right = await findAnswerRight(records, actor, assignmentId);
  if (right.kind !== 'executor') return right;
  const { state } = right.assignment;
  // A supplement whose report was returned meanwhile is a report like any other.
  const adds = supplement && state === 'reported';
  if (!isInHand(state) && !adds) return refusalOf(state);
  const { chatId, personId, updateId } = actor;
  const present = await records.reportDrafts.gatheringOf(chatId, personId);
  if (present?.assignmentId === assignmentId && (!adds || present.supplement)) {
    if (draftId !== undefined && draftId !== present.id) await moveItems(records, draftId, present.id, at);
    return opened(records, present, null);
  }
  const aside = present === null ? null : await putAside(records, present);
  const found =
    draftId === undefined
      ? await records.reportDrafts.pausedAbout(chatId, personId, assignmentId)
      : await records.reportDrafts.find(draftId);
  const begun = found !== null && (!adds || found.supplement) ? found : null;
  if (begun !== null) {
    // A waiting one was about none yet.
    const from = ['waiting', 'paused', 'cancelled'] as const;
    await records.reportDrafts.move(begun.id, from, 'gathering', { at, assignmentId });
    return opened(records, { ...begun, assignmentId }, aside);
  }
  const draft = await records.reportDrafts.open({
    chatId,
    personId,
    state: 'gathering',
    assignmentId,
    candidateIds: [],
    supplement: adds,
    updateId,
    at,
  });
  return opened(records, draft, aside);
}

/** What a message led to while a report is gathered. */
export type GatherOutcome =
  /** The person gathers nothing in this chat. */
  | { readonly kind: 'nothing_open' }
  /** The message answers something else. */
  | { readonly kind: 'elsewhere' }
  | {
      readonly kind: 'gathered';
      readonly draft: ReportDraft;
      readonly facts: GatheredFacts;
      readonly refused: 'too_big' | 'gone' | 'full' | null;
      /** The list has been left behind by what was sent after it. */
      readonly isFarAbove: boolean;
    };

/**
 * A message of somebody who gathers a report: its words and its file are kept at once. A reply to a message about
 * another assignment is left to whoever reads answers.
 */
export async function gatherMessage(
  deps: Deps & { readonly fetcher: FileFetcher },
  message: GivenMessage,
): Promise<GatherOutcome> {
  const { actor } = message;
  const draft = await deps.store.reportDrafts.gatheringOf(actor.chatId, actor.personId);
  if (draft === null) return { kind: 'nothing_open' };
  if (await isElsewhere(deps, draft, message)) return { kind: 'elsewhere' };
  if (await isInVain(deps, draft)) return { kind: 'nothing_open' };
  const received = await receiveContent(deps, message);
  const at = deps.clock.now();
  return deps.store.transaction(async (records): Promise<GatherOutcome> => {
    const given = await giveToDraft(records, draft.id, ['gathering'], message, received, at);
    if (given === 'over') return { kind: 'nothing_open' };
    const facts = await describeGathered(records, draft);
    if (facts === null) throw new Error(`draft ${draft.id} gathers for an assignment that is gone`);
    return {
      kind: 'gathered',
      draft,
      facts,
      refused: given === 'full' ? 'full' : received.refused,
      isFarAbove: isFarAbove(draft, await records.reportDrafts.items(draft.id)),
    };
  });
}

/** What waited for a choice goes to the report that is gathered for it already. */
async function moveItems(records: Records, from: number, to: number, at: Date): Promise<void> {
  await records.reportDrafts.moveItems(from, to, at);
  await records.reportDrafts.move(from, ['waiting', 'paused', 'cancelled'], 'cancelled');
}

async function opened(
  records: Records,
  draft: ReportDraft,
  aside: GatheredFacts | null,
): Promise<OpenedGathering> {
  const facts = await describeGathered(records, draft);
  if (facts === null) throw new Error(`draft ${draft.id} gathers for an assignment that is gone`);
  return { kind: 'gathering', draft, facts, aside };
}

/**
 * The assignment takes no report any more (a new version has taken it off control, a colleague has reported): what was
 * gathered is put aside, and what comes now is for somebody else.
 */
async function isInVain({ store }: Pick<Deps, 'store'>, draft: ReportDraft): Promise<boolean> {
  const assignment = draft.assignmentId === null ? null : await store.assignments.find(draft.assignmentId);
  if (assignment !== null && isInHand(assignment.state)) return false;
  if (assignment?.state === 'reported' && draft.supplement) return false;
  await store.transaction((records) => records.reportDrafts.move(draft.id, ['gathering'], 'paused'));
  return true;
}

/** Makes room for another draft; one with nothing in it leaves nothing behind. */
async function putAside(records: Records, draft: ReportDraft): Promise<GatheredFacts | null> {
  const facts = await describeGathered(records, draft);
  const isEmpty = facts === null || facts.items.length === 0;
  await records.reportDrafts.move(draft.id, ['gathering'], isEmpty ? 'cancelled' : 'paused');
  return isEmpty ? null : facts;
}

async function isElsewhere(
  deps: Pick<Deps, 'store'>,
  draft: ReportDraft,
  { actor, replyToMessageId, mediaGroupId }: GivenMessage,
): Promise<boolean> {
  // The rest of an album goes where its beginning went.
  const album =
    mediaGroupId === null ? null : await deps.store.reportDrafts.ofAlbum(actor.chatId, mediaGroupId);
  if (album !== null && album.id !== draft.id) return true;
  if (replyToMessageId === null) return false;
  const meant = await deps.store.sentMessages.assignmentsOf(actor.chatId, replyToMessageId);
  if (meant.length > 0) return draft.assignmentId === null || !meant.includes(draft.assignmentId);
  // A controller also replies to pages of drafts of documents.
  const { controller } = await findAccess(deps.store, actor.telegramUserId, actor.chatId);
  return controller && replyToMessageId !== draft.messageId;
}

/** Messages after which a list is out of sight; an album shows as one. */
const OUT_OF_SIGHT = 3;

function isFarAbove(draft: ReportDraft, items: readonly DraftItem[]): boolean {
  const { messageId: listId } = draft;
  if (listId === null) return true;
  const below = items.filter(({ messageId }) => messageId !== null && messageId > listId);
  return new Set(below.map(({ mediaGroupId, messageId }) => mediaGroupId ?? messageId)).size >= OUT_OF_SIGHT;
}
