import * as chat from './chat.ts';
import * as editing from './editing.ts';
import * as media from './media.ts';
import type { Method } from './method.ts';
import * as profile from './profile.ts';
import * as receiving from './receiving.ts';
import * as sending from './sending.ts';

/** Methods that put something into a chat: these count for flood control. */
const limited: Readonly<Record<string, Method>> = {
  ...sending,
  sendDocument: media.sendDocument,
  sendPhoto: media.sendPhoto,
  sendVoice: media.sendVoice,
  sendMediaGroup: media.sendMediaGroup,
  editMessageText: editing.editMessageText,
  editMessageCaption: editing.editMessageCaption,
  editMessageReplyMarkup: editing.editMessageReplyMarkup,
};

const free: Readonly<Record<string, Method>> = {
  ...chat,
  ...profile,
  ...receiving,
  deleteMessage: editing.deleteMessage,
  getFile: media.getFile,
};

export interface KnownMethod {
  /** In the method's own spelling. */
  readonly name: string;
  readonly run: Method;
  readonly limited: boolean;
}

const byLowerCase = new Map<string, KnownMethod>(
  [
    ...Object.entries(limited).map(([name, run]) => ({ name, run, limited: true })),
    ...Object.entries(free).map(([name, run]) => ({ name, run, limited: false })),
  ].map((method) => [method.name.toLowerCase(), method]),
);

/** The method of this name in any case, or null where the sandbox knows none. */
export function findMethod(name: string): KnownMethod | null {
  return byLowerCase.get(name.toLowerCase()) ?? null;
}
