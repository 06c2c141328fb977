import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { russianCalendar } from '../../../src/core/calendar/russian-calendar.ts';
import type { Deadline } from '../../../src/core/deadlines/deadline.ts';
import { defaultDeadlinePolicy, readDeadline } from '../../../src/core/deadlines/index.ts';
import { cutPlaces } from '../../../src/core/review/cut-places.ts';
import { offsetOfWords, type ReshapedPoint, splitPoint } from '../../../src/core/review/split-point.ts';
import type { Warning } from '../../../src/core/warning.ts';

const context = { on: '2026-09-03', calendar: russianCalendar, policy: defaultDeadlinePolicy } as const;
const deadlineOf = (words: string): Deadline => readDeadline(words, context).deadline;

/** The text with the places marked. */
const marked = (text: string): string => {
  const places = cutPlaces(text, context);
  return [0, ...places].map((start, at) => text.slice(start, places[at])).join('|');
};

describe('a point may be cut', () => {
  test.each([
    ['before a sentence', 'Провести совещание. |Направить отчёт.'],
    ['before a sentence in quotation marks', 'Провести акцию. |«Чистый двор» завершить.'],
    ['after a year', 'Провести до 1 октября 2026 г. |Направить отчёт.'],
    ['between items of a list', 'Обеспечить: а) подвоз; |б) питание; |в) отдых.'],
    ['before one more task', 'Провести анализ, |подготовить справку и |направить её в срок до 1 марта.'],
    ['before an adverb that leads a task', 'Разместить сведения, а также |ежемесячно обновлять их.'],
    ['behind brackets', 'Направить (ул. Мира, д. 5) заявки. |Форма прилагается.'],
    ['between numbered sentences', 'Школам провести опрос. |2) Районам собрать ответы.'],
    ['before the words of a second deadline', 'до 1 марта – проект, |до 1 апреля – отчёт'],
    ['before the clause of a second deadline', 'представить проект до 1 марта, |отчёт до 1 апреля'],
    ['after «и» that joins two clauses', 'проект до 1 марта, и |отчёт до 1 апреля'],
  ])('%s', (_name, text) => {
    expect(marked(text.replaceAll('|', ''))).toBe(text);
  });

  test.each([
    ['at initials', 'Поручить Ильину И.В. Провести опрос'],
    ['at abbreviations', 'Направить в школу им. Гагарина г. Озёрска'],
    ['where a part would say nothing', '1. Провести опрос. 2.'],
    ['between two verbs with one object', 'Организовать и провести опрос до 1 марта'],
    ['at nouns that end like verbs', 'Обновить сеть, память и часть кабинетов'],
  ])('not %s', (_name, text) => {
    expect(marked(text)).toBe(text);
  });

  test('at eleven places at most, all of them within the text and in order', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('Провести опрос. ', 'до 1 марта, ', 'а) подвоз; ', '– ', 'г. ', '1) ', '🧾'),
          {
            maxLength: 40,
          },
        ),
        (words) => {
          const text = words.join('').trim();
          const places = cutPlaces(text, context);
          expect(places.length).toBeLessThanOrEqual(11);
          expect([...places].toSorted((one, other) => one - other)).toEqual(places);
          for (const at of places) {
            expect(at > 0 && at < text.length).toBe(true);
            expect(splitPoint(aPoint({ text }), at, text, context)).not.toBeNull();
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

function aPoint(rest: Partial<ReshapedPoint> = {}): ReshapedPoint {
  return {
    label: '2.5',
    text: 'Провести опрос. Направить свод.',
    addressees: [{ text: 'ОМСУ', code: 'OMSU', executor: true }],
    deadline: deadlineOf('до 25.09.2026'),
    quote: { start: 0, end: 0 },
    warnings: [],
    ...rest,
  };
}

/** The parts of a point whose quotation is the whole source. */
const split = (rest: Partial<ReshapedPoint>, words: string, source: string) => {
  const point = aPoint({ quote: { start: 0, end: source.length }, ...rest });
  const parts = splitPoint(point, point.text.indexOf(words), source, context);
  if (parts === null) throw new Error('not split');
  return parts;
};

describe('a point that is split', () => {
  test('keeps addressees, deadline and doubts in both parts, with a label of its own each', () => {
    const doubt: Warning = { code: 'unknown_addressee', message: '«ОМСУ» нет.' };
    const parts = split({ warnings: [doubt] }, 'Направить', 'Провести опрос. Направить свод.');
    const { addressees, deadline } = aPoint();
    expect(parts).toMatchObject([
      { label: '2.5 ч. 1', text: 'Провести опрос.', addressees, deadline, warnings: [doubt] },
      { label: '2.5 ч. 2', text: 'Направить свод.', addressees, deadline, warnings: [doubt] },
    ]);
  });

  test.each(['и', 'а также', ', а', 'затем'])('does not end its first part in «%s»', (joint) => {
    const [first] = split({ text: `Провести опрос ${joint} направить свод.` }, 'направить', '');
    expect(first?.text).toBe('Провести опрос');
  });

  test.each([
    [null, [null, null]],
    ['2.5 ч. 2', ['2.5 ч. 2.1', '2.5 ч. 2.2']],
  ])('labelled %j becomes %j', (label, labels) => {
    const parts = split({ label }, 'Направить', '');
    expect(parts.map((part) => part.label)).toEqual(labels);
  });

  test('has the deadlines of its words, where its own stood among them', () => {
    const several: Warning = { code: 'several_dates', message: 'Сроков два.' };
    const text = 'до 1 марта 2027 года – проект, до 1 апреля 2027 года – отчёт';
    const point = { text, deadline: deadlineOf('до 1 апреля 2027 года'), warnings: [several] };
    const parts = split(point, 'до 1 апреля', text);
    expect(parts.map(({ text: words, deadline }) => [words, deadline.due])).toEqual([
      ['до 1 марта 2027 года – проект', '2027-03-01'],
      ['до 1 апреля 2027 года – отчёт', '2027-04-01'],
    ]);
    expect(parts.map(({ warnings }) => warnings)).toEqual([[], []]);
  });

  test('keeps a deadline that was printed apart from its words', () => {
    const text = 'Провести опрос до 1 октября 2026 года. Направить свод.';
    const parts = split({ text }, 'Направить', text);
    expect(parts.map(({ deadline }) => deadline.due)).toEqual(['2026-09-25', '2026-09-25']);
  });

  test('has its quotation cut at the same words, whatever the white space', () => {
    const source = '2.5.  Провести\n опрос.\n   Направить  свод.\nСрок: до 25.09.2026';
    const parts = split({}, 'Направить', source);
    expect(parts.map(({ quote }) => source.slice(quote.start, quote.end))).toEqual([
      '2.5.  Провести\n опрос.',
      'Направить  свод.\nСрок: до 25.09.2026',
    ]);
  });

  test('keeps the whole quotation for both where the words are not in it', () => {
    const source = 'Совсем другие слова документа.';
    const whole = { start: 0, end: source.length };
    expect(split({}, 'Направить', source).map(({ quote }) => quote)).toEqual([whole, whole]);
  });

  test('of a list takes the words before the list along with a later item', () => {
    const text = 'Обеспечить в школах: а) подвоз; б) питание.';
    const parts = split({ text }, 'б)', `2.5. ${text}`);
    expect(parts.map((part) => part.text)).toEqual([
      'Обеспечить в школах: а) подвоз',
      'Обеспечить в школах: б) питание.',
    ]);
    expect(parts.map(({ quote }) => `2.5. ${text}`.slice(quote.start, quote.end))).toEqual([
      '2.5. Обеспечить в школах: а) подвоз;',
      'б) питание.',
    ]);
    // Where a sentence begins instead, it stands by itself.
    const [, alone] = split({ text: `${text} Отчитаться.` }, 'Отчитаться', '');
    expect(alone?.text).toBe('Отчитаться.');
  });

  test('is never cut into nothing', () => {
    const { text } = aPoint();
    for (const at of [0, text.length, 9_999]) expect(splitPoint(aPoint(), at, '', context)).toBeNull();
    expect(splitPoint(aPoint({ text: 'Счёт 🧾 сдать' }), 6, '', context)).toBeNull();
  });

  test('quotes, part by part, words that are in the point’s own quotation', () => {
    const word = fc.constantFrom('Провести', 'опрос.', 'свод', '–', '🧾', 'до 1 марта,', '2)');
    const space = fc.constantFrom(' ', '\n', '  ', '\u00A0');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, space), { minLength: 2, maxLength: 12 }),
        fc.nat(100),
        (words, at) => {
          const source = `2.1. ${words.map(([one, gap]) => one + gap).join('')}`.trimEnd();
          const text = words.map(([one]) => one).join(' ');
          const point = aPoint({ text, quote: { start: 0, end: source.length } });
          const parts = splitPoint(point, at, source, context);
          if (parts === null) return;
          const [first, second] = parts.map(({ quote }) => quote);
          expect(first?.start).toBe(0);
          expect(second?.end).toBe(source.length);
          for (const { quote } of parts) expect(quote.end).toBeGreaterThan(quote.start);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('words at which a point is to be cut', () => {
  test.each([
    ['направить', 16],
    ['Направить  свод', 16],
    ['свод', 26],
    ['Провести', null],
    ['отчёт', null],
    ['  ', null],
  ])('«%s» begin at %j', (words, offset) => {
    expect(offsetOfWords('Провести опрос. Направить свод.', words)).toBe(offset);
  });
});
