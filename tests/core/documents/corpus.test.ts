import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReadDocument } from '../../../src/core/documents/index.ts';
import { directoryOf, misquoted, read, textOf } from './reading.ts';

/**
 * Every decision of the real files in the folder SROK_CORPUS names:
 * question, label, addressees (the executor first), kind («^»: inherited), start..due or the next day.
 * Worked out by hand from the files.
 */
type Row = readonly [question: string, label: string, codes: string, kind: string, dates: string];

const corpus = process.env['SROK_CORPUS'] ?? '';
const present = corpus !== '' && existsSync(join(corpus, 'organizations.csv'));

const times = (count: number, row: Row): Row[] => Array.from({ length: count }, () => row);

const APRIL_5: readonly Row[] = [
  ['1', '1.1', 'OMSU', 'standing', ''],
  ['1', '1.2', 'OMSU OO', 'standing', ''],
  ['2', '1', '', 'standing^', ''],
  ['2', '2.1', 'OMSU', 'standing^', ''],
  ['2', '2.2', 'OMSU', 'standing', ''],
  ['2', '2.4', 'OMSU', 'standing', ''],
  ['2', '2.5', 'OMSU', 'date', '..2021-04-09'],
  ['3', '1.1', 'OMSU', 'none', ''],
  ['3', '2.1', 'OO', 'none', ''],
  ['4', '1.1', 'OO', 'month^', '2021-09-01..2021-09-30'],
  ['4', '1.2', 'OO', 'month^', '2021-09-01..2021-09-30'],
  ['4', '1.3', 'OO', 'month', '2021-09-01..2021-09-30'],
  ['5', '2.1', 'OO', 'standing^', ''],
  ['5', '2.2', 'OO', 'standing^', ''],
  ['5', '2.3', 'OO', 'standing^', ''],
  ['5', '2.4', 'OO', 'standing^', ''],
  ['5', '2.5', 'OO', 'standing', ''],
  ['6', '1.1', 'OO', 'standing^', ''],
  ['6', '2.1', 'OO', 'standing^', ''],
  ['6', '3.1', 'OO', 'standing^', ''],
  ['6', '4.1', 'OO', 'standing^', ''],
  ['6', '5.1', 'OO', 'standing', ''],
];
const SPRING = '2021-04-01..2021-05-31';
const APRIL_9: readonly Row[] = [
  ...['1.1', '1.2'].map((label): Row => ['1', label, 'OMSU', 'range^', SPRING]),
  ...['2.1', '2.2', '2.3', '2.4', '2.5'].map((label): Row => ['1', label, 'OO', 'range^', SPRING]),
  ...['3.1', '3.2'].map((label): Row => ['1', label, 'DOO', 'range^', SPRING]),
  ['1', '3.3', 'DOO', 'range', SPRING],
  ...['1.1', '1.2'].map((label): Row => ['2', label, 'OMSU', 'date^', '..2021-04-30']),
  ...['2.1', '2.2'].map((label): Row => ['2', label, 'OO', 'date^', '..2021-04-30']),
  ['2', '2.3', 'OO', 'date', '..2021-04-30'],
  ['3', '1.1', 'OO', 'month^', '2021-09-01..2021-09-30'],
  ['3', '1.2', 'OO', 'month', '2021-09-01..2021-09-30'],
  ['3', '1.3', 'OO', 'standing^', ''],
  ['3', '1.4', 'OO', 'standing', ''],
  ['3', '2.1', 'OO', 'month', '2021-10-01..2021-10-31'],
];
const JUNE_10: readonly Row[] = [
  ['1', '1.1', 'OMSU', 'standing', ''],
  ['2', '1.1', 'OMSU', 'standing^', ''],
  ['2', '1.2', 'OMSU', 'standing', ''],
  ['3', '1.1', 'OMSU', 'standing^', ''],
  ['3', '1.2', 'OMSU', 'standing', ''],
  ['3', '2.1', 'SOIRO', 'month', '2021-12-01..2021-12-31'],
  ['3', '3.1', 'OO', 'month', '2021-09-01..2021-09-30'],
  ['3', '3.2', 'OO', 'month^', '2021-10-01..2021-10-31'],
  ['3', '3.3', 'OO', 'month', '2021-10-01..2021-10-31'],
  ['3', '3.4', 'OO', 'standing^', ''],
  ['3', '3.5', 'OO', 'standing', ''],
  ['4', '1.1', 'OMSU', 'standing', ''],
  ['4', '1.2', 'OMSU', 'date', '..2021-08-03'],
  ['4', '1.3', 'OMSU', 'date', '..2021-08-25'],
];
const SCHOOL_YEAR_21 = '2021-09-01..2022-08-31';
const JULY_7: readonly Row[] = [
  ...['1.1', '1.2', '1.3', '1.4', '1.5'].map((label): Row => ['1', label, 'OMSU', 'standing^', '']),
  ['1', '1.6', 'OMSU', 'standing', ''],
  ['1', '2.1', 'SOIRO', 'year', '2021-01-01..2021-12-31'],
  ['1', '2.2', 'SOIRO', 'month', '2021-12-01..2021-12-31'],
  ['1', '3.1', 'OO', 'standing^', ''],
  ['1', '3.2', 'OO', 'standing', ''],
  ['1', '3.3', 'OO', 'date^', '..2021-10-01'],
  ['1', '3.4', 'OO', 'date', '..2021-10-01'],
  ...['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7'].map(
    (label): Row => ['2', label, 'OMSU', 'school_year^', SCHOOL_YEAR_21],
  ),
  ['2', '1.8', 'OMSU', 'school_year', SCHOOL_YEAR_21],
  ...['2.1', '2.2', '2.3', '2.4'].map(
    (label): Row => ['2', label, 'SOIRO', 'month^', '2022-05-01..2022-05-31'],
  ),
  ['2', '3.1', 'RISK_GROUP_HEADS', 'month', '2022-05-01..2022-05-31'],
];

