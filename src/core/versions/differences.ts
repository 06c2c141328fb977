import type { Deadline } from '../deadlines/deadline.ts';
import type { ReadAddressee } from '../documents/read-document.ts';
import { type Matchable, matchPoints } from './match-points.ts';
import { wordsOf } from './words.ts';

/** One organization a point reaches, and whether it answers for the whole. */
export interface Reached {
  readonly organizationCode: string;
  readonly executor: boolean;
}

/** A point as versions are compared by it. */
export interface VersionPoint extends Matchable {
  readonly deadline: Deadline;
  /** Whom the point reached when it was published, or would reach now. */
  readonly reached: readonly Reached[];
}

/** What a new version makes of one point. */
export type PointDifference<P extends VersionPoint, Q extends VersionPoint> =
  | { readonly kind: 'unchanged'; readonly was: P; readonly is: Q }
  | { readonly kind: 'changed'; readonly was: P; readonly is: Q; readonly in: ChangedParts }
  | { readonly kind: 'added'; readonly is: Q }
  | { readonly kind: 'removed'; readonly was: P };

/** Which parts of a point have changed; at least one has. */
export interface ChangedParts {
  readonly text: boolean;
  readonly deadline: boolean;
  readonly addressees: boolean;
}

/**
 * Every point of two versions: those of the new one in its order, then those that are no more.
 *
 * Text        has changed where its words have; quotes, case and punctuation are no change, and neither is the number.
 * Deadline    has changed where another day or rule follows from it; the same day in other words is no change.
 * Addressees  have changed where both the entries that are named and the organizations they reach are others. A
 *             directory that has grown since is no change of the document, unless the point reached nobody before.
 */
export function compareVersions<P extends VersionPoint, Q extends VersionPoint>(
  before: readonly P[],
  after: readonly Q[],
): readonly PointDifference<P, Q>[] {
  const { pairs, removed } = matchPoints(before, after);
  const wasOf = new Map<Q, P>(pairs.map(({ was, is }) => [is, was]));
  return [
    ...after.map((is): PointDifference<P, Q> => {
      const was = wasOf.get(is);
      return was === undefined ? { kind: 'added', is } : compare(was, is);
    }),
    ...removed.map((was) => ({ kind: 'removed', was }) as const),
  ];
}

function compare<P extends VersionPoint, Q extends VersionPoint>(was: P, is: Q): PointDifference<P, Q> {
  const parts: ChangedParts = {
    text: !saysTheSame(was.text, is.text),
    deadline: !isSameDeadline(was.deadline, is.deadline),
    addressees: haveAddresseesChanged(was, is),
  };
  const changed = parts.text || parts.deadline || parts.addressees;
  return changed ? { kind: 'changed', was, is, in: parts } : { kind: 'unchanged', was, is };
}

/** True where two texts have the same words in the same order. */
export function saysTheSame(one: string, other: string): boolean {
  return one === other || wordsOf(one).join(' ') === wordsOf(other).join(' ');
}

/** True where the same days follow from both; `next` is left out: it counts from the document's date. */
export function isSameDeadline(one: Deadline, other: Deadline): boolean {
  return (
    one.kind === other.kind &&
    one.start === other.start &&
    one.due === other.due &&
    one.rrule === other.rrule &&
    one.offset === other.offset &&
    one.trigger === other.trigger
  );
}

/** True where both name the same entries in the same roles; whoever the directory does not know goes by the words. */
export function isSameAddressees(one: readonly ReadAddressee[], other: readonly ReadAddressee[]): boolean {
  return one.length === other.length && addresseeKeys(one) === addresseeKeys(other);
}

function addresseeKeys(addressees: readonly ReadAddressee[]): string {
  return addressees
    .map(({ text, ...rest }) => {
      const known = Object.entries(rest).toSorted(([left], [right]) => (left < right ? -1 : 1));
      return JSON.stringify(UNKNOWN.has(rest.code) ? [known, wordsOf(text)] : known);
    })
    .toSorted()
    .join('\n');
}

/** Codes that stand for no entry of the directory. */
const UNKNOWN: ReadonlySet<string> = new Set(['PERSON', 'ROLE', 'OTHER']);

function haveAddresseesChanged(was: VersionPoint, is: VersionPoint): boolean {
  if (was.reached.length === 0) return is.reached.length > 0;
  return !isSameAddressees(was.addressees, is.addressees) && reachedKey(was) !== reachedKey(is);
}

function reachedKey({ reached }: VersionPoint): string {
  return reached
    .map(({ organizationCode, executor }) => `${organizationCode} ${executor}`)
    .toSorted()
    .join('\n');
}
