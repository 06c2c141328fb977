import type { CalendarDate } from '../calendar/calendar-date.ts';
import { formatDateRu } from '../calendar/russian-date-text.ts';
import { hasTask, type Match, NEAR_WORDS } from './clause.ts';
import { Cursor } from './cursor.ts';
import type { DeadlineKind } from './deadline.ts';
import { doubt } from './doubts.ts';
import { type PhraseContext, type PhraseFamily, withWarnings } from './draft.ts';
import { DATED, YEARS } from './join-drafts.ts';
import { isPastVerb } from './not-a-task.ts';
import { isPlainWord } from './padding.ts';
import { isFiniteVerb, isInfinitive } from './phrases/event.ts';
import type { DeadlineContext } from './policy.ts';
import { collapse, type DeadlineReading, readingOf, readTerms } from './read-phrase.ts';
import { nextOccurrence } from './recurrence.ts';
import { type Token, tokenize } from './tokens.ts';
import { isTrusted } from './trust.ts';

/** A deadline phrase inside a text; offsets are UTF-16, end exclusive. */
export interface FoundDeadline {
  readonly start: number;
  readonly end: number;
  readonly reading: DeadlineReading;
}

/**
 * Deadline phrases inside the text of a point, in order, not overlapping.
 *
 *   «Представить отчёт до 15 октября 2026 года.» → «до 15 октября 2026 года»
 *   «от 25.01.2019 № 21», «до 14 лет», «на 2021–2022 годы», «к 2021-2022 учебному году» → nothing
 *
 * Finds less rather than more: titles in quotation marks, ends of validity («действует до …»), terms of loans,
 * dates of birth, periods that are over and purposes are not deadlines.
 */
export function findPhrases(
  families: readonly PhraseFamily[],
  text: string,
  context: DeadlineContext,
): FoundDeadline[] {
  const phraseContext: PhraseContext = { ...context, source: text };
  return sentencesOf(tokenize(text), text).flatMap((tokens) =>
    findInSentence(families, tokens, phraseContext),
  );
}

function findInSentence(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  context: PhraseContext,
): FoundDeadline[] {
  const text = context.source;
  const titled = markTitles(tokens, text);
  const found: FoundDeadline[] = [];
  const isElsewhere = namesOtherTerms(tokens);
  let at = 0;
  while (at < tokens.length) {
    const match = titled[at] === true ? null : readAt(families, tokens, at, context);
    if (match === null) {
      const before = found.at(-1);
      const first =
        before === undefined || titled[at] === true ? null : startAt(families, tokens, at, context);
      if (before !== undefined && first !== null) {
        found[found.length - 1] = { ...before, reading: startingOn(first, before.reading) };
      }
      at += 1;
      continue;
    }
    const start = (tokens[match.from] as Token).start;
    const end = (tokens[match.to - 1] as Token).end;
    const isDoubtful = isElsewhere && match.draft.kind === 'recurring';
    const draft = isDoubtful ? withWarnings(match.draft, [doubt.approximate(ELSEWHERE)]) : match.draft;
    found.push({ start, end, reading: readingOf(collapse(text.slice(start, end)), draft, context) });
    at = match.to;
  }
  return withoutYearsAround(withoutVague(found), text);
}

/** «провести осмотр до начала сезона и доложить до 12 сентября»: what names no day says nothing beside what does. */
function withoutVague(found: readonly FoundDeadline[]): readonly FoundDeadline[] {
  const definite = found.filter(
    ({ reading: { deadline } }) =>
      deadline.kind !== 'unparseable' && (deadline.kind !== 'relative' || deadline.offset !== null),
  );
  return definite.length > 0 ? definite : found;
}

/**
 * «в 2026/2027 учебном году провести смотр до 20 апреля 2027 года»: of one task the day counts, and the year around it
 * is named in a doubt.
 */
function withoutYearsAround(found: readonly FoundDeadline[], text: string): FoundDeadline[] {
  const isAround = (outer: FoundDeadline, inner: FoundDeadline): boolean => {
    const [year, { kind, start, due }] = [outer.reading.deadline, inner.reading.deadline];
    if (!YEARS.has(year.kind) || year.start === null || year.due === null) return false;
    if (due === null || !DATED.has(kind) || YEARS.has(kind)) return false;
    const between = text.slice(Math.min(outer.end, inner.end), Math.max(outer.start, inner.start));
    return year.start <= (start ?? due) && due <= year.due && !between.includes(';');
  };
  const isList = found.length > MOST_TERMS_OF_TASK;
  const outer = isList ? [] : found.filter((one) => found.some((other) => isAround(one, other)));
  if (outer.length === 0) return [...found];
  return found
    .filter((one) => !outer.includes(one))
    .map((one) => {
      const around = outer.filter((year) => isAround(year, one));
      const doubts = around.map((year) => doubt.severalTerms(year.reading.deadline.text ?? ''));
      const { deadline, warnings } = one.reading;
      return { ...one, reading: { deadline, warnings: [...warnings, ...doubts] } };
    });
}

