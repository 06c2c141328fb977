import type { ExtensionRefusal } from '../app/request-extension.ts';
import { REPLIES } from '../messages/reply.ts';

/** Why more time can't be asked for. */
export const EXTENSION_REFUSED: Readonly<Record<ExtensionRefusal['kind'], string>> = {
  not_yours: REPLIES.notYours,
  observer: REPLIES.notExecutor,
  not_in_hand: REPLIES.extensionTooLate,
  no_due: REPLIES.extensionWithoutDue,
  waiting: REPLIES.extensionWaiting,
};
