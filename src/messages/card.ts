import type { DeadlineNote } from '../core/assignments/explain-deadline.ts';
import { isInHand, isOpen } from '../core/assignments/transitions.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { shortDateWithWeekday } from '../core/calendar/russian-date-text.ts';
import { backButton, type CardOrigin, originNumbers } from './card-origin.ts';
import { deadlineNoteText } from './deadline-notes.ts';
import { bold, cutText, escapeHtml, italic, visibleLength } from './html.ts';
import type { Button, Keyboard, OutgoingMessage } from './message.ts';
import { shortMomentText } from './moment-text.ts';
import { countedOrganizations } from './plural.ts';
import {
  deadlineLine,
  documentName,
  fileLines,
  type MessageDay,
  organizationLine,
  type PointFacts,
  partyLines,
  pointName,
} from './point.ts';
import { fitText, MESSAGE_LIMIT } from './split.ts';
import { type StoreyFacts, storeyButtons, storeyLines } from './storeys.ts';

/** The card itself and what it opens in its place; their numbers in callback data are their places here. */
export const CARD_SHEETS = ['card', 'text', 'source', 'concerned', 'history'] as const;
export type CardSheet = (typeof CARD_SHEETS)[number];

/** Who has pressed «Ознакомлен», and when. */
export interface AcknowledgedBy {
  readonly name: string;
  readonly at: Date;
}

/** Names of the other organizations of the same point, without the card's own. */
export interface Concerned {
  readonly executors: readonly string[];
  readonly coExecutors: readonly string[];
}

/** Everything a card shows of one assignment. */
export interface CardFacts {
  readonly point: PointFacts;
  /** An executor answers from the card; an observer and a controller only read it. */
  readonly viewer: 'executor' | 'observer' | 'controller';
  readonly origin: CardOrigin;
  /** What the point's question is about. */
  readonly questionTitle: string | null;
  /** False for a point that a reviewer has added: the document has no words of its own for it. */
  readonly quoted: boolean;
  readonly deadlineNotes: readonly DeadlineNote[];
  readonly concerned: Concerned;
  readonly acknowledgements: readonly AcknowledgedBy[];
  /** True where «Ознакомлен» still says something new. */
  readonly mayAcknowledge: boolean;
  /** A controller, or an executor of the organization above: may remind whoever is late. */
  readonly mayRemind: boolean;
  /** A request for more time that waits for its answer. */
  readonly extension: { readonly requestId: number; readonly wanted: CalendarDate } | null;
  /** The comment of the last return. */
  readonly comment: string | null;
  /** What others do for the point, and what the viewer may do about it. */
  readonly storeys: StoreyFacts;
}

/** Names of a kind that the card itself has room for; the rest is a sheet of its own. */
const NAMES_SHOWN = 3;
const PEOPLE_SHOWN = 5;
const NAME_LENGTH = 80;

/** The states in the words people use. */
const STATE_NAMES: { readonly [K in PointFacts['state']]: string } = {
  new: 'новое',
  acknowledged: 'исполнитель ознакомлен',
  in_work: 'в работе',
  reported: 'на проверке',
  returned: 'возвращено на доработку',
  accepted: 'принято, снято с контроля',
  withdrawn: 'отменено',
};

/** One assignment with all that matters; what does not fit is one press away. */
export function assignmentCard(facts: CardFacts, day: MessageDay): OutgoingMessage {
  const { point } = facts;
  const render = (text: string): string =>
    [
      ...cardHead(facts),
      `Состояние: ${bold(STATE_NAMES[point.state])}`,
      '',
      text,
      '',
      ...deadlineLines(facts, day),
      ...partyLines(point),
      ...storeyLines(facts.storeys),
      ...concernedLines(facts),
      ...acknowledgedLines(facts, day),
      ...(facts.comment === null ? [] : ['', `Замечание: «${escapeHtml(cutText(facts.comment, 500))}»`]),
    ].join('\n');
  const isWhole = visibleLength(render(escapeHtml(point.text))) <= MESSAGE_LIMIT;
  return {
    html: fitText(point.text, render),
    keyboard: [
      answerRow(facts),
      attachRow(facts),
      withdrawRow(facts),
      remindRow(facts, day),
      ...storeyButtons(point.assignmentId, facts.storeys),
      isWhole ? [] : [sheetButton(facts, { text: 'Весь текст', sheet: 'text' })],
      [
        ...(facts.quoted ? [sheetButton(facts, { text: 'Как в документе', sheet: 'source' })] : []),
        sheetButton(facts, { text: 'История', sheet: 'history' }),
      ],
      [
        ...(isConcernedCut(facts.concerned)
          ? [sheetButton(facts, { text: 'Кому поручено', sheet: 'concerned' })]
          : []),
        backButton(facts.origin),
      ],
    ].filter((row) => row.length > 0),
  };
}

/** What every sheet of a card begins with: the document and the point, and whose assignment it is. */
export function cardHead({ point, questionTitle }: Pick<CardFacts, 'point' | 'questionTitle'>): string[] {
  const role = point.executor ? '' : ' (соисполнитель)';
  return [
    `${italic(documentName(point.document))}, ${bold(pointName(point))}`,
    ...(questionTitle === null ? [] : [escapeHtml(cutText(questionTitle, 160))]),
    `${organizationLine(point.organizationName)}${role}`,
  ];
}

