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
  /** A number read through letters that look like digits: «№ 3О». */
  readonly mended?: true;
  readonly start: number;
  readonly end: number;
}

/** A word of a text, hyphens within included, or a number. */
export const WORD = /[\p{L}\p{M}]+(?:(?:-|[‐‑–](?=\p{Lu}\p{Ll}))[\p{L}\p{M}]+)*|\p{N}+/gu;
/** «М О У О», letters spaced out, and «МОУ0», a nought for the letter: abbreviations as scans print them. */
const SPACED_OUT = /(?<![\p{L}\p{N}])\p{Lu}(?:[ \u00A0]\p{Lu}){2,6}(?![\p{L}\p{N}.])/u;
const WITH_NOUGHT = /\p{Lu}+(?:0\p{Lu}*)+(?![\p{L}\p{N}])/u;
/** «ГАУ ДПО 3ОИРО»: a three for the letter, after another abbreviation. */
const WITH_THREE = /(?<=\p{Lu}[ \u00A0])3\p{Lu}{3,6}(?![\p{L}\p{N}])/u;
/** «3О», «l3», «№ З»: letters for digits, as scans print them. */
const WITH_LETTERS =
  /(?<mended>(?<![\p{L}\p{N}])(?:\p{Nd}{1,3}[ОоOoЗз]\p{Nd}{0,2}|[ЗзОоlI]\p{Nd}{1,3})(?![\p{L}\p{N}])|(?<=№\s{0,2})[Зз](?![\p{L}\p{N}]))/u;
/** «№ 3А» is another school than № 3. */
const LETTERED = /(?<![\p{L}\p{N}])\p{Nd}{1,3}[абвАБВ](?![\p{L}\p{N}])/u;
const anyOf = (...forms: readonly RegExp[]): RegExp =>
  new RegExp(forms.map(({ source }) => source).join('|'), 'gu');
const PRINTED = anyOf(SPACED_OUT, WITH_NOUGHT, WORD);
/** A letter right beside a number: few texts have one, and to look for it at every word would cost them all. */
const BESIDE_NUMBER = /[0-9][ОоOoЗзабвАБВ]|[ЗзОоlI][0-9]|№\s{0,2}[Зз]|[ \u00A0]3[А-ЯЁ]{3}/;
const PRINTED_BESIDE_NUMBER = anyOf(WITH_LETTERS, LETTERED, SPACED_OUT, WITH_NOUGHT, WITH_THREE, WORD);
/** Latin letters that look like Cyrillic ones, capitals and small. */
const LATIN = 'ABCEHKMOPTXYaceopxy';
const CYRILLIC = 'АВСЕНКМОРТХУасеорху';
const ABBREVIATION = /^\p{Lu}{2,7}$/u;
const MIXED_ABBREVIATION = /^\p{Lu}{2}\p{L}{0,4}\p{Lu}$/u;
const COMPOUND = /^([A-Za-zЀ-ӿ]{3,30})-(?:участни|партн[её]р|площадк|победител)[A-Za-zЀ-ӿ]*$/iu;
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
  for (const match of text.matchAll(BESIDE_NUMBER.test(text) ? PRINTED_BESIDE_NUMBER : PRINTED)) {
    const printed = match[0];
    if (match.groups?.['mended'] !== undefined) {
      const number = digitsOf(printed);
      const place = { start: match.index, end: match.index + printed.length };
      words.push({ text: number, stem: number, abbreviation: false, mended: true, ...place });
      continue;
    }
    const word = plainLetters(printed);
    const compound = COMPOUND.exec(word);
    if (compound?.[1] !== undefined) {
      // «школам-участникам»: schools, and which of them.
      const dash = match.index + compound[1].length;
      const before = { text: compound[1], start: match.index, end: dash };
      const after = {
        text: word.slice(compound[1].length + 1),
        start: dash + 1,
        end: match.index + printed.length,
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
      end: match.index + printed.length,
    });
  }
  return words;
}

/** «3О» → «30», «l3» → «13». */
function digitsOf(printed: string): string {
  return printed
    .replaceAll(/[ОоOo]/gu, '0')
    .replaceAll(/[Зз]/gu, '3')
    .replaceAll(/[lI]/g, '1');
}

/** A word as it was meant: «МОУ0», «М О У О» and «MOУО» with Latin letters are all «МОУО». */
function plainLetters(printed: string): string {
  const joined = /^\p{Lu}[ \u00A0]/u.test(printed) ? printed.replaceAll(/[ \u00A0]/gu, '') : printed;
  const hyphened = joined.replaceAll(/[‐‑–]/gu, '-');
  const threed = hyphened.replace(/^3(?=\p{Lu})/u, 'З');
  const lettered = /\p{L}0/u.test(threed) ? threed.replaceAll('0', 'О') : threed;
  if (!/[A-Za-z]/.test(lettered)) return lettered;
  const cyrillic = lettered.replaceAll(
    /[A-Za-z]/g,
    (letter) => CYRILLIC.charAt(LATIN.indexOf(letter)) || letter,
  );
  return /[A-Za-z]/.test(cyrillic) ? lettered : cyrillic;
}

/** «г.» → «город»: only in small letters, for «Г.» is an initial. */
function shortened(word: string, text: string, at: number): string | undefined {
  return text[at + word.length] === '.' ? DOTTED.get(word) : undefined;
}

/** «ОМСУ», «МБОУ», «ЗЦОКО»: capitals, two to seven letters. */
export function isAbbreviation(word: string): boolean {
  return ABBREVIATION.test(word) || MIXED_ABBREVIATION.test(word);
}

/** «Озёрска», «Приреченского»: begins with a capital and is no abbreviation. */
export const isCapital = (word: Word): boolean => !word.abbreviation && /^\p{Lu}\p{L}/u.test(word.text);

/** «осуществляющим» → «осуществляющ»; «науке» → «наук»; «школе-интернату» → «школ-интернат». */
export function stemOf(word: string): string {
  const lower = word.toLowerCase().replaceAll('ё', 'е');
  const parts = lower.split('-');
  return DISTRICT.test(lower) || parts.length === 1 ? partStemOf(lower) : parts.map(partStemOf).join('-');
}

function partStemOf(lower: string): string {
  if (EVERYBODY.test(lower)) return 'все';
  if (DISTRICT.test(lower)) return 'район';
  for (const ending of ENDINGS) {
    if (lower.length - ending.length >= SHORTEST_STEM && lower.endsWith(ending)) {
      return withoutFleeting(lower.slice(0, lower.length - ending.length));
    }
  }
  return withoutFleeting(lower);
}

/** «Теремок» and «Теремка», «Огонёк» and «Огонька», «Елец» and «Ельца»: the vowel comes and goes. */
function withoutFleeting(stem: string): string {
  const last = stem.charAt(stem.length - 1);
  if (last !== 'к' && last !== 'ц') return stem;
  const before = stem.charAt(stem.length - 2);
  const fleeting = before === 'ь' || before === 'й' || before === 'е' || (before === 'о' && last === 'к');
  return fleeting && stem.length > SHORTEST_STEM ? `${stem.slice(0, -2)}${last}` : stem;
}

/** The text without white space and the given marks at its end; a loop, for a regular expression would be quadratic. */
export function trimTrailing(text: string, marks: string): string {
  let end = text.length;
  while (end > 0 && (marks.includes(text.charAt(end - 1)) || text.charAt(end - 1).trim() === '')) end -= 1;
  return text.slice(0, end);
}
