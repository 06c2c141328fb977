import type { Actor, Deps } from './deps.ts';
import { documentEntry } from './document-entry.ts';

export type ConfirmWarningsOutcome = {
  readonly kind: 'not_controller' | 'document_gone' | 'draft_gone' | 'confirmed';
};

/** The doubts about the document as a whole are taken upon oneself; who did is audited. Doing it twice is one. */
export async function confirmWarnings(
  deps: Pick<Deps, 'store' | 'clock'>,
  command: { readonly actor: Actor; readonly documentId: number },
): Promise<ConfirmWarningsOutcome> {
  const { actor, documentId } = command;
  const at = deps.clock.now();
  return deps.store.transaction(async (records): Promise<ConfirmWarningsOutcome> => {
    if ((await records.controllers.findByTelegramUser(actor.telegramUserId)) === null) {
      return { kind: 'not_controller' };
    }
    const document = await records.documents.lock(documentId);
    if (document === null) return { kind: 'document_gone' };
    if (document.state !== 'draft') return { kind: 'draft_gone' };
    if (!(await records.documents.confirmWarnings(documentId, { personId: actor.personId, at }))) {
      return { kind: 'confirmed' };
    }
    const details = { doubts: JSON.stringify(document.warnings.map(({ message }) => message)) };
    await records.audit.append(documentEntry(actor, at, documentId, 'warnings_confirmed', details));
    return { kind: 'confirmed' };
  });
}
