import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../../src/core/assignments/assignment.ts';
import { addDays, type CalendarDate } from '../../../src/core/calendar/calendar-date.ts';
import { russianCalendar } from '../../../src/core/calendar/russian-calendar.ts';
import {
  NOTHING_OWN,
  type OwnReminders,
  policyWith,
  settledBeforeChange,
} from '../../../src/core/reminders/own-reminders.ts';
import { planMorning } from '../../../src/core/reminders/plan-morning.ts';
import { defaultReminderPolicy, isQuiet, sendingTime } from '../../../src/core/reminders/policy.ts';
import { latestStep, stepsBetween } from '../../../src/core/reminders/steps.ts';
import { anAssignment } from '../assignments/an-assignment.ts';
import { anyCalendar, anyDay, anyTime, clockTime, ORIGIN } from './arbitraries.ts';
import { morningFacts, storePlan } from './morning-world.ts';

const DAY = 24 * 60;

describe('the reminders of one organization', () => {
  it('are the deployment’s where it has set nothing', () => {
    expect(policyWith(defaultReminderPolicy, undefined)).toBe(defaultReminderPolicy);
    expect(policyWith(defaultReminderPolicy, NOTHING_OWN)).toBe(defaultReminderPolicy);
  });

  it('keep the day itself and what comes after it, whatever the steps', () => {
    const policy = policyWith(defaultReminderPolicy, { stepsBeforeDays: [], quiet: null });
    const assignment = { start: null, due: '2026-10-15' } as const;
    const steps = stepsBetween(assignment, policy, russianCalendar, '2026-08-01', '2026-10-22');
    expect(steps.map(({ id }) => id)).toEqual(['today', 'after-1', 'after-3', 'after-7']);
  });

  const soon = anAssignment({ organizationCode: 'S1', due: '2026-10-22', publishedOn: '2026-09-01' });
  const other = anAssignment({ id: 2, organizationCode: 'S3', due: '2026-10-22', publishedOn: '2026-09-01' });
  const own = (different: Partial<OwnReminders>) => new Map([['S1', { ...NOTHING_OWN, ...different }]]);
  const toldAt = (time: `${number}:${number}`, different: Partial<OwnReminders>) =>
    planMorning(morningFacts({ assignments: [soon, other], time, ownReminders: own(different) })).digests.map(
      ({ organizationCode }) => organizationCode,
    );

  it.each([
    // 15 October is seven days before.
    { name: 'its own steps', time: '09:00', own: { stepsBeforeDays: [3] }, told: ['S3'] },
    { name: 'steps it has too', time: '09:00', own: { stepsBeforeDays: [7] }, told: ['S1', 'S3'] },
    {
      name: 'longer quiet hours',
      time: '09:00',
      own: { quiet: { from: '20:00', until: '10:00' } },
      told: ['S3'],
    },
    {
      name: 'their end, where its time lies within them',
      time: '10:00',
      own: { quiet: { from: '20:00', until: '10:00' } },
      told: ['S1', 'S3'],
    },
    {
      name: 'a longer evening, where the others are quiet',
      time: '21:30',
      own: { quiet: { from: '22:00', until: '08:00' } },
      told: ['S1'],
    },
  ] as const)('are told by $name', ({ time, own: different, told }) => {
    expect(toldAt(time, different)).toEqual(told);
  });

  it('let lateness reach it outside its own quiet hours only', () => {
    const late = anAssignment({ organizationCode: 'S1', due: '2026-10-01', publishedOn: '2026-09-01' });
    const at = (time: `${number}:${number}`) =>
      planMorning(
        morningFacts({
          assignments: [late],
          time,
          ownReminders: new Map([['M1', { ...NOTHING_OWN, quiet: { from: '19:00', until: '11:00' } }]]),
        }),
      ).escalations.filter(({ to }) => to.kind === 'organization');
    expect(at('10:00')).toEqual([]);
    expect(at('11:00')).toHaveLength(1);
  });

  it('leave what was owed to the next digest, and settle the rest', () => {
    const published = { organizationCode: 'S1', due: '2026-10-15', publishedOn: '2026-09-20' } as const;
    const told = anAssignment({ ...published, remindedThrough: '2026-10-08' });
    const owed = anAssignment({ ...published, id: 2, remindedThrough: '2026-10-01' });
    const reported = anAssignment({ ...published, id: 3, state: 'reported', remindedThrough: '2026-10-08' });
    const settled = settledBeforeChange(
      [told, owed, reported],
      defaultReminderPolicy,
      russianCalendar,
      '2026-10-09',
    );
    expect(settled).toEqual({ assignmentIds: [1], through: '2026-10-08' });
  });
});

