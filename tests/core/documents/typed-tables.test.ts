import { describe, expect, it } from 'vitest';
import { lineOf, read, textOf } from './reading.ts';

const rows = ['Мероприятие\tСрок\tИсполнитель', 'Собрать анкеты\t05.10.2026\tОМСУ'];
const typed = (...lines: string[]) =>
  read({ name: 'plan.docx', text: ['ПЛАН', '01.10.2026', ...lines].join('\n'), tables: [] });

describe('a table typed with tab characters into a document of Word', () => {
  it('is a table of measures under its head, a title between the rows included', () => {
    const [document] = typed(...rows, 'Октябрь', 'Провести семинар\t20.10.2026\tГАУ ДПО ЗОИРО');
    expect(document?.decisions.map(lineOf)).toEqual([
      '- | - | OMSU* | date | ..2026-10-05 | ',
      'Октябрь | - | ZOIRO* | date | ..2026-10-20 | ',
    ]);
  });

  it('is none without a head of measures: tab characters set out a letterhead and signatures', () => {
    const [document] = typed(
      'РЕШИЛИ:',
      '1. Школам сдать отчёт.\tСрок:\t05.10.2026',
      'Директор\t\tОрлов А.А.',
    );
    expect(document?.decisions.map(({ text }) => text)).toEqual(['Школам сдать отчёт.']);
  });
});

describe('what stands outside every list', () => {
  const warningsOf = (text: string): string[] =>
    read(text).flatMap(({ warnings }) =>
      warnings.filter(({ code }) => code === 'content_ignored').map(({ message }) => message),
    );
  const protocol = (before: string): string =>
    `ПРОТОКОЛ\n01.10.2026 № 7\n${before}\nРЕШИЛИ:\n1. Школам сдать отчёт до 05.10.2026.\n`;

  it('is told of, where it says what to do', () => {
    expect(warningsOf(protocol('Наказы жителей:\n- отремонтировать крышу школы;\n- провести свет.'))).toEqual(
      [
        'Похоже на поручение, но стоит вне списка решений и не прочитано: «- отремонтировать крышу школы;» и ещё 1.',
      ],
    );
  });

  it('is a table whose cells stand one below another and cannot be told apart', () => {
    const cells = 'Мероприятие\nСрок проведения\nОтветственный\nСлёт\nмай\nОМСУ\nСмотр\nиюнь';
    expect(warningsOf(`${protocol('')}\nПриложение\nПлан\n${cells}`)).toEqual([
      'Таблица не прочитана: её графы стоят одна под другой и строки не разделить: «Мероприятие …»',
    ]);
  });

  it('is an agenda or rules of an annex, of which nothing is told', () => {
    expect(warningsOf(protocol('ПОВЕСТКА:\n1. О ремонте школ.'))).toEqual([]);
    const rules =
      'Приложение\nПорядок приёма\n1. Заявитель вправе подать заявление.\n2. Комиссии рассмотреть его.';
    expect(warningsOf(`${protocol('')}\n${rules}`)).toEqual([]);
  });
});

describe('a row whose columns have run together', () => {
  it('is told of: it is neither a title nor lost in silence', () => {
    const [document] = read(
      'ПЛАН\n01.02.2027\n№\tМероприятие\tСрок\tИсполнитель\n1\tСобрать анкеты\t15.02.2027\tОМСУ\n' +
        '2 Семинар 18 марта 2027 года ГАУ ДПО ЗОИРО\t\t\t\n3\tПодвести итоги\t01.04.2027\tОМСУ\n',
    );
    expect(document?.decisions.map(lineOf)).toEqual([
      '- | 1 | OMSU* | date | ..2027-02-15 | ',
      '- | 3 | OMSU* | date | ..2027-04-01 | ',
    ]);
    expect(document?.warnings.map(({ message }) => message)).toEqual([
      'Строка внутри таблицы не отнесена ни к одной графе: «2 Семинар 18 марта 2027 года ГАУ ДПО ЗОИРО»',
    ]);
  });
});

describe('a row that a page cut in all its cells', () => {
  it('is put together below the repeated head', () => {
    const [document] = read(
      'ПЛАН\nот 11.08.2028 № 19\n\n№ п/п\tМероприятие\tСрок\tИсполнители\n1. Кадры\n' +
        '1.1\tДоговоры о практике с\tСентябрь\tКомитет по образованию\n' +
        '№ п/п\tМероприятие\tСрок\tИсполнители\n\tпедагогическим колледжем\t2028 г.\tгорода Озёрска\n' +
        '1.2\tШкола молодого директора\tоктябрь 2028 г.\tГАУ ДПО ЗОИРО\n',
    );
    expect(document?.decisions.map((decision) => `${lineOf(decision)} ${decision.text}`)).toEqual([
      '1 | 1.1 | ozersk* | month | 2028-09-01..2028-09-30 |  Договоры о практике с педагогическим колледжем',
      '1 | 1.2 | ZOIRO* | month | 2028-10-01..2028-10-31 |  Школа молодого директора',
    ]);
  });
});

