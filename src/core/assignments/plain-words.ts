import { isWithinOneEdit } from './one-edit.ts';

/** Words that say a thing is done: «выполнено», «сделаны», «готово». */
const DONE_STATES = new Set([
  ...['выполнен', 'исполнен', 'сделан', 'завершен'].flatMap((stem) => withEndings(stem, ['', 'о', 'а', 'ы'])),
  'готово',
]);

/** Those of them that are recognized with a slip in them; the shorter ones are too near to other words. */
const LONG_STATES = [...DONE_STATES].filter((word) => word.length > 6 || word === 'готово');

/** Words of their own that lie one letter from «готово» or «сделано». */
const OTHER_WORDS = setOf('готов готова готовы готовь готовя готовой готовое готовом готовою делано сделало');

/** «Выполненные работы» are spoken of, not reported. */
const ADJECTIVE = /(?:ый|ая|ое|ые|ого|ых|ой|ую|ым|ыми|ому|ом)$/u;

const LATIN_LOOKALIKES: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
};

/** Small letters, ё as е, Latin letters inside Russian words as the letters they look like. */
export function plainText(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/\p{L}+/gu, (word) =>
      /\p{Script=Cyrillic}/u.test(word)
        ? word.replace(/[a-z]/g, (letter) => LATIN_LOOKALIKES[letter] ?? letter)
        : word,
    );
}

/**
 * The words and numbers of a plain text in their order; words of doing are freed of slips, «невыполнено» and
 * «неполностью» are two words.
 *
 *   «п. 2.5 выполненно» → ['п', '2.5', 'выполнено']
 */
export function wordsOf(plain: string): readonly string[] {
  return (plain.match(/\d+(?:[.,]\d+)*|\p{L}+|%/gu) ?? []).flatMap((word) => {
    const negated = /^не(?=\p{L}{6})/u.test(word)
      ? (doneState(word.slice(2)) ?? wholly(word.slice(2)))
      : null;
    return negated === null ? [doneState(word) ?? word] : ['не', negated];
  });
}

/** True for «выполнено», «готово» and their like, as `wordsOf` gives them. */
export function isDoneState(word: string): boolean {
  return DONE_STATES.has(word);
}

/** A set of the words in a text. */
export function setOf(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

/** A stem with each of its endings. */
export function withEndings(stem: string, endings: readonly string[]): string[] {
  return endings.map((ending) => stem + ending);
}

/** The word of doing that a word is or was meant to be, else null. */
function doneState(word: string): string | null {
  if (DONE_STATES.has(word)) return word;
  // Nobody writes a word this long by a slip.
  if (word.length > 24 || OTHER_WORDS.has(word) || ADJECTIVE.test(word)) return null;
  const squeezed = word.replace(/(\p{L})\1+/gu, '$1');
  return LONG_STATES.find((state) => isWithinOneEdit(squeezed, state)) ?? null;
}

function wholly(word: string): string | null {
  return word === 'полностью' ? word : null;
}
