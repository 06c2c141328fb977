import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AssignmentState } from '../../../src/core/assignments/assignment.ts';
import { addDays, type CalendarDate } from '../../../src/core/calendar/calendar-date.ts';
import {
  type DisciplineFact,
  measureDiscipline,
  measureDisciplineByOrganization,
} from '../../../src/core/discipline/measure-discipline.ts';
import { anAssignment } from '../assignments/an-assignment.ts';

const OCTOBER = { from: '2026-10-01', through: '2026-10-31' } as const;
const TODAY = '2026-10-20';

describe('one assignment in the count', () => {
  it.each([
    { state: 'accepted', due: '2026-10-15', reportedOn: '2026-10-15', counts: 'inTime' },
    { state: 'accepted', due: '2026-10-15', reportedOn: '2026-10-16', counts: 'late' },
    { state: 'reported', due: '2026-10-15', reportedOn: '2026-10-14', counts: 'inTime' },
    { state: 'reported', due: '2026-10-15', reportedOn: '2026-10-19', counts: 'late' },
    { state: 'accepted', due: '2026-10-15', reportedOn: null, counts: 'late' },
    { state: 'in_work', due: '2026-10-19', reportedOn: null, counts: 'overdue' },
    { state: 'returned', due: '2026-10-19', reportedOn: null, counts: 'overdue' },
    { state: 'new', due: '2026-10-20', reportedOn: null, counts: 'nowhere' },
    { state: 'accepted', due: '2026-10-31', reportedOn: '2026-10-12', counts: 'inTime' },
    { state: 'accepted', due: '2026-10-01', reportedOn: '2026-09-12', counts: 'inTime' },
    { state: 'accepted', due: '2026-11-01', reportedOn: '2026-10-12', counts: 'nowhere' },
    { state: 'in_work', due: '2026-09-30', reportedOn: null, counts: 'nowhere' },
    { state: 'withdrawn', due: '2026-10-15', reportedOn: null, counts: 'nowhere' },
    { state: 'accepted', due: null, reportedOn: '2026-10-12', counts: 'nowhere' },
  ] as const)('$state, due $due, reported $reportedOn: $counts', ({ state, due, reportedOn, counts }) => {
    const measured = measureDiscipline([fact(1, { state, due, reportedOn })], OCTOBER, TODAY);
    const { inTime, late, overdue } = measured;
    expect({ inTime, late, overdue }).toEqual({
      inTime: 0,
      late: 0,
      overdue: 0,
      ...(counts !== 'nowhere' && { [counts]: 1 }),
    });
  });
});

describe('the share', () => {
  it('is what was in time of everything that counts, with both numbers', () => {
    const facts = [
      fact(1, { state: 'accepted', reportedOn: '2026-10-10' }),
      fact(2, { state: 'accepted', reportedOn: '2026-10-15' }),
      fact(3, { state: 'reported', reportedOn: '2026-10-15' }),
      fact(4, { state: 'in_work', reportedOn: null }),
    ];
    expect(measureDiscipline(facts, OCTOBER, TODAY)).toEqual({
      inTime: 3,
      late: 0,
      overdue: 1,
      numerator: 3,
      denominator: 4,
      share: 0.75,
      undelivered: [],
    });
  });

  it('leaves out what was never delivered, and lists it', () => {
    const facts = [
      fact(1, { state: 'accepted', reportedOn: '2026-10-10' }),
      fact(2, { state: 'new', reportedOn: null, delivered: false }),
      fact(3, { state: 'new', reportedOn: null, delivered: false, due: '2026-12-01' }),
    ];
    expect(measureDiscipline(facts, OCTOBER, TODAY)).toMatchObject({
      numerator: 1,
      denominator: 1,
      undelivered: [2],
    });
  });

  it('of an empty period is no data, neither 0 nor 1', () => {
    expect(measureDiscipline([], OCTOBER, TODAY)).toMatchObject({
      numerator: 0,
      denominator: 0,
      share: null,
    });
    const undelivered = [fact(1, { state: 'new', reportedOn: null, delivered: false })];
    expect(measureDiscipline(undelivered, OCTOBER, TODAY).share).toBeNull();
  });

  it('is kept per organization, one without assignments included', () => {
    const facts = [
      fact(1, { state: 'accepted', reportedOn: '2026-10-10', organizationCode: 'B' }),
      fact(2, { state: 'in_work', reportedOn: null, organizationCode: 'A' }),
      fact(3, { state: 'in_work', reportedOn: null, organizationCode: 'not asked for' }),
    ];
    const measured = measureDisciplineByOrganization(['B', 'A', 'C'], facts, OCTOBER, TODAY);
    expect(measured.map(({ organizationCode, share }) => [organizationCode, share])).toEqual([
      ['B', 1],
      ['A', 0],
      ['C', null],
    ]);
  });
});

