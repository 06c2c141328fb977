import type { AssignmentState } from '../core/assignments/assignment.ts';
import { isInHand } from '../core/assignments/transitions.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { type ProductionCalendar, workingDayOnOrBefore } from '../core/calendar/production-calendar.ts';
import { shortDateRu } from '../core/calendar/russian-date-text.ts';
import type { DeadlineKind } from '../core/deadlines/deadline.ts';
import { annexLabel } from '../core/documents/annex-label.ts';
import type { DocumentKind } from '../core/documents/read-document.ts';
import { type DeadlineDetail, deadlineText, distanceText } from './deadline-text.ts';
import { bold, cutText, escapeHtml, italic } from './html.ts';

/** What a message about one assignment needs to know. */
export interface PointFacts {
  readonly assignmentId: number;
  readonly question: string | null;
  readonly label: string | null;
  readonly text: string;
  readonly kind: DeadlineKind;
  readonly start: CalendarDate | null;
  readonly due: CalendarDate | null;
  readonly printed: string | null;
  readonly state: AssignmentState;
  readonly organizationName: string;
  readonly executor: boolean;
  /** The organization that handed it down; null where it came directly. */
  readonly through: string | null;
  /** Who within the organization carries it out; null where nobody was named. */
  readonly delegate: string | null;
  /** The controller takes no report without a file. */
  readonly requiresFile: boolean;
  readonly document: DocumentFacts;
}

/** What names a document to a person. */
export interface DocumentFacts {
  readonly id: number;
  readonly kind: DocumentKind;
  readonly title: string | null;
  readonly date: CalendarDate | null;
  readonly number: string | null;
}

/** The day and the calendar that a message is worded with. */
export interface MessageDay {
  readonly today: CalendarDate;
  readonly calendar: ProductionCalendar;
}

/** A message about several points shows at most this much of each; «Подробнее» shows the rest. */
const LIST_TEXT_LIMIT = 600;
const ORGANIZATION_LIMIT = 160;
const PERSON_LIMIT = 80;
/** Numbers and labels are short; damaged ones must not fill the message. */
const NUMBER_LIMIT = 40;

const KIND_NAMES: { readonly [K in DocumentKind]: string } = {
  protocol: 'Протокол',
  collegium_decision: 'Решение коллегии',
  order: 'Приказ',
  other: 'Документ',
};

const KIND_NAMES_OF: { readonly [K in DocumentKind]: string } = {
  protocol: 'протокола',
  collegium_decision: 'решения коллегии',
  order: 'приказа',
  other: 'документа',
};

/** «Протокол от 05.04.2021», «Приказ от 21.04.2021 № 657-09». */
export function documentName(document: DocumentFacts): string {
  const date = document.date === null ? '' : ` от ${shortDateRu(document.date)}`;
  const number = document.number === null ? '' : ` № ${cutText(document.number, NUMBER_LIMIT)}`;
  return `${KIND_NAMES[document.kind]}${date}${number}`;
}

/** The same in the genitive, within a sentence: «протокола от 05.04.2021». */
export function documentNameOf(document: DocumentFacts): string {
  return documentName(document).replace(KIND_NAMES[document.kind], KIND_NAMES_OF[document.kind]);
}

/** «п. 2.5», with its question where the document has several: «вопрос 2, п. 2.5». */
export function pointName(point: {
  readonly question: string | null;
  readonly label: string | null;
}): string {
  const question = point.question === null ? null : cutText(questionName(point.question), 60);
  const label = point.label === null ? null : cutText(numberName(point.label), NUMBER_LIMIT + 3);
  return [question, label].filter((part) => part !== null).join(', ') || 'пункт без номера';
}

/** «п. 2.5»; «прил. 1, п. 2» says it already. */
function numberName(label: string): string {
  return annexLabel(label) === null ? `п. ${label}` : label;
}

function questionName(question: string): string {
  return /^[\d.]+$/.test(question) ? `вопрос ${question}` : question;
}

/** An organization's name as one line of a message; HTML. */
export function organizationLine(name: string): string {
  return italic(cutText(name, ORGANIZATION_LIMIT));
}

/** The point with everything that has no limit of its own cut to `max` characters each: an item of a list. */
export function abridged(point: PointFacts, max: number): PointFacts {
  return {
    ...point,
    text: cutText(point.text, max),
    organizationName: cutText(point.organizationName, max),
    printed: point.printed === null ? null : cutText(point.printed, max),
    through: point.through === null ? null : cutText(point.through, max),
    delegate: point.delegate === null ? null : cutText(point.delegate, max),
  };
}

/** One point in a list: name, text cut to a paragraph, deadline with weekday and distance. HTML. */
export function pointBlock(
  point: PointFacts,
  day: MessageDay,
  options: {
    readonly organization?: boolean;
    readonly document?: boolean;
    /** False for whoever does not report. */
    readonly demands?: boolean;
  } = {},
): string {
  const lines = [
    ...(options.organization ? [organizationLine(point.organizationName)] : []),
    ...(options.document ? [italic(documentName(point.document))] : []),
    `${bold(pointName(point))}${point.executor ? '' : ' (соисполнитель)'}`,
    escapeHtml(cutText(point.text, LIST_TEXT_LIMIT)),
    deadlineLine(point, day),
    ...partyLines(point),
    ...(options.demands === false ? [] : fileLines(point)),
  ];
  return lines.join('\n');
}

/** «Через: Приреченский район», «Исполняет: Иванова О. П.», as far as there is something to say. HTML. */
export function partyLines(point: Pick<PointFacts, 'through' | 'delegate'>): readonly string[] {
  return [
    ...(point.through === null ? [] : [`Через: ${escapeHtml(cutText(point.through, ORGANIZATION_LIMIT))}`]),
    ...(point.delegate === null ? [] : [`Исполняет: ${escapeHtml(cutText(point.delegate, PERSON_LIMIT))}`]),
  ];
}

/**
 * «⏰ Срок: до пт 09.04.2021 — осталось 3 дня». HTML.
 *
 * The distance is told only while the organization has to act: what was reported in time is not overdue, however
 * late the controller reads it.
 */
export function deadlineLine(
  point: Pick<PointFacts, 'kind' | 'start' | 'due' | 'printed' | 'state'>,
  day: MessageDay,
  label = 'Срок',
  detail: DeadlineDetail = 'full',
): string {
  const line = `⏰ ${label}: ${bold(deadlineText(point, day.calendar, detail))}`;
  if (point.due === null || !isInHand(point.state)) return line;
  const lastWorkingDay = isLastWorkingDay(point.due, day) && point.due !== day.today;
  return `${line} — ${lastWorkingDay ? 'сегодня последний рабочий день' : distanceText(point.due, day.today)}`;
}

/** That a report about the point needs a file: one line or none. */
export function fileLines({ requiresFile }: Pick<PointFacts, 'requiresFile'>): readonly string[] {
  return requiresFile ? ['📎 К отчёту нужен файл.'] : [];
}

/** True on the last working day on or before the due date. */
function isLastWorkingDay(due: CalendarDate, day: MessageDay): boolean {
  return workingDayOnOrBefore(day.calendar, due) === day.today;
}
