import type { CalendarDate } from '../calendar/calendar-date.ts';

/**
 * «В отпуске»: who of an organization is away, and who stands in.
 *
 *   Нина away until 15 December, Олег stands in, today 10 December → Нина is away, Олег stands in for her
 *   the same, and Олег himself is away with Павел standing in     → both are away, Павел stands in for both
 *   the same, and Олег has left                                   → Нина is not away: `deputy_gone`
 *
 * An absence never silences an organization: where nobody would be left who answers, nobody is away.
 * Only those who answer are away at all; whoever merely reads needs nobody in their place.
 */
export interface Absence {
  /** Whose: a subscription. */
  readonly subscriptionId: number;
  /** The last day of it. */
  readonly until: CalendarDate;
  /** The subscription that stands in; null where the others of the organization do. */
  readonly deputyId: number | null;
}

/** Why an absence does not hold; `not_there`: its own person does not answer for the organization any more. */
export type AbsenceEnd = 'day_over' | 'not_there' | 'deputy_gone' | 'nobody_left';

/** Which absences of one organization hold on a day. */
export interface AbsencesInForce {
  /** Who is away, and who stands in: themselves present; null where the others do. */
  readonly away: ReadonlyMap<number, number | null>;
  readonly ended: ReadonlyMap<number, AbsenceEnd>;
}

/** Works out the absences of one organization from those who answer for it and can be written to. */
export function absencesInForce(
  answering: ReadonlySet<number>,
  absences: readonly Absence[],
  today: CalendarDate,
): AbsencesInForce {
  const ended = new Map<number, AbsenceEnd>();
  const standing = new Map<number, Absence>();
  for (const absence of absences) {
    if (!answering.has(absence.subscriptionId)) ended.set(absence.subscriptionId, 'not_there');
    else if (absence.until < today) ended.set(absence.subscriptionId, 'day_over');
    else standing.set(absence.subscriptionId, absence);
  }
  // Ending one makes its person present, so those who lean on them may hold after all: one round after the other.
  for (let broken = withoutDeputy(answering, standing); broken.length > 0; ) {
    for (const id of broken) {
      standing.delete(id);
      ended.set(id, 'deputy_gone');
    }
    broken = withoutDeputy(answering, standing);
  }
  if (standing.size > 0 && [...answering].every((id) => standing.has(id))) {
    for (const id of standing.keys()) ended.set(id, 'nobody_left');
    standing.clear();
  }
  return {
    away: new Map([...standing.keys()].map((id) => [id, standInOf(id, standing)])),
    ended,
  };
}

/**
 * Whether a planned absence may begin: it holds, and ends none that holds already.
 *
 *   Нина away with the others in her place, only Олег left; Олег's begins without a deputy → no: it would end hers
 */
export function mayBegin(
  answering: ReadonlySet<number>,
  begun: readonly Absence[],
  planned: Absence,
  today: CalendarDate,
): boolean {
  const { away } = absencesInForce(answering, begun, today);
  const then = absencesInForce(answering, [...begun, planned], today).away;
  return then.has(planned.subscriptionId) && [...away.keys()].every((id) => then.has(id));
}

/** Those whose deputy does not answer any more, or who stand in for themselves in the end. */
function withoutDeputy(answering: ReadonlySet<number>, standing: ReadonlyMap<number, Absence>): number[] {
  return [...standing.values()]
    .filter(({ subscriptionId, deputyId }) => {
      if (deputyId === null) return false;
      if (!answering.has(deputyId)) return true;
      const passed = new Set<number>();
      for (let at: number | null = deputyId; at !== null && !passed.has(at); ) {
        if (at === subscriptionId) return true;
        passed.add(at);
        at = standing.get(at)?.deputyId ?? null;
      }
      return false;
    })
    .map(({ subscriptionId }) => subscriptionId);
}

/** The deputy who is there, through deputies who are away themselves. */
function standInOf(id: number, standing: ReadonlyMap<number, Absence>): number | null {
  let at = standing.get(id)?.deputyId ?? null;
  // Every chain ends: rings were broken before.
  for (let next = at === null ? undefined : standing.get(at); next !== undefined; ) {
    at = next.deputyId;
    next = at === null ? undefined : standing.get(at);
  }
  return at;
}
