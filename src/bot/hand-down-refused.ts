import type { HandDownRefusal } from '../app/hand-down-offer.ts';
import { REPLIES } from '../messages/reply.ts';

/** Why a point cannot be handed down, in words. */
export const HAND_DOWN_REFUSED: { readonly [K in HandDownRefusal['kind']]: string } = {
  observer: REPLIES.notExecutor,
  not_yours: REPLIES.notYours,
  not_in_hand: REPLIES.notInHand,
  handed_down_to_you: REPLIES.handedDownToYou,
  nobody_below: REPLIES.nobodyBelow,
  all_have_it: REPLIES.allHaveIt,
};
