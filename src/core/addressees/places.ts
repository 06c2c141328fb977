import { describe } from './descriptor.ts';
import type { DirectoryEntry } from './directory.ts';
import type { DirectoryIndex } from './directory-index.ts';
import { isAdjective } from './vocabulary.ts';
import { isCapital, type Word } from './words.ts';

const TERRITORIES = new Set(['район', 'город', 'округ', 'поселк', 'сел', 'поселен']);
const GENITIVE = /(?:ого|его|ой|ей|ых|их)$/u;

/** «район», «г.», «округа», «посёлок». */
export const isTerritory = (word: Word): boolean => TERRITORIES.has(word.stem);

/** «г. Озёрска», «городского округа», «муниципального района»: the noun of a place begins with this word. */
export const beginsTerritory = (word: Word, next: Word | undefined): boolean =>
  isTerritory(word) ||
  (/^(?:городск|муниципальн)$/u.test(word.stem) && next !== undefined && isTerritory(next));

export const isNumber = ({ text }: Word): boolean => /^\p{N}/u.test(text);

/** «МБОУ СОШ № 1», «школы № 1»: its numbers are names. In «учителям 1 и 2 классов» they are not. */
export function namesInstitution(words: readonly Word[]): boolean {
  const { type, institution } = describe(words);
  return (type !== null || institution) && !words.some(({ stem }) => stem === 'класс');
}

/** Does a number after a comma or «и» begin an addressee of its own? `item` are the words before it. */
export function goesOnWithNumber(item: readonly Word[]): boolean {
  const [first] = item;
  return !item.some(isNumber) || (first !== undefined && isNumber(first)) || namesInstitution(item);
}

/** «Приреченского», «города»: may say where the body named before it is. */
export const isGenitivePlace = (word: Word): boolean =>
  isTerritory(word) || (isCapital(word) && GENITIVE.test(word.text.toLowerCase()));

/**
 * True where a name right after another says where that one is, so that both are one addressee: «ОМСУ Лесного
 * района» (a member of the group), «школы Лесного района» (its members' municipality), «СОШ № 1 г. Озёрска».
 */
export function isPlaceOf(
  place: readonly DirectoryEntry[],
  body: readonly DirectoryEntry[],
  word: Word,
  index: DirectoryIndex,
): boolean {
  const small = /^\p{Ll}/u.test(word.text);
  // «детским садам Лесного района», where the directory has none there.
  const genitive = isGenitivePlace(word);
  // «начальник отдела финансов министерства»: in small letters the body above is part of the name.
  if (small && place.every(({ code }) => body.some(({ parent }) => parent === code))) return true;
  if (!place.every(({ kind }) => kind === 'municipality')) return false;
  return body.some(({ kind, code }) => {
    if (kind === 'school' || kind === 'preschool') return true;
    return kind === 'group' && (genitive || place.some((one) => isWithin(one, code, index)));
  });
}

/** True where an organization is a member of the group, or stands over one. */
export function isWithin({ code }: DirectoryEntry, group: string, index: DirectoryIndex): boolean {
  const members = index.membersOf(group);
  if (members.has(code)) return true;
  return index.directory.some((entry) => entry.parent === code && members.has(entry.code));
}

/**
 * After «и» in a list of places, numbers or quoted names: does the list go on with this word? `item` are the words
 * since the last separator.
 */
export function goesOnWithList(
  item: readonly Word[],
  word: Word,
  next: Word | undefined,
  quoted: boolean,
): boolean {
  if (isNumber(word)) return item.some(isNumber) && goesOnWithNumber(item);
  const last = item.at(-1);
  if (last === undefined) return false;
  if (quoted) return true;
  if (beginsTerritory(word, next)) return item.some(isCapital);
  if (!isCapital(word) || !isCapital(last)) return item.some(isTerritory) && isCapital(word);
  return (isAdjective(word) && isAdjective(last)) || item.some(isTerritory) || item.length > 1;
}
