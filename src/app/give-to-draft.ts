import type { Actor, Deps } from './deps.ts';
import { keepIncomingFile } from './keep-incoming-file.ts';
import type { DraftItemContent, FileFetcher, IncomingFile, Records, ReportDraftState } from './ports.ts';

/** What a message brings for a report. */
export interface GivenMessage {
  readonly actor: Actor;
  /** The text or caption, null where there is none. */
  readonly text: string | null;
  readonly file: IncomingFile | null;
  /** The message it answers, null where it stands alone. */
  readonly replyToMessageId: number | null;
  /** Messages of one album share it. */
  readonly mediaGroupId: string | null;
}

/** What of a message can be kept; a file that is not to be had now is fetched later. */
export interface ReceivedContent {
  readonly contents: readonly DraftItemContent[];
  /** Why the message's file is not among them. */
  readonly refused: 'too_big' | 'gone' | null;
}

/** Messages and files of one report; a list of more would not fit a message. */
export const MOST_ITEMS = 30;
/** Pause before a file that could not be fetched is tried again for the first time. */
const FETCH_AGAIN_MS = 15_000;

/** Copies what a message brings out of Telegram; nothing is written but the file's bytes. */
export async function receiveContent(
  deps: Pick<Deps, 'files'> & { readonly fetcher: FileFetcher },
  message: Pick<GivenMessage, 'text' | 'file'>,
): Promise<ReceivedContent> {
  const text = message.text?.trim() ?? '';
  const words: DraftItemContent[] = text === '' ? [] : [{ kind: 'text', text }];
  if (message.file === null) return { contents: words, refused: null };
  const kept = await keepIncomingFile(deps, message.file);
  switch (kept.kind) {
    case 'kept':
      return { contents: [{ kind: 'file', file: kept.file }, ...words], refused: null };
    case 'unavailable':
      return { contents: [{ kind: 'fetching', file: message.file }, ...words], refused: null };
    case 'too_big':
    case 'gone':
      return { contents: words, refused: kept.kind };
  }
}

/**
 * Puts what was received into a draft in one of these states; in a transaction, for the draft is locked. `full`: it
 * holds as much as a report may.
 */
export async function giveToDraft(
  records: Records,
  draftId: number,
  states: readonly ReportDraftState[],
  message: Pick<GivenMessage, 'actor' | 'mediaGroupId'>,
  received: ReceivedContent,
  at: Date,
): Promise<'given' | 'full' | 'over'> {
  const draft = await records.reportDrafts.lock(draftId);
  if (draft === null || !states.includes(draft.state)) return 'over';
  const { actor, mediaGroupId } = message;
  const items = (await records.reportDrafts.items(draftId)).filter(
    ({ updateId }) => updateId !== actor.updateId,
  );
  const names = items.flatMap(({ content }) => (content.kind === 'text' ? [] : [content.file.name]));
  if (items.length + received.contents.length > MOST_ITEMS) return 'full';
  for (const content of received.contents) {
    await records.reportDrafts.addItem(draftId, {
      updateId: actor.updateId,
      messageId: actor.messageId,
      mediaGroupId,
      content: withOwnName(content, names),
      at,
      fetchAfter: content.kind === 'fetching' ? new Date(at.getTime() + FETCH_AGAIN_MS) : null,
    });
  }
  return 'given';
}

/** Photographs are all called alike: the second «Фото.jpg» is «Фото (2).jpg». */
function withOwnName(content: DraftItemContent, taken: readonly string[]): DraftItemContent {
  if (content.kind === 'text') return content;
  const { name } = content.file;
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  let own = name;
  for (let count = 2; taken.includes(own); count += 1) own = `${stem} (${count})${extension}`;
  return content.kind === 'file'
    ? { kind: 'file', file: { ...content.file, name: own } }
    : { kind: content.kind, file: { ...content.file, name: own } };
}
