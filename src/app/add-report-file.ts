import type { Records, Report, ReportFile } from './ports.ts';
import { findReportAudience } from './report-audience.ts';

/**
 * One more file for a report that was made already. `isLate`: its message has gone out, so whoever answers it is shown
 * the file by itself. Returns the deliveries to ring for.
 */
export async function addReportFile(
  records: Records,
  report: Report,
  file: ReportFile,
  { isLate, at }: { readonly isLate: boolean; readonly at: Date },
): Promise<readonly number[]> {
  const isNew = await records.reports.addFile(report.id, file);
  if (!isNew || !isLate) return [];
  const assignment = await records.assignments.find(report.assignmentId);
  if (assignment === null) return [];
  const content = { kind: 'report_file', reportId: report.id, sha256: file.sha256 } as const;
  const { chatIds } = await findReportAudience(records, assignment);
  return records.outbox.addMany(
    chatIds.map((chatId) => ({
      key: `report-file:${report.id}:${file.sha256}:${chatId}`,
      chatId,
      content,
      notBefore: at,
    })),
  );
}
