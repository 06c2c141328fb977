import {
  type DirectoryIndex,
  findHeaderAddressees,
  type ResolvedAddressees,
  resolveWith,
} from '../addressees/index.ts';
import type { CalendarDate } from '../calendar/calendar-date.ts';
import {
  type DeadlineContext,
  type DeadlineReading,
  findDeadlines,
  readDeadline,
  splitDeadlineCell,
} from '../deadlines/index.ts';
import type { Warning } from '../warning.ts';
import { findBareDate } from './bare-date.ts';
import { findBareYear } from './bare-year.ts';
import type { DraftDecision } from './draft-decision.ts';
import { findElsewhere } from './elsewhere-in-text.ts';
import type { ReadDecision } from './read-document.ts';
import { collapse } from './source-text.ts';

/** What the words of decisions are understood against. */
export interface CompletionContext {
  readonly index: DirectoryIndex;
  /** The document's date, null where none is printed. */
  readonly date: CalendarDate | null;
  readonly deadlines: Omit<DeadlineContext, 'on'>;
  /** Short names the document itself gives: «… (далее – МОУО)», with the words they stand for. */
  readonly shortNames: ReadonlyMap<string, string>;
  /** Whom words were found to mean: a header's words are those of every point below it. */
  readonly resolved: Map<string, ResolvedAddressees>;
}

interface Understood {
  readonly draft: DraftDecision;
  readonly addressees: ResolvedAddressees;
  /** What is printed for this decision itself or in the header above it, null where it must look below. */
  readonly deadline: DeadlineReading | null;
  /** True where it is the header's. */
  readonly fromHeader: boolean;
}

/** Resolves the addressees of every decision and reads its deadline, its own or one from a point below. */
export function completeDecisions(
  drafts: readonly DraftDecision[],
  printedContext: Omit<CompletionContext, 'shortNames' | 'resolved'>,
): ReadDecision[] {
  const shortNames = shortNamesIn(drafts, printedContext);
  const context: CompletionContext = { ...printedContext, shortNames, resolved: new Map() };
  const decisions: ReadDecision[] = [];
  const nearestBelow = new Map<number, Understood>();
  for (const draft of drafts.toReversed()) {
    const decision = understand(draft, context);
    const scope = draft.deadline.from === 'shared_cell' ? null : draft.deadline.scope;
    const source = scope === null || decision.deadline !== null ? null : (nearestBelow.get(scope) ?? null);
    decisions.push(complete(decision, source, context));
    if (scope !== null && draft.deadline.from === 'words') nearestBelow.set(scope, decision);
  }
  return decisions.reverse();
}

