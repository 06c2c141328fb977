import type { AddresseeCandidate } from '../documents/read-document.ts';
import { type Described, type DescribedDirectory, numberKey } from './described.ts';
import { type Descriptor, EDUCATION_BODY } from './descriptor.ts';
import type { DirectoryEntry } from './directory.ts';

/** Whom a description means: one for sure, several that all fit, or nobody. Candidates come best first. */
export type FoundDescribed =
  | { readonly kind: 'one'; readonly entry: DirectoryEntry }
  | { readonly kind: 'several'; readonly candidates: readonly AddresseeCandidate[] }
  | { readonly kind: 'none' };

const SCHOOLS = ['сош', 'оош', 'нош', 'школа'];
/** Of which a place often has one alone. */
const RARE_TYPES = new Set(['интернат', 'гимназия', 'лицей']);
const LEAST_SCORE = 0.55;
/** More that are alike are not listed. */
export const MOST_CANDIDATES = 5;
const WEIGHT = { number: 1.5, type: 0.5, territory: 0.5 } as const;

/**
 * The organizations whose names (or the town above them) say everything that is printed.
 *
 *   «СОШ № 3 г. Озёрска» → the one school of Озёрск with this number
 *   «школа № 1»          → several: every school № 1
 *
 * What names only a type, a place without a type where schools are meant, or a word nobody's name has, finds none.
 */
export function findDescribed(
  printed: Descriptor,
  { by, all }: DescribedDirectory,
  among: (entry: DirectoryEntry) => boolean,
): FoundDescribed {
  const keys = [...printed.tokens, ...[...printed.numbers].map(numberKey)];
  if (keys.length === 0) return findByType(printed, all, among);
  // «отделы образования» names a sort of bodies, not one of them.
  if (keys.every((key) => key === EDUCATION_BODY)) return { kind: 'none' };
  const fewest = keys.map((key) => by.get(key) ?? []).reduce((a, b) => (b.length < a.length ? b : a));
  const fitting = fewest.filter((one) => among(one.entry) && says(one, printed));
  const own = fitting.filter((one) => [...printed.tokens].every((token) => one.tokens.has(token)));
  const best = ofExactType(printed.numbers.size === 0 && own.length > 0 ? own : fitting, printed);
  const [first] = best;
  if (first === undefined) return { kind: 'none' };
  if (best.length === 1)
    return saysEnough(first, printed) ? { kind: 'one', entry: first.entry } : { kind: 'none' };
  // «Лесной» of a list of districts is not the «Центр творчества Лесного района».
  const [enough, another] = best.filter((one) => saysEnough(one, printed));
  if (enough?.entry.kind === 'municipality' && another === undefined)
    return { kind: 'one', entry: enough.entry };
  return { kind: 'several', candidates: ranked(best, printed).slice(0, MOST_CANDIDATES) };
}

/** «СОШ № 1» is not the «Вечерняя школа № 1» of the same town, where the town has a «СОШ № 1». */
function ofExactType(fitting: readonly Described[], { type }: Descriptor): readonly Described[] {
  if (type === null || type === 'школа') return fitting;
  const exact = fitting.filter(({ types }) => types.has(type));
  return fitting.filter(
    (one) => exact.includes(one) || !exact.some(({ entry }) => entry.parent === one.entry.parent),
  );
}

/**
 * Others whose name is the printed one but for the place they are in: «Ивановская СОШ» of one district is short for
 * that of another too, though only one of them is so called in the directory.
 */
export function namesakesOf(
  entry: DirectoryEntry,
  printed: Descriptor,
  { by, all }: DescribedDirectory,
): readonly AddresseeCandidate[] {
  const keys = [...printed.tokens, ...[...printed.numbers].map(numberKey)];
  const fewest = keys.map((key) => by.get(key) ?? []).reduce((a, b) => (b.length < a.length ? b : a), all);
  const alike = fewest.filter(
    (one) =>
      one.entry.kind === entry.kind &&
      says(one, printed) &&
      (isNumberAlone(printed) || one.names.some((name) => isBut(name, one, printed))),
  );
  return alike.some((one) => one.entry !== entry) ? ranked(alike, printed).slice(0, MOST_CANDIDATES) : [];
}

/** «МБОУ СОШ № 4»: short for every school of that number, whatever else is in its name. */
const isNumberAlone = ({ numbers, tokens, territory }: Descriptor): boolean =>
  numbers.size > 0 && tokens.size === 0 && territory === null;

/** True where the name says nothing that is not printed, the place of the organization aside. */
function isBut(name: Descriptor, { parent }: Described, printed: Descriptor): boolean {
  return (
    name.numbers.size === printed.numbers.size &&
    [...name.tokens].every((token) => printed.tokens.has(token) || parent?.tokens.has(token) === true)
  );
}

/** «школе-интернату», where the directory has but one. */
function findByType(
  printed: Descriptor,
  all: readonly Described[],
  among: (entry: DirectoryEntry) => boolean,
): FoundDescribed {
  const { type } = printed;
  if (type === null || !RARE_TYPES.has(type) || printed.territory !== null) return { kind: 'none' };
  const fitting = all.filter((one) => one.types.has(type) && among(one.entry));
  const [first] = fitting;
  if (first === undefined || fitting.length > MOST_CANDIDATES) return { kind: 'none' };
  if (fitting.length === 1) return { kind: 'one', entry: first.entry };
  return { kind: 'several', candidates: ranked(fitting, printed) };
}

