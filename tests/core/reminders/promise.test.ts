import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assignment, AssignmentState } from '../../../src/core/assignments/assignment.ts';
import { moveDeadline } from '../../../src/core/assignments/move-deadline.ts';
import { isInHand } from '../../../src/core/assignments/transitions.ts';
import { addDays, type CalendarDate } from '../../../src/core/calendar/calendar-date.ts';
import { type ClockTime, moscowDateOf, moscowInstant } from '../../../src/core/calendar/moscow-time.ts';
import { workingDaysBetween } from '../../../src/core/calendar/production-calendar.ts';
import type { MorningFacts } from '../../../src/core/reminders/morning-facts.ts';
import { type MorningPlan, planMorning } from '../../../src/core/reminders/plan-morning.ts';
import { isQuiet, sendingTime } from '../../../src/core/reminders/policy.ts';
import { stepsBetween } from '../../../src/core/reminders/steps.ts';
import { anAssignment } from '../assignments/an-assignment.ts';
import { anyCalendar, anyDay, anyPolicy, anyTime, clockTime, ORIGIN } from './arbitraries.ts';
import { ORGANIZATIONS, storePlan } from './morning-world.ts';

/*
 * A world of assignments, settings and a clock, in which anything happens in any order: ticks at any moment,
 * repeated, missed for weeks or crashed before the plan was stored, clocks set forward and back, deadlines
 * moved, states changed, subscribers lost and found. The promise must hold at every tick.
 *
 * The world keeps its own record of what was sent; it never asks the ledger of the assignments.
 */

const CODES = ORGANIZATIONS.map(({ code }) => code);
const STATES: readonly AssignmentState[] = [
  'new',
  'acknowledged',
  'in_work',
  'reported',
  'returned',
  'accepted',
  'withdrawn',
];

type Happening =
  | { readonly kind: 'tick'; readonly minutesLater: number; readonly crashes: boolean }
  | { readonly kind: 'clock_set'; readonly minutes: number }
  | { readonly kind: 'state'; readonly index: number; readonly state: AssignmentState }
  | { readonly kind: 'deadline'; readonly index: number; readonly due: CalendarDate }
  | { readonly kind: 'subscribers'; readonly code: string; readonly reachable: boolean };

/** Mostly states in which the promise asks for something. */
const anyState = fc.constantFrom<AssignmentState>('new', 'in_work', 'returned', ...STATES);
const index = fc.integer({ min: 0, max: 5 });
const DAY = 24 * 60;
const anyTick: fc.Arbitrary<Happening> = fc.record({
  kind: fc.constant('tick' as const),
  minutesLater: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(0, 5, DAY / 4, DAY, DAY, DAY, DAY, DAY) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 2 * DAY }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 20 * DAY }) },
  ),
  crashes: fc.nat({ max: 4 }).map((drawn) => drawn === 0),
});
const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 8, arbitrary: anyTick },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('clock_set' as const),
      minutes: fc.oneof(
        fc.integer({ min: -3 * DAY, max: 3 * DAY }),
        fc.integer({ min: -20 * DAY, max: 20 * DAY }),
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('state' as const), index, state: anyState }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('deadline' as const), index, due: anyDay(10, 90) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('subscribers' as const),
      code: fc.constantFrom(...CODES),
      reachable: fc.boolean(),
    }),
  },
);

/** A moment of the days around ORIGIN, often near Moscow's midnight. */
const anyInstant: fc.Arbitrary<Date> = fc
  .tuple(anyDay(20, 20), fc.oneof(fc.constantFrom(0, DAY - 1), fc.integer({ min: 0, max: DAY - 1 })))
  .map(([day, minute]) => moscowInstant(day, clockTime(minute)));

