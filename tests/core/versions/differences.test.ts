import { describe, expect, it } from 'vitest';
import type { ReadAddressee } from '../../../src/core/documents/read-document.ts';
import { compareVersions, type VersionPoint } from '../../../src/core/versions/differences.ts';
import { aPoint, dueOn, monthlyOn, namedOnes } from './points.ts';

const reach = (...codes: readonly string[]) =>
  codes.map((organizationCode, index) => ({ organizationCode, executor: index === 0 }));

const point = (rest: Partial<VersionPoint> = {}): VersionPoint => ({
  ...aPoint(),
  reached: reach('prirechensk'),
  ...rest,
});
const whom = (code: string, rest: Partial<ReadAddressee> = {}) => [
  { text: code, code, executor: true, ...rest },
];

/** «text, deadline» for a changed point, else the kind of every difference. */
function differences(before: readonly VersionPoint[], after: readonly VersionPoint[]): string {
  return compareVersions(before, after)
    .map((difference) => {
      if (difference.kind !== 'changed') return difference.kind;
      return Object.entries(difference.in)
        .flatMap(([part, changed]) => (changed ? [part] : []))
        .join('+');
    })
    .join(', ');
}

describe('a point of a new version', () => {
  it.each<readonly [string, Partial<VersionPoint>, Partial<VersionPoint>, string]>([
    [
      'is unchanged where it says the same',
      {},
      { label: '1.7', text: aPoint().text.toUpperCase() },
      'unchanged',
    ],
    ['has another text', {}, { text: aPoint().text.replace('отчёт', 'акт') }, 'text'],
    ['has another day', {}, { deadline: dueOn('2026-10-08') }, 'deadline'],
    [
      'has the same day in other words',
      { deadline: dueOn('2026-10-01', { text: 'до 01.10.2026' }) },
      { deadline: dueOn('2026-10-01', { text: 'до 1 октября', inherited: true }) },
      'unchanged',
    ],
    ['got a deadline', { deadline: dueOn(null, { kind: 'none' }) }, {}, 'deadline'],
    [
      'got the beginning of a window',
      {},
      { deadline: dueOn('2026-10-01', { start: '2026-09-15' }) },
      'deadline',
    ],
    [
      'has another rule',
      { deadline: monthlyOn(5, '2026-09-05') },
      { deadline: monthlyOn(10, '2026-09-10') },
      'deadline',
    ],
    [
      'has the same rule, counted from another date of the document',
      { deadline: monthlyOn(5, '2026-09-05') },
      { deadline: monthlyOn(5, '2026-10-05') },
      'unchanged',
    ],
    ['is for others', {}, { addressees: namedOnes('kamenka'), reached: reach('kamenka') }, 'addressees'],
    [
      'names another who answers for the whole',
      { addressees: namedOnes('prirechensk', 'kamenka'), reached: reach('prirechensk', 'kamenka') },
      { addressees: namedOnes('kamenka', 'prirechensk'), reached: reach('kamenka', 'prirechensk') },
      'addressees',
    ],
    [
      'calls the same organization otherwise',
      { addressees: whom('prirechensk', { text: 'УО Приреченска' }) },
      { addressees: whom('prirechensk', { text: 'Приреченский район' }) },
      'unchanged',
    ],
    [
      'names a group whose members are those that were named',
      { addressees: namedOnes('prirechensk', 'kamenka'), reached: reach('prirechensk', 'kamenka') },
      { addressees: whom('OMSU'), reached: reach('prirechensk', 'kamenka') },
      'unchanged',
    ],
    [
      'names the same group, which has grown in the directory since',
      { addressees: whom('OMSU'), reached: reach('prirechensk') },
      { addressees: whom('OMSU'), reached: reach('prirechensk', 'kamenka') },
      'unchanged',
    ],
    [
      'reached nobody, and the directory knows the group now',
      { addressees: whom('OMSU'), reached: [] },
      { addressees: whom('OMSU'), reached: reach('prirechensk') },
      'addressees',
    ],
    [
      'names another person the directory does not know, and reaches the same',
      {
        addressees: [...namedOnes('prirechensk'), ...whom('PERSON', { text: 'Ильин И.В.', executor: false })],
      },
      {
        addressees: [...namedOnes('prirechensk'), ...whom('PERSON', { text: 'Лапин Л.Л.', executor: false })],
      },
      'unchanged',
    ],
    [
      'has everything changed at once',
      {},
      {
        text: `${aPoint().text} Доложить на совещании.`,
        deadline: dueOn('2026-10-08'),
        addressees: namedOnes('kamenka'),
        reached: reach('kamenka'),
      },
      'text+deadline+addressees',
    ],
  ])('%s', (_name, was, is, expected) => {
    expect(differences([point(was)], [point(is)])).toBe(expected);
  });

  it('is listed in the new order, what is no more comes last', () => {
    const other = (label: string, text: string) => point({ label, text });
    const before = [
      other('1', 'Закупить учебники для школ.'),
      other('2', 'Обновить сайты всех организаций.'),
    ];
    const after = [other('1', 'Сверить списки детей в сёлах.'), before[1]!];
    expect(differences(before, after)).toBe('added, unchanged, removed');
  });
});

describe('a document sent again', () => {
  it('has not changed where its annex alone is named in the numbers of points now', () => {
    const texts = ['Провести сверку.', 'Представить отчёт.', 'Провести сверку.', 'Обновить стенд.'];
    const DAYS = ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06'] as const;
    const numbered = (...labels: readonly string[]) =>
      labels.map((label, at) =>
        point({ question: null, label, text: texts[at] ?? '', deadline: dueOn(DAYS[at] ?? null) }),
      );
    const before = numbered('1', '2', '1', '2');
    const after = numbered('1', '2', 'прил. 1, п. 1', 'прил. 1, п. 2');
    expect(differences(before, after)).toBe('unchanged, unchanged, unchanged, unchanged');
    expect(differences(after, before)).toBe('unchanged, unchanged, unchanged, unchanged');
  });
});
