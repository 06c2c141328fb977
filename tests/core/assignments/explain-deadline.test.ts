import { describe, expect, test } from 'vitest';
import type { Assignment } from '../../../src/core/assignments/assignment.ts';
import { type DatedPoint, explainDeadline } from '../../../src/core/assignments/explain-deadline.ts';
import { russianCalendar } from '../../../src/core/calendar/russian-calendar.ts';
import type { Deadline } from '../../../src/core/deadlines/deadline.ts';

function deadline(different: Partial<Deadline> = {}): Deadline {
  return {
    text: 'до 15 октября',
    kind: 'date',
    start: null,
    due: '2026-10-15',
    next: null,
    rrule: null,
    offset: null,
    trigger: null,
    inherited: false,
    ...different,
  };
}

function point(different: Partial<DatedPoint> = {}): DatedPoint {
  return { question: '1', label: '1.1', position: 0, deadline: deadline(), ...different };
}

const DOCUMENT = { date: '2026-09-01', points: [] } as const;
const explained = (
  assigned: Pick<Assignment, 'due'> & { readonly parentId?: number },
  of: DatedPoint,
  points: readonly DatedPoint[] = [],
) => explainDeadline({ parentId: null, ...assigned }, of, { ...DOCUMENT, points }, russianCalendar);

describe('how a deadline was counted', () => {
  test('needs no words where the document names a working day', () => {
    expect(explained({ due: '2026-10-15' }, point())).toEqual([]);
  });

  test('a day off: the working day to aim at', () => {
    const own = deadline({ due: '2022-12-31' });
    expect(explained({ due: '2022-12-31' }, point({ deadline: own }))).toEqual([
      { kind: 'day_off', due: '2022-12-31', working: '2022-12-30' },
    ]);
  });

  test('an offset is counted from the date of the document', () => {
    const own = deadline({ kind: 'relative', offset: 'P10BD', due: '2026-09-15' });
    expect(explained({ due: '2026-09-15' }, point({ deadline: own }))).toEqual([
      { kind: 'counted', offset: 'P10BD', from: '2026-09-01' },
    ]);
  });

  test('an event is named while nobody has set a date, then the date is the controller’s', () => {
    const own = deadline({ kind: 'relative', offset: 'P5D', trigger: 'получения запроса', due: null });
    expect(explained({ due: null }, point({ deadline: own }))).toEqual([
      { kind: 'event', trigger: 'получения запроса' },
    ]);
    expect(explained({ due: '2026-09-15' }, point({ deadline: own }))).toEqual([
      { kind: 'moved', from: null },
    ]);
  });

  test('a moved date names the one before', () => {
    expect(explained({ due: '2026-10-30' }, point())).toEqual([{ kind: 'moved', from: '2026-10-15' }]);
  });

  test('a date that the organization above has set is not a moved one', () => {
    expect(explained({ due: '2026-10-01', parentId: 4 }, point())).toEqual([
      { kind: 'handed_down', printed: '2026-10-15' },
    ]);
  });

  test('a recurring one names the day after this one, and is not moved by its occurrences', () => {
    const own = deadline({
      kind: 'recurring',
      due: null,
      next: '2026-09-05',
      rrule: 'FREQ=MONTHLY;BYMONTHDAY=5',
    });
    expect(explained({ due: '2026-10-05' }, point({ deadline: own }))).toEqual([
      { kind: 'repeats', next: '2026-11-05' },
    ]);
  });

  test('an inherited one names the nearest later point of its question that has the phrase', () => {
    const borrower = point({ deadline: deadline({ inherited: true }) });
    const points = [
      point({ label: '1.0', position: -1 }),
      borrower,
      point({ label: '1.2', position: 1, deadline: deadline({ inherited: true }) }),
      point({ label: '1.3', position: 2, deadline: deadline({ text: 'до 1 ноября' }) }),
      point({ label: '2.1', position: 3, question: '2' }),
      point({ label: '1.5', position: 5 }),
      point({ label: '1.4', position: 4 }),
    ];
    expect(explained({ due: '2026-10-15' }, borrower, points)).toEqual([{ kind: 'inherited', from: '1.4' }]);
    expect(explained({ due: '2026-10-15' }, borrower, [borrower])).toEqual([
      { kind: 'inherited', from: null },
    ]);
  });
});
