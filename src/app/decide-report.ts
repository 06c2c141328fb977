import type { Assignment } from '../core/assignments/assignment.ts';
import type { PointFacts } from '../messages/point.ts';
import type { ReceivedReport } from '../messages/report-to-decide.ts';
import { type Actor, type Deps, messageDay } from './deps.ts';
import { describeReport } from './describe-report.ts';
import { moveAssignment } from './move-assignment.ts';
import { pointFacts } from './point-facts.ts';
import type { Records, Report } from './ports.ts';
import { type DecisionRight, findDecisionRight } from './report-audience.ts';
import { findWaitingParts } from './settle-dependants.ts';

/**
 * The decision that stands; `decided_already`: somebody else was faster, and it may be another one; `withdrawn`: the
 * point is off control, and there is nothing to answer; `changed_since`: the report is about words that a new version
 * has changed, and whoever accepts it must have read how.
 */
export type DecideReportOutcome =
  | { readonly kind: 'not_controller' | 'not_reviewer' | 'report_gone' | 'comment_needed' }
  | { readonly kind: 'withdrawn' | 'changed_since'; readonly report: ReceivedReport }
  /** Reports of others, which nobody has answered, would be accepted along with it: whoever accepts must know. */
  | {
      readonly kind: 'parts_wait';
      readonly report: ReceivedReport;
      readonly decisionId: number;
      /** Names of the organizations that have reported. */
      readonly parts: readonly string[];
    }
  | {
      readonly kind: 'decided' | 'decided_already';
      readonly outcome: 'accepted' | 'returned';
      readonly comment: string | null;
      readonly point: PointFacts;
    };

/**
 * The answer to a report, by whoever it is for (a controller, the municipality, the responsible executor): it is taken
 * off control, or goes back with a comment.
 */
export async function decideReport(
  deps: Pick<Deps, 'store' | 'clock' | 'bell' | 'calendar'>,
  command: {
    readonly actor: Actor;
    readonly reportId: number;
    readonly outcome: 'accepted' | 'returned';
    /** Required for a return. */
    readonly comment: string | null;
    /** The point as whoever accepts has read it, where it was changed after the report: a decision's id. */
    readonly seenDecisionId?: number;
    /** How many waiting reports of others whoever accepts knows to be accepted along. */
    readonly closesWith?: number;
  },
): Promise<DecideReportOutcome> {
  const { actor, outcome } = command;
  const comment = command.comment?.trim() ?? '';
  if (outcome === 'returned' && comment === '') return { kind: 'comment_needed' };
  const at = deps.clock.now();
  const { result, waiting } = await deps.store.transaction(
    async (records): Promise<{ result: DecideReportOutcome; waiting: readonly number[] }> => {
      const found = await findReport(records, actor, command.reportId);
      if (found.kind !== 'found') return { result: found, waiting: [] };
      const { report, role } = found;
      // Nobody publishes a new version or answers meanwhile.
      await records.assignments.moveState(report.assignmentId, ['reported'], 'reported');
      const assignment = await presentOf(records, report);
      if (report.outcome === null) {
        const stopped = await findObstacle(deps, records, report, assignment, command);
        if (stopped !== null) return { result: stopped, waiting: [] };
      }
      const decision = { outcome, comment: comment === '' ? null : comment, personId: actor.personId, at };
      const decided = await records.reports.decide(report.id, decision);
      if (!decided) return { result: await describeDecided(records, report.id, actor), waiting: [] };
      const moved = await moveAssignment(records, {
        assignment,
        action: outcome === 'accepted' ? 'accept' : 'return',
        role,
        actor,
        at,
        details: { reportId: report.id },
      });
      const rows =
        moved.kind === 'refused'
          ? []
          : await queueOutcome(records, report, assignment.organizationCode, actor, at);
      const closedWith = moved.kind === 'moved' ? moved.waiting : [];
      const point = await pointOf(records, report.assignmentId);
      return {
        result: { kind: 'decided', outcome, comment: decision.comment, point },
        waiting: [...rows, ...closedWith],
      };
    },
  );
  await deps.bell.deliveriesWaiting(waiting);
  return result;
}

/** The report with its point, for asking whoever answers it why it goes back. */
export async function findReportForReturn(
  deps: Pick<Deps, 'store' | 'clock' | 'calendar'>,
  actor: Actor,
  reportId: number,
): Promise<{ readonly kind: 'undecided'; readonly point: PointFacts } | DecideReportOutcome> {
  const found = await findReport(deps.store, actor, reportId);
  if (found.kind !== 'found') return found;
  if (found.report.outcome !== null) return describeDecided(deps.store, reportId, actor);
  const withdrawn = await findObstacle(deps, deps.store, found.report, found.assignment, {
    outcome: 'returned',
  });
  if (withdrawn !== null) return withdrawn;
  return { kind: 'undecided', point: await pointOf(deps.store, found.report.assignmentId) };
}

