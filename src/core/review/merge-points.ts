import type { Deadline, DeadlineKind } from '../deadlines/deadline.ts';
import type { ReadAddressee } from '../documents/read-document.ts';
import type { Warning } from '../warning.ts';
import { alone } from './choose-addressees.ts';
import { withoutDeadlineDoubts } from './settle-doubts.ts';
import type { ReshapedPoint } from './split-point.ts';

/** True where two points have the same deadline, so that nobody need be asked which counts. */
export function haveOneDeadline(one: Deadline, other: Deadline): boolean {
  const says = ({ kind, start, due, rrule, offset, trigger }: Deadline): string =>
    [kind, start, due, rrule, offset, trigger].join();
  const needsNoWords = one.due !== null || one.rrule !== null || WITHOUT_WORDS.has(one.kind);
  return says(one) === says(other) && (needsNoWords || one.text === other.text);
}

const WITHOUT_WORDS: ReadonlySet<DeadlineKind> = new Set<DeadlineKind>(['none', 'standing', 'on_demand']);

/**
 * Two points of a document, one after the other, as one.
 *
 *   «2.1 Провести опрос» ОМСУ, до 25.09 + «2.2 Направить свод» ЗОИРО, до 30.09, deadline of the second
 *   → «2.1, 2.2» «Провести опрос; Направить свод» ОМСУ and ЗОИРО, до 30.09
 *
 * Addressees  the first's, then those of the second that are not among them; the first's executor answers
 * Doubts      of both, but about deadlines only those of the deadline that counts
 * Quote       from the beginning of the first to the end of the second
 */
export function mergePoints(
  first: ReshapedPoint,
  second: ReshapedPoint,
  deadlineOf: 'first' | 'second',
): ReshapedPoint {
  const [counts, other] = deadlineOf === 'first' ? [first, second] : [second, first];
  return {
    label: mergedLabel(first.label, second.label),
    text: `${first.text}${/[.;:!?…]$/u.test(first.text) ? ' ' : '; '}${second.text}`,
    addressees: united(first.addressees, second.addressees),
    deadline: counts.deadline,
    quote: mergedQuote(first, second),
    warnings: withoutRepeats([...counts.warnings, ...withoutDeadlineDoubts(other.warnings)]).filter(
      ({ code }) => code !== 'no_addressee' || first.addressees.length + second.addressees.length === 0,
    ),
  };
}

/** «2.1» and «2.2» → «2.1, 2.2»; the two parts of one → «2.1». */
function mergedLabel(first: string | null, second: string | null): string | null {
  if (first === null || second === null) return first ?? second;
  const [one, other] = [first, second].map((label) => label.replace(/ ч\. [\d.]+$/u, ''));
  return one === other ? (one ?? null) : `${first}, ${second}`;
}

function united(first: readonly ReadAddressee[], second: readonly ReadAddressee[]): readonly ReadAddressee[] {
  const added = second.filter((addressee) => !first.some((known) => meansSame(known, addressee)));
  if (first.length === 0) return added;
  // Whoever was joined to one who answers would answer with them.
  return [...first, ...added.map((addressee) => ({ ...alone(addressee), executor: false }))];
}

function meansSame(one: ReadAddressee, other: ReadAddressee): boolean {
  const whom = ({ code, text, only = [], except = [] }: ReadAddressee): string =>
    [/^(?:PERSON|ROLE|OTHER)$/.test(code) ? text : code, only.join(), except.join()].join(';');
  return whom(one) === whom(other);
}

/** A point that a reviewer added has no quote. */
function mergedQuote(
  { quote: first }: ReshapedPoint,
  { quote: second }: ReshapedPoint,
): ReshapedPoint['quote'] {
  if (first.end === 0) return second;
  if (second.end === 0) return first;
  return { start: Math.min(first.start, second.start), end: Math.max(first.end, second.end) };
}

function withoutRepeats(warnings: readonly Warning[]): readonly Warning[] {
  return warnings.filter(
    ({ message }, at) => warnings.findIndex((warning) => warning.message === message) === at,
  );
}
