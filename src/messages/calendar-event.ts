import { addDays, type CalendarDate } from '../core/calendar/calendar-date.ts';
import { workingDayOnOrBefore } from '../core/calendar/production-calendar.ts';
import { deadlineText } from './deadline-text.ts';
import { cutText } from './html.ts';
import { documentName, type MessageDay, type PointFacts, pointName } from './point.ts';

/** The last day of an assignment as a whole-day event; plain text. */
export interface CalendarEvent {
  /** The same for one assignment for ever, so that a moved deadline moves the event. */
  readonly uid: string;
  readonly day: CalendarDate;
  readonly summary: string;
  readonly description: string;
  /** Mornings on which to ring, in order: the day before the one to aim at, and that day. */
  readonly alarmDays: readonly CalendarDate[];
}

const SUMMARY_LENGTH = 120;
const DESCRIPTION_LENGTH = 1500;

/**
 * «Срок: п. 2.5, Протокол от 05.04.2021 — Провести проверку …»; null where there is no last day. The alarms aim at the
 * last working day on or before it.
 */
export function calendarEvent(
  point: PointFacts,
  day: Pick<MessageDay, 'calendar'>,
  options: { readonly organization: boolean },
): CalendarEvent | null {
  const { due } = point;
  if (due === null) return null;
  const aim = workingDayOnOrBefore(day.calendar, due);
  const name = `${pointName(point)}, ${documentName(point.document)}`;
  return {
    uid: `assignment-${point.assignmentId}@srok`,
    day: due,
    summary: cutText(`Срок: ${name} — ${point.text}`, SUMMARY_LENGTH),
    description: cutText(
      [
        ...(options.organization ? [point.organizationName] : []),
        `Срок: ${deadlineText(point, day.calendar)}`,
        point.text,
        name,
      ].join('\n'),
      DESCRIPTION_LENGTH,
    ),
    alarmDays: [addDays(aim, -1), aim],
  };
}
