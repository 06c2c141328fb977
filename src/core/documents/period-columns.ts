import { MONTHS_GENITIVE, MONTHS_NOMINATIVE } from '../calendar/russian-date-text.ts';
import { collapse } from './source-text.ts';

/** A column of a plan whose head is a time and whose cells are marked where that is when: «III кв. | … | х». */
export interface PeriodColumn {
  readonly place: number;
  readonly unit: 'month' | 'quarter';
  /** 1–12 or 1–4. */
  readonly number: number;
  /** Where the head prints it. */
  readonly year: number | null;
}

/** The years a plan is for: one, or the two of a school year. */
export interface PlanYears {
  readonly from: number;
  readonly to: number;
}

const STEMS = ['янв', 'фев', 'мар', 'апр', 'ма', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];
const ROMAN = ['I', 'II', 'III', 'IV'];
const MONTH = new RegExp(
  `^(${STEMS.join('|')})[а-яё]{0,6}\\.?(?:\\s(20\\d\\d)(?:\\s?г(?:ода?|\\.)?)?)?$`,
  'iu',
);
const QUARTER =
  /^([1-4]|I{1,3}|IV)(?:-?[йы]{1,2})?\s?кв(?:артал|\.|-л)?\.?(?:\s(20\d\d)(?:\s?г(?:ода?|\.)?)?)?$/iu;
const FEWEST_MONTHS = 3;
const FEWEST_QUARTERS = 2;

/** The columns of a head that are named by months or quarters; none where they are too few to be a calendar. */
export function readPeriods(cells: readonly string[]): readonly PeriodColumn[] {
  const named = cells.map((cell, place) => periodOf(collapse(cell), place)).filter((one) => one !== null);
  const found = named.length > 0 ? named : bareQuarters(cells);
  const fewest = found[0]?.unit === 'quarter' ? FEWEST_QUARTERS : FEWEST_MONTHS;
  const isOne = found.every(({ unit }) => unit === found[0]?.unit);
  return isOne && found.length >= fewest ? found : [];
}

function periodOf(cell: string, place: number): PeriodColumn | null {
  const month = MONTH.exec(cell);
  if (month?.[1] !== undefined) {
    const number = STEMS.indexOf(month[1].toLowerCase()) + 1;
    return { place, unit: 'month', number, year: yearOf(month[2]) };
  }
  const quarter = QUARTER.exec(cell);
  if (quarter?.[1] === undefined) return null;
  const number = ROMAN.indexOf(quarter[1].toUpperCase()) + 1 || Number(quarter[1]);
  return { place, unit: 'quarter', number, year: yearOf(quarter[2]) };
}

/** «I | II | III | IV», side by side. */
function bareQuarters(cells: readonly string[]): readonly PeriodColumn[] {
  const from = cells.findIndex((_, at) => ROMAN.every((number, next) => cells[at + next] === number));
  if (from === -1) return [];
  return ROMAN.map(
    (_, at): PeriodColumn => ({ place: from + at, unit: 'quarter', number: at + 1, year: null }),
  );
}

const yearOf = (digits: string | undefined): number | null => (digits === undefined ? null : Number(digits));

const MARK = /^(?:[xXхХvV+*✓✔☑✅√●•■∎¤]|да){1,3}$/u;
const BLANK = /^[-–—−]?$/u;
const DAY_NUMBER = '(?:[1-9]|[12]\\d|3[01])';
const DAYS = new RegExp(`^(?:до\\s)?${DAY_NUMBER}(?:\\s?(?:[–—-]|,|\\sи)\\s?${DAY_NUMBER}){0,3}$`, 'u');

/**
 * When the row with these cells is to be done, in the words a document would say it in; null where it has no marks.
 *
 *   «х» under «II кв.» and «IV кв.», plan for 2027 → «II квартал, IV квартал 2027 года»
 *   «+» under «Сен», «Окт», «Ноя», 2026/2027       → «сентябрь – ноябрь 2026 года»
 *   «до 15» under «Март»                            → «до 15 марта»
 *   «х» under «Янв», «до 15» under «Март», 2027     → «январь 2027 года, до 15 марта 2027 года»
 */
