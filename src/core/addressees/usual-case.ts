import { isLegalForm } from './descriptor.ts';
import type { Directory } from './directory.ts';
import { isCapital, stemOf, type Word, wordsOf } from './words.ts';

/** What a directory's names tell of the case of words. */
export interface NameCases {
  /** Stems of the abbreviations: «зоиро». */
  readonly abbreviations: ReadonlySet<string>;
  /** Stems of words that always begin with a capital: «приреченск». */
  readonly proper: ReadonlySet<string>;
}

/** The cases that the names of a directory print. */
export function nameCasesOf(directory: Directory): NameCases {
  const abbreviations = new Set<string>();
  const capital = new Set<string>();
  const small = new Set<string>();
  for (const { name, shortName, aliases } of directory) {
    for (const printed of [name, shortName ?? '', ...aliases]) {
      for (const [at, word] of wordsOf(printed).entries()) {
        if (word.abbreviation) abbreviations.add(word.stem);
        else if (!isCapital(word)) small.add(word.stem);
        else if (at > 0) capital.add(word.stem);
      }
    }
  }
  return { abbreviations, proper: new Set([...capital].filter((stem) => !small.has(stem))) };
}

/** No abbreviation is longer: a line with such words in capitals is a heading. */
const LONGEST_ABBREVIATION = 7;

/**
 * The words of a heading in capitals in their usual case; any other words as they are.
 *
 *   «УПРАВЛЕНИЮ ОБРАЗОВАНИЯ ПРИРЕЧЕНСКОГО РАЙОНА» → Управлению образования Приреченского района
 *   «ГАУ ДПО ЗОИРО»                               → the same: abbreviations
 */
export function inUsualCase(words: readonly Word[], cases: () => NameCases): readonly Word[] {
  const isCapitals = ({ text }: Word): boolean => text === text.toUpperCase();
  if (!words.some((word) => word.text.length > LONGEST_ABBREVIATION && isCapitals(word))) return words;
  if (!words.every(isCapitals)) return words;
  const { abbreviations, proper } = cases();
  return words.map((word, at): Word => {
    const lower = word.text.toLowerCase();
    if (word.abbreviation && (abbreviations.has(word.stem) || isLegalForm(lower))) return word;
    const stem = word.abbreviation ? stemOf(lower) : word.stem;
    const text = at === 0 || proper.has(stem) ? word.text.slice(0, 1) + lower.slice(1) : lower;
    return { ...word, text, stem, abbreviation: false };
  });
}