/** Why a report that waits is not to be answered so. */
async function findObstacle(
  deps: Pick<Deps, 'clock' | 'calendar'>,
  records: Records,
  report: Report,
  assignment: Assignment,
  {
    outcome,
    seenDecisionId,
    closesWith = 0,
  }: {
    readonly outcome: Report['outcome'];
    readonly seenDecisionId?: number;
    readonly closesWith?: number;
  },
): Promise<Extract<
  DecideReportOutcome,
  { readonly kind: 'withdrawn' | 'changed_since' | 'parts_wait' }
> | null> {
  const withdrawn = assignment.state === 'withdrawn';
  if (!withdrawn && outcome === 'returned') return null;
  const waiting = withdrawn ? [] : await findWaitingParts(records, assignment);
  // Fewer than were named is no reason to ask again.
  const unknown = waiting.length > closesWith;
  if (!withdrawn && !unknown && seenDecisionId === assignment.decisionId) return null;
  const facts = await describeReport(records, report, messageDay(deps));
  if (facts === null) throw new Error(`assignment ${assignment.id} disappeared`);
  if (withdrawn) return { kind: 'withdrawn', report: facts };
  const isChanged = facts.change !== null && facts.change !== undefined;
  if (isChanged && seenDecisionId !== assignment.decisionId) return { kind: 'changed_since', report: facts };
  if (!unknown) return null;
  const names = await records.organizations.names(waiting.map(({ organizationCode }) => organizationCode));
  const parts = waiting.map(({ organizationCode }) => names.get(organizationCode) ?? organizationCode);
  return { kind: 'parts_wait', report: facts, decisionId: assignment.decisionId, parts };
}

async function findReport(
  records: Records,
  actor: Actor,
  reportId: number,
): Promise<
  | {
      readonly kind: 'found';
      readonly report: Report;
      readonly assignment: Assignment;
      readonly role: Extract<DecisionRight, { kind: 'may' }>['role'];
    }
  | { readonly kind: 'not_controller' | 'not_reviewer' | 'report_gone' }
> {
  const report = await records.reports.find(reportId);
  if (report === null) {
    const controller = await records.controllers.findByTelegramUser(actor.telegramUserId);
    return { kind: controller === null ? 'not_controller' : 'report_gone' };
  }
  // An interim report waits for no answer.
  if (report.interim) return { kind: 'report_gone' };
  const assignment = await presentOf(records, report);
  const right = await findDecisionRight(records, actor, report, assignment);
  return right.kind === 'may' ? { kind: 'found', report, assignment, role: right.role } : right;
}

async function presentOf(records: Records, report: Report): Promise<Assignment> {
  const assignment = await records.assignments.find(report.assignmentId);
  if (assignment === null) throw new Error(`report ${report.id} without assignment ${report.assignmentId}`);
  return assignment;
}

/** A decided report: by this very update (a repeat after a crash) or by somebody before. */
async function describeDecided(
  records: Records,
  reportId: number,
  actor: Actor,
): Promise<DecideReportOutcome> {
  const report = await records.reports.find(reportId);
  if (report === null || report.outcome === null) throw new Error(`report ${reportId} is not decided`);
  const byThisUpdate = (await records.audit.ofUpdate(actor.updateId)).some(
    (entry) => entry.details.reportId === reportId,
  );
  return {
    kind: byThisUpdate ? 'decided' : 'decided_already',
    outcome: report.outcome,
    comment: report.comment,
    point: await pointOf(records, report.assignmentId),
  };
}

async function queueOutcome(
  records: Records,
  report: Report,
  organizationCode: string,
  actor: Actor,
  at: Date,
): Promise<readonly number[]> {
  const subscriptions = await records.subscriptions.ofOrganizations([organizationCode]);
  const chats = new Set(subscriptions.map(({ chatId }) => chatId));
  return records.outbox.addMany(
    [...chats].map((chatId) => ({
      // A report whose acceptance was taken back is decided once more.
      key: `outcome:${report.id}:${actor.updateId}:${chatId}`,
      chatId,
      content: { kind: 'report_outcome', reportId: report.id } as const,
      notBefore: at,
    })),
  );
}

async function pointOf(records: Records, assignmentId: number): Promise<PointFacts> {
  const view = await records.assignments.view(assignmentId);
  if (view === null) throw new Error(`assignment ${assignmentId} disappeared`);
  return pointFacts(view);
}
