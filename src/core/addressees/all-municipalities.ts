import type { DirectoryEntry } from './directory.ts';
import type { DirectoryIndex } from './directory-index.ts';
import { isAdjective, isHeadPost } from './vocabulary.ts';
import type { Word } from './words.ts';

/** Words such a name is made of, heads of bodies aside. */
const WORDS = new Set(
  [
    'орган местн самоуправлен администрац муниципалитет управлен отдел комитет образован',
    'муниципальн городск район округ и по осуществляющ в сфер все',
  ].flatMap((line) => line.split(' ')),
);
const REGION = /^(?:област|кра|республик)$/u;
const SEVERAL = /(?:районов|районам|районы|округов|округам|округа|муниципалитет(?:ы|ов|ам))$/iu;
const SEVERAL_BODIES = /^(?:органы|органов|органам|муниципальные|муниципальных|муниципальным)$/iu;

/**
 * True where the words mean every municipality of the region without naming one: «главам муниципальных районов и
 * городских округов области», «администрациям муниципальных образований», «органам местного самоуправления».
 */
export function namesAllMunicipalities(words: readonly Word[]): boolean {
  const last = words.at(-1);
  const end = last !== undefined && REGION.test(last.stem) ? -1 : words.length;
  const own = words.slice(0, end);
  const tail = own.at(-1);
  const name =
    end === -1 && tail !== undefined && isAdjective(tail) && !WORDS.has(tail.stem) ? own.slice(0, -1) : own;
  if (!name.every((word) => WORDS.has(word.stem) || isHeadPost(word))) return false;
  return name.some(({ text }, at) => {
    if (SEVERAL.test(text)) return true;
    const next = name[at + 1]?.stem ?? '';
    return SEVERAL_BODIES.test(text) && /^(?:местн|образован|управлен|орган)$/u.test(next);
  });
}

/** The groups of the directory that all its municipalities belong to. */
export function groupsOfMunicipalities(index: DirectoryIndex): readonly DirectoryEntry[] {
  return index.directory.filter(({ members }) => members?.by === 'kind' && members.kind === 'municipality');
}
