import type { Actor, Deps } from './deps.ts';
import { documentEntry } from './document-entry.ts';
import { carryFromVersion } from './find-version.ts';
import { findReplaced, isVersion } from './plan-new-version.ts';

export interface AnswerVersionOutcome {
  readonly kind: 'not_controller' | 'document_gone' | 'draft_gone' | 'answered';
}

/**
 * A controller says whether a draft is a new version of what it resembles, or takes that back. With «yes» the earlier
 * review is carried over, with «no» it goes. The same answer twice is one.
 */
export async function answerVersion(
  deps: Pick<Deps, 'store' | 'clock'>,
  command: { readonly actor: Actor; readonly documentId: number; readonly yes: boolean },
): Promise<AnswerVersionOutcome> {
  const { actor, documentId, yes } = command;
  const at = deps.clock.now();
  return deps.store.transaction(async (records): Promise<AnswerVersionOutcome> => {
    if ((await records.controllers.findByTelegramUser(actor.telegramUserId)) === null) {
      return { kind: 'not_controller' };
    }
    const document = await records.documents.lock(documentId);
    if (document === null) return { kind: 'document_gone' };
    if (document.state !== 'draft') return { kind: 'draft_gone' };
    const previous = await findReplaced(records, document);
    const said = yes ? isVersion(document) : document.lineage?.answer === 'denied';
    if (previous === null || said) return { kind: 'answered' };
    await records.versions.setLineage(documentId, {
      documentId: previous.id,
      answer: yes ? 'confirmed' : 'denied',
    });
    if (yes) await carryFromVersion(records, documentId, previous.id);
    else await records.versions.dropCarried(documentId);
    const action = yes ? 'version_confirmed' : 'version_denied';
    await records.audit.append(documentEntry(actor, at, documentId, action, { of: previous.id }));
    return { kind: 'answered' };
  });
}
