import type { PlacedPage } from '../messages/draft-page.ts';
import type { Actor, Deps } from './deps.ts';
import { documentEntry } from './document-entry.ts';
import { documentFacts } from './point-facts.ts';
import type { Records, StoredDecision, StoredDocument } from './ports.ts';

/** `page_gone`: no page has brought this point; `place_gone`: the point to go behind is not there any more. */
export type FindPageOutcome =
  | { readonly kind: 'not_controller' | 'draft_gone' | 'page_gone' | 'place_gone' }
  | { readonly kind: 'found'; readonly page: PlacedPage };

/** The points that a page has brought, named by the first of them, and where else they could stand. */
export async function findPlacedPage(
  { store }: Pick<Deps, 'store'>,
  actor: Actor,
  decisionId: number,
): Promise<FindPageOutcome> {
  const found = await findPage(store, actor, decisionId);
  return found.kind === 'found' ? { kind: 'found', page: placedPage(found) } : found;
}

/** Puts the points of a page behind another point, or before the first (null). Doing it twice is doing it once. */
export async function movePage(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  decisionId: number,
  afterId: number | null,
): Promise<FindPageOutcome> {
  return store.transaction(async (records): Promise<FindPageOutcome> => {
    const found = await findPage(records, actor, decisionId);
    if (found.kind !== 'found') return found;
    const { document, own, others } = found;
    if (afterId !== null && !others.some(({ id }) => id === afterId)) return { kind: 'place_gone' };
    const ids = own.map(({ id }) => id);
    await records.documents.moveDecisions(document.id, ids, afterId);
    const done = await records.audit.ofUpdate(actor.updateId);
    if (!done.some(({ action }) => action === 'page_moved')) {
      const details = { moved: ids.join(), after: afterId };
      await records.audit.append(documentEntry(actor, clock.now(), document.id, 'page_moved', details));
    }
    return { kind: 'found', page: placedPage({ ...found, ...(await sorted(records, document, ids)) }) };
  });
}

interface FoundPage {
  readonly kind: 'found';
  readonly document: StoredDocument;
  /** The page's points, and the other ones that were read, in order. */
  readonly own: readonly StoredDecision[];
  readonly others: readonly StoredDecision[];
  /** The point that they stand behind; null = before the first. */
  readonly after: StoredDecision | null;
}

async function findPage(
  records: Records,
  actor: Actor,
  decisionId: number,
): Promise<FoundPage | Exclude<FindPageOutcome, { readonly kind: 'found' }>> {
  if ((await records.controllers.findByTelegramUser(actor.telegramUserId)) === null) {
    return { kind: 'not_controller' };
  }
  const documentId = (await records.documents.findDecision(decisionId))?.documentId;
  const document = documentId === undefined ? null : await records.documents.lock(documentId);
  if (document === null) return { kind: 'page_gone' };
  if (document.state !== 'draft') return { kind: 'draft_gone' };
  const brought = (await records.audit.ofDocument(document.id))
    .filter(({ action }) => action === 'page_added')
    .map(({ details }) => String(details.added).split(',').map(Number))
    .find(([first]) => first === decisionId);
  if (brought === undefined) return { kind: 'page_gone' };
  const places = await sorted(records, document, brought);
  return places.own.length === 0 ? { kind: 'page_gone' } : { kind: 'found', document, ...places };
}

/** The points of a draft, those of the page apart; what a reviewer has made of them since goes with them. */
async function sorted(
  records: Records,
  document: StoredDocument,
  brought: readonly number[],
): Promise<Pick<FoundPage, 'own' | 'others' | 'after'>> {
  const read = (await records.documents.decisions(document.id)).filter(({ quote }) => quote.end > 0);
  const isOwn = ({ id, madeFrom }: StoredDecision) => [id, ...madeFrom].some((one) => brought.includes(one));
  const first = read.findIndex(isOwn);
  return {
    own: read.filter(isOwn),
    others: read.filter((point) => !isOwn(point)),
    after: read[first - 1] ?? null,
  };
}

function placedPage({ document, own, others, after }: FoundPage): PlacedPage {
  return { document: documentFacts(document), points: own, others, after };
}
