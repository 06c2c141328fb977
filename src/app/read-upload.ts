import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import { joinMessages } from '../core/documents/index.ts';
import {
  alreadyPublished,
  askReplacingDraft,
  draftSummary,
  nothingFound,
  stillInReview,
} from '../messages/draft.ts';
import { escapeHtml } from '../messages/html.ts';
import type { OutgoingMessage } from '../messages/message.ts';
import { reply } from '../messages/reply.ts';
import type { Actor, Deps } from './deps.ts';
import { describeDraft } from './describe-draft.ts';
import { askAboutPages } from './page-neighbour.ts';
import { documentFacts } from './point-facts.ts';
import type { FileFetcher, ReadingProgress, SourceFile, SourceReader, Upload } from './ports.ts';
import { readPage } from './read-page.ts';
import { findEarlierDraft } from './replace-draft.ts';
import { countReviewed, type UploadDocumentOutcome, uploadDocument } from './upload-document.ts';

/** What became of an upload that was to be read. */
export type ReadUploadOutcome =
  /** Not to be read now: read already, put off, or another part has come. */
  | { readonly kind: 'nothing' }
  /** What its sender is to be told, the first in place of the message that told of the progress; then `endUpload`. */
  | {
      readonly kind: 'read';
      readonly upload: Upload;
      readonly messages: readonly OutgoingMessage[];
      readonly end: 'done' | 'failed';
    };

/** Who follows a reading. */
export interface ReadingListener {
  /** The reading has begun. */
  readonly begun: (upload: Upload) => void;
  readonly page: (progress: ReadingProgress) => void;
}

/** A reading that was begun so often and never ended ends the process, or the database; it is given up. */
const MAX_ATTEMPTS = 4;
const FETCH_AGAIN_MS = 5_000;

/**
 * Reads a document that was received (`receiveUpload`), as soon as it is complete. Being cut off by a restart, it is
 * begun anew. Where it was read before and has got another page since, the earlier drafts give way.
 */
export async function readUpload(
  deps: Deps & { readonly reader: SourceReader; readonly fetcher: FileFetcher },
  uploadId: number,
  listener: ReadingListener,
): Promise<ReadUploadOutcome> {
  const { uploads } = deps.store;
  const upload = await uploads.begin(uploadId, deps.clock.now());
  if (upload === null) return { kind: 'nothing' };
  const giveUp = (name: 'failed' | 'tooBig' | 'fileUnavailable' | 'fileNotFetched'): ReadUploadOutcome => ({
    kind: 'read',
    upload,
    messages: [reply(name)],
    end: 'failed',
  });
  if (upload.attempts > MAX_ATTEMPTS) return giveUp('failed');
  const person = await deps.store.people.find(upload.personId);
  const [first] = upload.parts;
  if (person === null || first === undefined) return giveUp('failed');
  listener.begun(upload);
  const fetched = await fetchFiles(deps.fetcher, upload);
  if (fetched.kind === 'unavailable' && upload.attempts < MAX_ATTEMPTS) {
    await uploads.putOff(upload.id, new Date(deps.clock.now().getTime() + FETCH_AGAIN_MS * upload.attempts));
    return { kind: 'nothing' };
  }
  if (fetched.kind === 'too_big') return giveUp('tooBig');
  if (fetched.kind === 'gone') return giveUp('fileUnavailable');
  if (fetched.kind !== 'files') return giveUp('fileNotFetched');
  const actor: Actor = {
    personId: person.id,
    telegramUserId: person.telegramUserId,
    chatId: upload.chatId,
    topicId: null,
    messageId: first.messageId,
    updateId: first.updateId,
  };
  const name = nameOf(upload);
  const { files } = fetched;
  const onProgress = listener.page;
  let reader = deps.reader;
  let notes: readonly OutgoingMessage[] = [];
  if (upload.pageOfId !== null) {
    const page = await readPage(deps, { actor, documentId: upload.pageOfId, files, name, onProgress });
    if (page.kind === 'told') {
      if (!(await uploads.settle(upload.id, []))) return { kind: 'nothing' };
      return { kind: 'read', upload, messages: page.messages, end: 'done' };
    }
    ({ reader } = page);
    notes = page.note === null ? [] : [page.note];
  }
  const outcome = await uploadDocument({ ...deps, reader }, { actor, files, name, onProgress });
  const drafts = outcome.kind === 'read' ? outcome.drafts : [];
  for (const id of upload.documentIds) {
    if (!drafts.includes(id)) await deps.store.documents.markDiscarded(id);
  }
  if (!(await uploads.settle(upload.id, drafts))) return { kind: 'nothing' };
  const messages = [...notes, ...(await wordOutcome(deps, upload, outcome, name))];
  return { kind: 'read', upload, messages, end: 'done' };
}

