import type { DocumentFacts } from '../messages/point.ts';
import type { Actor, Deps } from './deps.ts';
import { documentFacts } from './point-facts.ts';
import { countReviewed } from './upload-document.ts';

/** `page_gone`: forgotten, or a page of some draft already; `page_reviewed`: somebody has worked at it by itself. */
export type JoinPageOutcome =
  | {
      readonly kind: 'not_controller' | 'document_gone' | 'draft_gone' | 'page_gone' | 'page_reviewed';
    }
  /** It is read soon, and its sender is told (`readUpload`). */
  | { readonly kind: 'joined'; readonly document: DocumentFacts };

/**
 * What was sent and read as a document of its own is a page of another draft: its own draft gives way, and it is read
 * once more as a page. The same press handled twice joins once.
 */
export async function joinPage(
  deps: Pick<Deps, 'store' | 'clock'>,
  command: {
    readonly actor: Actor;
    readonly uploadId: number;
    readonly documentId: number;
    /** The message that then tells what the page has brought. */
    readonly messageId: number | null;
  },
): Promise<JoinPageOutcome> {
  const { actor, uploadId, documentId, messageId } = command;
  return deps.store.transaction(async (records): Promise<JoinPageOutcome> => {
    if ((await records.controllers.findByTelegramUser(actor.telegramUserId)) === null) {
      return { kind: 'not_controller' };
    }
    const document = await records.documents.lock(documentId);
    if (document === null) return { kind: 'document_gone' };
    const upload = await records.uploads.find(uploadId);
    // Only whoever has sent it is asked whether it is a page.
    if (upload === null || upload.personId !== actor.personId) return { kind: 'page_gone' };
    if (upload.pageOfId === documentId) return { kind: 'joined', document: documentFacts(document) };
    if (document.state !== 'draft') return { kind: 'draft_gone' };
    if (upload.documentIds.includes(documentId)) return { kind: 'page_gone' };
    for (const id of upload.documentIds) {
      const own = await records.documents.lock(id);
      if (own?.state === 'published') return { kind: 'page_gone' };
      if (own?.state === 'draft' && (await countReviewed(records, id)) > 0) return { kind: 'page_reviewed' };
    }
    if (!(await records.uploads.becomePage(uploadId, documentId, deps.clock.now()))) {
      return { kind: 'page_gone' };
    }
    for (const id of upload.documentIds) await records.documents.markDiscarded(id);
    if (messageId !== null) await records.uploads.rememberProgress(uploadId, messageId);
    return { kind: 'joined', document: documentFacts(document) };
  });
}
