import { addDays, type CalendarDate, weekdayOf } from '../calendar/calendar-date.ts';
import type { Warning } from '../warning.ts';
import type { DeadlineKind } from './deadline.ts';
import { doubt } from './doubts.ts';
import { type Draft, draftOf } from './draft.ts';
import type { DeadlineContext } from './policy.ts';
import { resolveStretches } from './spans/resolve-stretches.ts';
import type { Stretch } from './spans/sequence.ts';
import type { Grain, Resolved, Span } from './spans/span.ts';

/** The deadline that stretches of time mean when nothing limits them: «апрель-май 2021», «2024, 2025 годы». */
export function draftOfStretches(stretches: readonly Stretch[], context: DeadlineContext): Draft {
  const windows = resolveStretches(stretches, context);
  if (windows === null) return impossibleDraft();
  const start = windows.map((window) => window.start).reduce(earlier);
  const due = windows.map((window) => window.due).reduce(later);
  const kind = kindOf(stretches);
  const warnings = warningsOf(stretches, windows);
  if (kind === 'date' ? windows.length > 1 : !areContiguous(windows)) warnings.push(doubt.severalDates());
  return draftOf({ kind, start: kind === 'date' ? null : start, due, warnings });
}

/** A phrase that names a day the calendar does not have, or dates that contradict each other. */
export function impossibleDraft(): Draft {
  return draftOf({ kind: 'unparseable', warnings: [doubt.impossibleDate()] });
}

/** Doubts that come with the stretches themselves: a year nobody printed, days that are not exact. */
export function warningsOf(stretches: readonly Stretch[], windows: readonly Resolved[]): Warning[] {
  const warnings: Warning[] = [];
  const spans = stretches.flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  if (windows.some((window) => window.assumedYear)) {
    const isUnit = spans.some((span) => span.year?.assumed === true);
    warnings.push(isUnit ? doubt.assumedPeriod() : doubt.assumedYear());
  }
  if (stretches.some((stretch, index) => disagrees(stretch, windows[index]))) {
    warnings.push(doubt.weekdayDisagrees());
  }
  const vague = spans.find((span) => span.approximate !== null)?.approximate;
  if (vague !== undefined && vague !== null) warnings.push(doubt.approximate(vague));
  return warnings;
}

/** A day of the week is printed that is not the date's own. */
function disagrees({ from, to }: Stretch, window: Resolved | undefined): boolean {
  if (window === undefined) return false;
  return isOtherWeekday(from, window.start) || isOtherWeekday(to, window.due);
}

function isOtherWeekday(span: Span | null, date: CalendarDate): boolean {
  const printed = span?.weekday ?? null;
  return printed !== null && printed !== weekdayOf(date);
}

const KIND_OF_GRAIN: Readonly<Record<Grain, DeadlineKind>> = {
  day: 'date',
  week: 'range',
  part: 'range',
  month: 'month',
  quarter: 'range',
  half: 'range',
  season: 'range',
  year: 'year',
  school_year: 'school_year',
};

function kindOf(stretches: readonly Stretch[]): DeadlineKind {
  const [first] = stretches;
  if (first === undefined) return 'unparseable';
  if (stretches.length === 1 && first.to === null) return KIND_OF_GRAIN[first.from.grain];
  const grains = new Set(
    stretches.flatMap(({ from, to }) => (to === null ? [from.grain] : [from.grain, to.grain])),
  );
  if (grains.size > 1) return 'range';
  if (grains.has('year')) return 'years';
  if (grains.has('school_year')) return 'school_year';
  return grains.has('day') && stretches.every(({ to }) => to === null) ? 'date' : 'range';
}

function areContiguous(windows: readonly Resolved[]): boolean {
  return windows.every((window, index) => {
    const before = windows[index - 1];
    return before === undefined || addDays(before.due, 1) === window.start;
  });
}

export function earlier(left: CalendarDate, right: CalendarDate): CalendarDate {
  return left < right ? left : right;
}

export function later(left: CalendarDate, right: CalendarDate): CalendarDate {
  return left > right ? left : right;
}
