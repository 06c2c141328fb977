import { type DirectoryIndex, matchNameAt, type NameMatch } from './directory-index.ts';
import { EXECUTOR_MARK } from './executor-mark.ts';
import { withHyphens } from './hyphened.ts';
import { actingIn, OPENING, togetherAt } from './openings.ts';
import { findPersonNames } from './person-name.ts';
import {
  goesOnWithList,
  goesOnWithNumber,
  isGenitivePlace,
  isNumber,
  isPlaceOf,
  isTerritory,
} from './places.ts';
import { inUsualCase } from './usual-case.ts';
import { isAdjective, isBody, isParticiple, isPost, isSingularPost } from './vocabulary.ts';
import { trimTrailing, type Word, wordsOf } from './words.ts';

/** One item of a printed list of addressees, with the directory names found in it. */
export interface AddresseeItem {
  readonly text: string;
  /** Words outside brackets. */
  readonly words: readonly Word[];
  /** Names of the directory among those words; word numbers count within `words`. */
  readonly matches: readonly NameMatch[];
  /** True where a person is named outside brackets. */
  readonly person: boolean;
  /** Those persons, as printed. */
  readonly names: readonly { readonly text: string; readonly start: number }[];
  /** What stands in brackets: «(Ильина И.В.)», «(свод)». */
  readonly notes: readonly string[];
  /** Where it is printed, brackets included; «и» and commas around it are not. */
  readonly start: number;
  readonly end: number;
  /** The marks between it and the item before: «, », « и », «:\n- ». */
  readonly gap: string;
  /** Words with a dash before them: «5–7». */
  readonly dashes: readonly Word[];
}

/** Offsets into a text, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A word outside brackets and what is known of its place. */
interface Place {
  readonly word: Word;
  /** The printed text between the word before and this one, brackets included. */
  readonly gap: string;
  readonly bracketsBefore: readonly Span[];
  /** The directory name that begins here. */
  readonly match: NameMatch | null;
  readonly withinMatch: boolean;
  /** The name right before ends with the word before this one. */
  readonly afterMatch: NameMatch | null;
  readonly beginsPerson: boolean;
  readonly withinPerson: boolean;
}

const PREPOSITION = /^(?:в|во|на|по|с|со|для|при|к|ко|из|от|до|за|без|под|над|о|об|совместно|а)$/iu;
const LONGEST_ADJECTIVE_ROW = 3;
/** Words looked back at for what a list is of; keeps the time linear in the text. */
const LONGEST_HEAD = 40;

/**
 * Cuts a printed list of addressees into its items. Commas and «и» inside a known name, a participle clause
 * or brackets do not separate; a known name right after another, or a new name after a person in brackets, does.
 *
 *   «СОИРО, ОМСУ»                              → СОИРО · ОМСУ
 *   «ОМСУ СОИРО»                               → ОМСУ · СОИРО
 *   «Комитет по образованию и науке (Ильина И.В.) ОМСУ» → Комитет по образованию и науке (Ильина И.В.) · ОМСУ
 */
export function splitAddressees(printed: string, index: DirectoryIndex): AddresseeItem[] {
  const places = placesOf(printed, index);
  const items: AddresseeItem[] = [];
  let from = 0;
  for (let at = 1; at <= places.length; at += 1) {
    if (at < places.length && !startsItem(places, at, from, index)) continue;
    const item = itemOf(printed, places, from, at);
    if (item !== null) items.push(item);
    from = at;
  }
  return items;
}

/** Every directory name among the words, left to right, the longest at each place. */
export function matchAll(words: readonly Word[], index: DirectoryIndex): NameMatch[] {
  const matches: NameMatch[] = [];
  for (let at = 0; at < words.length; ) {
    const match = matchNameAt(words, at, index);
    if (match !== null && !isOnlyAll(words, match)) matches.push(match);
    at = match === null ? at + 1 : match.to;
  }
  return matches;
}

/** «всем школам»: the name «все» stands for everybody only where no noun follows it. */
function isOnlyAll(words: readonly Word[], { from, to }: NameMatch): boolean {
  const [all, next] = [words[from], words[to]];
  return all?.stem === 'все' && to === from + 1 && next !== undefined && next.start === all.end + 1;
}

