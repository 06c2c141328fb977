import { type CalendarDate, dayOf, monthOf } from '../calendar/calendar-date.ts';
import type { DeadlineKind } from './deadline.ts';
import { doubt } from './doubts.ts';
import { type Draft, draftOf, withWarnings } from './draft.ts';
import { later } from './draft-of-stretches.ts';
import type { DeadlineContext } from './policy.ts';
import { nextOccurrence, yearlyRule } from './recurrence.ts';

/** Kinds that lie between days of the calendar. */
export const DATED: ReadonlySet<DeadlineKind> = new Set<DeadlineKind>([
  'date',
  'month',
  'range',
  'year',
  'years',
  'school_year',
]);
/** Kinds that are whole years. */
export const YEARS: ReadonlySet<DeadlineKind> = new Set<DeadlineKind>(['year', 'years', 'school_year']);
const WINDOWS: ReadonlySet<DeadlineKind> = new Set<DeadlineKind>([
  'month',
  'range',
  'year',
  'years',
  'school_year',
]);

/**
 * What two terms of one phrase mean together. What is left out is named in a warning, with the words of the second.
 *
 *   «до 1 марта», «до 1 октября»       → the later one, warning several_dates
 *   «2024-2026 годы», «ежегодно»       → recurring until the end of 2026
 *   «в 2024 году», «далее ежегодно»    → recurring from 2024, `isOnward`
 *   «2026 год», «до 1 ноября»          → 1 November 2026
 *   «по мере необходимости», «не реже 1 раза в квартал» → the second, warning several_dates
 */
export function joinDrafts(
  left: Draft,
  right: Draft,
  words: string,
  context: DeadlineContext,
  isOnward = false,
): Draft {
  if (isOnward && YEARS.has(left.kind) && left.start !== null && right.rrule !== null) {
    const next = nextOccurrence(right.rrule, later(left.start, context.on));
    return withWarnings({ ...right, next }, left.warnings);
  }
  if (YEARS.has(left.kind) && isWithin(right, left)) {
    return {
      ...right,
      warnings: [...left.warnings, ...right.warnings.filter(({ code }) => code !== 'assumed_year')],
    };
  }
  if (isAssumedYearAround(right, left)) return withWarnings(left, [doubt.severalTerms(words)]);
  if (DATED.has(left.kind) && DATED.has(right.kind)) return joinDated(left, right);
  if (left.kind === 'standing' && right.kind === 'standing') return left.start === null ? right : left;
  if (left.kind === 'standing' && left.start !== null && right.rrule !== null) {
    // «с 1 апреля – ежемесячно»: the first day is now the start of what recurs.
    const warnings = left.warnings.filter(({ code }) => code !== 'approximate');
    return withWarnings(
      { ...right, next: nextOccurrence(right.rrule, later(left.start, context.on)) },
      warnings,
    );
  }
  if (left.kind === 'standing' && left.start !== null && right.kind === 'relative' && right.offset === null) {
    // «с 20 апреля до установления дождливой погоды»
    return withWarnings(left, [doubt.severalTerms(words)]);
  }
  if (left.kind === 'standing' && WINDOWS.has(right.kind)) {
    return withWarnings(right, [
      ...left.warnings,
      doubt.approximate('Сказано «постоянно», но период ограничен.'),
    ]);
  }
  if (
    left.rrule !== null &&
    right.kind === 'standing' &&
    right.start !== null &&
    words.startsWith('начиная')
  ) {
    // «раз в полгода … (20 января, 20 июля), начиная с 20.07.2026»
    const next = nextOccurrence(left.rrule, later(right.start, context.on));
    if (next !== null) return { ...left, next };
  }
  if (YEARS.has(left.kind) && left.due !== null && right.rrule !== null) {
    const rrule = right.rrule.includes('UNTIL')
      ? right.rrule
      : `${right.rrule};UNTIL=${left.due.replaceAll('-', '')}`;
    const next = nextOccurrence(rrule, later(left.start ?? context.on, context.on));
    return withWarnings({ ...right, rrule, next }, left.warnings);
  }
  if (
    DATED.has(left.kind) &&
    left.due !== null &&
    right.rrule?.startsWith('FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31') === true
  ) {
    return repeatYearly(left, left.due, context);
  }
  // «на две недели, до 13 ноября»: how long, and the last day of it.
  const isLength = left.warnings.some(({ message }) => message === doubt.maybeLength().message);
  if (isLength && right.kind === 'date') return withWarnings(right, [doubt.maybeLength()]);
  // «в течение месяца, до 30 апреля»: a count from the document's date says less than days.
  const isOwnCount = left.kind === 'relative' && left.offset !== null && left.trigger === null;
  if (isOwnCount && (right.kind === 'date' || right.kind === 'range'))
    return withWarnings(right, [doubt.severalDates()]);
  if (left.kind === 'relative' && left.offset === null && isAssumedYear(right)) {
    // «по итогам четверти, года»
    return withWarnings(left, [doubt.severalTerms(words)]);
  }
  if (
    left.kind === 'relative' &&
    (left.offset === null ? DATED.has(right.kind) || right.kind === 'recurring' : isOfEvent(left, right))
  ) {
    // «по итогам года – до 20 января»: the day says when, the event only why then.
    return withWarnings(right, [doubt.approximate(`Событие не учтено: «${left.trigger ?? ''}».`)]);
  }
  if (WINDOWS.has(left.kind) && left.start !== null && left.due !== null && right.rrule !== null) {
    // «с декабря по май, еженедельно»
    const isEnding = right.rrule.includes('UNTIL');
    const rrule = isEnding ? right.rrule : `${right.rrule};UNTIL=${left.due.replaceAll('-', '')}`;
    const next = nextOccurrence(rrule, later(left.start, context.on));
    if (next !== null) return withWarnings({ ...right, rrule, next }, left.warnings);
  }
  const isVague = left.kind === 'on_demand' || left.kind === 'unparseable' || left.kind === 'standing';
  const isDefinite = DATED.has(right.kind) || right.kind === 'recurring' || right.kind === 'relative';
  if ((isVague || (DATED.has(left.kind) && right.kind === 'recurring')) && isDefinite) {
    return withWarnings(right, [
      ...left.warnings.filter((known) => known.code !== 'unparseable_phrase'),
      doubt.severalDates(),
    ]);
  }
  // «ежегодно не позднее чем за две недели до наступления года»
  const isCounted = right.offset !== null || left.rrule?.startsWith('FREQ=YEARLY') === true;
  const isBeforeEvent = isCounted && right.trigger?.startsWith('до ') === true;
  if (left.kind === 'recurring' && isBeforeEvent) return withWarnings(right, [doubt.severalDates()]);
  if (right.kind === 'unparseable') {
    // A date that does not exist spoils the whole; a reference to another paper only qualifies.
    const isImpossible = right.warnings.some((known) => known.message === doubt.impossibleDate().message);
    if (isImpossible) return right;
    return withWarnings(left, [doubt.approximate(`К сроку есть уточнение: «${words}».`)]);
  }
  return withWarnings(left, [doubt.severalTerms(words)]);
}