const anyAssignments: fc.Arbitrary<readonly Assignment[]> = fc
  .uniqueArray(
    fc.record({
      decisionId: fc.integer({ min: 1, max: 2 }),
      organizationCode: fc.constantFrom(...CODES),
      state: anyState,
      start: fc.option(anyDay(10, 60)),
      due: fc.option(anyDay(10, 30), { freq: 8 }),
      publishedOn: anyDay(40, 5),
      deliveredAt: fc.option(anyInstant, { freq: 8 }),
      occurrence: fc.constantFrom(0, 0, 1, 2),
      acknowledgeRemindedOn: fc.constant(null),
    }),
    {
      minLength: 1,
      maxLength: 6,
      size: 'max',
      selector: (drawn) => `${drawn.decisionId} ${drawn.organizationCode}`,
    },
  )
  .map((drawn) => drawn.map((different, position) => anAssignment({ id: position + 1, ...different })));

const anyStory = fc.record({
  policy: anyPolicy,
  calendar: anyCalendar,
  times: fc.array(fc.option(anyTime, { freq: 2 }), { minLength: CODES.length, maxLength: CODES.length }),
  assignments: anyAssignments,
  happenings: fc.array(anyHappening, { minLength: 10, maxLength: 60, size: 'max' }),
});

interface Tick {
  readonly facts: MorningFacts;
  readonly plan: MorningPlan;
  /** False where the plan was lost before it was stored. */
  readonly stored: boolean;
  readonly assignmentsAfter: readonly Assignment[];
  /** How often the deadline of each assignment had been moved, by id. */
  readonly moves: ReadonlyMap<number, number>;
}

type Story = typeof anyStory extends fc.Arbitrary<infer S> ? S : never;

/** Plays a story and shows every tick of it. */
function play({ policy, calendar, times, assignments: initial, happenings }: Story): readonly Tick[] {
  const organizations = ORGANIZATIONS.map((organization, position) => ({
    ...organization,
    reminderTime: times[position] ?? null,
  }));
  const reachable = new Set(CODES);
  const moves = new Map<number, number>();
  let assignments = initial;
  // Noon, when most may be written to.
  let minute = DAY / 2;
  const change = (position: number, to: (assignment: Assignment) => Assignment): void => {
    assignments = assignments.map((assignment, at) => (at === position ? to(assignment) : assignment));
  };
  const ticks: Tick[] = [];
  for (const happening of happenings) {
    switch (happening.kind) {
      case 'tick': {
        minute += happening.minutesLater;
        const { today, time } = wallClock(minute);
        const facts = {
          assignments,
          organizations,
          reachable: new Set(reachable),
          policy,
          calendar,
          today,
          time,
        };
        const plan = planMorning(facts);
        const stored = !happening.crashes;
        if (stored) assignments = storePlan(assignments, plan, today);
        ticks.push({ facts, plan, stored, assignmentsAfter: assignments, moves: new Map(moves) });
        break;
      }
      case 'clock_set':
        minute += happening.minutes;
        break;
      case 'state':
        change(happening.index, (assignment) => ({ ...assignment, state: happening.state }));
        break;
      case 'deadline':
        change(happening.index, (assignment) => {
          moves.set(assignment.id, (moves.get(assignment.id) ?? 0) + 1);
          return moveDeadline(assignment, happening.due);
        });
        break;
      case 'subscribers':
        if (happening.reachable) reachable.add(happening.code);
        else reachable.delete(happening.code);
        break;
    }
  }
  return ticks;
}

function wallClock(minute: number): { readonly today: CalendarDate; readonly time: ClockTime } {
  const day = Math.floor(minute / DAY);
  return { today: addDays(ORIGIN, day), time: clockTime(minute - day * DAY) };
}

