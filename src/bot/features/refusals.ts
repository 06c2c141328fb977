import type { ReportRefusal } from '../../app/report-assignment.ts';
import type { DraftRefusal } from '../../app/send-draft.ts';
import { REPLIES } from '../../messages/reply.ts';

const REFUSALS: { readonly [K in ReportRefusal['kind'] | DraftRefusal['kind']]: string } = {
  already_reported: REPLIES.alreadyReported,
  already_accepted: REPLIES.alreadyAccepted,
  withdrawn: REPLIES.withdrawn,
  observer: REPLIES.notExecutor,
  not_yours: REPLIES.notYours,
  draft_gone: REPLIES.gatheredGone,
  draft_of_another: REPLIES.gatheredOfAnother,
  draft_over: REPLIES.gatheredOver,
};

/** Why there is no report, in the words of a short answer. */
export function refusalText(kind: keyof typeof REFUSALS): string {
  return REFUSALS[kind];
}