function placesOf(printed: string, index: DirectoryIndex): Place[] {
  const brackets = bracketsOf(printed);
  const all = withHyphens(wordsOf(printed), printed, index.hyphened());
  const words = inUsualCase(outside(outside(all, brackets), actingIn(printed)), index.nameCases);
  const names = outside(findPersonNames(printed), brackets);
  const matchFrom = new Map(matchAll(words, index).map((match) => [match.from, match]));
  let bracket = 0;
  let name = 0;
  let match: NameMatch | null = null;
  return words.map((word, at): Place => {
    const before = words[at - 1]?.end ?? 0;
    const bracketsBefore: Span[] = [];
    for (
      let next = brackets[bracket];
      next !== undefined && next.end <= word.start;
      next = brackets[bracket]
    ) {
      bracketsBefore.push(next);
      bracket += 1;
    }
    while ((names[name]?.end ?? word.end) <= word.start) name += 1;
    const person = names[name];
    const ended = match !== null && match.to === at ? match : null;
    const begun = matchFrom.get(at) ?? null;
    if (begun !== null || ended !== null) match = begun;
    return {
      word,
      gap: printed.slice(before, word.start),
      bracketsBefore,
      match: begun,
      withinMatch: begun === null && match !== null,
      afterMatch: ended,
      beginsPerson: person?.start === word.start,
      withinPerson: person !== undefined && person.start < word.start && word.start < person.end,
    };
  });
}

function startsItem(places: readonly Place[], at: number, from: number, index: DirectoryIndex): boolean {
  const place = places[at];
  const before = places[at - 1];
  if (place === undefined || before === undefined || place.withinMatch || place.withinPerson) return false;
  const { word, gap } = place;
  // «ЗОИРО совместно с ОМСУ»: two addressees.
  if (togetherAt(places, at) > 0) return true;
  const inItem = places.slice(Math.max(from, at - LONGEST_HEAD), at).map((one) => one.word);
  if (place.bracketsBefore.length > 0) {
    // «СОШ № 1 (Ильина И.В.) г. Озёрска»: the place of what stands before the brackets.
    if (isTerritory(word) && /^\p{N}/u.test(before.word.text) && !/[,;]\s*$/u.test(gap)) return false;
    return place.match !== null || /^\p{Lu}/u.test(word.text) || /[,;]\s*$/u.test(gap);
  }
  // «директор / МБОУ …»: the line breaks between a post and its body.
  if (/[;:]/u.test(gap) || (gap.includes('\n') && !isPostLeftOpen(places, at, from))) return true;
  if (opensExecutor(word, places[at + 1])) return true;
  if (gap.includes(',')) {
    if (isNumber(word)) return goesOnWithNumber(inItem);
    return !isParticiple(word) && !PREPOSITION.test(word.text) && !belongsToClause(places, at);
  }
  if (isAnd(before)) {
    const quoted = /[«"„]\s*$/u.test(gap) && /[»"”]/u.test(before.gap);
    return (
      looksLikeItem(places, at) || goesOnWithList(inItem.slice(0, -1), word, places[at + 1]?.word, quoted)
    );
  }
  // Two names with nothing between them: «ОМСУ СОИРО», even where only the first is known.
  const bothAbbreviations = before.word.abbreviation && word.abbreviation;
  if (place.afterMatch === null || !/^[\s/]+$/u.test(gap)) return false;
  if (place.match === null) return bothAbbreviations;
  return gap.includes('/') || !isPlaceOf(place.match.entries, place.afterMatch.entries, word, index);
}

/** One post and nothing else before a line break, a body after it. */
function isPostLeftOpen(places: readonly Place[], at: number, from: number): boolean {
  const post = places[at - 1];
  const next = places[at];
  return (
    at - from === 1 &&
    post !== undefined &&
    next !== undefined &&
    isSingularPost(post.word) &&
    next.word.abbreviation
  );
}

/** «и», and «И» in a line of capitals; never an initial. */
const isAnd = ({ word, beginsPerson, withinPerson }: Place): boolean =>
  word.text === 'и' || (word.text === 'И' && !beginsPerson && !withinPerson);

/** «ответственный – ЗЦОКО»: the word with the dash says who answers for the whole. */
function opensExecutor(word: Word, next: Place | undefined): boolean {
  return EXECUTOR_MARK.test(word.text) && next !== undefined && /^\s*[-–—]\s*$/u.test(next.gap);
}

/** «органам, осуществляющим управление, Лесного района»: after a participle's comma the name goes on. */
function belongsToClause(places: readonly Place[], at: number): boolean {
  const place = places[at];
  const match = place?.afterMatch;
  if (place === undefined || match === undefined || match === null || !isGenitivePlace(place.word))
    return false;
  return places.slice(at - (match.to - match.from), at).some((one) => isParticiple(one.word));
}

