import { grantable } from '../core/assignments/extension.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { shortDateWithWeekday } from '../core/calendar/russian-date-text.ts';
import { deadlineText } from './deadline-text.ts';
import { bold, cutText, escapeHtml, italic } from './html.ts';
import type { OutgoingMessage } from './message.ts';
import { deadlineLine, documentName, type MessageDay, type PointFacts, pointName } from './point.ts';
import { whose } from './whose.ts';

/** Reasons and comments are shown up to this length. */
export const WORDS_LENGTH = 800;

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

/** «срок вышестоящей организации (Приреченский район)», «срок всего пункта (отвечает ГАУ ДПО ЗОИРО)»; HTML. */
export function limitName({ of, organizationName }: ExtensionLimit): string {
  const name = escapeHtml(cutText(organizationName, 120));
  return of === 'above' ? `срок вышестоящей организации (${name})` : `срок всего пункта (отвечает ${name})`;
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

/** «до вс 15.11.2026 (выходной, рабочий срок пт 13.11.2026)» */
export function dayText(due: CalendarDate, day: MessageDay): string {
  return deadlineText({ kind: 'date', start: null, due, printed: null }, day.calendar);
}
