import type { DocumentFacts } from '../messages/point.ts';
import type { Actor, Deps } from './deps.ts';
import { documentFacts } from './point-facts.ts';

/** `draft_gone`: the document was published meanwhile. */
export type DiscardDocumentOutcome =
  | { readonly kind: 'not_controller' | 'document_gone' | 'draft_gone' }
  | { readonly kind: 'discarded'; readonly document: DocumentFacts };

/** The controller drops a draft; a published document stays as it is. */
export async function discardDocument(
  deps: Pick<Deps, 'store'>,
  command: { readonly actor: Actor; readonly documentId: number },
): Promise<DiscardDocumentOutcome> {
  return deps.store.transaction(async (records) => {
    if ((await records.controllers.findByTelegramUser(command.actor.telegramUserId)) === null) {
      return { kind: 'not_controller' };
    }
    const document = await records.documents.find(command.documentId);
    if (document === null) return { kind: 'document_gone' };
    const dropped = await records.documents.markDiscarded(command.documentId);
    if (!dropped && document.state !== 'discarded') return { kind: 'draft_gone' };
    return { kind: 'discarded', document: documentFacts(document) };
  });
}
