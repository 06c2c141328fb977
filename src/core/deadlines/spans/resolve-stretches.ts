import type { CalendarDate } from '../../calendar/calendar-date.ts';
import type { DeadlineContext } from '../policy.ts';
import type { Stretch } from './sequence.ts';
import { type Resolved, resolveSpan, type Window, windowIn, withYear } from './span.ts';
import type { YearName } from './year.ts';

/**
 * Days of each stretch. A year printed once holds for those before it, then for those after it; a from–to that
 * would run backwards crosses the turn of the year. Null where a day does not exist or the dates contradict.
 */
export function resolveStretches(
  stretches: readonly Stretch[],
  context: DeadlineContext,
  lastDay?: (window: Window) => CalendarDate,
): Resolved[] | null {
  const years = yearsInOrder(stretches, shareYears(stretches), context);
  const resolved: Resolved[] = [];
  for (const [index, stretch] of stretches.entries()) {
    const year = years[index] ?? null;
    const window =
      year === null ? resolveUndated(stretch, context, lastDay) : resolveDated(stretch, year, context);
    if (window === null) return null;
    resolved.push(window);
  }
  return resolved;
}

/** «октябрь, январь 2027»: that October is of 2026, unless it is over. */
function yearsInOrder(
  stretches: readonly Stretch[],
  years: readonly (YearName | null)[],
  context: DeadlineContext,
): (YearName | null)[] {
  const ordered = [...years];
  for (let index = stretches.length - 2; index >= 0; index -= 1) {
    const [own, next] = [stretches[index], stretches[index + 1]];
    const [year, nextYear] = [ordered[index], ordered[index + 1]];
    if (own === undefined || next === undefined || !year || !nextYear || own.from.year !== null) continue;
    if (own.to !== null || next.to !== null || year.kind !== 'calendar') continue;
    const earlier = { ...year, first: nextYear.first - 1 };
    const [from, to] = [windowIn(own.from, year, context), windowIn(next.from, nextYear, context)];
    const before = windowIn(own.from, earlier, context);
    const isBackwards = from !== null && to !== null && from.start > to.start;
    if (isBackwards && before !== null && before.due >= context.on) ordered[index] = earlier;
  }
  return ordered;
}

function shareYears(stretches: readonly Stretch[]): (YearName | null)[] {
  const years = stretches.map((stretch) => stretch.to?.year ?? stretch.from.year);
  for (let index = years.length - 2; index >= 0; index -= 1) years[index] ??= years[index + 1] ?? null;
  for (let index = 1; index < years.length; index += 1) years[index] ??= years[index - 1] ?? null;
  return years;
}

function resolveDated(stretch: Stretch, year: YearName, context: DeadlineContext): Resolved | null {
  const assumedYear = year.assumed;
  const from = windowIn(stretch.from, stretch.from.year ?? year, context);
  if (stretch.to === null) return from === null ? null : { ...from, assumedYear };
  const to = windowIn(stretch.to, stretch.to.year ?? stretch.from.year ?? year, context);
  if (from === null || to === null) return null;
  if (from.start <= to.due) return { start: from.start, due: to.due, assumedYear };
  const crossed = crossNewYear(stretch, from, to, year, context);
  return crossed === null ? null : { ...crossed, assumedYear };
}

function crossNewYear(
  stretch: Stretch,
  from: Window,
  to: Window,
  year: YearName,
  context: DeadlineContext,
): Window | null {
  // «28–3 марта» is a slip, not eleven months.
  if (
    stretch.to === null ||
    (stretch.from.grain === 'day' && from.start.slice(0, 7) === to.due.slice(0, 7))
  ) {
    return null;
  }
  if (stretch.from.year === null) {
    const earlier = windowIn(stretch.from, { ...year, first: year.first - 1 }, context);
    return earlier === null ? null : { start: earlier.start, due: to.due };
  }
  if (stretch.to.year !== null) return null;
  const later = windowIn(stretch.to, { ...year, first: year.first + 1 }, context);
  return later === null ? null : { start: from.start, due: later.due };
}

function resolveUndated(
  stretch: Stretch,
  context: DeadlineContext,
  lastDay?: (window: Window) => CalendarDate,
): Resolved | null {
  const { from, to } = stretch;
  if (to === null) return resolveSpan(from, context, lastDay);
  const end = resolveSpan(to, context, lastDay);
  if (end === null) return null;
  const endYear = Number(end.start.slice(0, 4));
  const sameYear = resolveDated(
    { from, to: withYear(to, { kind: 'calendar', first: endYear, assumed: true }) },
    { kind: 'calendar', first: endYear, assumed: true },
    context,
  );
  return sameYear;
}