/** A sentence with more terms is no single task. */
const MOST_TERMS_OF_TASK = 8;

/** «ежегодно сдают отчёт … в сроки, установленные приказом»: how often is said here, when in another paper. */
function namesOtherTerms(tokens: readonly Token[]): boolean {
  return tokens.some((token, index) => {
    if (token.type !== 'word' || (token.form !== 'срок' && token.form !== 'сроки')) return false;
    const [next, second] = [tokens[index + 1], tokens[index + 2]];
    const fixed = next?.type === 'mark' ? second : next;
    return fixed?.type === 'word' && /^(?:установленн|определенн|предусмотренн|указанн)/.test(fixed.form);
  });
}

const ELSEWHERE = 'В пункте сказано и о сроках, установленных другим документом.';

/** «ежедневно сообщать …, начиная с 25 октября 2026 г.»: the first day, apart from the recurrence. */
function startAt(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  at: number,
  context: PhraseContext,
): CalendarDate | null {
  if (tokens[at]?.type !== 'word' || tokens[at].form !== 'начиная') return null;
  const draft = readTerms(families, new Cursor(tokens, at), context);
  return draft?.kind === 'standing' ? draft.start : null;
}

function startingOn(start: CalendarDate, { deadline, warnings }: DeadlineReading): DeadlineReading {
  const { rrule, next } = deadline;
  if (rrule === null || next === null || next >= start) return { deadline, warnings };
  const why = doubt.approximate(`Повторение начинается ${formatDateRu(start)}: так сказано дальше в пункте.`);
  return { deadline: { ...deadline, next: nextOccurrence(rrule, start) }, warnings: [...warnings, why] };
}

/** A phrase does not run over the end of a sentence or of a paragraph. */
function sentencesOf(tokens: readonly Token[], text: string): Token[][] {
  const sentences: Token[][] = [[]];
  tokens.forEach((token, index) => {
    const before = tokens[index - 1];
    if (before !== undefined && isBreak(tokens[index - 2], before, token, text)) sentences.push([]);
    sentences.at(-1)?.push(token);
  });
  return sentences;
}

/** «(отв. Иванова А.А.)», «в г. Приреченске», «школа им. Героя …»: a dot that ends no sentence. */
const ABBREVIATION = /^(?:отв|исп|им|ул|гор|пос|дер|обл|тел|каб|рук|зам|нач|см|пгт|[гдпс])$/;

function isBreak(word: Token | undefined, before: Token, token: Token, text: string): boolean {
  const gap = text.slice(before.end, token.start);
  if (/\n[ \t\r]*\n/.test(gap)) return true;
  if (before.type !== 'mark' || before.mark !== '.' || gap === '') return false;
  if (word?.type === 'word' && ABBREVIATION.test(word.form) && !gap.includes('\n')) return false;
  return token.type === 'word' ? /\p{Lu}/u.test(text[token.start] ?? '') : gap.includes('\n');
}

/** Words a deadline phrase in running text may begin with. */
const OPENINGS = new Set(
  'до не в во к ко с со за через раз дважды трижды по на постоянно систематически незамедлительно перед сегодня завтра послезавтра'.split(
    ' ',
  ),
);

function readAt(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  at: number,
  context: PhraseContext,
): Match | null {
  const token = tokens[at];
  const labelled = labelEnd(tokens, at);
  if (labelled !== null) {
    const cursor = new Cursor(tokens, labelled);
    const draft = readTerms(families, cursor, context);
    return draft === null ? null : { from: labelled, to: cursor.at, draft };
  }
  const isCount = token?.type === 'number' && (isTimes(tokens[at + 1]) || isDayOfMonth(tokens, at));
  const isOpening =
    token?.type === 'word' &&
    (OPENINGS.has(token.form) || token.lexeme?.id === 'every' || token.lexeme?.id === 'each');
  if (
    !isOpening &&
    !isCount &&
    token?.type !== 'date' &&
    !(token?.type === 'word' && token.lexeme?.id === 'count' && isTimes(tokens[at + 1]))
  ) {
    return readAtRowEnd(families, tokens, at, context);
  }
  const cursor = new Cursor(tokens, at);
  const draft = readTerms(families, cursor, context);
  if (draft === null) return null;
  const match = { from: at, to: cursor.at, draft };
  if (!isTrusted(tokens, match, context)) return endingRow(tokens, match, context);
  const why =
    whyDoubtful(draft.kind, tokens.slice(match.from, match.to), isOpening) ?? whyNoOrder(tokens, match);
  return why === null ? match : { ...match, draft: withWarnings(draft, [doubt.approximate(why)]) };
}

