import { fingerprint } from '../fingerprint.ts';
import type { Warning, WarningCode } from '../warning.ts';

/** A point as far as doubts about it are compared; `warnings` are those that are open. */
export interface DoubtedPoint {
  readonly id: number;
  readonly revision: number;
  readonly warnings: readonly Warning[];
}

/** Points that are doubted for the same reason and are settled together, each of them named to the reviewer. */
export interface AlikeDoubts<Point extends DoubtedPoint> {
  readonly code: WarningCode;
  /** The first of them: as many as one message names. */
  readonly shown: readonly Point[];
  /** All of them, shown or not. */
  readonly count: number;
  /** What was shown, as a number: a press counts only while it is the same. */
  readonly seen: number;
}

/** As many points as one message names with their doubts. */
const SHOWN = 10;

/** The number a button names a kind of doubts by. */
export function doubtKey(code: WarningCode): number {
  return fingerprint(code);
}

/**
 * The points with an open doubt of one kind; null where there are none. Kinds are never mixed: a point doubted for
 * two reasons is in two of these, and each settles its own.
 *
 *   «Срок не указан.» at 2.1, 3.1 and 4.2, «Адресат не найден» at 3.1 → no_deadline: 2.1, 3.1, 4.2
 */
export function alikeDoubts<Point extends DoubtedPoint>(
  points: readonly Point[],
  key: number,
): AlikeDoubts<Point> | null {
  const of = ({ code }: Warning): boolean => doubtKey(code) === key;
  const all = points.filter(({ warnings }) => warnings.some(of));
  const code = all[0]?.warnings.find(of)?.code;
  if (code === undefined) return null;
  const shown = all.slice(0, SHOWN);
  const words = shown.flatMap(({ id, revision, warnings }) => [
    `${id}:${revision}`,
    ...warnings.filter(of).map(({ message }) => message),
  ]);
  return { code, shown, count: all.length, seen: fingerprint(words.join('\n')) };
}
