import { type PrintedDay, useOfNumber } from './number-use.ts';
import type { Lexeme } from './vocabulary.ts';
import { findGlue, lookUpWord, normalizeWord } from './words.ts';

/**
 * A phrase cut into words, numbers and dates, each with its place in the source (UTF-16 offsets, end exclusive).
 *
 *   «до01.09.2024 г.» → word до · date 2024-09-01 · word г · mark .
 *
 * The cutting absorbs the noise of scans: white space of any kind, soft hyphens, all dashes, Latin look-alikes,
 * the letters О and З among digits, words glued together or broken at a line's end.
 */
export type Token = { readonly start: number; readonly end: number } & (
  | {
      readonly type: 'word';
      readonly form: string;
      readonly lexeme: Lexeme | null;
      readonly corrected: boolean;
    }
  | NumberToken
  /** 01.09.2026, 1/9/26, 2026-09-01; the day may not exist, the year may be printed in two digits: 26. */
  | { readonly type: 'date'; readonly year: number; readonly month: number; readonly day: number }
  /** 01.09 or 12.30: a day and month, a time, or a plain number. */
  | { readonly type: 'dotted'; readonly first: number; readonly second: number; readonly padded: boolean }
  /** 09.2026 */
  | { readonly type: 'monthYear'; readonly month: number; readonly year: number }
  /** 2022/2023 or 2022/23 */
  | { readonly type: 'yearPair'; readonly first: number; readonly second: number }
  /** 12:00 */
  | { readonly type: 'time' }
  | { readonly type: 'mark'; readonly mark: Mark }
);

/** A number in digits or Roman; `ordinal` where an ending is attached: «10-го», «3-х», «I-й». */
export interface NumberToken {
  readonly type: 'number';
  readonly value: number;
  readonly digits: number;
  readonly roman: boolean;
  readonly ordinal: boolean;
  readonly corrected: boolean;
}

export type Mark = '-' | ',' | '.' | ';' | ':' | '(' | ')' | '"' | '%' | '/' | '_' | '?';

/** Bars are the lines of a table drawn with signs. */
const SPACE = /[\s\p{Cc}\u200B-\u200D\u2060\uFEFF│┃║|]+/uy;
const LETTERS = /\p{L}[\p{L}\p{M}\u00AD\u200B-\u200D\u2060]*/uy;
/** Hyphenation at a line's end: the word goes on in the next line. */
const BROKEN_WORD = /[\u00AD\-‐‑][ \t]*\r?\n[ \t]*(\p{Ll}[\p{L}\p{M}]*)/uy;

const D = '[\\dOОoоЗlI]';
const GAP = '\\s?';
const DASH = '[-‐‑‒–—―−]';
const NOT_DIGIT = '(?![\\dOОoо])';
/** Digits with a separator right after them: without it none of the dates below stands here. */
const DATE_START = new RegExp(`${D}{1,4}(?:${GAP}[./\\\\]|[,:]|${DASH})`, 'uy');
const ISO = new RegExp(`(${D}{4})${DASH}(${D}{2})${DASH}(${D}{2})${NOT_DIGIT}`, 'uy');
const FULL = new RegExp(
  // «19.05. 18.06.2026» is two days, not one of the year 18.
  `(${D}{1,2})${GAP}[./]{1,2}${GAP}(${D}{1,2})${GAP}[./]{1,2}(?!\\s\\d{2}\\.\\d)${GAP}(${D}{4}|${D}{2})${NOT_DIGIT}`,
  'uy',
);
/** A scan's comma for the dot; only where the date is written out, «5,12,19» is a list. */
const COMMAS = new RegExp(`(${D}{2})[.,](${D}{2})[.,](${D}{4})${NOT_DIGIT}`, 'uy');
/** 5.XII.2026 */
const ROMAN_MONTH = new RegExp(`(${D}{1,2})\\.\\s?([IІVXХ]{1,4})\\.\\s?(\\d{4})${NOT_DIGIT}`, 'uy');
const DASHED = new RegExp(`(${D}{1,2})${DASH}(${D}{1,2})${DASH}(${D}{4})${NOT_DIGIT}`, 'uy');
const YEAR_PAIR = new RegExp(`(\\d{4})${GAP}[/\\\\]${GAP}(\\d{4}|\\d{2})${NOT_DIGIT}`, 'uy');
const MONTH_YEAR = new RegExp(`(${D}{1,2}\\.|[01]\\d/)(\\d{4})${NOT_DIGIT}`, 'uy');
const DOTTED = new RegExp(`(${D}{1,2})\\.(${D}{1,2})${NOT_DIGIT}`, 'uy');
/** «26. 06 – 07. 07. 2026»: a typist's spaces; alone «26. 06» is two numbers. */
const SPACED = new RegExp(
  `(${D}{1,2})\\.\\s(${D}{2})(?=\\s?${DASH}\\s?${D}{1,2}\\.\\s?${D}{2}\\.\\s?\\d{2})`,
  'uy',
);
const TIME = /\d{1,2}:\d{2}(?!\d)/uy;
const DIGITS = /\d+/uy;
const ONLY_DIGITS = /^\d+$/;
/** Digits with letters that look like digits among them. */
const DIGIT_LIKE = /[\dOОoоЗlI]+/uy;
const DIGIT_LIKE_START = /[\dOОoоЗlI]/;
const ENDING =
  /(?:\s?[-‐‑–]\s?)?(?:ого|его|ому|ему|ти|го|му|ый|ой|ий|ое|ая|ую|ье|ья|ью|ых|их|ым|им|х|й|е|я|м|ю)(?!\p{L})/uy;
