import { originNumbers } from './card-origin.ts';
import { bold, cutText, escapeHtml, italic } from './html.ts';
import type { OutgoingMessage } from './message.ts';
import { pageOf, turnRow } from './pages.ts';
import { countedPoints, toOrganizations } from './plural.ts';
import {
  abridged,
  deadlineLine,
  documentName,
  type MessageDay,
  type PointFacts,
  pointBlock,
  pointName,
} from './point.ts';
import { fitWords } from './split.ts';

/** Points on one page: each may name many organizations. */
const PAGE_SIZE = 5;
/** Names under one point take as much room as so many of its words. */
const NAMES_SHARE = 2.4;
const NAME_LENGTH = 60;

/**
 * «Просрочено»: who is late with what, longest first. What several organizations owe by the same day is one item, with
 * their names.
 *
 *   «Протокол от 01.09.2026
 *    п. 2.5
 *    Обновить паспорт безопасности школы.
 *    ⏰ Срок: до пн 14.09.2026 — просрочено на 1 день
 *    Не исполнили (2): Лицей, Гимназия»
 */
export function overdueOverview(
  points: readonly PointFacts[],
  page: number,
  day: MessageDay,
): OutgoingMessage {
  if (points.length === 0) return { html: 'Просроченных поручений нет.' };
  const owed = groupOwed(points);
  const shown = pageOf(owed, page, PAGE_SIZE);
  const total = owed.length === points.length ? '' : `: ${countedPoints(owed.length)}`;
  const render = (max: number): string =>
    [
      `${bold('Просрочено')} (${points.length})${total}`,
      ...shown.items.map((group, index) => `${shown.first + index}. ${owedBlock(group, max, day)}`),
    ].join('\n\n');
  const origin = originNumbers({ kind: 'overdue', page: shown.index });
  return {
    html: fitWords(render),
    keyboard: [
      // A number each opens the card, of several organizations the first one's; whole labels would fill the screen.
      shown.items.map(([{ assignmentId }], index) => ({
        text: String(shown.first + index),
        action: { kind: 'card', assignmentId, sheet: 0, part: 0, ...origin },
      })),
      [{ text: `Напомнить всем (${points.length})`, action: { kind: 'ask_remind_all', page: shown.index } }],
      ...turnRow(shown, (to) => ({ kind: 'overdue', page: to })),
    ],
  };
}

/** «Напомнить всем»: to how many, before it is sent. */
export function askRemindAll(points: readonly PointFacts[], page: number): OutgoingMessage {
  const organizations = new Set(points.map(({ organizationName }) => organizationName)).size;
  return {
    html: [
      bold(`Напомнить ${toOrganizations(organizations)} о просрочке?`),
      `Просроченных поручений: ${points.length}. По каждому уйдёт сообщение всем, кто представляет организацию; о чём сегодня уже напоминали, повторно не уйдёт.`,
    ].join('\n'),
    keyboard: [
      [{ text: 'Да, напомнить', action: { kind: 'remind_all_late' } }],
      [{ text: '◀ К списку', action: { kind: 'overdue', page } }],
    ],
  };
}

/** The same point with the same last day, of every organization that is late with it. */
type Owed = readonly [PointFacts, ...PointFacts[]];

/** In the order of the first of each. */
function groupOwed(points: readonly PointFacts[]): readonly Owed[] {
  const groups = new Map<string, [PointFacts, ...PointFacts[]]>();
  for (const point of points) {
    const { document, question, label, text, due } = point;
    const key = JSON.stringify([document.id, question, label, text, due]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [point]);
    else group.push(point);
  }
  return [...groups.values()];
}

function owedBlock(group: Owed, max: number, day: MessageDay): string {
  const point = abridged(group[0], max);
  if (group.length === 1)
    return pointBlock(point, day, { organization: true, document: true, demands: false });
  return [
    italic(documentName(point.document)),
    bold(pointName(point)),
    escapeHtml(point.text),
    deadlineLine(point, day),
    `Не исполнили (${group.length}): ${escapeHtml(namesOf(group, max * NAMES_SHARE))}`,
  ].join('\n');
}

/** As many names as this many characters hold; the rest is counted. */
function namesOf(group: Owed, room: number): string {
  const names: string[] = [];
  let length = 0;
  for (const { organizationName } of group) {
    const name = cutText(organizationName, NAME_LENGTH);
    length += name.length + 2;
    if (names.length > 0 && length > room) break;
    names.push(name);
  }
  const hidden = group.length - names.length;
  return `${names.join(', ')}${hidden > 0 ? ` и ещё ${hidden}` : ''}`;
}
