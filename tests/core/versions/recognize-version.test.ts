import { describe, expect, it } from 'vitest';
import { type ActFacts, recognizeVersion } from '../../../src/core/versions/recognize-version.ts';
import { aPoint } from './points.ts';

const TASKS = [
  'Провести проверку школьных автобусов.',
  'Обеспечить готовность котельных к зиме.',
  'Подготовить пункты проведения экзаменов.',
  'Утвердить график приёма документов.',
  'Представить сведения о вакансиях учителей.',
  'Организовать подвоз учащихся из дальних сёл.',
  'Провести родительские собрания о безопасности.',
  'Обновить сайты образовательных организаций.',
  'Сверить списки детей шестилетнего возраста.',
  'Закупить учебники для пятых классов.',
];
/** Points 1 … 10 with these of them rewritten beyond recognition. */
const points = (rewritten = 0) =>
  TASKS.map((text, index) =>
    aPoint({ label: `${index + 1}`, text: index < rewritten ? `Иное дело номер ${index} целиком.` : text }),
  );

/** Five points that differ in one word from those of another document. */
const moulded = (word: string) =>
  points()
    .slice(0, 5)
    .map((point) => ({ ...point, text: `${point.text} Раздел плана: ${word}.` }));

const act = (rest: Partial<ActFacts> = {}): ActFacts => ({
  kind: 'protocol',
  date: '2026-09-03',
  number: '11',
  issuer: 'Департамент образования Заозёрской области',
  title: 'Протокол совещания руководителей',
  points: points(),
  ...rest,
});

describe('a document is taken for a new version of a published one', () => {
  it.each<readonly [string, Partial<ActFacts>, Partial<ActFacts>, 'certain' | 'unsure' | 'another']>([
    ['of the same name and nearly the same points', {}, { points: points(2) }, 'certain'],
    ['of the same name with six of ten points rewritten', {}, { points: points(6) }, 'certain'],
    ['of the same name with nothing in common', {}, { points: points(10) }, 'unsure'],
    ['whose number is set otherwise', { number: '12 – П' }, { number: '№12-п' }, 'certain'],
    ['whose issuer is misread', {}, { issuer: 'ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ ЗАОЗЁРСКОЙ ОБЛ' }, 'certain'],
    [
      'of another issuer under the same number and day',
      {},
      { issuer: 'Администрация города Каменка' },
      'unsure',
    ],
    [
      'of another issuer with other points',
      {},
      { issuer: 'Администрация города Каменка', points: points(10) },
      'another',
    ],
    ['of another kind under the same number and day', {}, { kind: 'other' }, 'unsure'],
    ['without a number in both', { number: null }, { number: null, points: points(2) }, 'certain'],
    [
      'without a number, with half of the points',
      { number: null },
      { number: null, points: points(5) },
      'unsure',
    ],
    [
      'without a number, of the same day, with other points',
      { number: null },
      { number: null, points: points(8) },
      'another',
    ],
    [
      'without a number under another title',
      { number: null },
      { number: null, title: 'О приёмной кампании' },
      'unsure',
    ],
    ['that got its number only now', { number: null }, {}, 'unsure'],
    ['with the number corrected', {}, { number: '11/1' }, 'unsure'],
    [
      'of the same day with another number and other points',
      {},
      { number: '12', points: points(4) },
      'another',
    ],
    [
      'of the same day with another number and the same two points',
      { points: points().slice(0, 2) },
      { number: '12', points: points().slice(0, 2) },
      'another',
    ],
    [
      'of the same day with another number and points from one mould',
      { points: moulded('первый') },
      { number: '12', points: moulded('второй') },
      'another',
    ],
    ['with the date corrected', {}, { date: '2026-09-04' }, 'unsure'],
    ['of the next year under the same number', {}, { date: '2027-09-03', points: points(9) }, 'another'],
    ['of another number and day with the same points', {}, { date: '2026-10-03', number: '12' }, 'another'],
    ['whose date could not be read', {}, { date: null }, 'unsure'],
    [
      'without number and date, the points the same',
      { number: null, date: null },
      { number: null, date: null },
      'unsure',
    ],
    [
      'without number and date, some points the same',
      { number: null, date: null },
      { number: null, date: null, points: points(5) },
      'another',
    ],
  ])('%s', (_name, known, reading, expected) => {
    expect(recognizeVersion(act(reading), [act(known)]).kind).toBe(expected);
  });

  it('the surest of several', () => {
    const alike = act({ number: '12' });
    const same = act();
    expect(recognizeVersion(act({ points: points(3) }), [alike, same])).toEqual({
      kind: 'certain',
      of: same,
    });
  });

  it('of several that may be, the one with most in common', () => {
    const less = act({ number: null, points: points(4) });
    const more = act({ number: null, points: points(1) });
    expect(recognizeVersion(act(), [less, more])).toEqual({ kind: 'unsure', of: more });
  });

  it('never where nothing is published', () => {
    expect(recognizeVersion(act(), [])).toEqual({ kind: 'another' });
  });
});
