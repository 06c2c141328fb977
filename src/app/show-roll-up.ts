import type { Assignment } from '../core/assignments/assignment.ts';
import { isOpen } from '../core/assignments/transitions.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import { canHandDown } from '../core/storeys/hand-down.ts';
import { rollUp } from '../core/storeys/roll-up.ts';
import { handsDownTo } from '../core/storeys/subordinates.ts';
import type { RollUpScreen, SchoolState } from '../messages/schools.ts';
import type { Actor, Deps } from './deps.ts';
import { findAbove, findDirect } from './list-schools.ts';
import { pointFacts } from './point-facts.ts';
import type { Records } from './ports.ts';
import { rollUpFacts } from './roll-up-facts.ts';
import { findAccess } from './standing.ts';
import { findWhoHasIt } from './who-has-it.ts';

/**
 * Who below has done a point; `not_yours` for whoever is neither above them nor a controller; `nobody_has_it`: it has
 * been recalled from everybody.
 */
export type ShowRollUpOutcome =
  | { readonly kind: 'not_yours' | 'nobody_has_it' }
  | { readonly kind: 'shown'; readonly screen: RollUpScreen };

/** The roll-up of what was handed down from an assignment. */
export async function showRollUp(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  assignmentId: number,
): Promise<ShowRollUpOutcome> {
  const { store } = deps;
  const view = await store.assignments.view(assignmentId);
  const access = await findAccess(store, actor.telegramUserId, actor.chatId);
  const own = access.subscriptions.filter(
    ({ organizationCode }) => organizationCode === view?.assignment.organizationCode,
  );
  const children = view === null ? [] : await store.assignments.childrenOf([assignmentId]);
  if (view === null || (own.length === 0 && !access.controller)) return { kind: 'not_yours' };
  if (children.length === 0) return { kind: 'nobody_has_it' };
  const { assignment } = view;
  const today = moscowDateOf(deps.clock.now());
  const directory = await store.organizations.all();
  const answers = own.some(({ role }) => role === 'executor');
  const { rest } = rollUp(children, assignment, today);
  const screen: RollUpScreen = {
    point: pointFacts(view),
    kind: 'own',
    decisionId: assignment.decisionId,
    occurrence: assignment.occurrence,
    rollUp: rollUpFacts(children, assignment, directory, today),
    schools: await schoolStates(store, children, assignment, answers, today),
    may: {
      remind: answers && isOpen(assignment.state) ? rest.length : 0,
      handDown: answers && canHandDown(assignment) ? await countWithout(store, assignment) : 0,
      gather: answers && canHandDown(assignment) && children.some(({ state }) => state === 'accepted'),
      recall: answers && isOpen(assignment.state) && rest.length > 0,
      back: own.length > 0,
    },
  };
  return { kind: 'shown', screen };
}

/** The roll-up of a point that the Department gave to those below directly; to be looked at only. */
export async function showDirectRollUp(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  point: Pick<Assignment, 'decisionId' | 'occurrence'>,
): Promise<ShowRollUpOutcome> {
  const { store } = deps;
  const above = await findAbove(store, actor.chatId);
  if (above === null) return { kind: 'not_yours' };
  const given = (await findDirect(store, above.below, point.decisionId)).filter(
    ({ occurrence }) => occurrence === point.occurrence,
  );
  const [first] = given;
  const view = first === undefined ? null : await store.assignments.view(first.id);
  if (view === null) return { kind: 'not_yours' };
  const today = moscowDateOf(deps.clock.now());
  const screen: RollUpScreen = {
    point: pointFacts(view),
    kind: 'direct',
    ...point,
    rollUp: rollUpFacts(given, null, above.directory, today),
    schools: await schoolStates(store, given, null, false, today),
    may: { remind: 0, handDown: 0, gather: false, recall: false, back: true },
  };
  return { kind: 'shown', screen };
}

/** Who has to act, the overdue first; then who waits for an answer; then who is done. */
async function schoolStates(
  records: Records,
  children: readonly Assignment[],
  above: Assignment | null,
  answers: boolean,
  today: CalendarDate,
): Promise<readonly SchoolState[]> {
  const goesOn = above === null || isOpen(above.state);
  const shown = children.filter(({ state }) => state !== 'withdrawn' || !goesOn);
  const { rest } = rollUp(children, above, today);
  const inHand = new Set(rest.map(({ id }) => id));
  const others = shown.filter(({ id }) => !inHand.has(id));
  const reported = others.filter(({ state }) => state === 'reported');
  const restById = new Map(shown.map((child) => [child.id, child]));
  const ordered = [
    ...rest.flatMap(({ id }) => restById.get(id) ?? []),
    ...reported,
    ...others.filter(({ state }) => state !== 'reported'),
  ];
  const views = await records.assignments.views(ordered.map(({ id }) => id));
  const waiting = answers ? await records.reports.latestOfAll(reported.map(({ id }) => id)) : [];
  const reportOf = new Map(waiting.map(({ assignmentId, id }) => [assignmentId, id]));
  return views.map(({ assignment, organizationName }) => ({
    name: organizationName,
    state: assignment.state,
    due: assignment.due,
    delivered: assignment.deliveredAt !== null,
    reportId: reportOf.get(assignment.id) ?? null,
  }));
}

async function countWithout(records: Records, assignment: Assignment): Promise<number> {
  const have = await findWhoHasIt(records, assignment);
  const below = handsDownTo(await records.organizations.all(), assignment.organizationCode);
  return below.filter(({ code }) => !have.has(code)).length;
}
