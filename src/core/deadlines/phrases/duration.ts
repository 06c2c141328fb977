import type { Cursor } from '../cursor.ts';
import { takeCount } from '../numbers.ts';
import type { TimeUnit } from '../vocabulary.ts';

/** A stretch of time by its length. Weeks are seven days each, half-years six months. */
export interface Duration {
  readonly count: number;
  readonly unit: 'hour' | 'day' | 'working_day' | 'month' | 'year';
  /** ISO 8601: P10D, P1M, P2Y, PT24H; working days P10BD. */
  readonly iso: string;
}

const LIMITS: Readonly<Record<Duration['unit'], number>> = {
  hour: 240,
  day: 366,
  working_day: 366,
  month: 60,
  year: 10,
};

/**
 * Takes a length: «10 рабочих дней», «трёх месяцев», «2-х недель», «10-дневный срок», «месячный срок».
 * A bare unit («месяца», «недели») counts as one where `opened`: after «в течение», «через», «за».
 */
export function takeDuration(cursor: Cursor, opened: boolean): Duration | null {
  return cursor.attempt(() => takeTerm(cursor) ?? takeCounted(cursor) ?? (opened ? takeBare(cursor) : null));
}

/** «следующего (рабочего) дня», «на следующий день» */
export function takeNextDay(cursor: Cursor): Duration | null {
  return cursor.attempt(() => {
    if (cursor.takeLexeme('next') === null) return null;
    const isWorking = takeWorking(cursor);
    return cursor.takeForm('дня', 'день') ? durationOf(1, 'day', isWorking) : null;
  });
}

/** «трёхдневный срок», «10-дневный», «10-ти дневный», «месячный срок» */
function takeTerm(cursor: Cursor): Duration | null {
  return cursor.attempt(() => {
    const printed = cursor.takeNumber();
    if (printed !== null) cursor.takeMark('-');
    const before = takeWorking(cursor);
    const term = cursor.takeLexeme('term');
    if (term?.unit === undefined || printed?.roman === true) return null;
    const isWorking = takeWorking(cursor) || before;
    // «годичный срок», «10-дневный период»; the noun may be lost at the end of a cell.
    cursor.takeForm('срок', 'период');
    return durationOf((printed?.value ?? 1) * term.value, term.unit, isWorking);
  });
}

/** «10 рабочих дней», «10 (десяти) календарных дней», «трёх месяцев», «24 часов» */
function takeCounted(cursor: Cursor): Duration | null {
  return cursor.attempt(() => {
    const count = takeLargerCount(cursor);
    if (count === null) return null;
    cursor.takeForm('первых', 'последующих', 'ближайших', 'полных');
    const short = takeShortDays(cursor);
    if (short !== null) return durationOf(count, 'day', short === 'working');
    const isWorking = takeWorking(cursor);
    // «рабочих-дней»
    if (isWorking) cursor.takeMark('-');
    if (cursor.takeLexeme('calendar') !== null) cursor.takeAbbreviationDot();
    // «на одну учебную неделю»
    if (cursor.lexemeAt(1)?.unit === 'week') cursor.takeLexeme('school');
    const unit = cursor.takeUnit('hour', 'day', 'week', 'month', 'half', 'year');
    // «1 год» is a length, «5 г.» is not.
    if (
      unit === null ||
      (unit === 'year' &&
        /^гг?$/.test(cursor.tokens[cursor.at - 1]?.type === 'word' ? (cursor.formAt(-1) ?? '') : 'г'))
    ) {
      return null;
    }
    return durationOf(count, unit, isWorking);
  });
}

/** «10», «2–3-х»: the larger of two. */
function takeLargerCount(cursor: Cursor): number | null {
  const first = takeCount(cursor);
  const second =
    first === null ? null : cursor.attempt(() => (cursor.takeMark('-') ? takeCount(cursor) : null));
  return first !== null && second !== null && second > first ? second : second === null ? first : null;
}

/** «5 р.д.», «10 к.д.» */
function takeShortDays(cursor: Cursor): 'working' | 'calendar' | null {
  return cursor.attempt(() => {
    const kind = cursor.formAt();
    if (!cursor.takeForm('р', 'к') || !cursor.takeMark('.') || !cursor.takeForm('д')) return null;
    cursor.takeMark('.');
    return kind === 'р' ? 'working' : 'calendar';
  });
}

/** «месяца», «недели», «суток», «рабочего дня», «полугода» */
function takeBare(cursor: Cursor): Duration | null {
  return cursor.attempt(() => {
    cursor.takeForm('одного', 'одной');
    const isWorking = takeWorking(cursor);
    cursor.takeLexeme('calendar');
    const isHalfYear = cursor.formAt() === 'полгода' || cursor.formAt() === 'полугода';
    const isHour = cursor.formAt() === 'часа';
    const isYear = cursor.lexemeAt()?.unit === 'year' && isCountedFrom(cursor);
    const unit = cursor.takeUnit(
      'day',
      'week',
      'month',
      ...(isHour ? (['hour'] as const) : []),
      ...(isHalfYear ? (['half'] as const) : []),
      ...(isYear ? (['year'] as const) : []),
    );
    return unit === null ? null : durationOf(1, unit, isWorking);
  });
}

/** «года после …», «года со дня …»: a length, «в течение года» alone is that year. */
function isCountedFrom(cursor: Cursor): boolean {
  return (
    cursor.formAt(1) === 'после' ||
    (/^(?:со?|от)$/.test(cursor.formAt(1) ?? '') && /^(?:дня|даты|момента)$/.test(cursor.formAt(2) ?? ''))
  );
}

function takeWorking(cursor: Cursor): boolean {
  // «2 р. дня»
  const isShort =
    cursor.formAt() === 'р' && cursor.lexemeAt(cursor.markAt(1) === '.' ? 2 : 1)?.unit === 'day';
  if (isShort) cursor.at += 1;
  const taken = isShort || cursor.takeLexeme('working') !== null;
  if (taken) cursor.takeAbbreviationDot();
  return taken;
}

function durationOf(printed: number, unit: TimeUnit, isWorking: boolean): Duration | null {
  const [count, counted] = normalize(printed, unit, isWorking);
  if (!Number.isInteger(count) || count < 1 || count > LIMITS[counted]) return null;
  return { count, unit: counted, iso: isoOf(count, counted) };
}

function normalize(count: number, unit: TimeUnit, isWorking: boolean): [number, Duration['unit']] {
  switch (unit) {
    case 'hour':
      return [count, 'hour'];
    case 'day':
      return [count, isWorking ? 'working_day' : 'day'];
    case 'week':
      return [count * 7, 'day'];
    case 'month':
      return [count, 'month'];
    case 'quarter':
      return [count * 3, 'month'];
    case 'half':
      return [count * 6, 'month'];
    case 'year':
      return [count, 'year'];
  }
}

function isoOf(count: number, unit: Duration['unit']): string {
  switch (unit) {
    case 'hour':
      return `PT${count}H`;
    case 'day':
      return `P${count}D`;
    case 'working_day':
      return `P${count}BD`;
    case 'month':
      return `P${count}M`;
    case 'year':
      return `P${count}Y`;
  }
}
