import { describe, saysNothing } from './descriptor.ts';
import { beginsTerritory, isGenitivePlace, isNumber, isTerritory } from './places.ts';
import type { AddresseeItem } from './split-addressees.ts';
import { isAdjective, isBody, isPost } from './vocabulary.ts';
import { isCapital, type Word, wordsOf } from './words.ts';

/** An item of a list with the readings of its words, the likeliest first. */
export interface SharedItem {
  readonly item: AddresseeItem;
  /** Its own words, and its own with those it shares with its neighbours. */
  readonly readings: readonly (readonly Word[])[];
  /** True where it shares a noun or a head with the item before. */
  readonly joined: boolean;
  /** True where the item before takes a noun of this one. */
  readonly lendsNoun: boolean;
  /** True where the items after it say who is meant: «следующим школам: …». */
  readonly opensList: boolean;
}

/** A head or a noun longer than this is no shared one; keeps the time linear in the text. */
const LONGEST_SHARED = 20;
const LIST_AHEAD = /^(?:следующ|перечисленн|нижеперечисленн)/iu;

/**
 * Gives the items of a list the words they share: a noun printed once after the last («Приреченского и Лесного
 * районов»), a head printed once before the first («управлениям образования Приреченского, Лесного районов»,
 * «СОШ № 1, 3»), a town after the last number («СОШ № 1, 3 г. Озёрска»).
 *
 * `head` are words before the whole list, for the list in brackets of «школы (№ 1, 3)».
 */
export function shareWords(items: readonly AddresseeItem[], head: readonly Word[] = []): SharedItem[] {
  const tails = sharedTails(items);
  const shared: SharedItem[] = [];
  let listHead = head;
  let inherited: readonly Word[] = [];
  for (const [at, item] of items.entries()) {
    const tail = tails[at] ?? [];
    const next = items[at + 1];
    const opensList =
      next !== undefined && (next.gap.includes(':') || item.words.some(({ text }) => LIST_AHEAD.test(text)));
    const ownHead = headOf(item);
    const own = item.words;
    const first = own[0];
    // «Департаменту образования Лесной области, министерству культуры»: a body of its own.
    const isOwnBody = first !== undefined && isBody(first);
    const takesHead =
      at > 0 && ownHead.length === 0 && inherited.length > 0 && !isOwnBody && !/[;\n]/u.test(item.gap);
    const name =
      first !== undefined && (isNumber(first) || isCapital(first) || beginsTerritory(first, own[1]));
    const above = takesHead ? inherited : ownHead.length === 0 && name ? listHead : [];
    const place = first !== undefined && (isGenitivePlace(first) || beginsTerritory(first, own[1]));
    const certain = first !== undefined && (isNumber(first) || place || tail.length > 0);
    const withHead = above.length === 0 ? [] : [[...above, ...own, ...tail]];
    const withTail = tail.length === 0 ? [] : [[...own, ...tail]];
    const withNote = item.notes.filter(isPlaceNote).map((note) => [...own, ...wordsOf(note)]);
    const lendsNoun = at > 0 && (tails[at - 1]?.length ?? 0) > 0 && !isGroupAlone(items[at - 1]);
    const alone = [...withNote, ...withTail, own];
    shared.push({
      item,
      readings: takesHead && place ? withHead : certain ? [...withHead, ...alone] : [...alone, ...withHead],
      joined: at > 0 && (above.length > 0 || lendsNoun),
      lendsNoun,
      opensList,
    });
    if (opensList) {
      listHead = item.words.slice(0, LONGEST_SHARED).filter(({ text }) => !LIST_AHEAD.test(text));
      inherited = [];
    } else if (ownHead.length > 0) inherited = item.person ? [] : ownHead;
    else if (!takesHead) inherited = [];
  }
  return shared;
}

/** The words before the first number or place: «МБОУ СОШ» of «МБОУ СОШ № 1», nothing of «Лесного района». */
function headOf({ words, matches }: AddresseeItem): readonly Word[] {
  const [match] = matches;
  const group = match?.entries[0]?.kind === 'group' ? match : undefined;
  const from =
    group?.from === 0 || (group !== undefined && words.slice(0, group.from).every(isPost)) ? group.to : 0;
  const number = words.findIndex(isNumber);
  if (number > LONGEST_SHARED) return [];
  if (number > 0) return words.slice(0, number);
  for (let at = from; at < Math.min(words.length, LONGEST_SHARED); at += 1) {
    const word = words[at];
    if (word === undefined) break;
    const common = at === 0 && (isBody(word) || isPost(word) || saysNothing(word));
    if (beginsTerritory(word, words[at + 1]) || (isCapital(word) && !common)) return words.slice(0, at);
  }
  return [];
}

