import type { Cursor } from './cursor.ts';

/**
 * Numbers of phrases in digits, Roman numerals and words.
 *
 *   «10», «10 (десяти)», «трёх (3)», «двадцати пяти» → counts
 *   «I», «1-й», «первом», «двадцать пятого», «последней» (−1) → ordinals
 */
export function takeCount(cursor: Cursor): number | null {
  const number = cursor.peek();
  if (number?.type === 'number' && !number.roman) {
    cursor.at += 1;
    takeBracketed(cursor, () => takeCountWords(cursor));
    return number.value;
  }
  const words = takeCountWords(cursor);
  if (words !== null) takeBracketed(cursor, () => cursor.takeNumber());
  return words;
}

/** An ordinal 1… or −1 for «последний»; plain digits count as ordinals too («2 квартал»). */
export function takeOrdinal(cursor: Cursor): number | null {
  const number = cursor.takeNumber();
  if (number !== null) return number.value;
  const ordinal = cursor.takeLexeme('ordinal');
  if (ordinal !== null) return ordinal.value;
  return cursor.attempt(() => {
    const tens = cursor.takeLexeme('count');
    if (tens === null || (tens.value !== 20 && tens.value !== 30)) return null;
    const units = cursor.takeLexeme('ordinal');
    return units === null || units.value < 1 || units.value > 9 ? null : tens.value + units.value;
  });
}

/** The number of a day of a month: an ordinal, but not «первые числа», which are several days. */
export function takeDayNumber(cursor: Cursor): number | null {
  return /^(?:перв|последн)[ыи][ехм]/.test(cursor.formAt() ?? '') ? null : takeOrdinal(cursor);
}

function takeCountWords(cursor: Cursor): number | null {
  const first = cursor.takeLexeme('count');
  if (first === null) return null;
  const second = cursor.lexemeAt();
  if (first.value >= 20 && second?.id === 'count' && second.value < 10) {
    cursor.at += 1;
    return first.value + second.value;
  }
  return first.value;
}

/** The same number once more in brackets. */
function takeBracketed(cursor: Cursor, takeInner: () => unknown): void {
  cursor.attempt(() => {
    if (!cursor.takeMark('(')) return null;
    return takeInner() !== null && cursor.takeMark(')') ? true : null;
  });
}