function understand(draft: DraftDecision, context: CompletionContext): Understood {
  const { deadline, addressees } = draft;
  if (deadline.from === 'shared_cell') {
    const words = addressees.from === 'deadline_cell' ? null : wordsOf(draft);
    return understoodCell(draft, deadline.cell, words, context);
  }
  if (deadline.from === 'words') {
    const printed = deadline.phrases.map((phrase) => readPhrase(phrase, context));
    const others = readAllInText(draft.text, context);
    const line = lastOf(deadline.amidBullets === true ? [...others, ...printed] : printed);
    const own = beginningWith(deadline.beginning ?? '', doubtedByDays(line, others), context);
    return { draft, addressees: addresseesOf(wordsOf(draft), context), deadline: own, fromHeader: false };
  }
  const bracket = addressees.from === 'nowhere' ? understoodBracket(draft, context) : null;
  if (bracket !== null) return bracket;
  const own =
    readInText(draft.text, context) ??
    readLastBracket(draft.text, context) ??
    readBareDate(draft.text, context, true) ??
    readElsewhere(draft.text, context);
  const above = own === null && deadline.header !== null ? readInText(deadline.header, context) : null;
  return {
    draft,
    addressees: addresseesOf(wordsOf(draft), context),
    deadline: own ?? above,
    fromHeader: above !== null,
  };
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

/** «Начало | Окончание»: a stretch from the one to the other. */
function beginningWith(
  printed: string,
  end: DeadlineReading | null,
  context: CompletionContext,
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

/** A deadline and bodies in one place; `words` where the bodies are printed elsewhere. */
function understoodCell(
  draft: DraftDecision,
  printed: string,
  words: string | null,
  context: CompletionContext,
): Understood {
  const cell = splitDeadlineCell(printed, contextOn(context, context.date ?? SOME_DAY));
  return {
    draft,
    addressees: addresseesOf(words ?? cell.rest, context),
    deadline: cell.phrase === null ? readInText(draft.text, context) : readPhrase(cell.phrase, context),
    fromHeader: false,
  };
}

/** «Подготовить сценарий (Отдел культуры, до 1 июля 2026 г.)»: who and when in the bracket that ends the point. */
const LAST_BRACKET = /\(([^()]{5,200})\)\s?[.;]?$/u;

/** «… при уточнении бюджета (июнь 2026 года)»: a whole bracket that is a term; years alone are a programme's. */
function readLastBracket(text: string, context: CompletionContext): DeadlineReading | null {
  const inside = LAST_BRACKET.exec(text)?.[1];
  const reading = inside === undefined ? null : readPhrase(inside, context);
  return reading !== null && TERMS.has(reading.deadline.kind) ? reading : null;
}

const TERMS: ReadonlySet<string> = new Set(['date', 'month', 'range', 'recurring', 'relative']);

function understoodBracket(draft: DraftDecision, context: CompletionContext): Understood | null {
  const inside = LAST_BRACKET.exec(draft.text)?.[1];
  if (inside === undefined) return null;
  const cell = splitDeadlineCell(inside, contextOn(context, context.date ?? SOME_DAY));
  // «(не позднее 1 июля)» names nobody, «(приложение № 1)» no day, «(в редакции от 1 мая)» a date of an act.
  if (cell.phrase === null || cell.rest === '' || findHeaderAddressees(cell.rest, context.index) === null)
    return null;
  return understoodCell(draft, inside, null, context);
}

function wordsOf({ addressees }: DraftDecision): string {
  return addressees.from === 'words' ? addressees.words : '';
}

function addresseesOf(words: string, context: CompletionContext): ResolvedAddressees {
  const known = context.resolved.get(words);
  const resolved = known ?? resolveWith(context.index, context.shortNames.get(shortNameOf(words)) ?? words);
  context.resolved.set(words, resolved);
  if (resolved.addressees.length > 0) return resolved;
  const message = 'Не указано, кому поручено: выберите адресатов.';
  return { addressees: [], warnings: [{ code: 'no_addressee', message }] };
}

const FURTHER = /\(далее(?:\s+по\s+тексту)?\s*[–—:-]\s*([^()]{2,60})\)/iu;

/** «Муниципальным органам управления образованием (далее – МОУО)»: МОУО are they in every point. */
function shortNamesIn(
  drafts: readonly DraftDecision[],
  { index }: { index: DirectoryIndex },
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { addressees } of drafts) {
    const found = addressees.from === 'words' ? FURTHER.exec(addressees.words) : null;
    if (addressees.from !== 'words' || found?.[1] === undefined) continue;
    const whole = addressees.words.slice(0, found.index);
    const isKnown = resolveWith(index, found[1]).warnings.length === 0;
    if (!isKnown && resolveWith(index, whole).addressees.length === 1)
      names.set(shortNameOf(found[1]), whole);
  }
  return names;
}

function shortNameOf(words: string): string {
  return collapse(words).toLowerCase();
}

/** `source` is the later decision whose «Срок» line serves this one, null where it has its own or none. */
function complete(decision: Understood, source: Understood | null, context: CompletionContext): ReadDecision {
  const { draft, addressees } = decision;
  const reading =
    decision.deadline ??
    source?.deadline ??
    (draft.deadline.from === 'nowhere' ? readBareDate(draft.text, context, false) : null) ??
    // A row of a table that leaves its column of days empty has no term.
    (draft.deadline.from === 'nowhere' && draft.deadline.scope !== null
      ? readBareYear(draft.text, context)
      : null) ??
    readPhrase(null, context);
  const crosses = source !== null && namesOf(source) !== namesOf(decision);
  return {
    question: draft.question,
    label: draft.label,
    text: draft.text,
    addressees: addressees.addressees,
    deadline: { ...reading.deadline, inherited: source !== null || decision.fromHeader },
    quote: draft.quote,
    warnings: [
      ...draft.warnings,
      ...addressees.warnings,
      ...reading.warnings,
      ...(crosses ? [crossesAddressee(reading.deadline.text, source)] : []),
    ],
  };
}

/** Whom a decision names; a person, a post or an unknown body is only itself. */
function namesOf({ addressees }: Understood): string {
  return addressees.addressees
    .map(({ code, text, only, except }) =>
      ['PERSON', 'ROLE', 'OTHER'].includes(code) ? `${code} ${text}` : JSON.stringify([code, only, except]),
    )
    .join('|');
}

function crossesAddressee(phrase: string | null, { draft }: Understood): Warning {
  const point = draft.label === null ? 'пункта ниже' : `пункта ${draft.label}`;
  const message = `Срок «${phrase ?? ''}» взят из ${point}, где назван другой адресат.`;
  return { code: 'crosses_addressee', message };
}

/** A deadline inside the point's own words, null where there is none. */
function readInText(text: string, context: CompletionContext): DeadlineReading | null {
  return lastOf(readAllInText(text, context));
}

function readAllInText(text: string, context: CompletionContext): DeadlineReading[] {
  const found = findDeadlines(text, contextOn(context, context.date ?? SOME_DAY));
  return found.map(({ start, end, reading }) => {
    const read = readPhrase(text.slice(start, end), context);
    // What is doubted because of the words around it.
    const around = reading.warnings.filter(({ code }) => code === 'approximate');
    const more = around.filter(({ message }) => read.warnings.every((known) => known.message !== message));
    return { ...read, warnings: [...read.warnings, ...more] };
  });
}

/** «в сроки, установленные …»: there is a deadline, but in another paper. */
function readElsewhere(text: string, context: CompletionContext): DeadlineReading | null {
  const phrase = findElsewhere(text);
  const reading = phrase === null ? null : readPhrase(phrase, context);
  return reading?.deadline.kind === 'unparseable' ? reading : null;
}

/** A day without «до» or «срок»: one that closes the point, or (`closing` false) any; always with a doubt. */
function readBareDate(text: string, context: CompletionContext, closing: boolean): DeadlineReading | null {
  const found = findBareDate(text);
  if (found === null || (closing && !found.closes)) return null;
  const reading = readPhrase(found.phrase, context);
  if (reading.deadline.kind !== 'date') return null;
  const message = `Слова «срок» или «до» нет: сроком считается дата «${found.phrase}» в тексте пункта.`;
  return { ...reading, warnings: [...reading.warnings, { code: 'approximate', message }] };
}

/** «обеспечить в 2026 году»: a year that no word makes a term; always with a doubt. */
function readBareYear(text: string, context: CompletionContext): DeadlineReading | null {
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

function readPhrase(printed: string | null, context: CompletionContext): DeadlineReading {
  const phrase = printed === null ? null : withoutFullStop(collapse(printed));
  if (context.date !== null) return readDeadline(phrase, contextOn(context, context.date));
  return readUndated(phrase, context);
}

/** Without the document's date only what the phrase says by itself counts; nothing is counted from a guess. */
function readUndated(phrase: string | null, context: CompletionContext): DeadlineReading {
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

function contextOn({ deadlines }: CompletionContext, on: CalendarDate): DeadlineContext {
  return { on, calendar: deadlines.calendar, policy: deadlines.policy };
}

/** The full stop that closes the line; one that belongs to «г.», «уч.г.», «кв.» stays. */
function withoutFullStop(phrase: string): string {
  return phrase.replace(/(?<=[A-Za-zЀ-ӿ]{4}|\d)\.$/u, '');
}
