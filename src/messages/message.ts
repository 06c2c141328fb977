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
  /** Labels of a reply keyboard that stays under the input field. */
  readonly menu?: readonly (readonly string[])[];
  /** Arrives without a sound. */
  readonly silent?: boolean;
}
