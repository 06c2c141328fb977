import type { AddresseeCandidate } from '../documents/read-document.ts';
import type { Warning } from '../warning.ts';
import { groupsOfMunicipalities, namesAllMunicipalities } from './all-municipalities.ts';
import { describe } from './descriptor.ts';
import type { DirectoryEntry } from './directory.ts';
import type { DirectoryIndex } from './directory-index.ts';
import { findAlike } from './find-described.ts';
import { likelySaved } from './likely-saved.ts';
import { placeOf } from './place-of.ts';
import type { Word } from './words.ts';

/** What one printed addressee means. */
export type Meaning =
  | {
      readonly kind: 'entry';
      readonly entry: DirectoryEntry;
      /** Codes of the members that are meant, where they are not all. */
      readonly only?: readonly string[];
      readonly candidates?: readonly AddresseeCandidate[];
      readonly warnings: readonly Warning[];
    }
  | { readonly kind: 'person' | 'role'; readonly warnings: readonly Warning[] }
  /** Nobody for sure: several that fit alike, or some that are like it, or nobody at all. */
  | {
      readonly kind: 'unknown';
      readonly person: boolean;
      readonly candidates: readonly AddresseeCandidate[];
      readonly warnings: readonly Warning[];
    };

/** «главам муниципальных образований»: likely those who run the schools there, but a person must say so. */
const MUNICIPAL_SCORE = 0.7;

/** Nobody the directory knows; who is like it is named, `likely` first. */
export function nobody(
  text: string,
  words: readonly Word[],
  index: DirectoryIndex,
  likely: readonly AddresseeCandidate[] = [],
): Meaning {
  const alike = findAlike(describe(words), index.described(), () => true);
  const municipal = namesAllMunicipalities(words) ? groupsOfMunicipalities(index) : [];
  const found = [
    ...likely,
    ...municipal.map(({ code }) => ({ code, score: MUNICIPAL_SCORE })),
    ...likelySaved([words], index),
    ...alike,
    ...onlyInstitute(words, index),
  ];
  const candidates = found
    .filter(({ code }, at) => found.findIndex((one) => one.code === code) === at)
    .slice(0, 5);
  const like = candidates.length === 0 ? '' : ` Похожи: ${namesOf(candidates, index)}.`;
  const message = `Адресат «${text}» не найден в справочнике: выберите организацию или добавьте её.${like}`;
  return { kind: 'unknown', person: false, candidates, warnings: [{ code: 'unknown_addressee', message }] };
}

const ONLY_INSTITUTE_SCORE = 0.4;

/** «ректору института»: where the directory has but one institute, likely that one. */
function onlyInstitute(words: readonly Word[], index: DirectoryIndex): readonly AddresseeCandidate[] {
  if (!words.some(({ stem }) => stem === 'институт')) return [];
  const [only, another] = index.directory.filter(
    ({ kind, name, shortName }) => kind === 'institute' && /институт/iu.test(`${name} ${shortName ?? ''}`),
  );
  return only === undefined || another !== undefined
    ? []
    : [{ code: only.code, score: ONLY_INSTITUTE_SCORE }];
}

/** Several that fit alike. */
export function several(
  text: string,
  candidates: readonly AddresseeCandidate[],
  index: DirectoryIndex,
  person = false,
): Meaning {
  const message = `Под названием «${text}» в справочнике несколько организаций: ${namesOf(candidates, index)}. Выберите нужную.`;
  return { kind: 'unknown', person, candidates, warnings: [{ code: 'several_candidates', message }] };
}

/** The person and the organization printed together are not of one entry. */
export function disagreeing(
  text: string,
  candidates: readonly AddresseeCandidate[],
  index: DirectoryIndex,
): Meaning {
  const message = `В адресате «${text}» человек и организация по справочнику не сходятся: ${namesOf(candidates, index)}. Выберите, кому направить.`;
  return { kind: 'unknown', person: true, candidates, warnings: [{ code: 'several_candidates', message }] };
}

/** The candidates as the directory calls them, each with the municipality that its name does not say. */
export function namesOf(candidates: readonly AddresseeCandidate[], index: DirectoryIndex): string {
  return candidates
    .flatMap(({ code }) => {
      const entry = index.byCode().get(code);
      if (entry === undefined) return [];
      const place = placeOf(entry, index);
      return [`${entry.shortName ?? entry.name}${place === null ? '' : ` (${place})`}`];
    })
    .join('; ');
}