/** Every tick of many stories, with the digests stored before it. */
function atEveryTick(check: (tick: Tick, history: History) => void): void {
  fc.assert(
    fc.property(anyStory, (story) => {
      const history: History = { remindedLast: new Map(), steps: new Set() };
      for (const tick of play(story)) {
        check(tick, history);
        if (!tick.stored) continue;
        for (const item of tick.plan.digests.flatMap(({ items }) => items)) {
          const before = history.remindedLast.get(item.assignmentId);
          if (before === undefined || before < tick.facts.today) {
            history.remindedLast.set(item.assignmentId, tick.facts.today);
          }
          history.steps.add(stepKey(tick, item));
        }
      }
    }),
    { numRuns: 300 },
  );
}

/** What was really sent before a tick. */
interface History {
  /** The latest day on which a digest had the assignment, by id. */
  readonly remindedLast: Map<number, CalendarDate>;
  readonly steps: Set<string>;
}

function stepKey(tick: Tick, item: { readonly assignmentId: number; readonly step: string }): string {
  return `${item.assignmentId} ${item.step} ${find(tick, item.assignmentId).due}`;
}

function find(tick: Tick, id: number): Assignment {
  const found = tick.facts.assignments.find((assignment) => assignment.id === id);
  if (found === undefined) throw new Error(`the plan names assignment ${id}, which is not among the facts`);
  return found;
}

/** True where an organization can be written to at the moment of the tick. */
function isHeard({ facts }: Tick, code: string): boolean {
  const own = facts.organizations.find((organization) => organization.code === code)?.reminderTime ?? null;
  return (
    facts.reachable.has(code) &&
    !isQuiet(facts.policy, facts.time) &&
    facts.time >= sendingTime(facts.policy, own)
  );
}

function remindedIn(tick: Tick): ReadonlySet<number> {
  return new Set(tick.plan.digests.flatMap(({ items }) => items.map(({ assignmentId }) => assignmentId)));
}

