import type { Warning } from '../warning.ts';
import { describe } from './descriptor.ts';
import type { DirectoryEntry } from './directory.ts';
import type { DirectoryIndex, NameMatch } from './directory-index.ts';
import { EXECUTOR_MARK } from './executor-mark.ts';
import { findDescribed } from './find-described.ts';
import { likelySaved } from './likely-saved.ts';
import { type Meaning, nobody, several } from './meaning.ts';
import { isTerritory } from './places.ts';
import type { AddresseeItem } from './split-addressees.ts';
import { isAdjective, isParticiple } from './vocabulary.ts';
import { isCapital, type Word } from './words.ts';

/** A group that was found among the words of an item. */
export interface NamedGroup {
  readonly item: AddresseeItem;
  readonly words: readonly Word[];
  readonly match: NameMatch;
  readonly entry: DirectoryEntry;
  readonly warnings: readonly Warning[];
}

const WHOLE_REGION =
  /(?<!\p{L})(?:област\p{L}*|кра[йяюе]\p{L}*|республик\p{L}*|автономн\p{L}*\s+округ\p{L}*|регион\p{L}*)$/iu;
const CLAUSE =
  /^(?:в|во|на|по|с|со|для|при|из|от|до|без|которы\p{L}*|участни[кц]\p{L}*|победител\p{L}*|партн[её]р\p{L}*|площадк\p{L}*)$/iu;
/** «всем», «каждой», «любой», «кроме того». */
const EACH = new Set(['все', 'кажд', 'люб', 'тог']);
const SINGULAR = /(?:ая|яя|ой|ей|ую|юю|ого|его|ому|ему|ый|ий|ое|ее)$/u;
const INCLUDING = /^(?:а\s+также\s+)?в\s+том\s+числе(?!\p{L})/iu;

/**
 * What the words around a group's name make of it:
 *
 *   «школы № 5», «ОМСУ Лесного района»  → that one member
 *   «школы Лесного района»              → the group, only the members below that municipality
 *   «сельские школы», «школы, участвующие в …» → the group, with the doubt that a part of it is meant
 *   «ОМСУ Дальнего района»              → nobody, where the directory has no such place
 *   «ОМСУ Заозёрской области», «ОМСУ, в том числе …» → the whole group
 */
export function readGroupPart(named: NamedGroup, index: DirectoryIndex): Meaning {
  const { item, words, match, entry, warnings } = named;
  if (match.entries.length > 1) {
    return several(
      item.text,
      match.entries.map(({ code }) => ({ code, score: 1 })),
      index,
    );
  }
  const after = words.slice(match.to);
  const adjectives = words.slice(0, match.from).filter((word) => isAdjective(word) && !EACH.has(word.stem));
  const tail = after.map((word) => word.text).join(' ');
  if (adjectives.some((word) => isCapital(word) || isSingular(word))) {
    const found = findDescribed(describe(words), index.described(), ({ code }) =>
      index.membersOf(entry.code).has(code),
    );
    if (found.kind === 'one') return { kind: 'entry', entry: found.entry, warnings };
    if (found.kind === 'several') return several(item.text, found.candidates, index);
  }
  // «Лунная школа» is one, and none of the group; «Спортивная школа» may be one of no group.
  const single = adjectives.some(isSingular)
    ? findDescribed(describe(words), index.described(), ({ kind }) => kind === 'other')
    : null;
  if (single?.kind === 'one') return { kind: 'entry', entry: single.entry, warnings };
  if (single !== null) return nobody(item.text, words, index);
  if (isOtherSort(adjectives, after, entry)) {
    return nobody(item.text, words, index, [{ code: entry.code, score: OTHER_SORT_SCORE }]);
  }
  const wholeGroup =
    after.length === 0 || (after.length <= 3 && WHOLE_REGION.test(tail)) || INCLUDING.test(tail);
  if (wholeGroup || (EXECUTOR_MARK.test(tail) && !after.some(isTerritory))) {
    return {
      kind: 'entry',
      entry,
      warnings: [...warnings, ...(adjectives.length > 0 ? [subset(named)] : [])],
    };
  }
  const clause = after.findIndex((word) => isParticiple(word) || CLAUSE.test(word.text));
  const place = clause === -1 ? after : after.slice(0, clause);
  const part = readPlace(named, place, index);
  if (part === null) {
    // «Детский сад «Ласточка»» is one too.
    const one = words.slice(match.from, match.to).some(isSingularBody) && after.some(isCapital);
    return one ? nobody(item.text, words, index) : asSubset(named, after, index);
  }
  if (part.kind !== 'entry') return part;
  const narrowed = part.entry === entry && (adjectives.length > 0 || place.length < after.length);
  return { ...part, warnings: [...warnings, ...part.warnings, ...(narrowed ? [subset(named)] : [])] };
}

