import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { type Command, InvalidArgumentError } from 'commander';
import { type CalendarDate, parseCalendarDate } from '../core/calendar/calendar-date.ts';
import { workingDayOnOrBefore } from '../core/calendar/production-calendar.ts';
import { russianCalendar } from '../core/calendar/russian-calendar.ts';
import {
  formatDateRu,
  shortDateRu,
  shortDateWithWeekday,
  weekdayNameRu,
} from '../core/calendar/russian-date-text.ts';
import type { Deadline, DeadlineKind } from '../core/deadlines/deadline.ts';
import { type DeadlineReading, defaultDeadlinePolicy, readDeadline } from '../core/deadlines/index.ts';
import type { Warning } from '../core/warning.ts';

/** What `srok deadline --json` prints: the deadline's own keys and the doubts. */
export type DeadlineAnswer = Deadline & { readonly warnings: readonly Warning[] };

/** Lines written to a batch's output at once. */
const LINES_PER_WRITE = 500;

/**
 * Adds `srok deadline PHRASE --on YYYY-MM-DD [--json]` and `srok deadline --batch`.
 *
 * Exit status 0 done, 1 where a line of a batch was bad, 2 wrong usage (said on stderr in English).
 */
export function addDeadlineCommand(program: Command): void {
  const command: Command = program
    .command('deadline')
    .description('read one deadline phrase, or many from standard input')
    .argument('[phrase]', 'the words of the deadline, in Russian')
    .option('--on <date>', "the document's date, YYYY-MM-DD", parseOn)
    .option('--json', 'print one JSON value')
    .option('--batch', 'read JSON lines {"id","phrase","on"} from standard input, answer one JSON line each');
  command.action(async (phrase: string | undefined, options: DeadlineOptions) => {
    if (options.batch === true) {
      if (phrase !== undefined || options.on !== undefined) {
        command.error('error: --batch takes neither a phrase nor --on', { exitCode: 2 });
      }
      const bad = await answerLines(process.stdin, process.stdout);
      if (bad > 0) process.exitCode = 1;
      return;
    }
    if (phrase === undefined) command.error("error: missing required argument 'phrase'", { exitCode: 2 });
    if (options.on === undefined)
      command.error("error: required option '--on <date>' not specified", { exitCode: 2 });
    const reading = readOn(phrase, options.on);
    console.log(
      options.json === true ? JSON.stringify(answerOf(reading)) : describeReading(reading, options.on),
    );
  });
}

interface DeadlineOptions {
  readonly on?: CalendarDate;
  readonly json?: boolean;
  readonly batch?: boolean;
}

function parseOn(text: string): CalendarDate {
  const date = parseCalendarDate(text);
  if (date === null) throw new InvalidArgumentError('It must be a date YYYY-MM-DD.');
  return date;
}

function readOn(phrase: string | null, on: CalendarDate): DeadlineReading {
  return readDeadline(phrase, { on, calendar: russianCalendar, policy: defaultDeadlinePolicy });
}

function answerOf({ deadline, warnings }: DeadlineReading): DeadlineAnswer {
  return { ...deadline, warnings };
}

/** Answers every line of a stream in order; gives the number of bad lines. Blank lines are passed over. */
export async function answerLines(input: Readable, output: Writable): Promise<number> {
  let bad = 0;
  let pending: string[] = [];
  const flush = async (): Promise<void> => {
    const text = pending.join('');
    pending = [];
    if (text !== '' && !output.write(text)) await new Promise((resolve) => output.once('drain', resolve));
  };
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    const answer = answerLine(line);
    if (answer.isBad) bad += 1;
    pending.push(`${answer.text}\n`);
    if (pending.length >= LINES_PER_WRITE) await flush();
  }
  await flush();
  return bad;
}

/**
 * Answers one line of a batch.
 *
 *   {"id":1,"phrase":"постоянно","on":"2024-02-28"} → {"id":1,"text":"постоянно","kind":"standing",…,"warnings":[]}
 *   {"id":2,"phrase":"постоянно"}                   → {"id":2,"error":"…"}, isBad
 */
export function answerLine(line: string): { text: string; isBad: boolean } {
  const parsed = parseLine(line);
  return 'error' in parsed
    ? { text: JSON.stringify(parsed), isBad: true }
    : {
        text: JSON.stringify({ id: parsed.id, ...answerOf(readOn(parsed.phrase, parsed.on)) }),
        isBad: false,
      };
}

type BatchId = string | number | null;
type BatchLine =
  | { readonly id: BatchId; readonly phrase: string | null; readonly on: CalendarDate }
  | { readonly id: BatchId; readonly error: string };

function parseLine(line: string): BatchLine {
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { id: null, error: 'not a JSON object' };
  }
  const fields: Partial<Record<'id' | 'phrase' | 'on', unknown>> = value;
  const id = typeof fields.id === 'string' || typeof fields.id === 'number' ? fields.id : null;
  if (fields.id !== undefined && fields.id !== null && id === null) {
    return { id, error: '"id" must be a string or a number' };
  }
  const { phrase, on } = fields;
  if (phrase !== null && typeof phrase !== 'string')
    return { id, error: '"phrase" must be a string or null' };
  const date = typeof on === 'string' ? parseCalendarDate(on) : null;
  return date === null ? { id, error: '"on" must be a date YYYY-MM-DD' } : { id, phrase, on: date };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

const KIND_NAMES: Readonly<Record<DeadlineKind, string>> = {
  date: 'дата',
  month: 'месяц',
  range: 'промежуток',
  year: 'год',
  years: 'годы',
  school_year: 'учебный год',
  recurring: 'повторяется',
  standing: 'постоянно, до снятия с контроля',
  on_demand: 'по мере необходимости, без даты',
  relative: 'отсчитывается',
  none: 'срок не указан',
  unparseable: 'дату определить нельзя',
};

/**
 * The reading in words, a line each: the phrase, what it means, how the working day was counted, the doubts.
 *
 *   «31.12.2022» → «31.12.2022 — суббота, рабочий срок пт 30.12.2022»
 */
export function describeReading({ deadline, warnings }: DeadlineReading, on: CalendarDate): string {
  const lines = [
    deadline.text === null ? null : `«${deadline.text}»`,
    `Вид: ${KIND_NAMES[deadline.kind]}`,
    deadline.start === null ? null : `Начало: ${formatDateRu(deadline.start)}`,
    deadline.due === null ? null : `Срок: ${formatDateRu(deadline.due)}`,
    deadline.due === null ? null : describeWorkingDay(deadline.due),
    deadline.rrule === null ? null : `Правило: ${deadline.rrule}`,
    deadline.next === null ? null : `Ближайший срок: ${formatDateRu(deadline.next)}`,
    deadline.next === null ? null : describeWorkingDay(deadline.next),
    deadline.offset === null ? null : `Отсчёт: ${deadline.offset} от ${deadline.trigger ?? formatDateRu(on)}`,
    ...warnings.map((warning) => `Внимание: ${warning.message}`),
  ];
  return lines.filter((line) => line !== null).join('\n');
}

/** «31.12.2022 — суббота, рабочий срок пт 30.12.2022»; null where the day is a working day. */
function describeWorkingDay(date: CalendarDate): string | null {
  const working = workingDayOnOrBefore(russianCalendar, date);
  if (working === date) return null;
  return `${shortDateRu(date)} — ${weekdayNameRu(date)}, рабочий срок ${shortDateWithWeekday(working)}`;
}