/**
 * «Разработка положения о наставничестве, управление образования, I квартал 2026 г.», «Профильные смены (июнь – август
 * 2026 г.)»: a row of a plan said in nouns, whose term ends it.
 */
function readAtRowEnd(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  at: number,
  context: PhraseContext,
): Match | null {
  const [before, token] = [tokens[at - 1], tokens[at]];
  if (before?.type !== 'mark' || !/[,(]/.test(before.mark)) return null;
  if (token?.type !== 'number' && token?.type !== 'word') return null;
  if (tokens.length - at > LONGEST_ROW_END) return null;
  const cursor = new Cursor(tokens, at);
  const draft = readTerms(families, cursor, context);
  if (draft === null || draft.due === null || draft.due < context.on) return null;
  if (draft.kind !== 'month' && draft.kind !== 'range' && draft.kind !== 'years') return null;
  const slice = tokens.slice(at, cursor.at);
  const hasYear = slice.some((other) => other.type === 'number' && other.digits === 4);
  const isLast = tokens.slice(cursor.at).every((other) => other.type === 'mark' && /[).;]/.test(other.mark));
  if (!hasYear || !isLast) return null;
  if (tokens.some((other) => other.type === 'word' && isInfinitive(other.form))) return null;
  const why = doubt.approximate('Сроком принято время, которым кончается текст пункта.');
  return { from: at, to: cursor.at, draft: withWarnings(draft, [why]) };
}

/** What a row of a plan is not: an act, a paper's opening words, how long something lasts. */
const NOT_OF_ROW =
  /^(?:приказ|распоряжени|постановлени|решени|протокол|закон|письм|договор|контракт|соглашени|положени|редакци|указ|акт|срок|период|отпуск|полномочи|действ|возраст|рожден|основани|соответстви|согласно|исполнени|состояни)/;

/** «Регистрация участников 15–19 апреля 2027 г.», «Областной этап фестиваля с 5 по 9 апреля 2027 г.»: days end it. */
function endingRow(tokens: readonly Token[], match: Match, { on }: PhraseContext): Match | null {
  const { from, to, draft } = match;
  if (draft.due === null || draft.due < on || (draft.kind !== 'date' && draft.kind !== 'range')) return null;
  const slice = tokens.slice(from, to);
  const [opening] = slice;
  if (opening?.type === 'word' && opening.form !== 'с' && opening.form !== 'со') return null;
  const hasYear = slice.some(
    (token) => token.type === 'date' || (token.type === 'number' && token.digits === 4),
  );
  const isLast = tokens.slice(to).every((token) => token.type === 'mark' && /[).;]/.test(token.mark));
  if (!hasYear || !isLast || from > LONGEST_ROW || !isPlainWord(tokens[0])) return null;
  const before = tokens[from - 1];
  const isAfterNoun =
    before?.type === 'word'
      ? before.lexeme === null && before.form.length > SHORTEST_NOUN && before.form !== 'после'
      : before?.type === 'mark' && /[-")]/.test(before.mark);
  if (!isAfterNoun) return null;
  const isRow = tokens.slice(0, from).every((token) => {
    if (token.type === 'mark') return token.mark !== '?' && token.mark !== ':';
    if (token.type !== 'word') return token.type === 'number' && token.digits < 3;
    return ![isInfinitive, isFiniteVerb, isPastVerb, isOfPaper].some((isSo) => isSo(token.form));
  });
  if (!isRow) return null;
  const why = doubt.approximate('Сроком принято время, которым кончается текст пункта.');
  return { ...match, draft: withWarnings(draft, [why]) };
}

const isOfPaper = (form: string): boolean => NOT_OF_ROW.test(form);

/** Letters of prepositions at most. */
const SHORTEST_NOUN = 3;

/** Tokens of such a row before its days. */
const LONGEST_ROW = 25;

/** Tokens of a term that ends a row. */
const LONGEST_ROW_END = 20;

