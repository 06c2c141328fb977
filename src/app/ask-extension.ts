import { readAnswer } from '../core/assignments/answer-words.ts';
import type { ExtensionWish } from '../core/assignments/extension-words.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { PointFacts } from '../messages/point.ts';
import type { Actor, Deps } from './deps.ts';
import { reportContent } from './describe-gathered.ts';
import type { ReportRefusal } from './report-assignment.ts';
import {
  type TypeExtensionOutcome,
  typeExtension,
  type UnderstoodExtension,
  understandExtension,
} from './request-extension.ts';
import { type DraftRefusal, endDraft, findOwnDraft, sendDraft } from './send-draft.ts';

/** What became of a wish for another deadline. */
export type AskExtensionOutcome =
  /** What is still missing: see understandExtension. */
  | {
      readonly kind: 'extension';
      readonly assignmentId: number;
      readonly typed: Extract<UnderstoodExtension, { readonly kind: 'incomplete' | 'past' | 'not_later' }>;
    }
  /** Until when and why are said: is it to be asked for? */
  | {
      readonly kind: 'confirm_extension';
      readonly draftId: number;
      readonly wish: Extract<UnderstoodExtension, { readonly kind: 'complete' }>;
    }
  /** The words went on as an interim report, to the organization `to` or to the controllers. */
  | { readonly kind: 'passed_on'; readonly point: PointFacts; readonly to: string | null }
  /** A file that came with the words is not to be had from Telegram yet. */
  | { readonly kind: 'fetching'; readonly name: string }
  | ReportRefusal
  | DraftRefusal;

/**
 * An executor asks for another deadline in words that wait in a draft: where they say until when and why, it is
 * confirmed (the words were not written as an answer to that question), else what is missing is asked for. Words that came with files, or about a point whose deadline can't be moved, go on as an interim report,
 * so that nothing is lost.
 */
export async function askExtension(
  deps: Deps,
  command: {
    readonly actor: Actor;
    readonly assignmentId: number;
    readonly draftId: number;
    /** What could be made out of the words. */
    readonly wish: ExtensionWish;
  },
): Promise<AskExtensionOutcome> {
  const { actor, assignmentId, draftId, wish } = command;
  const items = await deps.store.reportDrafts.items(draftId);
  if (items.every(({ content }) => content.kind === 'text')) {
    const typed = await understandExtension(deps, actor, assignmentId, '', wish);
    switch (typed.kind) {
      case 'complete':
        return { kind: 'confirm_extension', draftId, wish: typed };
      case 'incomplete':
      case 'past':
      case 'not_later':
        await endDraft(deps, { actor, draftId });
        return { kind: 'extension', assignmentId, typed };
      case 'not_yours':
      case 'observer':
        return { kind: typed.kind };
      case 'not_in_hand':
      case 'no_due':
      case 'waiting':
        break;
    }
  }
  const sent = await sendDraft(deps, { actor, draftId, assignmentId, interim: true });
  switch (sent.kind) {
    case 'reported':
      return { kind: 'passed_on', point: sent.point, to: sent.to };
    case 'still_fetching':
      return { kind: 'fetching', name: sent.names.join(', ') };
    case 'nothing_gathered':
    case 'file_needed':
    case 'changed_since':
      throw new Error(`draft ${draftId} asks for time and is ${sent.kind}`);
    default:
      return sent;
  }
}

/** «Отправить просьбу»: what the waiting words ask for, read as on the day they were written. */
export async function confirmExtension(
  deps: Deps,
  command: { readonly actor: Actor; readonly assignmentId: number; readonly draftId: number },
): Promise<TypeExtensionOutcome | DraftRefusal> {
  const { actor, assignmentId, draftId } = command;
  const found = await deps.store.transaction((records) => findOwnDraft(records, actor, draftId));
  if (found.kind !== 'own') return found;
  const { text } = reportContent(await deps.store.reportDrafts.items(draftId));
  const { calendar, deadlinePolicy: policy } = deps;
  const intent = readAnswer(text, { on: moscowDateOf(found.draft.touchedAt), calendar, policy });
  if (intent.kind !== 'extension') return { kind: 'draft_over' };
  const asked = await typeExtension(deps, actor, assignmentId, '', intent.wish);
  if (asked.kind === 'asked') await endDraft(deps, { actor, draftId });
  return asked;
}
