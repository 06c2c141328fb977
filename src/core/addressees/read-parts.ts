import type { Warning } from '../warning.ts';
import { describe } from './descriptor.ts';
import type { DirectoryIndex } from './directory-index.ts';
import { EXECUTOR_MARK } from './executor-mark.ts';
import { findDescribed } from './find-described.ts';
import type { Meaning } from './meaning.ts';
import { namesIn } from './names-in.ts';
import { isTerritory, isWithin, namesInstitution } from './places.ts';
import { agreeing, namesOneBody } from './read-head.ts';
import { readItem } from './read-item.ts';
import { type SharedItem, shareWords } from './share-words.ts';
import type { AddresseeItem } from './split-addressees.ts';
import { isSingularPost } from './vocabulary.ts';
import { isCapital, type Word } from './words.ts';

/** One addressee of a printed list, read. */
export interface ReadPart {
  readonly item: AddresseeItem;
  /** As it is shown: the item with what belongs to it. */
  readonly text: string;
  readonly meaning: Meaning;
  readonly joined: boolean;
  /** Marked as the one who answers for the whole. */
  readonly marked: boolean;
  /** Codes of the organizations that are left out. */
  readonly except: readonly string[];
}

/** Items after a head among which one must be found for the head to be the list's. */
const LIST_LOOKED_AT = 20;

/** Reads the items of a list; `head` are words printed before the whole list. */
export function readParts(
  items: readonly AddresseeItem[],
  index: DirectoryIndex,
  head: readonly Word[] = [],
): ReadPart[] {
  const shared = shareWords(items, head).flatMap(expandRange);
  const read = shared.map((one) => ({ shared: one, part: readShared(one, index) }));
  const parts: ReadPart[] = [];
  let list: Meaning | null = null;
  for (const [at, { shared: one, part }] of read.entries()) {
    const last = parts.at(-1);
    if (last !== undefined && read[at - 1]?.shared.item.person === true && isApposition(one.item)) {
      parts[parts.length - 1] = withApposition(last, part, index);
      continue;
    }
    const address = last === undefined ? null : withPlace(last, one.item, index);
    if (address !== null) {
      parts[parts.length - 1] = address;
      continue;
    }
    const listed: boolean = list !== null && isListed(part.meaning, list, index);
    if (!listed) list = null;
    const names = one.opensList
      ? namesFollowing(read.slice(at + 1, at + 1 + LIST_LOOKED_AT), part.meaning, index)
      : false;
    if (names) {
      list = part.meaning;
      continue;
    }
    // The first of a list follows its head; the others follow one of the list.
    parts.push(listed ? { ...part, joined: read[at - 1]?.shared.opensList !== true } : part);
  }
  return parts;
}

type Read = { readonly shared: SharedItem; readonly part: ReadPart };

/** True where one of the items after a list's head is among those the head means. */
function namesFollowing(following: readonly Read[], head: Meaning, index: DirectoryIndex): boolean {
  for (const { part } of following) {
    if (part.meaning.kind === 'entry') return isListed(part.meaning, head, index);
    if (part.meaning.kind !== 'unknown') return false;
  }
  return false;
}

function isListed(meaning: Meaning, head: Meaning, index: DirectoryIndex): boolean {
  if (meaning.kind === 'unknown') return true;
  if (meaning.kind !== 'entry') return false;
  if (head.kind === 'entry')
    return head.entry.kind === 'group' && isWithin(meaning.entry, head.entry.code, index);
  return head.kind === 'unknown' && ['municipality', 'school', 'preschool'].includes(meaning.entry.kind);
}

function readShared({ item, readings, joined, lendsNoun }: SharedItem, index: DirectoryIndex): ReadPart {
  const { meaning, words } = readItem(item, readings, index);
  const noted = item.notes.some((note) => EXECUTOR_MARK.test(note) && !namesAnother(note, meaning, index));
  const said = item.words.some((word, place) => place > 0 && EXECUTOR_MARK.test(word.text));
  return {
    item,
    text: item.text,
    meaning,
    joined: joined && (words !== item.words || lendsNoun),
    marked: noted || said,
    except: [],
  };
}

/** «(сводный отчёт – ЗИРО)»: the mark is of the one it names. */
function namesAnother(note: string, meaning: Meaning, index: DirectoryIndex): boolean {
  const own = meaning.kind === 'entry' ? meaning.entry : null;
  return namesIn(note, index).some((entry) => entry !== own);
}

const LONGEST_RANGE = 60;

