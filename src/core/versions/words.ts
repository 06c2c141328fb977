/**
 * The words of a point, for telling whether two readings say the same: letters and numbers, nothing else.
 *
 *   «Провести  проверку — до 5,5 %.» → ["провести", "проверку", "до", "5.5", "%"]
 *
 * Case, ё, quotes, dashes and punctuation are how a text is set, not what it says. A sign inside a number stays:
 * «1-5» is not «1.5».
 */
export function wordsOf(text: string): readonly string[] {
  const plain = text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[–—]/g, '-')
    .replaceAll(/\u00AD/g, '');
  return (plain.match(WORD) ?? []).map((word) => (/^\d/.test(word) ? word.replaceAll(',', '.') : word));
}

const WORD = /\d+(?:[.,:/-]\d+)*|[\p{L}\p{N}]+|%/gu;

/** How often each word occurs. */
export interface WordBag {
  readonly counts: ReadonlyMap<string, number>;
  readonly size: number;
}

/** The words of a text, counted. */
export function bagOf(text: string): WordBag {
  const words = wordsOf(text);
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { counts, size: words.length };
}

/** How alike two texts are: words in common to words in all (Dice), 0–1; two empty ones are alike. */
export function likeness(one: WordBag, other: WordBag): number {
  if (one.size + other.size === 0) return 1;
  return (2 * inCommon(one, other)) / (one.size + other.size);
}

/** How much of a part's words the whole holds, 0–1. */
export function containment(part: WordBag, whole: WordBag): number {
  return part.size === 0 ? 0 : inCommon(part, whole) / part.size;
}

function inCommon(one: WordBag, other: WordBag): number {
  const [small, large] = one.counts.size <= other.counts.size ? [one, other] : [other, one];
  let common = 0;
  for (const [word, count] of small.counts) common += Math.min(count, large.counts.get(word) ?? 0);
  return common;
}
