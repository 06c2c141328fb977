import type { Assignment } from '../core/assignments/assignment.ts';
import { checkExtension, readExtensionAnswer } from '../core/assignments/extension.ts';
import { dayAfter } from '../core/assignments/spoken-days.ts';
import { isInHand } from '../core/assignments/transitions.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { ExtensionLimit } from '../messages/extension.ts';
import type { PointFacts } from '../messages/point.ts';
import { findAnswerRight } from './answer-for.ts';
import type { Actor, Deps } from './deps.ts';
import { findExtensionLimit } from './describe-extension.ts';
import { pointFacts } from './point-facts.ts';
import type { ExtensionRequest, Records } from './ports.ts';
import { executorChats } from './report-audience.ts';

/** Why more time can't be asked for; `waiting`: a request is being looked at already. */
export type ExtensionRefusal =
  | { readonly kind: 'not_yours' | 'observer' | 'not_in_hand' | 'no_due' }
  | { readonly kind: 'waiting'; readonly request: ExtensionRequest };

/** May the chat ask for more time now. */
export type MayAskExtension =
  | {
      readonly kind: 'may';
      readonly assignment: Assignment;
      readonly due: CalendarDate;
      readonly point: PointFacts;
      /** Beyond it nobody may go who answers; asking is possible all the same. */
      readonly limit: ExtensionLimit | null;
    }
  | ExtensionRefusal;

/** The point, for asking until when and why; or why it is too late to ask. */
export async function findExtensionPoint(
  records: Records,
  actor: Pick<Actor, 'chatId'>,
  assignmentId: number,
): Promise<MayAskExtension> {
  const right = await findAnswerRight(records, actor, assignmentId);
  if (right.kind !== 'executor') return right;
  const { assignment } = right;
  if (!isInHand(assignment.state)) return { kind: 'not_in_hand' };
  if (assignment.due === null) return { kind: 'no_due' };
  const request = await records.extensions.waitingOf(assignmentId);
  if (request !== null) return { kind: 'waiting', request };
  const view = await records.assignments.view(assignmentId);
  if (view === null) throw new Error(`assignment ${assignmentId} disappeared`);
  const limit = await findExtensionLimit(records, assignment);
  return { kind: 'may', assignment, due: assignment.due, point: pointFacts(view), limit };
}

/** What was said so far of until when and why. */
export interface ExtensionSoFar {
  readonly until: CalendarDate | null;
  /** So much later than the present last day, where no day is named: an ISO 8601 offset. */
  readonly more?: string | null;
  readonly reason: string | null;
}

/** What words come to that ask for more time; `complete`: both are there, and nothing was sent yet. */
export type UnderstoodExtension =
  | ExtensionRefusal
  | ({ readonly kind: 'incomplete'; readonly point: PointFacts } & Pick<ExtensionSoFar, 'until' | 'reason'>)
  | {
      readonly kind: 'past' | 'not_later';
      readonly until: CalendarDate;
      readonly due: CalendarDate;
      readonly reason: string | null;
    }
  | {
      readonly kind: 'complete';
      readonly point: PointFacts;
      readonly until: CalendarDate;
      readonly reason: string;
    };

/** What the next words made of it; `asked`: both are there, and the request is on its way. */
export type TypeExtensionOutcome =
  | Exclude<UnderstoodExtension, { readonly kind: 'complete' }>
  | AskedExtension;

/** The request that was sent. */
export interface AskedExtension {
  readonly kind: 'asked';
  readonly request: ExtensionRequest;
  readonly point: PointFacts;
  /** The organization that answers; null = the controllers. */
  readonly to: string | null;
  readonly limit: ExtensionLimit | null;
}

/** Words that answer until when and why, one after the other or together; what was said before holds. */
export async function typeExtension(
  deps: Deps,
  actor: Actor,
  assignmentId: number,
  words: string,
  soFar: ExtensionSoFar,
): Promise<TypeExtensionOutcome> {
  const repeated = await findRepeated(deps.store, actor, assignmentId);
  if (repeated !== null) return repeated;
  const understood = await understandExtension(deps, actor, assignmentId, words, soFar);
  if (understood.kind !== 'complete') return understood;
  const { until, reason } = understood;
  return requestExtension(deps, { actor, assignmentId, until, reason });
}

