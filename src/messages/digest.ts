import { formatDateRu, weekdayNameRu } from '../core/calendar/russian-date-text.ts';
import type { ReminderSection } from '../core/reminders/explain-reminder.ts';
import { acknowledgeRows, pointKeyboard } from './broadcast.ts';
import { bold } from './html.ts';
import type { Keyboard } from './message.ts';
import { countedAssignments, pluralForm } from './plural.ts';
import { type MessageDay, organizationLine, type PointFacts, pointBlock } from './point.ts';
import { type Block, type MessagePart, packBlocks } from './split.ts';

/** A point of a digest and where it stands there; `unacknowledged`: only because «Ознакомлен» is missing. */
export interface DigestPoint {
  readonly point: PointFacts;
  readonly section: DigestSection;
  /** True where the organization is asked for «Ознакомлен». */
  readonly unacknowledged?: boolean;
}

export type DigestSection = ReminderSection | 'unacknowledged';

const SECTION_HEADS: { readonly [K in DigestSection]: string } = {
  overdue: '🔴 Просрочено',
  today: '🟠 Сегодня последний день',
  soon: '🟡 Скоро срок',
  new: '🟢 Начинается',
  undated: '⚪ Без даты, на контроле',
  unacknowledged: '👁 Не отмечено «Ознакомлен»',
};

const SECTION_ORDER: readonly DigestSection[] = [
  'overdue',
  'today',
  'soon',
  'new',
  'undated',
  'unacknowledged',
];

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
    const inSection = items.filter((item) => item.section === section).toSorted(order);
    inSection.forEach(({ point, unacknowledged }, index) => {
      const head = index === 0 ? `${bold(SECTION_HEADS[section])}\n` : '';
      const mark = unacknowledged && section !== 'unacknowledged' ? '\n👁 Не отмечено «Ознакомлен»' : '';
      blocks.push({
        html: `${head}${pointBlock(point, day, { document: true })}${mark}`,
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
      index === parts.length - 1 ? { html: part.html, keyboard: digestKeyboard(items) } : { html: part.html },
    assignmentIds: part.assignmentIds,
  }));
}

function order({ point: left }: DigestPoint, { point: right }: DigestPoint): number {
  return (left.due ?? '9999').localeCompare(right.due ?? '9999') || left.assignmentId - right.assignmentId;
}

function digestKeyboard(items: readonly DigestPoint[]): Keyboard {
  const [only] = items;
  if (items.length === 1 && only !== undefined) return pointKeyboard(only.point.assignmentId);
  const unread = new Map(
    items
      .filter(({ unacknowledged }) => unacknowledged)
      .map(({ point: { document } }) => [document.id, document] as const),
  );
  return [
    ...acknowledgeRows([...unread.values()]),
    [
      { text: 'Выполнено', action: { kind: 'choose_any' } },
      { text: 'Приложить отчёт', action: { kind: 'attach_any' } },
    ],
    [{ text: 'Мои поручения', action: { kind: 'open_tasks' } }],
  ];
}

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
