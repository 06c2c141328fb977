import type { Action } from './actions.ts';
import { type GatheredItem, sumOf } from './gathering.ts';
import { bold, cutText, escapeHtml, italic } from './html.ts';
import type { OutgoingMessage } from './message.ts';
import { pageOf, turnRow } from './pages.ts';
import {
  deadlineLine,
  documentName,
  type MessageDay,
  organizationLine,
  type PointFacts,
  pointName,
} from './point.ts';
import { type PointChange, pointChangeLines } from './point-change.ts';
import { pointPage } from './point-list.ts';
import { whose } from './whose.ts';

/** Telegram's apps show about this much of a button's text. */
const BUTTON_LENGTH = 60;
/** Numbers named that are told to be nobody's. */
const MISSING_SHOWN = 10;

/**
 * Where a choice comes from and what for: all open assignments or those of one document (a button was pressed), to
 * report them done or to attach a report; or words and files that wait as a draft, to report, to be told about, to
 * ask for time, or to be gathered for a report with what is still to come.
 */
export type ChoiceSource =
  | { readonly kind: 'all'; readonly purpose: 'done' | 'attach' }
  | { readonly kind: 'document'; readonly documentId: number; readonly purpose: 'done' | 'attach' }
  | {
      readonly kind: 'draft';
      readonly draftId: number;
      readonly purpose: 'done' | 'about' | 'extend' | 'attach';
    };

const CHOICE_HEADS: { readonly [K in ChoiceSource['purpose']]: string } = {
  done: 'Какое поручение выполнено?',
  attach: 'К какому поручению приложить отчёт?',
  about: 'О каком поручении речь?',
  extend: 'По какому поручению просите продлить срок?',
};

/** What a choice begins with. */
export interface ChoiceNotes {
  /** Numbers that were named and are none of the points. */
  readonly missing?: readonly string[];
  /** What waits for the choice: said once something has come after the question. */
  readonly kept?: readonly GatheredItem[];
}

/** «Какое поручение выполнено?» — a button for each open assignment. */
export function chooseDone(
  points: readonly PointFacts[],
  source: ChoiceSource,
  page: number,
  day: MessageDay,
  { missing = [], kept = [] }: ChoiceNotes = {},
): OutgoingMessage {
  const shown = pageOf(points, page);
  const numbers = missing.slice(0, MISSING_SHOWN).map((label) => `п. ${cutText(label, 20)}`);
  const unknown =
    missing.length === 0 ? '' : `Среди ваших открытых поручений нет: ${escapeHtml(numbers.join(', '))}.\n`;
  return {
    ...whose(points),
    html: pointPage(`${keptLine(kept)}${unknown}${bold(CHOICE_HEADS[source.purpose])}`, points, shown, day),
    keyboard: [
      ...shown.items.map((point, index) => [
        {
          text: cutText(`${shown.first + index}. ${pointName(point)} — ${point.text}`, BUTTON_LENGTH),
          action: chooseAction(point.assignmentId, source),
        },
      ]),
      ...turnRow(shown, (to) => turnChoice(source, to)),
      [
        {
          text: 'Отменить',
          action:
            source.kind === 'draft'
              ? { kind: 'cancel_gathered', draftId: source.draftId }
              : { kind: 'dismiss' },
        },
      ],
    ],
  };
}

/** One open assignment: «Отметить его выполненным?» */
export function confirmDone(
  point: PointFacts,
  draftId: number,
  day: MessageDay,
  kept: readonly GatheredItem[] = [],
): OutgoingMessage {
  return {
    ...whose([point]),
    html: [
      `${keptLine(kept)}Отметить выполненным?`,
      '',
      `${italic(documentName(point.document))}, ${bold(pointName(point))}`,
      escapeHtml(cutText(point.text, 600)),
      deadlineLine(point, day),
    ].join('\n'),
    keyboard: [
      [
        {
          text: 'Выполнено',
          action: { kind: 'report_with', assignmentId: point.assignmentId, draftId },
        },
        { text: 'Отменить', action: { kind: 'cancel_gathered', draftId } },
      ],
    ],
  };
}

/**
 * A new version has changed the point since the person read it: the report goes only once they have seen how. `draftId`:
 * words or files that wait; null: nothing but «Выполнено».
 */
export function confirmChanged(
  point: PointFacts,
  change: PointChange,
  draftId: number | null,
  day: MessageDay,
): OutgoingMessage {
  const { assignmentId } = point;
  const { decisionId } = change;
  return {
    html: [
      `${bold('Отчёт ещё не отправлен.')} Сначала посмотрите, что изменилось:`,
      '',
      `${italic(documentName(point.document))}, ${bold(pointName(point))}`,
      organizationLine(point.organizationName),
      escapeHtml(cutText(point.text, 600)),
      deadlineLine(point, day),
      ...pointChangeLines(change, point, { after: 'с тех пор', max: 600 }, day),
    ].join('\n'),
    keyboard: [
      [
        {
          text: 'Выполнено',
          action:
            draftId === null
              ? { kind: 'done_changed', assignmentId, decisionId }
              : { kind: 'send_changed', draftId, assignmentId, decisionId },
        },
        { text: 'Подробнее', action: { kind: 'details', assignmentId } },
      ],
      [{ text: 'Отменить', action: { kind: 'dismiss' } }],
    ],
  };
}

/** «Принято: 2 файла.» — so that nobody thinks it lost. */
export function keptLine(kept: readonly GatheredItem[]): string {
  return kept.length === 0 ? '' : `📥 Принято: ${sumOf(kept)}.\n`;
}

/** A question that is asked anew further down. */
export function questionMoved(): OutgoingMessage {
  return { html: 'Вопрос — ниже.' };
}

/** Words and files for which no assignment was chosen: they are kept, and can still go somewhere. */
export function choiceLeft(draftId: number, kept: readonly GatheredItem[]): OutgoingMessage {
  return {
    html: [
      `⏸ ${bold('Отчёт не отправлен:')} вы не выбрали, к какому он поручению.`,
      `Сохранено: ${sumOf(kept)}. Храню 30 дней.`,
    ].join('\n'),
    keyboard: [
      [{ text: 'Выбрать поручение', action: { kind: 'choose_attach', draftId } }],
      [{ text: 'Отменить', action: { kind: 'cancel_gathered', draftId } }],
    ],
  };
}

function turnChoice(source: ChoiceSource, page: number): Action {
  switch (source.kind) {
    case 'all':
      return { kind: source.purpose === 'attach' ? 'turn_attach' : 'turn_any', page };
    case 'document': {
      const kind = source.purpose === 'attach' ? 'turn_attach_of' : 'turn_done';
      return { kind, documentId: source.documentId, page };
    }
    case 'draft':
      return { kind: TURN_DRAFT[source.purpose], draftId: source.draftId, page };
  }
}

const TURN_DRAFT = {
  done: 'turn_with',
  about: 'turn_about',
  extend: 'turn_extend',
  attach: 'turn_attach_with',
} as const;
const CHOOSE_FOR_DRAFT = {
  done: 'report_with',
  about: 'answer_about',
  extend: 'extend_with',
  attach: 'attach_with',
} as const;

function chooseAction(assignmentId: number, source: ChoiceSource): Action {
  if (source.kind === 'draft') {
    return { kind: CHOOSE_FOR_DRAFT[source.purpose], assignmentId, draftId: source.draftId };
  }
  return { kind: source.purpose === 'attach' ? 'attach_report' : 'report_done', assignmentId };
}
