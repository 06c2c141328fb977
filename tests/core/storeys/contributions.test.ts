import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../../src/core/assignments/assignment.ts';
import { contributorsOf, responsibleOf } from '../../../src/core/storeys/contributions.ts';
import { anAssignment } from '../assignments/an-assignment.ts';

const holder = (id: number, organizationCode: string, rest: Partial<Assignment> = {}) =>
  anAssignment({ id, organizationCode, ...rest });
const INSTITUTE = holder(1, 'ZOIRO');
const CENTRE = holder(2, 'ZCOKO', { executor: false });

describe('who answers for a point', () => {
  it.each<[string, readonly Assignment[], number | null]>([
    ['the one executor', [INSTITUTE, CENTRE], 1],
    ['nobody where several do', [INSTITUTE, holder(3, 'M1'), CENTRE], null],
    ['nobody where all contribute', [CENTRE], null],
    ['not a school below it', [INSTITUTE, holder(3, 'S1', { parentId: 1 })], 1],
    ['not who was taken off', [holder(3, 'M1', { state: 'withdrawn' }), INSTITUTE, CENTRE], 1],
    ['also once it is accepted', [holder(1, 'ZOIRO', { state: 'accepted' }), CENTRE], 1],
  ])('%s', (_name, holders, id) => {
    expect(responsibleOf(holders)?.id ?? null).toBe(id);
  });

  it('counts as co-executors neither schools below one nor those taken off', () => {
    const below = holder(3, 'S1', { parentId: 2, executor: false });
    const takenOff = holder(4, 'M1', { executor: false, state: 'withdrawn' });
    expect(contributorsOf([INSTITUTE, CENTRE, below, takenOff])).toEqual([CENTRE]);
  });
});
