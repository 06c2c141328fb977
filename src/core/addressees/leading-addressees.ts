import type { DirectoryIndex } from './directory-index.ts';
import { cutExceptions } from './exceptions.ts';
import { findPersonNames } from './person-name.ts';
import { isTerritory } from './places.ts';
import { shareWords } from './share-words.ts';
import { type AddresseeItem, matchAll, splitAddressees } from './split-addressees.ts';
import { isAdjective, isBody, isPost } from './vocabulary.ts';
import { isAbbreviation, trimTrailing, WORD, type Word } from './words.ts';

/** Where a text names its addressees: offsets into that text. */
export interface AddresseeSpan {
  readonly start: number;
  readonly end: number;
}

const LEAD =
  /^(?:рекомендовать|поручить|предложить|обязать|просить|рекомендуем|поручаю|предлагаю|обязываю|рекомендую)(?![A-Za-zЀ-ӿ])[\s:]*/iu;
/** «Уважаемые коллеги, …»: no collegium. */
const GREETING = /^(?:(?:уважаемые|дорогие)\s+)?коллеги(?![A-Za-zЀ-ӿ])[\s,!.]*/iu;
const HEADER_LEAD = /^для(?![A-Za-zЀ-ӿ])\s*/iu;
const INFINITIVE =
  /(?:[аяиеуоы]ть(?:ся)?|(?:вести|нести|йти|расти|плести|ползти|везти|брести)(?:сь)?|[еоия]чь(?:ся)?)$/iu;
const NOUN_LIKE_INFINITIVE =
  /^(?:сеть|память|печать|мать|речь|ночь|помощь|область|часть|треть|путь|смерть|медь|совести|повести|новости|плеть|кровать|тетрадь|нить|суть|ртуть|клеть|опять|пять|девять|десять|[а-я]{2,7}дцать|сельскохозяйственность|связать)$/iu;
/** A time or a manner printed between the addressee and the verb is not part of the name. */
const ADVERBIAL =
  /[\s,]+(?:в\s+срок|в\s+течени[еи]|в\s+целях|до\s|не\s+поздн|ежегодно|ежеквартально|ежемесячно|еженедельно|к\s+\d|с\s+\d|при\s(?!\s*(?:участии|содействии|поддержке)\s))/iu;
/** «Руководителям школ: 1) ознакомить …»: the number of a part is none of a school. */
const LIST_BEGINS = /:\s{0,3}(?:\d{1,2}[.)]|\p{Ll}\)|[-–—•])\s*$/u;
/**
 * «возложить на заместителя … Л.П. Верещагину»: full stops of initials belong to the name. «… на них ответственность»
 * names nobody anew.
 */
const ENTRUSTED =
  /[Вв]озл(?:ожить|агаю|агается)\s+на\s+(?!(?:них|него|неё|нее)\s)([^.;]+(?:(?<=\p{Lu})\.[^.;]*)*)|[Оо]ставля(?:ю|ет|ем)\s+(за\s+собой)/u;
/** The end of a sentence within the names; «г. Озёрска» and «п. Луговой» are none. */
const NEXT_SENTENCE = /(?<!(?<![A-Za-zЀ-ӿ])(?:гг?|гор|пос|п|с|д|им|обл|ст|р))\.\s+\p{Lu}\p{Ll}/u;
const LONGEST_HEADER = 400;
const LONGEST_PREFIX = 1500;

/**
 * The addressees at the head of a point, before its first verb.
 *
 *   «Рекомендовать ОМСУ, руководителям школ обеспечить …» → «ОМСУ, руководителям школ»
 *   «Отделу кадров (Ильина И.В.) подготовить …»           → «Отделу кадров (Ильина И.В.)»
 *   «Контроль … возложить на заместителя … И.В. Ильину»   → «заместителя … И.В. Ильину»
 *
 * Null where the point starts with its verb, or with words that name nobody.
 */
export function findLeadingAddressees(text: string, index: DirectoryIndex): AddresseeSpan | null {
  const entrusted = ENTRUSTED.exec(text);
  const whom = entrusted?.[1] ?? entrusted?.[2];
  if (entrusted !== null && whom !== undefined) {
    const start = entrusted.index + entrusted[0].length - whom.length;
    return trimmed(text, start, start + endOfSentence(whom));
  }
  const greeting = GREETING.exec(text)?.[0].length ?? 0;
  const start = greeting + (LEAD.exec(text.slice(greeting))?.[0].length ?? 0);
  const verb = firstInfinitive(text, start);
  if (verb === null || verb.start - start > LONGEST_PREFIX) return null;
  const prefix = text.slice(start, verb.start);
  const cut = ADVERBIAL.exec(prefix)?.index ?? LIST_BEGINS.exec(prefix)?.index ?? prefix.length;
  return addresseesWithin(text, start, start + cut, index);
}

