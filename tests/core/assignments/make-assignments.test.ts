import { describe, expect, it } from 'vitest';
import type { Directory, DirectoryEntry } from '../../../src/core/addressees/directory.ts';
import { assignmentsFor } from '../../../src/core/assignments/make-assignments.ts';
import type { Deadline } from '../../../src/core/deadlines/deadline.ts';
import type { ReadAddressee } from '../../../src/core/documents/read-document.ts';

const directory: Directory = [
  entry('DEP', 'department'),
  entry('ZOIRO', 'institute', { parent: 'DEP' }),
  entry('verhny-log', 'municipality', { parent: 'DEP' }),
  entry('prirechensk', 'municipality', { parent: 'DEP' }),
  entry('school-1', 'school', { parent: 'prirechensk' }),
  entry('OMSU', 'group', { members: { by: 'kind', kind: 'municipality' } }),
  entry('PILOTS', 'group', { members: { by: 'codes', codes: ['school-1', 'prirechensk'] } }),
  entry('DOO', 'group', { members: { by: 'kind', kind: 'preschool' } }),
  entry('RISK', 'group', { members: { by: 'reviewer' } }),
];

const dated: Deadline = {
  text: 'до 15 октября 2026 г.',
  kind: 'date',
  start: null,
  due: '2026-10-15',
  next: null,
  rrule: null,
  offset: null,
  trigger: null,
  inherited: false,
};

const monthly: Deadline = {
  ...dated,
  text: 'ежемесячно до 5 числа',
  kind: 'recurring',
  due: null,
  next: '2026-09-05',
  rrule: 'FREQ=MONTHLY;BYMONTHDAY=5',
};

describe('whom a decision reaches', () => {
  it('makes one assignment per member of a group and one per organization', () => {
    const { assignments, unassigned } = make([to('OMSU', true), to('ZOIRO', false)]);
    expect(assignments.map(({ organizationCode, executor }) => [organizationCode, executor])).toEqual([
      ['verhny-log', true],
      ['prirechensk', true],
      ['ZOIRO', false],
    ]);
    expect(unassigned).toEqual([]);
  });

  it('leaves out who is excepted and reaches only those a group is limited to', () => {
    const codes = (addressee: ReadAddressee) =>
      make([addressee]).assignments.map(({ organizationCode }) => organizationCode);
    expect(codes({ ...to('OMSU', true), except: ['prirechensk'] })).toEqual(['verhny-log']);
    expect(codes({ ...to('OMSU', true), only: ['prirechensk'] })).toEqual(['prirechensk']);
    expect(codes({ ...to('RISK', true), only: ['school-1', 'verhny-log'] })).toEqual([
      'school-1',
      'verhny-log',
    ]);
    expect(codes({ ...to('OTHER', true), only: ['school-1'] })).toEqual(['school-1']);
  });

  it('tells that nobody is left where everybody is excepted', () => {
    const { assignments, unassigned } = make([
      { ...to('OMSU', true), except: ['prirechensk', 'verhny-log'] },
    ]);
    expect(assignments).toEqual([]);
    expect(unassigned.map(({ reason }) => reason)).toEqual(['nobody_left']);
  });

  it('makes every organization of a list answer as the first of it does', () => {
    const executors = (addressees: readonly ReadAddressee[]) =>
      make(addressees).assignments.map(({ executor }) => executor);
    const joined = { joined: true } as const;
    expect(executors([to('prirechensk', true), { ...to('verhny-log', false), ...joined }])).toEqual([
      true,
      true,
    ]);
    expect(
      executors([to('ZOIRO', true), to('prirechensk', false), { ...to('verhny-log', false), ...joined }]),
    ).toEqual([true, false, false]);
  });

  it.each([
    { addressees: [to('OMSU', false), to('PILOTS', true)], executors: ['prirechensk', 'school-1'] },
    { addressees: [to('PILOTS', true), to('OMSU', false)], executors: ['school-1', 'prirechensk'] },
  ])(
    'gives an organization reached twice one assignment, as executor (case %#)',
    ({ addressees, executors }) => {
      const { assignments } = make(addressees);
      expect(assignments.map(({ organizationCode }) => organizationCode).toSorted()).toEqual([
        'prirechensk',
        'school-1',
        'verhny-log',
      ]);
      expect(assignments.filter(({ executor }) => executor).map((made) => made.organizationCode)).toEqual(
        executors,
      );
    },
  );

  it.each([
    { code: 'PERSON', reason: 'person' },
    { code: 'ROLE', reason: 'role' },
    { code: 'OTHER', reason: 'unknown_body' },
    { code: 'GONE', reason: 'not_in_directory' },
    { code: 'RISK', reason: 'members_chosen_by_reviewer' },
    { code: 'DOO', reason: 'group_without_members' },
  ])('lists an addressee $code that reaches nobody: $reason', ({ code, reason }) => {
    const { assignments, unassigned } = make([to(code, true), to('ZOIRO', false)]);
    expect(unassigned).toEqual([{ addressee: to(code, true), reason }]);
    expect(assignments.map(({ organizationCode }) => organizationCode)).toEqual(['ZOIRO']);
  });

  it('makes nothing of a decision that names nobody', () => {
    expect(make([])).toEqual({ assignments: [], unassigned: [] });
  });
});

