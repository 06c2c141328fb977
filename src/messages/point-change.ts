import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { shortDateRu } from '../core/calendar/russian-date-text.ts';
import type { ChangedParts } from '../core/versions/differences.ts';
import { type DeadlineFacts, deadlineText } from './deadline-text.ts';
import { changedPartsText, DIFFERENCE_LEGEND, type PointNumber, textDifference } from './difference.ts';
import { bold, cutText, escapeHtml } from './html.ts';
import type { MessageDay, PointFacts } from './point.ts';

/** What new versions have made of a point since somebody read it. */
export interface PointChange {
  readonly in: ChangedParts;
  readonly was: PointNumber & { readonly text: string; readonly deadline: DeadlineFacts };
  /** The decision that the point reads as now. */
  readonly decisionId: number;
  /** The day on which the last of these versions came out. */
  readonly on: CalendarDate;
}

/** «⚠️ Пункт изменён после отчёта (новая редакция 05.09.2026): изменены текст и срок.», and how. HTML. */
export function pointChangeLines(
  { in: parts, was, on }: PointChange,
  point: PointFacts,
  /** When it was read: «после отчёта». `max`: characters of each part that has no limit. */
  { after, max }: { readonly after: string; readonly max: number },
  day: MessageDay,
): readonly string[] {
  const deadlineOf = (facts: DeadlineFacts): string =>
    escapeHtml(cutText(deadlineText(facts, day.calendar), max));
  return [
    `⚠️ ${bold(`Пункт изменён ${after}`)} (новая редакция ${shortDateRu(on)}): ${whatChanged(parts, point)}.`,
    ...(parts.text ? [DIFFERENCE_LEGEND, textDifference(was.text, point.text, max)] : []),
    ...(parts.deadline ? [`Срок был: ${deadlineOf(was.deadline)}`, `Срок стал: ${deadlineOf(point)}`] : []),
  ];
}

/** «изменены текст и срок», «исполнитель теперь соисполнитель» */
function whatChanged(parts: ChangedParts, { executor }: PointFacts): string {
  const told = parts.text || parts.deadline ? [changedPartsText({ ...parts, addressees: false })] : [];
  const role = `организация теперь ${executor ? 'ответственный исполнитель' : 'соисполнитель'}`;
  return [...told, ...(parts.addressees ? [role] : [])].join('; ');
}
