import { describe, expect, it } from 'vitest';
import { readAlignedText } from '../../../src/adapters/readers/aligned-text.ts';
import { isMarkdown, readMarkdown } from '../../../src/adapters/readers/markdown.ts';

function rowsOf({ text, tables }: ReturnType<typeof readMarkdown>): string[][][] {
  return tables.map(({ rows }) =>
    rows.map(({ cells }) => cells.map(({ start, end }) => text.slice(start, end))),
  );
}

describe('a plain text with columns aligned by spaces', () => {
  const text = [
    'План мероприятий на 2026 год',
    '',
    '№    Мероприятие                    Срок            Исполнитель',
    '1    Анкетирование обучающихся      до 20.02.2026   общеобразовательные',
    '                                                    организации',
    '2    Разработка памятки для         март 2026 г.    ГАУ ДПО ЗОИРО',
    '     родителей',
    '',
    'Начальник отдела                 Е.Г. Столярова',
  ].join('\n');

  it('is a table with the lines of every cell together', () => {
    const read = readAlignedText(text);
    expect(read === null ? null : rowsOf(read)).toEqual([
      [
        ['№', 'Мероприятие', 'Срок', 'Исполнитель'],
        ['1', 'Анкетирование обучающихся', 'до 20.02.2026', 'общеобразовательные\nорганизации'],
        ['2', 'Разработка памятки для\nродителей', 'март 2026 г.', 'ГАУ ДПО ЗОИРО'],
      ],
    ]);
  });

  it('keeps columns apart that one space parts where a cell is full, or a letter beside the edge', () => {
    const full = [
      '№   Мероприятие                 Срок           Ответственный',
      '1   Сверка списков участников   до 5 апреля    Руководители общеобразовательных',
      '    слёта юных лесников в базах 2027 года      организаций, заведующие',
      '    района                                     садами',
      '2   Слёт «Зелёный дозор»        14 мая 2027 г. ГАУ ДПО ЗОИРО (по',
      '                                                согласованию)',
      '3   Осмотр троп                 постоянно      Бойко Н.С.',
    ].join('\n');
    const read = readAlignedText(full);
    expect(read === null ? null : rowsOf(read)[0]?.slice(1)).toEqual([
      [
        '1',
        'Сверка списков участников\nслёта юных лесников в базах\nрайона',
        'до 5 апреля\n2027 года',
        'Руководители общеобразовательных\nорганизаций, заведующие\nсадами',
      ],
      ['2', 'Слёт «Зелёный дозор»', '14 мая 2027 г.', 'ГАУ ДПО ЗОИРО (по\nсогласованию)'],
      ['3', 'Осмотр троп', 'постоянно', 'Бойко Н.С.'],
    ]);
  });

  it('keeps the lines around the table', () => {
    const read = readAlignedText(text)?.text ?? '';
    expect(read.startsWith('План мероприятий на 2026 год\n')).toBe(true);
    expect(read).toContain('Начальник отдела                 Е.Г. Столярова');
  });

  it.each([
    ['signatures', 'Глава района          В.С. Пахомов\nг. Приреченск        12.02.2026        № 118'],
    ['a text without gaps', '№ Мероприятие Срок Исполнитель\n1 Анкета до 20.02.2026 школы'],
    ['columns of tab characters', '№\tМероприятие\tСрок\n1\tАнкета   школ\tмарт'],
  ])('is no table where there are %s', (_, plain) => {
    expect(readAlignedText(plain)).toBeNull();
  });
});

describe('a table typed with bars', () => {
  it('needs no row of dashes under its head', () => {
    const text =
      'Поручения\nЧто | Кто | Когда\nОткрыть кружок | школа | 01.09.2026\nСдать отчёт | школа | 02.09.2026';
    expect(isMarkdown(text)).toBe(true);
    expect(rowsOf(readMarkdown(text))).toEqual([
      [
        ['Что', 'Кто', 'Когда'],
        ['Открыть кружок', 'школа', '01.09.2026'],
        ['Сдать отчёт', 'школа', '02.09.2026'],
      ],
    ]);
  });

  it('is none where bars part a line or two of telephones', () => {
    expect(isMarkdown('тел. 1 | факс 2 | почта\nтел. 3 | факс 4 | почта')).toBe(false);
  });
});
