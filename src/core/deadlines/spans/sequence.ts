import type { Cursor } from '../cursor.ts';
import { takeOrdinal } from '../numbers.ts';
import type { DeadlineContext } from '../policy.ts';
import type { Token } from '../tokens.ts';
import { takeRelatedUnit } from './current-unit.ts';
import { takeDay, takeWeekdayOfMonth } from './day.ts';
import { takeMonth, takePartOfMonth } from './month.ts';
import { takePartOfYear } from './part-of-year.ts';
import { type Span, withYear } from './span.ts';
import { skipTimeOfDay } from './time-of-day.ts';
import { takeWholeYear, yearSpan } from './whole-year.ts';
import { takeYearWord, type YearName, yearValueOf } from './year.ts';

/**
 * Spans as phrases string them together: one, from–to, or a list, sharing the month and the year printed last.
 *
 *   «с 10 по 15 ноября 2024»        → [{ from: 10 November, to: 15 November }], both of 2024
 *   «декабрь – январь 2025 г.»      → December is of 2024
 *   «I, III кварталы 2025»          → two stretches
 */
export interface Stretch {
  readonly from: Span;
  /** Null where the stretch is one span. */
  readonly to: Span | null;
}

/** «на 2025 год и плановый период 2026 и 2027 годов»: so budgets are called, it need not be a deadline. */
const PLANNED_PERIOD = 'Так называют годы бюджета, а не срок исполнения.';

/** What `takeOrdinal` makes of «последний». */
const LAST = -1;

/** More items than any real phrase lists. */
const LONGEST_LIST = 31;

/** One span of any size. */
export function takeSpan(cursor: Cursor, context: DeadlineContext): Span | null {
  if (!canOpenSpan(cursor.peek())) return null;
  return (
    takeDay(cursor, context) ??
    takeWeekdayOfMonth(cursor, context) ??
    takePartOfMonth(cursor, context) ??
    takePartOfYear(cursor, context) ??
    takeMonth(cursor, context) ??
    takeRelatedUnit(cursor, context) ??
    takeWholeYear(cursor, context)
  );
}

/** Whether a span can begin with the token: a number, a date, or a word of the vocabulary; «т.г.», «п квартал». */
function canOpenSpan(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.type === 'mark') return token.mark === '"' || token.mark === '_';
  return (
    token.type !== 'word' ||
    token.form.length === 1 ||
    (token.lexeme !== null && token.lexeme.id !== 'function')
  );
}

/** A span, or a bare number that takes its month or kind from the span after it. */
type Item = Span | number;

interface Pair {
  readonly from: Item;
  readonly to: Item | null;
  /** «… годов» ends it. */
  readonly manyYears?: boolean;
}

/**
 * Stretches in a row. `takeLead` moves past words that may stand before each item («до», «в»).
 * Null where not even one stands there; numbers no span completes are left untaken.
 */
export function takeStretches(
  cursor: Cursor,
  context: DeadlineContext,
  takeLead: (cursor: Cursor) => void = () => {},
): Stretch[] | null {
  const pairs: Pair[] = [];
  let complete: Stretch[] | null = null;
  let completeAt = cursor.at;
  while (pairs.length < LONGEST_LIST) {
    const isSigned = pairs.length === 0 || takeSeparator(cursor) || takeHourBetweenDays(cursor, pairs.at(-1));
    const unsigned = isSigned ? null : withoutSign(cursor, pairs.at(-1));
    if (!isSigned && unsigned === null) break;
    const isPlanned = pairs.length > 0 && takePlannedPeriod(cursor);
    if (pairs.length > 0) takeLead(cursor);
    const pair = takePair(cursor, context);
    if (pair === null) break;
    if (unsigned !== null) append(pairs, vague(pair, unsigned));
    else append(pairs, isPlanned ? vague(pair, PLANNED_PERIOD) : pair);
    const stretches = completePairs(pairs);
    if (stretches !== null) {
      complete = stretches;
      completeAt = cursor.at;
    }
  }
  cursor.at = completeAt;
  return complete;
}

/**
 * Adds a pair: «1 октября 2025, 2026 годов», a year after a part of a year is that part in it; «2026 год, I квартал»,
 * a part after its year alone takes its place.
 */
function append(pairs: Pair[], pair: Pair): void {
  const yearly = inEachYear(pair);
  if (yearly !== null) {
    pairs.push(...yearly);
    return;
  }
  const left = pairs.at(-1)?.to === null ? pairs.at(-1)?.from : null;
  const right = pair.to ?? pair.from;
  if (typeof left !== 'object' || left === null || typeof right !== 'object' || left.year === null) {
    pairs.push(pair);
  } else if (isWholeYear(left) && !isWholeYear(right) && right.year === null && pairs.length === 1) {
    const within = withYear(right, yearNameOf(left, left.year));
    pairs[0] = pair.to === null ? { from: within, to: null } : { from: pair.from, to: within };
  } else if (!isWholeYear(left) && right.grain === 'year' && right.year !== null && pair.to === null) {
    pairs.push({ from: withYear(left, right.year), to: null });
  } else pairs.push(pair);
}

