const MONTHS = 'январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр';
const NUMBER = '\\d{1,2}(?:\\s?(?:[–—-]|,|\\sпо|\\sи)\\s?\\d{1,2}){0,2}';
const DAY = `${NUMBER}(?:\\.\\d{2}(?:\\.(?:20)?\\d\\d)?|\\s(?:${MONTHS})[а-я]{0,2})`;
const MONTH = `(?:${MONTHS})[а-я]{0,2}(?:\\s?[–—-]\\s?(?:${MONTHS})[а-я]{0,2})?`;
const YEAR = '(?:\\s?20\\d\\d)?(?:\\s?(?:года|г\\.|г(?![а-яё])))?';
const PART_OF_YEAR = `(?:[1-4]|I{1,3}|IV)(?:-?[еый]{1,2})?\\s(?:квартал|полугоди|кв\\.)[а-я]{0,2}${YEAR}`;
const OFTEN = 'ежемесячно|ежеквартально|еженедельно|ежедневно|ежегодно';
const WEEKDAYS = '(?:понедельник|вторник|сред|четверг|пятниц|суббот)ам';
const EVERY = `(?:еженедельно,?\\s)?по\\s${WEEKDAYS}(?:\\sи\\s${WEEKDAYS})?|кажд(?:ый|ую)\\s(?:понедельник|вторник|среду|четверг|пятницу|субботу)`;
const NUMBER_OF_MONTH = `${NUMBER}(?:-?го)?\\sчисла(?:\\s(?:каждого\\s)?месяца)?`;
const EDGE = `(?:до|к)\\s(?:начал|конц)[ау]\\s(?:${MONTH}${YEAR}|(?:учебного\\s)?года|месяца|квартала|20\\d\\d\\sгода)`;
/** A term as a column prints it, without a sign that it is one. */
const TERM = new RegExp(
  `(?<![A-Za-zЀ-ӿ\\d.])(?:(?:(?:${OFTEN}),?\\s)?(?:(?:до|с|к|во?|не\\s+позднее)\\s)?(?:${NUMBER_OF_MONTH}(?:,?\\s(?:${OFTEN}))?|${DAY}${YEAR}(?:\\s(?:по|до)\\s${DAY}${YEAR})?|${MONTH}${YEAR})|${EDGE}|${EVERY}|${PART_OF_YEAR}|в\\sтечени[еи]\\s(?:всего\\s)?(?:учебного\\s)?(?:года|месяца|периода|20\\d\\d\\sгода)|20\\d\\d\\sгод|постоянно|${OFTEN}|по\\sмере\\sнеобходимости)(?![A-Za-zЀ-ӿ\\d]|\\.\\d)`,
  'giu',
);
/** «до конца », «в срок до », «для », behind which neither a term nor a name begins. */
const OPEN =
  /(?<![A-Za-zЀ-ӿ])(?:до|с|со|к|ко|по|и|в|во|на|от|из|о|об|у|за|при|для|не|позднее|числа|конца|раз|срок)\s*$/iu;
/** «до 10, »; a number of a school is none of a day. */
const DAY_ABOVE = /(?<!№\s{0,2}\d{0,3})\d[.,]?\s*$/u;

/** A whole day or month right behind a word, «эвакуация27.05.2027МКОУ»: no space stands on its sides. */
const GLUED = new RegExp(
  `(?<=[а-яё»)])(?:(?:до|не\\sпозднее)\\s)?(?:${DAY}|(?:${MONTHS})[а-я]{0,2}(?=\\s20))(?:\\s?20\\d\\d)?(?:\\s?(?:года|г\\.))?`,
  'giu',
);

/** The terms that the words of a row may hold, in order. */
export function termsIn(text: string): readonly RegExpExecArray[] {
  const apart = [...text.matchAll(TERM)];
  if (apart.length > 0) return apart;
  return [...text.matchAll(GLUED)].filter(({ 0: term, index }) =>
    /^(?:$|[\p{Lu}«])/u.test(text.slice(index + term.length).trimStart()),
  );
}

/** True for words that end with a preposition or the like: neither a term nor a name begins behind them. */
export function leavesOpen(before: string): boolean {
  return OPEN.test(before);
}

/** True where the words before a term would take a part of it away: «до 10 числа, » before «20 апреля». */
export function isHalfTerm(before: string, term: string): boolean {
  return OPEN.test(before) || (/^\d/u.test(term) && DAY_ABOVE.test(before));
}
