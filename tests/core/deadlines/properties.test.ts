import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  type CalendarDate,
  dayOf,
  monthOf,
  yearOf,
} from '../../../src/core/calendar/calendar-date.ts';
import { formatDateRu, shortDateRu } from '../../../src/core/calendar/russian-date-text.ts';
import { findDeadlines, readDeadline, splitDeadlineCell } from '../../../src/core/deadlines/index.ts';
import { tokenize } from '../../../src/core/deadlines/tokens.ts';
import { anyText } from '../../support/any-text.ts';
import { growthOf } from '../../support/growth.ts';
import { contextOn, summarize } from './read.ts';

const dates = fc.integer({ min: 0, max: 365 * 12 }).map((days) => addDays('2019-01-01', days));

const SPELLINGS: readonly ((date: CalendarDate) => string)[] = [
  formatDateRu,
  shortDateRu,
  (date) => date,
  (date) => `до ${formatDateRu(date).replace(' г.', ' года')}`,
  (date) => `не позднее ${shortDateRu(date)} г.`,
  (date) => `к «${String(dayOf(date)).padStart(2, '0')}» ${formatDateRu(date).split(' ').slice(1).join(' ')}`,
  (date) => `в срок до ${dayOf(date)}.${monthOf(date)}.${yearOf(date)}`,
  (date) => `до ${formatDateRu(date)} (включительно)`,
  (date) => `до 12:00 ${shortDateRu(date)}`,
  (date) => `до ${dayOf(date)}.${monthOf(date)}.${String(yearOf(date)).slice(2)}`,
  (date) => formatDateRu(date).replaceAll(' ', ''),
  (date) => `Срок исполнения: ${formatDateRu(date).toUpperCase()}`,
];

const PHRASES = [
  'до 1 октября 2024 г.',
  'апрель-май 2021',
  'с 15 апреля по 15 мая',
  'ежеквартально, до 10 числа месяца, следующего за отчётным',
  'в течение 10 рабочих дней',
  'не позднее 5 дней со дня получения',
  'октябрь, март',
  '2022/2023 уч.г.',
  'III декада мая',
  'до 1 октября 2026 г., далее ежегодно',
  'в 10-дневный срок',
  'первый понедельник каждого месяца',
  'до конца 2025 года',
  'согласно графику',
];

describe('reading of deadlines', () => {
  test('gives back a date whatever its spelling', () => {
    fc.assert(
      fc.property(dates, dates, fc.constantFrom(...SPELLINGS), (date, on, spell) => {
        const { deadline } = readDeadline(spell(date), contextOn(on));
        expect(deadline.due, spell(date)).toBe(date);
        expect(deadline.kind).toBe('date');
      }),
    );
  });

  test('is not changed by spaces, their kinds and the kinds of dashes', () => {
    const spaces = fc.constantFrom('  ', '\u00A0', '\n', ' \t ', '\u2009', '\r\n');
    const dashes = fc.constantFrom('–', '—', '‑', '−', '―');
    fc.assert(
      fc.property(fc.constantFrom(...PHRASES), dates, spaces, dashes, (phrase, on, space, dash) => {
        const noisy = `${space}${phrase.replaceAll(' ', space).replaceAll('-', dash)}${space}`;
        expect(meaning(noisy, on)).toBe(meaning(phrase, on));
      }),
    );
  });

  test('is not changed by soft hyphens, capitals, look-alike letters or a full stop', () => {
    const noises: readonly ((phrase: string) => string)[] = [
      (phrase) => phrase.replace(/(\p{L}{3})(?=\p{L}{3})/gu, '$1\u00AD'),
      (phrase) => phrase.toUpperCase(),
      (phrase) => phrase.replaceAll('о', 'o').replaceAll('с', 'c').replaceAll('е', 'e'),
      (phrase) => `${phrase}.`,
      (phrase) => `«${phrase}»`,
      (phrase) => phrase.replaceAll('ё', 'е'),
    ];
    for (const phrase of PHRASES) {
      for (const noise of noises) {
        expect(meaning(noise(phrase), '2024-02-28'), noise(phrase)).toBe(meaning(phrase, '2024-02-28'));
      }
    }
  });

  test('never starts after it is due, and never recurs before the document', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PHRASES), dates, (phrase, on) => {
        const { deadline } = readDeadline(phrase, contextOn(on));
        if (deadline.start !== null && deadline.due !== null)
          expect(deadline.start <= deadline.due).toBe(true);
        if (deadline.kind === 'recurring') {
          expect(deadline.rrule).not.toBeNull();
          expect(deadline.next !== null && deadline.next >= on).toBe(true);
          expect([deadline.start, deadline.due]).toEqual([null, null]);
        }
      }),
    );
  });

  test('of a date without a year is never before the document', () => {
    fc.assert(
      fc.property(dates, dates, (date, on) => {
        const phrase = `до ${formatDateRu(date).split(' ').slice(0, 2).join(' ')}`;
        const { due } = readDeadline(phrase, contextOn(on)).deadline;
        expect(due !== null && due >= on).toBe(true);
        expect(due?.slice(5)).toBe(date.slice(5));
      }),
    );
  });

  test('warns whenever it leaves the reviewer without a date, and whenever the date is past', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...PHRASES), fc.string({ unit: 'grapheme' })),
        dates,
        (phrase, on) => {
          const { deadline, warnings } = readDeadline(phrase, contextOn(on));
          if (deadline.kind === 'unparseable' || deadline.kind === 'none') expect(warnings).not.toEqual([]);
          if (deadline.due !== null && deadline.due < on) {
            expect(warnings.map(({ code }) => code)).toContain('due_before_document');
          }
        },
      ),
    );
  });

  test('of its own text is the same reading', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PHRASES), dates, (phrase, on) => {
        const first = readDeadline(` ${phrase} `, contextOn(on));
        expect(readDeadline(first.deadline.text, contextOn(on))).toEqual(first);
      }),
    );
  });
});

