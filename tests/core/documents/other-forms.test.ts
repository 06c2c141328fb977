import { describe, expect, it } from 'vitest';
import { lineOf, read } from './reading.ts';

const decisions = (text: string): string[] =>
  read(text).flatMap((document) => document.decisions.map(lineOf));

describe('a municipal resolution', () => {
  const text = `АДМИНИСТРАЦИЯ ПРИРЕЧЕНСКОГО РАЙОНА

ПОСТАНОВЛЕНИЕ

от 12 марта 2026 г. № 145-п

О подготовке школ к зиме

В соответствии с законом области от 29.12.2012 № 273-ОЗ «О тепле», в целях
своевременной подготовки ПОСТАНОВЛЯЕТ:

1. Создать комиссию по приёмке котельных.
2. Управлению образования Приреченского района (Сомова Е.В.):
2.1. в срок до 1 июня 2026 года утвердить график
приёмки;
2.2. ежемесячно, до 5 числа, представлять главе района отчёт.
3. Рекомендовать руководителям общеобразовательных организаций:
1) завершить промывку труб до 15.07.2026;
2) закупить утеплитель.
4. Финансовому управлению предусмотреть средства.
5. Настоящее постановление вступает в силу со дня подписания.
6. Контроль за исполнением постановления оставляю за собой.

Глава района                                              П.П. Дёмин
`;

  it('is read by the same evidence, whatever its kind', () => {
    const [document] = read(text);
    expect(document).toMatchObject({
      kind: 'other',
      date: '2026-03-12',
      number: '145-п',
      issuer: 'АДМИНИСТРАЦИЯ ПРИРЕЧЕНСКОГО РАЙОНА',
      title: 'О подготовке школ к зиме',
      warnings: [],
    });
    expect(document?.decisions.map(lineOf)).toEqual([
      '- | 1 |  | none |  | no_addressee no_deadline',
      '- | 2.1 | prirechye* | date | ..2026-06-01 | ',
      '- | 2.2 | prirechye* | recurring | 2026-04-05 | ',
      '- | 1) | OO* | date | ..2026-07-15 | ',
      '- | 2) | OO* | none |  | no_deadline',
      '- | 4 | OTHER* | none |  | unknown_addressee no_deadline',
      '- | 6 | PERSON* | none |  | no_deadline',
    ]);
  });

  it('goes on over a wrapped line', () => {
    expect(read(text)[0]?.decisions[1]?.text).toBe('в срок до 1 июня 2026 года утвердить график приёмки;');
  });
});

describe('a protocol with «СЛУШАЛИ» and lines inside its points', () => {
  const text = `ПРОТОКОЛ № 4
заседания межведомственной комиссии
г. Приреченск                                            «17» февраля 2026 г.

Председатель: Сомова Е.В.
Присутствовали: Лукина П.В., Орехов К.Д.

ПОВЕСТКА ДНЯ:
1. О занятости подростков.
2. О травматизме.

1. СЛУШАЛИ:
Лукину П.В. – о занятости подростков.
РЕШИЛИ:
1.1. Информацию принять к сведению.
1.2. Отделу образования Верхнеложского района подготовить перечень мест.
Отв.: Орехов К.Д. Срок – до 1 апреля 2026 г.
1.3. Центру занятости провести ярмарку (срок – апрель 2026 г., ответственный – Лукина П.В.).

2. СЛУШАЛИ:
Орехова К.Д. – о травматизме.
ВЫСТУПИЛИ:
1. Иванова А.А. предложила провести проверку.
2. Петров Б.Б. поддержал.
РЕШИЛИ:
2.1. Руководителям школ провести инструктажи. Срок: до 20.03.2026.
2.2. Считать работу удовлетворительной.
Голосовали: «за» – единогласно.

Председатель комиссии                       Е.В. Сомова
`;

  it('has its questions, and no decision from the talk, the vote or the signatures', () => {
    const [document] = read(text);
    expect(document).toMatchObject({ kind: 'protocol', date: '2026-02-17', number: '4' });
    expect(document?.questions).toEqual([
      { number: '1', title: 'Лукину П.В. – о занятости подростков.' },
      { number: '2', title: 'Орехова К.Д. – о травматизме.' },
    ]);
    expect(document?.decisions.map(lineOf)).toEqual([
      '1 | 1.1 |  | date^ | ..2026-04-01 | no_addressee crosses_addressee',
      '1 | 1.2 | verhlog* PERSON | date | ..2026-04-01 | ',
      '1 | 1.3 | OTHER* PERSON | month | 2026-04-01..2026-04-30 | unknown_addressee',
      '2 | 2.1 | OO* | date | ..2026-03-20 | ',
      '2 | 2.2 |  | none |  | no_addressee no_deadline',
    ]);
    expect(document?.decisions.map((decision) => decision.text).slice(2)).toEqual([
      'Центру занятости провести ярмарку',
      'Руководителям школ провести инструктажи.',
      'Считать работу удовлетворительной.',
    ]);
  });
});

