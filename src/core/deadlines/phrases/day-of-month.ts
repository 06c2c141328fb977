import type { Warning } from '../../warning.ts';
import type { Cursor } from '../cursor.ts';
import { doubt } from '../doubts.ts';
import { takeCount, takeDayNumber, takeOrdinal } from '../numbers.ts';
import { ascending } from '../recurrence.ts';
import { skipTimeOfDay } from '../spans/time-of-day.ts';
import type { Token } from '../tokens.ts';
import { takeLimit } from './boundary.ts';
import type { Rule } from './frequency.ts';
import { takeInWhich } from './in-which.ts';

/**
 * A day of a month that is not named: «до 5 числа», «25-го числа», «до 1 и 15 числа», «до 3 рабочего дня»,
 * «в последний день месяца», and what follows: «месяца, следующего за отчётным», «каждого месяца».
 */
export interface DayOfMonth {
  /** 1–31, −1 the last; with `working` the number of the working day. */
  readonly days: readonly number[];
  readonly working: boolean;
  /** True where the words «число» or «день» are printed, not the bare number. */
  readonly worded: boolean;
  readonly tail: MonthTail;
}

/** Which month the words after the day mean. */
export interface MonthTail {
  /** «каждого месяца» */
  readonly each: boolean;
  /** «следующего за отчётным» */
  readonly following: boolean;
  /** «отчётного месяца», «за отчётный период» */
  readonly reporting: boolean;
  /** «текущего» 0, «следующего» 1 without a word of reporting, null neither */
  readonly relation: 0 | 1 | null;
  /** «первого месяца квартала» 1, «последнего» −1, 0 not said */
  readonly monthInPeriod: number;
  /** The period that is reported on, as far as it is printed. */
  readonly period: 'year' | 'quarter' | 'half' | 'month' | null;
  /** «за отчётным периодом»: reported on, and nobody says how long it is. */
  readonly unnamed: boolean;
}

export function takeDayOfMonth(cursor: Cursor): DayOfMonth | null {
  return cursor.attempt(() => {
    // «по 20-м числам»
    const isByNumbers = cursor.formAt() === 'по' && cursor.formAt(2) === 'числам';
    if (isByNumbers) cursor.at += 1;
    else if (takeLimit(cursor) === null) cursor.takeForm('в');
    const each = cursor.takeLexeme('each') !== null;
    skipTimeOfDay(cursor);
    const days = takeDays(cursor);
    // «1 раз» counts times.
    if (days === null || cursor.lexemeAt()?.id === 'times') return null;
    takeBracketedInclusive(cursor);
    // «5 рабочего дня» is a day of the month, «5 рабочих дней» a count.
    // «1 рабочий день» is a length.
    if (cursor.formAt() === 'рабочий' && isPlainNumber(cursor.peek(-1))) return null;
    const working = cursor.takeForm('рабочего', 'рабочий', 'рабочему', 'раб');
    if (working) cursor.takeAbbreviationDot();
    const isDay =
      (working || days.includes(-1)) && ['дня', 'день', 'дню', 'дн'].includes(cursor.formAt() ?? '');
    const worded = isDay || cursor.formAt()?.startsWith('числ') === true;
    if (worded) cursor.at += 1;
    // A day of the week, a month or a unit after a bare number is another phrase.
    if (!worded && (working || cursor.lexemeAt()?.id === 'month' || days.includes(-1))) return null;
    const tail = takeTail(cursor);
    skipTimeOfDay(cursor);
    return { days, working, worded, tail: each ? { ...tail, each } : tail };
  });
}

/** «в последней декаде последнего месяца квартала»: the decade's last day, of that month of each period. */
export function takeDecadeOfPeriod(cursor: Cursor): DayOfMonth | null {
  return cursor.attempt(() => {
    cursor.takeForm('в', 'во');
    const decade = takeOrdinal(cursor);
    if (decade === null || decade > 3 || cursor.takeLexeme('decade') === null) return null;
    const tail = takeTail(cursor);
    const day = decade === 1 || decade === 2 ? decade * 10 : -1;
    return tail.monthInPeriod === 0 ? null : { days: [day], working: false, worded: true, tail };
  });
}

/** «с 1 по 12 (включительно) число» */
function takeBracketedInclusive(cursor: Cursor): void {
  if (cursor.markAt() !== '(') return;
  cursor.attempt(() => {
    if (!cursor.takeMark('(') || cursor.takeLexeme('inclusive') === null) return null;
    return cursor.takeMark(')') ? true : null;
  });
}

function isPlainNumber(token: Token | undefined): boolean {
  return token?.type === 'number' && !token.ordinal;
}

