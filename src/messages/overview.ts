import { shortDateWithWeekday } from '../core/calendar/russian-date-text.ts';
import { bold, cutText, escapeHtml } from './html.ts';
import type { Keyboard, OutgoingMessage } from './message.ts';
import { pageOf, turnRow } from './pages.ts';
import { countedAssignments } from './plural.ts';
import {
  abridged,
  type DocumentFacts,
  documentName,
  type MessageDay,
  type PointFacts,
  pointBlock,
} from './point.ts';
import { type MessagePart, packBlocks } from './split.ts';

/** Words of one point in an escalation, where who is late matters more than with what. */
const ESCALATED_WORDS = 250;

/** Numbers of one document's execution. */
export interface ExecutionFacts {
  readonly document: DocumentFacts;
  readonly total: number;
  readonly accepted: number;
  readonly reported: number;
  readonly overdue: number;
}

/** «Исполнение»: every published document with its numbers. */
export function executionOverview(
  documents: readonly ExecutionFacts[],
  /** Documents that were read and are not published yet. */
  drafts: number,
  page: number,
): OutgoingMessage {
  const draftsRow: Keyboard =
    drafts > 0 ? [[{ text: `Черновики (${drafts})`, action: { kind: 'drafts', page: 0 } }]] : [];
  if (documents.length === 0) return { html: 'Опубликованных документов пока нет.', keyboard: draftsRow };
  const shown = pageOf(documents, page);
  const blocks = shown.items.map(({ document, total, accepted, reported, overdue }) =>
    [
      `📄 ${bold(documentName(document))}${document.title === null ? '' : `\n${escapeHtml(cutText(document.title, 140))}`}`,
      `✅ принято ${accepted} из ${total} · 📨 на проверке ${reported} · 🔴 просрочено ${overdue}`,
    ].join('\n'),
  );
  return {
    html: [bold('Исполнение'), ...blocks].join('\n\n'),
    keyboard: [
      ...turnRow(shown, (to) => ({ kind: 'execution', page: to })),
      ...(documents.some(({ reported }) => reported > 0)
        ? [[{ text: 'На проверке', action: { kind: 'reports_on_review', page: 0 } as const }]]
        : []),
      ...draftsRow,
    ],
  };
}

/**
 * Overdue assignments of others: told to the parent organization (1) or to the controllers (2), with the buttons to see
 * and to remind.
 */
export function escalationMessages(
  points: readonly PointFacts[],
  level: 1 | 2,
  day: MessageDay,
): readonly MessagePart[] {
  const head =
    level === 1
      ? `🔴 ${bold('Просрочено у подведомственных организаций')}: ${countedAssignments(points.length)}`
      : `🔴 ${bold('Давно просрочено')}: ${countedAssignments(points.length)}`;
  const parts = packBlocks(
    head,
    points.map((point) => ({
      html: pointBlock(abridged(point, ESCALATED_WORDS), day, {
        organization: true,
        document: true,
      }),
      assignmentIds: [],
    })),
  );
  return parts.map(({ html, assignmentIds }, index) => ({
    message: index === parts.length - 1 ? { html, keyboard: escalationKeyboard(points) } : { html },
    assignmentIds,
  }));
}

function escalationKeyboard(points: readonly PointFacts[]): Keyboard {
  const [only, ...others] = points;
  if (only !== undefined && others.length === 0) {
    const { assignmentId } = only;
    return [
      [
        { text: 'Подробнее', action: { kind: 'details', assignmentId } },
        { text: 'Напомнить', action: { kind: 'remind_late', assignmentId } },
      ],
    ];
  }
  // The list is of this moment: with whatever else is late by now.
  return [[{ text: 'Просрочено: подробнее и напомнить', action: { kind: 'open_overdue' } }]];
}

/** Numbers of the Monday summary. */
export interface SummaryFacts {
  readonly open: number;
  readonly overdue: number;
  readonly dueThisWeek: number;
  readonly reported: number;
  readonly undelivered: number;
  /** The organizations with most overdue, worst first. */
  readonly worst: readonly { readonly name: string; readonly overdue: number; readonly open: number }[];
}

/** The Department's Monday summary. */
export function departmentSummary(facts: SummaryFacts, day: MessageDay): OutgoingMessage {
  return {
    html: [
      `📊 ${bold(`Сводка на ${shortDateWithWeekday(day.today)}`)}`,
      `На исполнении: ${countedAssignments(facts.open)}`,
      `🔴 просрочено: ${facts.overdue}`,
      `🟡 срок на этой неделе: ${facts.dueThisWeek}`,
      `📨 отчёты ждут решения: ${facts.reported}`,
      `❗ не доставлено: ${facts.undelivered}`,
      ...(facts.worst.length > 0
        ? [
            '',
            bold('Больше всего просрочено'),
            ...facts.worst
              .slice(0, 15)
              .map(({ name, overdue, open }) => `• ${escapeHtml(cutText(name, 80))} — ${overdue} из ${open}`),
          ]
        : []),
    ].join('\n'),
    keyboard: [
      [
        { text: 'Просрочено', action: { kind: 'open_overdue' } },
        ...(facts.reported > 0
          ? [{ text: 'На проверке', action: { kind: 'open_reports_on_review' } as const }]
          : []),
      ],
      [{ text: 'Исполнение', action: { kind: 'open_execution' } }],
    ],
  };
}