describe('a protocol that takes its questions from the agenda', () => {
  const agenda = 'ПРОТОКОЛ от 02.02.2026 № 5\nПОВЕСТКА ДНЯ:\n1. О зиме.\n2. О весне.\n\n';
  const numbersOf = (text: string) => {
    const [document] = read(text);
    return [
      document?.questions.map(({ number, title }) => `${number} ${title}`),
      document?.decisions.map(({ question, label }) => `${question} ${label}`),
    ];
  };

  it('by the words «по первому вопросу»', () => {
    const text = `${agenda}По второму вопросу слушали: Лукину П.В.\nРЕШИЛИ:\n1. Вымыть окна.\nПо первому вопросу:\nВЫСТУПИЛИ: Орехов К.Д.\nРЕШИЛИ:\n1. Убрать снег.`;
    expect(numbersOf(text)).toEqual([
      ['2 О весне.', '1 О зиме.'],
      ['2 1', '1 1'],
    ]);
  });

  it('by their order, and keeps a last point without a deadline line', () => {
    const text = `${agenda}СЛУШАЛИ: Лукину П.В.\nРЕШИЛИ:\n1. Убрать снег.\n2. Купить лопаты.\nСЛУШАЛИ: Орехова К.Д.\nРЕШИЛИ:\n1. Вымыть окна.`;
    expect(numbersOf(text)).toEqual([
      ['1 О зиме.', '2 О весне.'],
      ['1 1', '1 2', '2 1'],
    ]);
  });

  it('not at all where it has one resolution for all of them', () => {
    const text = `${agenda}Обсудили обе темы.\nРЕШИЛИ:\n1. Убрать снег.\n2. Вымыть окна.`;
    expect(numbersOf(text)).toEqual([[], ['null 1', 'null 2']]);
  });
});

describe('a list of instructions without a resolving word', () => {
  it('is read by its name and its lines', () => {
    const text = `ПЕРЕЧЕНЬ ПОРУЧЕНИЙ
по итогам поездки главы района 5 мая 2026 года

1. Починить крыльцо школы.
Срок – 1 августа 2026 года.
Ответственные: Управление образования Приреченского района, Сомова Е.В.

2. Подготовить предложения по подвозу.
Срок исполнения: в течение 10 дней.
Ответственный исполнитель:
отдел транспорта
`;
    const [document] = read(text);
    expect(document).toMatchObject({
      kind: 'other',
      date: '2026-05-05',
      title: 'Перечень поручений по итогам поездки главы района',
    });
    expect(document?.decisions.map(lineOf)).toEqual([
      '- | 1 | prirechye* PERSON | date | ..2026-08-01 | ',
      '- | 2 | OTHER* | relative | ..2026-05-15 | unknown_addressee',
    ]);
  });

  it('is read by its lines alone where it has no name at all', () => {
    expect(decisions('1. Вымыть окна\nСрок: до 01.05.2026\nОтветственный: школы')).toEqual([
      '- | 1 | OO* | date | ..2026-05-01 | ',
    ]);
  });
});

describe('numbered lines without a resolving word', () => {
  it('are decisions where their lines or their verb say so, never where they only name a subject', () => {
    const text = '1. О зиме\n2. Ремонт крыльца\nСрок: до 01.05.2026\n3. Вымыть окна\n4. Разное';
    expect(decisions(text)).toEqual([
      '- | 2 |  | date | ..2026-05-01 | no_addressee',
      '- | 3 |  | none |  | no_addressee no_deadline',
    ]);
  });
});

describe('a plan as a table', () => {
  const text = [
    'План мероприятий',
    'по чтению на 2026/2027 учебный год',
    '',
    'Срок\tСодержание работы\tОжидаемый результат\tИсполнитель',
    '1\t2\t3\t4',
    'Организационные мероприятия\t\t\t',
    'сентябрь 2026 г.\tПроверка техники чтения\tСправка\tПедагоги-психологи ОО',
    'до 15 октября\tСбор отчётов\tСвод\tОМСУ',
    'до 20 октября 2026 г.\t\tОтчёт\tГАУ ДПО ЗОИРО',
  ].join('\n');

  it('is read with its columns in any order', () => {
    const [document] = read(text);
    expect(document?.questions).toEqual([
      { number: 'Организационные мероприятия', title: 'Организационные мероприятия' },
    ]);
    expect(document?.decisions.map(lineOf)).toEqual([
      'Организационные мероприятия | - | ROLE* | month | 2026-09-01..2026-09-30 | ',
      'Организационные мероприятия | - | OMSU* | date |  | no_document_date',
      'Организационные мероприятия | - | ZOIRO* | date | ..2026-10-20 | ',
    ]);
    expect(document?.decisions[2]?.text).toBe('Сбор отчётов');
  });

  it('invents no year where the document has no date', () => {
    const [document] = read(text);
    expect(document?.warnings.map(({ code }) => code)).toEqual(['no_document_date']);
    expect(document?.decisions[1]?.deadline).toMatchObject({
      text: 'до 15 октября',
      start: null,
      due: null,
      next: null,
    });
  });
});