/** The button that shows a sheet of the card in its place. */
export function sheetButton(
  { point, origin }: Pick<CardFacts, 'point' | 'origin'>,
  { text, sheet, part = 0 }: { readonly text: string; readonly sheet: CardSheet; readonly part?: number },
): Button {
  const { assignmentId } = point;
  const number = CARD_SHEETS.indexOf(sheet);
  return { text, action: { kind: 'card', assignmentId, sheet: number, part, ...originNumbers(origin) } };
}

/** «Ознакомлен», «Выполнено»: what an executor can still do. */
function answerRow({ point, viewer, origin, mayAcknowledge }: CardFacts): Keyboard[number] {
  if (viewer !== 'executor') return [];
  const { assignmentId, state } = point;
  return [
    ...(mayAcknowledge && isOpen(state)
      ? [
          {
            text: 'Ознакомлен',
            action: { kind: 'acknowledge_card', assignmentId, ...originNumbers(origin) } as const,
          },
        ]
      : []),
    ...(isInHand(state)
      ? [{ text: 'Выполнено', action: { kind: 'report_done', assignmentId } as const }]
      : []),
  ];
}

/** «Приложить отчёт» and «Продлить срок», or «Дополнить отчёт» while one waits: beside «Выполнено» there is no room for such long labels. */
function attachRow({ point, viewer, extension }: CardFacts): Keyboard[number] {
  const { assignmentId } = point;
  if (viewer === 'executor' && point.state === 'reported') {
    return [{ text: 'Дополнить отчёт', action: { kind: 'supplement_report', assignmentId } }];
  }
  if (viewer !== 'executor' || !isInHand(point.state)) return [];
  return [
    { text: 'Приложить отчёт', action: { kind: 'attach_report', assignmentId } },
    ...(point.due === null || extension !== null
      ? []
      : [{ text: 'Продлить срок', action: { kind: 'ask_extension', assignmentId } as const }]),
  ];
}

/** A request that waits may be taken back. */
function withdrawRow({ point, viewer, extension }: CardFacts): Keyboard[number] {
  if (viewer !== 'executor' || !isInHand(point.state) || extension === null) return [];
  const { requestId } = extension;
  return [{ text: 'Отозвать просьбу о продлении', action: { kind: 'withdraw_extension', requestId } }];
}

/** «Напомнить»: for whoever looks after the organization that is late. */
function remindRow({ point, mayRemind }: CardFacts, day: MessageDay): Keyboard[number] {
  const isLate = isInHand(point.state) && point.due !== null && point.due < day.today;
  return mayRemind && isLate
    ? [{ text: 'Напомнить', action: { kind: 'remind_late', assignmentId: point.assignmentId } }]
    : [];
}

function deadlineLines({ point, deadlineNotes, extension }: CardFacts, day: MessageDay): string[] {
  return [
    deadlineLine(point, day, 'Срок', 'brief'),
    ...(extension === null
      ? []
      : [`⏳ Просят продлить до ${shortDateWithWeekday(extension.wanted)}, ответа ещё нет`]),
    ...deadlineNotes.map((note) => escapeHtml(deadlineNoteText(note))),
    ...(point.printed === null ? [] : [`В документе: «${escapeHtml(cutText(point.printed, 200))}»`]),
    ...fileLines(point),
  ];
}

function concernedLines({ point, concerned }: CardFacts): string[] {
  const { executors, coExecutors } = concerned;
  const answering = executors.length > 1 ? 'Ответственные исполнители' : 'Ответственный исполнитель';
  const executorHead = point.executor ? 'Также поручено' : answering;
  const lines = [
    ...(executors.length > 0 ? [`${executorHead}: ${namesText(executors)}`] : []),
    ...(coExecutors.length > 0 ? [`Соисполнители: ${namesText(coExecutors)}`] : []),
  ];
  return lines.length > 0 ? ['', ...lines] : [];
}

function namesText(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).map((name) => escapeHtml(cutText(name, NAME_LENGTH)));
  const hidden = names.length - shown.length;
  return `${shown.join('; ')}${hidden > 0 ? ` и ещё ${countedOrganizations(hidden)}` : ''}`;
}

function isConcernedCut({ executors, coExecutors }: Concerned): boolean {
  return executors.length > NAMES_SHOWN || coExecutors.length > NAMES_SHOWN;
}

function acknowledgedLines({ acknowledgements }: CardFacts, day: MessageDay): string[] {
  if (acknowledgements.length === 0) return [];
  const shown = acknowledgements
    .slice(0, PEOPLE_SHOWN)
    .map(({ name, at }) => `${escapeHtml(cutText(name, NAME_LENGTH))} ${shortMomentText(at, day.today)}`);
  const hidden = acknowledgements.length - shown.length;
  return ['', `👁 Ознакомлены: ${shown.join('; ')}${hidden > 0 ? ` и ещё ${hidden}` : ''}`];
}