describe('what was handed down, and what others contribute', () => {
  const DONE = { state: 'accepted', reportedOn: '2026-10-10' } as const;
  const LATE = { state: 'accepted', reportedOn: '2026-10-16' } as const;
  const OVERDUE = { state: 'in_work', reportedOn: null } as const;
  const of = (organizationCode: string, id: number, what: Parameters<typeof fact>[1], parentId?: number) =>
    fact(id, { ...what, organizationCode, parentId: parentId ?? null });

  it.each<[string, readonly DisciplineFact[], string, Readonly<Record<string, string>>]>([
    [
      'is one assignment of the Department, and one of each school',
      [of('district', 1, DONE), of('S1', 2, DONE, 1), of('S2', 3, OVERDUE, 1)],
      '1/1',
      { district: '1/1', S1: '1/1', S2: '0/1' },
    ],
    [
      'does not save a late municipality',
      [of('district', 1, LATE), of('S1', 2, DONE, 1), of('S2', 3, DONE, 1)],
      '0/1',
      { district: '0/1', S1: '1/1', S2: '1/1' },
    ],
    [
      'counts for the school beside what came to it directly',
      [of('district', 1, DONE), of('S1', 2, LATE, 1), of('S1', 4, DONE)],
      '2/2',
      { district: '1/1', S1: '1/2' },
    ],
    [
      'a co-executor’s part is its own',
      [of('district', 1, DONE), of('institute', 2, OVERDUE)],
      '1/2',
      { district: '1/1', institute: '0/1' },
    ],
    [
      'is counted once, however often it is listed',
      [of('district', 1, DONE), of('district', 1, DONE), of('S1', 2, DONE, 1), of('S1', 2, DONE, 1)],
      '1/1',
      { district: '1/1', S1: '1/1' },
    ],
  ])('%s', (_name, facts, whole, each) => {
    const told = (one: { numerator: number; denominator: number }) => `${one.numerator}/${one.denominator}`;
    expect(told(measureDiscipline(facts, OCTOBER, TODAY))).toBe(whole);
    const measured = measureDisciplineByOrganization(Object.keys(each), facts, OCTOBER, TODAY);
    expect(Object.fromEntries(measured.map((one) => [one.organizationCode, told(one)]))).toEqual(each);
  });
});

describe('whatever the facts', () => {
  const anyFact = fc.record({
    state: fc.constantFrom<AssignmentState>(
      'new',
      'in_work',
      'reported',
      'returned',
      'accepted',
      'withdrawn',
    ),
    due: fc.option(fc.integer({ min: -20, max: 50 }).map((days) => addDays('2026-10-01', days))),
    reportedOn: fc.option(fc.integer({ min: -20, max: 50 }).map((days) => addDays('2026-10-01', days))),
    delivered: fc.boolean(),
    organizationCode: fc.constantFrom('A', 'B'),
  });

  it('organizations add up to the whole where nothing was handed down, and the share is between 0 and 1', () => {
    fc.assert(
      fc.property(fc.array(anyFact), (drawn) => {
        const facts = drawn.map((different, index) => fact(index, different));
        const whole = measureDiscipline(facts, OCTOBER, TODAY);
        const parts = measureDisciplineByOrganization(['A', 'B'], facts, OCTOBER, TODAY);
        const sum = (key: 'numerator' | 'denominator'): number =>
          parts.reduce((total, part) => total + part[key], 0);
        expect([sum('numerator'), sum('denominator')]).toEqual([whole.numerator, whole.denominator]);
        expect(whole.denominator).toBe(whole.inTime + whole.late + whole.overdue);
        if (whole.share !== null) expect(whole.share).toBeGreaterThanOrEqual(0);
        expect(whole.share ?? 0).toBeLessThanOrEqual(1);
        expect(whole.share === null).toBe(whole.denominator === 0);
      }),
    );
  });
});

function fact(
  id: number,
  different: {
    state: AssignmentState;
    reportedOn: CalendarDate | null;
    due?: CalendarDate | null;
    delivered?: boolean;
    organizationCode?: string;
    parentId?: number | null;
  },
): DisciplineFact {
  const { reportedOn, delivered = true, ...rest } = different;
  const deliveredAt = delivered ? new Date('2026-09-01T07:00:00Z') : null;
  return { assignment: anAssignment({ id, ...rest, deliveredAt }), reportedOn };
}
