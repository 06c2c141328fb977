import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Absence, absencesInForce, mayBegin } from '../../../src/core/absences/absences-in-force.ts';
import { addDays, type CalendarDate } from '../../../src/core/calendar/calendar-date.ts';

const TODAY: CalendarDate = '2026-12-10';
const away = (
  subscriptionId: number,
  deputyId: number | null,
  until: CalendarDate = '2026-12-15',
): Absence => ({
  subscriptionId,
  deputyId,
  until,
});

const cases: readonly {
  readonly name: string;
  readonly answering: readonly number[];
  readonly absences: readonly Absence[];
  readonly away: readonly (readonly [number, number | null])[];
  readonly ended?: readonly (readonly [number, string])[];
}[] = [
  { name: 'a deputy stands in', answering: [1, 2], absences: [away(1, 2)], away: [[1, 2]] },
  { name: 'the last day is still away', answering: [1, 2], absences: [away(1, 2, TODAY)], away: [[1, 2]] },
  {
    name: 'the day after is not',
    answering: [1, 2],
    absences: [away(1, 2, '2026-12-09')],
    away: [],
    ended: [[1, 'day_over']],
  },
  { name: 'the others do without a deputy', answering: [1, 2], absences: [away(1, null)], away: [[1, null]] },
  {
    name: 'the only one is never away',
    answering: [1],
    absences: [away(1, null)],
    away: [],
    ended: [[1, 'nobody_left']],
  },
  {
    name: 'a deputy who has left brings the absent back',
    answering: [1, 3],
    absences: [away(1, 2)],
    away: [],
    ended: [[1, 'deputy_gone']],
  },
  {
    name: 'a deputy who is away has a deputy',
    answering: [1, 2, 3],
    absences: [away(1, 2), away(2, 3)],
    away: [
      [1, 3],
      [2, 3],
    ],
  },
  {
    name: 'where the deputy of a deputy leaves, the first deputy is back and stands in',
    answering: [1, 2],
    absences: [away(1, 2), away(2, 3)],
    away: [[1, 2]],
    ended: [[2, 'deputy_gone']],
  },
  {
    name: 'two who name each other are both back',
    answering: [1, 2, 3],
    absences: [away(1, 2), away(2, 1), away(3, 1)],
    away: [[3, 1]],
    ended: [
      [1, 'deputy_gone'],
      [2, 'deputy_gone'],
    ],
  },
  {
    name: 'all away, each counting on the others, are all back',
    answering: [1, 2],
    absences: [away(1, null), away(2, null)],
    away: [],
    ended: [
      [1, 'nobody_left'],
      [2, 'nobody_left'],
    ],
  },
  {
    name: 'whoever answers no more is not away either',
    answering: [2],
    absences: [away(1, 2)],
    away: [],
    ended: [[1, 'not_there']],
  },
];

describe('absences in force', () => {
  it.each(cases)('$name', ({ answering, absences, away: expected, ended = [] }) => {
    const found = absencesInForce(new Set(answering), absences, TODAY);
    expect([...found.away]).toEqual(expected);
    expect(new Map(found.ended)).toEqual(new Map(ended as [number, string][]));
  });

  const someone = fc.integer({ min: 1, max: 6 });
  const anything = fc.record({
    answering: fc.uniqueArray(someone),
    absences: fc.uniqueArray(
      fc.record({
        subscriptionId: someone,
        deputyId: fc.option(someone),
        until: fc.integer({ min: -2, max: 2 }).map((days) => addDays(TODAY, days)),
      }),
      { selector: ({ subscriptionId }) => subscriptionId },
    ),
  });

  it('never leave an organization without anybody who answers', () => {
    fc.assert(
      fc.property(anything, ({ answering, absences }) => {
        const { away: absent } = absencesInForce(new Set(answering), absences, TODAY);
        const recipients = answering.filter((id) => !absent.has(id));
        expect(recipients.length > 0 || answering.length === 0).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('hold or have ended, each one, and a deputy is always somebody who is there', () => {
    fc.assert(
      fc.property(anything, ({ answering, absences }) => {
        const { away: absent, ended } = absencesInForce(new Set(answering), absences, TODAY);
        for (const { subscriptionId } of absences) {
          expect(absent.has(subscriptionId)).not.toBe(ended.has(subscriptionId));
        }
        for (const [id, standIn] of absent) {
          expect(answering).toContain(id);
          if (standIn === null) continue;
          expect(answering).toContain(standIn);
          expect(absent.has(standIn)).toBe(false);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('end for no other reason than those there are', () => {
    fc.assert(
      fc.property(anything, ({ answering, absences }) => {
        const all = new Set(answering);
        const { ended } = absencesInForce(all, absences, TODAY);
        for (const [id, why] of ended) {
          const absence = absences.find(({ subscriptionId }) => subscriptionId === id);
          expect(why === 'not_there').toBe(!all.has(id));
          expect(why === 'day_over').toBe(all.has(id) && (absence?.until ?? TODAY) < TODAY);
          if (why === 'nobody_left') {
            expect(absence?.until).toBeDefined();
            expect([...all].every((each) => ended.has(each))).toBe(true);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a planned absence', () => {
  it.each([
    ['begins where a deputy stands in', [1, 2], [], away(1, 2), true],
    ['begins where the others do', [1, 2], [], away(1, null), true],
    ['does not begin where nobody else answers', [1], [], away(1, null), false],
    ['does not begin where the deputy has left', [1, 3], [], away(1, 2), false],
    ['does not begin for whoever does not answer any more', [2], [], away(1, 2), false],
    ['ends none that counts on the others', [1, 2], [away(1, null)], away(2, null), false],
    ['names no ring', [1, 2, 3], [away(1, 2)], away(2, 1), false],
    ['of a deputy begins where the deputy has one', [1, 2, 3], [away(1, 2)], away(2, 3), true],
    ['of a deputy begins where somebody else is left', [1, 2, 3], [away(1, 2)], away(2, null), true],
  ] as const)('%s', (_name, answering, begun, planned, expected) => {
    expect(mayBegin(new Set(answering), begun, planned, TODAY)).toBe(expected);
  });

  it('begins one after the other, and neither ends another nor leaves an organization in silence', () => {
    const someone = fc.integer({ min: 1, max: 5 });
    const planned = fc.uniqueArray(fc.record({ subscriptionId: someone, deputyId: fc.option(someone) }), {
      selector: ({ subscriptionId }) => subscriptionId,
    });
    fc.assert(
      fc.property(fc.uniqueArray(someone, { minLength: 1 }), planned, (answering, plans) => {
        const all = new Set(answering);
        let begun: readonly Absence[] = [];
        for (const { subscriptionId, deputyId } of plans) {
          const next = away(subscriptionId, deputyId);
          if (mayBegin(all, begun, next, TODAY)) begun = [...begun, next];
          const { away: absent, ended } = absencesInForce(all, begun, TODAY);
          expect(new Set(absent.keys())).toEqual(new Set(begun.map((one) => one.subscriptionId)));
          expect(ended.size).toBe(0);
          expect(absent.size).toBeLessThan(all.size);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
