import { readAnswer } from '../core/assignments/answer-words.ts';
import type { OpenMatter } from '../messages/answers.ts';
import type { PointFacts } from '../messages/point.ts';
import { answerContext } from './answer-context.ts';
import { findAnswerRight } from './answer-for.ts';
import { type AskExtensionOutcome, askExtension } from './ask-extension.ts';
import type { Actor, Deps } from './deps.ts';
import { reportContent } from './describe-gathered.ts';
import { pointFacts } from './point-facts.ts';
import { findOwnDraft } from './send-draft.ts';

/**
 * The assignment was chosen for waiting words that are no «выполнено»: a wish for another deadline goes on at once,
 * of everything else the person says what is to become of it.
 */
export async function settleOpenMatter(
  deps: Deps,
  command: { readonly actor: Actor; readonly assignmentId: number; readonly draftId: number },
): Promise<
  | {
      readonly kind: 'open_matter';
      readonly matter: OpenMatter;
      readonly point: PointFacts;
      readonly draftId: number;
    }
  | AskExtensionOutcome
> {
  const { actor, assignmentId, draftId } = command;
  const right = await findAnswerRight(deps.store, actor, assignmentId);
  if (right.kind !== 'executor') return right;
  const found = await deps.store.transaction((records) => findOwnDraft(records, actor, draftId));
  if (found.kind !== 'own') return found;
  const { text } = reportContent(await deps.store.reportDrafts.items(draftId));
  const intent = readAnswer(text, answerContext(deps));
  if (intent.kind === 'extension') {
    return askExtension(deps, { actor, assignmentId, draftId, wish: intent.wish });
  }
  const view = await deps.store.assignments.view(assignmentId);
  if (view === null) return { kind: 'not_yours' };
  const matter = intent.kind === 'done' ? 'unclear' : intent.kind;
  return { kind: 'open_matter', matter, point: pointFacts(view), draftId };
}
