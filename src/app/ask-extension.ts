import type { ExtensionWish } from '../core/assignments/extension-words.ts';
import type { PointFacts } from '../messages/point.ts';
import type { Actor, Deps } from './deps.ts';
import type { ReportRefusal } from './report-assignment.ts';
import { type DraftRefusal, sendDraft } from './send-draft.ts';

/** What became of a wish for another deadline. */
export type AskExtensionOutcome =
  /** The words went on as an interim report, to the organization `to` or to the controllers, who move deadlines. */
  | { readonly kind: 'passed_on'; readonly point: PointFacts; readonly to: string | null }
  /** A file that came with the words is not to be had from Telegram yet. */
  | { readonly kind: 'fetching'; readonly name: string }
  | ReportRefusal
  | DraftRefusal;

/**
 * An executor asks for another deadline in words (and files) that wait in a draft. Nothing moves by itself: the words
 * go to whoever answers the executor's reports.
 */
export async function askExtension(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  command: {
    readonly actor: Actor;
    readonly assignmentId: number;
    readonly draftId: number;
    /** What could be made out of the words. */
    readonly wish: ExtensionWish;
  },
): Promise<AskExtensionOutcome> {
  const { actor, assignmentId, draftId } = command;
  const sent = await sendDraft(deps, { actor, draftId, assignmentId, interim: true });
  switch (sent.kind) {
    case 'reported':
      return { kind: 'passed_on', point: sent.point, to: sent.to };
    case 'still_fetching':
      return { kind: 'fetching', name: sent.names.join(', ') };
    case 'nothing_gathered':
    case 'file_needed':
      throw new Error(`draft ${draftId} asks for time and is ${sent.kind}`);
    default:
      return sent;
  }
}
