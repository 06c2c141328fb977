import { describe, expect, it } from 'vitest';
import { lineOf, read } from './reading.ts';

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
