import { readAnswer } from '../core/assignments/answer-words.ts';
import type { DeadlineContext } from '../core/deadlines/index.ts';
import type { GatheredItem } from '../messages/gathering.ts';
import type { Actor, Deps } from './deps.ts';
import { keptItems, reportContent } from './describe-gathered.ts';
import type { DraftItem, Records, ReportDraft } from './ports.ts';

/** What a question about words and files is for: see ChoiceSource. */
export type QuestionPurpose = 'done' | 'about' | 'extend' | 'attach';

/** Whoever is asked which assignment is meant may add words and files this long. */
const OPEN_MS = 60 * 60 * 1000;

/** Other messages after which a question is out of sight and nobody writes with it in mind. */
const OUT_OF_SIGHT = 3;

/**
 * The question «к какому поручению?» or its like that the person was asked in this chat and has not answered; null
 * where this very update has asked it, or it was asked too long ago or too far above.
 */
export async function findOpenQuestion(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  { chatId, personId, updateId, messageId }: Actor,
): Promise<ReportDraft | null> {
  const since = new Date(clock.now().getTime() - OPEN_MS);
  const draft = await store.reportDrafts.waitingOf(chatId, personId, since);
  if (draft === null || draft.openedByUpdateId === updateId) return null;
  const items = await store.reportDrafts.items(draft.id);
  return othersBetween(draft, items, messageId) < OUT_OF_SIGHT ? draft : null;
}

/** Messages between the question and another message that are none of what it is about: numbers of a chat count up. */
function othersBetween(
  { messageId: asked }: Pick<ReportDraft, 'messageId'>,
  items: readonly DraftItem[],
  now: number | null,
): number {
  if (asked === null || now === null) return 0;
  const given = new Set(
    items.flatMap(({ messageId }) =>
      messageId !== null && messageId > asked && messageId < now ? [messageId] : [],
    ),
  );
  return Math.max(0, now - asked - 1 - given.size);
}

/**
 * «К какому поручению приложить отчёт?»: what the person sends before choosing is kept for the one they choose. What
 * waits for a choice already waits for this one.
 */
export async function openQuestion(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  candidateIds: readonly number[],
): Promise<ReportDraft> {
  const present = await findOpenQuestion(deps, actor);
  if (present !== null) return present;
  const { chatId, personId, updateId } = actor;
  const at = deps.clock.now();
  const state = 'waiting';
  const question = { chatId, personId, state, assignmentId: null, candidateIds, updateId, at } as const;
  return deps.store.reportDrafts.open(question);
}

/** What is asked of waiting words and files: by what they say; of a question that was there before them, to gather. */
export function purposeOf(
  draft: Pick<ReportDraft, 'openedByUpdateId'>,
  items: readonly DraftItem[],
  context: DeadlineContext,
): QuestionPurpose {
  if (items.every(({ updateId }) => updateId !== draft.openedByUpdateId)) return 'attach';
  const { text, files } = reportContent(items);
  switch (readAnswer(text, context).kind) {
    case 'extension':
      return 'extend';
    case 'in_part':
    case 'not_done':
    case 'needs_time':
      return 'about';
    case 'done':
      return 'done';
    case 'unclear':
      return files.length > 0 ? 'done' : 'about';
  }
}

/** What waits for the answer, and where the question stands; `isFarAbove`: other messages have come since. */
export async function describeQuestion(
  records: Records,
  draft: ReportDraft,
  { messageId: now }: Pick<Actor, 'messageId'>,
): Promise<{
  readonly kept: readonly GatheredItem[];
  readonly messageId: number | null;
  readonly isFarAbove: boolean;
}> {
  const items = await records.reportDrafts.items(draft.id);
  const further = items.filter(({ updateId }) => updateId !== draft.openedByUpdateId);
  return {
    kept: further.length === 0 ? [] : await keptItems(records, draft.id),
    messageId: draft.messageId,
    isFarAbove: further.length >= OUT_OF_SIGHT || othersBetween(draft, items, now) > 0,
  };
}
