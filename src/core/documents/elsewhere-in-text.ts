import { hasTaskVerb } from '../addressees/index.ts';

const FIXED =
  '(?:установленн|указанн|определ[её]нн|утвержд[её]нн|предусмотренн|согласованн|назначенн)[A-Za-zЀ-ӿ]{2,3}';
const TERM = 'срок(?:и|ах)?';
/** The papers that hold days; a plan or an order in running text is what the task is about. */
const SCHEDULE =
  '(?:согласно|по|в\\s+соответствии\\s+с)\\s+(?:[A-Za-zЀ-ӿ]+(?:ому|ему|ым|им)\\s+)?график(?:у|ом|ам|ами)';
const ELSEWHERE = new RegExp(
  `(?<![A-Za-zЀ-ӿ])(?:(в\\s+${TERM},?\\s+${FIXED}|${SCHEDULE})(\\s[^,.;:()]{1,100})?|в\\s+(?:${FIXED}|кратчайши[ейх])\\s+${TERM})(?![A-Za-zЀ-ӿ])`,
  'iu',
);

/**
 * The words of a point that put its deadline into another paper, null for none.
 *
 *   «Провести сверку в сроки, установленные департаментом.» → «в сроки, установленные департаментом»
 *   «Сдать работы в установленный срок и …»                 → «в установленный срок»
 *   «Принять участие в вебинарах по графику института»      → «по графику института»
 *   «Провести занятия по плану», «в установленном порядке»  → null
 *
 * Whose paper it is goes up to a sign, unless a verb in the infinitive stands there: the task goes on.
 */
export function findElsewhere(text: string): string | null {
  const match = ELSEWHERE.exec(text);
  if (match === null) return null;
  const [whole, opening, whose = ''] = match;
  return (opening !== undefined && hasTaskVerb(whose) ? opening : whole).trim();
}
