import { trimTrailing } from '../addressees/index.ts';
import type { CalendarDate } from '../calendar/calendar-date.ts';
import {
  type DeadlineContext,
  type DeadlineReading,
  findDeadlines,
  readDeadline,
  splitDeadlineCell,
} from '../deadlines/index.ts';
import { findBareDate } from './bare-date.ts';
import { findBareYear } from './bare-year.ts';
import type { PrintedDeadline } from './draft-decision.ts';
import { findElsewhere } from './elsewhere-in-text.ts';
import { collapse } from './source-text.ts';
import { isTermHead } from './term-heads.ts';

/** What the terms of a document are read against. */
export interface TermContext {
  /** The document's date, null where none is printed. */
  readonly date: CalendarDate | null;
  readonly deadlines: Omit<DeadlineContext, 'on'>;
}

/**
 * The term of a point that prints it on lines or in a column of its own; null for none. `text` are the words of the
 * point: days of their own that the line does not name raise a doubt.
 */
export function readLines(
  printed: Extract<PrintedDeadline, { from: 'words' }>,
  text: string,
  context: TermContext,
): DeadlineReading | null {
  const lines = printed.phrases.map((phrase) => readPhrase(phrase, context));
  const amid = printed.amidBullets === true;
  const others = amid || NAMES_DAY.test(text) ? readAllInText(text, context) : [];
  const line = lastOf(amid ? [...others, ...lines] : lines);
  return beginningWith(printed.beginning ?? '', doubtedByDays(line, others), context);
}

