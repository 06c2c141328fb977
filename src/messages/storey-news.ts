import { parseCalendarDate } from '../core/calendar/calendar-date.ts';
import { shortDateWithWeekday } from '../core/calendar/russian-date-text.ts';
import { pointKeyboard } from './broadcast.ts';
import { bold, cutText, escapeHtml, italic } from './html.ts';
import type { Keyboard, OutgoingMessage } from './message.ts';
import { abridged, documentName, type MessageDay, type PointFacts, pointBlock, pointName } from './point.ts';
import { type MessagePart, packBlocks } from './split.ts';
import { ofSeveral, whose } from './whose.ts';

/** Words of one point where several are told of. */
const POINT_WORDS = 600;

/** A municipality has handed points down. */
export function handedDownMessages(points: readonly PointFacts[], day: MessageDay): readonly MessagePart[] {
  return pointMessages(`📌 ${above(points)} поручает вам`, points, day, pointsKeyboard(points));
}

/** A municipality reminds those who have not reported. */
export function nudgeMessages(points: readonly PointFacts[], day: MessageDay): readonly MessagePart[] {
  return pointMessages(`🔔 ${above(points)} напоминает: ждём ваш отчёт`, points, day, pointsKeyboard(points));
}

/** The last day followed that of the point above, or of the whole point; `was` by assignment, where it is known. */
export function deadlineFollowedMessages(
  points: readonly PointFacts[],
  was: Readonly<Record<string, string | null>>,
  day: MessageDay,
): readonly MessagePart[] {
  const direct = points.every(({ through }) => through === null);
  const head = direct ? '📅 Срок всего пункта продлён' : `📅 ${above(points)}: срок перенесён`;
  return pointMessages(head, points, day, pointsKeyboard(points), ({ assignmentId }) => {
    const due = was[assignmentId];
    const known = due === undefined || due === null ? null : parseCalendarDate(due);
    return known === null ? [] : [`Прежний срок: до ${shortDateWithWeekday(known)}`];
  });
}

/** Assignments closed together with the point they belong to. */
export function closedWithMessages(
  points: readonly PointFacts[],
  cause: 'accept' | 'withdraw',
): readonly MessagePart[] {
  const head =
    cause === 'accept'
      ? `✅ ${bold('Снято с контроля.')} Пункт исполнен и принят в целом, больше от вас ничего не нужно.`
      : `🚫 ${bold('Отменено.')} Пункт снят с контроля, исполнять его не нужно.`;
  return closedMessages(head, points);
}

/** What a municipality had handed down is taken back. */
export function recalledMessages(points: readonly PointFacts[]): readonly MessagePart[] {
  return closedMessages(
    `🚫 ${above(points)} отзывает ${points.length === 1 ? 'поручение' : 'поручения'}: исполнять ${points.length === 1 ? 'его' : 'их'} и отчитываться не нужно.`,
    points,
  );
}

function closedMessages(head: string, points: readonly PointFacts[]): readonly MessagePart[] {
  const blocks = points.map((point) => ({
    html: [
      `${italic(documentName(point.document))}, ${bold(pointName(point))}`,
      organizationOf(point),
      escapeHtml(cutText(point.text, POINT_WORDS)),
    ].join('\n'),
    assignmentIds: [point.assignmentId],
  }));
  return packBlocks(head, blocks).map(({ html, assignmentIds }) => ({ message: { html }, assignmentIds }));
}

/** A colleague has handed an assignment over to the reader, or to somebody else of the organization. */
export function delegatedMessage(point: PointFacts, by: string, day: MessageDay): OutgoingMessage {
  return {
    html: [
      `👤 ${bold(cutText(by, 80))} поручает это лично вам:`,
      '',
      pointBlock(abridged(point, POINT_WORDS), day, { organization: true, document: true }),
    ].join('\n'),
    keyboard: pointKeyboard(point.assignmentId),
  };
}

/** An assignment is no longer the reader's own: the whole organization carries it out. */
export function takenBackMessage(point: PointFacts): OutgoingMessage {
  return {
    html: [
      '👤 Это поручение больше не закреплено лично за вами.',
      `${italic(documentName(point.document))}, ${bold(pointName(point))}`,
      escapeHtml(cutText(point.text, POINT_WORDS)),
    ].join('\n'),
    ...whose([point]),
  };
}

/** Whom an assignment was handed over to has reported; for the colleague who handed it over. */
export function delegateReportedMessage(point: PointFacts, person: string, words: string): OutgoingMessage {
  return {
    html: [
      `👤 ${bold(cutText(person, 80))}: отчёт по порученному вами пункту отправлен.`,
      `${italic(documentName(point.document))}, ${bold(pointName(point))}`,
      escapeHtml(cutText(point.text, POINT_WORDS)),
      `«${escapeHtml(cutText(words, 500))}»`,
    ].join('\n'),
    keyboard: [[{ text: 'Подробнее', action: { kind: 'details', assignmentId: point.assignmentId } }]],
    ...whose([point]),
  };
}

/** The organization that handed them down. */
function above(points: readonly PointFacts[]): string {
  return bold(cutText(points[0]?.through ?? 'Вышестоящая организация', 160));
}

function pointMessages(
  head: string,
  points: readonly PointFacts[],
  day: MessageDay,
  keyboard: Keyboard,
  more: (point: PointFacts) => readonly string[] = () => [],
): readonly MessagePart[] {
  const several = ofSeveral(points);
  const blocks = points.map((point) => ({
    // Who it comes from stands in the head.
    html: [
      pointBlock({ ...abridged(point, POINT_WORDS), through: null }, day, {
        organization: several,
        document: true,
      }),
      ...more(point),
    ].join('\n'),
    assignmentIds: [point.assignmentId],
  }));
  const parts = packBlocks(head, blocks);
  return parts.map(({ html, assignmentIds }, index) => ({
    message: index === parts.length - 1 ? { html, keyboard, ...whose(points) } : { html, ...whose(points) },
    assignmentIds,
  }));
}

function pointsKeyboard(points: readonly PointFacts[]): Keyboard {
  const [only] = points;
  if (points.length === 1 && only !== undefined) return pointKeyboard(only.assignmentId);
  return [
    [
      { text: 'Выполнено', action: { kind: 'choose_any' } },
      { text: 'Мои поручения', action: { kind: 'open_tasks' } },
    ],
  ];
}

function organizationOf({ organizationName }: PointFacts): string {
  return italic(cutText(organizationName, 160));
}
