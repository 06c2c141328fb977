import type { DocumentFacts } from '../messages/point.ts';
import type { Actor, Deps } from './deps.ts';
import { documentFacts } from './point-facts.ts';
import { countReviewed } from './upload-document.ts';

/** `draft_gone`: the document was published meanwhile. */
export type DiscardDocumentOutcome =
  | { readonly kind: 'not_controller' | 'document_gone' | 'draft_gone' }
  /** Somebody has checked this many points of it: whoever drops it must know. */
  | { readonly kind: 'reviewed'; readonly document: DocumentFacts; readonly points: number }
  | { readonly kind: 'discarded'; readonly document: DocumentFacts };

/**
 * The controller drops a draft; a published document stays as it is. A draft that somebody has worked at is dropped
 * only by who was told so (`knowing`).
 */
export async function discardDocument(
  deps: Pick<Deps, 'store'>,
  command: { readonly actor: Actor; readonly documentId: number; readonly knowing: boolean },
): Promise<DiscardDocumentOutcome> {
  const { actor, documentId, knowing } = command;
  return deps.store.transaction(async (records): Promise<DiscardDocumentOutcome> => {
    if ((await records.controllers.findByTelegramUser(actor.telegramUserId)) === null) {
      return { kind: 'not_controller' };
    }
    const document = await records.documents.lock(documentId);
    if (document === null) return { kind: 'document_gone' };
    if (document.state === 'draft' && !knowing) {
      const points = await countReviewed(records, documentId);
      if (points > 0) return { kind: 'reviewed', document: documentFacts(document), points };
    }
    const dropped = await records.documents.markDiscarded(documentId);
    if (!dropped && document.state !== 'discarded') return { kind: 'draft_gone' };
    return { kind: 'discarded', document: documentFacts(document) };
  });
}
