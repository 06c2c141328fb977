import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../../src/adapters/readers/index.ts';
import { isMarkdown, readMarkdown } from '../../../src/adapters/readers/markdown.ts';
import { lineOf, read } from '../../core/documents/reading.ts';

describe('a Markdown text', () => {
  it.each([
    ['## РЕШИЛИ:', 'РЕШИЛИ:'],
    ['# Протокол № 5 #', 'Протокол № 5'],
    ['**Срок:** до 1 мая', 'Срок: до 1 мая'],
    ['1. __Школам__ *вымыть* окна', '1. Школам вымыть окна'],
    ['* окна', '- окна'],
    ['  - двери', '  - двери'],
    ['> цитата', 'цитата'],
    ['см. [приказ](https://example.org/1) и `код`', 'см. приказ и код'],
    ['1\\. Не список', '1. Не список'],
    ['5 * 3 * 2 и № 4*', '5 * 3 * 2 и № 4*'],
    ['---', ''],
  ])('«%s» shows «%s»', (marked, shown) => {
    expect(readMarkdown(marked).text).toBe(`${shown}\n`);
  });

  it('is known by its marks, and plain text is not taken for it', () => {
    expect(['# А', 'а\n### Б', '|а|б|\n|--|--|'].map(isMarkdown)).toEqual([true, true, true]);
    const plain = [
      '№ 5',
      '#хэштег',
      'а | б',
      '1. Пункт\n- буква',
      '***раздел***\n**а** и **б**',
      '___________',
    ];
    expect(plain.map(isMarkdown)).toEqual(plain.map(() => false));
  });

  it('gives its table and its points', async () => {
    const marked = [
      '# ПРИКАЗ',
      'от 14.09.2026 № 5',
      '',
      '| № | Мероприятие | Срок | Ответственные |',
      '|---|:---|---:|---|',
      '| 1 | **Мытьё** окон<br>и дверей | до 1 октября 2026 года | ОМСУ |',
      '| 2 | Посадка лип \\| клёнов | май 2027 г. | ГАУ ДПО ЗОИРО',
    ].join('\r\n');
    const reading = await readSource(new TextEncoder().encode(marked), 'plan.md');
    if (reading.kind !== 'text') throw new Error(reading.message);
    const [document] = read(reading.source);
    expect(document?.decisions.map((decision) => `${lineOf(decision)} ${decision.text}`)).toEqual([
      '- | 1 | OMSU* | date | ..2026-10-01 |  Мытьё окон и дверей',
      '- | 2 | ZOIRO* | month | 2027-05-01..2027-05-31 |  Посадка лип | клёнов',
    ]);
  });

  it('keeps a row together that is broken over lines, where every row ends with a bar', () => {
    const { text, tables } = readMarkdown(
      'N | Событие | Кто |\n1 | Открытие | Зам. директора\nОрлова А.А. |\n2 | Концерт | Учитель\nКлюева О.О.\n|\nКонец',
    );
    const rows = tables.flatMap((table) =>
      table.rows.map(({ cells }) => cells.map(({ start, end }) => text.slice(start, end))),
    );
    expect(rows).toEqual([
      ['N', 'Событие', 'Кто'],
      ['1', 'Открытие', 'Зам. директора\nОрлова А.А.'],
      ['2', 'Концерт', 'Учитель\nКлюева О.О.'],
    ]);
    expect(text.endsWith('Конец\n')).toBe(true);
  });

  it.each([
    [
      'whose first cell takes two lines',
      'Мероприятие | Срок | Кто |\nПроверка\nсайтов | 10.02.2027 | ОМСУ |\nСбор анкет | 15.02.2027 | ОМСУ |\n',
      [
        ['Мероприятие', 'Срок', 'Кто'],
        ['Проверка\nсайтов', '10.02.2027', 'ОМСУ'],
        ['Сбор анкет', '15.02.2027', 'ОМСУ'],
      ],
    ],
    [
      'under a title over all columns',
      '| № | Содержание работы | Дата |\n| 1. Организация |\n| 1.1 | Сбор анкет | 15.02.2027 |\n| 1.2 | Свод | 16.02.2027 |\n',
      [
        ['№', 'Содержание работы', 'Дата'],
        ['1. Организация', '', ''],
        ['1.1', 'Сбор анкет', '15.02.2027'],
        ['1.2', 'Свод', '16.02.2027'],
      ],
    ],
    [
      'that is the only one below the names of columns',
      'Мероприятие | Срок | Ответственный\nПроверка сайтов | 10.02.2027 | ОМСУ\n',
      [
        ['Мероприятие', 'Срок', 'Ответственный'],
        ['Проверка сайтов', '10.02.2027', 'ОМСУ'],
      ],
    ],
    [
      'that goes on in the next line where no row ends with a bar',
      '№ | Мероприятие | Срок | Кто\n1 | Проверка | 10.02.2027 | ОМСУ\n2 | Сбор анкет\nродителей | 15.02.2027 | ОМСУ\n3 | Свод\n4 | Отчёт | 17.02.2027 | ОМСУ\n',
      [
        ['№', 'Мероприятие', 'Срок', 'Кто'],
        ['1', 'Проверка', '10.02.2027', 'ОМСУ'],
        ['2', 'Сбор анкет\nродителей', '15.02.2027', 'ОМСУ'],
        ['3', 'Свод', '', ''],
        ['4', 'Отчёт', '17.02.2027', 'ОМСУ'],
      ],
    ],
    [
      'with a bar more than its head has',
      'Мероприятие | Срок | Ответственный\nСбор | 11.02.2027 | ОМСУ\nПроверка | 10.02.2027 | ОМСУ | школы\n',
      [
        ['Мероприятие', 'Срок', 'Ответственный'],
        ['Сбор', '11.02.2027', 'ОМСУ'],
        ['Проверка', '10.02.2027', 'ОМСУ | школы'],
      ],
    ],
  ])('knows a row of bars %s', (_, typed, expected) => {
    expect(isMarkdown(typed)).toBe(true);
    const { text, tables } = readMarkdown(typed);
    const rows = tables.flatMap((table) =>
      table.rows.map(({ cells }) => cells.map(({ start, end }) => text.slice(start, end))),
    );
    expect(rows).toEqual(expected);
  });

  it('is read whatever it holds, its tables within the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('|', '-', '\n', '*', '_', '#', 'а', ' ', '\\', '[', ']') }),
        (marked) => {
          const { text, tables } = readMarkdown(marked);
          for (const { rows } of tables)
            for (const { end } of rows) expect(end).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });
});
