import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { shortDateWithWeekday } from '../core/calendar/russian-date-text.ts';
import type { Action } from './actions.ts';
import { bold, cutText, escapeHtml, italic } from './html.ts';
import type { Button, OutgoingMessage } from './message.ts';
import { pageOf, turnRow } from './pages.ts';
import { abridged, documentName, organizationLine, type PointFacts, pointName } from './point.ts';
import { fitWords } from './split.ts';

/** A report that waits for an answer. */
export interface WaitingReport {
  readonly reportId: number;
  readonly point: PointFacts;
  readonly reportedOn: CalendarDate;
}

/** Words of one item; its button opens the rest. */
const ITEM_WORDS = 160;
const BUTTON_LENGTH = 60;

/** «Ждут вашего ответа»: reports of those below, a button each. */
export function schoolReports(reports: readonly WaitingReport[], pageIndex: number): OutgoingMessage {
  return reportList(reports, pageIndex, {
    none: 'Все отчёты подведомственных рассмотрены.',
    documents: false,
    turn: (page) => ({ kind: 'school_reports', page }),
    back: { text: '◀ Школы района', action: { kind: 'schools', page: 0 } },
  });
}

/** «На проверке»: reports that wait for the controllers, of every document. */
export function reportsOnReview(reports: readonly WaitingReport[], pageIndex: number): OutgoingMessage {
  return reportList(reports, pageIndex, {
    none: 'Все отчёты рассмотрены.',
    documents: true,
    turn: (page) => ({ kind: 'reports_on_review', page }),
    back: { text: '◀ Исполнение', action: { kind: 'execution', page: 0 } },
  });
}

function reportList(
  reports: readonly WaitingReport[],
  pageIndex: number,
  list: {
    readonly none: string;
    /** Says of which document each is. */
    readonly documents: boolean;
    readonly turn: (page: number) => Action;
    readonly back: Button;
  },
): OutgoingMessage {
  if (reports.length === 0) return { html: list.none, keyboard: [[list.back]] };
  const page = pageOf(reports, pageIndex);
  return {
    html: fitWords((max) =>
      [
        `📨 ${bold('Ждут вашего ответа')} (${reports.length})`,
        ...page.items.map(({ point, reportedOn }, at) => {
          const item = abridged(point, Math.min(max, ITEM_WORDS));
          return [
            `${page.first + at}. ${organizationLine(item.organizationName)}`,
            ...(list.documents ? [italic(documentName(item.document))] : []),
            `${bold(pointName(item))} ${escapeHtml(item.text)}`,
            `отчёт от ${shortDateWithWeekday(reportedOn)}`,
          ].join('\n');
        }),
      ].join('\n\n'),
    ),
    keyboard: [
      ...page.items.map(({ reportId, point }, at) => [
        {
          text: cutText(`${page.first + at}. ${point.organizationName}`, BUTTON_LENGTH),
          action: { kind: 'show_report', reportId } as const,
        },
      ]),
      ...turnRow(page, list.turn),
      [list.back],
    ],
  };
}
