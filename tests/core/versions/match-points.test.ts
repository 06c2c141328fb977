import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPoints } from '../../../src/core/versions/match-points.ts';
import { aPoint, namedOnes } from './points.ts';

const BUSES = 'Провести проверку школьных автобусов и представить отчёт о её результатах.';
const HEAT = 'Обеспечить готовность котельных и тепловых сетей к отопительному сезону.';
const EXAMS = 'Подготовить пункты проведения экзаменов, назначить их руководителей.';
const KNOWN = 'Принять информацию докладчика к сведению.';

type Point = readonly [label: string | null, text: string, question?: string, to?: string];

const pointsOf = (points: readonly Point[]) =>
  points.map(([label, text, question = '1', to = 'prirechensk']) =>
    aPoint({ label, text, question, addressees: namedOnes(to) }),
  );

/** «1.1→1.2» for a pair, «−1.3» for one that is gone, «+2» for a new one; points without a number go by their place. */
function matched(before: readonly Point[], after: readonly Point[]): string {
  const [olds, news] = [pointsOf(before), pointsOf(after)];
  const { pairs, removed, added } = matchPoints(olds, news);
  const was = (point: (typeof olds)[number]) => point.label ?? `#${olds.indexOf(point)}`;
  const is = (point: (typeof news)[number]) => point.label ?? `#${news.indexOf(point)}`;
  return [
    ...pairs.map((pair) => `${was(pair.was)}→${is(pair.is)}`),
    ...removed.map((point) => `−${was(point)}`),
    ...added.map((point) => `+${is(point)}`),
  ].join(' ');
}

describe('points of two versions', () => {
  it.each<readonly [string, readonly Point[], readonly Point[], string]>([
    [
      'are the same under the same number',
      [
        ['1', BUSES],
        ['2', HEAT],
      ],
      [
        ['1', BUSES],
        ['2', HEAT],
      ],
      '1→1 2→2',
    ],
    [
      'are known again when one before them pushed them on',
      [
        ['1', BUSES],
        ['2', HEAT],
      ],
      [
        ['1', EXAMS],
        ['2', BUSES],
        ['3', HEAT],
      ],
      '1→2 2→3 +1',
    ],
    [
      'are known again when two change places',
      [
        ['1', BUSES],
        ['2', HEAT],
      ],
      [
        ['1', HEAT],
        ['2', BUSES],
      ],
      '2→1 1→2',
    ],
    [
      'are the same in another setting: case, quotes, dashes, ё, punctuation',
      [['1', 'Провести «День открытых дверей» — до 5,5 часов, отчёт.']],
      [['1', 'провести "день открытых дверей" - до 5.5 часов; отчет']],
      '1→1',
    ],
    [
      'are the same though much was rewritten, under the same number',
      [['1', BUSES]],
      [
        [
          '1',
          'Провести проверку школьных автобусов, водителей и маршрутов, составить акты и устранить недостатки.',
        ],
      ],
      '1→1',
    ],
    [
      'are the same though little was rewritten, under another number',
      [['1', BUSES]],
      [['4', BUSES.replace('школьных автобусов', 'школьных автобусов и гаражей')]],
      '1→4',
    ],
    ['are others where nothing of the text is left', [['1', BUSES]], [['1', EXAMS]], '−1 +1'],
    [
      'are others where the text is rewritten and the number is another',
      [['1', BUSES]],
      [['2', 'Провести проверку столовых и составить акты.']],
      '−1 +2',
    ],
    [
      'that say the same stay with their question',
      [
        ['1', KNOWN, '1'],
        ['1', KNOWN, '2'],
        ['1', KNOWN, '3'],
      ],
      [
        ['1', KNOWN, '1'],
        ['1', KNOWN, '3'],
      ],
      '1→1 1→1 −1',
    ],
    [
      'that say the same stay with their addressees when they are renumbered',
      [
        ['1', KNOWN, '1', 'kamenka'],
        ['2', KNOWN, '1', 'prirechensk'],
      ],
      [
        ['5', KNOWN, '1', 'prirechensk'],
        ['6', KNOWN, '1', 'kamenka'],
      ],
      '2→5 1→6',
    ],
    [
      'without numbers go by their text',
      [
        [null, BUSES],
        [null, HEAT],
      ],
      [[null, HEAT]],
      '#1→#0 −#0',
    ],
    [
      'cut in two are not known again',
      [['1', `${BUSES} ${HEAT}`]],
      [
        ['1', BUSES],
        ['2', HEAT],
      ],
      '−1 +1 +2',
    ],
    [
      'joined into one are not known again',
      [
        ['1', BUSES],
        ['2', HEAT],
      ],
      [['1', `${BUSES} ${HEAT}`]],
      '−1 −2 +1',
    ],
    [
      'are the same when words were added and another point came',
      [['1', BUSES]],
      [
        ['1', `${BUSES} О результатах доложить на совещании.`],
        ['2', HEAT],
      ],
      '1→1 +2',
    ],
    [
      'are the same when an annex is named now whose points had the numbers of the act',
      [
        ['1', BUSES],
        ['2', HEAT],
        ['1', EXAMS],
        ['2', KNOWN],
      ],
      [
        ['1', BUSES],
        ['2', HEAT],
        ['прил. 1, п. 1', 'Подготовить пункты проведения экзаменов, проверить в них связь и доложить.'],
        ['прил. 1, п. 2', KNOWN],
      ],
      '1→1 2→2 1→прил. 1, п. 1 2→прил. 1, п. 2',
    ],
    ['come out of nothing and go into nothing', [], [['1', BUSES]], '+1'],
  ])('%s', (_name, before, after, expected) => {
    expect(matched(before, after)).toBe(expected);
  });

  it('keep every point once, whatever they are', () => {
    const text = fc.array(fc.constantFrom('проверить', 'школы', 'отчёт', 'до', '5', '—', ''), {
      maxLength: 7,
    });
    const point = fc.record({
      label: fc.option(fc.constantFrom('1', '2', '2.1')),
      question: fc.option(fc.constantFrom('1', '2')),
      text: text.map((words) => words.join(' ')),
      addressees: fc.constant(namedOnes('prirechensk')),
    });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 8 }), fc.array(point, { maxLength: 8 }), (before, after) => {
        const { pairs, removed, added } = matchPoints(before, after);
        const olds = [...pairs.map(({ was }) => was), ...removed];
        const news = [...pairs.map(({ is }) => is), ...added];
        expect(new Set(olds)).toEqual(new Set(before));
        expect(olds).toHaveLength(before.length);
        expect(new Set(news)).toEqual(new Set(after));
        expect(news).toHaveLength(after.length);
      }),
    );
  });

  it('are all themselves in the same document', () => {
    const label = fc.option(fc.constantFrom('1', '1.1', '2'));
    const words = fc.array(fc.constantFrom('проверить', 'школы', 'отчёт'), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(fc.tuple(label, words), { maxLength: 10 }), (made) => {
        const points = made.map(([number, text]) => aPoint({ label: number, text: text.join(' ') }));
        const { pairs, removed, added } = matchPoints(points, points);
        expect([removed, added]).toEqual([[], []]);
        expect(pairs.every(({ was, is }) => was.text === is.text && was.label === is.label)).toBe(true);
      }),
    );
  });
});
