import { describe, expect, it } from 'vitest';
import { lineOf, read } from './reading.ts';

/** Forms that look like another one: what must not be taken for it. */
const linesOf = (text: string): string[] => read(text).flatMap(({ decisions }) => decisions.map(lineOf));
const wordsOf = (text: string): string[] =>
  read(text).flatMap(({ decisions }) => decisions.map((decision) => decision.text));
const order = (points: string): string => `ПРИКАЗ
от 11.01.2027 № 5
Об итогах проверки

приказываю:
${points}`;

describe('a dative before the verb of a point', () => {
  it.each([
    'Вопросам безопасности уделить особое внимание до 20.01.2027.',
    'Указанным мероприятиям посвятить педсовет до 20.01.2027.',
    'Итогам проверки дать оценку до 20.01.2027.',
    'По-прежнему проводить до 20.01.2027 осмотры.',
    'Поэтому провести до 20.01.2027 учёбу.',
    'Выпускникам вручить грамоты до 20.01.2027.',
  ])('«%s» is for whom the header names: the dative says what, or to whom it is given', (point) => {
    expect(linesOf(order(`1. Директорам школ:\n1.1. Провести осмотр до 19.01.2027.\n1.2. ${point}`))[1]).toBe(
      '- | 1.2 | OO* | date | ..2027-01-20 | ',
    );
  });

  it.each(['Собственникам автобусов', 'Совету по вопросам семьи', 'Совету по основным вопросам семьи'])(
    '«%s» is somebody, known or not',
    (who) => {
      const [document] = read(order(`1. ${who} провести осмотр до 20.01.2027.`));
      expect(document?.decisions[0]?.addressees).toMatchObject([{ text: who, code: 'OTHER' }]);
    },
  );
});

describe('the number of a house, a room or a page behind a sentence', () => {
  const minutes = (points: string): string => `ПРОТОКОЛ № 3 от 14.01.2027\nРЕШИЛИ:\n${points}`;

  it('begins no point', () => {
    const point =
      'Директорам школ осмотреть здание по адресу: ул. Лесная, д. 2. Ответственным провести опись в каб. 3. Отчёт сдать до 20.01.2027.';
    expect(wordsOf(minutes(`1. ${point}`))).toEqual([point]);
  });

  it('is a point behind «и т. д.» and «и т. п.»', () => {
    expect(
      wordsOf(
        minutes(
          '1. Школам купить парты и т. д. 2. Отделу кадров собрать описи и т. п. 3. Методистам сдать отчёт.',
        ),
      ),
    ).toEqual([
      'Школам купить парты и т. д.',
      'Отделу кадров собрать описи и т. п.',
      'Методистам сдать отчёт.',
    ]);
  });

  it('and the first letter of who signs below point 2 is no «3.»', () => {
    const signed = '1. Школам провести осмотр.\n2. Школам сдать отчёт.\n\nПредседатель\nЗ. А. Петрова';
    expect(wordsOf(minutes(signed))).toEqual(['Школам провести осмотр.', 'Школам сдать отчёт.']);
  });
});