/** «не позднее 3 рабочих дней после окончания квартала»: as many days into the period that follows. */
export function takeDaysAfterPeriod(cursor: Cursor): DayOfMonth | null {
  return cursor.attempt(() => {
    if (takeLimit(cursor) === null && cursor.takeForm('в')) cursor.takeForm('течение', 'течении');
    if (cursor.takeForms('не', 'позднее')) cursor.takeForm('чем');
    cursor.takeForm('через');
    const count = takeCount(cursor);
    const working = cursor.takeLexeme('working') !== null;
    if (count === null || count > 31 || cursor.takeUnit('day') === null) return null;
    if (!cursor.takeForm('после', 'по') && !cursor.takeForms('со', 'дня')) return null;
    if (cursor.takeLexeme('end') === null) return null;
    const tail = takeTail(cursor);
    return { days: [count], working, worded: true, tail: { ...tail, following: true } };
  });
}

/** «в течение (первых) пяти рабочих дней месяца, следующего за отчётным»: the last of them. */
export function takeDaysWithinNext(cursor: Cursor): DayOfMonth | null {
  return cursor.attempt(() => {
    if (cursor.takeForm('в')) cursor.takeForm('течение', 'течении');
    cursor.takeForm('первых');
    const count = takeCount(cursor);
    const working = cursor.takeLexeme('working') !== null;
    if (count === null || count > 31 || cursor.takeUnit('day') === null) return null;
    const tail = cursor.lexemeAt()?.id === 'unit' ? takeTail(cursor) : null;
    return tail?.following === true ? { days: [count], working, worded: true, tail } : null;
  });
}

function takeDays(cursor: Cursor): number[] | null {
  const last = cursor.attempt(() => {
    const isOpened = cursor.takeForm('с', 'со');
    if (takeOrdinal(cursor) === null) return null;
    // «с 20 числа по 25 число»
    if (isOpened) cursor.takeForm('числа');
    if (!(isOpened ? cursor.takeForm('по', 'до') : cursor.takeMark('-'))) return null;
    const day = takeOrdinal(cursor);
    takeBracketedInclusive(cursor);
    return isOpened || cursor.formAt()?.startsWith('числ') === true ? day : null;
  });
  // «с 1 по 5 число»: the last day counts.
  if (last !== null) return last >= 1 && last <= 31 ? [last] : null;
  const days: number[] = [];
  for (;;) {
    const day = cursor.attempt(() => {
      if (days.length > 0 && !cursor.takeMark(',') && !cursor.takeForm('и')) return null;
      if (days.length > 0) takeLimit(cursor);
      cursor.takeMark('"');
      const number = takeDayNumber(cursor);
      cursor.takeMark('"');
      if (
        number !== null &&
        days.length === 0 &&
        /^числа$/.test(cursor.formAt() ?? '') &&
        isMoreAhead(cursor)
      )
        cursor.at += 1;
      return number === null || number === 0 || number > 31 ? null : number;
    });
    if (day === null) break;
    days.push(day);
    if (days.length > 4) return null;
  }
  return days.length === 0 ? null : days;
}

/** «до 1 числа и до 15 числа» */
function isMoreAhead(cursor: Cursor): boolean {
  return cursor.formAt(1) === 'и' && (cursor.peek(2)?.type === 'number' || cursor.peek(3)?.type === 'number');
}

const TAIL_FORMS = ['за', 'после', 'периодом', 'периода', 'период', 'месяц'];
/** «за истекшим кварталом» */
const PASSED = /^(?:истекш|прошедш|законченн|завершивш|окончивш)(?:им|ий|его|ым)(?:ся)?$/;

