/**
 * The number printed before a point.
 *
 *   «1.2. Обеспечить …» → { printed: '1.2', parts: [1, 2], bracket: false, length: 5 }
 *   «3) провести …»     → { printed: '3)', parts: [3], bracket: true, length: 3 }
 *   «IV. Меры …»        → { printed: 'IV', parts: [4], bracket: false, roman: true, length: 4 }
 *   «2.1 . до 15 июня …» → { printed: '2.1', parts: [2, 1], bracket: false, length: 6 }
 *   «1.1, Провести …»    → { printed: '1.1', … }: a scan's comma for the full stop
 *   «Пункт 3. Школам …»  → { printed: '3', … length: 9 }
 *
 * Refuses dates («09.04.2021 …»), years («2021. …»), times («16.30 …») and bare numbers («9 классов»).
 */
export interface Label {
  /** As printed without its last dot. */
  readonly printed: string;
  readonly parts: readonly number[];
  /** «1)»: a list inside a point numbered «1.». */
  readonly bracket: boolean;
  /** «II.»: a section, where points with other numbers stand below it. */
  readonly roman: boolean;
  /** How many characters of the text the label takes, white space after it included. */
  readonly length: number;
}

const NUMBER =
  /^(?:§\s{0,2})?((?:1[0-8]\d\d|\d{1,3})(?:\.\s?\d{1,3})*)(\s?[.)]|,(?=\s+\p{Lu}))?(\s*)(?=(.?))/u;
/** «1️⃣»: a number as messengers draw it. */
const KEYCAP = /^(\d)\uFE0F?\u20E3\s*(?=\S)/u;
const BARE_NUMBER =
  /^(?:([1-9]\d?)\s{1,4}(?=[\p{Lu}«])|([1-9]\d?(?:\.[1-9]\d?){1,3})\s{1,4}(?=[A-Za-zЀ-ӿ]|«))/u;
const ROMAN = /^([IVXХ]{1,5})\.\s+(?=[A-Za-zЀ-ӿ]|«)/u;
const BULLET =
  /^(?:[-–—•·▪▫●○◦►▶✓✔☑✅➡📌−]\uFE0F?\s*(?=[A-Za-zЀ-ӿ\p{N}«"„(])|\*\s+(?=\S)|\p{Ll}\)\s*(?=[A-Za-zЀ-ӿ]|«))/u;
const ROMAN_DIGITS: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, Х: 10 };

/** «Пункт 3. Школам …», «п. 2.1. Провести …»; «п. 3 изложить …» is of another act. */
const POINT = /^(?:пункт\s{1,3}|п\.\s{0,3})(?=\d{1,3}(?:\.\d{1,3})*[.)]\s{1,3}[\p{Lu}«])/iu;

/** The label at the beginning of a line, or null. */
export function readLabel(text: string): Label | null {
  const word = POINT.exec(text)?.[0].length ?? 0;
  if (word > 0) {
    const label = readLabel(text.slice(word));
    return label === null ? null : { ...label, length: label.length + word };
  }
  const roman = ROMAN.exec(text);
  if (roman?.[1] !== undefined) {
    return {
      printed: roman[1],
      parts: [romanValue(roman[1])],
      bracket: false,
      roman: true,
      length: roman[0].length,
    };
  }
  const keycap = text.includes('\u20E3') ? KEYCAP.exec(text) : null;
  if (keycap?.[1] !== undefined) {
    const number = { printed: keycap[1], parts: [Number(keycap[1])], length: keycap[0].length };
    return { ...number, bracket: false, roman: false };
  }
  const match = NUMBER.exec(text);
  if (match === null) return null;
  const [whole, digits = '', mark = '', space = '', next = ''] = match;
  const printed = digits.replace(/\s/gu, '');
  const parts = printed.split('.').map(Number);
  if (/(?:^|\.)0/u.test(printed) || /[\d.,:]/u.test(next) || next === '') return null;
  if (mark === '' && (parts.length === 1 || space === '' || !/[\p{Lu}«"„(]/u.test(next))) return null;
  const bracket = mark.endsWith(')');
  return { printed: bracket ? `${printed})` : printed, parts, bracket, roman: false, length: whole.length };
}

/** «1 Утвердить …», «1.2 провести …»: a number without a mark, a label only in a row of such; null for none. */
export function readBareLabel(text: string): Label | null {
  const match = BARE_NUMBER.exec(text);
  const digits = match?.[1] ?? match?.[2];
  if (match === null || digits === undefined) return null;
  return {
    printed: digits,
    parts: digits.split('.').map(Number),
    bracket: false,
    roman: false,
    length: match[0].length,
  };
}

/** «а)», «б)»: the letter a bullet is printed with; null for a dash or a dot. */
export function letterOf(text: string): string | null {
  return /^\p{Ll}\)/u.exec(text)?.[0] ?? null;
}

/** How many characters a bullet («- », «• », «а) ») takes at the beginning of a line; 0 where there is none. */
export function bulletLength(text: string): number {
  return BULLET.exec(text)?.[0].length ?? 0;
}

/** A table's № cell as a label: «1.1.» → «1.1», «2)» → «2», a sheet's «1,1» → «1.1», empty or wordy → null. */
export function readNumberCell(text: string): string | null {
  const match = /^№?\s*(\d{1,4}(?:\.\d{1,4})*|\d{1,2},\d{1,2})\s*[.)]?$/u.exec(text.trim());
  return match?.[1]?.replace(',', '.') ?? null;
}

function romanValue(text: string): number {
  let value = 0;
  for (let at = 0; at < text.length; at += 1) {
    const digit = ROMAN_DIGITS[text[at] ?? ''] ?? 0;
    const next = ROMAN_DIGITS[text[at + 1] ?? ''] ?? 0;
    value += digit < next ? -digit : digit;
  }
  return value;
}
