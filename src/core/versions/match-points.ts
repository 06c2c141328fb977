import { annexLabel } from '../documents/annex-label.ts';
import type { ReadAddressee } from '../documents/read-document.ts';
import { bagOf, containment, likeness, type WordBag, wordsOf } from './words.ts';

/** What a point is recognized by. */
export interface Matchable {
  readonly question: string | null;
  readonly label: string | null;
  readonly text: string;
  readonly addressees: readonly ReadAddressee[];
}

/** Points of two versions of one document: who is who. */
export interface MatchedPoints<P, Q> {
  readonly pairs: readonly { readonly was: P; readonly is: Q }[];
  readonly removed: readonly P[];
  readonly added: readonly Q[];
}

/** Points of one number are the same one even when much of it was rewritten. */
const ALIKE_UNDER_ONE_NUMBER = 0.4;
/** Under another number most of the words must have stayed. */
const ALIKE = 0.65;
/** Where both are possible, the one of the same number is meant. */
const SAME_NUMBER_BONUS = 0.3;
/** So much of a piece stands in the whole it was cut from. */
const PIECE = 0.8;
/** A piece has at least so many words: «Срок тот же» stands in many points. */
const PIECE_WORDS = 4;

/**
 * Matches the points of the version before with those of the new one; `pairs` and `added` are in the new order,
 * `removed` in the old.
 *
 *   1.1 «Провести проверку», 1.2 «Собрать отчёты»  →  1.1 «Обсудить план», 1.2 «Провести проверку», 1.3 «Собрать отчёты»
 *   pairs 1.1–1.2 and 1.2–1.3, added 1.1
 *
 * First    points with the same words, those of the same number, place and addressees before others: a point that
 *          was only renumbered is the same point.
 * Then     of what is left, the most alike: 40 % of the words under the same number, 65 % under another.
 * Splits   a point cut into two, or two joined into one, is nobody's other self: removed and added.
 */
export function matchPoints<P extends Matchable, Q extends Matchable>(
  before: readonly P[],
  after: readonly Q[],
): MatchedPoints<P, Q> {
  const olds = before.map(entryOf);
  const news = after.map(entryOf);
  const otherOf = new Map<Entry<Q>, Entry<P>>();
  for (const keyOf of IDENTITIES) pairByKey(olds, news, otherOf, keyOf);
  pairAlike(olds, news, otherOf);
  unpairPieces(olds, news, otherOf);
  const taken = new Set(otherOf.values());
  return {
    pairs: news.flatMap((entry) => {
      const other = otherOf.get(entry);
      return other === undefined ? [] : [{ was: other.point, is: entry.point }];
    }),
    removed: olds.filter((entry) => !taken.has(entry)).map(({ point }) => point),
    added: news.filter((entry) => !otherOf.has(entry)).map(({ point }) => point),
  };
}

interface Entry<P> {
  readonly point: P;
  readonly words: string;
  readonly bag: WordBag;
  readonly place: string;
  readonly number: string | null;
  /** The number in its annex: «2» of «прил. 1, п. 2»; null for a point that is not named with its annex. */
  readonly numberInAnnex: string | null;
  readonly addressees: string;
}

function entryOf<P extends Matchable>(point: P): Entry<P> {
  const place = (point.question ?? '').toLowerCase();
  const numbered = (label: string | undefined): string | null =>
    label === undefined ? null : `${place}\n${label.toLowerCase()}`;
  return {
    point,
    words: wordsOf(point.text).join(' '),
    bag: bagOf(point.text),
    place,
    number: numbered(point.label ?? undefined),
    numberInAnnex: numbered(annexLabel(point.label ?? '')?.label),
    addressees: point.addressees.map(({ code }) => code).join(' '),
  };
}

/** What makes two points with the same words one, the surest first. */
const IDENTITIES: readonly ((entry: Entry<unknown>) => string)[] = [
  ({ words, number, addressees }) => `${number}\n${addressees}\n${words}`,
  ({ words, number }) => `${number}\n${words}`,
  ({ words, place, addressees }) => `${place}\n${addressees}\n${words}`,
  ({ words, addressees }) => `${addressees}\n${words}`,
  ({ words }) => words,
];

function pairByKey<P, Q>(
  olds: readonly Entry<P>[],
  news: readonly Entry<Q>[],
  otherOf: Map<Entry<Q>, Entry<P>>,
  keyOf: (entry: Entry<unknown>) => string,
): void {
  const taken = new Set(otherOf.values());
  const waiting = new Map<string, Entry<P>[]>();
  for (const entry of olds) {
    if (taken.has(entry)) continue;
    const key = keyOf(entry);
    const same = waiting.get(key);
    if (same === undefined) waiting.set(key, [entry]);
    else same.push(entry);
  }
  for (const entry of news) {
    if (otherOf.has(entry)) continue;
    const other = waiting.get(keyOf(entry))?.shift();
    if (other !== undefined) otherOf.set(entry, other);
  }
}

function pairAlike<P, Q>(
  olds: readonly Entry<P>[],
  news: readonly Entry<Q>[],
  otherOf: Map<Entry<Q>, Entry<P>>,
): void {
  const taken = new Set(otherOf.values());
  const candidates = news
    .filter((entry) => !otherOf.has(entry))
    .flatMap((is) =>
      olds
        .filter((entry) => !taken.has(entry))
        .flatMap((was) => {
          const alike = likeness(was.bag, is.bag);
          const sameNumber = isSameNumber(was, is);
          if (alike < (sameNumber ? ALIKE_UNDER_ONE_NUMBER : ALIKE)) return [];
          return [{ was, is, rank: alike + (sameNumber ? SAME_NUMBER_BONUS : 0) }];
        }),
    );
  // A stable sort: among equals the earlier points of both go together.
  for (const { was, is } of candidates.toSorted((one, other) => other.rank - one.rank)) {
    if (taken.has(was) || otherOf.has(is)) continue;
    taken.add(was);
    otherOf.set(is, was);
  }
}

/** «прил. 1, п. 2» is also the «2» of a version that did not name the annex. */
function isSameNumber(was: Entry<unknown>, is: Entry<unknown>): boolean {
  if (was.number === null || is.number === null) return false;
  return [is.number, is.numberInAnnex].includes(was.number) || was.numberInAnnex === is.number;
}

/** Takes apart the pairs in which one was cut out of the other while the rest of it stands beside, alone. */
function unpairPieces<P, Q>(
  olds: readonly Entry<P>[],
  news: readonly Entry<Q>[],
  otherOf: Map<Entry<Q>, Entry<P>>,
): void {
  const taken = new Set(otherOf.values());
  const added = news.filter((entry) => !otherOf.has(entry));
  const removed = olds.filter((entry) => !taken.has(entry));
  for (const [is, was] of otherOf) {
    if (is.words === was.words) continue;
    const wasSplit = isPiece(is, was) && added.some((other) => isPiece(other, was));
    const wasJoined = isPiece(was, is) && removed.some((other) => isPiece(other, is));
    if (wasSplit || wasJoined) otherOf.delete(is);
  }
}

function isPiece(piece: Entry<unknown>, whole: Entry<unknown>): boolean {
  return (
    piece.bag.size >= PIECE_WORDS &&
    piece.bag.size < whole.bag.size &&
    containment(piece.bag, whole.bag) >= PIECE
  );
}
