import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { ProductionCalendar } from '../core/calendar/production-calendar.ts';
import type { ReceivedReport } from '../messages/report-to-decide.ts';
import { findPointChange } from './find-point-change.ts';
import { pointFacts } from './point-facts.ts';
import type { Records, Report } from './ports.ts';
import { findRollUp } from './roll-up-facts.ts';

/** A report as whoever answers it reads it at this moment; null where what it is about is gone. */
export async function describeReport(
  records: Records,
  report: Report,
  day: { readonly today: CalendarDate; readonly calendar: ProductionCalendar },
): Promise<ReceivedReport | null> {
  const view = await records.assignments.view(report.assignmentId);
  if (view === null) return null;
  const { assignment } = view;
  const person = await records.people.find(report.personId);
  const all = await records.reports.ofAssignment(assignment.id);
  const main = report.interim ? all.findLast(({ id, interim }) => !interim && id < report.id) : undefined;
  const changeOf = ({ decisionId }: Report) => findPointChange(records, view, { decisionId });
  return {
    reportId: report.id,
    contribution: report.forOrganizationCode !== null && assignment.parentId === null,
    below: await findRollUp(records, assignment, day.today),
    point: pointFacts(view),
    interim: report.interim,
    text: report.text,
    files: report.files.length,
    personName: person?.name ?? 'неизвестный',
    reportedOn: moscowDateOf(report.createdAt),
    change: report.interim ? null : await changeOf(report),
    supplementTo: main?.outcome === null ? { reportId: main.id, change: await changeOf(main) } : null,
    supplements: report.interim
      ? []
      : all
          .filter(({ id, interim }) => interim && id > report.id)
          .map(({ createdAt, text }) => ({ on: moscowDateOf(createdAt), text })),
    day,
  };
}
