import { formatDateRu, weekdayNameRu } from '../core/calendar/russian-date-text.ts';
import type { ReminderSection } from '../core/reminders/explain-reminder.ts';
import { pointKeyboard } from './broadcast.ts';
import { bold } from './html.ts';
import type { Keyboard } from './message.ts';
import { countedAssignments, pluralForm } from './plural.ts';
import { type MessageDay, organizationLine, type PointFacts, pointBlock } from './point.ts';
import { type Block, type MessagePart, packBlocks } from './split.ts';

/** A point of a digest and where it stands there. */
export interface DigestPoint {
  readonly point: PointFacts;
  readonly section: ReminderSection;
}

const SECTION_HEADS: { readonly [K in ReminderSection]: string } = {
  overdue: '🔴 Просрочено',
  today: '🟠 Сегодня последний день',
  soon: '🟡 Скоро срок',
  new: '🟢 Начинается',
  undated: '⚪ Без даты, на контроле',
};

const SECTION_ORDER: readonly ReminderSection[] = ['overdue', 'today', 'soon', 'new', 'undated'];

/** The morning digest of one organization for one chat. */
export function digestMessages(
  organizationName: string,
  items: readonly DigestPoint[],
  openInAll: number,
  day: MessageDay,
): readonly MessagePart[] {
  const points = items.map(({ point }) => point);
  const blocks: Block[] = [];
  for (const section of SECTION_ORDER) {
    const inSection = items
      .filter((item) => item.section === section)
      .map(({ point }) => point)
      .toSorted(order);
    inSection.forEach((point, index) => {
      const head = index === 0 ? `${bold(SECTION_HEADS[section])}\n` : '';
      blocks.push({
        html: head + pointBlock(point, day, { document: true }),
        assignmentIds: [point.assignmentId],
      });
    });
  }
  const rest = openInAll - points.length;
  const head = [
    `☀️ ${bold(`${capitalized(weekdayNameRu(day.today))}, ${formatDateRu(day.today)}`)}`,
    organizationLine(organizationName),
    ...(rest > 0
      ? [
          `Напоминаем о ${points.length} ${pluralForm(points.length, 'поручении', 'поручениях', 'поручениях')}; всего на контроле ${countedAssignments(openInAll)}.`,
        ]
      : []),
  ].join('\n');
  const parts = packBlocks(head, blocks);
  return parts.map((part, index) => ({
    message:
      index === parts.length - 1
        ? { html: part.html, keyboard: digestKeyboard(points) }
        : { html: part.html },
    assignmentIds: part.assignmentIds,
  }));
}

function order(left: PointFacts, right: PointFacts): number {
  return (left.due ?? '9999').localeCompare(right.due ?? '9999') || left.assignmentId - right.assignmentId;
}

function digestKeyboard(points: readonly PointFacts[]): Keyboard {
  const [only] = points;
  if (points.length === 1 && only !== undefined) return pointKeyboard(only.assignmentId);
  return [
    [
      { text: 'Выполнено', action: { kind: 'choose_any' } },
      { text: 'Мои поручения', action: { kind: 'open_tasks' } },
    ],
  ];
}

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
