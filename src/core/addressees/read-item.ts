import type { Warning } from '../warning.ts';
import { namesAllMunicipalities } from './all-municipalities.ts';
import { describe } from './descriptor.ts';
import { type DirectoryIndex, matchMisprintAt, type NameMatch } from './directory-index.ts';
import { findDescribed, namesakesOf } from './find-described.ts';
import { type Meaning, nobody, several } from './meaning.ts';
import { isCapital, isTerritory } from './places.ts';
import { readGroupPart } from './read-group-part.ts';
import { readNamedPerson, readSurname } from './read-person.ts';
import { type AddresseeItem, matchAll } from './split-addressees.ts';
import { isAdjective, isBody, isHeadPost, isPost, isWithin } from './vocabulary.ts';
import type { Word } from './words.ts';

/** «Контроль оставляю за собой»: the one who signs. */
const HIMSELF = /^(?:за\s+)?соб(?:ой|ою)$|^себя$/iu;
const EVERYBODY = /^(?:и|а|также|совместно|вместе|с|со|кроме|того)$/iu;

/** What the words of an item mean, in the first of its readings that is sure of somebody; else in the first. */
export function readItem(
  item: AddresseeItem,
  readings: readonly (readonly Word[])[],
  index: DirectoryIndex,
): { readonly meaning: Meaning; readonly words: readonly Word[] } {
  let best: { meaning: Meaning; words: readonly Word[] } | null = null;
  for (const words of readings) {
    const meaning = meaningOfWords(item, words, index);
    if (meaning.kind !== 'unknown') return { meaning, words };
    // Several that fit say more than nobody.
    const saysMore = best?.meaning.kind === 'unknown' && best.meaning.candidates.length === 0;
    if (best === null || (saysMore && meaning.candidates.length > 0)) best = { meaning, words };
  }
  return best ?? { meaning: nobody(item.text, item.words, index), words: item.words };
}

function meaningOfWords(item: AddresseeItem, words: readonly Word[], index: DirectoryIndex): Meaning {
  if (HIMSELF.test(item.text)) return { kind: 'person', warnings: [] };
  const named = item.person ? readNamedPerson(item, index) : null;
  if (named !== null) return named;
  const matches = words === item.words ? item.matches : matchAll(words, index);
  const [match] = matches;
  const firstNoun = words.find((word) => !isAdjective(word) && !isEverybody(word, words));
  const post = firstNoun !== undefined && isPost(firstNoun);
  const leads = match !== undefined && words.slice(0, match.from).every((word) => isLead(word, words));
  // A post the directory knows («начальник отдела …») is that entry, whoever holds it.
  const mapped = leads && match.from === 0 && post;
  if (item.person && !mapped && (match === undefined || post || namesPersonFirst(item, words))) {
    return { kind: 'person', warnings: [] };
  }
  if (match !== undefined && leads) return meaningOfMatch(item, words, match, index);
  if (post && !(firstNoun !== undefined && isHeadPost(firstNoun))) return { kind: 'role', warnings: [] };
  const described = findDescribed(describe(words), index.described(), () => true);
  if (described.kind === 'one') return { kind: 'entry', entry: described.entry, warnings: [] };
  if (described.kind === 'several') return several(item.text, described.candidates, index);
  if (match === undefined) return meaningWithoutName(item, words, firstNoun, index);
  return post ? { kind: 'role', warnings: [] } : nobody(item.text, words, index);
}

function meaningWithoutName(
  item: AddresseeItem,
  words: readonly Word[],
  firstNoun: Word | undefined,
  index: DirectoryIndex,
): Meaning {
  const misprint = misprintIn(words, index);
  if (misprint !== undefined && words.slice(0, misprint.from).every((word) => isLead(word, words))) {
    return meaningOfMatch(item, words, misprint, index);
  }
  const surname = readSurname(item, words, index);
  if (surname !== null) return surname;
  const unnamed = firstNoun === undefined || !isPost(firstNoun) || namesAllMunicipalities(words);
  if (unnamed) return nobody(item.text, words, index);
  const rest = words.slice(words.indexOf(firstNoun) + 1);
  const ownAdjectives = words.indexOf(firstNoun) > 0;
  // «руководители МБУ ДО «Радуга»» is that body; «классные руководители» is a post.
  const headsBody =
    isHeadPost(firstNoun) &&
    !rest.some(isWithin) &&
    !ownAdjectives &&
    rest.some((word) => word.abbreviation || isBody(word));
  return headsBody ? nobody(item.text, words, index) : { kind: 'role', warnings: [] };
}

