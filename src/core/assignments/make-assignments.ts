import type { DirectoryEntry } from '../addressees/directory.ts';
import { organizationsMeant } from '../addressees/index.ts';
import type { CalendarDate } from '../calendar/calendar-date.ts';
import type { Deadline } from '../deadlines/deadline.ts';
import type { ReadAddressee, ReadDecision } from '../documents/read-document.ts';
import type { Assignment } from './assignment.ts';
import { occurrenceFrom } from './occurrence-from.ts';

/** An assignment as publishing a decision makes it, before it has an id. */
export type AssignmentDraft = Pick<
  Assignment,
  'organizationCode' | 'occurrence' | 'executor' | 'deadlineKind' | 'start' | 'due' | 'remindedThrough'
>;

/** Why an addressee reaches no organization. */
export type UnassignedReason =
  | 'person'
  | 'role'
  | 'unknown_body'
  | 'not_in_directory'
  | 'members_chosen_by_reviewer'
  | 'group_without_members'
  | 'nobody_left';

/** An addressee of a decision that reaches nobody. */
export interface UnassignedAddressee {
  readonly addressee: ReadAddressee;
  readonly reason: UnassignedReason;
}

/**
 * One assignment per organization that a decision reaches, in the order the organizations are first named.
 *
 *   addressees ОМСУ (executor) and ГАУ ДПО …, directory with 6 municipalities
 *     → 7 assignments: 6 with executor true, 1 with executor false
 *
 * Groups     mean their members, as far as the addressee is not limited to some or without some. An organization reached twice gets one assignment, as executor if either says so.
 * Lists      «школам № 1, 3»: who is joined to the one before is as much an executor as that one.
 * Recurring  the first occurrence that can still be met: the deadline's next day, or the rule's first day on or
 *            after the day of publication where the document is published later than that.
 * Ledger     publication tells of everything up to its day, so `remindedThrough` starts there.
 * Unassigned lists the addressees that reach nobody, each with the reason, for the reviewer.
 */
export function assignmentsFor(
  decision: Pick<ReadDecision, 'addressees' | 'deadline'>,
  directory: readonly DirectoryEntry[],
  publishedOn: CalendarDate,
): { readonly assignments: readonly AssignmentDraft[]; readonly unassigned: readonly UnassignedAddressee[] } {
  const executorByCode = new Map<string, boolean>();
  const unassigned: UnassignedAddressee[] = [];
  let executor = false;
  for (const addressee of decision.addressees) {
    executor = addressee.executor || (addressee.joined === true && executor);
    const members = organizationsMeant(directory, addressee);
    if (members.length === 0) unassigned.push({ addressee, reason: whyNobody(addressee, directory) });
    for (const { code } of members) {
      executorByCode.set(code, executor || (executorByCode.get(code) ?? false));
    }
  }
  const dates = firstDates(decision.deadline, publishedOn);
  return {
    assignments: [...executorByCode].map(([organizationCode, answers]) => ({
      organizationCode,
      executor: answers,
      remindedThrough: publishedOn,
      ...dates,
    })),
    unassigned,
  };
}

function whyNobody(
  { code, only, except }: ReadAddressee,
  directory: readonly DirectoryEntry[],
): UnassignedReason {
  if (only !== undefined || except !== undefined) return 'nobody_left';
  if (code === 'PERSON') return 'person';
  if (code === 'ROLE') return 'role';
  if (code === 'OTHER') return 'unknown_body';
  const entry = directory.find((candidate) => candidate.code === code);
  if (entry === undefined) return 'not_in_directory';
  const chosen = entry.members === null || entry.members.by === 'reviewer';
  return chosen ? 'members_chosen_by_reviewer' : 'group_without_members';
}

/** The dates an assignment begins with. */
export type FirstDates = Pick<AssignmentDraft, 'occurrence' | 'deadlineKind' | 'start' | 'due'>;

/** What a deadline gives to an assignment published on a day; of a rule the first occurrence that can still be met. */
export function firstDates(deadline: Deadline, publishedOn: CalendarDate): FirstDates {
  const { kind, start, due, next, rrule } = deadline;
  if (kind !== 'recurring') return { occurrence: 0, deadlineKind: kind, start, due };
  const first = next === null || rrule === null ? next : occurrenceFrom(rrule, next, publishedOn);
  return { occurrence: 1, deadlineKind: kind, start: null, due: first };
}