/** Those whose names are most like what is printed, though they do not say all of it. */
export function findAlike(
  printed: Descriptor,
  directory: DescribedDirectory,
  among: (entry: DirectoryEntry) => boolean,
): readonly AddresseeCandidate[] {
  const total = directory.all.length;
  const keys = [...printed.tokens, ...[...printed.numbers].map(numberKey)];
  const near = new Set<Described>();
  for (const key of keys) {
    const having = directory.by.get(key) ?? [];
    // A word half the directory shares makes nobody alike.
    if (having.length <= Math.max(10, total / 10)) for (const one of having) near.add(one);
  }
  const able = [...near].filter(
    (one) =>
      among(one.entry) &&
      agreesInType(one, printed) &&
      [...printed.numbers].every((number) => one.numbers.has(number)),
  );
  return ranked(able, printed)
    .filter(({ score }) => score >= LEAST_SCORE)
    .slice(0, MOST_CANDIDATES);
}

function says(one: Described, printed: Descriptor): boolean {
  if (!agreesInType(one, printed)) return false;
  for (const number of printed.numbers) if (!one.numbers.has(number)) return false;
  for (const token of printed.tokens) {
    if (!one.tokens.has(token) && one.parent?.tokens.has(token) !== true) return false;
  }
  if (printed.territory === null) return true;
  const territories = [...one.territories, ...(one.parent?.territories ?? [])];
  // A department without a place in its name is the region's: «Департамент образования города» is another.
  if (territories.length === 0) return one.entry.kind !== 'department';
  return territories.includes(printed.territory);
}

function agreesInType({ entry, types }: Described, { type, numbers, institution }: Descriptor): boolean {
  const named = [...types];
  if (type === null) {
    // «Приреченский район» is no school there; «МБОУ «Заречная»» and «№ 5» may be.
    return named.length === 0 || entry.kind === 'municipality' || institution || numbers.size > 0;
  }
  if (named.length > 0) {
    return named.some(
      (one) => one === type || (SCHOOLS.includes(type) && one === 'школа') || fitsAnySchool(one, type),
    );
  }
  return type === 'сад' ? entry.kind === 'preschool' : entry.kind === 'school';
}

/**
 * Words without a number, a type or a place must be most of a name: «организациям дополнительного образования» are not
 * the one «учреждение дополнительного профессионального образования …».
 */
function saysEnough(one: Described, { tokens, numbers, type, territory }: Descriptor): boolean {
  const placed = one.territories.size > 0 || (one.parent?.territories.size ?? 0) > 0;
  if (numbers.size > 0 || type !== null || (territory !== null && placed)) return true;
  // A place the organization does not have speaks against it.
  const foreign = territory === null ? 0 : 1;
  return one.names.some((name) => {
    const common = [...name.tokens].filter((token) => tokens.has(token)).length;
    if (common === 0) return false;
    // «Центр мониторинга» is the beginning of a name, «Центр социальной помощи» picks words out of one.
    const begins = [...name.tokens].slice(0, tokens.size).every((token) => tokens.has(token));
    return common * (begins ? 2 : 1.5) >= name.tokens.size + foreign;
  });
}

const fitsAnySchool = (named: string, printed: string): boolean =>
  printed === 'школа' && SCHOOLS.includes(named);

function ranked(found: readonly Described[], printed: Descriptor): AddresseeCandidate[] {
  return found
    .map((one) => ({ code: one.entry.code, score: scoreOf(one, printed) }))
    .sort((a, b) => b.score - a.score);
}

/** The share of what is printed and of the entry's best fitting name that both have, 0–1. */
function scoreOf(one: Described, printed: Descriptor): number {
  const scores = one.names.map((name) => {
    let common = 0;
    // What only the organization above says, makes the name longer by itself.
    let above = 0;
    for (const token of printed.tokens) {
      if (!hasToken(one, name, token)) continue;
      common += 1;
      if (!name.tokens.has(token)) above += 1;
    }
    for (const number of printed.numbers) if (name.numbers.has(number)) common += WEIGHT.number;
    if (printed.type !== null && name.type === printed.type) common += WEIGHT.type;
    const territories = [name.territory, ...(one.parent?.territories ?? [])];
    if (printed.territory !== null && territories.includes(printed.territory)) common += WEIGHT.territory;
    return (2 * common) / (weightOf(printed) + Math.max(weightOf(name) + above, common));
  });
  return Math.round(Math.max(0, ...scores) * 100) / 100;
}

function hasToken({ tokens, parent }: Described, name: Descriptor, token: string): boolean {
  return (
    name.tokens.has(token) ||
    (tokens.has(token) && name.tokens.size === 0) ||
    parent?.tokens.has(token) === true
  );
}

function weightOf({ tokens, numbers, type, territory }: Descriptor): number {
  return (
    tokens.size +
    numbers.size * WEIGHT.number +
    (type === null ? 0 : WEIGHT.type) +
    (territory === null ? 0 : WEIGHT.territory)
  );
}