const NAMES_DAY = /(?<![A-Za-zЀ-ӿ])(?:до|к|позднее)\s+[«"]?\d/iu;

/** The term a point names in its own words; null for none. The surest sign counts. */
export function readWords(text: string, context: TermContext): DeadlineReading | null {
  return (
    lastOf(withBrackets(readAllInText(text, context), text, context)) ??
    readLastBracket(text, context) ??
    readBareDate(text, context, true) ??
    readElsewhere(text, context) ??
    readAllTerms(text, context)[0] ??
    null
  );
}

/** A day, or with `years` a whole year, that no word makes a term: where nothing else is found, always with a doubt. */
export function readUnmarked(
  text: string,
  context: TermContext,
  { years }: { readonly years: boolean },
): DeadlineReading | null {
  return readBareDate(text, context, false) ?? (years ? readBareYear(text, context) : null);
}

/** A cell that holds a term and bodies, taken apart. */
export function splitCell(printed: string, context: TermContext): ReturnType<typeof splitDeadlineCell> {
  return splitDeadlineCell(printed, contextOn(context, context.date ?? SOME_DAY));
}

const UNTIL = /^(?:в\s+срок\s+)?(?:до|к|не\s+позднее)(?![A-Za-zЀ-ӿ])/iu;

/** «до 5 декабря собрать …, до 9 декабря передать …» above «Срок: до 10 декабря»: the line counts, with a doubt. */
function doubtedByDays(
  line: DeadlineReading | null,
  inText: readonly DeadlineReading[],
): DeadlineReading | null {
  if (line === null || line.warnings.some(({ code }) => code === 'several_dates')) return line;
  const others = inText.filter(
    ({ deadline }) =>
      deadline.kind === 'date' &&
      UNTIL.test(deadline.text ?? '') &&
      deadline.due !== (line.deadline.due ?? line.deadline.next),
  );
  if (others.length === 0) return line;
  const named = others.map(({ deadline }) => `«${deadline.text ?? ''}»`).join(', ');
  const message = `В самом пункте названы другие дни: ${named}. Взят «${line.deadline.text ?? ''}».`;
  return { ...line, warnings: [...line.warnings, { code: 'several_dates', message }] };
}

/** The term that the nearest header with one gives to all points below it. */
export function readHeaders(headers: readonly string[], context: TermContext): DeadlineReading | null {
  for (const header of headers) {
    const inText = readInText(header, context);
    if (inText !== null) return inText;
    const whole = isTermHead(header) ? readPhrase(trimTrailing(header, ':'), context) : null;
    if (whole !== null && whole.deadline.kind !== 'unparseable') return whole;
  }
  return null;
}

/** «Начало | Окончание»: a stretch from the one to the other. */
function beginningWith(
  printed: string,
  end: DeadlineReading | null,
  context: TermContext,
): DeadlineReading | null {
  const due = end?.deadline.due ?? null;
  if (end === null || due === null || printed === '' || !STRETCHES.has(end.deadline.kind)) return end;
  const { deadline } = readPhrase(printed, context);
  const start = deadline.start ?? deadline.due;
  if (start === null || !STRETCHES.has(deadline.kind)) return end;
  if (start > due) {
    const message = `Начало «${deadline.text ?? ''}» позже окончания «${end.deadline.text ?? ''}».`;
    return { ...end, warnings: [...end.warnings, { code: 'dates_disagree', message }] };
  }
  return { ...end, deadline: { ...end.deadline, kind: 'range', start } };
}

const STRETCHES: ReadonlySet<string> = new Set(['date', 'month', 'range']);

/** «Подготовить сценарий (Отдел культуры, до 1 июля 2026 г.)»: who and when in the bracket that ends the point. */
export const LAST_BRACKET = /\(([^()]{5,200})\)\s?[.;]?$/u;

/** «… при уточнении бюджета (июнь 2026 года)»: a whole bracket that is a term; years alone are a programme's. */
function readLastBracket(text: string, context: TermContext): DeadlineReading | null {
  const inside = LAST_BRACKET.exec(text)?.[1];
  const reading = inside === undefined ? null : readPhrase(inside, context);
  return reading !== null && TERMS.has(reading.deadline.kind) ? reading : null;
}

const BRACKET = /\(([^()]{4,80})\)(?=\s?[.;]\s)/gu;

/** «а) разослать … (до 1 мая); б) проверить … (II квартал 2027 г.)»: whole brackets between the parts of a point. */
function withBrackets(
  inText: readonly DeadlineReading[],
  text: string,
  context: TermContext,
): readonly DeadlineReading[] {
  const last = readLastBracket(text, context);
  const between = [...text.matchAll(BRACKET)].map(([, inside = '']) => readPhrase(inside, context));
  const terms = between.filter(({ deadline }) => TERMS.has(deadline.kind));
  if (terms.length === 0) return inText;
  const brackets = last === null ? terms : [...terms, last];
  const within = ({ deadline }: DeadlineReading): boolean =>
    brackets.some((other) => (other.deadline.text ?? '').includes(deadline.text ?? ''));
  return [...inText.filter((reading) => !within(reading)), ...brackets];
}

const TERMS: ReadonlySet<string> = new Set(['date', 'month', 'range', 'recurring', 'relative']);

const BARE_YEAR = /^во? \d{4} году$/iu;

/** A deadline inside the point's own words, null where there is none. */
export function readInText(text: string, context: TermContext): DeadlineReading | null {
  return lastOf(readAllInText(text, context));
}

/** What names no day at all («на каникулах») yields to any other sign. */
function readAllInText(text: string, context: TermContext): DeadlineReading[] {
  return readAllTerms(text, context).filter(({ deadline }) => deadline.kind !== 'unparseable');
}

function readAllTerms(text: string, context: TermContext): DeadlineReading[] {
  // One term may not reach over two parts of a list.
  return text.split(PARTS).flatMap((part) => readPart(part, context));
}

const PARTS = /(?<=[;.])\s(?=(?:[-–—•]|\p{Ll}\))\s?[A-Za-zЀ-ӿ])/u;

function readPart(text: string, context: TermContext): DeadlineReading[] {
  const on = contextOn(context, context.date ?? SOME_DAY);
  // A bare year is a term only where nothing else is: see `readUnmarked`.
  const found = findDeadlines(text, on).filter(({ reading }) => !BARE_YEAR.test(reading.deadline.text ?? ''));
  return found.map(({ start, end, reading }) => {
    const read = readPhrase(text.slice(start, end), context);
    // «ежедневно … на период с 2 по 27 марта»: the words of the term alone say less than the sentence.
    if (context.date !== null && saysMore(reading, read)) return reading;
    // What is doubted because of the words around it.
    const around = reading.warnings.filter(({ code }) => code === 'approximate');
    const more = around.filter(({ message }) => read.warnings.every((known) => known.message !== message));
    return { ...read, warnings: [...read.warnings, ...more] };
  });
}

