import { formOf, hasDuty, hasTask, type Match, NEAR_WORDS } from './clause.ts';
import { doubt } from './doubts.ts';
import { draftOf } from './draft.ts';
import { isNoTask } from './not-a-task.ts';
import type { Token } from './tokens.ts';

/*
 * Sentences that speak of terms another paper sets.
 */

/** «представить в установленный срок», «сдают в сроки, которые установлены …»: there is a term, in another paper. */
export function readTermOfOther(tokens: readonly Token[]): Match | null {
  const at = tokens.findIndex((token) => /^срок[и]?$/.test(formOf(token) ?? ''));
  if (at < 0) return null;
  const isFixed = (place: number): boolean => FIXED_ELSEWHERE.test(formOf(tokens[place]) ?? '');
  const back = [1, 2].find((words) => isFixed(at - words));
  const ahead = [1, 2, 3].find((words) => isFixed(at + words));
  if (back === undefined && ahead === undefined) return null;
  const first = at - (back ?? 0);
  // «в порядке и сроки, установленные …»
  const from = [first - 1, first - 3].find((place) => formOf(tokens[place]) === 'в');
  if (from === undefined) return null;
  const to = back === undefined ? at + (ahead ?? 0) + 1 : at + 1;
  const match = {
    from,
    to,
    draft: draftOf({ kind: 'unparseable', warnings: [doubt.unparseable()] }),
  };
  // «невыполнение в установленный срок влечёт …»
  if (/^(?:не(?:вып|исп|пред|соб|устр)|наруш)/.test(formOf(tokens[from - 1]) ?? '')) return null;
  const isDue =
    hasTask(tokens, match) ||
    hasDuty(tokens, match) ||
    tokens.slice(0, from).some((token) => DELIVERING.test(formOf(token) ?? '')) ||
    tokens
      .slice(Math.max(0, from - NEAR_WORDS), from)
      .some((token) =>
        /^(?:необходимост|представлени|предоставлени|направлени|сдач)/.test(formOf(token) ?? ''),
      );
  return isDue && !isNoTask(tokens, match) ? match : null;
}

/** «органы представляют …»: the verb may stand far before. */
const DELIVERING = /^(?:пред[оа]?ставля|направля|сда|переда|обеспечива|подготавлива)[её]?ют$/;

const FIXED_ELSEWHERE = /^(?:установлен|определен|предусмотрен|указанн|утвержденн)/;

/** «ежегодно сдают отчёт … в сроки, установленные приказом»: how often is said here, when in another paper. */
export function namesOtherTerms(tokens: readonly Token[]): boolean {
  return tokens.some((token, index) => {
    if (token.type !== 'word' || (token.form !== 'срок' && token.form !== 'сроки')) return false;
    const [next, second] = [tokens[index + 1], tokens[index + 2]];
    const fixed = next?.type === 'mark' ? second : next;
    return fixed?.type === 'word' && /^(?:установленн|определенн|предусмотренн|указанн)/.test(fixed.form);
  });
}

export const ELSEWHERE = 'В пункте сказано и о сроках, установленных другим документом.';
