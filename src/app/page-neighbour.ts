import { askWhetherFirst, askWhetherPage } from '../messages/draft-page.ts';
import type { OutgoingMessage } from '../messages/message.ts';
import type { Deps } from './deps.ts';
import { documentFacts } from './point-facts.ts';
import type { StoredDocument, Upload } from './ports.ts';
import { countReviewed } from './upload-document.ts';

/** What was sent longer ago is no other page of the same paper. */
const NEIGHBOUR_MS = 30 * 60_000;

/** A draft that was just read, and what is asked about it and one that was sent shortly before. */
export type PageQuestion =
  /** Instead of its summary: it seems to be a page of the earlier draft. */
  | { readonly kind: 'page'; readonly message: OutgoingMessage }
  /** After its summary: what was sent before seems to be a page of it. */
  | { readonly kind: 'first'; readonly message: OutgoingMessage };

/**
 * Photographs of one paper come one by one as well as in an album: a draft without date and number, sent shortly after
 * or before another, is asked about. Null where there is nothing to ask.
 */
export async function askAboutPages(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  upload: Upload,
  documentId: number,
): Promise<PageQuestion | null> {
  const { documents, uploads } = store;
  const document = await documents.find(documentId);
  const since = new Date(clock.now().getTime() - NEIGHBOUR_MS);
  const before = await draftBefore({ store }, await uploads.readBefore(upload, since), documentId);
  if (document === null || before === null) return null;
  if (isHeadless(document)) {
    const points = (await documents.decisions(documentId)).length;
    const page = { document: documentFacts(document), points, uploadId: upload.id };
    return { kind: 'page', message: askWhetherPage(page, documentFacts(before.document)) };
  }
  if (!isHeadless(before.document) || (await countReviewed(store, before.document.id)) > 0) return null;
  const points = (await documents.decisions(before.document.id)).length;
  const earlier = { points, uploadId: before.uploadId };
  return { kind: 'first', message: askWhetherFirst(documentFacts(document), earlier) };
}

/** The newest draft among what was sent before. */
async function draftBefore(
  { store }: Pick<Deps, 'store'>,
  uploads: readonly Upload[],
  documentId: number,
): Promise<{ readonly document: StoredDocument; readonly uploadId: number } | null> {
  for (const { id, documentIds, pageOfId } of uploads) {
    const [only, another] = documentIds.length > 0 || pageOfId === null ? documentIds : [pageOfId];
    if (only === undefined || another !== undefined || only === documentId) continue;
    const document = await store.documents.find(only);
    if (document?.state === 'draft') return { document, uploadId: id };
  }
  return null;
}

/** Neither date nor number: it begins in the middle of something. */
function isHeadless({ date, number }: StoredDocument): boolean {
  return date === null && number === null;
}