const YEAR_22 = '2022-01-01..2022-12-31';
/** The sections are numbered by their order here: their names are lines of the document. */
const COLLEGIUM: readonly Row[] = [
  ['#1', '1', 'DEPARTMENT', 'month', '2022-02-01..2022-02-28'],
  ['#1', '2', 'DEPARTMENT', 'month', '2022-09-01..2022-09-30'],
  ['#1', '3', 'DEPARTMENT', 'month', '2022-02-01..2022-02-28'],
  ['#1', '4', 'DEPARTMENT', 'year', YEAR_22],
  ['#1', '5', 'DEPARTMENT', 'year', YEAR_22],
  ['#1', '6', 'DEPARTMENT', 'date', '..2022-09-01'],
  ['#1', '7', 'DEPARTMENT', 'range', '2022-03-01..2022-06-30'],
  ['#1', '8', 'DEPARTMENT', 'range', '2022-03-01..2022-04-30'],
  ['#1', '9', 'DEPARTMENT', 'standing', ''],
  ['#1', '10', 'DEPARTMENT', 'standing', ''],
  ['#1', '11', 'DEPARTMENT', 'date', '..2021-05-31'],
  ['#2', '1', 'OMSU', 'month', '2022-02-01..2022-02-28'],
  ['#2', '2', 'OMSU', 'year', YEAR_22],
  ['#2', '3', 'OMSU', 'month', '2022-03-01..2022-03-31'],
  ['#2', '4', 'OMSU', 'year', YEAR_22],
  ['#2', '5', 'OMSU', 'month', '2022-03-01..2022-03-31'],
  ['#2', '6', 'OMSU', 'range', '2022-01-01..2022-02-28'],
  ['#2', '7', 'OMSU', 'standing', ''],
  ['#2', '8', 'OMSU', 'month', '2022-09-01..2022-09-30'],
  ['#2', '9', 'OMSU', 'date', '..2021-12-15'],
  ['#2', '10', 'OMSU', 'date', '..2021-12-30'],
  ['#2', '11', 'OMSU', 'standing', ''],
  ['#3', '1', 'SOIRO', 'range', '2022-01-01..2022-03-31'],
  ['#3', '2', 'SOIRO', 'range', '2022-01-01..2022-03-31'],
  ['#3', '3', 'SOIRO', 'month', '2022-02-01..2022-02-28'],
  ['#3', '4', 'SOIRO', 'standing', ''],
  ['#3', '5', 'SOIRO', 'standing', ''],
  ['#3', '6', 'SOIRO', 'date', '..2022-09-01'],
  ['#3', '7', 'SOIRO', 'month', '2022-03-01..2022-03-31'],
  ['#3', '8', 'SOIRO', 'month', '2022-03-01..2022-03-31'],
  ['#3', '9', 'SOIRO', 'standing', ''],
  ['#3', '10', 'SOIRO', 'standing', ''],
  ['#4', '1', 'SRCOKO', 'standing', ''],
];

