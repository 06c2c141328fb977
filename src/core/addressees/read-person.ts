import type { DirectoryIndex, KnownPerson } from './directory-index.ts';
import { type Meaning, several } from './meaning.ts';
import { isSurnameOf, mayBeNamed, parsePersonName } from './person-name.ts';
import type { AddresseeItem } from './split-addressees.ts';
import { isCapital, type Word } from './words.ts';

/**
 * The entry that has the named person among its aliases; several where the directory has several such persons;
 * null where it has none.
 *
 *   «Ильиной И.В.» → the entry with the alias «Ильина И.В.»
 */
export function readNamedPerson(item: AddresseeItem, index: DirectoryIndex): Meaning | null {
  const known = item.names.flatMap(({ text }) => {
    const printed = parsePersonName(text);
    return printed === null ? [] : index.people.filter(({ name }) => mayBeNamed(printed, name));
  });
  return meaningOfPeople(item.text, known, index, true);
}

/** A surname alone («Ильиной»): whoever of the directory has it is a candidate, for a surname proves little. */
export function readSurname(
  item: AddresseeItem,
  words: readonly Word[],
  index: DirectoryIndex,
): Meaning | null {
  const [only] = words;
  if (words.length !== 1 || only === undefined || !isCapital(only)) return null;
  const known = index.people.filter(({ name }) => isSurnameOf(only.text, name.surname));
  return meaningOfPeople(item.text, known, index, false);
}

/** «председателю совета Ильиной»: the post is nobody's, the surname at its end may be somebody's; null for none. */
export function readSurnameBehind(
  item: AddresseeItem,
  words: readonly Word[],
  index: DirectoryIndex,
): Meaning | null {
  const last = words.at(-1);
  return words.length > 1 && last !== undefined ? readSurname(item, [last], index) : null;
}

function meaningOfPeople(
  text: string,
  known: readonly KnownPerson[],
  index: DirectoryIndex,
  named: boolean,
): Meaning | null {
  const entries = [...new Set(known.map(({ entry }) => entry))];
  const [entry] = entries;
  if (entry === undefined) return null;
  if (named && entries.length === 1) return { kind: 'entry', entry, warnings: [] };
  const score = Math.round((named ? 100 : 50) / entries.length) / 100;
  return several(
    text,
    entries.map(({ code }) => ({ code, score })),
    index,
    named,
  );
}
