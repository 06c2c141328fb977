import { describe, expect, it } from 'vitest';
import { lineOf, read } from './reading.ts';

describe('a column of objects beside that of the work', () => {
  it('is part of what is to be done', () => {
    const [document] = read(
      'ГРАФИК\nот 14.01.2027 № 12\n\nОбъект\tВид работ\tСрок\tИсполнитель\nСосновская СОШ\tЗамена окон\t15.07.2027\tОМСУ\n',
    );
    expect(document?.decisions.map(({ text }) => text)).toEqual(['Замена окон Сосновская СОШ']);
  });

  it('is what is to be done where nothing else says it', () => {
    const [document] = read(
      'ГРАФИК\nот 14.01.2027 № 12\n\nОбъект\tСрок\tИсполнитель\nРемонт кровли\t15.07.2027\tОМСУ\n',
    );
    expect(document?.decisions.map(({ text }) => text)).toEqual(['Ремонт кровли']);
  });
});

describe('a row of a table', () => {
  const plan = (rows: string) =>
    read(`ПЛАН\nот 14.01.2027 № 12\n\n№\tМероприятие\tСрок\tИсполнитель\n${rows}\n`)[0];

  it.each(['-//-', '- // -', '//', '- " -', '-«-', '—"—', '〃', 'то же', 'То же'])(
    'says with «%s» what the one above says of who and when',
    (ditto) => {
      const document = plan(`1\tСмотр\tдо 1 марта 2027 года\tОМСУ\n2\tСлёт\t${ditto}\t${ditto}`);
      expect(document?.decisions.map(lineOf)).toEqual([
        '- | 1 | OMSU* | date | ..2027-03-01 | ',
        '- | 2 | OMSU* | date | ..2027-03-01 | ',
      ]);
    },
  );

  it('without a word of what is to be done is told of, and what stands below repeats its words', () => {
    const document = plan(
      '1\tСмотр\tдо 1 марта 2027 года\tОМСУ\n2\t\t05.03.2027\tГАУ ДПО ЗОИРО\n3\tСлёт\t-//-\t-//-',
    );
    expect(document?.decisions.map(lineOf)).toEqual([
      '- | 1 | OMSU* | date | ..2027-03-01 | ',
      '- | 3 | ZOIRO* | date | ..2027-03-05 | ',
    ]);
    expect(document?.warnings.map(({ message }) => message)).toEqual([
      'Строка внутри таблицы не отнесена ни к одной графе: «2 05.03.2027 ГАУ ДПО ЗОИРО»',
    ]);
  });

  it('that asks for «то же» as the work itself keeps these words', () => {
    expect(plan('1\tСмотр\t01.03.2027\tОМСУ\n2\tТо же\t02.03.2027\tОМСУ')?.decisions[1]?.text).toBe('То же');
  });
});
