import type { Assignment } from '../../../src/core/assignments/assignment.ts';

/** An assignment of the school S1, published on Tuesday 2026-09-01 and due on Thursday 2026-10-15; «Ознакомлен» was asked for once. */
export function anAssignment(different: Partial<Assignment> = {}): Assignment {
  return {
    id: 1,
    documentId: 1,
    decisionId: 1,
    organizationCode: 'S1',
    occurrence: 0,
    executor: true,
    state: 'new',
    deadlineKind: 'date',
    start: null,
    due: '2026-10-15',
    publishedOn: '2026-09-01',
    remindedThrough: different.publishedOn ?? '2026-09-01',
    escalation: 0,
    deliveredAt: new Date('2026-09-01T07:00:00Z'),
    acknowledgeRemindedOn: '2026-09-03',
    parentId: null,
    ...different,
  };
}
