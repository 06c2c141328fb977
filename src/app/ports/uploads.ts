/**
 * `gathering`: more messages may come; `reading`: it is being read, or was when the process ended; `failed`: given
 * up, and its sender was told.
 */
export type UploadState = 'gathering' | 'reading' | 'done' | 'failed';

/** One message of an upload. */
export interface UploadPart {
  readonly updateId: number;
  readonly messageId: number;
  /** Not fetched yet; photos have no name. */
  readonly file: { readonly fileId: string; readonly name: string | null } | null;
  /** The words of the message, or the caption of the file. */
  readonly text: string | null;
}

/** A document on its way from a controller to its draft. */
export interface Upload {
  readonly id: number;
  readonly chatId: number;
  readonly personId: number;
  /** What the messages of one document have in common; null where it came in one. */
  readonly group: string | null;
  readonly state: UploadState;
  readonly createdAt: Date;
  /** How often reading it was begun since the last message came. */
  readonly attempts: number;
  /** The message that says how far the reading has come. */
  readonly progressMessageId: number | null;
  /** The drafts that were read from it. */
  readonly documentIds: readonly number[];
  /** The draft it is a further page of; null where it is a document of its own. */
  readonly pageOfId: number | null;
  /** In the order of the messages in the chat. */
  readonly parts: readonly UploadPart[];
}

/** Documents that were sent and are to be read: they survive a restart. */
export interface UploadRecords {
  /** A new upload with its first part; where the part's update has made one already, that one as it is. */
  open(
    upload: {
      chatId: number;
      personId: number;
      group: string | null;
      /** Null, or left out, where it is a document of its own. */
      pageOfId?: number | null;
      readyAt: Date;
      at: Date;
    },
    part: UploadPart,
  ): Promise<Upload>;
  /** One more part: the upload gathers (again) until `readyAt`. A part that is there already is not added twice. */
  addPart(id: number, part: UploadPart, readyAt: Date): Promise<void>;
  find(id: number): Promise<Upload | null>;
  /** The upload that holds the part of this update; null where none does. */
  ofUpdate(updateId: number): Promise<Upload | null>;
  /** The newest upload of a group in a chat; null where there is none. */
  ofGroup(chatId: number, group: string): Promise<Upload | null>;
  /** What somebody sent in a chat since a moment and before an upload, read already; newest first. */
  readBefore(upload: Upload, since: Date): Promise<readonly Upload[]>;
  /**
   * What was read as a document of its own is a page of a draft: it is read anew at a moment. False where it is not to
   * be had, or is a page already.
   */
  becomePage(id: number, documentId: number, readyAt: Date): Promise<boolean>;
  /**
   * Those to be read now: gathered and ready, or left in the middle of reading. `gathering` counts those that still
   * wait for their time.
   */
  due(now: Date): Promise<{ readonly ids: readonly number[]; readonly gathering: number }>;
  /** → reading, one attempt more; null where it is not to be read now. */
  begin(id: number, now: Date): Promise<Upload | null>;
  rememberProgress(id: number, messageId: number): Promise<void>;
  /** What has been read; false where another part has come meanwhile, so that it is read anew. */
  settle(id: number, documentIds: readonly number[]): Promise<boolean>;
  /** reading → gathering until the moment given: it could not be read now. The attempt counts. */
  putOff(id: number, readyAt: Date): Promise<void>;
  /** reading → done or failed; nothing where another part has come meanwhile. */
  end(id: number, state: 'done' | 'failed', at: Date): Promise<void>;
  /** Removes those that ended before the moment given. Returns how many. */
  forgetBefore(before: Date): Promise<number>;
}
