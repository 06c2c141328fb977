import { deadlineOf, personOf, pick, taskOf, topicOf } from './wording.ts';

/** A document to be read, and how many decisions are in it. */
export interface MadeDocument {
  /** One of the five forms in which decisions come. */
  readonly form: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Null where nobody has counted them. */
  readonly decisions: number | null;
}

const BODIES = [
  'Органам местного самоуправления, осуществляющим управление в сфере образования',
  'Руководителям общеобразовательных организаций',
  'ГАУ ДПО ЗОИРО',
  'Дошкольным образовательным организациям',
  'ОГАУ ЗЦОКО',
];
const INSTITUTE = 'ГАУ ДПО «ЗОИРО» (Громова И.С.)';
const TABLE_BODIES = [
  INSTITUTE,
  'ОМСУ',
  `Департамент образования (Лукина П.В.) ${INSTITUTE}`,
  'ОГАУ ЗЦОКО, ОМСУ',
];

/** The five forms at the size they have in life (16 to 50 KB of UTF-8); the same at every run. */
export function makeDocuments(): readonly MadeDocument[] {
  return [protocols(), collegiumDecision(), roadmapOrder(), measuresOrder(), bulletProtocol()];
}

/** Four protocols in one file, each with an agenda, questions, header points and «Срок» lines. */
function protocols(): MadeDocument {
  const parts = counted(4, (protocol) => {
    const questions = counted(6, (question) => question + protocol);
    const date = `1${protocol + 1}.09.2026`;
    return [
      `ПОВЕСТКА\nсовещания руководителей системы образования\n\nДата: ${date}\n\nВремя: 11.00`,
      ...questions.map(
        (topic, at) =>
          `${at + 1}. ${topicOf(topic)}.\n\nДокладчик:\n\n${personOf(topic)} – начальник отдела.`,
      ),
      `ПРОТОКОЛ\n\nсовещания руководителей системы образования ${date} № ${protocol + 3}`,
      ...questions.map((topic, at) => protocolQuestion(at, topic, protocol)),
      `Председательствующий\n\n\nА.К. Стожаров`,
    ].join('\n\n');
  });
  return made('protocols, 4 in a file', 'protokoly.txt', parts.join('\n\n\n'), 4 * 6 * 4);
}

function protocolQuestion(at: number, topic: number, protocol: number): string {
  const seed = protocol * 24 + at * 4;
  const point = (label: string, index: number) => `${label} ${taskOf(index)}.`;
  return [
    `${at + 1}. ${topicOf(topic)}.`,
    `ВЫСТУПИЛИ: ${personOf(topic)} – начальник отдела Департамента образования Заозёрской области`,
    'РЕШИЛИ:',
    `1. ${pick(BODIES, at)}:`,
    point('1.1.', seed),
    point('1.2.', seed + 1),
    `Срок: ${deadlineOf(seed)}`,
    `${point('1.3.', seed + 2).slice(0, -1)}:`,
    '- перечень ответственных работников;\n\n- график и порядок проверки;\n\n- форму итоговой справки.',
    `Срок: ${deadlineOf(seed + 1)}`,
    `2. ${pick(BODIES, at + 1)}:`,
    point('2.1.', seed + 3),
    `Срок: ${deadlineOf(seed + 2)}`,
  ].join('\n\n');
}

/** Sections by addressee, each numbered from 1, a «Срок» under every point. */
function collegiumDecision(): MadeDocument {
  const sections = BODIES.map((body, section) => [
    `${body}:`,
    ...counted(7, (at) => `${at + 1}. ${taskOf(section * 7 + at)}.\n\nСрок: ${deadlineOf(section + at)}`),
  ]);
  const text = [
    'РЕШЕНИЕ КОЛЛЕГИИ\nДепартамента образования Заозёрской области\nот 15 сентября 2026 года',
    '14:00',
    'Заслушав и обсудив выступления докладчиков',
    'Коллегия решила:',
    ...sections.flat(),
  ].join('\n\n');
  return made('collegium decision', 'kollegiya.txt', text, BODIES.length * 7);
}

