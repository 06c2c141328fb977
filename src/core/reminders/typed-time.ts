import { type ClockTime, parseClockTime } from '../calendar/moscow-time.ts';

/**
 * A time of day in a person's own words, as the whole of what they say.
 *
 *   «08:30», «8.30», «8-30», «в 8», «в 8 утра», «8 часов 30 минут», «в половине девятого», «7 вечера» → a time
 *   «25:00», «8:75», «13 утра»                                                                        → impossible
 *   «выполнено», «до 15 ноября», «п. 2.5 сделали», «8 школ»                                           → null
 */
export type TypedTime = { readonly kind: 'time'; readonly time: ClockTime } | { readonly kind: 'impossible' };

const HOUR_WORDS: readonly string[] = [
  'час',
  'два',
  'три',
  'четыре',
  'пять',
  'шесть',
  'семь',
  'восемь',
  'девять',
  'десять',
  'одиннадцать',
  'двенадцать',
];
/** «половина девятого»: half past eight. */
const HALF_OF: readonly string[] = [
  'первого',
  'второго',
  'третьего',
  'четвертого',
  'пятого',
  'шестого',
  'седьмого',
  'восьмого',
  'девятого',
  'десятого',
  'одиннадцатого',
  'двенадцатого',
];

const PART = String.raw`(?: (утра|дня|вечера|ночи))?`;
const FIGURES = new RegExp(
  String.raw`^(\d{1,2})(?: ?[:.,\-–—] ?(\d{2})| (\d{2})| ?(?:ч|час|часа|часов)\.?(?: ?(\d{1,2}) ?(?:м|мин|минут|минуты|минута)?\.?)?)?${PART}$`,
  'u',
);
const WORDS = new RegExp(
  String.raw`^(${HOUR_WORDS.join('|')})(?: час(?:а|ов)?)?(?: (тридцать|пятнадцать|сорок пять))?${PART}$`,
  'u',
);
const HALF = new RegExp(String.raw`^(?:половин[ауе] |пол ?)(${HALF_OF.join('|')})${PART}$`, 'u');
const MINUTE_WORDS: Readonly<Record<string, number>> = { тридцать: 30, пятнадцать: 15, 'сорок пять': 45 };

/** Reads it; null where the words are no time of day: they are about something else. */
export function readTypedTime(words: string): TypedTime | null {
  const said = words
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/\s+/gu, ' ')
    .replace(/[.!]+$/u, '')
    .trim()
    .replace(/^(?:во?|на|давайте|пусть|лучше) (?:во? |на )?/u, '')
    .replace(/ (?:по москве|по мск|мск)$/u, '');
  const figures = FIGURES.exec(said);
  if (figures !== null) {
    const minutes = figures[2] ?? figures[3] ?? figures[4] ?? '0';
    return timeOf(Number(figures[1]), Number(minutes), figures[5]);
  }
  const spoken = WORDS.exec(said);
  if (spoken !== null) {
    return timeOf(HOUR_WORDS.indexOf(spoken[1] ?? '') + 1, MINUTE_WORDS[spoken[2] ?? ''] ?? 0, spoken[3]);
  }
  const half = HALF.exec(said);
  return half === null ? null : timeOf(HALF_OF.indexOf(half[1] ?? ''), 30, half[2]);
}

function timeOf(hour: number, minute: number, part: string | undefined): TypedTime {
  const shifted = hourOfDay(hour, part);
  const text = `${String(shifted ?? 99).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  const time = parseClockTime(text);
  return time === null ? { kind: 'impossible' } : { kind: 'time', time };
}

/** «2 дня» is 14, «7 вечера» 19, «12 ночи» 0; null where the two contradict each other. */
function hourOfDay(hour: number, part: string | undefined): number | null {
  switch (part) {
    case undefined:
      return hour;
    case 'утра':
      return hour <= 12 ? hour : null;
    case 'дня':
      if (hour === 12) return 12;
      return hour <= 6 ? hour + 12 : null;
    case 'вечера':
      return hour >= 4 && hour <= 11 ? hour + 12 : null;
    default:
      if (hour === 12) return 0;
      return hour <= 5 ? hour : null;
  }
}
