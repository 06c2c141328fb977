import { annexLabel } from '../documents/annex-label.ts';
import { NEUTRAL } from './done-words.ts';
import { isDoneState, plainText, wordsOf } from './plain-words.ts';

/** A point that somebody named by its number. */
export interface NamedPoint {
  /** «2.5» */
  readonly label: string;
  /** True after «п.» or «пункт»: certainly a point. A bare number is one only where there is such a point. */
  readonly marked: boolean;
}

/** Points a range may stand for; more is no range of points. */
const LONGEST_RANGE = 50;

const NUMBER = /\d{1,3}(?:\.\d{1,3}){0,4}/u.source;
/** Between the numbers of a list; «по» and dashes make a range. */
const BETWEEN = /\s*(?:,|;|\+|-|–|—|(?<=\s)и(?=\s)|(?<=\s)по(?=\s))\s*(?:п{1,2}\.?\s*)?/u.source;
/** A further number must not begin something else, as in «п. 2.5, 3 сентября»: what follows is known. */
const FOLLOWED =
  /(?![.\d])(?=\s*(?:$|[.,;:!)+\n–—-]|(?:и|по|не|в|мы|уже|еще|пока)\s|(?:выпол|испол|сдела|готов|завер|прос|прош|прод|перен|част|будет|дай|мож|нуж|надо)))/u
    .source;
const MARKED = new RegExp(
  `(?<![\\p{L}\\d])(?:п{1,2}|подп|пункт\\p{L}{0,3}|подпункт\\p{L}{0,3})\\.?\\s*(?:№\\s*)?(?:с\\s+)?(${NUMBER}(?:${BETWEEN}${NUMBER}${FOLLOWED})*)`,
  'gu',
);

/** A number of two levels or more that a clause is about: «…, 3.1 в работе», «… а 3.1 нет», «не успеваем по 2.5». */
const BY_CLAUSE =
  /(?:(?:^|[,;\n])\s*|(?<!\p{L})(?:а|но|по|кроме)\s+)(\d{1,3}(?:\.\d{1,3}){1,4})(?![.\d])(?=\s+(?:в (?:работе|процессе)|не|еще|нет|пока|нуж|надо|дай|мож|прос|прош|выпол|испол|сдела|готов|част)|\s*(?:$|[,.;!]))/gu;

/**
 * The points that an answer names.
 *
 *   «выполнено п. 2.5 и 3.1»      → 2.5, 3.1, marked
 *   «п.2.5-2.7 исполнены»         → 2.5, 2.6, 2.7, marked
 *   «2.5, 3.1 готово»             → 2.5, 3.1, not marked
 *   «п.2.5 сделали, 3.1 в работе» → 2.5, marked; 3.1, not marked
 *   «Исполнено, приказ от 03.09»  → none
 *
 * Bare numbers count only where nothing else is said; with a leading zero they are dates.
 */
export function namedPoints(text: string): readonly NamedPoint[] {
  const plain = plainText(text);
  const marked = [...plain.matchAll(MARKED)].flatMap(([, list]) => labelsOf(list ?? ''));
  const bareOnes = marked.length > 0 ? [] : bareLabels(plain);
  const further = [...plain.matchAll(BY_CLAUSE)].flatMap(([, label = '']) => label).filter(isNoDate);
  const isMarked = new Set(marked);
  return unique([...marked, ...bareOnes, ...further]).map((label) => ({
    label,
    marked: isMarked.has(label),
  }));
}

/** What a number of a point can be matched with. */
interface Labelled {
  readonly question: string | null;
  readonly label: string | null;
}

/**
 * The named points among those it may be about.
 *
 *   matched   in their own order; empty where nothing was named
 *   isUnsure  one number fits several of them (of different documents or questions)
 *   missing   named for certain, and not among them
 */
export function matchNamedPoints<T extends Labelled>(
  named: readonly NamedPoint[],
  points: readonly T[],
): { readonly matched: readonly T[]; readonly isUnsure: boolean; readonly missing: readonly string[] } {
  const found = named.map((name) => ({ ...name, points: pointsNamed(name.label, points) }));
  const matched = points.filter((point) => found.some((name) => name.points.includes(point)));
  return {
    matched,
    isUnsure: found.some((name) => name.points.length > 1),
    missing: found.filter((name) => name.marked && name.points.length === 0).map(({ label }) => label),
  };
}

/** By the number as printed, one of an annex also by its own («п. 2» of «прил. 1, п. 2»); else «2.5» is point 5 of question 2. */
function pointsNamed<T extends Labelled>(label: string, points: readonly T[]): readonly T[] {
  const direct = points.filter((point) => bare(point.label) === label || ownNumber(point.label) === label);
  if (direct.length > 0) return direct;
  return points.filter(
    (point) => point.question !== null && `${bare(point.question)}.${bare(point.label)}` === label,
  );
}

function ownNumber(label: string | null): string | null {
  const own = annexLabel(label ?? '')?.label ?? null;
  return own === null ? null : bare(own);
}

function bare(label: string | null): string {
  return plainText(label ?? '').replace(/[.)\s]+$/u, '');
}

function bareLabels(plain: string): readonly string[] {
  if (plain.includes('№') || plain.includes('%')) return [];
  const saysNothingElse = wordsOf(plain).every(
    (word) => /^\d/.test(word) || NEUTRAL.has(word) || isDoneState(word) || /^готов[аы]?$/u.test(word),
  );
  if (!saysNothingElse) return [];
  const lists = plain.match(new RegExp(`(?<![\\d.,])${NUMBER}(?:${BETWEEN}${NUMBER})*(?![\\d.]*\\d)`, 'gu'));
  return (lists ?? []).flatMap(labelsOf).filter(isNoDate);
}

/** With a leading zero it is one: «03.09». */
function isNoDate(label: string): boolean {
  return !/(?:^|\.)0/.test(label);
}

/** «2.5-2.7, 3» → 2.5, 2.6, 2.7, 3 */
function labelsOf(list: string): readonly string[] {
  const labels: string[] = [];
  let isRange = false;
  for (const [part] of list.matchAll(/\d+(?:\.\d+)*|[-–—]|по/gu)) {
    if (!/^\d/.test(part)) {
      isRange = true;
      continue;
    }
    labels.push(...(isRange ? upTo(labels.at(-1) ?? '', part) : [part]));
    isRange = false;
  }
  return labels;
}

/** The labels after `first` up to `last`; `last` alone where they do not count up on one level. */
function upTo(first: string, last: string): readonly string[] {
  const split = (label: string) => /^(.*?)(\d+)$/.exec(label);
  const [, start = '', from = ''] = split(first) ?? [];
  const [, end = '', to = ''] = split(last) ?? [];
  const count = Number(to) - Number(from);
  if (start !== end || from === '' || count < 1 || count > LONGEST_RANGE) return [last];
  return Array.from({ length: count }, (_, index) => `${start}${Number(from) + index + 1}`);
}

function unique(labels: readonly string[]): readonly string[] {
  return [...new Set(labels)];
}