describe('the dates of an assignment', () => {
  it('takes over the window and the last day', () => {
    const deadline: Deadline = { ...dated, kind: 'range', start: '2026-10-01', due: '2026-10-31' };
    expect(make([to('ZOIRO', true)], deadline).assignments).toEqual([
      {
        organizationCode: 'ZOIRO',
        executor: true,
        occurrence: 0,
        deadlineKind: 'range',
        start: '2026-10-01',
        due: '2026-10-31',
        remindedThrough: '2026-09-01',
      },
    ]);
  });

  it('leaves an undated one undated', () => {
    const standing: Deadline = { ...dated, text: 'постоянно', kind: 'standing', due: null };
    expect(make([to('ZOIRO', true)], standing).assignments[0]).toMatchObject({
      occurrence: 0,
      deadlineKind: 'standing',
      due: null,
    });
  });

  it.each([
    { publishedOn: '2026-09-01', due: '2026-09-05' },
    { publishedOn: '2026-09-05', due: '2026-09-05' },
    { publishedOn: '2026-09-06', due: '2026-10-05' },
    { publishedOn: '2026-12-06', due: '2027-01-05' },
  ] as const)('starts a monthly row published on $publishedOn with $due', ({ publishedOn, due }) => {
    const { assignments } = assignmentsFor(
      { addressees: [to('ZOIRO', true)], deadline: monthly },
      directory,
      publishedOn,
    );
    expect(assignments[0]).toMatchObject({ occurrence: 1, deadlineKind: 'recurring', start: null, due });
  });
});

it('keeps the rhythm of every second Friday in a late publication', () => {
  const deadline: Deadline = { ...monthly, rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', next: '2026-08-21' };
  // Fridays 21 August, 4 and 18 September.
  const { assignments } = make([to('ZOIRO', true)], deadline);
  expect(assignments[0]?.due).toBe('2026-09-04');
});

function make(addressees: readonly ReadAddressee[], deadline: Deadline = dated) {
  return assignmentsFor({ addressees, deadline }, directory, '2026-09-01');
}

function to(code: string, executor: boolean): ReadAddressee {
  return { text: `адресат ${code}`, code, executor };
}

function entry(
  code: string,
  kind: DirectoryEntry['kind'],
  more: Partial<DirectoryEntry> = {},
): DirectoryEntry {
  return {
    code,
    kind,
    name: code,
    shortName: null,
    aliases: [],
    parent: null,
    members: null,
    reminderTime: null,
    ...more,
  };
}
