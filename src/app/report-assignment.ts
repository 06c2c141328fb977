import type { AssignmentState } from '../core/assignments/assignment.ts';
import { isInHand } from '../core/assignments/transitions.ts';
import type { PointFacts } from '../messages/point.ts';
import { findAnswerRight } from './answer-for.ts';
import { tellDelegator } from './delegate-assignment.ts';
import type { Actor, Deps } from './deps.ts';
import { moveAssignment } from './move-assignment.ts';
import { pointFacts } from './point-facts.ts';
import type { Records, Report, ReportFile } from './ports.ts';
import { findReportAudience } from './report-audience.ts';

/** Why there is no report. */
export interface ReportRefusal {
  readonly kind: 'already_reported' | 'already_accepted' | 'withdrawn' | 'observer' | 'not_yours';
}

/** A report that was made. */
export interface MadeReport {
  readonly kind: 'reported';
  readonly reportId: number;
  readonly point: PointFacts;
  readonly files: number;
  readonly interim: boolean;
  /** The organization that answers the report; null = the controllers. */
  readonly to: string | null;
}

/** The report with what it is about, or why there is none; `file_needed`: the controller asks for a file with it. */
export type ReportAssignmentOutcome =
  | MadeReport
  | ReportRefusal
  | { readonly kind: 'file_needed'; readonly point: PointFacts };

/** What is reported about an assignment. */
export interface ReportCommand {
  readonly actor: Actor;
  readonly assignmentId: number;
  readonly text: string;
  readonly files: readonly ReportFile[];
  /** Tells how things stand and closes nothing. */
  readonly interim?: boolean;
  /** The rest of an album may still arrive: the controllers' message waits this long. */
  readonly moreFilesWithinMs?: number;
}

/**
 * «Выполнено»: the assignment becomes reported, and whoever answers it gets the report (see findReportAudience), as
 * does the colleague who had handed it over. Pressed twice, by two people of one organization, or after acceptance:
 * nothing changes and the outcome says what is the case. An interim report leaves the assignment in work.
 */
export async function reportAssignment(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  command: ReportCommand,
): Promise<ReportAssignmentOutcome> {
  const at = deps.clock.now();
  const { outcome, waiting } = await deps.store.transaction((records) => writeReport(records, command, at));
  await deps.bell.deliveriesWaiting(waiting);
  return outcome;
}

/** The same within a transaction; `waiting` are the deliveries to ring for afterwards. */
export async function writeReport(
  records: Records,
  command: ReportCommand,
  at: Date,
): Promise<{ readonly outcome: ReportAssignmentOutcome; readonly waiting: readonly number[] }> {
  const { actor, assignmentId, interim = false } = command;
  const right = await findAnswerRight(records, actor, assignmentId);
  if (right.kind !== 'executor') return { outcome: right, waiting: [] };
  const { assignment } = right;
  const view = await records.assignments.view(assignmentId);
  if (view === null) throw new Error(`assignment ${assignmentId} disappeared`);
  const point = pointFacts(view);
  if (!interim && command.files.length === 0 && point.requiresFile && isInHand(assignment.state)) {
    return { outcome: { kind: 'file_needed', point }, waiting: [] };
  }
  const moved = await moveAssignment(records, {
    assignment,
    action: interim ? 'report_interim' : 'report',
    role: 'executor',
    actor,
    at,
  });
  if (moved.kind === 'refused') {
    const present = await records.assignments.find(assignmentId);
    return { outcome: refusalOf(present?.state ?? assignment.state), waiting: [] };
  }
  if (moved.kind === 'repeated') {
    const report = (await records.reports.ofAssignment(assignmentId)).findLast(
      (one) => one.interim === interim,
    );
    if (report === undefined) throw new Error(`assignment ${assignmentId} is reported but has no report`);
    return { outcome: await describe(records, report, point), waiting: [] };
  }
  const audience = await findReportAudience(records, assignment);
  const report = await records.reports.create({
    assignmentId,
    personId: actor.personId,
    chatId: actor.chatId,
    interim,
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
  const told = interim ? [] : await tellDelegator(records, report, assignment.organizationCode, notBefore);
  return {
    outcome: await describe(records, report, point),
    waiting: command.moreFilesWithinMs === undefined ? [...rows, ...told] : [],
  };
}

/** Why an assignment in this state takes no report. */
export function refusalOf(state: AssignmentState): ReportRefusal {
  if (state === 'accepted') return { kind: 'already_accepted' };
  return { kind: state === 'withdrawn' ? 'withdrawn' : 'already_reported' };
}

async function describe(records: Records, report: Report, point: PointFacts): Promise<MadeReport> {
  const { id: reportId, forOrganizationCode, interim, files } = report;
  const to = forOrganizationCode === null ? null : await records.organizations.find(forOrganizationCode);
  const name = to === null ? null : (to.shortName ?? to.name);
  return { kind: 'reported', reportId, point, files: files.length, interim, to: name };
}