/** The last day lies in the other's window and its year was not printed: the other names it. */
function isWithin(inner: Draft, outer: Draft): boolean {
  if (inner.due === null || outer.start === null || outer.due === null) return false;
  const isAssumed = inner.warnings.some(({ code }) => code === 'assumed_year');
  return isAssumed && outer.start <= inner.due && inner.due <= outer.due;
}

/** «сентябрь, в течение года»: a year nobody named adds nothing to the month within it. */
function isAssumedYearAround(outer: Draft, inner: Draft): boolean {
  if (!YEARS.has(outer.kind) || outer.start === null || outer.due === null) return false;
  if (inner.kind !== 'month' || inner.start === null || inner.due === null) return false;
  const isAssumed = outer.warnings.some(({ code }) => code === 'assumed_year');
  return isAssumed && outer.start <= inner.start && inner.due <= outer.due;
}

/** «не позднее чем за 2 недели до слёта до 20 марта 2027 года»: the day is known, that of the event is not. */
function isOfEvent(left: Draft, right: Draft): boolean {
  return left.due === null && left.trigger !== null && right.kind === 'date' && right.due !== null;
}

/** «года», and nobody says which. */
function isAssumedYear({ kind, warnings }: Draft): boolean {
  return YEARS.has(kind) && warnings.some(({ code }) => code === 'assumed_year');
}

function joinDated(left: Draft, right: Draft): Draft {
  const due = left.due === null || right.due === null ? (left.due ?? right.due) : later(left.due, right.due);
  const start =
    left.start === null || right.start === null ? null : left.start < right.start ? left.start : right.start;
  const kind = left.kind === 'date' && right.kind === 'date' ? 'date' : start === null ? 'date' : 'range';
  return withWarnings(draftOf({ kind, start, due, warnings: left.warnings }), [
    ...right.warnings,
    doubt.severalDates(),
  ]);
}

/** «1 октября 2026 г. и ежегодно»: every year on that day, first then. */
function repeatYearly(dated: Draft, due: CalendarDate, context: DeadlineContext): Draft {
  const rrule = yearlyRule([{ month: monthOf(due), day: WINDOWS.has(dated.kind) ? -1 : dayOf(due) }]);
  return draftOf({
    kind: 'recurring',
    rrule,
    next: nextOccurrence(rrule, later(due, context.on)),
    warnings: dated.warnings,
  });
}
