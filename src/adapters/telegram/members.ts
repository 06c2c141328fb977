import type { Api } from 'grammy';
import { GrammyError, HttpError } from 'grammy';
import type { ChatMember } from 'grammy/types';
import type { Members } from '../../app/ports.ts';
import { inLane } from './lane.ts';

type Signal = Parameters<Api['getChatMember']>[2];

/** Somebody waits for an answer meanwhile: after this long they are rather asked to press once more. */
const PATIENCE_MS = 2_500;

/** What Telegram says where a bot must be an administrator to see who is in the group. */
const HIDDEN = /CHAT_ADMIN_REQUIRED|member list is inaccessible|not enough rights/i;
/** What it says of a number that is nobody of the group. */
const NOBODY = /user not found|PARTICIPANT_ID_INVALID|USER_NOT_PARTICIPANT|USER_ID_INVALID|invalid user_id/i;

/** Asks Telegram who is in a group, each time anew: an answer of a minute ago is no answer. */
export function createMembers(api: Api, patienceMs = PATIENCE_MS): Members {
  return {
    async standing(chatId, telegramUserId) {
      const signal = AbortSignal.timeout(patienceMs);
      try {
        const member = await inLane('interactive', () =>
          // grammY's type of the signal is a polyfill's; it takes the native one.
          api.getChatMember(chatId, telegramUserId, signal as unknown as Signal),
        );
        return isInside(member) ? 'member' : 'gone';
      } catch (error) {
        if (signal.aborted || error instanceof HttpError) return 'unavailable';
        if (!(error instanceof GrammyError)) throw error;
        if (HIDDEN.test(error.description)) return 'hidden';
        return error.error_code === 400 && NOBODY.test(error.description) ? 'gone' : 'unavailable';
      }
    },
  };
}

/** Whoever may not write is still there; whoever was restricted and has left is not. */
function isInside(member: ChatMember): boolean {
  switch (member.status) {
    case 'creator':
    case 'administrator':
    case 'member':
      return true;
    case 'restricted':
      return member.is_member;
    case 'left':
    case 'kicked':
      return false;
  }
}