describe('on any input', () => {
  const alphabet = fc.constantFrom(
    ...'до по с не позднее ежегодно квартал месяца числа 2024 10 1 0 I . , - – ( ) « » / 31.12.2024 05.2024 уч г. │ | \u0000 \uD800 𝄞 раз в за отчетным со дня'.split(
      ' ',
    ),
  );
  const scraps = fc.array(alphabet, { maxLength: 30 }).map((parts) => parts.join(' '));

  test('nothing throws and every place is inside the text, in order', () => {
    fc.assert(
      fc.property(fc.oneof(scraps, anyText()), dates, (text, on) => {
        const { rrule } = readDeadline(text, contextOn(on)).deadline;
        // No part of a rule is empty: «BYMONTH=» would mean every month.
        if (rrule !== null) expect(rrule).toMatch(/^FREQ=[A-Z]+(?:;[A-Z]+=[-\dA-Z]+(?:,[-\dA-Z]+)*)*$/);
        let end = 0;
        for (const found of findDeadlines(text, contextOn(on))) {
          expect(found.start).toBeGreaterThanOrEqual(end);
          expect(found.end).toBeGreaterThan(found.start);
          expect(found.end).toBeLessThanOrEqual(text.length);
          expect(found.reading.deadline.text).not.toBeNull();
          end = found.end;
        }
        const cell = splitDeadlineCell(text, contextOn(on));
        if (cell.phraseAt !== null) expect(cell.phraseAt.end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });

  test('tokens cover every sign that is neither white space, a bar of a table nor the sign of a footnote, in order, none twice', () => {
    fc.assert(
      fc.property(fc.oneof(scraps, fc.string({ unit: 'grapheme' })), (text) => {
        let end = 0;
        for (const token of tokenize(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(end, token.start)).toMatch(/^[\s\p{Cc}\u200B-\u200D\u2060\uFEFF│┃║|*]*$/u);
          end = token.end;
        }
      }),
    );
  });

  const HOSTILE: readonly (readonly [name: string, unit: string])[] = [
    ['one letter', 'а'],
    ['digits', '1'],
    ['dots', '1.'],
    ['commas', '1, '],
    ['prepositions', 'до '],
    ['dates', 'до 1 марта, '],
    ['quotation marks', '«'],
    ['brackets', '('],
    ['events', 'в течение 5 дней со дня '],
    ['soft hyphens', 'а\u00AD'],
    ['spaces', ' '],
    ['NULs', '\u0000'],
    ['frequencies', 'ежегодно '],
  ];

  test.each(HOSTILE)('a long text of %s costs in proportion to its length', (_, unit) => {
    const find = (length: number) => (): void => {
      const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
      readDeadline(text, contextOn('2024-02-28'));
      findDeadlines(text, contextOn('2024-02-28'));
    };
    // Eight times as long: a linear cost is about eight times as high, a quadratic one sixty-four.
    expect(growthOf(find(6250), find(50_000), 32, 50)).toBeLessThan(32);
  });
});

/** The reading without its words, which keep the noise of letters. */
function meaning(phrase: string, on: CalendarDate): string {
  return summarize(phrase, on).replace(/«.*»/u, '«…»');
}