describe('a table whose columns have run together', () => {
  const plan = (head: string, rows: string): string => `План работы на 2027 год\n\n${head}\n${rows}`;
  const WHO_LAST = '№ Мероприятие Срок Ответственный';
  const TERM_LAST = '№ Мероприятие Ответственный Срок';

  it.each([
    ['с 1 по 5 марта 2027', 'range | 2027-03-01..2027-03-05'],
    ['до 25 числа ежемесячно', 'recurring | '],
    ['ежемесячно до 25 числа', 'recurring | '],
    ['в апреле 2027', 'month | 2027-04-01..2027-04-30'],
    ['I полугодие 2027 года', 'range | 2027-01-01..2027-06-30'],
    ['до конца марта 2027 года', 'date | ..2027-03-31'],
  ])('gives a row the whole of «%s»', (term, read) => {
    const text = plan(
      WHO_LAST,
      `1 Сдать отчёт ${term} Директора школ\n2 Провести смотр 05.04.2027 Директора школ`,
    );
    expect(linesOf(text)[0]).toContain(`- | 1 | OO* | ${read}`);
    expect(wordsOf(text)[0]).toBe('Сдать отчёт');
  });

  it('leaves the number of a school to what is to be done', () => {
    const text = plan(
      WHO_LAST,
      '1 Осмотреть зал школы № 9 05.04.2027 Директора школ\n2 Провести смотр 05.04.2027 Директора школ',
    );
    expect(wordsOf(text)[0]).toBe('Осмотреть зал школы № 9');
  });

  it('is told of where a row does not come apart', () => {
    const text = plan(WHO_LAST, '1 Сдать отчёт 05.04.2027 Директора школ\n2 Провести смотр Директора школ');
    const [document] = read(text);
    expect(document?.decisions).toEqual([]);
    expect(document?.warnings.map(({ message }) => message)[0]).toBe(
      'Таблица не прочитана: её графы слиплись, и в строке не разделить, что, когда и кому: «2 Провести смотр Директора школ».',
    );
  });

  it('ends before the signature and the control clause', () => {
    const text = plan(
      TERM_LAST,
      '1 Собрать сведения в Приреченске Директора школ март 2027\n2 Провести День дверей Директора школ апрель 2027 года\nПредседатель комиссии А.А. Орлова',
    );
    expect(linesOf(text)).toEqual([
      '- | 1 | OO* | month | 2027-03-01..2027-03-31 | ',
      '- | 2 | OO* | month | 2027-04-01..2027-04-30 | ',
    ]);
    expect(wordsOf(text)[0]).toBe('Собрать сведения в Приреченске');
    const controlled = plan(
      WHO_LAST,
      '1 Сдать отчёт 05.04.2027 Директора школ\n2 Провести смотр 06.04.2027 Директора школ\nКонтроль за исполнением плана возложить на Орлову А.А.',
    );
    expect(linesOf(controlled)[1]).toBe('- | 2 | OO* | date | ..2027-04-06 | ');
  });
});

describe('days in the columns of a calendar', () => {
  const row = (cells: string): string[] =>
    linesOf(
      `План на 2027 год\n№\tМероприятие\tОтветственный\tЯнв\tФев\tМар\tАпр\n1\tСдать отчёт\tДиректора школ\t${cells}\n2\tПровести смотр\tДиректора школ\t\tх\t\t`,
    );

  it.each([
    ['-\t-\tдо 15\t–', 'date | ..2027-03-15 | approximate'],
    ['х\t\tдо 15\t', 'date | ..2027-03-15 | approximate several_dates'],
    ['\t10\t\t20', 'date | ..2027-04-20 | approximate several_dates'],
    ['\tх\t\t1-15', 'range | 2027-02-01..2027-04-15 | approximate several_dates'],
    ['\tх\t\tсмотр', 'range | 2027-02-01..2027-04-30 | approximate several_dates approximate'],
  ])('«%s» loses none of them', (cells, read) => {
    expect(row(cells)[0]).toBe(`- | 1 | OO* | ${read}`);
  });
});

describe('a point that gives several their tasks', () => {
  const addressees = (point: string): string[] =>
    read(order(`1. ${point}\n2. Школам сдать отчёт.`))[0]?.decisions[0]?.addressees.map(
      ({ code, text }) => `${code} ${text}`,
    ) ?? [];

  it.each([
    'Рекомендовать:\n- директорам школ провести осмотр;\n- отделу образования Каменского района составить план.',
    'Рекомендовать: директорам школ провести осмотр; отделу образования Каменского района составить план.',
    'В срок до 30.01.2027: а) директорам школ провести осмотр; б) отделу образования Каменского района составить план.',
  ])('«%s» is for both', (point) => {
    expect(addressees(point)).toEqual(['OO директорам школ', 'kamenka отделу образования Каменского района']);
  });

  it('is for each of its sentences', () => {
    expect(addressees('Ильиной И.И. до 20.01.2027 собрать заявки. Школам г. Озёрска сдать отчёт.')).toEqual([
      'PERSON Ильиной И.И.',
      'OO Школам г. Озёрска',
    ]);
  });

  it('is for whom the header names and for whom a later part does', () => {
    const text = order('1. Школам:\n1.1. Провести осмотр; ОГАУ ЗЦОКО составить отчёт.\n1.2. Сдать акты.');
    expect(linesOf(text)).toEqual([
      '- | 1.1 | OO* ZCOKO | none |  | no_deadline',
      '- | 1.2 | OO* | none |  | no_deadline',
    ]);
  });

  it.each([
    [
      'Руководителям школ: 1) ознакомить работников; 2) сдать отчёт до 20.01.2027.',
      ['OO Руководителям школ'],
    ],
    [
      'Руководителям школ: а) сдать отчёт; б) ОГАУ ЗЦОКО составить свод.',
      ['OO Руководителям школ', 'ZCOKO ОГАУ ЗЦОКО'],
    ],
    ['Руководителям школ в срок до 20.01.2027: 1) сдать отчёт; 2) сдать акты.', ['OO Руководителям школ']],
  ])(
    '«%s» is for whom it names before its list: the number of a part is none of a school',
    (point, expected) => {
      expect(addressees(point)).toEqual(expected);
    },
  );

  it('is not for an act that one of them is about', () => {
    expect(
      addressees(
        'Приказ Департамента от 01.02.2026 № 3 признать утратившим силу. Школам убрать его с сайтов.',
      ),
    ).toEqual([]);
  });

  it('is not for whom a sentence names behind its verb, nor for one twice', () => {
    expect(
      addressees(
        'Школам провести осмотр. Отчёт направить в ОГАУ ЗЦОКО. Контроль возложить на Орлову А.А. Школам сдать акты.',
      ),
    ).toEqual(['OO Школам']);
    expect(addressees('Контроль возложить на Орлову А.А. Школам сдать акты.')).toEqual([
      'PERSON Орлову А.А.',
    ]);
  });
});

