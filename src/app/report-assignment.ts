import type { PointFacts } from '../messages/point.ts';
import { findAnswerRight } from './answer-for.ts';
import { tellDelegator } from './delegate-assignment.ts';
import type { Actor, Deps } from './deps.ts';
import { moveAssignment } from './move-assignment.ts';
import { pointFacts } from './point-facts.ts';
import type { Records, Report, ReportFile } from './ports.ts';
import { findReportAudience } from './report-audience.ts';

/** The report with what it is about, or why there is none. */
export type ReportAssignmentOutcome =
  | {
      readonly kind: 'reported';
      readonly reportId: number;
      readonly point: PointFacts;
      readonly files: number;
      /** The organization that answers the report; null = the controllers. */
      readonly to: string | null;
    }
  | { readonly kind: 'already_reported' | 'already_accepted' | 'withdrawn' | 'observer' | 'not_yours' };

/**
 * «Выполнено»: the assignment becomes reported, and whoever answers it gets the report (see findReportAudience), as
 * does the colleague who had handed it over. Pressed twice, by two
 * people of one organization, or after acceptance: nothing changes and the outcome says what is the case.
 */
export async function reportAssignment(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  command: {
    readonly actor: Actor;
    readonly assignmentId: number;
    readonly text: string;
    readonly files: readonly ReportFile[];
    /** The rest of an album may still arrive: the controllers' message waits this long. */
    readonly moreFilesWithinMs?: number;
  },
): Promise<ReportAssignmentOutcome> {
  const { actor, assignmentId } = command;
  const at = deps.clock.now();
  const { outcome, waiting } = await deps.store.transaction(async (records) => {
    const right = await findAnswerRight(records, actor, assignmentId);
    if (right.kind !== 'executor') return { outcome: right, waiting: [] };
    const moved = await moveAssignment(records, {
      assignment: right.assignment,
      action: 'report',
      role: 'executor',
      actor,
      at,
    });
    if (moved.kind === 'refused') {
      return { outcome: { kind: await refusalOf(records, assignmentId) } as const, waiting: [] };
    }
    if (moved.kind === 'repeated') {
      const report = await records.reports.latestOf(assignmentId);
      if (report === null) throw new Error(`assignment ${assignmentId} is reported but has no report`);
      return { outcome: await describe(records, report, report.files.length), waiting: [] };
    }
    const audience = await findReportAudience(records, right.assignment);
    const report = await records.reports.create({
      assignmentId,
      personId: actor.personId,
      chatId: actor.chatId,
      interim: false,
      text: command.text,
      files: command.files,
      createdAt: at,
      forOrganizationCode: audience.forOrganizationCode,
    });
    const notBefore = new Date(at.getTime() + (command.moreFilesWithinMs ?? 0));
    const rows = await records.outbox.addMany(
      audience.chatIds.map((chatId) => ({
        key: `report:${report.id}:${chatId}`,
        chatId,
        content: { kind: 'report_received', reportId: report.id } as const,
        notBefore,
      })),
    );
    const told = await tellDelegator(records, report, right.assignment.organizationCode, notBefore);
    return {
      outcome: await describe(records, report, command.files.length),
      waiting: command.moreFilesWithinMs === undefined ? [...rows, ...told] : [],
    };
  });
  await deps.bell.deliveriesWaiting(waiting);
  return outcome;
}

async function refusalOf(
  records: Records,
  assignmentId: number,
): Promise<'already_reported' | 'already_accepted' | 'withdrawn'> {
  const assignment = await records.assignments.find(assignmentId);
  if (assignment?.state === 'accepted') return 'already_accepted';
  return assignment?.state === 'withdrawn' ? 'withdrawn' : 'already_reported';
}

async function describe(
  records: Records,
  report: Report,
  files: number,
): Promise<Extract<ReportAssignmentOutcome, { kind: 'reported' }>> {
  const { id: reportId, assignmentId, forOrganizationCode } = report;
  const view = await records.assignments.view(assignmentId);
  if (view === null) throw new Error(`assignment ${assignmentId} disappeared`);
  const to = forOrganizationCode === null ? null : await records.organizations.find(forOrganizationCode);
  const name = to === null ? null : (to.shortName ?? to.name);
  return { kind: 'reported', reportId, point: pointFacts(view), files, to: name };
}