function meaningOfMatch(
  item: AddresseeItem,
  words: readonly Word[],
  match: NameMatch,
  index: DirectoryIndex,
): Meaning {
  const [entry] = match.entries;
  if (entry === undefined) return nobody(item.text, words, index);
  const warnings: Warning[] = [];
  if (match.near) {
    const message = `«${item.text}» прочитано как «${entry.shortName ?? entry.name}»: похоже на опечатку.`;
    warnings.push({ code: 'corrected_spelling', message });
  }
  if (entry.kind === 'group') return readGroupPart({ item, words, match, entry, warnings }, index);
  const after = words.slice(match.to);
  // «Озёрской школе искусств» is not the town of that name.
  const more = after.filter(
    (word) => isCapital(word) || isTerritory(word) || isBody(word) || /^\p{N}/u.test(word.text),
  );
  if (match.entries.length > 1 || more.length > 0) {
    const described = findDescribed(describe(words), index.described(), () => true);
    if (described.kind === 'one') return { kind: 'entry', entry: described.entry, warnings };
    if (described.kind === 'several') return several(item.text, described.candidates, index);
  }
  if (match.entries.length > 1) {
    const candidates = match.entries.map(({ code }) => ({ code, score: 1 }));
    return several(item.text, candidates, index);
  }
  const ofPlace = entry.kind === 'school' || entry.kind === 'preschool' || entry.kind === 'municipality';
  const namesakes = ofPlace ? namesakesOf(entry, describe(words), index.described()) : [];
  if (namesakes.length > 0) return several(item.text, namesakes, index);
  const post = isPost(words[match.from] ?? EMPTY);
  const others = post && after[0]?.text === 'и';
  const isOfPlace = ({ stem }: Word): boolean => stem === 'администрац';
  const ofOtherPlace =
    entry.kind === 'department' && more.some((word) => isTerritory(word) || isOfPlace(word));
  if (
    others ||
    ofOtherPlace ||
    (more.length > 0 && (ofPlace || post)) ||
    (after.length > 0 && isBareBody(words.slice(match.from, match.to)))
  ) {
    // «начальнику отдела … администрации Лесного района» is not the one the directory maps.
    return post ? { kind: 'role', warnings: [] } : nobody(item.text, words, index);
  }
  return { kind: 'entry', entry, warnings };
}

const EMPTY: Word = { text: '', stem: '', abbreviation: false, start: 0, end: 0 };

/** «всем», except where it is all that is said. */
function isEverybody({ text, stem }: Word, words: readonly Word[]): boolean {
  return EVERYBODY.test(text) || (stem === 'все' && words.length > 1);
}

function isLead(word: Word, words: readonly Word[]): boolean {
  return isHeadPost(word) || isAdjective(word) || isEverybody(word, words);
}

/** «Департаменту экономического развития» must not become the one entry called «Департамент». */
function isBareBody(words: readonly Word[]): boolean {
  const only = words.length === 1 ? words[0] : undefined;
  return only !== undefined && isBody(only);
}

function misprintIn(words: readonly Word[], index: DirectoryIndex): NameMatch | undefined {
  for (let at = 0; at < words.length; at += 1) {
    const match = matchMisprintAt(words, at, index);
    if (match !== null) return match;
  }
  return undefined;
}

function namesPersonFirst(item: AddresseeItem, [first]: readonly Word[]): boolean {
  return item.names.some((name) => name.start === first?.start);
}
