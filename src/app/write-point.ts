import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import { readDeadline } from '../core/deadlines/index.ts';
import { withoutTextDoubts } from '../core/review/settle-doubts.ts';
import type { Warning } from '../core/warning.ts';
import type { Actor, Deps } from './deps.ts';
import { documentEntry } from './document-entry.ts';
import { type ReviewPointOutcome, reviewPoint, type SeenPoint } from './review-point.ts';

export type AddPointOutcome =
  | { readonly kind: 'not_controller' | 'document_gone' | 'draft_gone' }
  | { readonly kind: 'added'; readonly documentId: number; readonly decisionId: number };

const NO_ADDRESSEE: Warning = {
  code: 'no_addressee',
  message: 'Не указано, кому поручено: выберите адресатов.',
};

/**
 * A controller rewrites a point of a draft; what was read is kept, the quotation stays. How well its words were
 * recognized is of no interest any more.
 */
export function writeText(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  seen: SeenPoint,
  words: string,
): Promise<ReviewPointOutcome> {
  return reviewPoint(deps, actor, seen, ({ warnings }) => ({
    action: 'point_text_set',
    change: { text: inOneLine(words), warnings: withoutTextDoubts(warnings) },
  }));
}

/**
 * A controller adds a point that the document's text does not have, after all others. Whom it is for and by when
 * is doubted until somebody says it. The same update handled twice adds once.
 */
export async function addPoint(
  deps: Pick<Deps, 'store' | 'clock' | 'calendar' | 'deadlinePolicy'>,
  command: { readonly actor: Actor; readonly documentId: number; readonly words: string },
): Promise<AddPointOutcome> {
  const { actor, documentId } = command;
  const at = deps.clock.now();
  return deps.store.transaction(async (records): Promise<AddPointOutcome> => {
    if ((await records.controllers.findByTelegramUser(actor.telegramUserId)) === null) {
      return { kind: 'not_controller' };
    }
    const document = await records.documents.lock(documentId);
    if (document === null) return { kind: 'document_gone' };
    const before = (await records.audit.ofUpdate(actor.updateId)).find(
      ({ action }) => action === 'point_added',
    );
    if (typeof before?.details.decisionId === 'number') {
      return { kind: 'added', documentId, decisionId: before.details.decisionId };
    }
    if (document.state !== 'draft') return { kind: 'draft_gone' };
    const text = inOneLine(command.words);
    const { calendar, deadlinePolicy: policy } = deps;
    const { deadline, warnings } = readDeadline(null, { on: moscowDateOf(at), calendar, policy });
    const point = { text, addressees: [], deadline, warnings: [...warnings, NO_ADDRESSEE] };
    const decisionId = await records.documents.addDecision(documentId, point, actor.personId);
    const details = { decisionId, is: JSON.stringify({ text }) };
    await records.audit.append(documentEntry(actor, at, documentId, 'point_added', details));
    return { kind: 'added', documentId, decisionId };
  });
}

/** As points are read: white space collapsed. */
function inOneLine(words: string): string {
  return words.replaceAll(/\s+/g, ' ').trim();
}