const TWO_YEARS = '2021-01-01..2022-12-31';
const ROADMAP: readonly Row[] = [
  ['-', '1', '', 'none', ''],
  ['-', '2', '', 'none', ''],
  ['1', '1.1', 'DEPARTMENT SOIRO', 'month', '2021-07-01..2021-07-31'],
  ['1', '1.2', 'SOIRO', 'range', '2021-08-01..2021-10-31'],
  ['1', '1.3', 'SOIRO', 'month', '2021-07-01..2021-07-31'],
  ['2', '2.1', 'SOIRO', 'month', '2021-10-01..2021-10-31'],
  ['2', '2.2', 'SOIRO', 'range', '2021-10-01..2021-12-31'],
  ['2', '2.3', 'SOIRO', 'years', TWO_YEARS],
  ['2', '2.4', 'SOIRO', 'years', TWO_YEARS],
  ['2', '2.5', 'SOIRO', 'month', '2021-07-01..2021-07-31'],
  ['3', '3.1', 'SOIRO', 'years', TWO_YEARS],
  ['3', '3.2', 'DEPARTMENT SOIRO', 'years', '2021-01-01..2024-12-31'],
  ['3', '3.3', 'SOIRO', 'years', TWO_YEARS],
  ...['4.1', '4.2', '4.3'].map((label): Row => ['4', label, 'SOIRO', 'years', TWO_YEARS]),
  ...['5.1', '5.2'].map((label): Row => ['5', label, 'SOIRO', 'years', TWO_YEARS]),
  ...['6.1', '6.2', '6.3'].map((label): Row => ['6', label, 'SOIRO', 'years', TWO_YEARS]),
  ...['7.1', '7.2', '7.3'].map((label): Row => ['7', label, 'SOIRO', 'years', TWO_YEARS]),
];

