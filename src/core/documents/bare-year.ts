const YEARS =
  /(?<![A-Za-zЀ-ӿ])в\s(20\d\d)(?:\s?[–—/-]\s?(20\d\d)|\sи\s(20\d\d))?\s(?:год(?:у|ах)|г\.?г?\.?)(?![A-Za-zЀ-ӿ])/giu;
/** «проведённых в 2026 году», «итогах работы в 2026 году»: what the year belongs to is no task. */
const OF_SOMETHING_ELSE =
  /(?:[A-Za-zЀ-ӿ]{2}(?:нн|вш|ющ|ащ|ящ|ущ|ем|им)[A-Za-zЀ-ӿ]{2,3}|(?:итог|результат|отч[её]т|анализ|показател|закон|бюджет)[A-Za-zЀ-ӿ]*(?:\s[A-Za-zЀ-ӿ-]+){0,3})\s$/iu;
const LOOK_BACK = 80;

/**
 * The year, or the years, in which a text tells somebody to do something; null for none and for several.
 *
 *   «Школам обеспечить в 2026 году участие педагогов»  → «в 2026 году»
 *   «Представить отчёт о работе, проведённой в 2026 году», «по итогам работы в 2026 году» → null
 *
 * A year before `from` is long past, so it is no term.
 */
export function findBareYear(text: string, from: number): string | null {
  const [found, ...others] = [...text.matchAll(YEARS)];
  if (found === undefined || others.length > 0) return null;
  const before = text.slice(Math.max(0, found.index - LOOK_BACK), found.index);
  const last = Number(found[3] ?? found[2] ?? found[1]);
  if (OF_SOMETHING_ELSE.test(before) || last < from || isQuoted(text, found.index)) return null;
  return found[0];
}

function isQuoted(text: string, at: number): boolean {
  const before = text.slice(0, at);
  return before.lastIndexOf('«') > before.lastIndexOf('»');
}
