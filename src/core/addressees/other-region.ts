import { isAdjective } from './vocabulary.ts';
import { isCapital, type Word, wordsOf } from './words.ts';

const REGIONS = new Set(['област', 'кра', 'республик']);
const NAMES_REGION = /област|кра[йяюе]|краев|республик/iu;
const OF_REGION = /^(?:областн|краев|республиканск)$/u;

/**
 * True where the words name a region that is none of the directory's own: «Департамент образования Лунной области» is
 * not the department of ours. A directory that names no region cannot tell.
 */
export function namesOtherRegion(words: readonly Word[], own: () => ReadonlySet<string>): boolean {
  if (!words.some(({ stem }) => REGIONS.has(stem))) return false;
  const named = regionsIn(words);
  if (named.length === 0) return false;
  const known = own();
  return known.size > 0 && named.some((stem) => !known.has(stem));
}

/** The regions that a directory's names say it is of. */
export function regionsOf(names: readonly string[]): ReadonlySet<string> {
  return new Set(
    names
      .filter((name) => NAMES_REGION.test(name))
      .flatMap((name) => {
        const words = wordsOf(name);
        const adjectives = words.filter(
          (word, at) => isCapital(word) && OF_REGION.test(words[at + 1]?.stem ?? ''),
        );
        return [...regionsIn(words), ...adjectives.map(({ stem }) => stem)];
      }),
  );
}

/** «Лунной области» → лунн; «Республики Лунной» → лунн. */
function regionsIn(words: readonly Word[]): string[] {
  return words.flatMap((word, at) => {
    if (!REGIONS.has(word.stem)) return [];
    const before = words[at - 1];
    if (before !== undefined && isCapital(before) && isAdjective(before)) return [before.stem];
    const after = words[at + 1];
    return word.stem === 'республик' && after !== undefined && isCapital(after) ? [after.stem] : [];
  });
}
