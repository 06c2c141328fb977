import type { CalendarDate } from '../calendar/calendar-date.ts';
import type { DocumentKind } from '../documents/read-document.ts';
import { saysTheSame } from './differences.ts';
import { type Matchable, matchPoints } from './match-points.ts';
import { bagOf, likeness } from './words.ts';

/** What an act is recognized by. */
export interface ActFacts {
  readonly kind: DocumentKind;
  readonly date: CalendarDate | null;
  readonly number: string | null;
  readonly issuer: string | null;
  readonly title: string | null;
  readonly points: readonly Matchable[];
}

/** Whether a document is one that is known already. */
export type Recognition<D> =
  | { readonly kind: 'another' }
  /** `certain`: the same act, corrected. `unsure`: it may be; only a person can say. */
  | { readonly kind: 'certain' | 'unsure'; readonly of: D };

/** Shares of points two readings have in common: enough to be sure, and to ask. */
const SURE = 0.7;
const PERHAPS = 0.4;
/** Where the numbers differ, so many points, and such a share of them, must stand there word for word. */
const FEW = 3;
const NEARLY_ALL = 0.7;
/** Titles and issuers so alike are one, misprints aside. */
const ALIKE = 0.6;

/**
 * Finds the published document that a reading is a corrected version of.
 *
 *   «Протокол от 05.04.2021 № 3» with 40 of 41 points of the published one → certain
 *   the same points, the number changed from «3» to «3/1»                  → unsure
 *   «Протокол от 05.05.2021 № 4» of the next meeting                       → another
 *
 * Certain  kind, number and date agree, so do many of the points, and no other issuer contradicts. Without a
 *          number: kind and date agree, most of the points, and no other title contradicts.
 * Unsure   one of kind, number or date differs or is missing while the points are largely the same; or the act's
 *          name is the same and the points are not.
 * Another  all the rest: a monthly plan with the same points, another number and another date is a new act.
 */
export function recognizeVersion<D extends ActFacts>(
  reading: ActFacts,
  published: readonly D[],
): Recognition<D> {
  const judged = published
    .map((of) => ({ of, ...overlapOf(of, reading) }))
    .map((found) => ({ ...found, verdict: judge(found.of, reading, found) }))
    .filter(({ verdict }) => verdict !== 'another')
    .toSorted(
      (one, other) =>
        Number(other.verdict === 'certain') - Number(one.verdict === 'certain') ||
        other.overlap - one.overlap,
    );
  const [best] = judged;
  return best === undefined || best.verdict === 'another'
    ? { kind: 'another' }
    : { kind: best.verdict, of: best.of };
}

function judge(
  known: ActFacts,
  reading: ActFacts,
  { overlap, identical }: Overlap,
): 'certain' | 'unsure' | 'another' {
  const sameKind = known.kind === reading.kind;
  const date = compare(known.date, reading.date);
  const number = compare(plainNumber(known.number), plainNumber(reading.number));
  if (number === 'same' && date === 'same') {
    if (contradicts(known.issuer, reading.issuer)) return overlap >= PERHAPS ? 'unsure' : 'another';
    return sameKind && overlap >= PERHAPS ? 'certain' : 'unsure';
  }
  const longer = Math.max(known.points.length, reading.points.length);
  const nearlyAll = identical >= FEW && identical >= NEARLY_ALL * longer;
  if (!sameKind && !nearlyAll) return 'another';
  if (date === 'same' && number !== 'differs') {
    if (overlap < PERHAPS) return 'another';
    const sure = sameKind && overlap >= SURE && !contradicts(known.title, reading.title);
    return sure && number === 'unknown' ? 'certain' : 'unsure';
  }
  if (number === 'same') return overlap >= PERHAPS ? 'unsure' : 'another';
  if (date === 'differs' && number === 'differs') return 'another';
  return nearlyAll ? 'unsure' : 'another';
}

/** `unknown` where neither says; `missing` where only one does. */
function compare(one: string | null, other: string | null): 'same' | 'differs' | 'missing' | 'unknown' {
  if (one === null && other === null) return 'unknown';
  if (one === null || other === null) return 'missing';
  return one === other ? 'same' : 'differs';
}

/** «№ 12 – П» and «12-п» are one number. */
function plainNumber(number: string | null): string | null {
  return number === null
    ? null
    : number
        .toLowerCase()
        .replaceAll(/[–—]/g, '-')
        .replaceAll(/[\s№.]/g, '');
}

function contradicts(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && likeness(bagOf(one), bagOf(other)) < ALIKE;
}

/** What two readings have in common. */
interface Overlap {
  /** The share of points that have another self in the other reading, by the longer of the two, 0–1. */
  readonly overlap: number;
  /** Points that stand in both word for word. */
  readonly identical: number;
}

function overlapOf(known: ActFacts, reading: ActFacts): Overlap {
  const longer = Math.max(known.points.length, reading.points.length);
  const { pairs } = matchPoints(known.points, reading.points);
  return {
    overlap: longer === 0 ? 0 : pairs.length / longer,
    identical: pairs.filter(({ was, is }) => saysTheSame(was.text, is.text)).length,
  };
}
