import { describe, expect, it } from 'vitest';
import { joinLines } from '../../../src/adapters/readers/layout/hyphens.ts';
import type { PageContent, PageRule, PageWord } from '../../../src/adapters/readers/layout/page.ts';
import { textOfPages } from '../../../src/adapters/readers/layout/pages-text.ts';

const LETTER = 6;
/** The words of a line whose letters are six points wide and ten high. */
function line(text: string, left: number, top: number): PageWord[] {
  return [...text.matchAll(/\S+/gu)].map((match) => ({
    text: match[0],
    left: left + match.index * LETTER,
    right: left + (match.index + match[0].length) * LETTER,
    top,
    bottom: top + 10,
  }));
}
const page = (words: readonly PageWord[], rules: readonly PageRule[] = []): PageContent => ({
  width: 600,
  height: 800,
  words,
  rules,
});
/** The lines of a table with these borders. */
const grid = (columns: readonly number[], rows: readonly number[]): PageRule[] => [
  ...columns.map((x) => ({ left: x, right: x, top: rows[0] ?? 0, bottom: rows.at(-1) ?? 0 })),
  ...rows.map((y) => ({ left: columns[0] ?? 0, right: columns.at(-1) ?? 0, top: y, bottom: y })),
];
const cellsOf = (pages: readonly PageContent[]): string[][][] => {
  const { text, tables } = textOfPages(pages);
  return tables.map(({ rows }) =>
    rows.map(({ cells }) => cells.map((cell) => text.slice(cell.start, cell.end))),
  );
};

describe('lines of a page', () => {
  it('become a paragraph where a word did not fit, and stand alone where it did', () => {
    const words = [
      ...line('Первая строка доходит до самого края', 80, 100),
      ...line('листа, вторая нет.', 50, 114),
      ...line('Третья сама по себе.', 80, 128),
      ...line('Срок: до 5 мая', 80, 142),
    ];
    expect(textOfPages([page(words)]).text).toBe(
      'Первая строка доходит до самого края листа, вторая нет.\nТретья сама по себе.\nСрок: до 5 мая\n',
    );
  });

  it('go on over the page, without its number and running head', () => {
    const sheet = (number: number, body: readonly PageWord[]): PageContent =>
      page([...line('Заозёрский вестник', 50, 20), ...body, ...line(`- ${number} -`, 300, 780)]);
    const pages = [
      sheet(1, line('Проверить все классы и коридоры новой', 50, 700)),
      sheet(2, [...line('школы до сентября', 50, 100)]),
      sheet(3, line('Конец.', 50, 100)),
    ];
    expect(textOfPages(pages).text).toBe('Проверить все классы и коридоры новой школы до сентября\nКонец.\n');
  });

  it('stay where they only happen to end several pages alike', () => {
    const foot = (words: string, body: string): PageContent =>
      page([...line(body, 50, 100), ...line(words, 50, 760)]);
    const alike = Array.from({ length: 12 }, (_, at) =>
      foot(at % 4 === 0 ? 'школ района.' : `Конец ${'абвгдежзиклм'[at]}.`, 'Осмотреть крыши'),
    );
    expect(textOfPages(alike).text.match(/школ района\./gu)).toHaveLength(3);
    const terms = Array.from({ length: 4 }, () => foot('Срок: постоянно', 'Осмотреть крыши'));
    expect(textOfPages(terms).text.match(/Срок: постоянно/gu)).toHaveLength(4);
  });

  it.each(['2', '- 2 -', 'стр. 2 из 5'])('a page number «%s» is left out at the edge alone', (number) => {
    const words = [...line('Список из 2 дел:', 50, 100), ...line('2', 50, 400), ...line(number, 300, 30)];
    expect(textOfPages([page(words)]).text).toBe('Список из 2 дел:\n\n2\n');
  });

  const inTwoColumns = (left: readonly string[], right: readonly string[]): string => {
    const side = (texts: readonly string[], x: number): PageWord[] =>
      texts.flatMap((text, at) => line(text, x, 100 + at * 14));
    return textOfPages([page([...side(left, 50), ...side(right, 320)])]).text;
  };

  it('of two columns are read one column after the other, however long each is', () => {
    const left = Array.from({ length: 8 }, (_, at) => `Левая строка доходит до самого края ${at}`);
    const right = Array.from({ length: 11 }, (_, at) => `правая строка ${at}`);
    const text = inTwoColumns([...left, 'кратко'], right);
    expect(text.indexOf('края 7')).toBeLessThan(text.indexOf('кратко'));
    expect(text.indexOf('кратко')).toBeLessThan(text.indexOf('правая строка 0'));
    expect(text.indexOf('правая строка 0')).toBeLessThan(text.indexOf('правая строка 10'));
  });

  it('of names with posts beside them are no columns', () => {
    const names = Array.from({ length: 9 }, (_, at) => `Иванов ${at}`);
    const posts = names.map((_, at) => `директор школы № ${at}`);
    expect(inTwoColumns(names, posts)).toContain('Иванов 0 директор школы № 0');
  });

  it.each([
    ['орга-', 'низация', 'организация'],
    ['учебно-', 'методический', 'учебно-методический'],
    ['какой-', 'либо', 'какой-либо'],
    ['план 2026-', '2027 годов', 'план 2026- 2027 годов'],
    ['слово', 'другое', 'слово другое'],
    ['орга\u00ad', 'низация', 'организация'],
  ])('«%s» and «%s» make «%s»', (first, second, joined) => {
    expect(joinLines(first, second, () => false)).toBe(joined);
  });

  it('a hyphen stays in a word that the document prints with it elsewhere', () => {
    expect(joinLines('мастер-', 'класс', (word) => word === 'мастер-класс')).toBe('мастер-класс');
  });
});

