import { describe, expect, it } from 'vitest';
import { doubtUnassigned } from '../../../src/core/assignments/doubt-unassigned.ts';
import type { UnassignedReason } from '../../../src/core/assignments/make-assignments.ts';

describe('addressees that nobody stands for', () => {
  const of = (reason: UnassignedReason) =>
    doubtUnassigned([{ addressee: { text: 'классные руководители', code: 'ROLE', executor: true }, reason }]);

  it.each([
    'person',
    'role',
    'not_in_directory',
    'members_chosen_by_reviewer',
    'group_without_members',
  ] as const)('are named to the reviewer with the reason: %s', (reason) => {
    const [doubt, ...more] = of(reason);
    expect(more).toEqual([]);
    expect(doubt).toMatchObject({ code: 'reaches_nobody' });
    expect(doubt?.message).toContain('«классные руководители» — ');
  });

  it('are not doubted twice where the reading has said that the directory does not know them', () => {
    expect(of('unknown_body')).toEqual([]);
  });
});