const SCHOOL_YEAR_22 = '2022-09-01..2023-08-31';
const YEAR_23 = '2023-01-01..2023-12-31';
const JUNE_23 = '2023-06-01..2023-06-30';
const MEASURES: readonly Row[] = [
  ['-', '1', '', 'none', ''],
  ['-', '2', 'SOIRO', 'none', ''],
  ['-', '3', 'PERSON', 'none', ''],
  ['Трек 1', '1', 'SOIRO OMSU', 'school_year', SCHOOL_YEAR_22],
  ['Трек 1', '-', 'SOIRO OMSU', 'school_year', SCHOOL_YEAR_22],
  ...times(3, ['Трек 1', '-', 'SOIRO', 'school_year', SCHOOL_YEAR_22]),
  ...times(3, ['Трек 1', '-', 'OMSU', 'school_year', SCHOOL_YEAR_22]),
  ['Трек 1', '-', 'OMSU SOIRO', 'school_year', SCHOOL_YEAR_22],
  ['Трек 1', '-', 'SOIRO', 'school_year', SCHOOL_YEAR_22],
  ['Трек 1', '-', 'DEPARTMENT OMSU SOIRO', 'school_year', SCHOOL_YEAR_22],
  ['Трек 1', '-', 'SOIRO', 'school_year', SCHOOL_YEAR_22],
  ['Трек 1', '-', 'SOIRO', 'month', '2022-12-01..2022-12-31'],
  ['Трек 1', '2', 'SOIRO OMSU', 'year', YEAR_23],
  ['Трек 1', '-', 'DEPARTMENT', 'year', YEAR_23],
  ['Трек 1', '-', 'DEPARTMENT SOIRO', 'year', YEAR_23],
  ['Трек 1', '-', 'SOIRO', 'school_year', SCHOOL_YEAR_22],
  ['Трек 1', '-', 'DEPARTMENT SOIRO', 'school_year', SCHOOL_YEAR_22],
  ['Трек 1', '-', 'DEPARTMENT', 'none', ''],
  ['Трек 1', '-', 'SOIRO OMSU', 'none', ''],
  ['Трек 1', '3', 'DEPARTMENT', 'school_year', SCHOOL_YEAR_22],
  ['Трек 1', '-', 'SOIRO', 'school_year', SCHOOL_YEAR_22],
  ['Трек 1', '4', 'SOIRO', 'month', JUNE_23],
  ['Трек 1', '-', 'SOIRO', 'month', JUNE_23],
  ['Трек 1', '-', 'SOIRO', 'month', JUNE_23],
  ['Трек 1', '-', 'DEPARTMENT', 'month', JUNE_23],
  ['Трек 2', '1', 'DEPARTMENT', 'none', ''],
  ['Трек 2', '-', 'DEPARTMENT OMSU', 'month', '2022-11-01..2022-11-30'],
  ['Трек 2', '-', 'DEPARTMENT OMSU', 'month', '2023-05-01..2023-05-31'],
  ['Трек 2', '-', 'DEPARTMENT OMSU', 'year', YEAR_23],
  ['Трек 2', '-', 'DEPARTMENT', 'none', ''],
  ['Трек 2', '-', 'OMSU', 'none', ''],
  ['Трек 2', '-', 'DEPARTMENT OMSU', 'none', ''],
  ['Трек 2', '-', 'DEPARTMENT OMSU', 'none', ''],
  ['Трек 2', '-', 'SOIRO', 'school_year', SCHOOL_YEAR_22],
  ['Трек 3', '1', 'OMSU', 'none', ''],
  ['Трек 3', '-', 'SOIRO', 'none', ''],
];

const SEPTEMBER_1 = '..2024-09-01';
const YEAR_24 = '2024-01-01..2024-12-31';
const YEARS_24_25 = '2024-01-01..2025-12-31';
const BULLETS: readonly Row[] = [
  ['1', '-', 'OTHER OO', 'date', SEPTEMBER_1],
  ['1', '-', 'PERSON', 'date', SEPTEMBER_1],
  ['1', '-', 'OO', 'date', SEPTEMBER_1],
  ['2', '-', 'OO', 'years', YEARS_24_25],
  ['2', '-', 'OO', 'date', SEPTEMBER_1],
  ['2', '-', 'ROLE', 'year', YEAR_24],
  ['2', '-', 'ROLE', 'school_year', '2023-09-01..2024-08-31'],
  ['2', '-', 'PERSON', 'date', SEPTEMBER_1],
  ['3', '-', 'OO', 'years', YEARS_24_25],
  ['3', '-', 'OO', 'on_demand', ''],
  ['4', '-', 'ROLE', 'recurring', '2024-09-30'],
  ['4', '-', 'OO', 'date', SEPTEMBER_1],
  ['4', '-', 'OO', 'year', YEAR_24],
  ['5', '-', 'OO', 'year', YEAR_24],
  ['5', '-', 'OO ROLE', 'year', YEAR_24],
  ['5', '-', 'ROLE', 'year', YEAR_24],
  ['5', '-', 'OO ROLE', 'year', YEAR_24],
  ['6', '-', 'ROLE', 'date', SEPTEMBER_1],
  ['6', '-', 'OO', 'month', '2024-09-01..2024-09-30'],
  ['6', '-', 'ROLE', 'recurring', '2024-03-31'],
  ['7', '7', 'PERSON', 'range', '2024-03-01..2024-06-30'],
  ['8', '8', 'OTHER', 'years', YEARS_24_25],
  ['9', '9', 'OO', 'year', YEAR_24],
  ['10', '10', 'OO', 'month', '2024-09-01..2024-09-30'],
];

