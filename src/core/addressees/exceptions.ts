import { bracketsOf } from './split-addressees.ts';

/** A stretch of a printed list: addressees, and what is excepted from those right before it. */
export interface Stretch {
  readonly text: string;
  /** Where it begins in the whole. */
  readonly start: number;
  /** «кроме» as it is printed and the words after it, null where nothing is excepted. */
  readonly exception: { readonly said: string; readonly text: string; readonly start: number } | null;
}

const EXCEPT =
  '(?:за\\s+исключением|исключая|не\\s+считая|кроме(?!\\s+(?:того|этого)(?![A-Za-zЀ-ӿ])))(?![A-Za-zЀ-ӿ])[\\s:]*';
const EXCEPT_ANYWHERE = new RegExp(`(?<![A-Za-zЀ-ӿ])${EXCEPT}`, 'giu');
const EXCEPT_FIRST = new RegExp(`^(?:${EXCEPT}|без\\s+)`, 'iu');

/**
 * Cuts a printed list at «кроме», «за исключением» and the like, which hold until a semicolon or the end of the line.
 *
 *   «ОМСУ, кроме Лесного района; школы» → «ОМСУ» without «Лесного района» · «; школы»
 *
 * Exceptions in brackets stay where they are: a bracket belongs to the addressee before it.
 */
export function cutExceptions(printed: string): Stretch[] {
  const inside = new Uint8Array(printed.length);
  for (const { start, end } of bracketsOf(printed)) inside.fill(1, start, end);
  const outside = (at: number): boolean => inside[at] !== 1;
  const stretches: Stretch[] = [];
  let from = 0;
  for (const match of printed.matchAll(EXCEPT_ANYWHERE)) {
    if (match.index < from || !outside(match.index)) continue;
    const start = match.index + match[0].length;
    let end = start;
    while (end < printed.length && !(outside(end) && /[;\n]/u.test(printed.charAt(end)))) end += 1;
    stretches.push({
      text: printed.slice(from, match.index),
      start: from,
      exception: { said: printed.slice(match.index, start).trim(), text: printed.slice(start, end), start },
    });
    from = end;
  }
  if (from < printed.length || stretches.length === 0) {
    stretches.push({ text: printed.slice(from), start: from, exception: null });
  }
  return stretches;
}

/** The exception where a note in brackets is one; null for any other note. */
export function exceptionOfNote(note: string): { readonly said: string; readonly text: string } | null {
  const match = EXCEPT_FIRST.exec(note);
  return match === null ? null : { said: match[0].trim(), text: note.slice(match[0].length) };
}
