import { REPLIES } from '../messages/reply.ts';

/** Why a draft, or a point of it, is not to be changed by this person now, in words. */
export const DRAFT_REFUSED = {
  not_controller: REPLIES.notController,
  document_gone: REPLIES.documentGone,
  draft_gone: REPLIES.draftGone,
  point_gone: REPLIES.pointGone,
} as const;
