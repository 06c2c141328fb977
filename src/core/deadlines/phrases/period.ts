import { monthOf, yearOf } from '../../calendar/calendar-date.ts';
import type { Cursor } from '../cursor.ts';
import { doubt } from '../doubts.ts';
import { type Draft, type PhraseFamily, withWarnings } from '../draft.ts';
import { draftOfStretches } from '../draft-of-stretches.ts';
import { takeDayNumber } from '../numbers.ts';
import type { DeadlineContext } from '../policy.ts';
import { takeBareUnit } from '../spans/current-unit.ts';
import { daySpan } from '../spans/day.ts';
import { type Stretch, takeStretches } from '../spans/sequence.ts';
import { withYear } from '../spans/span.ts';
import { skipHours, skipTimeOfDay } from '../spans/time-of-day.ts';
import { yearValueOf } from '../spans/year.ts';
import { takeLimit } from './boundary.ts';

/**
 * Days, months, quarters, years, school years, alone, from–to or listed.
 *
 *   «сентябрь 2021 г.»           → month 2021-09-01 … 2021-09-30
 *   «в течение 2024-2025 годов»  → years 2024-01-01 … 2025-12-31
 *   «с 15 апреля по 15 мая»      → range, the first one that ends on or after the document's date
 *   «в течение учебного года»    → school_year that contains the document's date, warning assumed_year
 *   «октябрь, до 15 числа»       → date, the 15th of that October
 *
 * «в течение месяца», «в течение недели» are counts of days and belong to the family `relative`.
 */
export const period: PhraseFamily = { name: 'period', opensWith: () => true, read: readPeriod };

function readPeriod(cursor: Cursor, context: DeadlineContext): Draft | null {
  const isReportedOn = cursor.formAt() === 'за';
  const isAsOf = cursor.formAt() === 'на';
  // «за полугодие, год» says nothing of when.
  if (isReportedOn && cursor.lexemeAt(1)?.id === 'unit') return null;
  const draft = readWindow(cursor, context);
  if (draft?.kind === 'date' && isAsOf) return withWarnings(draft, [doubt.approximate(AS_OF)]);
  if (draft === null || !isReportedOn) return draft;
  // «за I полугодие 2026 года», said when it is over
  const isOver = draft.due !== null && draft.due < context.on;
  return isOver ? null : withWarnings(draft, [doubt.approximate(REPORTED_ON)]);
}

const AS_OF = 'Сказано «на …»: так называют и день, по состоянию на который отчитываются.';
const REPORTED_ON = 'Сказано «за …»: так называют время, о котором отчитываются.';

function readWindow(cursor: Cursor, context: DeadlineContext): Draft | null {
  takeThroughout(cursor);
  const takeAll = (): Stretch[] | null => takeStretches(cursor, context, takePreposition);
  // «с 15 ч. 2 марта до 18 ч. 6 марта» are days, «с 9:00 до 18:00 2 марта» and «с 9 до 18 часов 2 марта» are one.
  const opened = cursor.formAt() === 'с' && !skipHours(cursor) ? cursor.attempt(takeAll) : null;
  if (opened === null) {
    skipTimeOfDay(cursor);
    // «с 8-00 до 20-00, на период с 1 мая по 1 октября»
    takeThroughout(cursor);
  }
  const named = opened ?? takeAll();
  const stretches = named === null ? null : (takeDaysOfSeason(cursor, named, takeAll) ?? named);
  if (stretches !== null) {
    const within = cursor.attempt(() => takeDayWithin(cursor, stretches, context));
    if (within !== null) return within;
    if (stretches.at(-1)?.from.grain === 'day') skipTimeOfDay(cursor);
    return draftOfStretches(
      takeReportedYear(cursor) ? stretches.map(inReportedYear(context)) : stretches,
      context,
    );
  }
  const unit = takeBareUnit(cursor, context, 'year', 'quarter', 'half');
  // «в течение года со дня …» is a count.
  const isCounted =
    cursor.formAt() === 'после' ||
    (/^со?$/.test(cursor.formAt() ?? '') && /^(?:дня|даты|момента)$/.test(cursor.formAt(1) ?? ''));
  return unit === null || isCounted ? null : draftOfStretches([{ from: unit, to: null }], context);
}

/** «в марте и в мае», «на 2027 год и на 2028 год» */
function takePreposition(cursor: Cursor): void {
  if (!cursor.takeForm('в', 'во') && yearValueOf(cursor.peek(1)) !== null) cursor.takeForm('на');
}

/** «в летний период (с 10 июня по 20 августа)»: the days that the bracket names. */
function takeDaysOfSeason(
  cursor: Cursor,
  [season]: readonly Stretch[],
  takeAll: () => Stretch[] | null,
): Stretch[] | null {
  if (season?.from.grain !== 'season' || cursor.markAt() !== '(') return null;
  return cursor.attempt(() => {
    cursor.takeMark('(');
    const days = takeAll();
    return cursor.takeMark(')') ? days : null;
  });
}

/** «январь – декабрь отчётного года» */
function takeReportedYear(cursor: Cursor): boolean {
  const taken = cursor.attempt(() =>
    cursor.takeLexeme('reporting') === null ? null : cursor.takeUnit('year'),
  );
  return taken !== null;
}

/** Which year is reported on the words do not say: the document's own is assumed. */
function inReportedYear({ on }: DeadlineContext): (stretch: Stretch) => Stretch {
  const year = { kind: 'calendar', first: yearOf(on), assumed: true } as const;
  return ({ from, to }) => ({ from: withYear(from, year), to: to === null ? null : withYear(to, year) });
}

/** «октябрь, до 15 числа», «ноябрь 2026 г. (не позднее 20 числа)»: a day of the month named. */
function takeDayWithin(
  cursor: Cursor,
  stretches: readonly Stretch[],
  context: DeadlineContext,
): Draft | null {
  const [only, ...others] = stretches;
  if (only === undefined || others.length > 0 || only.to !== null || only.from.grain !== 'month') return null;
  const month = only.from.at(LEAP_YEAR);
  const bracketed = cursor.takeMark('(');
  if (!bracketed) cursor.takeMark(',', '-');
  if (month === null || takeLimit(cursor) === null) return null;
  const day = takeDayNumber(cursor);
  if (day === null || cursor.formAt()?.startsWith('числ') !== true) return null;
  cursor.at += 1;
  if (bracketed) cursor.takeMark(')');
  const span = daySpan(monthOf(month.start), day, only.from.year);
  return draftOfStretches([{ from: span, to: null }], context);
}

const LEAP_YEAR = 2024;

/** First words of what `takeThroughout` takes. */
export const THROUGHOUT_OPENINGS =
  'в во на за течение течении теч протяжении период периоде ходе всего весь всю все одного';

/** Takes «в», «в течение», «на протяжении всего», «весь», «в период»: they add nothing to the days. */
export function takeThroughout(cursor: Cursor): void {
  cursor.takeForm('в', 'во', 'на', 'за');
  if (cursor.takeForm('течение', 'течении', 'теч')) cursor.takeAbbreviationDot();
  else cursor.takeForm('протяжении', 'период', 'периоде', 'ходе');
  cursor.takeForm('всего', 'весь', 'всю', 'все', 'одного');
}
