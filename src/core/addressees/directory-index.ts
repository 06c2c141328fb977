import type { Directory, DirectoryEntry } from './directory.ts';
import { type Word, wordsOf } from './words.ts';

/** One way to print an entry's name, as comparable words. */
export interface NameForm {
  readonly words: readonly Word[];
  readonly entries: readonly DirectoryEntry[];
}

/** Every name of a directory, found by the first word. Build once per reading, ask many times. */
export interface DirectoryIndex {
  readonly directory: Directory;
  readonly byFirstStem: ReadonlyMap<string, readonly NameForm[]>;
  readonly forms: readonly NameForm[];
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

/** Prepares a directory for matching: full name, the name up to its first comma, short name, aliases. */
export function indexDirectory(directory: Directory): DirectoryIndex {
  const forms = new Map<string, { words: Word[]; entries: DirectoryEntry[] }>();
  for (const entry of directory) {
    for (const name of namesOf(entry)) {
      const words = wordsOf(name);
      if (words.length === 0) continue;
      const key = words.map((word) => word.stem).join(' ');
      const form = forms.get(key);
      if (form === undefined) forms.set(key, { words, entries: [entry] });
      else if (!form.entries.includes(entry)) form.entries.push(entry);
    }
  }
  const longestFirst = [...forms.values()].sort((a, b) => b.words.length - a.words.length);
  const byFirstStem = new Map<string, NameForm[]>();
  for (const form of longestFirst) {
    const first = form.words[0]?.stem ?? '';
    const same = byFirstStem.get(first);
    if (same === undefined) byFirstStem.set(first, [form]);
    else same.push(form);
  }
  return { directory, byFirstStem, forms: longestFirst };
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
  let found: NameMatch | null = null;
  for (const form of index.forms) {
    if (found !== null && form.words.length < found.to - found.from) break;
    if (!oneLetterOff(words, at, form.words)) continue;
    if (found !== null && !sameEntries(found.entries, form.entries)) return null;
    found = { from: at, to: at + form.words.length, entries: form.entries, near: true };
  }
  return found;
}

function namesOf(entry: DirectoryEntry): string[] {
  const names = [entry.name, ...(entry.shortName === null ? [] : [entry.shortName]), ...entry.aliases];
  // «Органы местного самоуправления, осуществляющие …» is often printed without its participle.
  const untilComma = entry.kind === 'group' ? names.map((name) => name.split(',')[0] ?? '') : [];
  return [...new Set([...names, ...untilComma])];
}

function equalFrom(words: readonly Word[], at: number, form: readonly Word[]): boolean {
  return form.every((word, offset) => words[at + offset]?.stem === word.stem);
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
  return Math.max(a.length, b.length) - head - tail <= 1;
}

function sameEntries(a: readonly DirectoryEntry[], b: readonly DirectoryEntry[]): boolean {
  return a.length === b.length && a.every((entry) => b.includes(entry));
}
