import { russianCalendar } from '../../src/core/calendar/russian-calendar.ts';
import type { Deadline } from '../../src/core/deadlines/deadline.ts';
import type { CardFacts } from '../../src/messages/card.ts';
import type { DraftFacts, DraftPoint } from '../../src/messages/draft.ts';
import type { HistoryEvent } from '../../src/messages/history.ts';
import type { DocumentFacts, MessageDay, PointFacts } from '../../src/messages/point.ts';

/** Tuesday, 2026-09-15. */
export const TUESDAY: MessageDay = { today: '2026-09-15', calendar: russianCalendar };

/** A protocol of 2026-09-01 without a title. */
export function aDocument(different: Partial<DocumentFacts> = {}): DocumentFacts {
  return { id: 7, kind: 'protocol', title: null, date: '2026-09-01', number: null, ...different };
}

/** An open point of the school in Верхний Лог, due on Thursday 2026-10-15. */
export function aPoint(different: Partial<PointFacts> = {}): PointFacts {
  return {
    assignmentId: 17,
    question: null,
    label: '2.5',
    text: 'Обновить паспорт безопасности школы.',
    kind: 'date',
    start: null,
    due: '2026-10-15',
    printed: 'до 15 октября 2026 г.',
    state: 'new',
    organizationName: 'Школа № 3, Верхний Лог',
    executor: true,
    through: null,
    delegate: null,
    requiresFile: false,
    document: aDocument(),
    ...different,
  };
}

/** The card of `aPoint` for its executor, opened from a message. */
export function aCard(different: Partial<CardFacts> = {}): CardFacts {
  return {
    point: aPoint(),
    viewer: 'executor',
    mayRemind: false,
    origin: { kind: 'message' },
    questionTitle: null,
    quoted: true,
    deadlineNotes: [],
    concerned: { executors: [], coExecutors: [] },
    acknowledgements: [],
    mayAcknowledge: true,
    extension: null,
    comment: null,
    storeys: {
      rollUp: null,
      contributions: null,
      responsible: null,
      mayHandDown: false,
      mayDelegate: false,
    },
    ...different,
  };
}

/** A report of Thursday 2026-09-03, 10:15 in Moscow. */
export function anEvent(different: Partial<HistoryEvent> = {}): HistoryEvent {
  return {
    at: new Date('2026-09-03T07:15:00Z'),
    kind: 'reported',
    by: 'Нина Зорина',
    words: 'Выполнено',
    files: 0,
    due: null,
    was: null,
    ...different,
  };
}

/** As many points as asked for, with ids and labels from 1. */
export function pointsOf(count: number, different: Partial<PointFacts> = {}): readonly PointFacts[] {
  return Array.from({ length: count }, (_, index) =>
    aPoint({ assignmentId: index + 1, label: `${index + 1}`, ...different }),
  );
}

/** «до 15 октября 2026 г.» */
export function aDeadline(different: Partial<Deadline> = {}): Deadline {
  return {
    text: 'до 15 октября 2026 г.',
    kind: 'date',
    start: null,
    due: '2026-10-15',
    next: null,
    rrule: null,
    offset: null,
    trigger: null,
    inherited: false,
    ...different,
  };
}

/** A point of a draft, for all schools, without doubts. */
export function aDraftPoint(different: Partial<DraftPoint> = {}): DraftPoint {
  const addressees = different.addressees ?? [{ text: 'Руководителям школ', code: 'OO', executor: true }];
  return {
    id: 5,
    revision: 2,
    requiresFile: false,
    dropped: false,
    madeFrom: [],
    quotation: '1. Провести перепись школьных автобусов. Срок: до 15 октября 2026 г.',
    confirmedDoubts: [],
    confirmedBy: null,
    question: '1',
    label: '1',
    text: 'Провести перепись школьных автобусов.',
    addressees,
    addresseeNames: addressees.map(({ text }) => text),
    deadline: aDeadline(),
    warnings: [],
    organizations: ['Школа № 3, Верхний Лог'],
    late: false,
    ...different,
  };
}

/** A draft of one point without doubts. */
export function aDraft(different: Partial<DraftFacts> = {}): DraftFacts {
  return {
    document: aDocument(),
    points: [aDraftPoint()],
    warnings: [],
    annexes: [],
    organizationsReached: 1,
    unconnected: 0,
    assignments: 1,
    version: null,
    edition: 17,
    ...different,
  };
}