/** Its sender has been told. */
export async function endUpload(
  deps: Pick<Deps, 'store' | 'clock'>,
  { upload, end }: Extract<ReadUploadOutcome, { kind: 'read' }>,
): Promise<void> {
  await deps.store.uploads.end(upload.id, end, deps.clock.now());
}

/** The files in order; a text alone is a file of its own. */
async function fetchFiles(
  fetcher: FileFetcher,
  { parts }: Upload,
): Promise<
  | { readonly kind: 'files'; readonly files: readonly SourceFile[] }
  | { readonly kind: 'too_big' | 'gone' | 'unavailable' }
> {
  const files: SourceFile[] = [];
  for (const [at, { file }] of parts.entries()) {
    if (file === null) continue;
    const fetched = await fetcher.fetch(file.fileId);
    if (fetched.kind !== 'file') return fetched;
    files.push({ name: file.name ?? `фото ${at + 1}`, bytes: fetched.bytes });
  }
  if (files.length > 0) return { kind: 'files', files };
  const text = joinMessages(parts.map((part) => part.text ?? ''));
  return { kind: 'files', files: [{ name: PASTED, bytes: new TextEncoder().encode(text) }] };
}

const PASTED = 'текст сообщения';

/** What the document is called: its file's name, else the caption of its photos. */
function nameOf({ parts }: Upload): string {
  const files = parts.flatMap(({ file, text }) =>
    file === null ? [] : [{ name: file.name, caption: text }],
  );
  const [first] = files;
  if (first === undefined) return PASTED;
  const rest = files.length - 1;
  if (first.name !== null) return rest > 0 ? `${first.name} и ещё ${rest}` : first.name;
  const caption = files.find((file) => file.caption !== null)?.caption;
  return caption ?? (rest > 0 ? `фото (${files.length})` : 'фото');
}

async function wordOutcome(
  deps: Deps,
  upload: Upload,
  outcome: UploadDocumentOutcome,
  name: string,
): Promise<readonly OutgoingMessage[]> {
  switch (outcome.kind) {
    case 'not_controller':
      return [reply('notController')];
    case 'unreadable':
      return [{ html: escapeHtml(outcome.message) }];
    case 'nothing_found':
      return [nothingFound(name, outcome.reasons)];
    case 'read': {
      const published = outcome.published.map((document) =>
        alreadyPublished(documentFacts(document), moscowDateOf(document.publishedAt ?? deps.clock.now())),
      );
      const [only, another] = outcome.drafts;
      const isNew = only !== undefined && another === undefined && !outcome.inReview.includes(only);
      const asked = isNew && published.length === 0 ? await askAboutPages(deps, upload, only) : null;
      if (asked?.kind === 'page') return [asked.message];
      const drafts: OutgoingMessage[] = [];
      for (const documentId of outcome.drafts) {
        const found = await describeDraft(deps, documentId);
        if (found === null) continue;
        if (outcome.inReview.includes(documentId)) drafts.push(stillInReview(found.draft.document));
        drafts.push(draftSummary(found.draft));
        const earlier = outcome.inReview.includes(documentId)
          ? null
          : await findEarlierDraft(deps.store, documentId);
        if (earlier !== null) {
          const reviewed = await countReviewed(deps.store, earlier.id);
          drafts.push(askReplacingDraft(found.draft.document, documentFacts(earlier), reviewed));
        }
      }
      return [...published, ...drafts, ...(asked === null ? [] : [asked.message])];
    }
  }
}
