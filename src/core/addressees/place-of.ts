import { calledKey } from './described.ts';
import { describe } from './descriptor.ts';
import type { DirectoryEntry } from './directory.ts';
import type { DirectoryIndex } from './directory-index.ts';
import { isCapital, wordsOf } from './words.ts';

/**
 * The municipality that an organization is below, where its name does not tell it from others: two districts may each
 * have a «Покровская СОШ», and a «СОШ № 3» may be anywhere.
 *
 *   «Покровская СОШ» below lesnoy, one of two → «Лесной район»
 *   «СОШ № 3 г. Озёрска», «Заречная ООШ», the only one → null
 *
 * Null too for who is below no municipality.
 */
export function placeOf(entry: DirectoryEntry, index: DirectoryIndex): string | null {
  const known = places.get(index) ?? new Map<string, string | null>();
  places.set(index, known);
  const before = known.get(entry.code);
  if (before !== undefined) return before;
  const place = findPlace(entry, index);
  known.set(entry.code, place);
  return place;
}

/** The same few organizations are asked about again and again. */
const places = new WeakMap<DirectoryIndex, Map<string, string | null>>();

function findPlace(entry: DirectoryEntry, index: DirectoryIndex): string | null {
  const above = entry.parent === null ? undefined : index.byCode().get(entry.parent);
  if (above === undefined || above.kind !== 'municipality') return null;
  const words = wordsOf(entry.shortName ?? entry.name);
  const { tokens, numbers } = describe(words);
  if (numbers.size === 0 && !index.sharedNames().has(calledKey(tokens))) return null;
  const place = above.shortName ?? above.name;
  const said = new Set(words.map(({ stem }) => stem));
  return wordsOf(place).some((word) => isCapital(word) && said.has(word.stem)) ? null : place;
}
