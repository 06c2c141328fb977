import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadDecision, WordConfidence } from '../../../src/core/documents/index.ts';
import { withoutDeadlineDoubts, withoutTextDoubts } from '../../../src/core/review/settle-doubts.ts';
import { read } from './reading.ts';

const TEXT = `ПРОТОКОЛ
совещания 03.09.2026 № 5

РЕШИЛИ:

1. Школам вымыть окна в спортивных залах.

Срок: до 1 октября 2026 года

2. Школам проверить замки в кладовых.

Срок: постоянно
`;

/** Every word of the text with a confidence, 96 where nothing else is said. */
function graded(text: string, unsure: Readonly<Record<string, number>>): WordConfidence[] {
  return [...text.matchAll(/\S+/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    confidence: unsure[match[0]] ?? 96,
  }));
}
function doubtsOf(unsure: Readonly<Record<string, number>>): string[][] {
  const source = { name: 'scan.pdf', text: TEXT, tables: null, confidences: graded(TEXT, unsure) };
  return read(source).flatMap(({ decisions }) => decisions.map(recognitionDoubts));
}
const recognitionDoubts = ({ warnings }: ReadDecision): string[] =>
  warnings
    .filter(({ code }) => code.endsWith('poorly_recognized'))
    .map(({ code, message }) => `${code}: ${message}`);

describe('a point of a recognized text', () => {
  it.each([
    ['that is read well is not doubted', {}, [[], []]],
    [
      'names the word that is not sure, without its punctuation',
      { 'залах.': 41 },
      [['poorly_recognized: Распознано с уверенностью 86 %. Сверьте с документом: «залах» (41 %).'], []],
    ],
    [
      'is doubted for one word, though the whole is sure',
      { в: 74.9 },
      [
        ['poorly_recognized: Распознано с уверенностью 95 %. Сверьте с документом: «в» (74 %).'],
        ['poorly_recognized: Распознано с уверенностью 95 %. Сверьте с документом: «в» (74 %).'],
      ],
    ],
    [
      'is doubted for the whole, though no word is bad',
      { Школам: 80, вымыть: 80, окна: 80, спортивных: 80 },
      [['poorly_recognized: Распознано с уверенностью 83 %. Сверьте с документом.'], []],
    ],
    [
      'names the three worst words',
      { проверить: 10, замки: 40, кладовых: 50, 'кладовых.': 50, Школам: 60, в: 20 },
      [
        expect.anything(),
        [
          'poorly_recognized: Распознано с уверенностью 37 %. Сверьте с документом: «проверить» (10 %), «в» (20 %), «замки» (40 %).',
        ],
      ],
    ],
    [
      'tells of its deadline apart',
      { октября: 63 },
      [
        [
          'deadline_poorly_recognized: Срок распознан с уверенностью 83 %. Сверьте с документом: «октября» (63 %).',
        ],
        [],
      ],
    ],
    ['is not doubted for words around it', { 'РЕШИЛИ:': 5, ПРОТОКОЛ: 5, 'Срок:': 5, '1.': 5 }, [[], []]],
  ])('%s', (_, unsure, expected) => {
    expect(doubtsOf(unsure)).toEqual(expected);
  });

  it('is the same point whatever the confidences are', () => {
    const plain = read(TEXT)[0]?.decisions.map((decision) => ({ ...decision, warnings: [] }));
    fc.assert(
      fc.property(
        fc.array(fc.record({ start: fc.nat(200), end: fc.nat(250), confidence: fc.nat(100) })),
        (confidences) => {
          const [document] = read({ name: 'a', text: TEXT, tables: null, confidences });
          expect(document?.decisions.map((decision) => ({ ...decision, warnings: [] }))).toEqual(plain);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('what a reviewer says', () => {
  const warnings = [
    { code: 'poorly_recognized', message: 'а' },
    { code: 'deadline_poorly_recognized', message: 'б' },
    { code: 'no_addressee', message: 'в' },
  ] as const;
  it('of the text and of the deadline settles the doubts about each', () => {
    expect(withoutTextDoubts(warnings).map(({ message }) => message)).toEqual(['б', 'в']);
    expect(withoutDeadlineDoubts(warnings).map(({ message }) => message)).toEqual(['а', 'в']);
  });
});