describe('what was decided on the line of who was heard', () => {
  it('is not lost', () => {
    const text =
      'ПРОТОКОЛ № 4 от 02.02.2027\nСЛУШАЛИ: Орлову А.А. о крыше. Решили: 1) вызвать мастера до 05.02.2027; 2) составить акт до 08.02.2027.\nСЛУШАЛИ: Кедрова С.В.\nРЕШИЛИ:\n1. Школам провести учёбу до 10.02.2027.';
    expect(linesOf(text)).toEqual([
      '1 | 1) |  | date | ..2027-02-05 | no_addressee',
      '1 | 2) |  | date | ..2027-02-08 | no_addressee',
      '2 | 1 | OO* | date | ..2027-02-10 | ',
    ]);
  });
});

describe('a bracket that closes the line of a deadline', () => {
  it('is no part of its words', () => {
    const [document] = read(order('1. Школам сдать отчёт (срок: до 10 февраля 2027 г.).'));
    expect(document?.decisions[0]?.deadline).toMatchObject({
      text: 'до 10 февраля 2027 г.',
      due: '2027-02-10',
    });
  });
});

describe('an annex that came alone', () => {
  const TABLE =
    '\n\nПЛАН\n\n№\tМероприятие\tСрок\tИсполнитель\n1\tСмотр\tдо 1 февраля\tОМСУ\n2\tСлёт\tдо 1 марта\tОМСУ\n';

  it.each([
    'Приложение № 2 к приказу от 11.01.2027 № 5',
    'Приложение № 2\nк приказу от 11.01.2027 № 5',
    'Приложение\nк приказу управления образования\nот 11.01.2027 № 5',
  ])('has the day of its order: «%s»', (head) => {
    const [document] = read(head + TABLE);
    expect(document?.date).toBe('2027-01-11');
    expect(document?.decisions.map(({ deadline }) => deadline.due)).toEqual(['2027-02-01', '2027-03-01']);
  });
});

describe('how a point was voted for', () => {
  it.each(['ПРИНЯТО единогласно.', 'Единогласно', 'Принято большинством голосов.'])(
    '«%s» is no part of the point',
    (vote) => {
      const text = `ПРОТОКОЛ № 4 от 02.02.2027\nРЕШИЛИ:\n1. Школам сдать отчёт до 10.02.2027.\n${vote}\n`;
      expect(wordsOf(text)).toEqual(['Школам сдать отчёт до 10.02.2027.']);
    },
  );

  it('leaves alone a point that begins so', () => {
    const text = 'ПРОТОКОЛ № 4 от 02.02.2027\nРЕШИЛИ:\nЕдиногласно утвердить план.\nШколам сдать отчёт.\n';
    expect(wordsOf(text)).toEqual(['Единогласно утвердить план.', 'Школам сдать отчёт.']);
  });
});

describe('a letter that asks in lines without a mark', () => {
  it('gives a point for each', () => {
    const text =
      'Директорам школ\n\nО диктанте\n\nВ соответствии с приказом Департамента от 15.01.2027 № 31 прошу вас:\nпровести диктант до 01.03.2027;\nнаправить списки до 10.02.2027 г.;\nназначить координатора.\n\nНачальник          А.А. Орлова\n';
    expect(linesOf(text)).toEqual([
      '- | - | OO* | date | ..2027-03-01 | ',
      '- | - | OO* | date | ..2027-02-10 | ',
      '- | - | OO* | none |  | no_deadline',
    ]);
  });
});
