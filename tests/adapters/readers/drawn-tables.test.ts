import { describe, expect, it } from 'vitest';
import { readDrawnTables } from '../../../src/adapters/readers/drawn-tables.ts';

const cellsOf = (text: string): readonly (readonly string[])[] => {
  const reading = readDrawnTables(text);
  if (reading === null) throw new Error('no table was found');
  return reading.tables.flatMap(({ rows }) =>
    rows.map(({ cells }) => cells.map(({ start, end }) => reading.text.slice(start, end))),
  );
};

describe('a table drawn with characters', () => {
  it('is read by its rules: the lines between two of them are one row', () => {
    const text = [
      'ПЛАН',
      '┌───┬────────────┬──────────┐',
      '│ N │Мероприятие │   Срок   │',
      '├───┼────────────┼──────────┤',
      '│ 1 │Промывка    │до 1 мая  │',
      '│   │систем      │2027 г.   │',
      '└───┴────────────┴──────────┘',
      'Глава',
    ].join('\n');
    expect(cellsOf(text)).toEqual([
      ['N', 'Мероприятие', 'Срок'],
      ['1', 'Промывка\nсистем', 'до 1 мая\n2027 г.'],
    ]);
    expect(readDrawnTables(text)?.text).toMatch(/^ПЛАН\n[\s\S]*\nГлава\n$/u);
  });

  it('may be drawn with hyphens and bars; a cell over the rest of a row stands in every column of it', () => {
    const text = [
      '/-----------------------\\',
      '| 1 | Работа   | до мая |',
      '|---+-------------------|',
      '| 2 | Раздел второй     |',
      '\\-----------------------/',
    ].join('\n');
    expect(cellsOf(text)).toEqual([
      ['1', 'Работа', 'до мая'],
      ['2', 'Раздел второй', 'Раздел второй'],
    ]);
  });

  it('is none where a line of hyphens only parts two paragraphs', () => {
    expect(readDrawnTables('Текст\n|------|\nещё текст\n')).toBeNull();
  });
});