/** An order with a roadmap in a table: repeated heads, sections, responsible bodies and deadlines in columns. */
function roadmapOrder(): MadeDocument {
  const head = '№ п/п\tМероприятие\tОтветственные исполнители\tСроки исполнения';
  const rows = counted(6, (section) => [
    `${section + 1}. ${topicOf(section).replace(/^Об? /u, 'Меры: ')}\t\t\t`,
    ...counted(8, (row) => {
      const index = section * 8 + row;
      return `${section + 1}.${row + 1}.\t${taskOf(index)}\t${pick(TABLE_BODIES, index)}\t${pick(
        ['Октябрь 2026', 'Ноябрь-декабрь 2026 г.', '2026-2027 гг.', 'до 30 июня 2027 г.', 'постоянно'],
        index,
      )}`;
    }),
  ]);
  const pages = rows.map((section) => [head, ...section].join('\n')).join('\n\n');
  const text = [
    orderHead('412-03', 'Об утверждении дорожной карты развития школ Заозёрской области'),
    '1. Утвердить дорожную карту развития школ Заозёрской области (приложение № 1).',
    '2. Контроль за исполнением настоящего приказа возложить на заместителя начальника Департамента Л.П. Верещагину.',
    'Начальник Департамента\n\nА.К. Стожаров',
    'Приложение № 1\nк приказу Департамента образования\nЗаозёрской области\nот «14» 09 2026 г. № 412-03',
    'ДОРОЖНАЯ КАРТА\nразвития школ Заозёрской области',
    pages,
  ].join('\n\n');
  return made('order with roadmap', 'dorozhnaya-karta.txt', text, 2 + 6 * 8);
}

/** An order with measures in tracks; the last column holds deadline and bodies, cells merge over many rows. */
function measuresOrder(): MadeDocument {
  const tracks = counted(4, (track) => [
    `Трек ${track + 1}\t\t\t\t`,
    ...counted(8, (row) => {
      const index = track * 8 + row;
      const number = row % 4 === 0 ? String(row / 4 + 1) : '';
      const problem = row % 4 === 0 ? `${topicOf(index)} и повышение качества управления школой` : '';
      const measure = row % 2 === 0 ? taskOf(index) : '';
      const when = pick(['2026/2027 уч.г. ЗОИРО, ОМСУ', '2026/2027 уч.г. ОМСУ', 'Октябрь 2026 ЗОИРО'], index);
      return `${number}\t${problem}\t${measure}\t${taskOf(index + 40)}\t${when}`;
    }),
  ]);
  const text = [
    orderHead(
      '508-02',
      'Об утверждении комплекса мер по повышению качества управления в 2026/2027 учебном году',
    ),
    '1. Утвердить Комплекс мер по повышению качества управления (прилагается).',
    '2. ГАУ ДПО ЗОИРО обеспечить реализацию утверждённого Комплекса мер.',
    'Начальник Департамента\n\nА.К. Стожаров',
    'Приложение к приказу Департамента образования\nЗаозёрской области от «14» 09 2026г. № 508-02',
    '**Комплекс мер по повышению качества управления**',
    [
      '№ п/п\tПроблема/актуальное направление деятельности\tМеры, мероприятия\tОписание специфики\tСроки, ответственные',
      ...tracks.flat(),
    ].join('\n'),
  ].join('\n\n');
  return made('order with tracks of measures', 'kompleks-mer.txt', text, 2 + 4 * 8);
}

/** Bullets under numbered points, each with lines «Ответственные» and «Сроки». */
function bulletProtocol(): MadeDocument {
  const points = counted(8, (point) => [
    `${point + 1}. Для развития направления «${topicOf(point)}»:`,
    ...counted(5, (bullet) => {
      const index = point * 5 + bullet;
      const who = pick(
        ['руководители ОО', 'ОГАУ ЗЦОКО и ОО', 'Громова И.С.', 'методисты', 'руководители ДОО'],
        index,
      );
      return `- ${taskOf(index).toLowerCase()};\n\nОтветственные: ${who}.\n\nСроки: ${deadlineOf(index)}.`;
    }),
  ]);
  const text = [
    'Протокол совещания руководителей образовательных организаций\nот 14.09.2026',
    'Присутствовали: директора, заместители директоров и методисты школ, заведующие детскими садами.',
    'Повестка:\n\nПодготовка к окружному совещанию.',
    'Решение:',
    ...points.flat(),
  ].join('\n\n');
  return made('bullets with responsible and deadline', 'soveshchanie.txt', text, 8 * 5);
}

function orderHead(number: string, title: string): string {
  return [
    'ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ\nЗАОЗЁРСКОЙ ОБЛАСТИ',
    'П Р И К А З',
    '« 14 » 09 _____ 20 26 г.',
    `№ ${number}`,
    title,
    'В целях развития системы образования области',
    'п р и к а з ы в а ю:',
  ].join('\n\n');
}

function made(form: string, name: string, text: string, decisions: number): MadeDocument {
  return { form, name, bytes: new TextEncoder().encode(text), decisions };
}

function counted<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
