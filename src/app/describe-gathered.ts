import type { GatheredFacts, GatheredItem } from '../messages/gathering.ts';
import { findPointChange } from './find-point-change.ts';
import { pointFacts } from './point-facts.ts';
import type { DraftItem, Records, ReportDraft, ReportFile } from './ports.ts';

/** What was gathered and what it is about, as messages are worded from it; null where it is not known yet. */
export async function describeGathered(records: Records, draft: ReportDraft): Promise<GatheredFacts | null> {
  const items = await records.reportDrafts.items(draft.id);
  const view = draft.assignmentId === null ? null : await records.assignments.view(draft.assignmentId);
  if (view === null) return null;
  return {
    draftId: draft.id,
    point: pointFacts(view),
    items: items.map(gatheredItem),
    withBelow: draft.withBelow,
    supplement: draft.supplement && view.assignment.state === 'reported',
    change: await findPointChange(records, view, { at: draft.createdAt }),
  };
}

/** What a draft holds, as messages are worded from it. */
export async function keptItems(records: Records, draftId: number): Promise<readonly GatheredItem[]> {
  return (await records.reportDrafts.items(draftId)).map(gatheredItem);
}

/** Said for a report that came without a word. */
export const WORDLESS = 'Отчёт приложен файлом.';

/** What a draft comes to as a report: its texts one under the other, its files with names of their own. */
export function reportContent(items: readonly DraftItem[]): {
  readonly text: string;
  readonly files: readonly ReportFile[];
} {
  const texts = items.flatMap(({ content }) => (content.kind === 'text' ? [content.text] : []));
  const files = items.flatMap(({ content }) => (content.kind === 'file' ? [content.file] : []));
  return { text: texts.join('\n') || WORDLESS, files };
}

function gatheredItem({ id, content }: DraftItem): GatheredItem {
  switch (content.kind) {
    case 'text':
      return { id, kind: 'text', text: content.text };
    case 'file':
      return { id, kind: 'file', name: content.file.name, size: content.file.size };
    default:
      return { id, kind: content.kind, name: content.file.name };
  }
}
