import { describe, expect, it } from 'vitest';
import { read } from './reading.ts';

const decisionsOf = (text: string) => read(text).flatMap(({ decisions }) => decisions);

describe('what is no decision', () => {
  it.each([
    [
      'a letter that asks for nothing',
      'Уважаемые коллеги!\n\nНапоминаем, что приём заявок длится до 10 мая 2026 года. Необходимо помнить о правилах.\n\nС уважением,\nИванова И.И.',
    ],
    [
      'an agenda alone',
      'ПОВЕСТКА\nсовещания\n\nДата: 05.04.2026\n\n1. О зиме.\n\nДокладчик:\n\nА.А. Лес.\n\n2. О лете.',
    ],
    ['an empty text', ''],
    ['white space', ' \n\t\n '],
    ['a price list', '№ п/п\tТовар\tЦена\n1\tПарта\t5000\n2\tДоска\t9000'],
    ['a poem', 'Мороз и солнце; день чудесный!\nЕщё ты дремлешь,\n\n1. Вьюга злилась'],
    ['JSON', '{\n  "name": "srok",\n  "version": "1.0.0"\n}'],
    ['a resolving word alone', 'ПРОТОКОЛ\nРЕШИЛИ:\n'],
  ])('%s gives none, and the reason', (_, text) => {
    const documents = read(text);
    expect(documents.flatMap(({ decisions }) => decisions)).toEqual([]);
    expect(documents).toHaveLength(1);
    expect(documents[0]?.warnings.map(({ code }) => code)).toContain('no_decisions');
    expect(documents[0]?.warnings.find(({ code }) => code === 'no_decisions')?.message).toMatch(
      /^Решений не найдено: \p{L}/u,
    );
  });

  it('the speakers, the agenda and the signatures of a protocol are none', () => {
    const text = `ПРОТОКОЛ от 01.02.2026

1. О снеге.

ВЫСТУПИЛИ:

1. А.А. Лесной – предложил убрать снег до 5 февраля 2026 года.

РЕШИЛИ:

1.1. Школам убрать снег.

Срок: до 07.02.2026

Секретарь

Б.Б. Полевой`;
    expect(decisionsOf(text).map(({ text: words }) => words)).toEqual(['Школам убрать снег.']);
  });

  it('a header that only names the addressee is none, with or without a colon', () => {
    const text =
      'ПРОТОКОЛ от 01.02.2026\nРЕШИЛИ:\n1. Школам:\n1.1. Убрать снег.\n2. ГАУ ДПО ЗОИРО\n2.1. Вымыть окна.';
    expect(decisionsOf(text).map(({ label }) => label)).toEqual(['1.1', '2.1']);
  });

  it('the entry of the act into force is none', () => {
    const text =
      'ПРИКАЗ\n01.02.2026 № 3\nПРИКАЗЫВАЮ:\n1. Школам убрать снег.\n2. Приказ вступает в силу с 1 марта 2026 года.';
    expect(decisionsOf(text).map(({ label }) => label)).toEqual(['1']);
  });

  it('repeated table heads and rows that number the columns are none', () => {
    const head = '№ п/п\tМероприятие\tСроки\tОтветственные';
    const text = `${head}\n1\t2\t3\t4\n1.\tУборка\tмай 2026\tОО\n\n${head}\n2.\tПолив\tиюнь 2026\tОО`;
    expect(decisionsOf(text).map(({ label, text: words }) => `${label} ${words}`)).toEqual([
      '1 Уборка',
      '2 Полив',
    ]);
  });
});

describe('what is no deadline of a point', () => {
  it.each([
    ['the date of a cited act', 'Исполнить приказ от 25.01.2026 № 21 в полном объёме.'],
    ['a quantity', 'Открыть группы до 10 человек для детей до 14 лет.'],
    ['the years of a programme', 'Утвердить программу «Лес» на 2026–2027 годы.'],
    ['an adjective of frequency', 'Обеспечить ежегодное проведение осмотра и ежедневное меню.'],
  ])('%s', (_, point) => {
    const [decision] = decisionsOf(`ПРИКАЗ\n01.02.2026 № 3\nПРИКАЗЫВАЮ:\n1. ${point}`);
    expect(decision?.deadline).toMatchObject({
      kind: 'none',
      text: null,
      start: null,
      due: null,
      next: null,
    });
  });

  it('a line about the term of a certificate stays in the text', () => {
    const [decision] = decisionsOf(
      'ПРОТОКОЛ от 01.02.2026\nРЕШИЛИ:\n1. Проверить:\n- срок действия справок;\n- печати.\nСрок: до 05.02.2026',
    );
    expect(decision?.text).toBe('Проверить: - срок действия справок; - печати.');
    expect(decision?.deadline.due).toBe('2026-02-05');
  });
});