describe('the promise to remind', () => {
  it('loses no step: on a working day whoever can be reached has been told of all that is due', () => {
    atEveryTick((tick, history) => {
      const { today, policy, calendar } = tick.facts;
      if (!calendar.isWorkingDay(today)) return;
      const now = remindedIn(tick);
      for (const assignment of tick.facts.assignments) {
        if (
          !isInHand(assignment.state) ||
          !isHeard(tick, assignment.organizationCode) ||
          now.has(assignment.id)
        ) {
          continue;
        }
        const last = history.remindedLast.get(assignment.id) ?? assignment.publishedOn;
        const untold = stepsBetween(assignment, policy, calendar, last, today);
        expect(untold).toEqual([]);
      }
    });
  });

  it('always tells on the last day, a day off or not', () => {
    atEveryTick((tick, history) => {
      const { today } = tick.facts;
      const now = tick.plan.digests.flatMap(({ items }) => items);
      for (const { id, due, state, organizationCode, publishedOn } of tick.facts.assignments) {
        const told = history.remindedLast.get(id) ?? publishedOn;
        if (due !== today || !isInHand(state) || told >= today) continue;
        if (!isHeard(tick, organizationCode)) continue;
        expect(now.find((item) => item.assignmentId === id)).toMatchObject({ section: 'today', daysLeft: 0 });
      }
    });
  });

  it('tells no step twice', () => {
    atEveryTick((tick, history) => {
      const keys = tick.plan.digests.flatMap(({ items }) => items.map((item) => stepKey(tick, item)));
      expect(keys.filter((key) => history.steps.has(key))).toEqual([]);
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  it('tells nothing before its day, of a closed, withdrawn or reported assignment, or of an old deadline', () => {
    atEveryTick((tick) => {
      const { today, policy, calendar } = tick.facts;
      for (const { organizationCode, items } of tick.plan.digests) {
        for (const item of items) {
          const assignment = find(tick, item.assignmentId);
          expect(assignment.organizationCode).toBe(organizationCode);
          expect(isInHand(assignment.state)).toBe(true);
          const due = stepsBetween(assignment, policy, calendar, assignment.publishedOn, today);
          expect(due.map(({ id }) => id)).toContain(item.step);
        }
      }
    });
  });

  it('writes one digest to an organization, only when it may be written to', () => {
    atEveryTick((tick) => {
      const { today, calendar } = tick.facts;
      const codes = tick.plan.digests.map(({ organizationCode }) => organizationCode);
      expect(new Set(codes).size).toBe(codes.length);
      expect(codes.filter((code) => !isHeard(tick, code))).toEqual([]);
      if (!calendar.isWorkingDay(today)) {
        expect([...remindedIn(tick)].filter((id) => find(tick, id).due !== today)).toEqual([]);
      }
    });
  });

  it('gives the same plan until it is stored, and an empty one after', () => {
    atEveryTick((tick) => {
      expect(planMorning(tick.facts)).toEqual(tick.plan);
      const stored = storePlan(tick.facts.assignments, tick.plan, tick.facts.today);
      const again = planMorning({ ...tick.facts, assignments: stored });
      expect(again).toEqual({
        digests: [],
        escalations: [],
        reminded: [],
        acknowledgeReminded: [],
        escalated: [],
      });
    });
  });
});

describe('the promise to ask for «Ознакомлен»', () => {
  /** True where the organization has had its working days and nobody of it has said a word. */
  const isDue = ({ facts }: Tick, { state, occurrence, deliveredAt, publishedOn }: Assignment): boolean => {
    if (state !== 'new' || occurrence > 1 || deliveredAt === null) return false;
    const deliveredOn = moscowDateOf(deliveredAt);
    // Changed by a new version after it had been delivered.
    const told = deliveredOn < publishedOn ? publishedOn : deliveredOn;
    const passed = workingDaysBetween(facts.calendar, told, facts.today);
    return passed >= facts.policy.acknowledgeAfterWorkingDays;
  };
  const asked = ({ plan }: Tick) => plan.digests.flatMap(({ unacknowledged }) => unacknowledged);
  /** Every tick with the assignments that were really asked about before it. */
  const atEveryMorning = (check: (tick: Tick, before: ReadonlySet<number>) => void): void => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const before = new Set<number>();
        for (const tick of play(story)) {
          check(tick, before);
          if (tick.stored) for (const id of asked(tick)) before.add(id);
        }
      }),
      { numRuns: 300 },
    );
  };

  it('asks once, in the digest of the organization, only when it may be written to and on a working day', () => {
    atEveryMorning((tick, before) => {
      const ids = asked(tick);
      expect(ids.filter((id) => before.has(id))).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
      expect(tick.plan.acknowledgeReminded).toEqual(ids);
      if (ids.length > 0) expect(tick.facts.calendar.isWorkingDay(tick.facts.today)).toBe(true);
      for (const { organizationCode, unacknowledged } of tick.plan.digests) {
        for (const id of unacknowledged) {
          expect(find(tick, id).organizationCode).toBe(organizationCode);
          expect(isHeard(tick, organizationCode)).toBe(true);
        }
      }
    });
  });

  it('asks nothing before its day, or of what was never delivered, acknowledged, answered or closed', () => {
    atEveryMorning((tick) => {
      expect(asked(tick).filter((id) => !isDue(tick, find(tick, id)))).toEqual([]);
    });
  });

  it('forgets nobody: on a working day whoever can be reached has been asked', () => {
    atEveryMorning((tick, before) => {
      if (!tick.facts.calendar.isWorkingDay(tick.facts.today)) return;
      const now = new Set(asked(tick));
      const forgotten = tick.facts.assignments.filter(
        (assignment) =>
          isDue(tick, assignment) &&
          isHeard(tick, assignment.organizationCode) &&
          !before.has(assignment.id) &&
          !now.has(assignment.id),
      );
      expect(forgotten).toEqual([]);
    });
  });
});