describe('a table whose columns have run together', () => {
  const table = (rows: string): string => `ПЛАН\n01.02.2027\n№ Мероприятие Срок Ответственный\n${rows}`;

  it('comes apart at its terms, and the reviewer is told', () => {
    const [document] = read(table('1 Собрать анкеты 15.02.2027 ОМСУ\n2 Подвести итоги 01.03.2027 ОМСУ\n'));
    expect(document?.decisions.map(lineOf)).toEqual([
      '- | 1 | OMSU* | date | ..2027-02-15 | ',
      '- | 2 | OMSU* | date | ..2027-03-01 | ',
    ]);
    expect(document?.warnings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'columns_guessed Графы таблицы слиплись: срок и исполнитель найдены в строках по словам. Первая строка: «1 Собрать анкеты 15.02.2027 ОМСУ».',
    ]);
  });

  it('stays as it is printed where a row names nobody', () => {
    const [document] = read(table('1 Собрать анкеты 15.02.2027 вовремя\n2 Подвести итоги 01.03.2027 ОМСУ\n'));
    expect(document?.warnings.map(({ code }) => code)).not.toContain('columns_guessed');
    expect(document?.decisions.map(({ text }) => text)[0]).toBe('Собрать анкеты 15.02.2027 вовремя');
  });
});

describe('a row whose lines a messenger has torn apart', () => {
  const [document] = read(textOf(new URL('./fixtures/torn-rows.txt', import.meta.url)));

  it('is one decision, whichever of its cells go on', () => {
    expect(document?.decisions.map(lineOf)).toEqual([
      '1 | 1.1 | sosnovka* | date | ..2027-05-14 | ',
      '1 | 1.2 | sosnovka* sch-sosnovka | month | 2027-04-01..2027-04-30 | ',
      '1 | 1.3 | OO* | date | ..2027-05-25 | ',
      '2 | 2.1 | sch-polyana* sch-sosnovka | date | ..2027-06-18 | ',
      '2 | 2.2 | OO* | range | 2027-06-01..2027-08-31 | ',
    ]);
  });

  it('has the words of all its lines', () => {
    expect(document?.decisions.map(({ text }) => text).slice(1, 4)).toEqual([
      'Составление графика смен с учётом ремонта спортивных залов',
      'Страхование участников смен',
      'Туристский слёт отрядов и смотр строевой песни',
    ]);
  });

  it('is a row of its own where the column above says all', () => {
    const [own] = read(
      'ПЛАН\n01.02.2027\n№\tМероприятие\tИсполнитель\tСрок\n1\tСобрать анкеты\tГАУ ДПО ЗОИРО\t15.02.2027\n' +
        '\t\tОГАУ ЗЦОКО\t01.03.2027\n\t\tОМСУ\t\n',
    );
    expect(own?.decisions.map(lineOf)).toEqual([
      '- | 1 | ZOIRO* | date | ..2027-02-15 | ',
      '- | - | ZCOKO* | date | ..2027-03-01 | ',
      '- | - | OMSU* | none |  | no_deadline',
    ]);
  });
});

describe('a line of a cell that has broken between rows', () => {
  it('is told of and gives no title to the rows below', () => {
    const [document] = read(
      'ПЛАН\n01.02.2027\nКому\tЧто сделать\tСрок\nУправление образования Приреченского района;\n' +
        'ГАУ ДПО ЗОИРО\tСобрать анкеты\t15.02.2027\n26.02.2027\nОМСУ\tПодвести итоги\t01.04.2027\n',
    );
    expect(document?.decisions.map(lineOf)).toEqual([
      '- | - | ZOIRO* | date | ..2027-02-15 | ',
      '- | - | OMSU* | date | ..2027-04-01 | ',
    ]);
    expect(document?.warnings.map(({ message }) => message)).toEqual([
      'Строка внутри таблицы не отнесена ни к одной графе: «Управление образования Приреченского района;»',
      'Строка внутри таблицы не отнесена ни к одной графе: «26.02.2027»',
    ]);
  });
});