/** «СОШ № 5–7» is three schools; the middle one is called by its number. */
function expandRange(shared: SharedItem): SharedItem[] {
  const { item } = shared;
  const at = item.words.findIndex((word, place) => isRangeEnd(item, place, word));
  const from = Number(item.words[at - 1]?.text);
  const to = Number(item.words[at]?.text);
  const names = shared.readings.some(namesInstitution);
  if (at === -1 || !names || !(from < to && to - from <= LONGEST_RANGE)) return [shared];
  return Array.from({ length: to - from + 1 }, (_, step) => {
    const number = String(from + step);
    const replaced = shared.readings.map((words) =>
      withNumber(words, item.words[at - 1], item.words[at], number),
    );
    const text = step === 0 ? item.text : `№ ${number}`;
    return {
      ...shared,
      item: { ...item, text, words: withNumber(item.words, item.words[at - 1], item.words[at], number) },
      readings: replaced,
      joined: step > 0 || shared.joined,
    };
  });
}

function isRangeEnd({ words, dashes }: AddresseeItem, place: number, word: Word): boolean {
  const before = words[place - 1];
  return (
    before !== undefined &&
    /^\p{N}+$/u.test(word.text) &&
    /^\p{N}+$/u.test(before.text) &&
    dashes.includes(word)
  );
}

function withNumber(
  words: readonly Word[],
  first: Word | undefined,
  last: Word | undefined,
  number: string,
): readonly Word[] {
  return words.flatMap((word) => {
    if (word === first) return [{ ...word, text: number, stem: number }];
    return word === last ? [] : [word];
  });
}

/**
 * «МБОУ СОШ № 2, Лесной район»: not two addressees but one with its address, where that tells which school is meant.
 * Where the school is known without it, the municipality may be an addressee as well, and the reviewer is asked.
 */
function withPlace(last: ReadPart, item: AddresseeItem, index: DirectoryIndex): ReadPart | null {
  const { words, notes } = item;
  if (!/^\s*,\s*$/u.test(item.gap) || notes.length > 0 || !isAddress(words)) return null;
  if (!namesInstitution(last.item.words) || last.item.person) return null;
  const found = findDescribed(describe([...last.item.words, ...words]), index.described(), ({ kind }) =>
    SCHOOLS.has(kind),
  );
  if (found.kind !== 'one') return null;
  const { entry } = found;
  const text = `${last.text}, ${item.text}`;
  const known = last.meaning.kind === 'entry' && last.meaning.entry === entry;
  const warnings = known ? [alsoPlace(text, entry.shortName ?? entry.name)] : [];
  return { ...last, text, meaning: { kind: 'entry', entry, warnings } };
}

function alsoPlace(text: string, name: string): Warning {
  const message = `«${text}» прочитано как одна организация: ${name}. Если поручение дано и муниципалитету, добавьте его.`;
  return { code: 'several_candidates', message };
}

const SCHOOLS: ReadonlySet<string> = new Set(['school', 'preschool']);

/** «Лесной район», «г. Озёрск»; a list in the dative («городу Озёрску») names addressees. */
function isAddress(words: readonly Word[]): boolean {
  return (
    words.length > 1 &&
    words.length <= 3 &&
    words.some(isTerritory) &&
    words.some(isCapital) &&
    words.every((word) => isTerritory(word) || isCapital(word) || word.stem === 'муниципальн') &&
    !words.some(({ text }) => /(?:ому|ему|у)$/u.test(text))
  );
}

/** «Ильина И.В., начальник отдела …»: the post of the person just named. */
function isApposition(item: AddresseeItem): boolean {
  const first = item.words[0];
  return first !== undefined && !item.person && isSingularPost(first) && !item.words.some(isTerritory);
}

/**
 * The person with the post; who is unknown by name may be known by the post, and where the post is of another
 * organization than the directory has the person in, somebody must say which.
 */
function withApposition(last: ReadPart, post: ReadPart, index: DirectoryIndex): ReadPart {
  const text = `${last.text}, ${post.text}`;
  return { ...last, text, meaning: meaningWithPost(text, last.meaning, post, index) };
}

function meaningWithPost(text: string, person: Meaning, post: ReadPart, index: DirectoryIndex): Meaning {
  const { meaning } = post;
  const names = meaning.kind === 'entry' || (meaning.kind === 'unknown' && namesOneBody(post.item.words));
  if (!names) return person;
  if (person.kind === 'person') return meaning;
  const same = meaning.kind === 'entry' && person.kind === 'entry' && meaning.entry === person.entry;
  return same ? person : agreeing(text, person, meaning, index);
}