/** A day or a year in the middle of a text may belong to something else than the task. */
function whyDoubtful(kind: DeadlineKind, slice: readonly Token[], isOpening: boolean): string | null {
  const isYear = kind === 'year' || kind === 'years' || kind === 'school_year';
  if (isYear && !slice.some((token) => token.type === 'word' && token.form.startsWith('теч')))
    return 'В тексте пункта назван только год, сроком принят его последний день.';
  const isDay = kind === 'date' || kind === 'range';
  return isDay && !isOpening ? 'Сроком принят день, названный в тексте пункта.' : null;
}

/** «заявитель извещается в течение 5 дней», «участник может отозвать заявку до …»: a rule or a right, no order. */
function whyNoOrder(tokens: readonly Token[], match: Match): string | null {
  const { kind, offset, trigger } = match.draft;
  if (kind === 'relative' && offset !== null && trigger === null && !hasTask(tokens, match))
    return 'Срок отсчитан от даты документа, но сказано, как делается всегда, а не что сделать.';
  const isRight = tokens
    .slice(Math.max(0, match.from - NEAR_WORDS), match.from)
    .some((token) => token.type === 'word' && /^(?:может|могут)$/.test(token.form));
  return isRight ? 'Сказано, что можно сделать, а не что нужно.' : null;
}

/** «12 марта», «12 и 13 марта», «12–14 марта» */
function isDayOfMonth(tokens: readonly Token[], at: number): boolean {
  for (let day = at; day <= at + 2 * MOST_DAYS; day += 2) {
    const next = tokens[day + 1];
    if (tokens[day]?.type !== 'number') return false;
    if (next?.type === 'word' && next.lexeme?.id === 'month') return true;
    const isJoint =
      (next?.type === 'word' && next.form === 'и') || (next?.type === 'mark' && /[-,]/.test(next.mark));
    if (!isJoint) return false;
  }
  return false;
}

/** Days in a row before their month. */
const MOST_DAYS = 4;

function isTimes(token: Token | undefined): boolean {
  return token?.type === 'word' && token.lexeme?.id === 'times';
}

/** «Срок:», «срок исполнения –», «(срок – …»: whatever follows is the deadline. The place after it, or null. */
function labelEnd(tokens: readonly Token[], at: number): number | null {
  const cursor = new Cursor(tokens, at);
  // «Дата проведения: …»
  if (cursor.takeForm('дата', 'даты', 'период', 'время')) {
    const isOfEvent = (cursor.formAt() ?? '').startsWith('проведени');
    cursor.at += 1;
    return isOfEvent && cursor.takeMark(':', '-') ? cursor.at : null;
  }
  // «последний день – 4 декабря»
  const isLastDay = cursor.formAt() === 'последний' && cursor.formAt(1) === 'день';
  if (isLastDay) cursor.at += 2;
  else if (!cursor.takeForm('срок', 'сроки')) return null;
  if (/^(?:исполнени|выполнени|реализаци|представлени|проведени)/.test(cursor.formAt() ?? '')) cursor.at += 1;
  if (cursor.takeMark(':', '-')) return cursor.at;
  // «Срок устранения нарушения — …»
  const named = cursor.attempt(() => {
    for (let words = 0; words < LONGEST_LABEL && isPlainWord(cursor.peek()); words += 1) {
      if (LASTING.test(cursor.formAt() ?? '')) return null;
      cursor.at += 1;
    }
    return cursor.takeMark(':', '-') ? cursor.at : null;
  });
  if (named !== null) return named;
  // «…, срок 2 октября», «(срок до 15 мая …»: a day right after the word.
  const before = tokens[at - 1];
  return before?.type === 'mark' && /[,;(]/.test(before.mark) && cursor.peek()?.type === 'number'
    ? cursor.at
    : null;
}

const LONGEST_LABEL = 3;
/** «Срок действия контракта – …» is how long, not by when. */
const LASTING =
  /^(?:действ|полномоч|аренд|хранен|служб|контракт|договор|годност|обучени|гарант|эксплуатац|кредит|займ)/;

/** Tokens inside «…» of more than two words: titles of programmes and acts. */
function markTitles(tokens: readonly Token[], text: string): boolean[] {
  const titled: boolean[] = Array.from({ length: tokens.length }, () => false);
  const open: number[] = [];
  tokens.forEach((token, index) => {
    if (token.type !== 'mark' || token.mark !== '"') return;
    if (/[«“„]/u.test(text[token.start] ?? '')) open.push(index);
    else {
      const from = open.pop();
      if (from !== undefined && open.length === 0 && index - from > 3) titled.fill(true, from, index);
    }
  });
  return titled;
}
