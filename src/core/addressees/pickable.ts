import type { ReadAddressee } from '../documents/read-document.ts';
import type { Directory, DirectoryEntry, OrganizationKind } from './directory.ts';
import { indexDirectory } from './directory-index.ts';
import { findEntries } from './find-entries.ts';
import { membersOf } from './members-of.ts';
import { organizationsMeant } from './organizations-meant.ts';
import { resolveWith } from './resolve-addressees.ts';

const ORDER: readonly OrganizationKind[] = [
  'municipality',
  'school',
  'preschool',
  'institute',
  'department',
  'other',
];

/**
 * The organizations a reviewer may pick one by one for an addressee: the members of a group, or everybody where the
 * addressee is no group with members. Their order, which the numbers a reviewer types refer to, is by kind, by what
 * stands above, then by name.
 */
export function pickableFor(directory: Directory, code: string): readonly DirectoryEntry[] {
  const group = directory.some((entry) => entry.code === code && entry.kind === 'group');
  const members = group ? membersOf(directory, code) : [];
  const pickable = members.length > 0 ? members : directory.filter(({ kind }) => kind !== 'group');
  const nameOf = (entry: DirectoryEntry): string => entry.shortName ?? entry.name;
  return pickable.toSorted(
    (a, b) =>
      ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
      (a.parent ?? '').localeCompare(b.parent ?? '', 'ru') ||
      nameOf(a).localeCompare(nameOf(b), 'ru', { numeric: true }) ||
      a.code.localeCompare(b.code),
  );
}

/** What a reviewer typed: the codes it means, and the words that mean nobody or several. */
export interface PickedByWords {
  readonly codes: readonly string[];
  readonly unknown: readonly string[];
}

const NUMBERS_ONLY = /^[\s\d,;–—-]+$/u;
const MOST_WORDS = 4000;

/**
 * Reads a typed choice: numbers of the list shown («1, 3, 7–9»), or names as documents print them («СОШ № 3 г.
 * Озёрска, Заречная ООШ», «школы Лесного района»), or parts of names that fit one organization alone.
 */
export function readPicked(
  typed: string,
  pickable: readonly DirectoryEntry[],
  directory: Directory,
): PickedByWords {
  const words = typed.slice(0, MOST_WORDS).trim();
  if (/\d/u.test(words) && NUMBERS_ONLY.test(words.replaceAll(' и ', ', ')))
    return readNumbers(words, pickable);
  const read = resolveWith(indexDirectory(directory), words);
  return gather(
    read.addressees.map((addressee) => [addressee.text, codesOf(addressee, pickable, directory)]),
  );
}

function readNumbers(words: string, pickable: readonly DirectoryEntry[]): PickedByWords {
  const ranges = [...words.matchAll(/(\d{1,6})(?:\s*[–—-]\s*(\d{1,6}))?/gu)];
  return gather(
    ranges.map(([printed, first, last]) => {
      const from = Number(first);
      const to = Number(last ?? first);
      const within = from >= 1 && from <= to && to <= pickable.length;
      return [printed, within ? pickable.slice(from - 1, to).map(({ code }) => code) : []];
    }),
  );
}

function codesOf(
  addressee: ReadAddressee,
  pickable: readonly DirectoryEntry[],
  directory: Directory,
): readonly string[] {
  const able = new Set(pickable.map(({ code }) => code));
  const meant = organizationsMeant(directory, addressee).filter(({ code }) => able.has(code));
  if (meant.length > 0) return meant.map(({ code }) => code);
  const alike = (addressee.candidates ?? []).filter(({ code, score }) => able.has(code) && score === 1);
  const found = alike.length === 1 ? alike : findEntries(pickable, addressee.text);
  return found.length === 1 ? found.map(({ code }) => code) : [];
}

function gather(read: readonly (readonly [string, readonly string[]])[]): PickedByWords {
  return {
    codes: [...new Set(read.flatMap(([, codes]) => codes))],
    unknown: read.filter(([, codes]) => codes.length === 0).map(([printed]) => printed),
  };
}
