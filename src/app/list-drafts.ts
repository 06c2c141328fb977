import type { WaitingDraft } from '../messages/draft-list.ts';
import { type Page, pageOf } from '../messages/pages.ts';
import type { Deps } from './deps.ts';
import { describeDraft } from './describe-draft.ts';

/** A page of the drafts, newest first, and how many there are in all. */
export async function listDrafts(
  deps: Pick<Deps, 'store' | 'clock' | 'calendar'>,
  page: number,
): Promise<{ readonly page: Page<WaitingDraft>; readonly total: number }> {
  const ids = await deps.store.documents.draftIds();
  const shown = pageOf(ids, page);
  const items: WaitingDraft[] = [];
  for (const id of shown.items) {
    const draft = (await describeDraft(deps, id))?.draft;
    if (draft === undefined) continue;
    const kept = draft.points.filter(({ dropped }) => !dropped);
    const doubtful = kept.filter(({ warnings }) => warnings.length > 0).length;
    items.push({
      document: draft.document,
      points: kept.length,
      doubtful,
      newVersion: draft.version !== null,
    });
  }
  return { page: { ...shown, items }, total: ids.length };
}
