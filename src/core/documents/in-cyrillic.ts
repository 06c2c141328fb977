/** Latin letters that look like Cyrillic ones, capitals and small. */
const LATIN = 'ABCEHKMOPTXaceopxy';
const CYRILLIC = 'АВСЕНКМОРТХасеорху';
/** A word with letters of both alphabets. */
const MIXED = /(?<![A-Za-zЀ-ӿ])(?:[A-Za-z]+[Ѐ-ӿ]|[Ѐ-ӿ]+[A-Za-z])[A-Za-zЀ-ӿ]*/gu;

/**
 * A text whose Cyrillic words hold no Latin look-alikes, at the same offsets: scans and keyboards in the wrong layout
 * mix them, and no eye can tell.
 *
 *   «Cрок: до 1 мая» with a Latin «C» → «Срок: до 1 мая»
 *   «IТ-куб», «COVID»                 → as they are
 */
export function inCyrillic(text: string): string {
  if (!/[A-Za-z]/.test(text)) return text;
  return text.replace(MIXED, (word) => {
    const letters = word.replace(/[A-Za-z]/g, (letter) => CYRILLIC.charAt(LATIN.indexOf(letter)) || letter);
    return /[A-Za-z]/.test(letters) ? word : letters;
  });
}
