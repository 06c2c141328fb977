/**
 * Words of a Russian text with their offsets and a form that survives declension.
 *
 *   «Органам местного самоуправления» → органам/орган, местного/местн, самоуправления/самоуправлен
 *   «ОГАУ СРЦОКО»                     → огау, срцоко (abbreviations are kept whole)
 *
 * `stem` is a light normalization for comparing two printings of one name, not a dictionary form:
 * endings are cut, ё becomes е, at least three letters stay; «г.», «р-н» and the like are read out.
 */
export interface Word {
  readonly text: string;
  readonly stem: string;
  /** «ОМСУ», «МБОУ»: capitals only, two to seven letters. */
  readonly abbreviation: boolean;
  readonly start: number;
  readonly end: number;
}

/** A word of a text, hyphens within included, or a number. */
export const WORD = /[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*|\p{N}+/gu;
const ABBREVIATION = /^\p{Lu}{2,7}$/u;
const MIXED_ABBREVIATION = /^\p{Lu}{2}\p{L}{0,4}\p{Lu}$/u;
const COMPOUND = /^(\p{L}{3,30})-(?:участни|партн[её]р|площадк|победител)\p{L}*$/iu;
const SHORTEST_STEM = 3;

/** What is printed short, with its full stop or hyphen: the stem of the whole word. */
const DOTTED: ReadonlyMap<string, string> = new Map([
  ['г', 'город'],
  ['гг', 'город'],
  ['гор', 'город'],
  ['обл', 'област'],
  ['пос', 'поселк'],
  ['п', 'поселк'],
  ['с', 'сел'],
  ['им', 'имен'],
]);
const DISTRICT = /^р-н(?:а|у|е|ом|ы|ов|ам|ами|ах)?$/u;
const EVERYBODY = /^вс(?:е|ем|ех|еми)$/u;

/** Case and gender endings, the longest first, so that the first that fits is cut. */
const ENDINGS = [
  'иями ями ами ией иям ием иях ого его ому ему ыми ими ьями ая яя ое ее ые ие ый ий ой ей ую юю',
  'ом ем ам ям ах ях ых их ым им ою ею ов ев ия ию ии ью ья ье а я о е ы и у ю ь й',
]
  .flatMap((line) => line.split(' '))
  .sort((a, b) => b.length - a.length);

/** The words of a text in order; numbers count as words, punctuation does not. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const word = match[0];
    const compound = COMPOUND.exec(word);
    if (compound?.[1] !== undefined) {
      // «школам-участникам»: schools, and which of them.
      const dash = match.index + compound[1].length;
      const before = { text: compound[1], start: match.index, end: dash };
      const after = {
        text: word.slice(compound[1].length + 1),
        start: dash + 1,
        end: match.index + word.length,
      };
      words.push(...[before, after].map((one) => ({ ...one, stem: stemOf(one.text), abbreviation: false })));
      continue;
    }
    const abbreviation = isAbbreviation(word);
    words.push({
      text: word,
      stem: abbreviation ? word.toLowerCase() : (shortened(word, text, match.index) ?? stemOf(word)),
      abbreviation,
      start: match.index,
      end: match.index + word.length,
    });
  }
  return words;
}

/** «г.» → «город»: only in small letters, for «Г.» is an initial. */
function shortened(word: string, text: string, at: number): string | undefined {
  return text[at + word.length] === '.' ? DOTTED.get(word) : undefined;
}

/** «ОМСУ», «МБОУ», «ЗЦОКО»: capitals, two to seven letters. */
export function isAbbreviation(word: string): boolean {
  return ABBREVIATION.test(word) || MIXED_ABBREVIATION.test(word);
}

/** «осуществляющим» → «осуществляющ»; «науке» → «наук»; «область» → «област». */
export function stemOf(word: string): string {
  const lower = word.toLowerCase().replaceAll('ё', 'е');
  if (lower === 'поселок') return 'поселк';
  if (EVERYBODY.test(lower)) return 'все';
  if (DISTRICT.test(lower)) return 'район';
  for (const ending of ENDINGS) {
    if (lower.length - ending.length >= SHORTEST_STEM && lower.endsWith(ending)) {
      return lower.slice(0, lower.length - ending.length);
    }
  }
  return lower;
}

/** The text without white space and the given marks at its end; a loop, for a regular expression would be quadratic. */
export function trimTrailing(text: string, marks: string): string {
  let end = text.length;
  while (end > 0 && (marks.includes(text.charAt(end - 1)) || text.charAt(end - 1).trim() === '')) end -= 1;
  return text.slice(0, end);
}
