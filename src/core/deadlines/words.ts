import { type Lexeme, VOCABULARY } from './vocabulary.ts';

/** What a normalized form stands for, null where the vocabulary does not have it. */
export function lookUpWord(form: string): Lexeme | null {
  return VOCABULARY.get(form) ?? null;
}

/** Latin letters that look like Cyrillic ones: scans and keyboards mix them. */
const LOOK_ALIKES = new Map(Object.entries(pairs('AaBCcEeHKkMOoPpTXxYyuIi', 'АаВСсЕеНКкМОоРрТХхУуиІі')));

function pairs(from: string, to: string): Record<string, string> {
  return Object.fromEntries(from.split('').map((letter, index) => [letter, to[index] ?? letter]));
}

/** Words that are spelt so already. */
const PLAIN = /^[а-я]+$/;
const LATIN = /[A-Za-z]/;
const CYRILLIC = /\p{Script=Cyrillic}/u;
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;

/**
 * A word as the vocabulary spells it: lower case, «ё» as «е», no soft hyphens or accents, look-alike Latin
 * letters made Cyrillic where the word is otherwise Cyrillic or becomes a known word.
 */
export function normalizeWord(raw: string): string {
  if (PLAIN.test(raw)) return raw;
  const visible = raw
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(/\u0301/g, '');
  const plain = visible.toLowerCase().replaceAll('ё', 'е');
  if (!LATIN.test(visible)) return plain;
  const cyrillic = visible
    .split('')
    .map((letter) => LOOK_ALIKES.get(letter) ?? letter)
    .join('')
    .toLowerCase()
    .replaceAll('ё', 'е');
  return CYRILLIC.test(visible) || VOCABULARY.has(cyrillic) ? cyrillic : plain;
}

const ABBREVIATION =
  /^(?:г|гг|кв|кварт|мес|дн|сут|ч|час|уч|учеб|раб|кал|календ|тек|след|т|с|н|у|теч|пол|полуг|янв|февр?|мар|апр|июн|июл|авг|сент?|сентяб|окт|октяб|нояб?|дек|декаб|пн|вт|ср|чт|пт|сб|вс|мин|вкл|р|ежедн|еженед|ежемес|ежекв|ежекварт|ежегод)$/;

/** Whether a dot after the form shortens it rather than ends the sentence. */
export function isAbbreviation(form: string): boolean {
  return ABBREVIATION.test(form);
}

/** Longest word taken apart or corrected; longer ones are not deadline words. */
export const LONGEST_WORD = 30;

/**
 * Takes apart known words that lost the spaces between them: «ежеквартальнодо» → 14, «всрокдо» → 1; null where it
 * cannot.
 */
export function findGlue(form: string): number | null {
  if (WHOLE_WORDS.test(form)) return null;
  return findSeam(form) ?? findSeam(form, (rest) => rest.length > SHORTEST_GLUED && findSeam(rest) !== null);
}

/** Words of their own that begin with known ones: «нерабочие», «внеочередной», «слёт», «однако». */
const WHOLE_WORDS = /^(?:нерабоч|сегодня|вне|слет|однако|поэт|соснов)/;

/** Shorter pairs of known words («кода») are parts of other words. */
const SHORTEST_GLUED = 5;

function findSeam(form: string, isKnown = (rest: string): boolean => VOCABULARY.has(rest)): number | null {
  if (form.length > LONGEST_WORD) return null;
  // Of single letters only prepositions are glued on, and only in front: «периода» is no «период» and «а».
  for (let at = form.length - 2; at >= 1; at -= 1) {
    // «кВт» is no Tuesday.
    if (at === 1 && (!/^[вкс]/.test(form) || form.length < 4)) return null;
    const left = form.slice(0, at);
    // «работ» is no «раб.» and «от».
    if (left !== 'раб' && VOCABULARY.has(left) && isKnown(form.slice(at))) return at;
  }
  return null;
}
