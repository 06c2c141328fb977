import { type Grantable, grantable } from '../core/assignments/extension.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { shortDateWithWeekday } from '../core/calendar/russian-date-text.ts';
import { deadlineText } from './deadline-text.ts';
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

/** The last day of the organization above, or of the whole point: whoever is below it gets no more by themselves. */
export interface ExtensionLimit {
  /** `above`: the organization that handed the point down; `whole`: the one a co-executor contributes to. */
  readonly of: 'above' | 'whole';
  readonly due: CalendarDate;
  readonly organizationName: string;
  /** The assignment whose last day it is. */
  readonly assignmentId: number;
}

/** «Продлить срок»: asks until when and why. */
export function askExtension(
  point: PointFacts,
  limit: ExtensionLimit | null,
  day: MessageDay,
): OutgoingMessage {
  return {
    ...whose([point]),
    html: [
      `${bold(pointName(point))}: до какого числа продлить и почему?`,
      'Напишите одним сообщением, например: «до 15 ноября, ждём подписи подрядчика».',
      deadlineLine(point, day),
      ...(limit === null
        ? []
        : [`Для сравнения ${limitName(limit)}: ${dayText(limit.due, day)}. Просить можно и о большем.`]),
      '/cancel — не просить.',
    ].join('\n'),
  };
}

/** Understood from own words: is it to be asked for? */
export function confirmExtensionWish(
  {
    point,
    until,
    reason,
  }: { readonly point: PointFacts; readonly until: CalendarDate; readonly reason: string },
  draftId: number,
  day: MessageDay,
): OutgoingMessage {
  const about = { assignmentId: point.assignmentId, draftId } as const;
  return {
    html: [
      bold('Попросить продлить срок?'),
      `${italic(documentName(point.document))}, ${bold(pointName(point))}`,
      escapeHtml(cutText(point.text, 300)),
      deadlineLine(point, day),
      '',
      `Просите: ${bold(dayText(until, day))}`,
      `Причина: «${escapeHtml(cutText(reason, WORDS_LENGTH))}»`,
    ].join('\n'),
    keyboard: [
      [{ text: 'Отправить просьбу', action: { kind: 'confirm_extension', ...about } }],
      [
        { text: 'Написать иначе', action: { kind: 'reword_extension', ...about } },
        { text: 'Отменить', action: { kind: 'cancel_gathered', draftId } },
      ],
    ],
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
  to: { readonly name: string | null; readonly limit: ExtensionLimit | null },
  day: MessageDay,
): OutgoingMessage {
  const { name, limit } = to;
  return {
    ...whose([point]),
    html: [
      `⏳ ${bold(pointName(point))} — просьба о продлении отправлена${name === null ? ' контролёру' : `: ${escapeHtml(cutText(name, 160))}`}.`,
      `Срок сейчас: ${dayText(request.was, day)}`,
      `Просим: ${bold(dayText(request.wanted, day))}`,
      `Причина: «${escapeHtml(cutText(request.reason, WORDS_LENGTH))}»`,
      ...askedBeyond(request, limit, day),
      '',
      'Пока ответа нет, действует прежний срок. О решении сообщу сюда.',
    ].join('\n'),
    keyboard: [[{ text: 'Отозвать просьбу', action: { kind: 'withdraw_extension', requestId: request.id } }]],
  };
}

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

/** «срок вышестоящей организации (Приреченский район)», «срок всего пункта (отвечает ГАУ ДПО ЗОИРО)»; HTML. */
function limitName({ of, organizationName }: ExtensionLimit): string {
  const name = escapeHtml(cutText(organizationName, 120));
  return of === 'above' ? `срок вышестоящей организации (${name})` : `срок всего пункта (отвечает ${name})`;
}

function grantableOf({ request, limit, point }: ExtensionToDecide, day: MessageDay): Grantable {
  return grantable(request.wanted, limit?.due ?? null, point.due ?? request.was, day.today);
}

/** Whoever asks is told at once that it is beyond what can be given below. */
function askedBeyond(
  { wanted, was }: ExtensionFacts,
  limit: ExtensionLimit | null,
  day: MessageDay,
): readonly string[] {
  if (limit === null || wanted <= limit.due) return [];
  const some =
    grantable(wanted, limit.due, was, day.today) === 'up_to_limit'
      ? `не больше чем ${dayText(limit.due, day)}`
      : 'пока нисколько';
  return [
    '',
    `⚠️ Это позже, чем ${limitName(limit)}: ${dayText(limit.due, day)}.`,
    limit.of === 'above'
      ? `Сама она может продлить вам ${some}; больше — когда продлят срок ей. Ей об этом сказано.`
      : `Отдельно вам могут продлить ${some}; больше — только вместе со всем пунктом. Контролёр может сделать и это.`,
  ];
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

/** «до вс 15.11.2026 (выходной, рабочий срок пт 13.11.2026)» */
function dayText(due: CalendarDate, day: MessageDay): string {
  return deadlineText({ kind: 'date', start: null, due, printed: null }, day.calendar);
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