const MOST_YEARS = 10;

/** «10 февраля 2024–2026 годов»: that day in each of the years. */
function inEachYear({ from, to, manyYears }: Pair): Pair[] | null {
  if (typeof from !== 'object' || from === null || from.year === null) return null;
  if (from.grain !== 'day' && from.grain !== 'month') return null;
  if (typeof to !== 'object' || to === null || to.grain !== 'year' || to.year === null || !manyYears)
    return null;
  const { first, kind } = from.year;
  const count = to.year.first - first + 1;
  if (kind !== 'calendar' || count < 2 || count > MOST_YEARS) return null;
  return Array.from({ length: count }, (_, index) => ({
    from: withYear(from, { kind, first: first + index, assumed: false }),
    to: null,
    manyYears: false,
  }));
}

function isWholeYear(span: Span): boolean {
  return span.grain === 'year' || span.grain === 'school_year';
}

/** The span of a school year counts from its first calendar year; its parts do not. */
function yearNameOf(span: Span, year: YearName): YearName {
  return span.grain === 'school_year' ? { ...year, kind: 'school' } : year;
}

function takeSeparator(cursor: Cursor): boolean {
  const marked = cursor.takeMark(',', ';', '/');
  const worded = cursor.takeForm('и', 'или') || cursor.takeForms('а', 'также');
  return marked || worded;
}

/** «2024 год и (на) плановый период 2025 и 2026 годов»: the words between. */
function takePlannedPeriod(cursor: Cursor): boolean {
  const taken = cursor.attempt(() => {
    cursor.takeForm('на');
    return cursor.takeForms('плановый', 'период') ? true : null;
  });
  return taken !== null;
}

function vague(pair: Pair, why: string): Pair {
  return typeof pair.from === 'object' ? { ...pair, from: { ...pair.from, approximate: why } } : pair;
}

/** «28 августа с 12 часов, 29 и 30 августа»: the hour and the sign after it. */
function takeHourBetweenDays(cursor: Cursor, before: Pair | undefined): boolean {
  const span = before?.to ?? before?.from;
  if (cursor.atEnd || typeof span !== 'object' || span.grain !== 'day') return false;
  const taken = cursor.attempt(() => {
    const first = cursor.at;
    skipTimeOfDay(cursor);
    if (cursor.at === first) return null;
    return cursor.markAt(-1) === ',' || takeSeparator(cursor) ? true : null;
  });
  return taken !== null;
}

/**
 * «январь февраль март», «май 2027 г. июнь 2027 г.», «20 августа 21 сентября»: the signs between the months or days of
 * a cell were lost. What is to be said of it; null where no such thing follows.
 */
function withoutSign(cursor: Cursor, before: Pair | undefined): string | null {
  const span = before?.to ?? before?.from;
  if (typeof span !== 'object' || span === null) return null;
  if (span.grain === 'month' && cursor.lexemeAt()?.id === 'month') return NO_SIGN_OF_MONTHS;
  const isDay = cursor.peek()?.type === 'number' && cursor.lexemeAt(1)?.id === 'month';
  return span.grain === 'day' && isDay ? NO_SIGN_OF_DAYS : null;
}

const NO_SIGN_OF_MONTHS = 'Между месяцами нет знака: они поняты как перечень.';
const NO_SIGN_OF_DAYS = 'Между днями нет знака: они поняты как перечень.';

function takePair(cursor: Cursor, context: DeadlineContext): Pair | null {
  return cursor.attempt(() => {
    cursor.takeForm('начиная');
    const years = takeSlashedYears(cursor);
    if (years !== null) return years;
    const between = cursor.takeForm('между');
    const opened = between || cursor.takeForm('с', 'со', 'от');
    if (opened) skipTimeOfDay(cursor);
    const from = takeItem(cursor, context);
    if (from === null) return null;
    const to = cursor.attempt(() => {
      if (between ? !cursor.takeForm('и') : !takeRangeMark(cursor, opened)) return null;
      const isUntil = cursor.formAt(-1) === 'до';
      skipTimeOfDay(cursor);
      const item = takeItem(cursor, context);
      // «26 декабря – последний день приёма»
      if (item === LAST) return null;
      return isUntil && typeof item === 'object' && item !== null ? untilSpan(item) : item;
    });
    if (opened && to === null) return null;
    if (to === null) return { from, to };
    const lastOfMany = cursor.markAt() === '-' ? takeLastOfManyYears(cursor, to) : null;
    if (lastOfMany !== null) return inManyYears(from, to, lastOfMany);
    const last = cursor.peek(-1)?.type === 'mark' ? cursor.formAt(-2) : cursor.formAt(-1);
    return { from, to, manyYears: MANY_YEARS.test(last ?? '') && isInEach(from, opened) };
  });
}

