import type { Assignment } from '../core/assignments/assignment.ts';
import { checkExtension } from '../core/assignments/extension.ts';
import { isOpen } from '../core/assignments/transitions.ts';
import { type CalendarDate, calendarDateOf } from '../core/calendar/calendar-date.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { DeadlineContext } from '../core/deadlines/index.ts';
import { readTypedDeadline } from '../core/review/typed-deadline.ts';
import type { ExtensionLimit } from '../messages/extension.ts';
import type { OutgoingMessage } from '../messages/message.ts';
import type { PointFacts } from '../messages/point.ts';
import { findAnswerRight } from './answer-for.ts';
import { type Actor, type Deps, messageDay } from './deps.ts';
import { describeExtension, findExtensionLimit } from './describe-extension.ts';
import { type DueMove, moveDue, tellDeadlineFollowed } from './move-due.ts';
import { pointFacts } from './point-facts.ts';
import type { ExtensionRequest, Records } from './ports.ts';
import { findDecisionRight } from './report-audience.ts';
import { findHolders } from './superior.ts';

/** The request as it stands after the answer; `decided_already`: somebody else was faster, and it may be another one. */
export type DecideExtensionOutcome =
  | {
      readonly kind:
        | 'not_controller'
        | 'not_reviewer'
        | 'request_gone'
        | 'comment_needed'
        | 'unclear'
        | 'whole_by_controller';
    }
  | { readonly kind: 'past' | 'not_later'; readonly until: CalendarDate; readonly due: CalendarDate }
  /** Later than the last day of whoever handed the point down, or of the whole point; `message`: the request anew. */
  | {
      readonly kind: 'after_limit';
      readonly until: CalendarDate;
      readonly limit: ExtensionLimit;
      readonly byController: boolean;
      readonly message: OutgoingMessage;
    }
  | {
      readonly kind: 'decided' | 'decided_already';
      readonly request: ExtensionRequest;
      readonly point: PointFacts;
    };

type DecideDeps = Pick<Deps, 'store' | 'clock' | 'bell' | 'calendar' | 'deadlinePolicy'>;

/** The request with its point, for asking whoever answers it for another day or for the reason. */
export async function findExtensionToDecide(
  deps: Pick<Deps, 'store'>,
  actor: Actor,
  requestId: number,
): Promise<
  | { readonly kind: 'waiting'; readonly request: ExtensionRequest; readonly point: PointFacts }
  | DecideExtensionOutcome
> {
  const found = await findRequest(deps.store, actor, requestId);
  if (found.kind !== 'found') return found;
  const { request } = found;
  const point = await pointOf(deps.store, request.assignmentId);
  return { kind: request.outcome === null ? 'waiting' : 'decided_already', request, point };
}

/** What is granted: the day asked for, for one or for the whole point; a day that a button or a person names. */
export type GrantedDay =
  | { readonly kind: 'wanted' | 'whole' }
  | { readonly kind: 'until'; readonly day: number }
  | { readonly kind: 'typed'; readonly words: string };

/**
 * Grants more time: the deadline is moved, and what depends on it. A day beyond that of the organization above, or of
 * the whole point, is granted by a controller alone, for the whole point (`whole`).
 */
export async function grantExtension(
  deps: DecideDeps,
  command: { readonly actor: Actor; readonly requestId: number; readonly what: GrantedDay },
): Promise<DecideExtensionOutcome> {
  const { actor, requestId, what } = command;
  const at = deps.clock.now();
  return decide(deps, actor, requestId, async (records, { request, assignment, role }) => {
    const today = moscowDateOf(at);
    const due = dayOf(what, request, { on: today, calendar: deps.calendar, policy: deps.deadlinePolicy });
    if (due === null) return { kind: 'unclear' };
    const present = assignment.due ?? request.was;
    const check = checkExtension(due, present, today);
    if (check !== 'fits') return { kind: check, until: due, due: present };
    const limit = await findExtensionLimit(records, assignment);
    const beyond = limit !== null && due > limit.due;
    const whole = beyond && what.kind === 'whole' && limit.of === 'whole';
    if (whole && role !== 'controller') return { kind: 'whole_by_controller' };
    if (beyond && !whole) {
      const described = await describeExtension(records, requestId, messageDay(deps));
      if (described === null) throw new Error(`extension ${requestId} disappeared`);
      const { message } = described;
      const byController = request.forOrganizationCode === null;
      return { kind: 'after_limit', until: due, limit, byController, message };
    }
    const { personId } = actor;
    await records.extensions.decide(request.id, { outcome: 'granted', due, comment: null, personId, at });
    const details = { requestId: request.id };
    const move = { due, role, actor, at, details };
    const own = await moveGranted(deps, records, { ...move, assignment });
    const others = whole ? await findBehind(records, assignment, due) : [];
    const rows = [...own.waiting];
    for (const other of others) {
      rows.push(...(await moveGranted(deps, records, { ...move, assignment: other })).waiting);
    }
    const told = await tellDeadlineFollowed(records, others, `whole:${request.id}`, at);
    return { rows: [...rows, ...told], followed: own.followed };
  });
}