describe('a measure that uses the words of a column', () => {
  const text = [
    'ДОРОЖНАЯ КАРТА',
    '',
    '№ п/п\tМероприятие\tОтветственные исполнители\tСроки исполнения',
    '1.1.\tНазначить ответственных за подвоз\tОМСУ, организовать работу\tмай 2027 г.',
    '\tОпределение ответственных лиц\tОМСУ, план работы\tиюнь 2027 г.',
    '1.2.\tСобрать отчёты\tОМСУ\tиюль 2027 г.',
  ].join('\n');

  it('is no head, and the rows after it keep their columns', () => {
    const [document] = read(text);
    expect(document?.decisions.map(({ label, deadline }) => [label, deadline.due])).toEqual([
      ['1.1', '2027-05-31'],
      [null, '2027-06-30'],
      ['1.2', '2027-07-31'],
    ]);
  });
});

describe('a table a reader found', () => {
  const cells = (start: number, words: readonly (string | null)[]) => {
    let at = start;
    return words.map((word) => {
      const cell = { start: at, end: at + (word ?? '').length, mergedFromAbove: false };
      at = cell.end + 1;
      return cell;
    });
  };
  const rows = [
    ['№', 'Мероприятие', 'Исполнитель', 'Срок'],
    ['1', 'Посадка леса', 'ОМСУ', 'май 2026 г.'],
    ['', 'Полив', '', ''],
  ];
  const text = rows.map((row) => row.join('\t')).join('\n');
  let at = 0;
  const table = rows.map((row) => {
    const start = at;
    at += row.join('\t').length + 1;
    return { start, end: at - 1, cells: cells(start, row) };
  });

  it('lends a merged deadline and a merged body to every row they span', () => {
    const [, first, second] = table;
    const merged = {
      ...second,
      cells: second?.cells.map((cell, place) =>
        place < 2 ? cell : { ...first?.cells[place], mergedFromAbove: true },
      ),
    };
    const source = { name: 'table.docx', text, tables: [{ rows: [table[0], first, merged] }] };
    const [document] = read(source as Parameters<typeof read>[0]);
    expect(document?.decisions.map(lineOf)).toEqual([
      '- | 1 | OMSU* | month | 2026-05-01..2026-05-31 | ',
      '- | - | OMSU* | month | 2026-05-01..2026-05-31 | ',
    ]);
  });
});

describe('points of an order', () => {
  it('share a deadline line only within their top-level point', () => {
    const text = `ПРИКАЗ
15.01.2026 № 11
ПРИКАЗЫВАЮ:
1. Утвердить форму отчёта.
2. Руководителям школ:
2.1. Назначить дежурных.
2.2. Внести данные.
Срок: до 20.02.2026
`;
    expect(decisions(text)).toEqual([
      '- | 1 |  | none |  | no_addressee no_deadline',
      '- | 2.1 | OO* | date^ | ..2026-02-20 | ',
      '- | 2.2 | OO* | date | ..2026-02-20 | ',
    ]);
  });

  it('take the latest of several dates in their text, with a warning', () => {
    const text =
      'ПРИКАЗ\n15.01.2026 № 11\nПРИКАЗЫВАЮ:\n1. Школам сдать список до 1 марта 2026 года, отчёт до 1 апреля 2026 года.';
    expect(decisions(text)).toEqual(['- | 1 | OO* | date | ..2026-04-01 | several_dates']);
  });

  it('may follow the resolving word on its own line', () => {
    expect(
      decisions('ПРИКАЗ\n15.01.2026 № 11\nПРИКАЗЫВАЮ: 1. Школам сдать отчёт до 1 марта 2026 года.'),
    ).toEqual(['- | 1 | OO* | date | ..2026-03-01 | ']);
  });
});