export function termOfMarks(
  cells: readonly string[],
  periods: readonly PeriodColumn[],
  years: PlanYears | null,
): string | null {
  const filled = periods.filter(({ place }) => !BLANK.test(cells[place] ?? ''));
  const marked = filled.filter(({ place }) => MARK.test(cells[place] ?? ''));
  const isDay = ({ place, unit }: PeriodColumn): boolean => unit === 'month' && DAYS.test(cells[place] ?? '');
  if (marked.length === 0 && !filled.some(isDay)) return null;
  if (marked.length === filled.length) return runsInWords(marked, periods, years);
  return filled
    .map((one) => {
      const cell = cells[one.place] ?? '';
      const year = yearFor(one, periods, years);
      if (isDay(one))
        return `${cell} ${MONTHS_GENITIVE[one.number - 1] ?? ''}${year === null ? '' : ` ${year} года`}`;
      // Whatever else stands there is for the reader of the term to doubt.
      return MARK.test(cell) ? withYear(one, year) : `${withYear(one, year)}: ${cell}`;
    })
    .join(', ');
}

function runsInWords(
  marked: readonly PeriodColumn[],
  periods: readonly PeriodColumn[],
  years: PlanYears | null,
): string {
  const runs = runsOf(marked, periods);
  const last = runs.length - 1;
  const worded = runs.map((run, at) => {
    const [first, end] = [run[0], run.at(-1)];
    if (first === undefined || end === undefined) return '';
    const began = yearFor(first, periods, years);
    const ended = yearFor(end, periods, years);
    const next = runs[at + 1]?.[0];
    const nextYear = next === undefined ? null : yearFor(next, periods, years);
    const endYear = at === last || nextYear !== ended ? ended : null;
    const startYear = began === ended ? null : began;
    return first === end
      ? withYear(first, endYear)
      : `${withYear(first, startYear)} – ${withYear(end, endYear)}`;
  });
  return worded.join(', ');
}

function withYear({ unit, number }: PeriodColumn, year: number | null): string {
  const name =
    unit === 'month' ? (MONTHS_NOMINATIVE[number - 1] ?? '') : `${ROMAN[number - 1] ?? ''} квартал`;
  return `${name}${year === null ? '' : ` ${year} года`}`;
}

/** Columns side by side, as they follow one another in the head. */
function runsOf(
  marked: readonly PeriodColumn[],
  periods: readonly PeriodColumn[],
): readonly (readonly PeriodColumn[])[] {
  const runs: PeriodColumn[][] = [];
  for (const one of marked) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run !== undefined && before !== undefined && periods.indexOf(one) === periods.indexOf(before) + 1)
      run.push(one);
    else runs.push([one]);
  }
  return runs;
}

const FIRST_OF_SCHOOL_YEAR = 9;

function yearFor(
  { unit, number, year }: PeriodColumn,
  periods: readonly PeriodColumn[],
  years: PlanYears | null,
): number | null {
  if (year !== null || years === null) return year;
  if (years.from !== years.to) {
    const isFirst = unit === 'month' ? number >= FIRST_OF_SCHOOL_YEAR : number > 3;
    return isFirst ? years.from : years.to;
  }
  // From September to May: nobody says to which half the one year belongs.
  const inOrder = periods.every((one, at) => at === 0 || one.number > (periods[at - 1]?.number ?? 0));
  return inOrder ? years.from : null;
}

const SCHOOL_YEAR = /(20\d\d)\s?[/\\–-]\s?(?:20)?(\d\d)(?!\d)\s?(?:уч|год|г\.)/iu;
const DATES = /\d{1,2}[».]?\s?(?:\.\s?\d{1,2}\s?\.|[а-яё]{3,8})\s?20\d\d(?:\s?г(?:ода|\.)?)?/giu;
const YEAR = /(?<!\d)(20\d\d)(?!\d)\s?(?:год|г\.|г(?![а-яё])|$)/iu;

/** The years that the lines above a plan say it is for, the nearest first; null where they do not say. */
export function yearsAbove(above: readonly string[]): PlanYears | null {
  for (const line of above.toReversed()) {
    const text = line.replace(DATES, ' ');
    const school = SCHOOL_YEAR.exec(text);
    if (school !== null) {
      const from = Number(school[1]);
      const to = Number(`20${school[2] ?? ''}`);
      if (to === from + 1) return { from, to };
    }
    const year = YEAR.exec(text)?.[1];
    if (year !== undefined) return { from: Number(year), to: Number(year) };
  }
  return null;
}
