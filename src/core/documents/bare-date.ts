import { MONTHS_GENITIVE } from '../calendar/russian-date-text.ts';

/** A day printed in the words of a point without a word that makes it a deadline. */
export interface BareDate {
  readonly phrase: string;
  /** True where it closes the point after a comma, a dash or a bracket: «закупить посуду, 30.09.2026». */
  readonly closes: boolean;
}

const DAY = new RegExp(
  `(?<![\\d.,])(?:\\d{1,2}\\s?[–—-]\\s?(?=\\d{1,2}\\s[A-Za-zЀ-ӿ]))?(?:\\d{1,2}\\.\\d{1,2}\\.20\\d\\d(?![\\d.]\\d|\\d)|\\d{1,2}\\s(?:${MONTHS_GENITIVE.join('|')})(?:\\s20\\d\\d(?!\\d)|(?![A-Za-zЀ-ӿ]|\\s\\d{4})))(?:\\s?(?:года|г(?![A-Za-zЀ-ӿ])\\.?))?`,
  'giu',
);
/** What a date after these words is of: an act, a period, a state of things. */
const OF_SOMETHING_ELSE =
  /(?:(?<![A-Za-zЀ-ӿ])(?:от|с|со|по|до|за|на|к|ко|после|из|ранее|начиная|редакции|принят[A-Za-zЀ-ӿ]*|утвержд[A-Za-zЀ-ӿ]*|рожд[A-Za-zЀ-ӿ]*|г\.\s?р\.?)|[№«"–—-]\s?\d[\dA-Za-zЀ-ӿ/.-]*)[\s«"]*$/iu;
const OF_AN_ACT = /^[\s,]*(?:№|N\s?\d)/u;
const LOOK_BACK = 40;

/**
 * The one day a text prints that no other reading took; null for none and for several.
 *
 *   «Завхозу закупить посуду, 30.09.2026.»              → { phrase: '30.09.2026', closes: true }
 *   «Провести 27 апреля 2026 года повторную проверку»   → { phrase: '27 апреля 2026 года', closes: false }
 *   «Отменить приказ от 11.11.2025 № 870», «с 1 мая 2026» → null
 */
export function findBareDate(text: string): BareDate | null {
  const [found, ...others] = [...text.matchAll(DAY)].filter(({ 0: phrase, index }) => {
    const before = text.slice(Math.max(0, index - LOOK_BACK), index);
    return !OF_SOMETHING_ELSE.test(before) && !OF_AN_ACT.test(text.slice(index + phrase.length));
  });
  if (found === undefined || others.length > 0) return null;
  const before = text.slice(0, found.index);
  const closes =
    /(?:[,;(]|\s[–—-])\s*$/u.test(before) && /^[\s.;)]*$/u.test(text.slice(found.index + found[0].length));
  return { phrase: found[0], closes };
}
