import { type DescribedDirectory, describeDirectory, sharedNamesOf } from './described.ts';
import type { Directory, DirectoryEntry } from './directory.ts';
import { type Hyphened, hyphenedOf } from './hyphened.ts';
import { membersOf } from './members-of.ts';
import { regionsOf } from './other-region.ts';
import { type PersonName, parsePersonName } from './person-name.ts';
import { type NameCases, nameCasesOf } from './usual-case.ts';
import { type Word, wordsOf } from './words.ts';

/** One way to print an entry's name, as comparable words. */
export interface NameForm {
  readonly words: readonly Word[];
  readonly entries: readonly DirectoryEntry[];
}

/** A person whom the directory names among the aliases of an entry: what is said to them is said to it. */
export interface KnownPerson {
  readonly name: PersonName;
  readonly entry: DirectoryEntry;
}

/** Every name of a directory, found by the first word. Built once per directory, asked many times. */
export interface DirectoryIndex {
  readonly directory: Directory;
  readonly people: readonly KnownPerson[];
  /** Groups saved by reviewers: candidates, never answers. */
  readonly saved: readonly DirectoryEntry[];
  /** What every organization's names say in no order; made when first asked for. */
  readonly described: () => DescribedDirectory;
  /** Stems of the regions that its names say it is of; made when first asked for. */
  readonly regions: () => ReadonlySet<string>;
  /** Words of its names with a hyphen; made when first asked for. */
  readonly hyphened: () => Hyphened;
  /** Which of its words are abbreviations or proper names; made when first asked for. */
  readonly nameCases: () => NameCases;
  /** The entries by their codes; made when first asked for. */
  readonly byCode: () => ReadonlyMap<string, DirectoryEntry>;
  /** What several of its organizations are called; made when first asked for. */
  readonly sharedNames: () => ReadonlySet<string>;
  /** Codes of the organizations a code means; the group's own members, or the organization itself. */
  readonly membersOf: (code: string) => ReadonlySet<string>;
  readonly byFirstStem: ReadonlyMap<string, readonly NameForm[]>;
  /** By the length of the first word, for words misprinted by a letter. */
  readonly byFirstLength: ReadonlyMap<number, readonly NameForm[]>;
}

/** Where a name begins and ends in a list of words. `near` tells that one word was one letter off. */
export interface NameMatch {
  readonly from: number;
  readonly to: number;
  readonly entries: readonly DirectoryEntry[];
  readonly near: boolean;
}

const SHORTEST_NEAR_ABBREVIATION = 5;
const SHORTEST_NEAR_WORD = 7;

const indexes = new WeakMap<Directory, DirectoryIndex>();
/** A store gives the same entries in a new array each time: comparing them costs a small part of indexing them. */
let latest: { readonly entries: string; readonly index: DirectoryIndex } | null = null;

/**
 * A directory prepared for matching: full name, the name up to its first comma, short name, aliases, persons.
 * Built once for an array, and once for equal entries that come one after another in different arrays.
 */
export function indexDirectory(directory: Directory): DirectoryIndex {
  const before = indexes.get(directory);
  if (before !== undefined) return before;
  const entries = JSON.stringify(directory);
  const index = latest?.entries === entries ? latest.index : build(directory);
  latest = { entries, index };
  indexes.set(directory, index);
  return index;
}

function build(directory: Directory): DirectoryIndex {
  const forms = new Map<string, { words: Word[]; entries: DirectoryEntry[] }>();
  const people: KnownPerson[] = [];
  for (const entry of directory) {
    if (entry.suggestedFor !== undefined) continue;
    for (const name of namesOf(entry)) {
      const person = parsePersonName(name);
      if (person !== null) {
        people.push({ name: person, entry });
        continue;
      }
      const words = wordsOf(name);
      if (words.length === 0) continue;
      const key = words.map((word) => word.stem).join(' ');
      const form = forms.get(key);
      if (form === undefined) forms.set(key, { words, entries: [entry] });
      else if (!form.entries.includes(entry)) form.entries.push(entry);
    }
  }
  for (const entry of directory) {
    if (entry.kind !== 'group' || entry.suggestedFor !== undefined) continue;
    for (const words of namesOf(entry).map(wordsOf).map(otherwiseCalled)) {
      const key = words.map((word) => word.stem).join(' ');
      if (!forms.has(key)) forms.set(key, { words, entries: [entry] });
    }
  }
  const longestFirst = [...forms.values()].sort((a, b) => b.words.length - a.words.length);
  const byFirstStem = new Map<string, NameForm[]>();
  const byFirstLength = new Map<number, NameForm[]>();
  for (const form of longestFirst) {
    const first = form.words[0]?.stem ?? '';
    append(byFirstStem, first, form);
    append(byFirstLength, first.length, form);
  }
  let described: DescribedDirectory | null = null;
  let regions: ReadonlySet<string> | null = null;
  let hyphened: Hyphened | null = null;
  let nameCases: NameCases | null = null;
  let sharedNames: ReadonlySet<string> | null = null;
  let byCode: ReadonlyMap<string, DirectoryEntry> | null = null;
  const printed = (): string[] =>
    directory.flatMap(({ name, shortName, aliases }) => [name, shortName ?? '', ...aliases]);
  const members = new Map<string, ReadonlySet<string>>();
  const membersOfCode = (code: string): ReadonlySet<string> => {
    const before = members.get(code);
    if (before !== undefined) return before;
    const found = new Set(membersOf(directory, code).map((entry) => entry.code));
    members.set(code, found);
    return found;
  };
  return {
    directory,
    people,
    saved: directory.filter(({ suggestedFor }) => suggestedFor !== undefined),
    described: () => (described ??= describeDirectory(directory)),
    regions: () => (regions ??= regionsOf(printed())),
    hyphened: () => (hyphened ??= hyphenedOf(printed())),
    nameCases: () => (nameCases ??= nameCasesOf(directory)),
    byCode: () => (byCode ??= new Map(directory.map((entry) => [entry.code, entry]))),
    sharedNames: () => (sharedNames ??= sharedNamesOf((described ??= describeDirectory(directory)))),
    membersOf: membersOfCode,
    byFirstStem,
    byFirstLength,
  };
}

