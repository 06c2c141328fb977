import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { shortDateWithWeekday } from '../core/calendar/russian-date-text.ts';
import type { Action } from './actions.ts';
import { bold, cutText, escapeHtml, italic } from './html.ts';
import type { Keyboard, OutgoingMessage } from './message.ts';
import { pageOf, turnRow } from './pages.ts';
import { counted } from './plural.ts';
import { deadlineLine, documentName, type MessageDay, type PointFacts, pointName } from './point.ts';
import { pointPage } from './point-list.ts';
import { type RollUpFacts, rollUpText } from './roll-up.ts';

/** Telegram's apps show about this much of a button's text. */
const BUTTON_LENGTH = 60;

/**
 * Where a choice comes from: all open assignments or those of one document (a button was pressed), or words and
 * files that came with an update and wait to become a report.
 */
export type ChoiceSource =
  | { readonly kind: 'all' }
  | { readonly kind: 'document'; readonly documentId: number }
  | { readonly kind: 'evidence'; readonly updateId: number };

/** «Какое поручение выполнено?» — a button for each open assignment. */
export function chooseDone(
  points: readonly PointFacts[],
  source: ChoiceSource,
  page: number,
  day: MessageDay,
): OutgoingMessage {
  const shown = pageOf(points, page);
  return {
    html: pointPage(bold('Какое поручение выполнено?'), points, shown, day),
    keyboard: [
      ...shown.items.map((point, index) => [
        {
          text: cutText(`${shown.first + index}. ${pointName(point)} — ${point.text}`, BUTTON_LENGTH),
          action: doneAction(point.assignmentId, source.kind === 'evidence' ? source.updateId : null),
        },
      ]),
      ...turnRow(shown, (to) => turnChoice(source, to)),
      [{ text: 'Отменить', action: { kind: 'dismiss' } }],
    ],
  };
}

/** One open assignment: «Отметить его выполненным?» */
export function confirmDone(
  point: PointFacts,
  evidenceUpdateId: number | null,
  day: MessageDay,
): OutgoingMessage {
  return {
    html: [
      'Отметить выполненным?',
      '',
      `${italic(documentName(point.document))}, ${bold(pointName(point))}`,
      escapeHtml(cutText(point.text, 600)),
      deadlineLine(point, day),
    ].join('\n'),
    keyboard: [
      [
        { text: 'Выполнено', action: doneAction(point.assignmentId, evidenceUpdateId) },
        { text: 'Отменить', action: { kind: 'dismiss' } },
      ],
    ],
  };
}

/** The executor is told that the report is on its way to whoever answers it: an organization, or the controller. */
export function reportTaken(point: PointFacts, files: number, to: string | null = null): OutgoingMessage {
  const attached = files === 0 ? '' : ` Приложено: ${counted(files, 'файл', 'файла', 'файлов')}.`;
  return {
    html: `✅ ${bold(pointName(point))} — отчёт отправлен${to === null ? ' контролёру' : `: ${escapeHtml(cutText(to, 160))}`}.${attached}\n${escapeHtml(cutText(point.text, 200))}\n\nО решении сообщу сюда.`,
  };
}

/**
 * A report with the two answers to it, for whoever answers it: a controller, the municipality of a school, the
 * executor to whom a co-executor contributes. `below` is the roll-up of what was handed down from the point.
 */
export function reportReceived(facts: {
  readonly reportId: number;
  readonly point: PointFacts;
  readonly text: string;
  readonly files: number;
  readonly personName: string;
  readonly reportedOn: CalendarDate;
  /** The co-executor's part of a point that the reader answers for. */
  readonly contribution?: boolean;
  readonly below?: RollUpFacts | null;
  readonly day: MessageDay;
}): OutgoingMessage {
  const { point } = facts;
  const late =
    point.due !== null && facts.reportedOn > point.due
      ? `🔴 после срока: отчёт от ${shortDateWithWeekday(facts.reportedOn)}`
      : `отчёт от ${shortDateWithWeekday(facts.reportedOn)}`;
  return {
    html: [
      `📨 ${executorName(point)}: ${facts.contribution ? 'вклад соисполнителя' : 'выполнено'}`,
      `${italic(documentName(point.document))}, ${bold(pointName(point))}`,
      escapeHtml(cutText(point.text, 900)),
      deadlineLine(point, facts.day),
      ...(facts.below ? [`🏫 ${escapeHtml(rollUpText(facts.below))}`] : []),
      '',
      `${escapeHtml(cutText(facts.personName, 120))}, ${late}`,
      `«${escapeHtml(cutText(facts.text, 1500))}»`,
      ...(facts.files > 0 ? [`📎 ${counted(facts.files, 'файл', 'файла', 'файлов')} ниже`] : []),
    ].join('\n'),
    keyboard: decisionKeyboard(facts.reportId),
  };
}

/** The executor learns what the controller decided. */
export function reportOutcome(
  point: PointFacts,
  outcome: 'accepted' | 'returned',
  comment: string | null,
  day: MessageDay,
): OutgoingMessage {
  const name = `${italic(documentName(point.document))}, ${bold(pointName(point))}`;
  const text = escapeHtml(cutText(point.text, 600));
  if (outcome === 'accepted') {
    return { html: `🎉 Принято, поручение снято с контроля.\n${name}\n${text}` };
  }
  return {
    html: [
      '↩️ Возвращено на доработку.',
      name,
      text,
      deadlineLine(point, day),
      '',
      `Замечание: «${escapeHtml(cutText(comment ?? '', 1500))}»`,
    ].join('\n'),
    keyboard: [
      [
        { text: 'Выполнено', action: { kind: 'report_done', assignmentId: point.assignmentId } },
        { text: 'Подробнее', action: { kind: 'details', assignmentId: point.assignmentId } },
      ],
    ],
  };
}

/** What stands under a report message once it has been decided. */
export function reportDecided(
  point: PointFacts,
  outcome: 'accepted' | 'returned',
  comment: string | null,
): OutgoingMessage {
  const verdict =
    outcome === 'accepted' ? '✅ Принято' : `↩️ Возвращено: «${escapeHtml(cutText(comment ?? '', 1500))}»`;
  return {
    html: `${verdict}\n${executorName(point)}: ${italic(documentName(point.document))}, ${bold(pointName(point))}\n${escapeHtml(cutText(point.text, 600))}`,
  };
}

/** The controller is asked why a report goes back. */
export function askReturnComment(point: PointFacts): OutgoingMessage {
  return {
    html: `Напишите, что доработать: ${executorName(point)}, ${bold(pointName(point))}. Исполнитель увидит замечание.\n/cancel — не возвращать.`,
  };
}

function executorName(point: PointFacts): string {
  return bold(cutText(point.organizationName, 160));
}

function turnChoice(source: ChoiceSource, page: number): Action {
  switch (source.kind) {
    case 'all':
      return { kind: 'turn_any', page };
    case 'document':
      return { kind: 'turn_done', documentId: source.documentId, page };
    case 'evidence':
      return { kind: 'turn_with', updateId: source.updateId, page };
  }
}

function doneAction(assignmentId: number, evidenceUpdateId: number | null) {
  return evidenceUpdateId === null
    ? ({ kind: 'report_done', assignmentId } as const)
    : ({ kind: 'report_with', assignmentId, updateId: evidenceUpdateId } as const);
}

function decisionKeyboard(reportId: number): Keyboard {
  return [
    [
      { text: 'Принять', action: { kind: 'accept', reportId } },
      { text: 'Вернуть на доработку', action: { kind: 'return', reportId } },
    ],
  ];
}