const OTHER_SORT_SCORE = 0.5;
const OTHER_SORT =
  /^(?:профессиональн|спортивн|музыкальн|художественн|воскресн|высш|дополнительн|дошкольн|научн|религиозн|медицинск|автомобильн)$/u;
const OF_OTHER_SORT = /^(?:искусств|ремес|мастерств|олимпийск|танц|бизнес|высш)$/u;

/** «детским школам искусств», «профессиональным образовательным организациям»: no part of the schools. */
function isOtherSort(
  adjectives: readonly Word[],
  [next]: readonly Word[],
  { name, aliases }: DirectoryEntry,
): boolean {
  const other =
    adjectives.find(({ stem }) => OTHER_SORT.test(stem)) ??
    (next !== undefined && OF_OTHER_SORT.test(next.stem) ? next : undefined);
  return (
    other !== undefined && ![name, ...aliases].some((printed) => printed.toLowerCase().includes(other.stem))
  );
}

const isSingularBody = ({ text }: Word): boolean =>
  /^(?:школ(?:а|е|у|ой)|сад(?:а|у|ом)?|организаци(?:я|ю|ей)|учреждени(?:е|ю|ем))$/u.test(text.toLowerCase());

const isSingular = ({ text }: Word): boolean => SINGULAR.test(text.toLowerCase());

/** The place, the number or the name after a group's name; null where these words are none of them. */
function readPlace(
  { item, words, match, entry }: NamedGroup,
  place: readonly Word[],
  index: DirectoryIndex,
): Meaning | null {
  const isMember = ({ code }: DirectoryEntry): boolean => index.membersOf(entry.code).has(code);
  const printed = describe(place);
  const isPlace = place.some(isTerritory) || place.some(isCapital);
  const isUnsaid = place.every((word) => isTerritory(word) || KIND_OF_PLACE.test(word.stem));
  if (isUnsaid && place.length > 0) return ofPlaceUnsaid({ item, words, entry }, index);
  if (printed.numbers.size === 0 && isPlace) {
    const found = findDescribed(printed, index.described(), ({ kind }) => kind === 'municipality');
    if (found.kind === 'several') return several(item.text, found.candidates, index);
    if (found.kind === 'one') {
      if (isMember(found.entry)) return { kind: 'entry', entry: found.entry, warnings: [] };
      const below = index.directory.filter((one) => one.parent === found.entry.code && isMember(one));
      if (below.length === 0) return nobody(item.text, words, index);
      return { kind: 'entry', entry, only: below.map(({ code }) => code), warnings: [] };
    }
  }
  if (printed.numbers.size === 0 && !isPlace) return null;
  const whole = describe(words.slice(match.from, match.to + place.length));
  const found = findDescribed(whole, index.described(), isMember);
  if (found.kind === 'one') return { kind: 'entry', entry: found.entry, warnings: [] };
  if (found.kind === 'several') return several(item.text, found.candidates, index);
  return printed.numbers.size > 0 || place.some(isTerritory) ? nobody(item.text, words, index) : null;
}

/** «городского округа», «муниципальных районов» */
const KIND_OF_PLACE = /^(?:городск|муниципальн)$/u;
const PLACE_UNSAID_SCORE = 0.5;

/** «школам района»: all of them where the directory is of one municipality, else those of one that is not named. */
function ofPlaceUnsaid(
  { item, words, entry }: Pick<NamedGroup, 'item' | 'words' | 'entry'>,
  index: DirectoryIndex,
): Meaning {
  const municipalities = index.directory.filter(({ kind }) => kind === 'municipality');
  if (municipalities.length === 1) return { kind: 'entry', entry, warnings: [] };
  return nobody(item.text, words, index, [{ code: entry.code, score: PLACE_UNSAID_SCORE }]);
}

function asSubset(named: NamedGroup, after: readonly Word[], index: DirectoryIndex): Meaning {
  const { entry, warnings } = named;
  const candidates = likelySaved([named.words, after], index);
  return {
    kind: 'entry',
    entry,
    ...(candidates.length > 0 ? { candidates } : {}),
    warnings: [...warnings, subset(named)],
  };
}

/** «… — часть группы …». */
export function subset({ item, entry }: Pick<NamedGroup, 'item' | 'entry'>): Warning {
  const message = `«${item.text}» — часть группы «${entry.shortName ?? entry.name}»: проверьте, кому направить.`;
  return { code: 'subset_of_group', message };
}
