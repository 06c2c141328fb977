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
  const names = new Map(directory.map((entry) => [entry.code, nameOf(entry)]));
  const above = ({ parent }: DirectoryEntry): string => (parent === null ? '' : (names.get(parent) ?? ''));
  return pickable.toSorted(
    (a, b) =>
      ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
      above(a).localeCompare(above(b), 'ru') ||
      nameOf(a).localeCompare(nameOf(b), 'ru', { numeric: true }) ||
      a.code.localeCompare(b.code),
  );
}

/** What a reviewer typed: the codes it means, and the words that mean nobody or several. */
export interface PickedByWords {
  /** These; these of those marked are not («кроме 3»); all but these («все, кроме 3»; «все» with no codes). */
  readonly kind: 'these' | 'but' | 'all_but';
  readonly codes: readonly string[];
  readonly unknown: readonly string[];
  /** Words that several of the list are called by. */
  readonly several: readonly { readonly words: string; readonly codes: readonly string[] }[];
}

/** «все», «все, кроме …», «кроме …», «за исключением …». */
const ALL = /^вс(?:е|ем|ех)(?![A-Za-zЀ-ӿ])[\s,]*(?=$|кроме|за\s+исключением|без\s)/iu;
const BUT = /^(?:кроме|за\s+исключением|без)(?![A-Za-zЀ-ӿ])[\s:]*/iu;
const NUMBERS_ONLY = /^[\s\d,;–—-]+$/u;
const MOST_WORDS = 4000;

/**
 * Reads a typed choice: numbers of the list shown («1, 3, 7–9»), or names as documents print them («СОШ № 3 г.
 * Озёрска, Заречная ООШ», «школы Лесного района»), or parts of names that fit one organization alone; after «кроме»
 * those that are not meant.
 */
export function readPicked(
  typed: string,
  pickable: readonly DirectoryEntry[],
  directory: Directory,
): PickedByWords {
  const words = typed.slice(0, MOST_WORDS).trim();
  const all = ALL.exec(words)?.[0] ?? '';
  const but = BUT.exec(words.slice(all.length))?.[0] ?? '';
  const listed = words.slice(all.length + but.length);
  const read = listed === '' ? NOTHING : readListed(listed, pickable, directory);
  return { kind: all !== '' ? 'all_but' : but !== '' ? 'but' : 'these', ...read };
}

type Listed = Omit<PickedByWords, 'kind'>;
const NOTHING: Listed = { codes: [], unknown: [], several: [] };

function readListed(words: string, pickable: readonly DirectoryEntry[], directory: Directory): Listed {
  if (/\d/u.test(words) && NUMBERS_ONLY.test(words.replaceAll(' и ', ', ')))
    return readNumbers(words, pickable);
  const read = resolveWith(indexDirectory(directory), words);
  return gather(
    read.addressees.map((addressee) => ({
      words: addressee.text,
      ...codesOf(addressee, pickable, directory),
    })),
  );
}

/** What is typed once: whom it means, or the several it may mean. */
interface Typed {
  readonly words: string;
  readonly codes: readonly string[];
  readonly several: readonly string[];
}

function readNumbers(words: string, pickable: readonly DirectoryEntry[]): Listed {
  const ranges = [...words.matchAll(/(\d{1,6})(?:\s*[–—-]\s*(\d{1,6}))?/gu)];
  return gather(
    ranges.map(([printed, first, last]) => {
      const from = Number(first);
      const to = Number(last ?? first);
      const within = from >= 1 && from <= to && to <= pickable.length;
      const codes = within ? pickable.slice(from - 1, to).map(({ code }) => code) : [];
      return { words: printed, codes, several: [] };
    }),
  );
}

function codesOf(
  addressee: ReadAddressee,
  pickable: readonly DirectoryEntry[],
  directory: Directory,
): Pick<Typed, 'codes' | 'several'> {
  const able = new Set(pickable.map(({ code }) => code));
  const meant = organizationsMeant(directory, addressee).filter(({ code }) => able.has(code));
  if (meant.length > 0) return { codes: meant.map(({ code }) => code), several: [] };
  const alike = (addressee.candidates ?? []).filter(({ code, score }) => able.has(code) && score === 1);
  const found = alike.length === 1 ? alike : findEntries(pickable, addressee.text);
  if (found.length === 1) return { codes: found.map(({ code }) => code), several: [] };
  const likely = (addressee.candidates ?? []).filter(({ code }) => able.has(code));
  return { codes: [], several: (likely.length > 1 ? likely : found).map(({ code }) => code) };
}

function gather(read: readonly Typed[]): Listed {
  return {
    codes: [...new Set(read.flatMap(({ codes }) => codes))],
    unknown: read.flatMap(({ words, codes, several }) =>
      codes.length + several.length === 0 ? [words] : [],
    ),
    several: read.flatMap(({ words, several }) => (several.length > 0 ? [{ words, codes: several }] : [])),
  };
}