function saysMore({ deadline }: DeadlineReading, { deadline: alone }: DeadlineReading): boolean {
  if (deadline.kind === 'unparseable') return false;
  const isApart = deadline.rrule !== alone.rrule || deadline.next !== alone.next;
  return alone.kind === 'unparseable' || (deadline.kind === 'recurring' && isApart);
}

/** «в сроки, установленные …»: there is a deadline, but in another paper. */
function readElsewhere(text: string, context: TermContext): DeadlineReading | null {
  const phrase = findElsewhere(text);
  const reading = phrase === null ? null : readPhrase(phrase, context);
  return reading?.deadline.kind === 'unparseable' ? reading : null;
}

/** A day without «до» or «срок»: one that closes the point, or (`closing` false) any; always with a doubt. */
function readBareDate(text: string, context: TermContext, closing: boolean): DeadlineReading | null {
  const found = findBareDate(text);
  if (found === null || (closing && !found.closes)) return null;
  const reading = readPhrase(found.phrase, context);
  if (!['date', 'range'].includes(reading.deadline.kind)) return null;
  const message = `Слова «срок» или «до» нет: сроком считается дата «${found.phrase}» в тексте пункта.`;
  return { ...reading, warnings: [...reading.warnings, { code: 'approximate', message }] };
}

/** «обеспечить в 2026 году»: a year that no word makes a term; always with a doubt. */
function readBareYear(text: string, context: TermContext): DeadlineReading | null {
  const phrase = findBareYear(text, Number((context.date ?? SOME_DAY).slice(0, 4)));
  const reading = phrase === null ? null : readPhrase(phrase, context);
  if (phrase === null || reading === null || reading.deadline.due === null) return null;
  const message = `Слова «срок» нет: сроком считается весь год, названный в тексте пункта («${phrase}»).`;
  return { ...reading, warnings: [...reading.warnings, { code: 'approximate', message }] };
}

/** Of several deadlines the one that ends last, with a warning that names them all; null for none. */
function lastOf(readings: readonly DeadlineReading[]): DeadlineReading | null {
  const [first, ...others] = readings;
  if (first === undefined) return null;
  const last = others.reduce((a, b) => ((b.deadline.due ?? '') > (a.deadline.due ?? '') ? b : a), first);
  if (others.every(({ deadline }) => deadline.text === first.deadline.text)) return last;
  const printed = readings.map(({ deadline }) => `«${deadline.text ?? ''}»`).join(', ');
  const message = `Указано несколько сроков: ${printed}. Взят «${last.deadline.text ?? ''}».`;
  return { ...last, warnings: [...last.warnings, { code: 'several_dates', message }] };
}

/** Two unlike days: a phrase that reads differently on them needs the document's date. */
const SOME_DAY: CalendarDate = '2001-01-15';
const ANOTHER_DAY: CalendarDate = '2018-08-22';

export function readPhrase(printed: string | null, context: TermContext): DeadlineReading {
  const phrase = printed === null ? null : withoutFullStop(collapse(printed));
  if (context.date !== null) return readDeadline(phrase, contextOn(context, context.date));
  return readUndated(phrase, context);
}

/** Without the document's date only what the phrase says by itself counts; nothing is counted from a guess. */
function readUndated(phrase: string | null, context: TermContext): DeadlineReading {
  const one = readDeadline(phrase, contextOn(context, SOME_DAY));
  const other = readDeadline(phrase, contextOn(context, ANOTHER_DAY));
  const warnings = one.warnings.filter(({ code }) => code !== 'due_before_document');
  const same = one.deadline.start === other.deadline.start && one.deadline.due === other.deadline.due;
  if (same) return { deadline: { ...one.deadline, next: null }, warnings };
  const message = 'Дата документа не найдена, поэтому срок по этим словам не вычислен.';
  return {
    deadline: { ...one.deadline, start: null, due: null, next: null },
    warnings: [
      ...warnings.filter(({ code }) => code !== 'assumed_year'),
      { code: 'no_document_date', message },
    ],
  };
}

function contextOn({ deadlines }: TermContext, on: CalendarDate): DeadlineContext {
  return { on, calendar: deadlines.calendar, policy: deadlines.policy };
}

/** The full stop that closes the line; one that belongs to «г.», «уч.г.», «кв.» stays. */
function withoutFullStop(phrase: string): string {
  return phrase.replace(/(?<=[A-Za-zЀ-ӿ]{4}|\d|\sгод)\.$/u, '');
}
