import { describe, expect, it } from 'vitest';
import { type AbsencePeriod, absencePeriod } from '../../../src/core/absences/absence-period.ts';

const TODAY = '2026-06-20';

describe('the days of an absence', () => {
  const cases: readonly (readonly [string, ...Parameters<typeof absencePeriod>, AbsencePeriod | null])[] = [
    ['at once', null, '2026-07-14', TODAY, { from: null, until: '2026-07-14' }],
    ['today only', null, TODAY, TODAY, { from: null, until: TODAY }],
    ['planned', '2026-07-01', '2026-07-14', TODAY, { from: '2026-07-01', until: '2026-07-14' }],
    ['planned for one day', '2026-07-01', '2026-07-01', TODAY, { from: '2026-07-01', until: '2026-07-01' }],
    ['begun today', TODAY, '2026-07-14', TODAY, { from: null, until: '2026-07-14' }],
    ['begun before', '2026-06-01', '2026-07-14', TODAY, { from: null, until: '2026-07-14' }],
    ['over', '2026-06-01', '2026-06-19', TODAY, null],
    ['backwards', '2026-07-14', '2026-07-01', TODAY, null],
    ['a year ahead', null, '2027-06-21', TODAY, { from: null, until: '2027-06-21' }],
    ['further', '2027-06-01', '2027-06-22', TODAY, null],
  ];
  it.each(cases)('%s', (_name, from, until, today, expected) => {
    expect(absencePeriod(from, until, today)).toEqual(expected);
  });
});
