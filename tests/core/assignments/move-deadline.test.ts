import { describe, expect, it } from 'vitest';
import { moveDeadline } from '../../../src/core/assignments/move-deadline.ts';
import { anAssignment } from './an-assignment.ts';

describe('moveDeadline', () => {
  it('sets the last day and lets escalation start anew', () => {
    const late = anAssignment({ due: '2026-10-15', escalation: 2, state: 'in_work' });
    expect(moveDeadline(late, '2026-11-16')).toEqual({ ...late, due: '2026-11-16', escalation: 0 });
  });

  it('keeps what has been reminded, so that nothing is told twice', () => {
    const moved = moveDeadline(anAssignment({ remindedThrough: '2026-10-14' }), '2026-11-16');
    expect(moved.remindedThrough).toBe('2026-10-14');
  });

  it.each([
    { due: '2026-10-01', start: '2026-10-01' },
    { due: '2026-09-30', start: null },
  ] as const)('moved to $due, a window from 2026-10-01 begins $start', ({ due, start }) => {
    expect(moveDeadline(anAssignment({ start: '2026-10-01' }), due).start).toBe(start);
  });

  it('gives a date to an undated assignment', () => {
    const undated = anAssignment({ due: null, deadlineKind: 'none' });
    expect(moveDeadline(undated, '2026-10-01')).toEqual({ ...undated, due: '2026-10-01' });
  });
});