/** «отделу ГО и ЧС»: what a body is of, in two abbreviations. */
function isNamedByTwo(places: readonly Place[], at: number): boolean {
  const [body, first, , second] = places.slice(Math.max(0, at - 3), at + 1);
  if (body === undefined || first === undefined || second === undefined) return false;
  return (
    isBody(body.word) &&
    first.word.abbreviation &&
    second.word.abbreviation &&
    first.match === null &&
    !first.withinMatch
  );
}

/** After «и»: does a new addressee begin here, or does a name such as «по образованию и науке» go on? */
function looksLikeItem(places: readonly Place[], at: number): boolean {
  const place = places[at];
  if (place === undefined) return false;
  if (place.match !== null || place.beginsPerson) return true;
  if (isNamedByTwo(places, at)) return false;
  for (let next = at; next <= at + LONGEST_ADJECTIVE_ROW; next += 1) {
    const word = places[next]?.word;
    if (word === undefined) return false;
    // «отделу воспитания и дополнительного образования»: what a body is of.
    if (word.stem === 'образован' && places[next - 1]?.word.stem !== 'муниципальн') return false;
    if (isBody(word) || isPost(word) || word.abbreviation) return true;
    if (!isAdjective(word)) return false;
  }
  return false;
}

function itemOf(
  printed: string,
  places: readonly Place[],
  from: number,
  toExclusive: number,
): AddresseeItem | null {
  const ended = places[toExclusive - 1];
  const to = ended !== undefined && isAnd(ended) ? toExclusive - 1 : toExclusive;
  const mark = places[from]?.word;
  const executor = mark !== undefined && opensExecutor(mark, places[from + 1]) ? [mark.text] : [];
  const begins = from + executor.length + togetherAt(places, from);
  const own = places.slice(begins, to);
  const first = executor.length > 0 ? own[0] : places[from];
  const last = own.at(-1);
  if (first === undefined || last === undefined || own.length === 0) return null;
  const next = places[to];
  const tail = printed.slice(last.word.end, next?.word.start ?? printed.length);
  const brackets = bracketsOf(tail).map(({ start, end }) => ({
    start: start + last.word.end,
    end: end + last.word.end,
  }));
  const inner = own.slice(1).flatMap((place) => place.bracketsBefore);
  const end = Math.max(last.word.end, ...brackets.map((bracket) => bracket.end));
  const closing = /^[.»"”]*/u.exec(printed.slice(end))?.[0] ?? '';
  const opening = OPENING.exec(first.gap)?.[0] ?? '';
  const person = own.some((place) => place.beginsPerson);
  return {
    text: trimItem(printed.slice(first.word.start - opening.length, end + closing.length), person),
    words: own.map((place) => place.word),
    matches: own.flatMap(({ match }) =>
      match === null ? [] : [{ ...match, from: match.from - begins, to: match.to - begins }],
    ),
    person,
    names: findPersonNames(printed.slice(first.word.start, last.word.end + 1))
      .map((name) => ({ start: name.start + first.word.start, end: name.end + first.word.start }))
      .filter((name) => own.some((place) => place.beginsPerson && place.word.start === name.start))
      .map(({ start, end: nameEnd }) => ({ text: printed.slice(start, nameEnd), start })),
    notes: [
      ...executor,
      ...[...inner, ...brackets].map((bracket) => printed.slice(bracket.start + 1, bracket.end - 1).trim()),
    ],
    start: first.word.start - opening.length,
    end: end + closing.length,
    gap: first.gap,
    dashes: own.slice(1).flatMap(({ gap, word }) => (/^\s*[-–—]\s*(?:№\s*)?$/u.test(gap) ? [word] : [])),
  };
}

/** White space collapsed; a full stop stays only after an initial. */
function trimItem(raw: string, person: boolean): string {
  const text = raw.replace(/\s+/gu, ' ').trim();
  return person && /\p{Lu}\.$/u.test(text) ? text : trimTrailing(text, '.,;:');
}

/** Where the outermost brackets stand. */
export function bracketsOf(text: string): Span[] {
  const spans: Span[] = [];
  let open = -1;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') {
      if (depth === 0) open = at;
      depth += 1;
    } else if (text[at] === ')' && depth > 0) {
      depth -= 1;
      if (depth === 0) spans.push({ start: open, end: at + 1 });
    }
  }
  return spans;
}

/** The spans that lie in none of the brackets; both lists are in order. */
function outside<T extends Span>(spans: readonly T[], brackets: readonly Span[]): T[] {
  let at = 0;
  return spans.filter((span) => {
    while ((brackets[at]?.end ?? span.end) <= span.start) at += 1;
    const bracket = brackets[at];
    return bracket === undefined || span.start < bracket.start;
  });
}
