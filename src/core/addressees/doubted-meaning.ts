import { describe } from './descriptor.ts';
import type { DirectoryIndex } from './directory-index.ts';
import { findDescribed } from './find-described.ts';
import { type Meaning, nobody } from './meaning.ts';
import { isTerritory } from './places.ts';
import { readSurnameBehind } from './read-person.ts';
import type { AddresseeItem } from './split-addressees.ts';
import { isBody, isPost } from './vocabulary.ts';
import { isCapital, type Word } from './words.ts';

/** How likely a municipality is meant whose name is printed only in part. */
export const MAYBE_PLACE_SCORE = 0.5;

/**
 * A meaning that is too likely to drop and too uncertain to be silent, as a proposal or with a warning; any other as
 * it is.
 *
 *   «Главе Лесного района»     → nobody for sure, the district proposed
 *   «СОШ № 3О», read as № 30   → the school, with a warning
 */
export function doubted(
  meaning: Meaning,
  item: AddresseeItem,
  words: readonly Word[],
  index: DirectoryIndex,
): Meaning {
  return doubtedWhereMended(doubtedAsPlace(meaning, item, words, index), item, words);
}

/** «№ 3О» was read as № 30: so likely that it is the answer, too uncertain to be silent. */
function doubtedWhereMended(meaning: Meaning, item: AddresseeItem, words: readonly Word[]): Meaning {
  const mended = words.find((word) => word.mended === true);
  if (mended === undefined || meaning.kind !== 'entry') return meaning;
  const message = `В адресате «${item.text}» номер прочитан как № ${mended.text}: похоже на опечатку.`;
  return { ...meaning, warnings: [...meaning.warnings, { code: 'corrected_spelling', message }] };
}

const HEAD_OF_PLACE = /^(?:глав(?:а|ы|е|у|ой)|мэр(?:а|у|ом)?)$/iu;
const HEAD_OF_PLACE_SCORE = 0.7;

/**
 * «Главе Лесного района», one, is not the education authority there, nor «Департамент по образованию» that of a town
 * whose name is not printed: likely, but a person must say so. A post with a surname («председателю совета Ильиной»)
 * may be somebody whom the directory knows.
 */
function doubtedAsPlace(
  meaning: Meaning,
  item: AddresseeItem,
  words: readonly Word[],
  index: DirectoryIndex,
): Meaning {
  const [first] = words;
  if (first !== undefined && HEAD_OF_PLACE.test(first.text))
    return doubtedHeadOfPlace(meaning, item, words, index);
  if (meaning.kind === 'role') return readSurnameBehind(item, words, index) ?? meaning;
  if (meaning.kind !== 'entry' || meaning.entry.kind !== 'municipality') return meaning;
  const { entry } = meaning;
  const saysPlace = words.some(
    (word, at) =>
      isTerritory(word) ||
      word.abbreviation ||
      (isCapital(word) && !(at === 0 && (isBody(word) || isPost(word)))),
  );
  const isMapped = item.matches.some(({ from, entries }) => from === 0 && entries.includes(entry));
  if (saysPlace || isMapped) return meaning;
  return nobody(item.text, words, index, [{ code: entry.code, score: MAYBE_PLACE_SCORE }]);
}

/** «Главе администрации Лесного района Орлову А.А.», unless the directory has the post or the person. */
function doubtedHeadOfPlace(
  meaning: Meaning,
  item: AddresseeItem,
  words: readonly Word[],
  index: DirectoryIndex,
): Meaning {
  if (item.matches.some(({ from }) => from === 0)) return meaning;
  if (meaning.kind === 'entry' && meaning.entry.kind !== 'municipality') return meaning;
  const place = words.filter(
    ({ stem, start }, at) =>
      at > 0 &&
      stem !== 'администрац' &&
      !item.names.some((name) => name.start <= start && start < name.start + name.text.length),
  );
  const found = findDescribed(describe(place), index.described(), ({ kind }) => kind === 'municipality');
  return found.kind === 'one'
    ? nobody(item.text, words, index, [{ code: found.entry.code, score: HEAD_OF_PLACE_SCORE }])
    : meaning;
}