describe('a drawn table', () => {
  it('gives its cells, also those over columns and rows', () => {
    const rules = [
      ...[50, 100, 300].map((y) => ({ left: 50, right: 350, top: y, bottom: y })),
      { left: 50, right: 150, top: 200, bottom: 200 },
      ...[50, 350].map((x) => ({ left: x, right: x, top: 50, bottom: 300 })),
      { left: 150, right: 150, top: 100, bottom: 300 },
    ];
    const words = [
      ...line('раздел', 60, 70),
      ...line('один', 60, 120),
      ...line('два', 60, 220),
      ...line('общий', 160, 150),
      ...line('срок', 160, 164),
    ];
    expect(cellsOf([page(words, rules)])).toEqual([
      [
        ['раздел', 'раздел'],
        ['один', 'общий\nсрок'],
        ['два', 'общий\nсрок'],
      ],
    ]);
  });

  it('goes on over the page: its head is not repeated, a cut row is whole', () => {
    const head = (top: number): PageWord[] => [...line('№', 60, top), ...line('Дело', 110, top)];
    const first = page(
      [...head(60), ...line('1.', 60, 110), ...line('Мыть', 110, 110)],
      grid([50, 100, 300], [50, 100, 150]),
    );
    const second = page(
      [...head(60), ...line('окна', 110, 110), ...line('2.', 60, 160), ...line('Красить', 110, 160)],
      grid([50, 100, 300], [50, 100, 150, 200]),
    );
    expect(cellsOf([first, second])).toEqual([
      [
        ['№', 'Дело'],
        ['1.', 'Мыть\nокна'],
        ['2.', 'Красить'],
      ],
    ]);
  });

  it('puts words together that its narrow columns cut without a hyphen', () => {
    const words = [
      ...line('Объективно', 60, 60),
      ...line('сть', 60, 74),
      ...line('школьног', 160, 60),
      ...line('о этапа', 160, 74),
      ...line('качество обра', 60, 120),
      ...line('зования', 60, 134),
      ...line('итоги', 160, 120),
      ...line('образования', 160, 134),
    ];
    expect(cellsOf([page(words, grid([50, 150, 350], [50, 100, 200]))])).toEqual([
      [
        ['Объективность', 'школьного этапа'],
        ['качество образования', 'итоги\nобразования'],
      ],
    ]);
  });

  it('leaves a shortened word below another one alone', () => {
    const words = [...line('ответственные', 60, 60), ...line('кл. руководители', 60, 74)];
    expect(cellsOf([page([...words, ...line('да', 260, 60)], grid([50, 250, 350], [50, 100]))])).toEqual([
      [['ответственные\nкл. руководители', 'да']],
    ]);
  });

  it('is none where a frame holds text', () => {
    expect(textOfPages([page(line('рамка', 60, 60), grid([50, 200], [50, 100]))])).toMatchObject({
      text: 'рамка\n',
      tables: [],
    });
  });
});