/** «на Орлову А.А. Школам сдать акты»: where the next sentence begins behind initials; else the whole. */
function endOfSentence(words: string): number {
  const name = findPersonNames(words).find(({ end }) => {
    const rest = words.slice(end);
    return /^\s*\p{Lu}/u.test(rest) && hasTaskVerb(rest);
  });
  return name?.end ?? words.length;
}

/**
 * The addressees of a header that has no task of its own: «Органам местного самоуправления:»,
 * «2. ГАУ ДПО ЗОИРО», «Для руководителей школ «группы риска»:». Null where the text says anything else.
 */
export function findHeaderAddressees(text: string, index: DirectoryIndex): AddresseeSpan | null {
  if (text.length > LONGEST_HEADER || GREETING.test(text)) return null;
  const lead = LEAD.exec(text)?.[0].length ?? 0;
  const start = lead + (HEADER_LEAD.exec(text.slice(lead))?.[0].length ?? 0);
  const verb = firstInfinitive(text, start);
  return addresseesWithin(text, start, verb === null ? text.length : verb.start, index);
}

/** True where the text holds a verb in the infinitive, as every task does. */
export function hasTaskVerb(text: string): boolean {
  return firstInfinitive(text, 0) !== null;
}

/** «МУП «Теплосеть»», «клуб «Хочу знать»»: a name says nothing of what to do. */
const QUOTED_NAME = /[«"„“][^«»"„“”]{1,60}[»"”]/gu;

function firstInfinitive(text: string, from: number): { readonly start: number } | null {
  const names = /[«"„“]/u.test(text) ? [...text.matchAll(QUOTED_NAME)] : [];
  let name = 0;
  for (const { 0: word, index: start } of text.matchAll(WORD)) {
    if (start < from || !INFINITIVE.test(word) || isAbbreviation(word)) continue;
    while (endOf(names[name]) <= start && name < names.length) name += 1;
    if ((names[name]?.index ?? start) < start) continue;
    if (!NOUN_LIKE_INFINITIVE.test(word)) return { start };
  }
  return null;
}

function endOf(match: RegExpExecArray | undefined): number {
  return match === undefined ? 0 : match.index + match[0].length;
}

function addresseesWithin(
  text: string,
  from: number,
  to: number,
  index: DirectoryIndex,
): AddresseeSpan | null {
  const printed = text.slice(from, to);
  if (NEXT_SENTENCE.test(withoutNames(printed))) return null;
  const items = cutExceptions(printed).flatMap((stretch) => shareWords(splitAddressees(stretch.text, index)));
  // «Ильиной И.В. подготовить», but not «Сообщение Ильиной И.В. принять к сведению».
  const person = ({ names, words }: AddresseeItem): boolean =>
    names.some(({ start }) => start === words[0]?.start);
  const named = ({ item, readings, joined }: (typeof items)[number]): boolean =>
    person(item) || joined || readings.some((words) => anchored(words, matchAll(words, index)[0]?.from));
  return items.length > 0 && items.every(named) ? trimmed(text, from, to) : null;
}

/** «всем школам», «совместно с МБОУ …»: says nothing of who is meant. */
const BEFORE_NAME = /^(?:все|всем|всех|совместно|вместе|со?)$/iu;

/** An item must begin with a known name, a body, a place, a post or an abbreviation, adjectives aside. */
function anchored(words: readonly Word[], matchFrom: number | undefined): boolean {
  for (const [place, word] of words.entries()) {
    if (matchFrom === place || word.abbreviation) return true;
    if (isBody(word) || isPost(word) || isTerritory(word)) return true;
    if (!isAdjective(word) && !BEFORE_NAME.test(word.text)) return false;
  }
  return false;
}

function withoutNames(text: string): string {
  return findPersonNames(text).reduceRight(
    (rest, name) => rest.slice(0, name.start) + rest.slice(name.end),
    text,
  );
}

function trimmed(text: string, from: number, to: number): AddresseeSpan | null {
  const raw = text.slice(from, to);
  const start = from + (raw.length - raw.trimStart().length);
  const end = from + trimTrailing(raw, ':,;–—-').length;
  return start < end ? { start, end } : null;
}
