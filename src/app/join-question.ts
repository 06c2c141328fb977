import type { AnswerIntent } from '../core/assignments/answer-words.ts';
import { NEUTRAL } from '../core/assignments/done-words.ts';
import { matchNamedPoints, type NamedPoint, namedPoints } from '../core/assignments/named-points.ts';
import { plainText, wordsOf } from '../core/assignments/plain-words.ts';
import type { OpenMatter } from '../messages/answers.ts';
import type { PointFacts } from '../messages/point.ts';
import { answerContext } from './answer-context.ts';
import type { AskExtensionOutcome } from './ask-extension.ts';
import type { Actor, Deps } from './deps.ts';
import { type GivenMessage, giveToDraft, type ReceivedContent } from './give-to-draft.ts';
import { listOwnAssignments, listReportable } from './list-assignments.ts';
import { purposeOf, type QuestionPurpose } from './open-question.ts';
import type { ReportDraft } from './ports.ts';
import { settleOpenMatter } from './settle-open-matter.ts';

/** The question about waiting words and files, as it is asked now. */
export type JoinedQuestion =
  /** One assignment could be meant: «выполнено?» */
  | { readonly kind: 'confirm'; readonly point: PointFacts; readonly draftId: number }
  /** Several were named: all of them? */
  | { readonly kind: 'confirm_all'; readonly points: readonly PointFacts[]; readonly draftId: number }
  /** Which? `missing` are numbers that are none of them. */
  | {
      readonly kind: 'choose';
      readonly points: readonly PointFacts[];
      readonly draftId: number;
      readonly purpose: QuestionPurpose;
      readonly missing: readonly string[];
    }
  /** Not done, or not said: what is to become of the words? */
  | {
      readonly kind: 'open_matter';
      readonly matter: OpenMatter;
      readonly point: PointFacts;
      readonly draftId: number;
    }
  | AskExtensionOutcome
  /** The assignment was named that a report is to be gathered for. */
  | { readonly kind: 'attach'; readonly assignmentId: number; readonly draftId: number }
  /** `full`: a report holds no more. */
  | { readonly kind: 'no_open_assignments' | 'full' };

/** The assignments that waiting words and files may be about, as of now. */
export async function listForDraft(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  draftId: number,
): Promise<readonly PointFacts[]> {
  const draft = await deps.store.reportDrafts.find(draftId);
  if (draft === null || (draft.state !== 'waiting' && draft.state !== 'paused')) return [];
  if (draft.chatId !== actor.chatId || draft.personId !== actor.personId) return [];
  return draft.candidateIds.length === 0
    ? listOwnAssignments(deps, actor.chatId)
    : listReportable(deps, actor.chatId, draft.candidateIds);
}

/** The points of a message that is nothing but their numbers, «п. 2.5»: whoever is asked which assignment is meant may type it. */
function numberAlone(text: string | null): readonly NamedPoint[] {
  const words = wordsOf(plainText(text ?? ''));
  const named = namedPoints(text ?? '');
  return words.every((word) => /^\d/.test(word) || NEUTRAL.has(word)) ? named : [];
}

/**
 * Words and files that come while a question is open belong to it; the number of a point answers it. Null where the
 * question was answered meanwhile.
 */
export async function joinQuestion(
  deps: Deps,
  said: {
    readonly answer: GivenMessage;
    readonly received: ReceivedContent;
    readonly intent: Extract<AnswerIntent, { readonly kind: 'done' | 'unclear' }>;
    readonly question: ReportDraft;
  },
): Promise<JoinedQuestion | null> {
  const { answer, received, intent, question } = said;
  const { actor } = answer;
  const points = await listForDraft(deps, actor, question.id);
  const alone = answer.file === null ? numberAlone(answer.text) : [];
  const chosen = matchNamedPoints(alone, points).matched;
  if (chosen.length !== 1) {
    const at = deps.clock.now();
    const given = await deps.store.transaction((records) =>
      giveToDraft(records, question.id, ['waiting'], answer, received, at),
    );
    if (given === 'over') return null;
    if (given === 'full') return { kind: 'full' };
  }
  const { matched, isUnsure, missing } = matchNamedPoints(
    intent.kind === 'done' ? intent.points : alone,
    points,
  );
  const isNamed = matched.length > 0 && missing.length === 0 && !isUnsure;
  if (isNamed) {
    const ids = matched.map(({ assignmentId }) => assignmentId);
    await deps.store.reportDrafts.setCandidates(question.id, ids);
  }
  return askOf(deps, actor, question, isNamed ? matched : points, { isNamed, missing });
}

/** The question as it is now: about these points. */
async function askOf(
  deps: Deps,
  actor: Actor,
  question: ReportDraft,
  points: readonly PointFacts[],
  { isNamed, missing }: { readonly isNamed: boolean; readonly missing: readonly string[] },
): Promise<JoinedQuestion> {
  const { id: draftId } = question;
  const items = await deps.store.reportDrafts.items(draftId);
  const purpose = purposeOf(question, items, answerContext(deps));
  const [only, ...others] = points;
  if (only === undefined) return { kind: 'no_open_assignments' };
  if (others.length > 0 && isNamed && purpose === 'done') return { kind: 'confirm_all', points, draftId };
  if (others.length > 0 || missing.length > 0) return { kind: 'choose', points, draftId, purpose, missing };
  const { assignmentId } = only;
  switch (purpose) {
    case 'done':
      return { kind: 'confirm', point: only, draftId };
    case 'attach':
      return { kind: 'attach', assignmentId, draftId };
    default:
      return settleOpenMatter(deps, { actor, assignmentId, draftId });
  }
}
