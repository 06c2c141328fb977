import { keepsHyphen } from '../../../core/documents/hyphens.ts';

/**
 * Two lines as one: «орга-» and «низация» → «организация», «учебно-» and «методический» keep the hyphen, other
 * lines get a space. `isKnown` tells whether a word stands elsewhere in the document.
 */
export function joinLines(first: string, second: string, isKnown: (word: string) => boolean): string {
  if (first === '' || second === '') return first + second;
  if (first.endsWith('\u00ad')) return first.slice(0, -1) + second;
  if (!/\p{L}[-‐]$/u.test(first) || !/^\p{Ll}/u.test(second)) return `${first} ${second}`;
  const start = /[\p{L}-]+$/u.exec(first.slice(0, -1))?.[0] ?? '';
  const end = /^[\p{L}-]+/u.exec(second)?.[0] ?? '';
  return keepsHyphen(start, end, isKnown) ? first + second : first.slice(0, -1) + second;
}
