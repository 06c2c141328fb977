import { describe, expect, it } from 'vitest';
import {
  findHeaderAddressees,
  findLeadingAddressees,
  findPersonNames,
  hasTaskVerb,
  indexDirectory,
  resolveWith,
} from '../../src/core/addressees/index.ts';
import { doneClaim } from '../../src/core/assignments/done-words.ts';
import { russianCalendar } from '../../src/core/calendar/russian-calendar.ts';
import {
  defaultDeadlinePolicy,
  findDeadlines,
  readDeadline,
  splitDeadlineCell,
} from '../../src/core/deadlines/index.ts';
import { readColumns } from '../../src/core/documents/columns.ts';
import { collapse, readableText } from '../../src/core/documents/index.ts';
import { readBareLabel, readLabel } from '../../src/core/documents/labels.ts';
import { attributesWithin, lineMeaning } from '../../src/core/documents/markers.ts';
import { findPrintedDate } from '../../src/core/documents/printed-date.ts';
import { cutText, escapeHtml, visibleLength } from '../../src/messages/html.ts';
import { splitText } from '../../src/messages/split.ts';
import { growthOf } from '../support/growth.ts';
import { directory, read } from './documents/reading.ts';

const index = indexDirectory(directory);
const context = { on: '2026-03-05', calendar: russianCalendar, policy: defaultDeadlinePolicy } as const;

type Reader = (text: string) => unknown;

/** What matches text of documents, one by one: a slow expression is named, not only noticed. */
const EXPRESSIONS: Readonly<Record<string, Reader>> = {
  readLabel,
  readBareLabel,
  lineMeaning: (text) => lineMeaning(text, null),
  attributesWithin,
  findPrintedDate,
  readableText: (text) => readableText({ name: '', text, tables: null }),
  collapse,
  readColumns: (text) => readColumns(['№', text, 'Срок']),
  readDeadline: (text) => readDeadline(text, context),
  findPersonNames,
  hasTaskVerb,
  findLeadingAddressees: (text) => findLeadingAddressees(text, index),
  findHeaderAddressees: (text) => findHeaderAddressees(text, index),
  'the messages': (text) => [cutText(text, 4000), splitText(text, 4000), visibleLength(escapeHtml(text))],
};

/** What does much with every word. */
const WHOLES: Readonly<Record<string, Reader>> = {
  findDeadlines: (text) => findDeadlines(text, context),
  splitDeadlineCell: (text) => splitDeadlineCell(text, context),
  resolveAddressees: (text) => resolveWith(index, text),
  doneClaim,
  'a point': (text) => read(`ПРОТОКОЛ от 02.02.2026\nРЕШИЛИ:\n1. ${text}\n2. Мыть`),
  'the lines of a point': (text) => read(`РЕШИЛИ:\n1. Мыть\nСрок: ${text}\n2. Мыть\nОтв.: ${text}`),
  'a document': (text) => read(text),
  'a table': (text) =>
    read(`№\tМероприятие\tСрок\tОтветственные\n1\t${text.replaceAll('\t', ' ')}\tмай\tОМСУ`),
};

/** What makes an expression with overlapping repetitions go back and forth. */
const HOSTILE: readonly string[] = [
  ' |\t|\n|\u00a0|\u00ad|_|-|—|.|,|:|;|(|)|«|»|«»|"|*|№|§|\0|\ud800|<|&|\u0301',
  'а|А|Аа|А.|А.А.|А. |а-|-\n|а-\n|ть |I|I. |1|1.|1. |1 |1.1 |1) ',
  'и |с 1 |до |до 1 |до 1 мая |1 мая, |01.|01.01.|01.01.2026 |20 |г. |кв. |в течение ',
  'Срок|Срок: |срок до |Отв. |(срок|Ответственные: |п р и к а з |п р и |решили |Решили: |Решили: 1. А ',
  'по первому вопросу |Вопрос 1. |Приложение № 1\n|Утверждено |Контроль за |возложить на А.А. ',
  'ПРОТОКОЛ\n|РЕШЕНИЕ\n|ОМСУ, |ОМСУ и |школы района |Ильина И.В., |И.В. Ильина |управление образования ',
  '1. А. 2. Б. |а\tб\t|а\tб\tв\n|1. А\n|1 А\n|- А (срок – 1 мая)\n|1.1.1.1.1. А\n|А\n\n|1\n\n|- 1 -\n',
].flatMap((row) => row.split('|'));

const TIMES = 8;
/** The larger text's length: an expression is so quick that only a long one shows how it grows. */
const EXPRESSION_LENGTH = 32_000;
const WHOLE_LENGTH = 8000;
/** Linear work is done long before; whatever takes longer is measured for its growth. */
const AT_ONCE_MS = 50;
/** Between eight (linear) and sixty-four (quadratic). */
const LIMIT = 30;

/** The hostile texts on which a reader's time grows faster than the text. */
function slowOn(reader: Reader, length: number, pieces = HOSTILE): string[] {
  return pieces.filter((piece) => {
    const large = piece.repeat(Math.ceil(length / piece.length));
    const small = piece.repeat(Math.ceil(length / TIMES / piece.length));
    const growth = growthOf(
      () => reader(small),
      () => reader(large),
      LIMIT,
      AT_ONCE_MS,
    );
    return growth >= LIMIT;
  });
}

describe('on hostile text the time grows with the length', () => {
  it.each([
    ...Object.entries(EXPRESSIONS).map(([name, reader]) => [name, reader, EXPRESSION_LENGTH] as const),
    ...Object.entries(WHOLES).map(([name, reader]) => [name, reader, WHOLE_LENGTH] as const),
  ])(
    '%s',
    (_, reader, length) => {
      expect(slowOn(reader, length)).toEqual([]);
    },
    120_000,
  );

  it('or it would be noticed', () => {
    expect(slowOn((text) => /\s+x/u.test(text), 16_000, ['а', ' '])).toEqual([' ']);
  }, 120_000);
});