describe('the promise to escalate', () => {
  it('tells on each level once for a deadline', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const told = new Set<string>();
        for (const tick of play(story)) {
          const keys = tick.plan.escalations.flatMap(({ level, assignmentIds }) =>
            assignmentIds.map((id) => `${id} ${level} ${tick.moves.get(id) ?? 0}`),
          );
          expect(keys.filter((key) => told.has(key))).toEqual([]);
          if (tick.stored) for (const key of keys) told.add(key);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('tells a parent that can be written to and has no part in the decision', () => {
    atEveryTick((tick) => {
      for (const { to, assignmentIds } of tick.plan.escalations) {
        if (to.kind === 'controllers') continue;
        expect(isHeard(tick, to.code)).toBe(true);
        for (const id of assignmentIds) {
          const { organizationCode, decisionId } = find(tick, id);
          const organization = ORGANIZATIONS.find(({ code }) => code === organizationCode);
          expect(organization?.parent).toBe(to.code);
          const executors = tick.facts.assignments.filter(
            (assignment) => assignment.decisionId === decisionId && assignment.state !== 'withdrawn',
          );
          expect(executors.map((executor) => executor.organizationCode)).not.toContain(to.code);
        }
      }
    });
  });

  it('tells only what is late enough, on working days, outside the quiet hours', () => {
    atEveryTick(({ facts, plan, ...tick }) => {
      const { policy, calendar, today, time } = facts;
      if (plan.escalations.length > 0) {
        expect(calendar.isWorkingDay(today)).toBe(true);
        expect(isQuiet(policy, time)).toBe(false);
      }
      for (const { level, assignmentIds } of plan.escalations) {
        const enough =
          level === 1
            ? policy.escalateToParentAfterWorkingDays
            : policy.escalateToControllersAfterWorkingDays;
        for (const id of assignmentIds) {
          const { due, state } = find({ facts, plan, ...tick }, id);
          expect(isInHand(state)).toBe(true);
          expect(workingDaysBetween(calendar, due ?? today, today)).toBeGreaterThanOrEqual(enough);
        }
      }
    });
  });

  it('leaves nothing late that the controllers do not know of once everybody’s time has come', () => {
    atEveryTick((tick) => {
      const { policy, calendar, today, time, organizations } = tick.facts;
      const times = [null, ...organizations.map(({ reminderTime }) => reminderTime)];
      const everybodysTime = times.every((own) => time >= sendingTime(policy, own));
      if (!tick.stored || !everybodysTime || isQuiet(policy, time) || !calendar.isWorkingDay(today)) return;
      const unknown = tick.assignmentsAfter.filter(
        ({ state, due, escalation }) =>
          isInHand(state) &&
          due !== null &&
          workingDaysBetween(calendar, due, today) >= policy.escalateToControllersAfterWorkingDays &&
          escalation < 2,
      );
      expect(unknown).toEqual([]);
    });
  });
});

describe('the stories', () => {
  it('are full of digests, escalations, crashes and days off, so that the promise is put to the test', () => {
    const seen = {
      digests: 0,
      asked: 0,
      lastDaysOff: 0,
      toParents: 0,
      toControllers: 0,
      crashed: 0,
      quiet: 0,
    };
    for (const story of fc.sample(anyStory, { numRuns: 500, seed: 7 })) {
      for (const { facts, plan, stored } of play(story)) {
        seen.digests += plan.digests.length;
        seen.asked += plan.acknowledgeReminded.length;
        if (plan.digests.length > 0 && !facts.calendar.isWorkingDay(facts.today)) seen.lastDaysOff += 1;
        seen.toParents += plan.escalations.filter(({ level }) => level === 1).length;
        seen.toControllers += plan.escalations.filter(({ level }) => level === 2).length;
        if (!stored && plan.digests.length > 0) seen.crashed += 1;
        if (isQuiet(facts.policy, facts.time)) seen.quiet += 1;
      }
    }
    for (const [what, times] of Object.entries(seen)) {
      expect(times, what).toBeGreaterThan(20);
    }
  });
});