describe('decisions without numbers', () => {
  it('are read after the resolving word', () => {
    expect(decisions('ПРОТОКОЛ от 02.02.2026 № 5\nРЕШИЛИ:\nСчитать работу школ хорошей.')).toEqual([
      '- | - |  | none |  | no_addressee no_deadline',
    ]);
  });

  it('are reported, not dropped, where they stand between numbered ones', () => {
    const [document] = read(
      'ПРОТОКОЛ от 02.02.2026\nРЕШИЛИ:\n1. Вымыть окна.\nСрок: до 01.03.2026\n\nТакже починить замок.\n\n2. Вынести мусор.\nСрок: до 02.03.2026',
    );
    expect(document?.decisions.map(({ label }) => label)).toEqual(['1', '2']);
    expect(document?.warnings.map(({ code }) => code)).toEqual(['content_ignored']);
  });
});

describe('a point with two deadline lines', () => {
  it('takes the later one, with a warning', () => {
    const text =
      'ПРОТОКОЛ от 02.02.2026\nРЕШИЛИ:\n1. Школам сдать два отчёта.\nСрок: до 01.03.2026\nСрок: до 01.04.2026';
    expect(decisions(text)).toEqual(['- | 1 | OO* | date | ..2026-04-01 | several_dates']);
  });
});

describe('a commission named within a point', () => {
  it('does not end the list of decisions as a signature would', () => {
    const text = `ПРИКАЗ
15.01.2026 № 11
ПРИКАЗЫВАЮ:
1. Создать комиссию в составе:
Председатель – Орехов К.Д.
Секретарь – Лукина П.В.
2. Школам сдать отчёт по форме, которую
утверждает комиссия, до 1 марта 2026 года.

Министр
А.К. Стожаров

1. Лишняя строка.
`;
    expect(decisions(text)).toEqual([
      '- | 1 |  | none |  | no_addressee no_deadline',
      '- | 2 | OO* | date | ..2026-03-01 | ',
    ]);
  });
});

describe('bullets under lines without numbers', () => {
  it('take the addressee of their own line only', () => {
    const lines = (end: string): string => `Срок: до ${end} апреля 2026 года\n`;
    const text =
      'ПРОТОКОЛ от 02.02.2026\nРЕШИЛИ:\nШколам:\n- вымыть окна;\n' +
      lines('1') +
      '- вынести мусор;\n' +
      lines('2') +
      'Для уюта в классах:\n- повесить шторы;\n' +
      lines('3') +
      '- купить цветы.\n' +
      lines('4');
    expect(decisions(text)).toEqual([
      'Школам | - | OO* | date | ..2026-04-01 | ',
      'Школам | - | OO* | date | ..2026-04-02 | ',
      'Для уюта в классах | - |  | date | ..2026-04-03 | no_addressee',
      'Для уюта в классах | - |  | date | ..2026-04-04 | no_addressee',
    ]);
  });
});

describe('days in the head that are not the document’s', () => {
  it.each([
    ['of the letter that is answered', '21.05.2028 № 340\nНа № 77 от 16.05.2028\n\nПрошу:\n'],
    ['of a trip', 'ПРОТОКОЛ\nпоездки в Каменский район 16 мая 2028 года\nот 21.05.2028 № 3\nРЕШИЛИ:\n'],
  ])('%s raise no doubt', (_, head) => {
    const [document] = read(`${head}1. Школам представить списки до 29.05.2028.\n`);
    expect(document?.date).toBe('2028-05-21');
    expect(document?.warnings).toEqual([]);
  });

  it('do where two days stand for the document', () => {
    const [document] = read(
      'ПРОТОКОЛ\n21.05.2028\n22.05.2028\nРЕШИЛИ:\n1. Школам сдать списки до 29.05.2028.\n',
    );
    expect(document?.warnings.map(({ code }) => code)).toEqual(['dates_disagree']);
  });
});

describe('a recurrence whose last day stands apart from it in the point', () => {
  it('ends on that day', () => {
    const [document] = read(`АДМИНИСТРАЦИЯ ПРИРЕЧЕНСКОГО РАЙОНА

ПОСТАНОВЛЕНИЕ

от 15 февраля 2027 г. № 61-п

О мерах по профилактике гриппа

ПОСТАНОВЛЯЕТ:

1. Управлению образования Приреченского района ежедневно до 11.00 сообщать о закрытых группах в садах на период с 1 по 19 марта 2027 года по прилагаемой форме.
2. Управлению образования Приреченского района обобщить сведения до 26 марта 2027 года.

Глава района                                              П.П. Дёмин
`);
    expect(document?.decisions[0]?.deadline).toMatchObject({
      kind: 'recurring',
      next: '2027-03-01',
      rrule: 'FREQ=DAILY;UNTIL=20270319',
    });
  });
});
