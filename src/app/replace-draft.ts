import { recognizeVersion } from '../core/versions/recognize-version.ts';
import type { DocumentFacts } from '../messages/point.ts';
import { carryReshaping } from './carry-reshaping.ts';
import type { Actor, Deps } from './deps.ts';
import { documentEntry } from './document-entry.ts';
import { carryEarlierReview } from './find-version.ts';
import { documentFacts } from './point-facts.ts';
import { pointsAsPrinted } from './point-sources.ts';
import type { Store, StoredDocument } from './ports.ts';

/** An earlier draft of the same act, which lies there unpublished; null where there is none. */
export async function findEarlierDraft(
  store: Pick<Store, 'documents'>,
  draftId: number,
): Promise<StoredDocument | null> {
  const { documents } = store;
  const draft = await documents.find(draftId);
  if (draft === null) return null;
  const known = [];
  for (const id of await documents.draftIds()) {
    const other = id < draftId ? await documents.find(id) : null;
    if (other?.date !== draft.date || other.kind !== draft.kind) continue;
    known.push({ ...other, points: await pointsAsPrinted(store, id) });
  }
  const found = recognizeVersion({ ...draft, points: await pointsAsPrinted(store, draftId) }, known);
  return found.kind === 'certain' ? await documents.find(found.of.id) : null;
}

/** `draft_gone`: one of the two is published or dropped. */
export type ReplaceDraftOutcome =
  | { readonly kind: 'not_controller' | 'document_gone' | 'draft_gone' }
  | {
      readonly kind: 'replaced';
      readonly document: DocumentFacts;
      /** Points that an earlier review was carried over to. */
      readonly carried: number;
      /** Points that were split or merged as in the earlier draft. */
      readonly reshaped: number;
      /** Labels of points that were made so there, and could not be here: what they were made of reads otherwise. */
      readonly lost: readonly (string | null)[];
    };

/**
 * A corrected file takes the place of an earlier draft of the same act: what was reviewed there, split or merged, holds
 * wherever the points are read as they had been, and the earlier draft is dropped. The same press handled twice replaces once.
 */
export async function replaceDraft(
  deps: Pick<Deps, 'store' | 'clock'>,
  command: { readonly actor: Actor; readonly documentId: number; readonly earlierId: number },
): Promise<ReplaceDraftOutcome> {
  const { actor, documentId, earlierId } = command;
  return deps.store.transaction(async (records): Promise<ReplaceDraftOutcome> => {
    if ((await records.controllers.findByTelegramUser(actor.telegramUserId)) === null) {
      return { kind: 'not_controller' };
    }
    // Always in one order, whichever replaces the other.
    const [lower, higher] = [Math.min(documentId, earlierId), Math.max(documentId, earlierId)];
    const locked = [await records.documents.lock(lower), await records.documents.lock(higher)];
    const document = locked.find((one) => one?.id === documentId);
    const earlier = locked.find((one) => one?.id === earlierId);
    if (!document || !earlier || documentId <= earlierId) return { kind: 'document_gone' };
    const made = (await records.audit.ofUpdate(actor.updateId)).find(
      ({ action }) => action === 'draft_replaced',
    );
    if (made !== undefined) {
      const { carried, reshaped, lost } = made.details;
      return {
        kind: 'replaced',
        document: documentFacts(document),
        carried: Number(carried),
        reshaped: Number(reshaped),
        lost: JSON.parse(String(lost)),
      };
    }
    if (document.state !== 'draft' || earlier.state !== 'draft') return { kind: 'draft_gone' };
    const points = await pointsAsPrinted(records, earlierId);
    const act = { ...document, points: await pointsAsPrinted(records, documentId) };
    // Forged numbers must not throw two documents together.
    if (recognizeVersion(act, [{ ...earlier, points }]).kind !== 'certain') return { kind: 'document_gone' };
    // What both took from the published version comes with the earlier draft, as its reviewer left it.
    await records.versions.dropCarried(documentId);
    const at = deps.clock.now();
    const by = { personId: actor.personId, at };
    const reshaping = await carryReshaping(records, documentId, earlierId, by);
    const carried = await carryEarlierReview(records, documentId, earlierId);
    const reshaped = reshaping.made.length;
    const lost = reshaping.lost.map(({ label }) => label);
    await records.documents.markDiscarded(earlierId);
    const details = { earlierId, carried, reshaped, lost: JSON.stringify(lost) };
    await records.audit.append(documentEntry(actor, at, documentId, 'draft_replaced', details));
    return { kind: 'replaced', document: documentFacts(document), carried, reshaped, lost };
  });
}
