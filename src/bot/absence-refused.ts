import type { AbsenceRefusal } from '../app/take-absence.ts';
import { REPLIES } from '../messages/reply.ts';

/** Why somebody can't go on holiday. */
export const ABSENCE_REFUSED: { readonly [K in AbsenceRefusal['kind']]: string } = {
  not_yours: REPLIES.notYourOrganization,
  observer: REPLIES.onlyExecutorManages,
  group: REPLIES.groupStays,
  bad_day: REPLIES.absenceDayPassed,
};
