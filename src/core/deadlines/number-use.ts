/**
 * What digits with dots between them are where something printed beside them tells: the number of a point, a version or
 * a speciality, a telephone, a quantity, an hour. Such digits are no day, however much they look like one.
 *
 *   «п. 12.05», «версия 2.10.15», «по специальности 09.02.07», «№ 12-05-2027», «до 12.05 тыс. рублей» → 'name'
 *   «1.1» of «1.1. до 5 мая»                                                                         → 'name'
 *   «12.05» of «с 10.00 до 12.05»                                                                     → 'clock'
 *   «12.05», «форма 12.05.2027»                                                                       → 'day'
 */
export type NumberUse = 'name' | 'clock' | 'day';

/** How much of a day is printed: a day and a month, these with two digits of the year, or with all four. */
export type PrintedDay = 'dotted' | 'short' | 'whole';

export function useOfNumber(text: string, start: number, end: number, day: PrintedDay): NumberUse {
  const before = text.slice(Math.max(0, start - LONGEST_BEFORE), start);
  if (NUMBERED.test(before)) return 'name';
  if (day === 'whole') return 'day';
  const after = text.slice(end, end + LONGEST_AFTER);
  if (NAMED.test(before) || CHAIN.test(after)) return 'name';
  const isFirst = before.trim() === '' || /\n\s*$/.test(before);
  if (day === 'dotted') {
    if (isFirst && TERM.test(after)) return 'name';
    if (MEASURE.test(after)) return 'name';
    return isClock(before, after) ? 'clock' : 'day';
  }
  return isFirst && UNPADDED.test(text.slice(start, end)) && TASK.test(after) ? 'name' : 'day';
}

const LONGEST_BEFORE = 60;
const LONGEST_AFTER = 36;

/** Whatever stands here is a number. */
const NUMBERED = /(?:№|(?:^|[^A-Za-zЀ-ӿ])(?:тел(?:ефон[а-я]{0,2})?|факс|инн|кпп|огрн|снилс)\.?:?)\s?$/iu;

/** What is numbered with dots, and the numbers in a row after it: «п. 2.10, 2.11 и 2.12». */
const NAMED = new RegExp(
  '(?:^|[^A-Za-zЀ-ӿ])(?:' +
    'пп?|подп|ст|гл|разд|прил|табл|рис|вер|верс|v|ver|сп|снип|санпин|гост|оквэд|кбк|по форме|' +
    '(?<!\\d\\s?)ч|част[ьи]ю?|(?:под)?пункт[а-я]{0,3}|стать[а-я]{1,3}|раздел[а-я]{0,3}|глав[а-я]{1,3}|' +
    'таблиц[а-я]{1,3}|приложени[а-я]{1,3}|рисун[а-я]{2,3}|верси[а-я]{1,3}|код[а-я]{0,2}|шифр[а-я]{0,2}|' +
    'специальност[а-я]{1,3}|професси[а-я]{1,3}|по направлени[а-я]{1,2}' +
    ')\\.?\\s?\\(?(?:\\d{1,3}\\.[\\d.]{1,8}\\s?(?:,|;|и|[-–—])\\s?){0,5}$',
  'iu',
);

/** «2.4.24.5» */
const CHAIN = /^\.\d/;

const MEASURE =
  /^\s?(?:%|тыс|млн|млрд|руб|коп\.|ставк|процент|балл|га(?![а-я])|кв\.?\s?м|куб|кг|км|тонн|литр|гкал|квт)/iu;

/** «1.5.27 Провести …»: the number of a point at the beginning of its line. */
const UNPADDED = /^\d\.\d{1,2}\.\d{2}$/;
const TASK = /^\.?\s+[А-ЯЁ][а-яё]+(?:ть|ти|ться|тись)(?![а-яё])/u;

/** «1.1.с 5 по 18 сентября»: the number of a point before a whole term. */
const TERM =
  /^\.?\s?(?:со?|до|не позднее)\s\d{1,2}(?:\s(?:по|до)\s\d{1,2})?(?:\.\d{1,2}\.\d{2}|\s(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек))/iu;

/** An hour on the one side of «до» makes one of the number on the other. */
function isClock(before: string, after: string): boolean {
  return HOURS_BEFORE.test(before) || (/(?:^|\s)со?\s$/iu.test(before) && HOURS_AFTER.test(after));
}

const MINUTES = '(?:00|1[3-9]|[2-5]\\d)';
const HOURS_BEFORE = new RegExp(
  `(?:^|\\s)со?\\s\\d{1,2}[.:]${MINUTES}\\s?(?:час(?:ов)?|ч\\.?)?\\s?(?:до|по)\\s$`,
  'iu',
);
const HOURS_AFTER = new RegExp(`^\\s?(?:до|по|[-–—])\\s?\\d{1,2}[.:]${MINUTES}(?![\\d.])`, 'iu');
