import { describe, expect, test } from 'vitest';
import type { AssignmentState } from '../../../src/core/assignments/assignment.ts';
import { belongsTo, compareTasks, type TaskFilter } from '../../../src/core/assignments/task-filter.ts';
import type { CalendarDate } from '../../../src/core/calendar/calendar-date.ts';

const TODAY = '2026-09-15';
const FILTERS: readonly TaskFilter[] = ['open', 'upcoming', 'on_review', 'accepted'];

describe('the lists an assignment stands in', () => {
  test.each<readonly [AssignmentState, CalendarDate | null, readonly TaskFilter[]]>([
    ['new', '2026-09-15', ['open', 'upcoming']],
    ['new', '2026-10-15', ['open', 'upcoming']],
    ['new', '2026-10-16', ['open']],
    ['new', '2026-09-14', ['open']],
    ['new', null, ['open']],
    ['acknowledged', '2026-09-20', ['open', 'upcoming']],
    ['in_work', '2026-09-20', ['open', 'upcoming']],
    ['returned', '2026-09-20', ['open', 'upcoming']],
    ['reported', '2026-09-20', ['open', 'on_review']],
    ['accepted', '2026-09-20', ['accepted']],
    ['withdrawn', '2026-09-20', []],
  ])('%s, due %s', (state, due, lists) => {
    expect(FILTERS.filter((filter) => belongsTo(filter, { state, due }, TODAY))).toEqual(lists);
  });
});

test('overdue first, then by date, undated after the dated, then what waits for an answer', () => {
  const tasks = [
    { id: 1, state: 'new', due: null },
    { id: 2, state: 'reported', due: '2026-09-01' },
    { id: 3, state: 'new', due: '2026-09-20' },
    { id: 4, state: 'returned', due: '2026-09-10' },
    { id: 6, state: 'new', due: '2026-09-15' },
    { id: 5, state: 'in_work', due: '2026-09-15' },
    { id: 7, state: 'new', due: '2026-09-02' },
  ] as const;
  expect(tasks.toSorted(compareTasks(TODAY)).map(({ id }) => id)).toEqual([7, 4, 5, 6, 3, 1, 2]);
});
