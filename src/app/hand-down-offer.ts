import { entryKey } from '../core/addressees/index.ts';
import type { Assignment } from '../core/assignments/assignment.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import { canHandDown, proposedDue } from '../core/storeys/hand-down.ts';
import { handsDownTo } from '../core/storeys/subordinates.ts';
import type { HandDownOffer } from '../messages/hand-down.ts';
import { findAnswerRight } from './answer-for.ts';
import type { Actor, Deps } from './deps.ts';
import { pointFacts } from './point-facts.ts';
import type { Records } from './ports.ts';
import { findWhoHasIt } from './who-has-it.ts';

/** Why a point cannot be handed down by this chat now. */
export type HandDownRefusal = {
  readonly kind:
    | 'observer'
    | 'not_yours'
    | 'not_in_hand'
    | 'handed_down_to_you'
    | 'nobody_below'
    | 'all_have_it';
};

/** What the officer has chosen so far; kept until the point is handed down. */
export interface HandDownDraft {
  readonly codes: readonly string[];
  readonly due: CalendarDate | null;
}

/** A point that this chat may hand down, to whom, and what was chosen so far. */
export interface FoundOffer {
  readonly kind: 'found';
  readonly assignment: Assignment;
  readonly candidates: readonly { readonly code: string; readonly name: string; readonly entryKey: number }[];
  readonly already: number;
  readonly draft: HandDownDraft;
  readonly today: CalendarDate;
}

/** Checks the chat's present right to hand the point down, and finds those below who do not have it. */
export async function findOffer(
  deps: Pick<Deps, 'clock' | 'calendar'>,
  records: Records,
  actor: Actor,
  assignmentId: number,
): Promise<FoundOffer | HandDownRefusal> {
  const right = await findAnswerRight(records, actor, assignmentId);
  if (right.kind !== 'executor') return right;
  const { assignment } = right;
  if (assignment.parentId !== null) return { kind: 'handed_down_to_you' };
  if (!canHandDown(assignment)) return { kind: 'not_in_hand' };
  const below = handsDownTo(await records.organizations.all(), assignment.organizationCode);
  if (below.length === 0) return { kind: 'nobody_below' };
  const have = await findWhoHasIt(records, assignment);
  const candidates = below
    .filter(({ code }) => !have.has(code))
    .map(({ code, name, shortName }) => ({ code, name: shortName ?? name, entryKey: entryKey(code) }));
  if (candidates.length === 0) return { kind: 'all_have_it' };
  const today = moscowDateOf(deps.clock.now());
  const kept = await records.dialogues.read(draftKey(actor.chatId, assignmentId));
  const draft = isDraft(kept) ? kept : await proposal(deps, records, assignment, candidates, today);
  const open = new Set(candidates.map(({ code }) => code));
  return {
    kind: 'found',
    assignment,
    candidates,
    already: below.length - candidates.length,
    draft: { ...draft, codes: draft.codes.filter((code) => open.has(code)) },
    today,
  };
}

/** Everybody below; of a recurring point, those who had its last occurrence. */
async function proposal(
  deps: Pick<Deps, 'calendar'>,
  records: Records,
  assignment: Assignment,
  candidates: FoundOffer['candidates'],
  today: CalendarDate,
): Promise<HandDownDraft> {
  const due = proposedDue(assignment.due, today, deps.calendar);
  const all = candidates.map(({ code }) => code);
  if (assignment.occurrence < 2) return { codes: all, due };
  const earlier = (await records.assignments.ofDecisions([assignment.decisionId])).filter(
    ({ organizationCode, occurrence }) =>
      organizationCode === assignment.organizationCode && occurrence === assignment.occurrence - 1,
  );
  const before = await records.assignments.childrenOf(earlier.map(({ id }) => id));
  const had = new Set(before.map(({ organizationCode }) => organizationCode));
  const again = all.filter((code) => had.has(code));
  return { codes: again.length > 0 ? again : all, due };
}

/** The offer in the form messages are worded from. */
export async function offerOf(records: Records, found: FoundOffer): Promise<HandDownOffer> {
  const view = await records.assignments.view(found.assignment.id);
  if (view === null) throw new Error(`assignment ${found.assignment.id} disappeared`);
  const connected = new Set(
    (await records.subscriptions.ofOrganizations(found.candidates.map(({ code }) => code))).map(
      ({ organizationCode }) => organizationCode,
    ),
  );
  const chosen = new Set(found.draft.codes);
  return {
    point: pointFacts(view),
    candidates: found.candidates.map(({ code, ...candidate }) => ({
      ...candidate,
      connected: connected.has(code),
      chosen: chosen.has(code),
    })),
    due: found.draft.due,
    already: found.already,
  };
}

/** Keeps what was chosen. */
export async function keepDraft(records: Records, actor: Actor, found: FoundOffer): Promise<void> {
  await records.dialogues.write(draftKey(actor.chatId, found.assignment.id), found.draft);
}

/** Forgets what was chosen: the next offer proposes anew. */
export async function forgetDraft(records: Records, actor: Actor, assignmentId: number): Promise<void> {
  await records.dialogues.delete(draftKey(actor.chatId, assignmentId));
}

function draftKey(chatId: number, assignmentId: number): string {
  return `hand-down:${chatId}:${assignmentId}`;
}

function isDraft(value: unknown): value is HandDownDraft {
  return typeof value === 'object' && value !== null && 'codes' in value && 'due' in value;
}