/** «месяца, следующего за отчётным кварталом», «каждого месяца»: the words after a day. */
export function takeTail(cursor: Cursor): MonthTail {
  let [each, following, reporting, unnamed, monthInPeriod] = [false, false, false, false, 0];
  let relation: 0 | 1 | null = null;
  let followsPeriod = false;
  let period: MonthTail['period'] = null;
  for (let taken = 0; taken < 10; taken += 1) {
    const isPart = cursor.attempt(() => {
      cursor.skipMarks(',', '(');
      const lexeme = cursor.lexemeAt();
      const form = cursor.formAt() ?? '';
      // «(за исключением июня)»
      if (form === 'за' && cursor.formAt(1) === 'исключением') return null;
      if (lexeme?.id === 'each') each = true;
      else if (lexeme?.id === 'reporting' || PASSED.test(form)) reporting = true;
      else if (lexeme?.id === 'current') relation ??= 0;
      else if (lexeme?.id === 'next') {
        relation = 1;
        // «следующего за (окончанием) квартала»
        followsPeriod ||= cursor.formAt(1) === 'за' && isPeriodAhead(cursor);
      } else if (lexeme?.id === 'ordinal' && cursor.lexemeAt(1)?.unit === 'month') {
        monthInPeriod = lexeme.value;
        cursor.at += 1;
      } else if (lexeme?.id === 'unit' && (lexeme.unit === 'quarter' || lexeme.unit === 'half'))
        period = lexeme.unit;
      // «за отчётным кварталом текущего года»
      else if (lexeme?.unit === 'year' && period === 'quarter' && cursor.lexemeAt(-1)?.id === 'current')
        reporting = true;
      else if (lexeme?.unit === 'year' && (reporting || followsPeriod || cursor.markAt(1) === ','))
        period = 'year';
      else if (lexeme?.id === 'unit' && lexeme.unit === 'month') period ??= 'month';
      else if (
        lexeme?.id !== 'calendar' &&
        !(lexeme?.id === 'end' && followsPeriod) &&
        lexeme?.id !== 'previous' &&
        !TAIL_FORMS.includes(form)
      )
        return null;
      unnamed ||= form.startsWith('период') && reporting;
      cursor.at += 1;
      cursor.takeAbbreviationDot();
      return true;
    });
    if (isPart === null) break;
  }
  if (cursor.markAt() === ')') cursor.at += 1;
  if (followsPeriod && period === 'year') takeInWhich(cursor);
  reporting ||= followsPeriod;
  if (relation === 1 && reporting) {
    following = true;
    relation = null;
  }
  return { each, following, reporting, relation, monthInPeriod, period, unnamed };
}

/** «за кварталом», «за окончанием полугодия» */
function isPeriodAhead(cursor: Cursor): boolean {
  const at = cursor.lexemeAt(2)?.id === 'end' ? 3 : 2;
  return /^(?:quarter|half|month|year)$/.test(cursor.lexemeAt(at)?.unit ?? '');
}

/** The rule of a day of every month. */
export function monthlyRule(day: DayOfMonth): Rule {
  if (!day.working) {
    const { days, warnings } = daysOfEveryMonth(day);
    return { rrule: `FREQ=MONTHLY;BYMONTHDAY=${ascending(days)}`, warnings };
  }
  return {
    rrule: `FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=${ascending(day.days)}`,
    warnings: [doubt.approximate('Рабочие дни в правиле повторения посчитаны без учёта праздников.')],
  };
}

/** Not every month has a 31st day: its last is meant, or the months without one would have no term. */
function daysOfEveryMonth({ days }: DayOfMonth): { days: readonly number[]; warnings: Warning[] } {
  if (!days.includes(31)) return { days, warnings: [] };
  const why = doubt.approximate('31-е число есть не в каждом месяце, взят последний день месяца.');
  return { days: days.map((number) => (number === 31 ? -1 : number)), warnings: [why] };
}

/** Days up to here are thought of as days of the month after the period, later ones as of its last month. */
const LAST_DAY_OF_REPORTING = 15;

const MONTHS_IN = { quarter: 3, half: 6, year: 12 } as const;

/** The rule of a day after or within each quarter, half-year or year. */
export function periodicRule(day: DayOfMonth, unit: 'quarter' | 'half' | 'year'): Rule {
  const length = MONTHS_IN[unit];
  const { tail } = day;
  const warnings: Warning[] = [];
  let first: number = length;
  if (tail.monthInPeriod > 1) first = tail.monthInPeriod;
  else if (tail.following || tail.monthInPeriod === 1 || tail.relation === 1) first = 1;
  else if (tail.monthInPeriod !== -1) {
    if (!tail.reporting) {
      warnings.push(
        doubt.approximate('Месяц повторения не назван, взят по смыслу: следующий за отчётным или последний.'),
      );
      if (day.days.every((number) => number > 0 && number <= LAST_DAY_OF_REPORTING)) first = 1;
    }
  }
  const months = Array.from({ length: 12 / length }, (_, index) => first + index * length);
  if (!day.working) {
    const every = daysOfEveryMonth(day);
    return {
      rrule: `FREQ=YEARLY;BYMONTH=${ascending(months)};BYMONTHDAY=${ascending(every.days)}`,
      warnings: [...warnings, ...every.warnings],
    };
  }
  const monthly = monthlyRule(day);
  return {
    rrule: `FREQ=MONTHLY;BYMONTH=${ascending(months)};${monthly.rrule.replace('FREQ=MONTHLY;', '')}`,
    warnings: [...warnings, ...monthly.warnings],
  };
}