/** The same without asking for anything: until when and why, as far as it is said, and whether it fits. */
export async function understandExtension(
  deps: Pick<Deps, 'store' | 'clock' | 'calendar' | 'deadlinePolicy'>,
  actor: Actor,
  assignmentId: number,
  words: string,
  soFar: ExtensionSoFar,
): Promise<UnderstoodExtension> {
  const found = await findExtensionPoint(deps.store, actor, assignmentId);
  if (found.kind !== 'may') return found;
  const today = moscowDateOf(deps.clock.now());
  const context = { on: today, calendar: deps.calendar, policy: deps.deadlinePolicy };
  const said = readExtensionAnswer(words, context, found.due);
  const { more = null } = soFar;
  const later = more === null ? null : dayAfter(found.due, more, context);
  const until = said.until ?? soFar.until ?? later;
  const reason = said.reason ?? soFar.reason;
  if (until !== null) {
    const check = checkExtension(until, found.due, today);
    if (check !== 'fits') return { kind: check, until, due: found.due, reason };
  }
  if (until === null || reason === null) return { kind: 'incomplete', point: found.point, until, reason };
  return { kind: 'complete', point: found.point, until, reason };
}

/** Asks for a later last day; whoever may move it is told. */
export async function requestExtension(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  command: {
    readonly actor: Actor;
    readonly assignmentId: number;
    readonly until: CalendarDate;
    readonly reason: string;
  },
): Promise<
  AskedExtension | ExtensionRefusal | Extract<TypeExtensionOutcome, { readonly kind: 'past' | 'not_later' }>
> {
  const { actor, assignmentId, until, reason } = command;
  const at = deps.clock.now();
  const { outcome, waiting } = await deps.store.transaction(async (records) => {
    const nothing: readonly number[] = [];
    const repeated = await findRepeated(records, actor, assignmentId);
    if (repeated !== null) return { outcome: repeated, waiting: nothing };
    const found = await findExtensionPoint(records, actor, assignmentId);
    if (found.kind !== 'may') return { outcome: found, waiting: nothing };
    const check = checkExtension(until, found.due, moscowDateOf(at));
    if (check !== 'fits')
      return { outcome: { kind: check, until, due: found.due, reason }, waiting: nothing };
    const audience = await findExtensionAudience(records, found.assignment);
    const request = await records.extensions.create({
      assignmentId,
      personId: actor.personId,
      chatId: actor.chatId,
      was: found.due,
      wanted: until,
      reason,
      forOrganizationCode: audience.forOrganizationCode,
      createdAt: at,
    });
    if (request === null) {
      const other = await records.extensions.waitingOf(assignmentId);
      if (other === null) throw new Error(`assignment ${assignmentId}: no extension made, none waits`);
      return { outcome: { kind: 'waiting' as const, request: other }, waiting: nothing };
    }
    await records.audit.append({
      at,
      action: 'ask_extension',
      personId: actor.personId,
      chatId: actor.chatId,
      messageId: actor.messageId,
      updateId: actor.updateId,
      documentId: found.assignment.documentId,
      assignmentId,
      details: { requestId: request.id, was: found.due, due: until },
    });
    const rows = await records.outbox.addMany(
      audience.chatIds.map((chatId) => ({
        key: `extension:${request.id}:${chatId}`,
        chatId,
        content: { kind: 'extension_asked', requestId: request.id } as const,
        notBefore: at,
      })),
    );
    return { outcome: await describeAsked(records, request), waiting: rows };
  });
  await deps.bell.deliveriesWaiting(waiting);
  return outcome;
}

/** Whoever set the last day moves it: the organization that handed the point down, else the controllers. */
async function findExtensionAudience(
  records: Records,
  { parentId }: Assignment,
): Promise<{ readonly forOrganizationCode: string | null; readonly chatIds: readonly number[] }> {
  const parent = parentId === null ? null : await records.assignments.find(parentId);
  if (parent !== null) {
    const chatIds = await executorChats(records, parent.organizationCode);
    if (chatIds.length > 0) return { forOrganizationCode: parent.organizationCode, chatIds };
  }
  const controllers = await records.controllers.all();
  return { forOrganizationCode: null, chatIds: controllers.map(({ chatId }) => chatId) };
}

/** This very update has asked before: answered as the first time. */
async function findRepeated(
  records: Records,
  actor: Actor,
  assignmentId: number,
): Promise<AskedExtension | null> {
  const entries = await records.audit.ofUpdate(actor.updateId);
  const done = entries.find(
    (entry) => entry.action === 'ask_extension' && entry.assignmentId === assignmentId,
  );
  const requestId = done?.details['requestId'];
  const request = typeof requestId === 'number' ? await records.extensions.find(requestId) : null;
  return request === null ? null : describeAsked(records, request);
}

async function describeAsked(records: Records, request: ExtensionRequest): Promise<AskedExtension> {
  const view = await records.assignments.view(request.assignmentId);
  if (view === null) throw new Error(`assignment ${request.assignmentId} disappeared`);
  const code = request.forOrganizationCode;
  const to = code === null ? null : await records.organizations.find(code);
  return {
    kind: 'asked',
    request,
    point: pointFacts(view),
    to: to === null ? null : (to.shortName ?? to.name),
    limit: await findExtensionLimit(records, view.assignment),
  };
}
