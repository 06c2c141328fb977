import type { MessageDay } from '../messages/point.ts';
import { acceptanceTakenBack, reportOutcome } from '../messages/report.ts';
import { furtherFile, reportReceived, reportText } from '../messages/report-to-decide.ts';
import type { Deps } from './deps.ts';
import { describeReport } from './describe-report.ts';
import { pointFacts } from './point-facts.ts';
import type { DeliveryContent, Report } from './ports.ts';
import { messages, type Wording } from './wording.ts';

type ReportContent = Extract<
  DeliveryContent,
  { readonly kind: 'report_received' | 'report_outcome' | 'acceptance_taken_back' | 'report_file' }
>;

const NOTHING: Wording = { kind: 'nothing' };

/** A report as whoever answers it reads it, or the answer as the executors do; nothing where it holds no more. */
export async function wordReport(
  deps: Pick<Deps, 'store'>,
  content: ReportContent,
  day: MessageDay,
): Promise<Wording> {
  const report = await deps.store.reports.find(content.reportId);
  if (report === null) return NOTHING;
  switch (content.kind) {
    case 'report_received':
      return wordReceived(deps, report, day);
    case 'report_outcome':
      return wordOutcome(deps, report, day);
    case 'acceptance_taken_back':
      return wordTakenBack(deps, report);
    case 'report_file':
      return wordFile(deps, report, content.sha256);
  }
}

async function wordReceived(deps: Pick<Deps, 'store'>, report: Report, day: MessageDay): Promise<Wording> {
  const facts = report.outcome === null ? await describeReport(deps.store, report, day) : null;
  if (facts === null) return NOTHING;
  const parts = [reportReceived(facts), ...reportText(report.text)];
  return {
    kind: 'messages',
    parts: parts.map((message) => ({ message, assignmentIds: [] })),
    files: report.files,
  };
}

async function wordOutcome(
  { store }: Pick<Deps, 'store'>,
  report: Report,
  day: MessageDay,
): Promise<Wording> {
  const { outcome, comment, assignmentId } = report;
  const view = outcome === null ? null : await store.assignments.view(assignmentId);
  if (outcome === null || view === null) return NOTHING;
  const message = reportOutcome(pointFacts(view), outcome, comment, day);
  return messages([{ message, assignmentIds: outcome === 'returned' ? [assignmentId] : [] }]);
}

async function wordTakenBack({ store }: Pick<Deps, 'store'>, report: Report): Promise<Wording> {
  // Answered anew meanwhile: that answer is told by itself.
  if (report.outcome !== null) return NOTHING;
  const view = await store.assignments.view(report.assignmentId);
  if (view === null || view.assignment.state !== 'reported') return NOTHING;
  return messages([{ message: acceptanceTakenBack(pointFacts(view)), assignmentIds: [view.assignment.id] }]);
}

async function wordFile({ store }: Pick<Deps, 'store'>, report: Report, sha256: string): Promise<Wording> {
  const file = report.files.find((one) => one.sha256 === sha256);
  const view = await store.assignments.view(report.assignmentId);
  if (view === null || file === undefined) return NOTHING;
  const message = furtherFile(pointFacts(view), file.name);
  return { kind: 'messages', parts: [{ message, assignmentIds: [] }], files: [file] };
}
