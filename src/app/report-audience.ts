import type { Assignment } from '../core/assignments/assignment.ts';
import type { AssignmentRole } from '../core/assignments/transitions.ts';
import type { Actor } from './deps.ts';
import type { Records, Report } from './ports.ts';
import { findSuperior } from './superior.ts';

/** Who is to answer a report. */
export interface ReportAudience {
  /** The organization whose executors answer; null = the controllers. */
  readonly forOrganizationCode: string | null;
  /** Where the report is told. */
  readonly chatIds: readonly number[];
}

/**
 * Whom a report on this assignment goes to: what was handed down, to whoever handed it down; a contribution, to the
 * responsible executor; everything else, and whatever nobody there could read, to the controllers. So no report is
 * without a reader.
 */
export async function findReportAudience(records: Records, assignment: Assignment): Promise<ReportAudience> {
  const superior = await findSuperior(records, assignment);
  if (superior !== null) {
    const { organizationCode } = superior.assignment;
    const chatIds = await executorChats(records, organizationCode);
    if (chatIds.length > 0) return { forOrganizationCode: organizationCode, chatIds };
  }
  const controllers = await records.controllers.all();
  return { forOrganizationCode: null, chatIds: controllers.map(({ chatId }) => chatId) };
}

/** May the actor answer this report now, and as whom. */
export type DecisionRight =
  | {
      readonly kind: 'may';
      readonly role: Extract<AssignmentRole, 'municipality' | 'responsible' | 'controller'>;
    }
  | { readonly kind: 'not_controller' | 'not_reviewer' };

/**
 * A report is answered by whom it is for: controllers, or executors of the organization. Controllers answer for an
 * organization that nobody speaks for any more.
 */
export async function findDecisionRight(
  records: Records,
  actor: Pick<Actor, 'chatId' | 'telegramUserId'>,
  report: Pick<Report, 'forOrganizationCode'>,
  assignment: Pick<Assignment, 'parentId'>,
): Promise<DecisionRight> {
  const code = report.forOrganizationCode;
  const isController = (await records.controllers.findByTelegramUser(actor.telegramUserId)) !== null;
  if (code === null) return isController ? { kind: 'may', role: 'controller' } : { kind: 'not_controller' };
  const chatIds = await executorChats(records, code);
  if (chatIds.includes(actor.chatId)) {
    return { kind: 'may', role: assignment.parentId === null ? 'responsible' : 'municipality' };
  }
  return isController && chatIds.length === 0
    ? { kind: 'may', role: 'controller' }
    : { kind: 'not_reviewer' };
}

/** The chats that answer for an organization, each once. */
export async function executorChats(records: Records, code: string): Promise<readonly number[]> {
  const subscriptions = await records.subscriptions.ofOrganizations([code]);
  return [...new Set(subscriptions.filter(({ role }) => role === 'executor').map(({ chatId }) => chatId))];
}
