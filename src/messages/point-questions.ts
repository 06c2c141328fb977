import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import type { ProductionCalendar } from '../core/calendar/production-calendar.ts';
import type { Deadline } from '../core/deadlines/deadline.ts';
import type { Warning } from '../core/warning.ts';
import { readDeadlineText } from './deadline-text.ts';
import { doubtLine } from './doubt-lines.ts';
import { bold, cutText, escapeHtml } from './html.ts';
import type { OutgoingMessage } from './message.ts';
import { type DocumentFacts, documentName, pointName } from './point.ts';

/** The point a reviewer is asked about. */
export interface AskedPoint {
  readonly id: number;
  readonly revision: number;
  readonly question: string | null;
  readonly label: string | null;
}

/** «18:00», «к 12-00», «в 9 ч.» */
const HOUR = /(?<!\d)\d{1,2}(?::\d{2}(?!\d)|-00(?![\d-])|\s?ч(?:\.|ас))/u;
/** Doubts listed under what was understood. */
const DOUBTS_SHOWN = 4;

/** «Срок»: asks for the deadline in words. */
export function askDeadline(point: AskedPoint): OutgoingMessage {
  return {
    html: [
      `${bold(pointName(point))}: напишите срок так, как его пишут в документах.`,
      'Например: «до 15 ноября», «октябрь 2026 г.», «ежеквартально до 5 числа», «постоянно», «без срока».',
      '/cancel — оставить как есть.',
    ].join('\n'),
  };
}

/** «Текст»: asks for the point in new words. */
export function askText(point: AskedPoint): OutgoingMessage {
  return {
    html: [
      `${bold(pointName(point))}: напишите новый текст пункта целиком.`,
      'Можно и проще: ответить на сообщение с пунктом. /cancel — оставить как есть.',
    ].join('\n'),
  };
}

/** «Добавить пункт»: asks for its text. */
export function askNewPoint(document: DocumentFacts): OutgoingMessage {
  return {
    html: [
      `${bold(documentName(document))}: напишите текст нового пункта.`,
      'Адресата и срок выберете после. /cancel — не добавлять.',
    ].join('\n'),
  };
}

/** The words are no deadline: says why and lets the person write again. */
export function deadlineUnclear(words: string, warnings: readonly Warning[]): OutgoingMessage {
  return {
    html: [
      `Срок не понят: «${escapeHtml(cutText(words, 200))}».`,
      ...warnings.slice(0, DOUBTS_SHOWN).map((warning) => doubtLine(warning)),
      'Напишите иначе, например: «до 15 ноября» или «октябрь 2026 г.». /cancel — оставить как есть.',
    ].join('\n'),
  };
}

/** What the words mean; it counts once the person says «Верно». */
export function confirmDeadline(
  point: AskedPoint,
  typed: {
    readonly words: string;
    readonly deadline: Deadline;
    readonly warnings: readonly Warning[];
    readonly updateId: number;
    readonly today: CalendarDate;
  },
  calendar: ProductionCalendar,
): OutgoingMessage {
  const { words, deadline, warnings, updateId, today } = typed;
  const seen = { decisionId: point.id, revision: point.revision };
  return {
    html: [
      `${bold(pointName(point))}: «${escapeHtml(cutText(words, 200))}» понято так:`,
      `Срок: ${bold(deadline.kind === 'none' ? 'без срока' : readDeadlineText(deadline, calendar))}`,
      ...(deadline.due !== null && deadline.due < today
        ? ['🔴 Этот день уже прошёл: исполнители сразу окажутся с просрочкой.']
        : []),
      ...(HOUR.test(words) ? ['🕐 Час не запоминается: последний день считается до конца.'] : []),
      ...warnings.slice(0, DOUBTS_SHOWN).map((warning) => `⚠️ ${doubtLine(warning)}`),
    ].join('\n'),
    keyboard: [
      [{ text: 'Верно', action: { kind: 'set_deadline', ...seen, updateId } }],
      [
        { text: 'Написать иначе', action: { kind: 'ask_deadline', ...seen } },
        { text: 'Не менять', action: { kind: 'show_point', decisionId: point.id } },
      ],
    ],
  };
}