function dayOf(what: GrantedDay, request: ExtensionRequest, context: DeadlineContext): CalendarDate | null {
  switch (what.kind) {
    case 'wanted':
    case 'whole':
      return request.wanted;
    case 'until':
      return calendarDateOf(Math.floor(what.day / 10_000), Math.floor(what.day / 100) % 100, what.day % 100);
    case 'typed':
      return readTypedDeadline(what.words, context).reading.deadline.due;
  }
}

/** Everybody else who has the point from the Department, still to be done, with an earlier last day. */
async function findBehind(
  records: Records,
  assignment: Assignment,
  due: CalendarDate,
): Promise<readonly Assignment[]> {
  const holders = await findHolders(records, assignment);
  return holders.filter(
    (holder) =>
      holder.id !== assignment.id &&
      holder.parentId === null &&
      isOpen(holder.state) &&
      holder.due !== null &&
      holder.due < due,
  );
}

async function moveGranted(
  deps: DecideDeps,
  records: Records,
  move: DueMove,
): Promise<{ readonly waiting: readonly number[]; readonly followed: number }> {
  const moved = await moveDue(records, move, deps.calendar);
  if (moved.kind === 'refused' || moved.kind === 'moved_meanwhile') {
    throw new Error(`assignment ${move.assignment.id}: the deadline could not be moved (${moved.kind})`);
  }
  return moved.kind === 'moved' ? moved : { waiting: [], followed: 0 };
}

/** Refuses with a reason. */
export async function refuseExtension(
  deps: DecideDeps,
  command: { readonly actor: Actor; readonly requestId: number; readonly comment: string },
): Promise<DecideExtensionOutcome> {
  const { actor, requestId } = command;
  const comment = command.comment.trim();
  if (comment === '') return { kind: 'comment_needed' };
  const at = deps.clock.now();
  return decide(deps, actor, requestId, async (records, { request, assignment }) => {
    const { personId } = actor;
    await records.extensions.decide(request.id, { outcome: 'refused', due: null, comment, personId, at });
    await records.audit.append(auditOf('refuse_extension', actor, at, assignment, request));
    return { rows: [], followed: 0 };
  });
}

/** What became of taking a request back. */
export type WithdrawExtensionOutcome =
  | { readonly kind: 'withdrawn'; readonly point: PointFacts }
  | { readonly kind: 'not_yours' | 'observer' | 'decided_already' };

/** The executor needs no more time after all. */
export async function withdrawExtension(
  deps: Pick<Deps, 'store' | 'clock'>,
  command: { readonly actor: Actor; readonly requestId: number },
): Promise<WithdrawExtensionOutcome> {
  const { actor, requestId } = command;
  const at = deps.clock.now();
  return deps.store.transaction(async (records): Promise<WithdrawExtensionOutcome> => {
    const request = await records.extensions.find(requestId);
    if (request === null) return { kind: 'not_yours' };
    const right = await findAnswerRight(records, actor, request.assignmentId);
    if (right.kind !== 'executor') return right;
    const { personId } = actor;
    const decision = { outcome: 'withdrawn', due: null, comment: null, personId, at } as const;
    if (await records.extensions.decide(requestId, decision)) {
      await records.audit.append(auditOf('withdraw_extension', actor, at, right.assignment, request));
    } else if (request.outcome !== 'withdrawn') return { kind: 'decided_already' };
    return { kind: 'withdrawn', point: await pointOf(records, request.assignmentId) };
  });
}

interface FoundRequest {
  readonly kind: 'found';
  readonly request: ExtensionRequest;
  readonly assignment: Assignment;
  readonly role: 'municipality' | 'controller';
}

