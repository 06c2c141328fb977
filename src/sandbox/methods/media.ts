import { writableRoom } from '../access.ts';
import type { Args, Upload } from '../args.ts';
import type { Draft } from '../chats.ts';
import { formatText } from '../entities.ts';
import { refusals } from '../errors.ts';
import type { StoredFile } from '../files.ts';
import { asDocument, asPhoto, asVoice } from '../files.ts';
import type { MarkedText } from '../html.ts';
import { explainWrongField, isJsonObject, readString, requireString, WrongField } from '../json.ts';
import type { State } from '../state.ts';
import type { Method } from './method.ts';
import {
  addressed,
  captionFields,
  checkCaption,
  postFromBot,
  readCaption,
  readEnvelope,
} from './outgoing.ts';

const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024;
const MAX_ALBUM = 10;

type Kind = 'document' | 'photo' | 'voice';
const folders = { document: 'documents', photo: 'photos', voice: 'voice' } as const;

/** The file an argument gives: an upload, or one sent before by its file_id. @throws ApiError */
function readFile(
  state: State,
  upload: Upload | null,
  address: string,
  kind: Kind,
  absent: () => Error,
): StoredFile {
  if (upload !== null) {
    if (upload.bytes.length === 0) throw refusals.emptyFile();
    return state.files.keep(
      { name: upload.name, mimeType: kind === 'document' ? undefined : upload.mimeType, bytes: upload.bytes },
      folders[kind],
    );
  }
  if (address === '') throw absent();
  const known = state.files.find(address);
  if (known === null || known === 'gone') throw refusals.wrongFile();
  return known;
}

function contentFields(
  state: State,
  kind: Kind,
  file: StoredFile,
): Pick<Draft, 'document' | 'photo' | 'voice'> {
  if (kind === 'document') return { document: asDocument(file) };
  if (kind === 'photo') return { photo: asPhoto(state.files, file) };
  return { voice: asVoice(file, 1) };
}

function sender(kind: Kind, absent: () => Error): Method {
  return (state, args) => {
    const caption = readCaption(args);
    const envelope = readEnvelope(args);
    const upload = args.upload(kind);
    if (upload === null && !args.has(kind)) throw absent();
    const room = writableRoom(state, args);
    const draft = addressed(state, room, args, envelope);
    checkCaption(caption);
    const file = readFile(state, upload, args.text(kind), kind, absent);
    const content = { ...contentFields(state, kind, file), ...captionFields(caption) };
    return postFromBot(state, room, { ...draft, ...content }, args, envelope).message;
  };
}

export const sendDocument: Method = sender('document', refusals.noDocument);
export const sendPhoto: Method = sender('photo', refusals.noPhoto);
export const sendVoice: Method = sender('voice', refusals.noVoice);

interface AlbumItem {
  readonly kind: 'document' | 'photo';
  readonly media: string;
  readonly caption: MarkedText;
}

function readAlbum(args: Args): readonly AlbumItem[] {
  const given = args.json('media', refusals.mediaJson);
  if (!Array.isArray(given)) throw refusals.mediaArray();
  return given.map((item: unknown) => explainWrongField(() => readAlbumItem(item), refusals.inputMedia));
}

function readAlbumItem(item: unknown): AlbumItem {
  if (!isJsonObject(item)) throw new WrongField('expected an Object');
  const caption = formatText({
    text: readString(item, 'caption'),
    parseMode: readString(item, 'parse_mode'),
    given: [],
    allowBlank: true,
  });
  const kind = requireString(item, 'type');
  if (kind !== 'document' && kind !== 'photo') throw new WrongField(`type "${kind}" is unsupported`);
  return { kind, media: readString(item, 'media'), caption };
}

export const sendMediaGroup: Method = (state, args) => {
  const items = readAlbum(args);
  const envelope = readEnvelope(args);
  const room = writableRoom(state, args);
  const draft = addressed(state, room, args, envelope);
  if (items.length === 0) throw refusals.emptyAlbum();
  if (items.length > MAX_ALBUM) throw refusals.longAlbum();
  if (new Set(items.map((item) => item.kind)).size > 1) throw refusals.mixedAlbum();
  for (const item of items) checkCaption(item.caption);
  const absent = (): Error => refusals.inputMedia('media not found');
  const files = items.map((item) =>
    readFile(state, args.attached(item.media), item.media, item.kind, absent),
  );
  const albumId = String(13_000_000_000_000_000 + state.changes.last);
  return items.map((item, index) => {
    const file = files[index] as StoredFile;
    const content = { ...contentFields(state, item.kind, file), ...captionFields(item.caption) };
    const message = { ...draft, ...content, media_group_id: albumId };
    return postFromBot(state, room, message, args, envelope).message;
  });
};

export const getFile: Method = (state, args) => {
  const fileId = args.text('file_id');
  if (fileId === '') throw refusals.fileNotSpecified();
  const file = state.files.find(fileId);
  if (file === null) throw refusals.badFileId();
  if (file === 'gone') throw refusals.fileGone();
  if (file.size > MAX_DOWNLOAD_BYTES) throw refusals.fileTooBig();
  return { file_id: fileId, file_unique_id: file.uniqueId, file_size: file.size, file_path: file.path };
};
