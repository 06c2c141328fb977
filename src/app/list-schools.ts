import type { DirectoryEntry } from '../core/addressees/directory.ts';
import type { Assignment } from '../core/assignments/assignment.ts';
import { isOpen } from '../core/assignments/transitions.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import { canHandDown } from '../core/storeys/hand-down.ts';
import { handsDownTo } from '../core/storeys/subordinates.ts';
import type { SchoolPoint } from '../messages/schools.ts';
import type { Deps } from './deps.ts';
import { listWaitingReports } from './list-waiting-reports.ts';
import { pointFacts } from './point-facts.ts';
import type { Records } from './ports.ts';
import { rollUpFacts } from './roll-up-facts.ts';

/** The organizations above others that a chat speaks for, and all those below them. */
export interface Above {
  readonly organizations: readonly DirectoryEntry[];
  readonly below: readonly DirectoryEntry[];
  readonly directory: readonly DirectoryEntry[];
}

/** What «Школы района» shows; `nobody_below`: the chat speaks for nobody above others. */
export type ListSchoolsOutcome =
  | { readonly kind: 'nobody_below' }
  | {
      readonly kind: 'listed';
      readonly above: readonly string[];
      readonly organizationsBelow: number;
      readonly reportsWaiting: number;
      readonly points: readonly SchoolPoint[];
    };

/**
 * What those below have to do: the chat's own points that are handed down or can be, and what the Department gave to
 * those below directly; by date.
 */
export async function listSchools(
  deps: Pick<Deps, 'store' | 'clock'>,
  chatId: number,
): Promise<ListSchoolsOutcome> {
  const above = await findAbove(deps.store, chatId);
  if (above === null) return { kind: 'nobody_below' };
  const today = moscowDateOf(deps.clock.now());
  const points = [
    ...(await ownPoints(deps.store, above, today)),
    ...(await directPoints(deps.store, above, today)),
  ];
  return {
    kind: 'listed',
    above: above.organizations.map(({ name, shortName }) => shortName ?? name),
    organizationsBelow: above.below.length,
    reportsWaiting: (await listWaitingReports(deps, chatId)).length,
    points: points.toSorted(
      ({ point: left }, { point: right }) =>
        (left.due ?? '9999').localeCompare(right.due ?? '9999') || left.assignmentId - right.assignmentId,
    ),
  };
}

/** The organizations with somebody below that a chat speaks for; null where there are none. */
export async function findAbove(records: Records, chatId: number): Promise<Above | null> {
  const subscriptions = await records.subscriptions.ofChat(chatId);
  if (subscriptions.length === 0) return null;
  const directory = await records.organizations.all();
  const codes = new Set(subscriptions.map(({ organizationCode }) => organizationCode));
  const organizations = directory.filter(
    ({ code }) => codes.has(code) && handsDownTo(directory, code).length > 0,
  );
  if (organizations.length === 0) return null;
  return {
    organizations,
    below: organizations.flatMap(({ code }) => handsDownTo(directory, code)),
    directory,
  };
}

async function ownPoints(
  records: Records,
  { organizations, directory }: Above,
  today: CalendarDate,
): Promise<readonly SchoolPoint[]> {
  const open = await records.assignments.open(organizations.map(({ code }) => code));
  const children = await records.assignments.childrenOf(open.map(({ id }) => id));
  const childrenOf = groupBy(children, ({ parentId }) => parentId);
  const shown = open.filter((assignment) => childrenOf.has(assignment.id) || canHandDown(assignment));
  const views = await records.assignments.views(shown.map(({ id }) => id));
  return views.map((view) => {
    const { assignment } = view;
    const handedDown = childrenOf.get(assignment.id);
    return {
      point: pointFacts(view),
      kind: 'own',
      decisionId: assignment.decisionId,
      occurrence: assignment.occurrence,
      rollUp: handedDown === undefined ? null : rollUpFacts(handedDown, assignment, directory, today),
    };
  });
}

async function directPoints(
  records: Records,
  { below, directory }: Above,
  today: CalendarDate,
): Promise<readonly SchoolPoint[]> {
  const all = await findDirect(records, below, null);
  const points = [...groupBy(all, pointKey).values()].filter((given) =>
    given.some(({ state }) => isOpen(state)),
  );
  const views = await records.assignments.views(
    points.flatMap(([first]) => (first === undefined ? [] : [first.id])),
  );
  return views.map((view) => {
    const { assignment } = view;
    const given = all.filter((one) => pointKey(one) === pointKey(assignment));
    return {
      point: pointFacts(view),
      kind: 'direct',
      decisionId: assignment.decisionId,
      occurrence: assignment.occurrence,
      rollUp: rollUpFacts(given, null, directory, today),
    };
  });
}

/** What the Department gave to those below directly: of one decision, or of every one that has something open. */
export async function findDirect(
  records: Records,
  below: readonly DirectoryEntry[],
  decisionId: number | null,
): Promise<readonly Assignment[]> {
  const codes = new Set(below.map(({ code }) => code));
  const decisionIds =
    decisionId === null
      ? (await records.assignments.open([...codes]))
          .filter(({ parentId }) => parentId === null)
          .map((assignment) => assignment.decisionId)
      : [decisionId];
  const holders = await records.assignments.ofDecisions([...new Set(decisionIds)]);
  return holders.filter(({ parentId, organizationCode }) => parentId === null && codes.has(organizationCode));
}

function pointKey({ decisionId, occurrence }: Assignment): string {
  return `${decisionId}:${occurrence}`;
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
