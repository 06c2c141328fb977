/** An update as Telegram sent it, kept until its effect is in the database. */
export interface IncomingUpdate {
  readonly updateId: number;
  /** Updates of one key are handled one after the other, in order. */
  readonly chatKey: string;
  readonly payload: unknown;
  readonly attempts: number;
}

/** Updates on their way from Telegram to the bot. */
export interface UpdateRecords {
  /** Keeps the updates not seen before (by update id). Only after this may Telegram be told to forget them. */
  keep(
    updates: readonly { updateId: number; chatKey: string; payload: unknown; receivedAt: Date }[],
  ): Promise<void>;
  /** Updates not handled yet, in order of their ids. */
  pending(limit: number): Promise<readonly IncomingUpdate[]>;
  /** Counts an attempt; returns the number of attempts so far. */
  recordAttempt(updateId: number): Promise<number>;
  markDone(updateId: number, at: Date): Promise<void>;
  /** Given up after repeated failures. */
  markFailed(updateId: number, error: string, at: Date): Promise<void>;
  /** Removes updates that were handled or given up before the moment given. Returns how many. */
  forgetBefore(before: Date): Promise<number>;
}

/** State of the dialogues, one value (JSON) a key. */
export interface DialogueRecords {
  read(key: string): Promise<unknown>;
  write(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
  /** Removes what was last written before the moment given. Returns how many. */
  forgetBefore(before: Date): Promise<number>;
}

/** Small facts of the installation: one text a key. */
export interface SettingRecords {
  read(key: string): Promise<string | null>;
  write(key: string, value: string): Promise<void>;
  /** Writes only where the key is absent; false where it was there. */
  writeOnce(key: string, value: string): Promise<boolean>;
}
