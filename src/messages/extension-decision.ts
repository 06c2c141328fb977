import { type Grantable, grantable } from '../core/assignments/extension.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { shortDateWithWeekday } from '../core/calendar/russian-date-text.ts';
import { dayText, type ExtensionFacts, type ExtensionLimit, limitName, WORDS_LENGTH } from './extension.ts';
import { bold, cutText, escapeHtml, italic } from './html.ts';
import type { Button, Keyboard, OutgoingMessage } from './message.ts';
import { countedOrganizations } from './plural.ts';
import {
  deadlineLine,
  documentName,
  type MessageDay,
  organizationLine,
  type PointFacts,
  pointName,
} from './point.ts';
import { whose } from './whose.ts';

/** What whoever answers a request is told of it. */
export interface ExtensionToDecide {
  readonly point: PointFacts;
  readonly request: ExtensionFacts;
  readonly personName: string;
  readonly limit: ExtensionLimit | null;
  /** A controller answers, who may move the whole point. */
  readonly byController: boolean;
}

/** The request for whoever answers it, with what can be granted of it. */
export function extensionToDecide(asked: ExtensionToDecide, day: MessageDay): OutgoingMessage {
  const { point, request, personName } = asked;
  return {
    html: [
      `⏳ ${bold('Просят продлить срок')}`,
      ...requestLines(point, request, day),
      `Просит: ${escapeHtml(cutText(personName, 80))}`,
      ...limitLines(asked, day),
    ].join('\n'),
    keyboard: decisionKeyboard(asked, day),
  };
}

