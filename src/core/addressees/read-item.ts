import type { Warning } from '../warning.ts';
import { namesAllMunicipalities } from './all-municipalities.ts';
import { describe, isMunicipalForm } from './descriptor.ts';
import type { DirectoryEntry } from './directory.ts';
import { type DirectoryIndex, matchMisprintAt, type NameMatch } from './directory-index.ts';
import { doubted, MAYBE_PLACE_SCORE } from './doubted-meaning.ts';
import { findDescribed, namesakesOf } from './find-described.ts';
import { type Meaning, nobody, several } from './meaning.ts';
import { namesOtherRegion } from './other-region.ts';
import { isTerritory } from './places.ts';
import { readGroupPart } from './read-group-part.ts';
import { agreeing, readHeaded } from './read-head.ts';
import { readNamedPerson, readSurname } from './read-person.ts';
import { type AddresseeItem, matchAll } from './split-addressees.ts';
import { isAdjective, isBody, isHeadPost, isPost, isWithin } from './vocabulary.ts';
import { isCapital, type Word, wordsOf } from './words.ts';

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
    const meaning = doubted(meaningOfWords(item, words, index), item, words, index);
    if (meaning.kind !== 'unknown') return { meaning, words };
    // Several that fit say more than nobody.
    const saysMore = best?.meaning.kind === 'unknown' && best.meaning.candidates.length === 0;
    if (best === null || (saysMore && meaning.candidates.length > 0)) best = { meaning, words };
  }
  return best ?? { meaning: nobody(item.text, item.words, index), words: item.words };
}

function meaningOfWords(item: AddresseeItem, words: readonly Word[], index: DirectoryIndex): Meaning {
  if (HIMSELF.test(item.text)) return { kind: 'person', warnings: [] };
  if (item.person) {
    const named = readNamedPerson(item, index);
    const headed = readHeaded(item, words, index, (one, its) => meaningOfWords(one, its, index));
    if (named !== null) return headed === null ? named : agreeing(item.text, named, headed, index);
    if (headed !== null) return headed;
  }
  const matches = words === item.words ? item.matches : matchAll(words, index);
  const [match] = matches;
  const firstNoun = words.find((word) => !isAdjective(word) && !isEverybody(word, words));
  const post = firstNoun !== undefined && isPost(firstNoun);
  const municipal = match?.entries.every(({ kind }) => kind === 'municipality') === true;
  const leads =
    match !== undefined &&
    words.slice(0, match.from).every((word) => isLead(word, words) || (municipal && isMunicipalForm(word)));
  // A post the directory knows («начальник отдела …») is that entry, whoever holds it.
  const mapped = leads && match.from === 0 && post;
  if (item.person && !mapped && (match === undefined || post || namesPersonFirst(item, words))) {
    return { kind: 'person', warnings: [] };
  }
  const ofBody = !post || (firstNoun !== undefined && isHeadPost(firstNoun));
  if (ofBody && namesOtherRegion(words, index.regions)) return ofOtherRegion(item, words, index);
  if (match !== undefined && leads) return meaningOfMatch(item, words, match, index);
  if (!ofBody) return { kind: 'role', warnings: [] };
  const described = findDescribed(describe(words), index.described(), () => true);
  if (described.kind === 'one') {
    if (!isNoPlaceOf(described.entry, words)) return { kind: 'entry', entry: described.entry, warnings: [] };
    return nobody(item.text, words, index, [{ code: described.entry.code, score: MAYBE_PLACE_SCORE }]);
  }
  if (described.kind === 'several') return several(item.text, described.candidates, index);
  if (match === undefined) return meaningWithoutName(item, words, firstNoun, index);
  return post ? { kind: 'role', warnings: [] } : nobody(item.text, words, index);
}

/** «Департамент образования Лунной области»: whoever is like it here is most likely not meant. */
function ofOtherRegion(item: AddresseeItem, words: readonly Word[], index: DirectoryIndex): Meaning {
  const meaning = nobody(item.text, words, index);
  if (meaning.kind !== 'unknown') return meaning;
  const candidates = meaning.candidates.map(({ code, score }) => ({
    code,
    score: Math.min(score, OTHER_REGION_SCORE),
  }));
  return { ...meaning, candidates };
}

const OTHER_REGION_SCORE = 0.3;
const NEUTER_OR_FEMININE = /(?:ое|ее|ая|яя|ую|юю)$/u;

/** «Лесное», «Лесная»: a village or a school of which the noun is elsewhere, where «Лесной» is the district. */
function isNoPlaceOf({ kind }: DirectoryEntry, words: readonly Word[]): boolean {
  const { type, territory } = describe(words);
  const last = words.at(-1);
  return (
    kind === 'municipality' &&
    type === null &&
    territory === null &&
    last !== undefined &&
    isCapital(last) &&
    isAdjective(last) &&
    NEUTER_OR_FEMININE.test(last.text)
  );
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
    goesOnOtherwise(entry, words.slice(match.from, match.to), after) ||
    (after.length > 0 && isBareBody(words.slice(match.from, match.to)))
  ) {
    // «начальнику отдела … администрации Лесного района» is not the one the directory maps.
    return post ? { kind: 'role', warnings: [] } : nobody(item.text, words, index);
  }
  return { kind: 'entry', entry, warnings };
}

const NO_MATTER =
  /^(?:согласовани|компетенци|принадлежност|отдельн|мере|запрос|необходимост|вопрос|соглашени|договор|заявк|поручени)/u;

/** «Департаменту … области по культуре» is not the one of education, whose name begins alike. */
function goesOnOtherwise(
  { kind, name, aliases }: DirectoryEntry,
  own: readonly Word[],
  after: readonly Word[],
): boolean {
  const [link, matter] = after;
  if (link === undefined || matter === undefined || kind === 'school' || kind === 'preschool') return false;
  if (link.text !== 'по' && link.text !== 'и') return false;
  if (own.every(({ abbreviation }) => abbreviation) || NO_MATTER.test(matter.text)) return false;
  return ![name, ...aliases].some((printed) => wordsOf(printed).some(({ stem }) => stem === matter.stem));
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
