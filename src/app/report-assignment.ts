import type { PointFacts } from '../messages/point.ts';
import { findAnswerRight } from './answer-for.ts';
import type { Actor, Deps } from './deps.ts';
import { moveAssignment } from './move-assignment.ts';
import { pointFacts } from './point-facts.ts';
import type { Records, ReportFile } from './ports.ts';

/** The report with what it is about, or why there is none. */
export type ReportAssignmentOutcome =
  | {
      readonly kind: 'reported';
      readonly reportId: number;
      readonly point: PointFacts;
      readonly files: number;
    }
  | { readonly kind: 'already_reported' | 'already_accepted' | 'withdrawn' | 'observer' | 'not_yours' };

/**
 * «Выполнено»: the assignment becomes reported and every controller gets the report. Pressed twice, by two
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
      return { outcome: await describe(records, report.id, assignmentId, report.files.length), waiting: [] };
    }
    const report = await records.reports.create({
      assignmentId,
      personId: actor.personId,
      chatId: actor.chatId,
      interim: false,
      text: command.text,
      files: command.files,
      createdAt: at,
    });
    const notBefore = new Date(at.getTime() + (command.moreFilesWithinMs ?? 0));
    const rows = await records.outbox.addMany(
      (await records.controllers.all()).map(({ chatId }) => ({
        key: `report:${report.id}:${chatId}`,
        chatId,
        content: { kind: 'report_received', reportId: report.id } as const,
        notBefore,
      })),
    );
    return {
      outcome: await describe(records, report.id, assignmentId, command.files.length),
      waiting: command.moreFilesWithinMs === undefined ? rows : [],
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
  reportId: number,
  assignmentId: number,
  files: number,
): Promise<Extract<ReportAssignmentOutcome, { kind: 'reported' }>> {
  const view = await records.assignments.view(assignmentId);
  if (view === null) throw new Error(`assignment ${assignmentId} disappeared`);
  return { kind: 'reported', reportId, point: pointFacts(view), files };
}
