import type { Assignment } from '../core/assignments/assignment.ts';
import type { Actor, Deps } from './deps.ts';
import type { AuditEntry, Records, Report } from './ports.ts';
import { type DecisionRight, findDecisionRight } from './report-audience.ts';
import { tellEach } from './settle-dependants.ts';
import { transitionAssignment } from './transition-assignment.ts';

/**
 * `not_accepted`: the report waits, was returned, or is no longer the last; `too_late`: accepted more than a day ago;
 * `others_closed`: assignments of others were taken off control together with it, and were told so.
 */
export type TakeBackAcceptanceOutcome = {
  readonly kind:
    | 'taken_back'
    | 'not_controller'
    | 'not_reviewer'
    | 'report_gone'
    | 'not_accepted'
    | 'too_late'
    | 'others_closed';
};

/** A slip of the finger is noticed within a day; later the organization counts on the answer. */
const TAKE_BACK_MS = 24 * 60 * 60 * 1000;

/**
 * «Принять» was pressed by mistake: the report waits for an answer again, and the organization is told. By whoever may
 * answer it.
 */
export async function takeBackAcceptance(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  command: { readonly actor: Actor; readonly reportId: number },
): Promise<TakeBackAcceptanceOutcome> {
  const { actor, reportId } = command;
  const at = deps.clock.now();
  const { outcome, waiting } = await deps.store.transaction(async (records): Promise<TakenBack> => {
    const found = await findAccepted(records, actor, reportId, at);
    if (found.kind !== 'found') return { outcome: { kind: found.kind }, waiting: [] };
    const { report, assignment, role } = found;
    const moved = await transitionAssignment(records, {
      assignment,
      action: 'take_back_acceptance',
      role,
      actor,
      at,
      details: { reportId },
    });
    if (moved.kind === 'refused') return { outcome: { kind: 'not_accepted' }, waiting: [] };
    if (moved.kind === 'repeated') return { outcome: { kind: 'taken_back' }, waiting: [] };
    if (!(await records.reports.takeBackAcceptance(report.id))) {
      throw new Error(`report ${report.id} of accepted assignment ${assignment.id} is not accepted`);
    }
    return {
      outcome: { kind: 'taken_back' },
      waiting: await tellEach(records, [assignment], at, () => ({
        key: `acceptance-taken-back:${reportId}:${actor.updateId}`,
        content: { kind: 'acceptance_taken_back', reportId },
      })),
    };
  });
  await deps.bell.deliveriesWaiting(waiting);
  return outcome;
}

interface TakenBack {
  readonly outcome: TakeBackAcceptanceOutcome;
  readonly waiting: readonly number[];
}

type Found =
  | {
      readonly kind: 'found';
      readonly report: Report;
      readonly assignment: Assignment;
      readonly role: Extract<DecisionRight, { kind: 'may' }>['role'];
    }
  | { readonly kind: Exclude<TakeBackAcceptanceOutcome['kind'], 'taken_back'> };

async function findAccepted(records: Records, actor: Actor, reportId: number, now: Date): Promise<Found> {
  const report = await records.reports.find(reportId);
  const assignment = report === null ? null : await records.assignments.find(report.assignmentId);
  // A report that does not exist and another's are not told apart for whoever guesses numbers.
  if (report === null || assignment === null) {
    const controller = await records.controllers.findByTelegramUser(actor.telegramUserId);
    return { kind: controller === null ? 'not_controller' : 'report_gone' };
  }
  const right = await findDecisionRight(records, actor, report, assignment);
  if (right.kind !== 'may') return right;
  const found = { kind: 'found', report, assignment, role: right.role } as const;
  const journal = await records.audit.ofAssignment(assignment.id);
  if (journal.some((entry) => entry.action === 'take_back_acceptance' && entry.updateId === actor.updateId)) {
    return found;
  }
  const accepted = journal.findLast(
    ({ action, details }) => action === 'accept' && details.reportId === reportId,
  );
  const latest = await records.reports.latestOf(assignment.id);
  if (report.outcome !== 'accepted' || accepted === undefined || latest?.id !== reportId) {
    return { kind: 'not_accepted' };
  }
  if (now.getTime() - accepted.at.getTime() > TAKE_BACK_MS) return { kind: 'too_late' };
  return (await closedOthers(records, accepted, assignment.id)) ? { kind: 'others_closed' } : found;
}

/** Assignments that were closed together with this one have the same update in the journal. */
async function closedOthers(
  records: Records,
  { updateId }: AuditEntry,
  assignmentId: number,
): Promise<boolean> {
  if (updateId === null) return false;
  const entries = await records.audit.ofUpdate(updateId);
  return entries.some(({ details }) => details.closedWith === assignmentId);
}
