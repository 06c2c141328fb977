import type { Actor, Deps } from './deps.ts';
import type { Records, Upload, UploadPart } from './ports.ts';

/** A message of a controller that is a document, or may be part of one. */
export interface IncomingUpload {
  readonly actor: Actor;
  readonly messageId: number;
  readonly file: UploadPart['file'];
  /** The words of the message, or the caption of the file; null where there are none. */
  readonly text: string | null;
  /** Messages of one album share it. */
  readonly mediaGroupId: string | null;
  /** The draft it is a further page of; null where it is a document of its own. */
  readonly pageOfId: number | null;
}

/** `opened`: a document begins; `joined`: it goes on. It is read once its `readyAt` has come. */
export type ReceiveUploadOutcome =
  | { readonly kind: 'not_controller' | 'not_a_document' }
  | { readonly kind: 'opened' | 'joined'; readonly upload: Upload };

/** A text of a controller that is at least this long is a document that was pasted, not a question. */
const PASTED_TEXT_LENGTH = 200;
/** Telegram's apps cut a longer text into messages of up to 4096 characters, at a line's or a word's end. */
const PROBABLY_CUT_LENGTH = 3_900;
/** An album has no end mark: it is complete when nothing has come for so long. */
const ALBUM_QUIET_MS = 2_000;
const TEXT_QUIET_MS = 3_000;
/** A file of an album that comes later, when the rest has been read already, is still part of it. */
const ALBUM_OPEN_MS = 60_000;
const TEXT_GROUP = 'text';

/**
 * A controller sent a file, a photo or a text: it is kept, and read later (`readUpload`). The files of one album are
 * one document; so are the pieces of a pasted text that Telegram has cut. The same update received twice is one part.
 */
export async function receiveUpload(
  deps: Pick<Deps, 'store' | 'clock'>,
  incoming: IncomingUpload,
): Promise<ReceiveUploadOutcome> {
  const { actor, messageId, file, mediaGroupId, pageOfId } = incoming;
  const text = incoming.text?.trim() || null;
  const part: UploadPart = { updateId: actor.updateId, messageId, file, text };
  return deps.store.transaction(async (records): Promise<ReceiveUploadOutcome> => {
    if ((await records.controllers.findByTelegramUser(actor.telegramUserId)) === null) {
      return { kind: 'not_controller' };
    }
    const known = await records.uploads.ofUpdate(actor.updateId);
    if (known !== null) {
      const [first] = known.parts;
      return { kind: first?.updateId === actor.updateId ? 'opened' : 'joined', upload: known };
    }
    const at = deps.clock.now();
    if (file === null) return receiveText(records, at, actor, part, pageOfId);
    if (mediaGroupId === null)
      return openUpload(records, at, actor, part, { group: null, quietMs: 0, pageOfId });
    const group = `album:${mediaGroupId}`;
    const album = await records.uploads.ofGroup(actor.chatId, group);
    const isRecent = album !== null && at.getTime() - album.createdAt.getTime() < ALBUM_OPEN_MS;
    // What was read of an album as pages of a draft is in the draft: a late file is one more page of it.
    const isOpen = isRecent && (album.pageOfId === null || album.state === 'gathering');
    if (isOpen) return join(records, at, album.id, part, ALBUM_QUIET_MS);
    const ofDraft = pageOfId ?? (isRecent ? album.pageOfId : null);
    return openUpload(records, at, actor, part, { group, quietMs: ALBUM_QUIET_MS, pageOfId: ofDraft });
  });
}

/** A piece that is shorter than those that are cut is the last. */
async function receiveText(
  records: Records,
  at: Date,
  actor: Actor,
  part: UploadPart,
  pageOfId: number | null,
): Promise<ReceiveUploadOutcome> {
  const text = part.text ?? '';
  const isCut = text.length >= PROBABLY_CUT_LENGTH;
  const quietMs = isCut ? TEXT_QUIET_MS : 0;
  const before = await records.uploads.ofGroup(actor.chatId, TEXT_GROUP);
  if (before?.state === 'gathering' && before.personId === actor.personId && endsCut(before)) {
    return join(records, at, before.id, part, quietMs);
  }
  // What was asked for as a page may be short.
  if (text === '' || (pageOfId === null && text.length < PASTED_TEXT_LENGTH))
    return { kind: 'not_a_document' };
  return openUpload(records, at, actor, part, { group: TEXT_GROUP, quietMs, pageOfId });
}

function endsCut({ parts }: Upload): boolean {
  return (parts.at(-1)?.text?.length ?? 0) >= PROBABLY_CUT_LENGTH;
}

async function openUpload(
  records: Records,
  at: Date,
  { chatId, personId }: Actor,
  part: UploadPart,
  {
    group,
    quietMs,
    pageOfId,
  }: { readonly group: string | null; readonly quietMs: number; readonly pageOfId: number | null },
): Promise<ReceiveUploadOutcome> {
  const readyAt = new Date(at.getTime() + quietMs);
  return {
    kind: 'opened',
    upload: await records.uploads.open({ chatId, personId, group, pageOfId, readyAt, at }, part),
  };
}

async function join(
  records: Records,
  at: Date,
  uploadId: number,
  part: UploadPart,
  quietMs: number,
): Promise<ReceiveUploadOutcome> {
  await records.uploads.addPart(uploadId, part, new Date(at.getTime() + quietMs));
  const upload = await records.uploads.find(uploadId);
  if (upload === null) throw new Error(`upload ${uploadId} is gone right after a part was added`);
  return { kind: 'joined', upload };
}