describe('a table without drawn lines', () => {
  const row = (top: number, cells: readonly (readonly [string, number])[]): PageWord[] =>
    cells.flatMap(([text, left]) => line(text, left, top));
  const HEAD = row(100, [
    ['№', 50],
    ['Мероприятие', 80],
    ['Срок', 300],
    ['Ответственные', 420],
  ]);

  it('is known by its heads; its rows by their numbers, wherever in the row they stand', () => {
    const words = [
      ...HEAD,
      ...row(130, [
        ['Проверка классов и коридоров', 80],
        ['до мая', 300],
        ['школы', 420],
      ]),
      ...row(137, [['1.', 50]]),
      ...row(144, [['новой школы', 80]]),
      ...row(164, [
        ['2.', 50],
        ['Посадка лип', 80],
        ['июнь', 300],
        ['ОМСУ', 420],
      ]),
    ];
    expect(cellsOf([page(words)])).toEqual([
      [
        ['№', 'Мероприятие', 'Срок', 'Ответственные'],
        ['1.', 'Проверка классов и коридоров\nновой школы', 'до мая', 'школы'],
        ['2.', 'Посадка лип', 'июнь', 'ОМСУ'],
      ],
    ]);
  });

  it('has rows by the space above them where nothing numbers them, names of sections across, and ends with them', () => {
    const words = [
      ...row(86, [['Наименование', 80]]),
      ...row(100, [
        ['мероприятия', 80],
        ['Срок исполнения', 300],
        ['Ответственные', 420],
      ]),
      ...row(130, [['Раздел 1. Здания, помещения, классы, спортивные залы', 80]]),
      ...row(160, [
        ['Проверка классов', 80],
        ['до мая', 300],
        ['школы', 420],
      ]),
      ...row(172, [['и коридоров', 80]]),
      ...row(200, [
        ['Посадка лип', 80],
        ['июнь', 300],
        ['ОМСУ', 420],
      ]),
      ...row(240, [['Контроль за исполнением приказа возложить на заместителя начальника', 50]]),
    ];
    const section = 'Раздел 1. Здания, помещения, классы, спортивные залы';
    expect(cellsOf([page(words)])).toEqual([
      [
        ['Наименование\nмероприятия', 'Срок исполнения', 'Ответственные'],
        [section, section, section],
        ['Проверка классов\nи коридоров', 'до мая', 'школы'],
        ['Посадка лип', 'июнь', 'ОМСУ'],
      ],
    ]);
    expect(textOfPages([page(words)]).text).toMatch(/Контроль за исполнением приказа [^\t]+\n$/u);
  });

  it.each([
    [
      'one row',
      [
        ...HEAD,
        ...row(130, [
          ['1.', 50],
          ['Посадка лип', 80],
          ['июнь', 300],
          ['ОМСУ', 420],
        ]),
      ],
    ],
    [
      'two heads',
      [
        ...row(100, [
          ['Срок', 50],
          ['Ответственные', 300],
        ]),
        ...row(130, [
          ['май', 50],
          ['ОМСУ', 300],
        ]),
        ...row(160, [
          ['июнь', 50],
          ['школы', 300],
        ]),
      ],
    ],
    [
      'text below',
      [
        ...HEAD,
        ...row(130, [['Школам области проверить все классы и коридоры, спортивные залы и дворы', 50]]),
        ...row(160, [['Ответственные исполнители отчитываются о проверке ежемесячно до пятого числа', 50]]),
      ],
    ],
  ])('is none with %s', (_, words) => {
    expect(cellsOf([page(words)])).toEqual([]);
  });
});

describe('the confidence of recognized words', () => {
  const graded = (words: readonly PageWord[], first: number): PageWord[] =>
    words.map((word, at) => ({ ...word, confidence: first + at }));
  const gradesOf = (pages: readonly PageContent[]): (readonly [string, number])[] => {
    const { text, confidences } = textOfPages(pages);
    return confidences.map(({ start, end, confidence }) => [text.slice(start, end), confidence] as const);
  };

  it('goes with them into paragraphs, a word broken by a hyphen being no surer than its parts', () => {
    const words = [
      ...graded(line('Провести проверку всех учебных орга-', 50, 100), 10),
      ...graded(line('низаций города', 50, 114), 20),
      ...graded(line('Срок: май', 50, 160), 30),
    ];
    expect(gradesOf([page(words)])).toEqual([
      ['Провести', 10],
      ['проверку', 11],
      ['всех', 12],
      ['учебных', 13],
      ['организаций', 14],
      ['города', 21],
      ['Срок:', 30],
      ['май', 31],
    ]);
  });

  it('goes with them into cells, also over the page', () => {
    const rules = grid([50, 250, 450], [100, 130, 160]);
    const pages = [
      page(
        [
          ...graded(line('а б', 60, 110), 10),
          ...graded(line('в', 260, 110), 20),
          ...graded(line('1', 60, 140), 30),
          ...graded(line('г', 260, 140), 40),
        ],
        rules,
      ),
      page(
        [
          ...graded(line('д', 260, 110), 50),
          ...graded(line('2', 60, 140), 60),
          ...graded(line('е', 260, 140), 70),
        ],
        rules,
      ),
    ];
    expect(gradesOf(pages)).toEqual([
      ['а', 10],
      ['б', 11],
      ['в', 20],
      ['1', 30],
      ['г', 40],
      ['д', 50],
      ['2', 60],
      ['е', 70],
    ]);
  });
});