const MANY_YEARS = /^(?:год(?:ов|ах|ы)|гг)$/;

/** «с мая 2026 по 2028 годы» runs on from year to year. */
function isInEach(from: Item, opened: boolean): boolean {
  return !opened || (typeof from === 'object' && from.grain === 'day');
}

/** «в июне – сентябре 2026–2028 годов»: the last of the years that a stretch within a year lies in. */
function takeLastOfManyYears(cursor: Cursor, to: Item | null): number | null {
  const first = typeof to === 'object' && to !== null && !isWholeYear(to) ? to.year : null;
  const last = yearValueOf(cursor.peek(1));
  if (first?.kind !== 'calendar' || last === null || last <= first.first) return null;
  if (!MANY_YEARS.test(cursor.formAt(2) ?? '')) return null;
  cursor.at += 2;
  takeYearWord(cursor);
  return last;
}

/** One stretch from the first of the years to the last: that it is not the whole of it, a person must see. */
function inManyYears(from: Item, to: Item | null, last: number): Pair {
  if (typeof to !== 'object' || to === null || to.year === null) return { from, to };
  const inFirst = typeof from === 'object' && from.year === null ? withYear(from, to.year) : from;
  const end = withYear(to, { kind: 'calendar', first: last, assumed: false });
  return { from: inFirst, to: { ...end, approximate: 'Период повторяется в каждом из названных лет.' } };
}

/** «с апреля до сентября»: whether that September is meant too, a person must say. */
function untilSpan(span: Span): Span {
  return span.grain === 'day' || isWholeYear(span)
    ? span
    : { ...span, approximate: 'Сказано «до …» без числа: последний период включён в срок.' };
}

/** «2025/2027 годы»: further apart than a school year. */
function takeSlashedYears(cursor: Cursor): Pair | null {
  const pair = cursor.peek();
  if (pair?.type !== 'yearPair' || pair.second <= pair.first + 1 || cursor.lexemeAt(1)?.unit !== 'year')
    return null;
  const from = yearSpan({ kind: 'calendar', first: pair.first, assumed: false });
  const to = from.sibling?.(pair.second) ?? null;
  if (to === null) return null;
  cursor.at += 1;
  return takeYearWord(cursor) ? { from, to } : null;
}

function takeRangeMark(cursor: Cursor, opened: boolean): boolean {
  if (opened) cursor.takeMark(',');
  const dashed = cursor.takeMark('-');
  const worded = cursor.takeForm('по') || ((opened || dashed) && cursor.takeForm('до'));
  return dashed || worded;
}

function takeItem(cursor: Cursor, context: DeadlineContext): Item | null {
  return takeSpan(cursor, context) ?? cursor.attempt(() => takeBareNumber(cursor));
}

function takeBareNumber(cursor: Cursor): number | null {
  cursor.takeMark('"');
  const number = takeOrdinal(cursor);
  cursor.takeMark('"');
  // «01.-08.05.2026»
  if (cursor.markAt() === '.' && cursor.markAt(1) === '-') cursor.at += 1;
  return number;
}

/** Gives bare numbers the kind of the span after them; null where one is left over or does not fit. */
function completePairs(pairs: readonly Pair[]): Stretch[] | null {
  const stretches: Stretch[] = [];
  let model: Span | null = null;
  for (const pair of pairs.toReversed()) {
    const to: Span | null = pair.to === null ? null : spanLike(pair.to, model);
    const from: Span | null = spanLike(pair.from, to ?? model);
    model = from ?? to ?? model;
    if (from === null || (pair.to !== null && to === null)) return null;
    stretches.unshift(asSchoolYear({ from, to }, stretches.at(0)));
  }
  return stretches;
}

function spanLike(item: Item, model: Span | null): Span | null {
  return typeof item === 'number' ? (model?.sibling?.(item) ?? null) : item;
}

/** «2024–2025, 2025–2026 учебные годы»: two years in a row before a school year are one too. */
function asSchoolYear(stretch: Stretch, following: Stretch | undefined): Stretch {
  const { from, to } = stretch;
  const first = from.year?.first;
  if (following?.from.grain !== 'school_year' || from.grain !== 'year' || first === undefined) return stretch;
  const school =
    to?.grain === 'year' && to.year?.first === first + 1 ? following.from.sibling?.(first) : null;
  return school === null || school === undefined ? stretch : { from: school, to: null };
}
