import { describe, expect, test } from 'vitest';
import { russianCalendar } from '../../../src/core/calendar/russian-calendar.ts';
import { doubt } from '../../../src/core/deadlines/doubts.ts';
import { defaultDeadlinePolicy } from '../../../src/core/deadlines/index.ts';
import { openDoubts } from '../../../src/core/review/open-doubts.ts';
import { withoutDeadlineDoubts } from '../../../src/core/review/settle-doubts.ts';
import {
  defaultDeadline,
  readReviewedDeadline,
  readTypedDeadline,
} from '../../../src/core/review/typed-deadline.ts';
import type { Warning } from '../../../src/core/warning.ts';

const noDeadline: Warning = { code: 'no_deadline', message: 'Срок не указан.' };
const noAddressee: Warning = { code: 'no_addressee', message: 'Адресат не указан.' };

describe('a doubt is open', () => {
  test.each([
    ['until it is confirmed by its words', [noDeadline, noAddressee], [noDeadline.message], [noAddressee]],
    ['where nothing was confirmed', [noDeadline], [], [noDeadline]],
    ['where something else was confirmed', [noDeadline], [noAddressee.message], [noDeadline]],
    ['no more where all were confirmed', [noDeadline], [noDeadline.message], []],
  ])('%s', (_name, doubts, confirmed, open) => {
    expect(openDoubts(doubts, confirmed)).toEqual(open);
  });
});

describe('a deadline that a reviewer has said', () => {
  test('settles every doubt about deadlines and none about addressees', () => {
    const settled = [
      noDeadline,
      doubt.dueBeforeDocument(),
      doubt.correctedSpelling(),
      doubt.needsEvent(),
      { code: 'crosses_addressee', message: 'Срок взят из пункта 2.' },
      { code: 'no_document_date', message: 'Дата документа не найдена.' },
    ] as const;
    const left = [
      noAddressee,
      { code: 'corrected_spelling', message: '«ЗОИРА» прочитано как «ЗОИРО»: похоже на опечатку.' },
      { code: 'numbering_gap', message: 'После 2.2 идёт 2.4.' },
    ] as const;
    expect(withoutDeadlineDoubts([...settled, ...left])).toEqual(left);
  });

  const context = { on: '2026-09-03', calendar: russianCalendar, policy: defaultDeadlinePolicy } as const;

  test.each([
    ['до 15 ноября', 'understood', 'date', '2026-11-15'],
    ['октябрь', 'understood', 'month', '2026-10-31'],
    ['постоянно', 'understood', 'standing', null],
    ['в установленные сроки', 'unclear', 'unparseable', null],
    ['ну когда-нибудь', 'unclear', 'unparseable', null],
    ['!', 'unclear', 'none', null],
    ['не указан', 'unclear', 'none', null],
  ])('«%s» is %s: %s, due %s', (words, kind, deadlineKind, due) => {
    const typed = readTypedDeadline(words, context);
    expect(typed.kind).toBe(kind);
    expect(typed.reading.deadline).toMatchObject({ kind: deadlineKind, due, inherited: false });
  });

  test.each([
    ['до 15 ноября', 'understood', 'date', '2026-11-15', 'до 15 ноября'],
    ['Завтра', 'understood', 'date', '2026-09-11', 'Завтра'],
    ['срок: до послезавтра.', 'understood', 'date', '2026-09-12', 'срок: до послезавтра.'],
    ['сегодня', 'understood', 'date', '2026-09-10', 'сегодня'],
    ['Без срока', 'understood', 'none', null, null],
    ['срока нет', 'understood', 'none', null, null],
    ['без сроку не могу', 'unclear', 'unparseable', null, 'без сроку не могу'],
  ])('typed in a review, «%s» is %s: %s, due %s', (words, kind, deadlineKind, due, text) => {
    const typed = readReviewedDeadline(words, context, '2026-09-10');
    expect(typed.kind).toBe(kind);
    expect(typed.reading.deadline).toMatchObject({ kind: deadlineKind, due, text });
  });

  test.each([
    ['2026-09-03', '2026-10-03'],
    ['2026-08-31', '2026-09-30'],
    ['2026-12-15', '2027-01-15'],
  ] as const)('by default is a month from %s: %s', (on, due) => {
    expect(defaultDeadline(on)).toMatchObject({ kind: 'date', due, text: null, inherited: false });
  });
});
