import type { Cursor } from '../cursor.ts';
import { isPlainWord } from '../padding.ts';

const LONGEST_CLAUSE = 8;

/** Takes «, в котором была получена субсидия», which only says of what a year or a month is; false where it is not there. */
export function takeInWhich(cursor: Cursor): boolean {
  const taken = cursor.attempt(() => {
    cursor.takeMark(',');
    if (!cursor.takeForms('в', 'котором')) return null;
    for (let words = 0; words < LONGEST_CLAUSE && isPlainWord(cursor.peek()); words += 1) cursor.at += 1;
    return true;
  });
  return taken !== null;
}
