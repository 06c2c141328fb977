import type { Action } from './actions.ts';

/** A button under a message: it does something, or opens an address. */
export type Button =
  | { readonly text: string; readonly action: Action }
  | { readonly text: string; readonly url: string };

/** Rows of buttons. */
export type Keyboard = readonly (readonly Button[])[];

/**
 * What is said to somebody, as data: HTML of Telegram's subset (every printed word escaped), at most
 * 4096 characters after entity parsing, and the buttons under it. How it is sent is the adapters' matter.
 */
export interface OutgoingMessage {
  readonly html: string;
  readonly keyboard?: Keyboard;
  /** Labels of a reply keyboard that stays under the input field; in a group there is none, it would be everybody's. */
  readonly menu?: readonly (readonly string[])[];
  /** Whose it is, where it does not say so itself: a chat that speaks for several organizations is told on top. */
  readonly organization?: string;
  /** A question to be answered by replying to it: the app of whoever it names opens the reply. */
  readonly asksReply?: boolean;
  /** Arrives without a sound. */
  readonly silent?: boolean;
}
