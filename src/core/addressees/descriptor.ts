import { isAdjective, isHeadPost } from './vocabulary.ts';
import type { Word } from './words.ts';

/**
 * What a name says of an organization whatever the order of its words: its type, its number, where it is, what
 * it is called. Two printings of one name («МБОУ «СОШ № 3» г. Озёрска», «средней школе № 3 города Озёрска») give
 * one descriptor; legal forms, posts of heads and the region are left out.
 */
export interface Descriptor {
  /** сош, оош, нош, школа, гимназия, лицей, интернат, сад; null where none is named. */
  readonly type: string | null;
  readonly numbers: ReadonlySet<string>;
  /** «район» (municipal districts too), «город» (town districts too), «поселок», «село». */
  readonly territory: string | null;
  /** Stems of all other words; `EDUCATION_BODY` for «управление образования», «отдел образования» and their like. */
  readonly tokens: ReadonlySet<string>;
  /** True where a legal form is printed («МБОУ»): some institution is meant, though its type is not named. */
  readonly institution: boolean;
}

/** The one body of a municipality that runs its schools, whatever it is called. */
export const EDUCATION_BODY = 'орган образования';

const LEGAL_FORMS = new Set(
  [
    'мбоу мкоу маоу моу мбу мку мау му дпо ано нко чоу ноу фгбоу фгкоу фгбу',
    'гбоу гкоу гаоу гоу гбу гку гау огбоу огкоу огаоу огбу огку огау обоу окоу оаоу обу оку оау кбоу кгбоу кгбу',
  ].flatMap((line) => line.split(' ')),
);
/** «МО «Лесной район»»: a municipality is meant, no institution. */
const MUNICIPAL_FORMS = new Set(['мо', 'мр']);
const KINDERGARTEN_FORMS = new Set('мбдоу мкдоу мадоу мдоу доу доо чдоу гбдоу'.split(' '));
const SCHOOL_TYPES: ReadonlyMap<string, string> = new Map([
  ['сош', 'сош'],
  ['сш', 'сош'],
  ['оош', 'оош'],
  ['ош', 'оош'],
  ['нош', 'нош'],
  ['нш', 'нош'],
  ['моуо', EDUCATION_BODY],
  ['руо', EDUCATION_BODY],
  ['уо', EDUCATION_BODY],
]);
const LEVELS: readonly (readonly [RegExp, string])[] = [
  [/^средн/u, 'сош'],
  [/^основн/u, 'оош'],
  [/^начальн/u, 'нош'],
];
const FILLER =
  /^(?:муниципальн|государственн|областн|краев|республиканск|региональн|бюджетн|казенн|автономн|общеобразовательн|образовательн|дошкольн|учрежден|организац|имен|следующ|указанн|детск|все|а|и|в|во|на|по|с|со|для|том|числе|также|совместно|n)$/u;
const REGION = /^(?:област|кра|республик)$/u;

/** «МО», «МР»: says that a municipality is meant. */
export const isMunicipalForm = (word: Word): boolean =>
  word.abbreviation && MUNICIPAL_FORMS.has(word.text.toLowerCase());

/** «мбоу», «сош», «моуо»: an abbreviation every directory may use. */
export const isLegalForm = (lower: string): boolean =>
  LEGAL_FORMS.has(lower) ||
  MUNICIPAL_FORMS.has(lower) ||
  KINDERGARTEN_FORMS.has(lower) ||
  SCHOOL_TYPES.has(lower);

/** «детский», «муниципальным»: says nothing of which organization is meant. */
export const saysNothing = ({ stem }: Word): boolean => FILLER.test(stem);

/** The descriptor of a name's words. */
export function describe(words: readonly Word[]): Descriptor {
  const numbers = new Set<string>();
  const tokens = new Set<string>();
  let type: string | null = null;
  let territory: string | null = null;
  let institution = false;
  for (const [at, word] of words.entries()) {
    const { stem } = word;
    const lower = word.text.toLowerCase();
    const named = typeNamed(words, at);
    if (/^\p{N}/u.test(word.text)) numbers.add(word.text.toLowerCase().replace(/^0+(?=\d)/u, ''));
    else if (named === EDUCATION_BODY) tokens.add(named);
    else if (named !== null) type = named;
    else if (territoryOf(words, at) !== null) territory = territoryOf(words, at);
    else if (word.abbreviation && MUNICIPAL_FORMS.has(lower)) continue;
    else if (word.abbreviation && LEGAL_FORMS.has(lower)) institution = true;
    else if (saysNothing(word) || isHeadPost(word) || isOfRegion(words, at)) continue;
    else if (isOfLevel(words, at) || isOfMunicipality(words, at) || isOfBody(words, at)) continue;
    else tokens.add(stem);
  }
  return { type, numbers, territory, tokens, institution };
}