/** What an answer has done besides: outbox rows, and how many below were moved along. */
interface Answered {
  readonly rows: readonly number[];
  readonly followed: number;
}

/** Answers a request that waits, and tells the executors; `work` returns what it has done besides, or a refusal. */
async function decide(
  deps: DecideDeps,
  actor: Actor,
  requestId: number,
  work: (
    records: Records,
    found: FoundRequest,
  ) => Promise<Answered | Exclude<DecideExtensionOutcome, { readonly kind: 'decided' }>>,
): Promise<DecideExtensionOutcome> {
  const at = deps.clock.now();
  const { outcome, waiting } = await deps.store.transaction(
    async (records): Promise<{ outcome: DecideExtensionOutcome; waiting: readonly number[] }> => {
      const found = await findRequest(records, actor, requestId);
      if (found.kind !== 'found') return { outcome: found, waiting: [] };
      const { request, assignment } = found;
      if (request.outcome !== null) {
        return { outcome: await describeDecided(records, actor, request), waiting: [] };
      }
      if (!isOpen(assignment.state)) {
        const { personId } = actor;
        await records.extensions.decide(requestId, {
          outcome: 'overtaken',
          due: null,
          comment: null,
          personId,
          at,
        });
        const overtaken = { ...request, outcome: 'overtaken' as const };
        return { outcome: await describeDecided(records, actor, overtaken), waiting: [] };
      }
      const made = await work(records, found);
      if ('kind' in made) return { outcome: made, waiting: [] };
      const chats = await records.subscriptions.ofOrganizations([assignment.organizationCode]);
      const rows = await records.outbox.addMany(
        [...new Set(chats.map(({ chatId }) => chatId))].map((chatId) => ({
          key: `extension-decided:${requestId}:${chatId}`,
          chatId,
          content: {
            kind: 'extension_decided',
            requestId,
            ...(made.followed === 0 ? {} : { followed: made.followed }),
          } as const,
          notBefore: at,
        })),
      );
      const decided = await records.extensions.find(requestId);
      if (decided === null) throw new Error(`extension ${requestId} disappeared`);
      const point = await pointOf(records, request.assignmentId);
      return { outcome: { kind: 'decided', request: decided, point }, waiting: [...made.rows, ...rows] };
    },
  );
  await deps.bell.deliveriesWaiting(waiting);
  return outcome;
}

async function findRequest(
  records: Records,
  actor: Actor,
  requestId: number,
): Promise<FoundRequest | { readonly kind: 'not_controller' | 'not_reviewer' | 'request_gone' }> {
  const request = await records.extensions.find(requestId);
  if (request === null) {
    const controller = await records.controllers.findByTelegramUser(actor.telegramUserId);
    return { kind: controller === null ? 'not_controller' : 'request_gone' };
  }
  const assignment = await records.assignments.find(request.assignmentId);
  if (assignment === null)
    throw new Error(`extension ${request.id} without assignment ${request.assignmentId}`);
  const right = await findDecisionRight(records, actor, request, assignment);
  if (right.kind !== 'may') return right;
  return {
    kind: 'found',
    request,
    assignment,
    role: right.role === 'controller' ? 'controller' : 'municipality',
  };
}

/** Answered by this very update (a repeat after a crash), or by somebody before. */
async function describeDecided(
  records: Records,
  actor: Actor,
  request: ExtensionRequest,
): Promise<DecideExtensionOutcome> {
  const byThisUpdate = (await records.audit.ofUpdate(actor.updateId)).some(
    ({ details }) => details['requestId'] === request.id,
  );
  const point = await pointOf(records, request.assignmentId);
  return { kind: byThisUpdate ? 'decided' : 'decided_already', request, point };
}

function auditOf(
  action: string,
  actor: Actor,
  at: Date,
  { id: assignmentId, documentId }: Assignment,
  { id: requestId, was, wanted }: ExtensionRequest,
) {
  const { personId, chatId, messageId, updateId } = actor;
  const details = { requestId, was, due: wanted };
  return { at, action, personId, chatId, messageId, updateId, documentId, assignmentId, details };
}

async function pointOf(records: Records, assignmentId: number): Promise<PointFacts> {
  const view = await records.assignments.view(assignmentId);
  if (view === null) throw new Error(`assignment ${assignmentId} disappeared`);
  return pointFacts(view);
}