const DASHED_TI = /[-‐‑–]?(?:ти|и|х|ми)(?=[-‐‑–\s]?(?:дневн|недельн|месячн|суточн))/uy;
const ROMAN = /^[ivx]{1,6}$/;
/** What scans make of the numeral before «квартал»: «1V», «Ш», «П-Ш кварталы», «11 кв.». */
const MISREAD_NUMERAL = 'IІVXХlУY|ПШ1';
const MISREAD_ROMAN_START = new RegExp(`[${MISREAD_NUMERAL}]`);
/** Without one of these no such numeral is in the text. */
const PART_OF_YEAR = /кв|полуг|п\/г|декад/i;
const MISREAD_ROMAN = new RegExp(
  `([${MISREAD_NUMERAL}]{1,4})(?=(?:[-‐‑–]?(?:й|го|м|ом|е))?(?:\\s?(?:[-‐‑–—,]|и)\\s?[${MISREAD_NUMERAL}2-4]{1,4}){0,3}\\s?(?:кв|КВ|полуг|ПОЛУГ|п\\/г|декад|ДЕКАД))`,
  'uy',
);
const GLUED_ROMAN = /^([IІVXХ]{1,3})(?:кв|полугод)/u;
const LETTERS_AS_DAY = /^[ЗlI][OОlI]$/u;
const MONTH_AHEAD = /\s*(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)/iuy;
/** «кв-л», «м-ца», «п/г»: a word with its middle left out. */
const CONTRACTED = /(кв-л|м-ц|п\/г)\p{Ll}{0,2}(?!\p{L})/iuy;
const WHOLE_OF_CONTRACTED = new Map([
  ['кв-л', 'квартал'],
  ['м-ц', 'месяц'],
  ['п/г', 'полугодие'],
]);
/** What may stand after the first part of a contracted or broken word. */
const JOINING = new Set('-‐‑\u00AD/');
/** «10...14», «10…14» */
const DOTS = /(?:\.{2,3}|…)(?=\s?\d)/uy;
const MARKS = new Map<string, Mark>([
  ...'-‐‑‒–—―−÷'.split('').map((dash) => [dash, '-'] as const),
  ...'«»"“”„‟\'`’‘'.split('').map((quote) => [quote, '"'] as const),
  ...([',', '.', ';', ':', '(', ')', '%', '/', '_'] as const).map((mark) => [mark, mark] as const),
]);

const NOTED = /[\p{L}\d]/u;