describe('the promise while an organization changes its steps', () => {
  const anySteps = fc.array(fc.constantFrom(30, 21, 14, 10, 7, 5, 3, 2, 1), { maxLength: 6 });
  const story = fc.record({
    calendar: anyCalendar,
    dues: fc.array(anyDay(5, 60), { minLength: 1, maxLength: 4 }),
    reminderTime: anyTime,
    happenings: fc.array(
      fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(5, 60, DAY / 4, DAY, DAY, DAY, 3 * DAY) },
        { weight: 1, arbitrary: anySteps },
      ),
      { minLength: 20, maxLength: 60, size: 'max' },
    ),
  });

  /** What is known at a tick that was stored. */
  interface Tick {
    readonly today: CalendarDate;
    readonly told: readonly { readonly id: number; readonly step: string; readonly on: CalendarDate }[];
    /** Due and not told though the organization could be told. */
    readonly missing: readonly number[];
    readonly changedOn: CalendarDate;
    /** Owed by the steps before the latest change. */
    readonly owed: ReadonlySet<number>;
  }

  function play({
    calendar,
    dues,
    reminderTime,
    happenings,
  }: typeof story extends fc.Arbitrary<infer S> ? S : never) {
    let own: OwnReminders = NOTHING_OWN;
    let changedOn = addDays(ORIGIN, -1);
    let owed: ReadonlySet<number> = new Set();
    const publishedOn = addDays(ORIGIN, -1);
    let assignments: readonly Assignment[] = dues.map((due, index) =>
      anAssignment({ id: index + 1, organizationCode: 'S1', due, publishedOn, remindedThrough: publishedOn }),
    );
    const lastTold = new Map<number, CalendarDate>();
    let minute = DAY / 2;
    const ticks: Tick[] = [];
    for (const happening of happenings) {
      const day = Math.floor(minute / DAY);
      const today = addDays(ORIGIN, day);
      const policy = policyWith(defaultReminderPolicy, own);
      if (typeof happening !== 'number') {
        owed = new Set(
          assignments
            .filter((assignment) => {
              const step = latestStep(assignment, policy, calendar, today);
              return step !== null && step.on > assignment.remindedThrough;
            })
            .map(({ id }) => id),
        );
        const settled = settledBeforeChange(assignments, policy, calendar, today);
        assignments = assignments.map((assignment) =>
          settled.assignmentIds.includes(assignment.id) && assignment.remindedThrough < settled.through
            ? { ...assignment, remindedThrough: settled.through }
            : assignment,
        );
        own = { ...own, stepsBeforeDays: happening };
        changedOn = today;
        continue;
      }
      minute += happening;
      const now = addDays(ORIGIN, Math.floor(minute / DAY));
      const time = clockTime(minute % DAY);
      const facts = morningFacts({
        assignments,
        organizations: [{ code: 'S1', parent: null, reminderTime }],
        ownReminders: new Map([['S1', own]]),
        calendar,
        today: now,
        time,
      });
      const plan = planMorning(facts);
      const told = plan.digests
        .flatMap(({ items }) => items)
        .map(({ assignmentId: id, step }) => {
          const assignment = assignments.find((one) => one.id === id);
          const latest = assignment && latestStep(assignment, policy, calendar, now);
          return { id, step: `${id} ${step}`, on: latest?.on ?? now };
        });
      for (const { id } of told) lastTold.set(id, now);
      const isHeard =
        !isQuiet(policy, time) && time >= sendingTime(policy, reminderTime) && calendar.isWorkingDay(now);
      const missing = assignments.filter((assignment) => {
        const since = changedOn > publishedOn ? addDays(changedOn, -1) : publishedOn;
        const last = stepsBetween(assignment, policy, calendar, since, now).at(-1);
        return isHeard && last !== undefined && (lastTold.get(assignment.id) ?? publishedOn) < last.on;
      });
      ticks.push({ today: now, told, missing: missing.map(({ id }) => id), changedOn, owed });
      assignments = storePlan(assignments, plan, now);
    }
    return ticks;
  }

  const everyTick = (check: (tick: Tick, before: readonly Tick[]) => void): void => {
    fc.assert(
      fc.property(story, (drawn) => {
        const ticks = play(drawn);
        ticks.forEach((tick, index) => check(tick, ticks.slice(0, index)));
      }),
      { numRuns: 200 },
    );
  };

  it('loses no step whose day comes after the change', () => {
    everyTick(({ missing }) => expect(missing).toEqual([]));
  });

  it('repeats no step', () => {
    everyTick(({ told }, before) => {
      const earlier = new Set(before.flatMap((tick) => tick.told.map(({ step }) => step)));
      expect(told.filter(({ step }) => earlier.has(step))).toEqual([]);
    });
  });

  it('tells of no step whose day was over when it was chosen, unless something was owed', () => {
    everyTick(({ told, changedOn, owed }) => {
      expect(told.filter(({ id, on }) => on < changedOn && !owed.has(id))).toEqual([]);
    });
  });

  it('is put to the test: steps are told after changes, and some are owed over one', () => {
    const ticks = fc.sample(story, { numRuns: 300, seed: 11 }).flatMap(play);
    expect(
      ticks.filter(({ told, changedOn }) => told.length > 0 && changedOn > ORIGIN).length,
    ).toBeGreaterThan(50);
    expect(ticks.filter(({ told, owed }) => told.some(({ id }) => owed.has(id))).length).toBeGreaterThan(20);
  });
});
