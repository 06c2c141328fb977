import { describe, expect, test } from 'vitest';
import { joinMessages, joinSources, type SourceText } from '../../../src/core/documents/index.ts';

describe('the files of one document', () => {
  const plain: SourceText = { name: '1.txt', text: 'Первая.', tables: null };
  const table: SourceText = {
    name: '2.docx',
    text: '1\tПровести',
    tables: [
      {
        rows: [
          {
            start: 0,
            end: 10,
            cells: [
              { start: 0, end: 1, mergedFromAbove: false },
              { start: 2, end: 10, mergedFromAbove: false },
            ],
          },
        ],
      },
    ],
  };

  test('are one text, whose tables are where their words are', () => {
    const joined = joinSources([plain, table, table], 'всё');
    expect(joined).toMatchObject({ name: 'всё', text: 'Первая.\n\n1\tПровести\n\n1\tПровести' });
    const words = joined.tables?.map(({ rows }) =>
      rows.map(({ start, end, cells }) => [
        joined.text.slice(start, end),
        ...cells.map((cell) => joined.text.slice(cell.start, cell.end)),
      ]),
    );
    expect(words).toEqual(Array(2).fill([['1\tПровести', '1', 'Провести']]));
  });

  test('keep the recognizer’s word for each of their words', () => {
    const scan: SourceText = {
      name: 'фото',
      text: 'до 1 мая',
      tables: null,
      confidences: [{ start: 5, end: 8, confidence: 61 }],
    };
    const joined = joinSources([scan, plain, scan], 'всё');
    const words = joined.confidences?.map(({ start, end, confidence }) => [
      joined.text.slice(start, end),
      confidence,
    ]);
    expect(words).toEqual(Array(2).fill(['мая', 61]));
    expect(joinSources([plain], 'всё')).not.toHaveProperty('confidences');
  });

  test('know no tables where none of them does', () => {
    expect(joinSources([plain, plain], 'всё').tables).toBeNull();
  });
});

describe('the pieces of a pasted text', () => {
  test.each([
    [
      'go on in the middle of a sentence',
      ['Провести проверку', 'готовности школ.'],
      'Провести проверку готовности школ.',
    ],
    [
      'begin a point',
      ['Срок: до 1 октября 2026 г.', '2. Направить отчёт.'],
      'Срок: до 1 октября 2026 г.\n2. Направить отчёт.',
    ],
    [
      'begin a point though the words before have no end',
      ['в составе', '2.1. Направить'],
      'в составе\n2.1. Направить',
    ],
    ['begin a bullet', ['обеспечить:', '– питание;'], 'обеспечить:\n– питание;'],
    [
      'begin a sentence',
      ['Провести проверку.', 'Срок: до 1 октября'],
      'Провести проверку.\nСрок: до 1 октября',
    ],
    ['go on with a name', ['начальнику отдела', 'Ильину И.В.'], 'начальнику отдела Ильину И.В.'],
    ['go on with a date', ['не позднее', '15 октября'], 'не позднее 15 октября'],
    ['lose the white space at their ends', ['Провести \n', '\n проверку'], 'Провести проверку'],
    ['are one, or none', ['Провести'], 'Провести'],
  ])('%s', (_name, pieces, text) => {
    expect(joinMessages(pieces)).toBe(text);
  });

  test('of nothing are nothing', () => {
    expect(joinMessages([])).toBe('');
  });
});