/** For each item the words it takes from a later one of its row. */
function sharedTails(items: readonly AddresseeItem[]): readonly (readonly Word[])[] {
  const tails: (readonly Word[])[] = [];
  for (let at = items.length - 1; at >= 0; at -= 1) {
    const item = items[at];
    const next = items[at + 1];
    const last = item?.words.at(-1);
    if (last === undefined || next === undefined || !isRow(next.gap)) tails[at] = [];
    else if (isGroupAlone(item) && !next.gap.includes(',')) tails[at] = placeAfterGroup(next);
    else if (isNumber(last)) tails[at] = tailOfNumbers(next.words) ?? tails[at + 1] ?? [];
    else if (isCapital(last) && isAdjective(last) && !item?.person)
      tails[at] = nounAfterPlace(next.words) ?? tailIfPlace(next, tails[at + 1]);
    else if (isAdjective(last) && !item?.person) tails[at] = nounAfterAdjectives(next.words);
    else if (isPostAlone(item)) tails[at] = bodyAfterPost(next, tails[at + 1]);
    else tails[at] = [];
  }
  return tails;
}

const isRow = (gap: string): boolean => !/[;:\n]/u.test(gap);

/** «7 г. Озёрска» → «г. Озёрска»; null where the number ends the item and the row may go on. */
function tailOfNumbers(words: readonly Word[]): readonly Word[] | null {
  const at = words.findLastIndex(isNumber);
  if (at === -1) return [];
  const tail = words.slice(at + 1);
  if (tail.length === 0) return null;
  return tail.length <= LONGEST_SHARED && tail.some(isTerritory) ? tail : [];
}

/** «школы» of «школы и детские сады Лесного района». */
function isGroupAlone(item: AddresseeItem | undefined): boolean {
  const match = item?.matches[0];
  return match?.entries[0]?.kind === 'group' && match.to === item?.words.length;
}

/** «детские сады Лесного района» → «Лесного района». */
function placeAfterGroup({ words, matches: [match] }: AddresseeItem): readonly Word[] {
  if (match?.entries[0]?.kind !== 'group') return [];
  const place = words.slice(match.to);
  return place.length <= LONGEST_SHARED && place.some(isTerritory) && place.some(isCapital) ? place : [];
}

/** «Лесного районов» → «районов», «Луговской школам» → «школам»; null where no noun follows. */
function nounAfterPlace([first, ...rest]: readonly Word[]): readonly Word[] | null {
  if (first === undefined || !isCapital(first)) return null;
  const end = rest.findIndex((word) => isCapital(word) || isNumber(word));
  // «Луговской школам Лесного района»: the district is of all of them.
  const placed = rest.at(-1);
  const ofPlace = describe(rest.slice(0, 1)).type !== null && placed !== undefined && isTerritory(placed);
  const noun = end === -1 || ofPlace ? rest : rest.slice(0, end);
  if (noun.length > LONGEST_SHARED) return null;
  return noun.some((word) => isTerritory(word) || isBody(word)) || describe(noun).type !== null ? noun : null;
}

/** «дошкольных образовательных организаций» → «организаций», for «общеобразовательных» before it. */
function nounAfterAdjectives(words: readonly Word[]): readonly Word[] {
  const noun = words.findIndex((word) => !isAdjective(word));
  return noun > 0 ? words.slice(noun, noun + 1).filter(isBody) : [];
}

/** «директорам» of «директорам и завучам школ». */
function isPostAlone(item: AddresseeItem | undefined): boolean {
  const [only, more] = item?.words ?? [];
  return only !== undefined && more === undefined && isPost(only);
}

/** «завучам школ» → «школ»: the posts before it are of these too. */
function bodyAfterPost(item: AddresseeItem, tail: readonly Word[] | undefined): readonly Word[] {
  const [post, ...body] = item.words;
  if (post === undefined || !isPost(post) || item.person) return [];
  if (body.length === 0) return tail ?? [];
  return body.length <= LONGEST_SHARED && !body.some(isPost) ? body : [];
}

/** A place alone, in the middle of a row: what the row's end gives it, goes on to those before. */
function tailIfPlace({ words }: AddresseeItem, tail: readonly Word[] | undefined): readonly Word[] {
  return words.length === 1 && words.every((word) => isCapital(word) && isAdjective(word))
    ? (tail ?? [])
    : [];
}

/** «(г. Озёрск)», «(Лесной район)». */
function isPlaceNote(note: string): boolean {
  const words = wordsOf(note);
  return words.length <= 4 && words.some(isTerritory) && words.some(isCapital);
}
