import { gatheringPaused } from '../messages/gathering.ts';
import { lateFile } from '../messages/late-files.ts';
import { choiceLeft } from '../messages/report-choice.ts';
import { whose } from '../messages/whose.ts';
import type { Deps } from './deps.ts';
import { describeGathered, keptItems } from './describe-gathered.ts';
import type { DeliveryContent } from './ports.ts';
import { messages, type Wording } from './wording.ts';

type GatheringContent = Extract<DeliveryContent, { readonly kind: 'late_file' | 'gathering_paused' }>;

/** What becomes of a report that is being gathered, told to whoever gathers it; nothing where it has gone on. */
export async function wordGathering(deps: Pick<Deps, 'store'>, content: GatheringContent): Promise<Wording> {
  return content.kind === 'late_file' ? wordLateFile(deps, content) : wordPaused(deps, content.draftId);
}

async function wordPaused(deps: Pick<Deps, 'store'>, draftId: number): Promise<Wording> {
  const draft = await deps.store.reportDrafts.find(draftId);
  if (draft?.state !== 'paused') return { kind: 'nothing' };
  if (draft.assignmentId === null) {
    const kept = await keptItems(deps.store, draft.id);
    return messages([{ message: choiceLeft(draft.id, kept), assignmentIds: [] }]);
  }
  const facts = await describeGathered(deps.store, draft);
  return facts === null
    ? { kind: 'nothing' }
    : messages([{ message: gatheringPaused(facts), assignmentIds: [facts.point.assignmentId] }]);
}

async function wordLateFile(
  deps: Pick<Deps, 'store'>,
  { draftId, itemId }: Extract<DeliveryContent, { readonly kind: 'late_file' }>,
): Promise<Wording> {
  const draft = await deps.store.reportDrafts.find(draftId);
  if (draft === null || draft.state === 'cancelled') return { kind: 'nothing' };
  const item = (await deps.store.reportDrafts.items(draftId)).find(({ id }) => id === itemId);
  // Taken out of the draft meanwhile.
  if (item === undefined || item.content.kind === 'text') return { kind: 'nothing' };
  const file = { name: item.content.file.name, isLost: item.content.kind === 'lost' };
  const facts = await describeGathered(deps.store, draft);
  if (draft.state === 'sent')
    return messages([
      {
        message: { ...lateFile(file, { kind: 'sent' }), ...whose(facts === null ? [] : [facts.point]) },
        assignmentIds: [],
      },
    ]);
  const rest =
    facts === null ? ({ kind: 'choice', draftId } as const) : ({ kind: 'gathering', facts } as const);
  return messages([{ message: lateFile(file, rest), assignmentIds: [] }]);
}
