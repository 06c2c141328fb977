import { describe, expect, it } from 'vitest';
import { readSource } from '../../../src/adapters/readers/index.ts';
import { findModelFolder } from '../../../src/adapters/readers/scan/recognizer.ts';
import type { ReadDocument } from '../../../src/core/documents/index.ts';
import { lineOf, read, textOf } from '../../core/documents/reading.ts';
import { sample } from './sample-file.ts';

async function documentsOf(name: string): Promise<ReadDocument[]> {
  const reading = await readSource(sample(name), name);
  if (reading.kind !== 'text') throw new Error(reading.message);
  return read(reading.source);
}

const example = (name: string): ReadDocument[] =>
  read(textOf(new URL(`../../../examples/${name}.txt`, import.meta.url)));
const linesOf = (documents: readonly ReadDocument[]): string[] =>
  documents.flatMap(({ kind, date, number, decisions }) => [
    `${kind} ${date} ${number}`,
    ...decisions.map((decision) => `${lineOf(decision)} | ${decision.text}`),
  ]);

/** A page without the Russian model cannot be recognized; in CI it must be there. */
const canRecognize = findModelFolder() !== null || process.env['CI'] === 'true';

describe('the same document in another format', () => {
  it.each([
    'protocol.doc',
    'protocol.rtf',
    'protocol.odt',
    'protocol.pdf',
    'roadmap-order.doc',
    'roadmap-order.rtf',
    'roadmap-order.odt',
    'roadmap-order.pdf',
    'roadmap-order.xlsx',
    'roadmap-order.ods',
  ])('%s gives the decisions of the plain text', async (name) => {
    const text = example(name.slice(0, name.indexOf('.')));
    expect(linesOf(await documentsOf(name))).toEqual(linesOf(text));
  });

  it.skipIf(!canRecognize)(
    'a scan gives the decisions of the plain text, and says it was recognized',
    async () => {
      const reading = await readSource(sample('roadmap-order-scan.pdf'), 'scan.pdf');
      if (reading.kind !== 'text') throw new Error(reading.message);
      expect(reading.warnings.map(({ code }) => code)).toEqual(['source_damaged']);
      expect(reading.warnings[0]?.message).toMatch(/^Текст распознан со скана с уверенностью 9\d %/u);
      const { text, confidences = [] } = reading.source;
      expect(confidences.length).toBeGreaterThan(200);
      for (const { start, end } of confidences) expect(text.slice(start, end)).toMatch(/^\S+$/u);
      expect(read(reading.source)[0]?.decisions.map(lineOf)).toEqual(
        example('roadmap-order')[0]?.decisions.map(lineOf),
      );
    },
  );
});

describe('automatic numbers, hidden and deleted words, merged cells', () => {
  const EXPECTED = [
    'protocol 2026-09-10 3',
    '- | 1.1 | OO* | date | ..2026-09-18 |  | Проверить освещение у крыльца.',
    '- | 1.2 | OO* | date | ..2026-10-01 |  | Утеплить окна в спортивных залах.',
    '- | 2.1 | ZOIRO* | month | 2026-10-01..2026-10-31 |  | Провести семинар для завхозов.',
    'Раздел 1 | 1 | OMSU* | date | ..2026-11-30 |  | Починка заборов и калиток',
    'Раздел 1 | 2 | OMSU* | date | ..2026-11-30 |  | Посадка лип',
  ];
  it.each(['lists.doc', 'lists.rtf', 'lists.odt', 'lists.pdf'])(
    '%s is read as Word shows it',
    async (name) => {
      expect(linesOf(await documentsOf(name))).toEqual(EXPECTED);
    },
  );

  it.each(['lists.doc', 'lists.rtf', 'lists.odt', 'lists.pdf'])(
    '%s lists every column of every row',
    async (name) => {
      const reading = await readSource(sample(name), name);
      const rows = reading.kind === 'text' ? (reading.source.tables?.[0]?.rows ?? []) : [];
      expect(rows.map(({ cells }) => cells.length)).toEqual([4, 4, 4, 4]);
      expect(rows[3]?.cells.map(({ mergedFromAbove }) => mergedFromAbove)).toEqual([
        false,
        false,
        true,
        true,
      ]);
    },
  );
});

describe('what stands beside the text', () => {
  it.each(['beside.docx', 'beside.doc', 'beside.rtf', 'beside.odt'])(
    '%s is read without it, and each sort is told',
    async (name) => {
      const reading = await readSource(sample(name), name);
      if (reading.kind !== 'text') throw new Error(reading.message);
      expect(reading.source.text.split('\n').filter((line) => line !== '')).toEqual([
        'ПРОТОКОЛ',
        'совещания от 10.09.2026 № 7',
        'РЕШИЛИ:',
        'Контроль: приёмная',
        'кабинет 12',
        '1. Школам сверить списки выпускников.',
        'Срок: до 12 октября 2026 года',
        '2. ОМСУ передать сведения в институт.',
        'Срок: до 1 ноября 2026 года',
      ]);
      const check = 'Проверьте, нет ли там поручения или срока.';
      expect(reading.warnings.map(({ message }) => message)).toEqual([
        `Не прочитаны сноски: «Кроме вечерних школ.». ${check}`,
        `Не прочитаны примечания на полях: «уточнить форму». ${check}`,
        `Не прочитан скрытый текст: «черновик, не рассылать», «по стилю». ${check}`,
        `Не прочитаны колонтитулы: «Для служебного пользования». ${check}`,
        'В файле есть непринятые исправления. Не прочитано удалённое: «5 октября». ' +
          'Прочитано вставленное: «12 октября». Проверьте, окончательный ли это текст.',
      ]);
    },
  );
});

describe('a page laid out without lines', () => {
  const linesWithText = async (name: string): Promise<string[]> =>
    (await documentsOf(name)).flatMap(({ decisions }) =>
      decisions.map((decision) => `${lineOf(decision)} | ${decision.text}`),
    );

  it('as a table gives its rows', async () => {
    expect((await linesWithText('aligned-table.pdf')).slice(1)).toEqual([
      '- | 1 | OMSU* OO | date | ..2026-10-01 |  | Проверка котельных и тепловых сетей во всех образовательных организациях области, составление актов готовности',
      '- | 2 | ZOIRO* | month | 2026-11-01..2026-11-30 |  | Обучение завхозов правилам безопасной эксплуатации',
      '- | 3 | ZCOKO* | date | ..2026-12-15 |  | Сводный отчёт о готовности',
      '- | 4 | OMSU* | range | 2026-10-01..2026-12-31 |  | Закупка запаса топлива на зимний период для сельских школ, доставка его до мест хранения и учёт остатков в конце каждого месяца',
    ]);
  });

  it('in two columns gives the points of the left one first', async () => {
    const lines = await linesWithText('two-columns.pdf');
    expect(lines.map((line) => line.split(' | ').slice(1, 5).join(' '))).toEqual([
      '1.1 OO* date ..2026-09-25',
      '1.2 OO* date ..2026-09-30',
      '2.1 ZOIRO* date ..2026-10-15',
      '2.2 ZOIRO* month 2026-11-01..2026-11-30',
    ]);
  });
});