/** «район» or «город» and the like, where the word at this place says it; null elsewhere. */
export function territoryOf(words: readonly Word[], at: number): string | null {
  const stem = words[at]?.stem ?? '';
  if (stem === 'район' || stem === 'город' || stem === 'поселк' || stem === 'сел') return stem;
  if (stem === 'поселен') return 'поселен';
  if (stem !== 'округ') return null;
  return words[at - 1]?.stem === 'городск' ? 'город' : 'район';
}

function typeNamed(words: readonly Word[], at: number): string | null {
  const word = words[at];
  if (word === undefined) return null;
  const lower = word.text.toLowerCase().replaceAll('ё', 'е');
  if (word.abbreviation) return SCHOOL_TYPES.get(lower) ?? (KINDERGARTEN_FORMS.has(lower) ? 'сад' : null);
  if (lower.includes('интернат')) return 'интернат';
  if (lower.startsWith('гимнази')) return 'гимназия';
  if (/^лице(?:й|я|ю|е|ем|и|ев|ям|ями|ях)$/u.test(lower)) return 'лицей';
  if (/^сад(?:а|у|ом|е|ы|ов|ам|ами|ах)?$/u.test(lower) || isKindergartenSlash(words, at)) return 'сад';
  if (/^школ(?:а|ы|е|у|ой|ам|ами|ах)?$/u.test(lower)) return levelBefore(words, at) ?? 'школа';
  return isBodyNoun(word) && isOfEducation(words, at) ? EDUCATION_BODY : null;
}

/** «д/с». */
function isKindergartenSlash(words: readonly Word[], at: number): boolean {
  return words[at]?.text.toLowerCase() === 'д' && words[at + 1]?.text.toLowerCase() === 'с';
}

/** «средняя общеобразовательная школа» → сош. */
function levelBefore(words: readonly Word[], at: number): string | null {
  for (let before = at - 1; before >= Math.max(0, at - 3); before -= 1) {
    const lower = words[before]?.text.toLowerCase() ?? '';
    const level = LEVELS.find(([pattern]) => pattern.test(lower));
    if (level !== undefined) return level[1];
    if (!/^(?:обще)?образовательн/u.test(lower)) return null;
  }
  return null;
}

function isOfLevel(words: readonly Word[], at: number): boolean {
  const lower = words[at]?.text.toLowerCase() ?? '';
  if (!LEVELS.some(([pattern]) => pattern.test(lower))) return false;
  return words.slice(at + 1, at + 4).some(({ text }) => text.toLowerCase().startsWith('школ'));
}

const isBodyNoun = ({ stem }: Word): boolean => stem === 'управлен' || stem === 'отдел' || stem === 'комитет';

function isOfEducation(words: readonly Word[], at: number): boolean {
  const next = words[at + 1]?.stem === 'по' ? words[at + 2] : words[at + 1];
  return next?.stem === 'образован';
}

/** «образования» and «администрации» after «управление»: part of what the body is. */
function isOfBody(words: readonly Word[], at: number): boolean {
  const { stem } = words[at] ?? { stem: '' };
  if (stem === 'администрац')
    return words.slice(Math.max(0, at - 3), at).some((word) => word.stem === 'образован');
  if (stem !== 'образован') return false;
  const before = words[at - 1]?.stem === 'по' ? words[at - 2] : words[at - 1];
  return before !== undefined && isBodyNoun(before);
}

/** «муниципальное образование», «городской округ»: says no more than «район» or «город». */
function isOfMunicipality(words: readonly Word[], at: number): boolean {
  const { stem } = words[at] ?? { stem: '' };
  if (stem === 'образован') return words[at - 1]?.stem === 'муниципальн';
  return stem === 'городск' && words[at + 1]?.stem === 'округ';
}

/** «Заозёрской области». */
function isOfRegion(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined) return false;
  const next = words[at + 1];
  return REGION.test(word.stem) || (isAdjective(word) && next !== undefined && REGION.test(next.stem));
}