/** The longest name that begins at word `at`, or null. */
export function matchNameAt(words: readonly Word[], at: number, index: DirectoryIndex): NameMatch | null {
  const first = words[at];
  if (first === undefined) return null;
  for (const form of index.byFirstStem.get(first.stem) ?? []) {
    if (equalFrom(words, at, form.words)) {
      return { from: at, to: at + form.words.length, entries: form.entries, near: false };
    }
  }
  return null;
}

/**
 * A name that begins at word `at` with exactly one word misprinted by one letter («СОПРО» for «СОИРО»),
 * where only one entry of the directory comes that near; else null.
 */
export function matchMisprintAt(words: readonly Word[], at: number, index: DirectoryIndex): NameMatch | null {
  const first = words[at];
  if (first === undefined) return null;
  const lengths = [-1, 0, 1].map((step) => index.byFirstLength.get(first.stem.length + step) ?? []);
  let found: NameMatch | null = null;
  let doubted = false;
  for (const form of lengths.flat()) {
    const to = at + form.words.length;
    if ((found !== null && to < found.to) || !oneLetterOff(words, at, form.words)) continue;
    doubted = found !== null && to === found.to && (doubted || !sameEntries(found.entries, form.entries));
    found = { from: at, to, entries: form.entries, near: true };
  }
  return doubted ? null : found;
}

function append<K>(lists: Map<K, NameForm[]>, key: K, form: NameForm): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [form]);
  else list.push(form);
}

function namesOf(entry: DirectoryEntry): string[] {
  const names = [entry.name, ...(entry.shortName === null ? [] : [entry.shortName]), ...entry.aliases];
  // «Органы местного самоуправления, осуществляющие …» is often printed without its participle; «Учреждения,
  // подведомственные …» never without it.
  const beginnings = entry.kind === 'group' ? names.map((name) => name.split(',')[0] ?? '') : [];
  const untilComma = beginnings.filter((name) => wordsOf(name).length > 1);
  // «Центр качества образования» for «КГБУ «Центр качества образования»».
  const bare = entry.kind === 'institute' || entry.kind === 'other' ? names.map(withoutLegalForm) : [];
  return [...new Set([...names, ...untilComma, ...bare])];
}

const CALLED_ALIKE: ReadonlyMap<string, string> = new Map([
  ['учрежден', 'организац'],
  ['организац', 'учрежден'],
]);

/** «Учреждения дополнительного образования» are the «Организации дополнительного образования». */
function otherwiseCalled(words: readonly Word[]): Word[] {
  return words.map((word) => ({ ...word, stem: CALLED_ALIKE.get(word.stem) ?? word.stem }));
}

/** The name without the abbreviations of its legal form, where more than two words are left. */
function withoutLegalForm(name: string): string {
  const words = wordsOf(name);
  const from = words.findIndex(({ abbreviation }) => !abbreviation);
  return from > 0 && words.length - from > 2 ? name.slice(words[from]?.start) : name;
}

function equalFrom(words: readonly Word[], at: number, form: readonly Word[]): boolean {
  return form.every((word, offset) => {
    const printed = words[at + offset];
    return printed?.stem === word.stem && !isAdjectiveOfTown(printed, word);
  });
}

/** «Каменской» of «Каменской школе» is no case of «Каменск». */
function isAdjectiveOfTown(printed: Word, town: Word): boolean {
  return town.text.endsWith('ск') && /ск(?:ой|ая|ую|ое|ого|ому|ий|ие|их|ими?)$/u.test(printed.text);
}

function oneLetterOff(words: readonly Word[], at: number, form: readonly Word[]): boolean {
  let misprints = 0;
  for (const [offset, expected] of form.entries()) {
    const printed = words[at + offset];
    if (printed === undefined) return false;
    if (printed.stem === expected.stem) continue;
    misprints += 1;
    if (misprints > 1 || !isMisprint(printed, expected)) return false;
  }
  return misprints === 1;
}

function isMisprint(printed: Word, expected: Word): boolean {
  if (printed.abbreviation !== expected.abbreviation) return false;
  const shortest = expected.abbreviation ? SHORTEST_NEAR_ABBREVIATION : SHORTEST_NEAR_WORD;
  return expected.stem.length >= shortest && withinOneEdit(printed.stem, expected.stem);
}

/** One letter more, less or other, or two neighbours that changed places. */
function withinOneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  ) {
    tail += 1;
  }
  const differing = Math.max(a.length, b.length) - head - tail;
  if (differing !== 2 || a.length !== b.length) return differing <= 1;
  return a[head] === b[head + 1] && a[head + 1] === b[head];
}

function sameEntries(a: readonly DirectoryEntry[], b: readonly DirectoryEntry[]): boolean {
  return a.length === b.length && a.every((entry) => b.includes(entry));
}
