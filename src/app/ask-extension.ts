import type { ExtensionWish } from '../core/assignments/extension-words.ts';
import type { PointFacts } from '../messages/point.ts';
import type { Actor, Deps } from './deps.ts';
import type { ReportRefusal } from './report-assignment.ts';
import { type TypeExtensionOutcome, typeExtension } from './request-extension.ts';
import { type DraftRefusal, endDraft, sendDraft } from './send-draft.ts';

/** What became of a wish for another deadline. */
export type AskExtensionOutcome =
  /** Asked for, or what is still missing: see typeExtension. */
  | {
      readonly kind: 'extension';
      readonly assignmentId: number;
      readonly typed: Extract<
        TypeExtensionOutcome,
        { readonly kind: 'asked' | 'incomplete' | 'past' | 'not_later' }
      >;
    }
  /** The words went on as an interim report, to the organization `to` or to the controllers. */
  | { readonly kind: 'passed_on'; readonly point: PointFacts; readonly to: string | null }
  /** A file that came with the words is not to be had from Telegram yet. */
  | { readonly kind: 'fetching'; readonly name: string }
  | ReportRefusal
  | DraftRefusal;

/**
 * An executor asks for another deadline in words that wait in a draft: they become a request, as far as they say until
 * when and why. Words that came with files, or about a point whose deadline can't be moved, go on as an interim report,
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
    const typed = await typeExtension(deps, actor, assignmentId, '', wish);
    switch (typed.kind) {
      case 'asked':
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
