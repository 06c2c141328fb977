import type { Assignment } from '../core/assignments/assignment.ts';
import { isInHand } from '../core/assignments/transitions.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { contributorsOf, responsibleOf } from '../core/storeys/contributions.ts';
import { canHandDown } from '../core/storeys/hand-down.ts';
import { handsDownTo } from '../core/storeys/subordinates.ts';
import type { StoreyFacts } from '../messages/storeys.ts';
import type { Records } from './ports.ts';
import { findRollUp } from './roll-up-facts.ts';
import { findHolders } from './superior.ts';

/** What others do for an assignment, and what a reader of its card may do about it. */
export async function findStoreyFacts(
  records: Records,
  assignment: Assignment,
  reader: { readonly answers: boolean },
  today: CalendarDate,
): Promise<StoreyFacts> {
  const holders = assignment.parentId === null ? await findHolders(records, assignment) : [];
  const responsible = responsibleOf(holders);
  const contributors = responsible?.id === assignment.id ? contributorsOf(holders) : [];
  const above =
    responsible === null || assignment.executor || !reader.answers
      ? null
      : await records.organizations.find(responsible.organizationCode);
  const directory = canHandDown(assignment) && reader.answers ? await records.organizations.all() : [];
  return {
    rollUp: await findRollUp(records, assignment, today),
    contributions:
      contributors.length === 0
        ? null
        : { given: contributors.filter(({ state }) => !isInHand(state)).length, total: contributors.length },
    responsible: above === null ? null : (above.shortName ?? above.name),
    mayHandDown: handsDownTo(directory, assignment.organizationCode).length > 0,
    mayDelegate: reader.answers && isInHand(assignment.state),
  };
}