/** Cuts a text into tokens. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const hasParts = PART_OF_YEAR.test(text);
  let at = 0;
  while (at < text.length) {
    const sign = text[at] as string;
    // «10 ноября 2020* года»: the sign of a footnote.
    if (sign === ' ' || (sign === '*' && NOTED.test(text[at - 1] ?? ''))) {
      at += 1;
      continue;
    }
    const numeral = hasParts && MISREAD_ROMAN_START.test(sign) ? readMisreadRoman(text, at) : null;
    const space = numeral === null && !isPlainLetter(sign) ? matchAt(SPACE, text, at) : null;
    if (space !== null) {
      at += space[0].length;
      continue;
    }
    const token =
      numeral ?? (DIGIT_LIKE_START.test(sign) ? (readDateLike(text, at) ?? readNumber(text, at)) : null);
    const isDots = (sign === '.' || sign === '…') && tokens.at(-1)?.type === 'number';
    const dots = isDots ? matchAt(DOTS, text, at) : null;
    if (token !== null) tokens.push(asUsed(token, text));
    else if (dots !== null) tokens.push({ type: 'mark', mark: '-', start: at, end: at + dots[0].length });
    else if (isStrayDot(tokens.at(-1), text, at)) {
      at += 1;
      continue;
    } else if (!readWords(text, at, tokens)) {
      tokens.push({ type: 'mark', mark: MARKS.get(text[at] as string) ?? '?', start: at, end: at + 1 });
    }
    at = (tokens[tokens.length - 1] as Token).end;
  }
  return tokens;
}

/** «15,.22 апреля»: the second of two signs that were typed for one. */
function isStrayDot(before: Token | undefined, text: string, at: number): boolean {
  return text[at] === '.' && before?.type === 'mark' && before.mark === ',' && before.end === at;
}