/** Sections named by a line of the document are told by their order. */
function rowsOf({ questions, decisions }: ReadDocument): Row[] {
  const named = questions.some(({ number }) => number.length > 20);
  return decisions.map(({ question, label, addressees, deadline }) => {
    const ordinal = questions.findIndex(({ number }) => number === question) + 1;
    const executorFirst = addressees.toSorted((a, b) => Number(b.executor) - Number(a.executor));
    return [
      named ? `#${ordinal}` : (question ?? '-'),
      label ?? '-',
      executorFirst.map(({ code }) => code).join(' '),
      `${deadline.kind}${deadline.inherited ? '^' : ''}`,
      deadline.next ?? (deadline.due === null ? '' : `${deadline.start ?? ''}..${deadline.due}`),
    ];
  });
}

describe.skipIf(!present)('the real files (SROK_CORPUS)', () => {
  const files: readonly (readonly [string, readonly (readonly Row[])[], readonly string[]])[] = [
    [
      'protocols-2021.txt',
      [APRIL_5, APRIL_9, JUNE_10, JULY_7],
      ['2021-04-05', '2021-04-09', '2021-06-10', '2021-07-07'],
    ],
    ['collegium-decision-2021-12-09.txt', [COLLEGIUM], ['2021-12-09']],
    ['order-657-roadmap-2021.txt', [ROADMAP], ['2021-04-21']],
    ['order-1203-measures-2022.txt', [MEASURES], ['2022-12-30']],
    ['protocol-nizhneingash-2024-02-28.txt', [BULLETS], ['2024-02-28']],
  ];
  const documentsOf = (name: string): ReadDocument[] =>
    read(
      { name, text: textOf(join(corpus, name)), tables: null },
      directoryOf(join(corpus, 'organizations.csv')),
    );

  it.each(files)('%s: every decision', (name, expected, dates) => {
    const documents = documentsOf(name);
    expect(documents.map(({ date }) => date)).toEqual(dates);
    expect(documents.map(rowsOf)).toEqual(expected);
  });

  it.each(files)('%s: every quotation gives its decision back, but for shared and broken cells', (name) => {
    const text = textOf(join(corpus, name));
    const shared = documentsOf(name).flatMap((document) => misquoted(document, text));
    // One broken row of the roadmap; in the measures 21 rows under a merged cell and one more broken row.
    const allowed: Readonly<Record<string, number>> = {
      'order-657-roadmap-2021.txt': 1,
      'order-1203-measures-2022.txt': 22,
    };
    expect(shared).toHaveLength(allowed[name] ?? 0);
  });

  it('the roadmap order: number, list and disagreements', () => {
    const [document] = documentsOf('order-657-roadmap-2021.txt');
    expect(document?.number).toBe('657-09');
    expect(document?.annexes.map(({ rows }) => rows)).toEqual([58]);
    expect(document?.warnings.map(({ code }) => code)).toEqual([
      'dates_disagree',
      'numbers_disagree',
      'dates_disagree',
      'numbers_disagree',
    ]);
    expect(document?.decisions.at(-1)?.warnings.map(({ code }) => code)).toEqual(['corrected_spelling']);
  });

  it('the protocols: where the numbering breaks, where a deadline crosses addressees', () => {
    const documents = documentsOf('protocols-2021.txt');
    const places = (code: string): string[] =>
      documents.flatMap(({ date, decisions }) =>
        decisions
          .filter(({ warnings }) => warnings.some((warning) => warning.code === code))
          .map(({ question, label }) => `${date?.slice(5)} ${question} ${label}`),
      );
    expect(places('numbering_gap')).toEqual(
      ['2 2.4', '5 2.1', '6 1.1', '6 2.1', '6 3.1', '6 4.1', '6 5.1'].map((place) => `04-05 ${place}`),
    );
    expect(places('crosses_addressee')).toEqual([
      '04-05 2 1',
      ...['1 1.1', '1 1.2', '1 2.1', '1 2.2', '1 2.3', '1 2.4', '1 2.5', '2 1.1', '2 1.2'].map(
        (place) => `04-09 ${place}`,
      ),
      ...['2 2.1', '2 2.2', '2 2.3', '2 2.4'].map((place) => `07-07 ${place}`),
    ]);
    expect(places('subset_of_group')).toEqual(['04-09 3 2.1']);
  });
});