function decisionKeyboard(asked: ExtensionToDecide, day: MessageDay): Keyboard {
  const { request, limit, byController } = asked;
  const { id: requestId, wanted } = request;
  const can = grantableOf(asked, day);
  const grant: Button | null =
    can === 'all'
      ? {
          text: `Продлить до ${shortDateWithWeekday(wanted)}`,
          action: { kind: 'grant_extension', requestId },
        }
      : can === 'up_to_limit' && limit !== null
        ? {
            text: `Продлить до ${shortDateWithWeekday(limit.due)}`,
            action: { kind: 'grant_until', requestId, day: dayNumber(limit.due) },
          }
        : null;
  const whole: Button | null =
    can === 'all' || limit === null
      ? null
      : limit.of === 'whole' && byController
        ? {
            text: `Весь пункт до ${shortDateWithWeekday(wanted)}`,
            action: { kind: 'grant_whole', requestId },
          }
        : limit.of === 'above' && !byController
          ? {
              text: 'Продлить свой срок',
              action: { kind: 'ask_extension', assignmentId: limit.assignmentId },
            }
          : null;
  return [
    ...(grant === null ? [] : [[grant]]),
    ...(whole === null ? [] : [[whole]]),
    [
      { text: 'Другая дата', action: { kind: 'grant_other', requestId } },
      { text: 'Отказать', action: { kind: 'refuse_extension', requestId } },
    ],
  ];
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
  /** Organizations below whose last day has followed. */
  followed: number,
  day: MessageDay,
): OutgoingMessage {
  return {
    ...whose([point]),
    html: [
      outcomeText(request, day),
      `${italic(documentName(point.document))}, ${bold(pointName(point))}`,
      escapeHtml(cutText(point.text, 300)),
      deadlineLine(point, day),
      ...(followed === 0
        ? []
        : [
            `🏫 Вслед за вашим перенесён и срок подведомственных: ${countedOrganizations(followed)}. Им сообщено.`,
          ]),
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

/** The typed day is later than the one of the organization above, or of the whole point. */
export function extensionAfterLimit(
  until: CalendarDate,
  limit: ExtensionLimit,
  byController: boolean,
): OutgoingMessage {
  const own = limit.of === 'above' && !byController;
  const whose = own ? 'вашего срока' : WHOSE[limit.of];
  const rest = own
    ? 'Напишите более ранний срок, или сначала попросите продлить свой.'
    : limit.of === 'whole'
      ? 'Напишите более ранний срок или продлите весь пункт кнопкой под просьбой.'
      : 'Напишите более ранний срок.';
  return {
    html: `${shortDateWithWeekday(until)} — позже ${whose} (${shortDateWithWeekday(limit.due)}). ${rest} /cancel — не отвечать сейчас.`,
  };
}

const WHOSE = { above: 'срока вышестоящей организации', whole: 'срока всего пункта' } as const;

function grantableOf({ request, limit, point }: ExtensionToDecide, day: MessageDay): Grantable {
  return grantable(request.wanted, limit?.due ?? null, point.due ?? request.was, day.today);
}

/** Whoever answers is told before they press. */
function limitLines(asked: ExtensionToDecide, day: MessageDay): readonly string[] {
  const { limit, byController } = asked;
  const can = grantableOf(asked, day);
  if (can === 'all' || limit === null) return [];
  const until = dayText(limit.due, day);
  if (limit.of === 'above' && !byController) {
    return [
      '',
      can === 'nothing'
        ? `⚠️ Это позже вашего срока (${until}). Раньше него добавить нечего: сначала попросите продлить свой.`
        : `⚠️ Это позже вашего срока. Сами вы можете продлить не больше чем ${until}; чтобы дать больше, сначала попросите продлить свой.`,
    ];
  }
  const some =
    can === 'nothing' ? 'Отдельно добавить нечего' : `Отдельно можно продлить не больше чем ${until}`;
  return [
    '',
    `⚠️ Это позже, чем ${limitName(limit)}: ${until}.`,
    limit.of === 'whole' ? `${some}; больше — только вместе со всем пунктом.` : `${some}.`,
  ];
}

/** A day as a number for a button: 2026-09-25 → 20260925. */
function dayNumber(date: CalendarDate): number {
  return Number(date.replaceAll('-', ''));
}

function outcomeText(request: ExtensionFacts, day: MessageDay): string {
  switch (request.outcome) {
    case 'granted':
      return grantedText(request, day);
    case 'refused':
      return `❌ ${bold('Срок не продлён')}: «${escapeHtml(cutText(request.comment ?? '', WORDS_LENGTH))}»`;
    case 'withdrawn':
      return 'Просьба о продлении отозвана исполнителем.';
    case 'overtaken':
      return request.due === null
        ? 'Просьба о продлении снята: поручение уже закрыто.'
        : `Просьба о продлении снята: срок уже перенесён, теперь ${dayText(request.due, day)}.`;
    case null:
      return 'Просьба о продлении ждёт ответа.';
  }
}

/** «✅ Срок продлён: до чт 01.10.2026 (был до пт 25.09.2026, просили до вс 15.11.2026)» */
function grantedText({ due, was, wanted }: ExtensionFacts, day: MessageDay): string {
  const asked = due === wanted ? '' : `, просили ${dayText(wanted, day)}`;
  return `✅ ${bold('Срок продлён')}: ${due === null ? '' : dayText(due, day)} (был ${dayText(was, day)}${asked})`;
}

/** The last day that holds, and the one it was asked against where it has moved since. */
function presentLines({ due }: PointFacts, { was, outcome }: ExtensionFacts, day: MessageDay): string[] {
  if (outcome !== null || due === null || due === was) return [`Срок: ${dayText(was, day)}`];
  return [`Срок сейчас: ${dayText(due, day)} (когда просили, был ${dayText(was, day)})`];
}

function requestLines(point: PointFacts, request: ExtensionFacts, day: MessageDay): string[] {
  return [
    `${italic(documentName(point.document))}, ${bold(pointName(point))}`,
    `${organizationLine(point.organizationName)}${point.executor ? '' : ' (соисполнитель)'}`,
    escapeHtml(cutText(point.text, 300)),
    '',
    ...presentLines(point, request, day),
    `Просят: ${bold(dayText(request.wanted, day))}`,
    `Причина: «${escapeHtml(cutText(request.reason, WORDS_LENGTH))}»`,
  ];
}
