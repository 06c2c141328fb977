import { formOf, hasTask, type Match, NEAR_WORDS } from './clause.ts';
import { correctWordsOfTime } from './correct-words.ts';
import { Cursor } from './cursor.ts';
import type { DeadlineKind } from './deadline.ts';
import { doubt } from './doubts.ts';
import { type Draft, type PhraseContext, type PhraseFamily, withWarnings } from './draft.ts';
import { DATED, YEARS } from './join-drafts.ts';
import { isPlainWord, LASTING } from './padding.ts';
import type { DeadlineContext } from './policy.ts';
import { collapse, type DeadlineReading, readingOf, readTerms } from './read-phrase.ts';
import { isInCell, isRowOfPerson, isRowOfPlan, opensWithTask } from './row-cells.ts';
import { boundedBy, isSemicolon, readApart, startAt, startingOn, windowAt } from './said-apart.ts';
import { endingRow, isStageLine, readAtRowEnd, readListed, readScheduleLine } from './schedule-line.ts';
import { ELSEWHERE, namesOtherTerms, readTermOfOther } from './term-of-other.ts';
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
  return sentencesOf(correctWordsOfTime(tokenize(text)), text).flatMap((tokens) =>
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
  const windows: Draft[] = [];
  const keep = (match: Match, draft: Draft): void => {
    const start = (tokens[match.from] as Token).start;
    const end = (tokens[match.to - 1] as Token).end;
    found.push({ start, end, reading: readingOf(collapse(text.slice(start, end)), draft, context) });
  };
  let frequency: number | null = null;
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
      const window = windowAt(families, tokens, at, context);
      if (window !== null) windows.push(window);
      if (formOf(tokens[at]) === 'ежеквартально' && tokens[at + 1]?.type !== 'mark') frequency = at;
      if (isSemicolon(tokens[at])) frequency = null;
      at += 1;
      continue;
    }
    const quarterly = frequency === null ? null : readApart(families, tokens, frequency, match, context);
    if (quarterly !== null && found.at(-1)?.start === tokens[frequency ?? at]?.start) found.pop();
    const isDoubtful = isElsewhere && match.draft.kind === 'recurring';
    const draft = quarterly ?? match.draft;
    keep(match, isDoubtful ? withWarnings(draft, [doubt.approximate(ELSEWHERE)]) : draft);
    frequency = formOf(tokens[match.from]) === 'ежеквартально' && match.to === at + 1 ? at : null;
    at = match.to;
  }
  if (found.length === 0) {
    const whole = readScheduleLine(families, tokens, titled, context) ?? readTermOfOther(tokens);
    if (whole !== null) keep(whole, whole.draft);
  }
  const [window, another] = windows;
  const bounded =
    window === undefined || another !== undefined
      ? found
      : found.map((one) => ({ ...one, reading: boundedBy(window, one.reading) }));
  return withoutYearsAround(withoutVague(bounded), text);
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
  'до не в во к ко с со за через раз дважды трижды по на накануне постоянно систематически незамедлительно перед сегодня завтра послезавтра'.split(
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
    const list = readListed(families, tokens, labelled, context);
    if (list !== null) return list;
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
  if (isRowOfPerson(tokens, at, context.source)) return null;
  if (!isTrusted(tokens, match, context)) return endingRow(tokens, match, context);
  const why =
    whyDoubtful(draft.kind, tokens.slice(match.from, match.to), isOpening) ?? whyNoOrder(tokens, match);
  const doubts = [
    ...(why === null ? [] : [doubt.approximate(why)]),
    ...(isOfNoWork(tokens, match, context.source) ? [doubt.approximate(NO_WORK)] : []),
    ...(isStageLine(tokens, at) ? [doubt.approximate(OF_STAGE)] : []),
    ...(isOneOfSeveral(tokens, match) ? [doubt.severalDates()] : []),
    ...(isYear(tokens[match.to]) && DATED.has(draft.kind) ? [doubt.approximate(TWO_YEARS)] : []),
  ];
  return { ...match, draft: withWarnings(draft, doubts) };
}

const NO_WORK = 'Срок взят из ячейки строки, в которой не названо, что сделать.';
const OF_STAGE = 'Сроком принято время этапа.';
const TWO_YEARS = 'За сроком напечатан ещё один год: проверьте, который верен.';

/** «| Автобус | до 01.06.2027 | страховка |»: a cell beside which nothing is told to be done. */
function isOfNoWork(tokens: readonly Token[], match: Match, source: string): boolean {
  if (!isInCell(tokens, match, source) || isRowOfPlan(tokens, match, source)) return false;
  const parts = [tokens.slice(0, match.from), tokens.slice(match.to)];
  return !parts.some((part) => opensWithTask(part, source));
}

/** «… экзамен 12 мая 2027 года – до 28 апреля 2027 года»: the term of one of several days. */
function isOneOfSeveral(tokens: readonly Token[], { from, draft }: Match): boolean {
  const [dash, day] = [tokens[from - 1], tokens[from - 2]];
  if (draft.kind !== 'date' || dash?.type !== 'mark' || dash.mark !== '-') return false;
  return (
    day?.type === 'date' ||
    isYear(day) ||
    (/^(?:года?|г)$/.test(formOf(day) ?? '') && isYear(tokens[from - 3]))
  );
}

function isYear(token: Token | undefined): boolean {
  return token?.type === 'number' && token.digits === 4 && String(token.value).startsWith('20');
}

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
  const before = tokens.slice(Math.max(0, match.from - NEAR_WORDS), match.from);
  const isSaid = (verbs: RegExp): boolean => before.some((token) => verbs.test(formOf(token) ?? ''));
  // «заместитель обязан в течение часа прибыть …»
  if (kind === 'relative' && offset !== null && trigger === null && isSaid(/^обязан[аоы]?$/))
    return 'Срок отсчитан от даты документа, но сказано, как делается всегда, а не что сделать.';
  const isRight = isSaid(/^(?:может|могут)$/);
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
      // «Срок выполнения административного действия – …» is one.
      if (words === 0 && LASTING.test(cursor.formAt() ?? '')) return null;
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
