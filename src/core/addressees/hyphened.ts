import { stemOf, type Word, wordsOf } from './words.ts';

/** Words of a directory with a hyphen. */
export interface Hyphened {
  /** Their stems by the same without it: «холмзалесск» → «холм-залесск». */
  readonly stems: ReadonlyMap<string, string>;
  /** What stands before the hyphen, in small letters: «холм». */
  readonly firsts: ReadonlySet<string>;
}

/** The words with a hyphen among a directory's names. */
export function hyphenedOf(names: readonly string[]): Hyphened {
  const printed = new Set(
    names.flatMap((name) => (name.includes('-') ? (name.match(WITH_HYPHEN) ?? []) : [])),
  );
  const words = [...printed].flatMap(wordsOf).filter(({ text }) => text.includes('-'));
  return {
    stems: new Map(words.map(({ text, stem }) => [stemOf(text.replaceAll('-', '')), stem])),
    firsts: new Set(words.map(({ text }) => plain(text.slice(0, text.indexOf('-'))))),
  };
}

const plain = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');
const WITH_HYPHEN = /[A-Za-zЀ-ӿ]+(?:-[A-Za-zЀ-ӿ]+)+/gu;
const APART = /^\s*[-‐‑–—]?\s*$/u;

/**
 * The words with the directory's hyphens: «Холм - Залесский», «Холм Залесский» and «Холм-Залес-ский» are all
 * «Холм-Залесский». `printed` is the text the words are of.
 */
export function withHyphens(words: readonly Word[], printed: string, hyphened: Hyphened): readonly Word[] {
  if (hyphened.stems.size === 0) return words;
  const joined: Word[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    const both = last === undefined ? undefined : stemOfBoth(last, word, printed, hyphened);
    if (last !== undefined && both !== undefined) {
      joined[joined.length - 1] = { ...last, text: `${last.text}-${word.text}`, stem: both, end: word.end };
      continue;
    }
    const stem = word.text.includes('-')
      ? hyphened.stems.get(stemOf(word.text.replaceAll('-', '')))
      : undefined;
    joined.push(stem === undefined ? word : { ...word, stem });
  }
  return joined;
}

function stemOfBoth(
  first: Word,
  second: Word,
  printed: string,
  { firsts, stems }: Hyphened,
): string | undefined {
  const before = plain(first.text);
  if (!firsts.has(before) || !APART.test(printed.slice(first.end, second.start))) return undefined;
  return stems.get(stemOf(`${before}${second.text}`));
}