/** A small Cyrillic letter: neither a space nor a numeral begins with it. */
function isPlainLetter(sign: string): boolean {
  return sign >= 'а' && sign <= 'я';
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** A number as printed with О for 0 and З for 3; NaN where there is no real digit in it. */
function digitsOf(text: string | undefined): number {
  if (text === undefined || !/\d/.test(text)) return Number.NaN;
  if (ONLY_DIGITS.test(text)) return Number(text);
  return Number(
    text
      .replace(/[OОoо]/gu, '0')
      .replaceAll('З', '3')
      .replace(/[lI]/g, '1'),
  );
}

/** The token, or what its digits are instead of a day: a name, an hour. */
function asUsed(token: Token, text: string): Token {
  const day = printedDay(token);
  if (day === null) return token;
  const { start } = token;
  const use = useOfNumber(text, start, token.end, day);
  if (use === 'day') return token;
  if (use === 'clock') return { type: 'time', start, end: token.end };
  const end = start + (matchAt(CHAIN_OF_NUMBERS, text, start)?.[0].length ?? token.end - start);
  const form = text.slice(start, Math.max(end, token.end));
  return { type: 'word', form, lexeme: null, corrected: false, start, end: start + form.length };
}

const CHAIN_OF_NUMBERS = /\d+(?:\.\d+)*/uy;

function printedDay(token: Token): PrintedDay | null {
  if (token.type === 'dotted') return 'dotted';
  if (token.type !== 'date') return null;
  return token.year < 100 ? 'short' : 'whole';
}

function readDateLike(text: string, at: number): Token | null {
  if (matchAt(DATE_START, text, at) === null) return null;
  const place = (match: RegExpExecArray): { start: number; end: number } => ({
    start: at,
    end: at + match[0].length,
  });
  const iso = matchAt(ISO, text, at);
  if (iso !== null) {
    const [year, month, day] = [digitsOf(iso[1]), digitsOf(iso[2]), digitsOf(iso[3])];
    if (![year, month, day].some(Number.isNaN)) return { type: 'date', year, month, day, ...place(iso) };
  }
  const full = matchAt(FULL, text, at) ?? matchAt(DASHED, text, at) ?? matchAt(COMMAS, text, at);
  if (full !== null) {
    const [day, month, year] = [digitsOf(full[1]), digitsOf(full[2]), digitsOf(full[3])];
    if (![year, month, day].some(Number.isNaN)) {
      return { type: 'date', year, month, day, ...place(full) };
    }
  }
  const roman = matchAt(ROMAN_MONTH, text, at);
  if (roman !== null) {
    const [day, month] = [digitsOf(roman[1]), valueOfRoman(roman[2] ?? '')];
    if (month !== null && !Number.isNaN(day))
      return { type: 'date', year: Number(roman[3]), month, day, ...place(roman) };
  }
  const pair = matchAt(YEAR_PAIR, text, at);
  if (pair !== null) {
    const first = Number(pair[1]);
    const printed = Number(pair[2]);
    const second = printed < 100 ? first - (first % 100) + printed : printed;
    return { type: 'yearPair', first, second, ...place(pair) };
  }
  const monthYear = matchAt(MONTH_YEAR, text, at);
  if (monthYear !== null) {
    const month = digitsOf(monthYear[1]?.slice(0, -1));
    if (!Number.isNaN(month))
      return { type: 'monthYear', month, year: Number(monthYear[2]), ...place(monthYear) };
  }
  const dotted = matchAt(DOTTED, text, at) ?? matchAt(SPACED, text, at);
  if (dotted !== null) {
    const [first, second] = [digitsOf(dotted[1]), digitsOf(dotted[2])];
    if (![first, second].some(Number.isNaN)) {
      return { type: 'dotted', first, second, padded: dotted[0].length >= 5, ...place(dotted) };
    }
  }
  const time = matchAt(TIME, text, at);
  return time === null ? null : { type: 'time', ...place(time) };
}

function readNumber(text: string, at: number): Token | null {
  const alike = matchAt(DIGIT_LIKE, text, at);
  if (alike === null || !/\d/.test(alike[0])) return null;
  let run = alike[0];
  const touchesLetter = /\p{L}/u.test(text[at + run.length] ?? '');
  if (touchesLetter && /\D/.test(run)) {
    // «10октября»: the «о» belongs to the word.
    const digits = matchAt(DIGITS, text, at);
    if (digits === null) return null;
    run = digits[0];
  }
  const end = at + run.length;
  const ending = matchAt(DASHED_TI, text, end) ?? matchAt(ENDING, text, end);
  return {
    type: 'number',
    value: digitsOf(run),
    digits: run.length,
    roman: false,
    ordinal: ending !== null,
    corrected: /\D/.test(run),
    start: at,
    end: end + (ending?.[0].length ?? 0),
  };
}

/** Adds the word at a place, two words where they are glued; false where no letter stands there. */
function readWords(text: string, at: number, tokens: Token[]): boolean {
  const match = matchAt(LETTERS, text, at);
  if (match === null) return false;
  const glued = match[0].endsWith('до') ? GLUED_UNTIL.exec(match[0])?.[0] : undefined;
  const isGlued = glued !== undefined && matchAt(DAY_AHEAD, text, at + match[0].length) !== null;
  let raw = isGlued ? glued : firstOfJoined(match[0]);
  let end = at + raw.length;
  let form = normalizeWord(raw);
  const number = isPlainLetter(raw[0] as string)
    ? null
    : (readRoman(raw, text, at, end) ??
      readGluedRoman(raw, text, at) ??
      readLettersAsDay(raw, text, at, end));
  if (number !== null) {
    tokens.push(number);
    return true;
  }
  const isJoined = JOINING.has(text[end] ?? '');
  const contracted = isJoined ? matchAt(CONTRACTED, text, at) : null;
  if (contracted !== null) {
    const whole = WHOLE_OF_CONTRACTED.get(contracted[1]?.toLowerCase() ?? '') ?? '';
    const place = { start: at, end: at + contracted[0].length };
    tokens.push({ type: 'word', form: whole, lexeme: lookUpWord(whole), corrected: false, ...place });
    return true;
  }
  const broken = isJoined ? matchAt(BROKEN_WORD, text, end) : null;
  const whole = broken === null ? '' : normalizeWord(raw + broken[1]);
  if (broken !== null && lookUpWord(whole) !== null) {
    end += broken[0].length;
    raw = text.slice(at, end);
    form = whole;
  }
  const lexeme = lookUpWord(form);
  const glue = lexeme === null ? findGlue(form) : null;
  // The place of the seam is known only where normalization kept the length.
  if (glue !== null && form.length === raw.length) {
    // The rest is read in its turn: it may be glued too.
    const left = form.slice(0, glue);
    tokens.push({
      type: 'word',
      form: left,
      lexeme: lookUpWord(left),
      corrected: false,
      start: at,
      end: at + glue,
    });
    return true;
  }
  tokens.push({ type: 'word', form, lexeme, corrected: false, start: at, end });
  return true;
}

/** Two or three words; what is longer is no text. */
const LONGEST_JOINED = 60;
/** «кВт» is none. */
const SEAM = /[а-яё](?=[А-ЯЁ][а-яё]{2})/;

/** «областидо 28 мая», «управлениядо 15.05.2027»: a word that lost the space before «до», which a day follows. */
const GLUED_UNTIL = /^[а-яё]{4,}(?=до$)/iu;
const DAY_AHEAD = /\s*\d{1,2}(?:\.\d{1,2}|\s*(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек))/iuy;

/** «годаПредседатель»: cells of a table that lost the space between them; the known word of the two, else the whole. */
function firstOfJoined(raw: string): string {
  const seam = raw.length > LONGEST_JOINED ? null : SEAM.exec(raw);
  if (seam === null) return raw;
  const [left, right] = [raw.slice(0, seam.index + 1), raw.slice(seam.index + 1)];
  return lookUpWord(normalizeWord(left)) === null && lookUpWord(normalizeWord(right)) === null ? raw : left;
}

/** «З марта»: no word is the letter З alone; «ЗО апреля»: letters only, before a month. */
function readLettersAsDay(raw: string, text: string, at: number, end: number): Token | null {
  const isDay = raw === 'З' || (LETTERS_AS_DAY.test(raw) && matchAt(MONTH_AHEAD, text, end) !== null);
  if (!isDay) return null;
  return {
    type: 'number',
    value: Number(raw.replaceAll('З', '3').replace(/[OО]/gu, '0').replace(/[lI]/g, '1')),
    digits: raw.length,
    roman: false,
    ordinal: false,
    corrected: true,
    start: at,
    end,
  };
}

/** «1V квартал», «П полугодие», «11 кв.»: where digits were made of the strokes, that is marked as corrected. */
function readMisreadRoman(text: string, at: number): Token | null {
  const printed = matchAt(MISREAD_ROMAN, text, at)?.[1];
  if (printed === undefined || printed === '1') return null;
  const letters = printed
    .replace(/[1|]/g, 'I')
    .replaceAll('Y', 'V')
    .replaceAll('П', 'II')
    .replaceAll('Ш', 'III');
  const value = valueOfRoman(letters);
  if (value === null) return null;
  const end = at + printed.length;
  const ending = matchAt(ENDING, text, end);
  return {
    type: 'number',
    value,
    digits: printed.length,
    roman: true,
    ordinal: ending !== null,
    corrected: /[1|]/.test(printed),
    start: at,
    end: end + (ending?.[0].length ?? 0),
  };
}

/** «IIквартал» */
function readGluedRoman(raw: string, text: string, at: number): Token | null {
  const numeral = GLUED_ROMAN.exec(raw)?.[1];
  return numeral === undefined ? null : readRoman(numeral, text, at, at + numeral.length);
}

/** Roman numerals up to XXXIX, printed in Latin or look-alike Cyrillic letters: II, ІІ, IХ, lll. */
function readRoman(raw: string, text: string, at: number, end: number): Token | null {
  // A lone «У» is the preposition.
  const value = raw === 'У' || raw === 'Х' ? null : valueOfRoman(raw);
  if (value === null) return null;
  const ending = matchAt(ENDING, text, end);
  return {
    type: 'number',
    value,
    digits: raw.length,
    roman: true,
    ordinal: ending !== null,
    corrected: false,
    start: at,
    end: end + (ending?.[0].length ?? 0),
  };
}

function valueOfRoman(raw: string): number | null {
  if (raw.length > 6 || !/^[IІVXХlУ]+$/u.test(raw)) return null;
  const letters = raw.replace(/[Іl]/gu, 'I').replaceAll('Х', 'X').replaceAll('У', 'V').toLowerCase();
  if (!ROMAN.test(letters)) return null;
  const values = letters.split('').map((letter) => (letter === 'i' ? 1 : letter === 'v' ? 5 : 10));
  return values.reduce((sum, own, index) => sum + (own < (values[index + 1] ?? 0) ? -own : own), 0);
}
