import type { Assignment, AssignmentState } from '../core/assignments/assignment.ts';
import { isInHand } from '../core/assignments/transitions.ts';
import type { PointFacts } from '../messages/point.ts';
import type { PointChange } from '../messages/point-change.ts';
import { findAnswerRight } from './answer-for.ts';
import { tellDelegator } from './delegate-assignment.ts';
import type { Actor, Deps } from './deps.ts';
import { findPointChange, type Reading } from './find-point-change.ts';
import { moveAssignment } from './move-assignment.ts';
import { pointFacts } from './point-facts.ts';
import type { Records, Report, ReportFile } from './ports.ts';
import { renewMessages } from './renew-messages.ts';
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
  /** Adds to a report that waits. */
  readonly supplement: boolean;
  /** The organization that answers the report; null = the controllers. */
  readonly to: string | null;
}

/** The report with what it is about, or why there is none; `file_needed`: the controller asks for a file with it. */
export type ReportAssignmentOutcome =
  | MadeReport
  | ReportRefusal
  /** A new version has changed the point since the person read it: they are to look at it first. */
  | { readonly kind: 'changed_since'; readonly point: PointFacts; readonly change: PointChange }
  | { readonly kind: 'file_needed'; readonly point: PointFacts };

/** What is reported about an assignment. */
export interface ReportCommand {
  readonly actor: Actor;
  readonly assignmentId: number;
  readonly text: string;
  readonly files: readonly ReportFile[];
  /** Tells how things stand and closes nothing. */
  readonly interim?: boolean;
  /** Adds to a report that waits for its answer, where it still does; closes nothing. */
  readonly supplement?: boolean;
  /** What the person has read of the point, where it is known. */
  readonly read?: Reading;
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

/**
 * «Выполнено» under a message: the person has read what the message says, or what a new version has changed since
 * (`seenDecisionId`, the point as it read then).
 */
export async function reportPressed(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  command: {
    readonly actor: Actor;
    readonly assignmentId: number;
    readonly seenDecisionId: number | undefined;
  },
): Promise<ReportAssignmentOutcome> {
  const { actor, assignmentId, seenDecisionId } = command;
  const { chatId, messageId } = actor;
  const sentAt = messageId === null ? null : await deps.store.sentMessages.sentAt(chatId, messageId);
  const read =
    seenDecisionId !== undefined ? { decisionId: seenDecisionId } : sentAt === null ? null : { at: sentAt };
  const report = { actor, assignmentId, text: 'Выполнено', files: [] };
  return reportAssignment(deps, read === null ? report : { ...report, read });
}

/** The same within a transaction; `waiting` are the deliveries to ring for afterwards. */
export async function writeReport(
  records: Records,
  command: ReportCommand,
  at: Date,
): Promise<{ readonly outcome: ReportAssignmentOutcome; readonly waiting: readonly number[] }> {
  const { actor, assignmentId } = command;
  const right = await findAnswerRight(records, actor, assignmentId);
  if (right.kind !== 'executor') return { outcome: right, waiting: [] };
  const { assignment } = right;
  const view = await records.assignments.view(assignmentId);
  if (view === null) throw new Error(`assignment ${assignmentId} disappeared`);
  const point = pointFacts(view);
  const waiting = command.supplement === true ? await findWaiting(records, assignment) : null;
  const interim = command.interim === true || waiting !== null;
  if (!interim && command.read !== undefined && isInHand(assignment.state)) {
    const change = await findPointChange(records, view, command.read);
    if (change !== null) return { outcome: { kind: 'changed_since', point, change }, waiting: [] };
  }
  if (!interim && command.files.length === 0 && point.requiresFile && isInHand(assignment.state)) {
    return { outcome: { kind: 'file_needed', point }, waiting: [] };
  }
  const moved = await moveAssignment(records, {
    assignment,
    action: waiting !== null ? 'supplement' : interim ? 'report_interim' : 'report',
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
    return { outcome: await describe(records, report, point, waiting !== null), waiting: [] };
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
  // The message about the report itself shows what was added, too.
  const about = waiting === null ? [] : [{ kind: 'report_received', reportId: waiting.id } as const];
  const renewed = await renewMessages(records, about, `supplement-${report.id}`, notBefore);
  const told = interim ? [] : await tellDelegator(records, report, assignment.organizationCode, notBefore);
  return {
    outcome: await describe(records, report, point, waiting !== null),
    waiting: command.moreFilesWithinMs === undefined ? [...rows, ...renewed, ...told] : [],
  };
}

/** Why an assignment in this state takes no report. */
export function refusalOf(state: AssignmentState): ReportRefusal {
  if (state === 'accepted') return { kind: 'already_accepted' };
  return { kind: state === 'withdrawn' ? 'withdrawn' : 'already_reported' };
}

/** The report of an assignment that waits for its answer. */
async function findWaiting(records: Records, { id, state }: Assignment): Promise<Report | null> {
  const report = state === 'reported' ? await records.reports.latestOf(id) : null;
  return report?.outcome === null ? report : null;
}

async function describe(
  records: Records,
  report: Report,
  point: PointFacts,
  supplement: boolean,
): Promise<MadeReport> {
  const { id: reportId, forOrganizationCode, interim, files } = report;
  const to = forOrganizationCode === null ? null : await records.organizations.find(forOrganizationCode);
  const name = to === null ? null : (to.shortName ?? to.name);
  return { kind: 'reported', reportId, point, files: files.length, interim, supplement, to: name };
}
