import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { shortDateWithWeekday } from '../core/calendar/russian-date-text.ts';
import { deadlineText } from './deadline-text.ts';
import { bold, cutText, escapeHtml, italic } from './html.ts';
import type { OutgoingMessage } from './message.ts';
import {
  deadlineLine,
  documentName,
  type MessageDay,
  organizationLine,
  type PointFacts,
  pointName,
} from './point.ts';

/** Reasons and comments are shown up to this length. */
const WORDS_LENGTH = 800;

/** A request for more time, as messages tell it. */
export interface ExtensionFacts {
  readonly id: number;
  readonly was: CalendarDate;
  readonly wanted: CalendarDate;
  readonly reason: string;
  readonly outcome: 'granted' | 'refused' | 'withdrawn' | 'overtaken' | null;
  readonly due: CalendarDate | null;
  readonly comment: string | null;
}

/** «Продлить срок»: asks until when and why. */
export function askExtension(point: PointFacts, day: MessageDay): OutgoingMessage {
  return {
    html: [
      `${bold(pointName(point))}: до какого числа продлить и почему?`,
      'Напишите одним сообщением, например: «до 15 ноября, ждём подписи подрядчика».',
      deadlineLine(point, day),
      '/cancel — не просить.',
    ].join('\n'),
  };
}

/** One of the two is still missing. */
export function askExtensionRest(
  until: CalendarDate | null,
  reason: string | null,
  day: MessageDay,
): OutgoingMessage {
  if (until === null) {
    const heard =
      reason === null ? 'Не понял, до какого числа.' : 'Причина понятна. До какого числа продлить?';
    return { html: `${heard} Напишите, например, «до 15 ноября» или «на две недели». /cancel — не просить.` };
  }
  return { html: `Продлить ${bold(dayText(until, day))}. Почему? Напишите причину. /cancel — не просить.` };
}

/** The day does not fit; another is waited for. */
export function extensionRefusedDay(
  kind: 'past' | 'not_later',
  until: CalendarDate,
  due: CalendarDate,
): OutgoingMessage {
  const why =
    kind === 'past'
      ? `${shortDateWithWeekday(until)} уже прошло.`
      : `${shortDateWithWeekday(until)} не позже нынешнего срока (${shortDateWithWeekday(due)}).`;
  return { html: `${why} Напишите более поздний срок или /cancel.` };
}

/** The request is on its way. */
export function extensionAsked(
  point: PointFacts,
  request: ExtensionFacts,
  to: string | null,
  day: MessageDay,
): OutgoingMessage {
  return {
    html: [
      `⏳ ${bold(pointName(point))} — просьба о продлении отправлена${to === null ? ' контролёру' : `: ${escapeHtml(cutText(to, 160))}`}.`,
      `Срок сейчас: ${dayText(request.was, day)}`,
      `Просим: ${bold(dayText(request.wanted, day))}`,
      `Причина: «${escapeHtml(cutText(request.reason, WORDS_LENGTH))}»`,
      '',
      'Пока ответа нет, действует прежний срок. О решении сообщу сюда.',
    ].join('\n'),
    keyboard: [[{ text: 'Отозвать просьбу', action: { kind: 'withdraw_extension', requestId: request.id } }]],
  };
}

/** The request for whoever answers it. */
export function extensionToDecide(
  point: PointFacts,
  request: ExtensionFacts,
  personName: string,
  day: MessageDay,
): OutgoingMessage {
  const { id: requestId } = request;
  return {
    html: [
      `⏳ ${bold('Просят продлить срок')}`,
      ...requestLines(point, request, day),
      `Просит: ${escapeHtml(cutText(personName, 80))}`,
    ].join('\n'),
    keyboard: [
      [
        {
          text: `Продлить до ${shortDateWithWeekday(request.wanted)}`,
          action: { kind: 'grant_extension', requestId },
        },
      ],
      [
        { text: 'Другая дата', action: { kind: 'grant_other', requestId } },
        { text: 'Отказать', action: { kind: 'refuse_extension', requestId } },
      ],
    ],
  };
}

/** The same with its answer, without the buttons. */
export function extensionClosed(
  point: PointFacts,
  request: ExtensionFacts,
  day: MessageDay,
): OutgoingMessage {
  return {
    html: [outcomeText(request, day), ...requestLines(point, request, day)].join('\n'),
    keyboard: [],
  };
}

/** The executors learn of the answer. */
export function extensionDecided(
  point: PointFacts,
  request: ExtensionFacts,
  day: MessageDay,
): OutgoingMessage {
  return {
    html: [
      outcomeText(request, day),
      `${italic(documentName(point.document))}, ${bold(pointName(point))}`,
      escapeHtml(cutText(point.text, 300)),
      deadlineLine(point, day),
    ].join('\n'),
    keyboard: [[{ text: 'Подробнее', action: { kind: 'details', assignmentId: point.assignmentId } }]],
  };
}

/** Asks for another day. */
export function askOtherDay(point: PointFacts, request: ExtensionFacts, day: MessageDay): OutgoingMessage {
  return {
    html: `${bold(pointName(point))}: до какого числа продлить? Просят ${dayText(request.wanted, day)}, срок сейчас ${dayText(request.was, day)}. /cancel — не отвечать сейчас.`,
  };
}

/** Asks why not. */
export function askRefusalReason(point: PointFacts): OutgoingMessage {
  return {
    html: `${bold(pointName(point))}: почему продлить нельзя? Ваши слова получит исполнитель. /cancel — не отвечать сейчас.`,
  };
}

/** The typed day is later than the own one. */
export function extensionAfterOwn(until: CalendarDate, ownDue: CalendarDate): OutgoingMessage {
  return {
    html: `${shortDateWithWeekday(until)} — позже вашего срока (${shortDateWithWeekday(ownDue)}). Напишите более ранний срок, или сначала попросите продлить свой. /cancel — не отвечать сейчас.`,
  };
}

/** «до вс 15.11.2026 (выходной, рабочий срок пт 13.11.2026)» */
function dayText(due: CalendarDate, day: MessageDay): string {
  return deadlineText({ kind: 'date', start: null, due, printed: null }, day.calendar);
}

function outcomeText(request: ExtensionFacts, day: MessageDay): string {
  switch (request.outcome) {
    case 'granted':
      return `✅ ${bold('Срок продлён')}: ${request.due === null ? '' : dayText(request.due, day)}${request.due === request.wanted ? '' : ` (просили ${dayText(request.wanted, day)})`}`;
    case 'refused':
      return `❌ ${bold('Срок не продлён')}: «${escapeHtml(cutText(request.comment ?? '', WORDS_LENGTH))}»`;
    case 'withdrawn':
      return 'Просьба о продлении отозвана исполнителем.';
    case 'overtaken':
      return 'Просьба о продлении снята: срок или само поручение изменились.';
    case null:
      return 'Просьба о продлении ждёт ответа.';
  }
}

function requestLines(point: PointFacts, request: ExtensionFacts, day: MessageDay): string[] {
  return [
    `${italic(documentName(point.document))}, ${bold(pointName(point))}`,
    organizationLine(point.organizationName),
    escapeHtml(cutText(point.text, 300)),
    '',
    `Срок: ${dayText(request.was, day)}`,
    `Просят: ${bold(dayText(request.wanted, day))}`,
    `Причина: «${escapeHtml(cutText(request.reason, WORDS_LENGTH))}»`,
  ];
}
