import type { Warning } from '../warning.ts';
import { skipAsOf } from './as-of.ts';
import { correctWords } from './correct-words.ts';
import { Cursor } from './cursor.ts';
import type { Deadline, DeadlineKind } from './deadline.ts';
import { doubt } from './doubts.ts';
import { type Draft, draftOf, type PhraseContext, type PhraseFamily, withWarnings } from './draft.ts';
import { later } from './draft-of-stretches.ts';
import { exceptMonths } from './except-months.ts';
import { DATED, joinDrafts, YEARS } from './join-drafts.ts';
import { withoutNamesAfter } from './names-after.ts';
import {
  isPlainWord,
  skipIntroduction,
  skipJoint,
  skipNoise,
  withoutEnumerators,
  withoutLabels,
  withoutRemarks,
} from './padding.ts';
import { skipReportedSpan } from './phrases/reported-span.ts';
import type { DeadlineContext } from './policy.ts';
import { skipTimeOfDay } from './spans/time-of-day.ts';
import { type Token, tokenize } from './tokens.ts';

/**
 * The reading of one phrase by an ordered list of families: the family that understands most of it wins, the earlier
 * one where two understand as much. Several terms in a row («ежегодно в сентябре и по мере необходимости») are read
 * one by one and joined.
 */
export interface DeadlineReading {
  readonly deadline: Deadline;
  readonly warnings: readonly Warning[];
}

/** Phrases of more characters or tokens than this are not deadlines. */
const LONGEST_PHRASE = 2000;
const MOST_TOKENS = 150;
const MOST_TERMS = 6;

/** Reads a whole phrase. Every word of it must be understood, else it is what `readOtherwise` makes of it, or unparseable. */
export function readPhrase(
  families: readonly PhraseFamily[],
  phrase: string | null,
  context: DeadlineContext,
  readOtherwise: (source: string) => Draft | null = () => null,
): DeadlineReading {
  const text = collapse(phrase ?? '');
  if (!/[\p{L}\d]/u.test(text) || NOTHING.test(text))
    return readingOf(null, draftOf({ kind: 'none', warnings: [doubt.noDeadline()] }), context);
  const source = phrase ?? '';
  const isLong = text.length > LONGEST_PHRASE;
  const draft = isLong ? null : (readWhole(families, source, context) ?? readOtherwise(source));
  return readingOf(text, draft ?? draftOf({ kind: 'unparseable', warnings: [doubt.unparseable()] }), context);
}

/** Words that say there is no deadline. */
const NOTHING =
  /^(?:срок\p{L}* )?(?:нет|не (?:установлен|указан|определ[её]н|предусмотрен)\p{L}*|без срока|отсутствует)\.?$/iu;

function readWhole(
  families: readonly PhraseFamily[],
  source: string,
  context: DeadlineContext,
): Draft | null {
  const tokens = withoutEnumerators(tokenize(source));
  if (tokens.length > MOST_TOKENS) return null;
  const phraseContext = { ...context, source };
  const unremarked = tokens.some(opensBracket) ? withoutRemarks(tokens, source) : null;
  const remarked = unremarked === null ? null : readTokens(families, unremarked.tokens, phraseContext);
  if (unremarked !== null && remarked !== null) {
    return remarkedBy(remarked, unremarked.remarks);
  }
  const plain = readTokens(families, tokens, phraseContext);
  if (plain !== null && !DATED.has(plain.kind)) return plain;
  // «за I квартал – до 10 апреля; за II квартал – до 10 июля»: the quarters are no terms.
  const unlabelled = tokens.some(isBetweenTerms) ? withoutLabels(tokens) : null;
  const stages = unlabelled === null ? null : readTokens(families, unlabelled, phraseContext);
  if (stages !== null) return withWarnings(stages, [doubt.severalDates()]);
  if (plain !== null) return plain;
  // «1 этап – май – отборочный»
  const unnamed = tokens.some(opensName) ? withoutNamesAfter(unlabelled ?? tokens, source) : null;
  const named = unnamed === null ? null : readTokens(families, unnamed.tokens, phraseContext);
  if (unnamed !== null && named !== null && NAMED.has(named.kind)) return remarkedBy(named, unnamed.remarks);
  const corrected = correctWords(tokens);
  return corrected === null ? null : readTokens(families, corrected, phraseContext);
}

/** Kinds that may have a name after them; «2026 год – 45 %» is no term. */
const NAMED: ReadonlySet<DeadlineKind> = new Set(['date', 'range', 'month', 'recurring']);

function readTokens(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  context: PhraseContext,
): Draft | null {
  const cursor = new Cursor(tokens);
  skipIntroduction(cursor);
  if (cursor.formAt() === 'за' || cursor.formAt(1) === 'состоянию') skipReportedSpan(cursor, context);
  const draft = readTerms(families, cursor, context);
  if (draft === null) return null;
  skipNoise(cursor);
  if (!cursor.atEnd) return null;
  // «___» марта: the form was not filled in.
  const isBlank = draft.kind === 'month' && cursor.tokens.some(isUnderscore);
  return isBlank
    ? withWarnings(draft, [doubt.approximate('Число в сроке не вписано, взят весь месяц.')])
    : draft;
}

/**
 * Reads one or more terms from the cursor's place and leaves the cursor after the last one understood.
 * Null where not even one is.
 */
export function readTerms(
  families: readonly PhraseFamily[],
  cursor: Cursor,
  context: PhraseContext,
): Draft | null {
  const first = cursor.at;
  let draft = readTerm(families, cursor, context);
  if (draft === null) return null;
  for (let terms = 1; terms < MOST_TERMS && !cursor.atEnd; terms += 1) {
    const joined: Draft | null = cursor.attempt(() => joinNext(families, cursor, context, draft as Draft));
    if (joined === null) break;
    draft = joined;
  }
  const taken = cursor.tokens.slice(first, cursor.at);
  const isNext = DATED.has(draft.kind) && taken.some(isOfNextYear);
  if (isNext) draft = withWarnings(draft, [doubt.approximate('«Очередной» год отсчитан от даты документа.')]);
  return taken.some(isCorrected) ? withWarnings(draft, [doubt.correctedSpelling()]) : draft;
}

function remarkedBy(draft: Draft, remarks: readonly string[]): Draft {
  const named = remarks.map((remark) => `«${remark}»`).join(', ');
  return withWarnings(draft, [doubt.approximate(`К сроку есть уточнения: ${named}.`)]);
}

function opensBracket(token: Token): boolean {
  return token.type === 'mark' && token.mark === '(';
}

/** What a label of a term begins after, or ends with. */
function isBetweenTerms(token: Token): boolean {
  return token.type === 'mark' && token.mark !== '.' && token.mark !== '"';
}

function isUnderscore(token: Token): boolean {
  return token.type === 'mark' && token.mark === '_';
}

/** What a name after a term begins with. */
function opensName(token: Token): boolean {
  return token.type === 'mark' ? token.mark === '-' : token.type === 'word' && token.form === 'нарастающим';
}

function isOfNextYear(token: Token): boolean {
  return token.type === 'word' && token.form.startsWith('очередн');
}

function isCorrected(token: Token): boolean {
  return (token.type === 'word' || token.type === 'number') && token.corrected;
}

/** The longest reading of any family from the cursor's place. */
function readTerm(families: readonly PhraseFamily[], cursor: Cursor, context: PhraseContext): Draft | null {
  const first = cursor.at;
  const opening = cursor.peek();
  let best: Draft | null = null;
  let bestAt = first;
  for (const family of families) {
    if (opening === undefined || !family.opensWith(opening)) continue;
    cursor.at = first;
    const draft = family.read(cursor, context);
    if (draft !== null && cursor.at > bestAt) {
      best = draft;
      bestAt = cursor.at;
      if (cursor.atEnd) break;
    }
  }
  cursor.at = bestAt;
  if (best === null || (!DATED.has(best.kind) && best.kind !== 'recurring')) return best;
  skipTail(cursor, context);
  return cursor.atEnd ? best : exceptMonths(cursor, best, context);
}

/** «…, 10.00», «… (включительно)»: what adds nothing to any term. */
function skipTail(cursor: Cursor, context: PhraseContext): void {
  if (cursor.atEnd) return;
  skipAsOf(cursor, context);
  skipTimeOfDay(cursor);
  cursor.attempt(() => {
    const bracketed = cursor.takeMark('(');
    if (!bracketed) cursor.takeMark(',');
    if (cursor.takeLexeme('inclusive') === null) return null;
    cursor.takeAbbreviationDot();
    return !bracketed || cursor.takeMark(')') ? true : null;
  });
}

function joinNext(
  families: readonly PhraseFamily[],
  cursor: Cursor,
  context: PhraseContext,
  draft: Draft,
): Draft | null {
  const bracketed = cursor.markAt() === '(';
  const before = cursor.at;
  skipJoint(cursor);
  // «25.01.2027 20.00 27.01.2027 17.00»: the hour parts the days.
  const from = cursor.peek();
  // «с 28 марта но 3 апреля» is a slip of «по».
  if (cursor.formAt(-1) === 'но' && from?.type !== 'word') return null;
  const joint = cursor.at;
  const [last, isMoved] = [cursor.peek(-1), joint > before];
  // «04.03.2026 06.07.2026»: the line between them was lost.
  const areWhole = last?.type === 'date' && from?.type === 'date';
  const isSeparated = isMoved || areWhole || last?.type === 'time' || isHour(last);
  const isLimited = from?.type === 'word' && from.form === 'до';
  const next = readNext(families, cursor, context, draft);
  // «15 октября (вторник) 2024 г.»: two dates side by side are one that was not understood.
  if (next !== null && !isSeparated && !isLimited && DATED.has(draft.kind) && DATED.has(next.kind))
    return null;
  // «в течение учебного года (10 дней)»: how long it is.
  const isLength = bracketed && next?.kind === 'relative' && next.trigger === null && from?.type === 'number';
  if (next !== null && from !== undefined && !isLength) {
    const end = cursor.tokens[cursor.at - 1]?.end;
    const words = collapse(context.source.slice(from.start, end));
    if (bracketed) cursor.takeMark(')');
    const between = cursor.tokens.slice(before, joint);
    // «в 2026 году и ежегодно» too, of one year
    const isAnd =
      draft.kind === 'year' && between.some((token) => token.type === 'word' && token.form === 'и');
    const isOnward = isAnd || between.some(isOnwardWord);
    return joinDrafts(draft, next, words, context, isOnward);
  }
  cursor.at = before;
  return bracketed ? skipRemark(cursor, context, draft) : null;
}

/** «в 2026 году и далее ежегодно» */
function isOnwardWord(token: Token): boolean {
  return token.type === 'word' && /^(?:далее|затем|впоследствии|потом)$/.test(token.form);
}

function isHour(token: Token | undefined): boolean {
  return token?.type === 'dotted' && (token.second === 0 || token.second > 12);
}

/** The next term; after a year it lies in that year, if it can: «2025 год, до 1 ноября». */
function readNext(
  families: readonly PhraseFamily[],
  cursor: Cursor,
  context: PhraseContext,
  left: Draft,
): Draft | null {
  const first = cursor.at;
  const next = readTerm(families, cursor, context);
  const isAssumed = next?.warnings.some(({ code }) => code === 'assumed_year') === true;
  if (!isAssumed || left.start === null || left.due === null || !YEARS.has(left.kind)) return next;
  const end = cursor.at;
  cursor.at = first;
  const within = readTerm(families, cursor, { ...context, on: later(left.start, context.on) });
  if (within !== null && within.due !== null && within.due <= left.due) return within;
  cursor.at = end;
  return next;
}

/** A remark in brackets without dates says nothing of the deadline: «(по согласованию сторон)», «(2 этап)». */
function skipRemark(cursor: Cursor, context: PhraseContext, draft: Draft): Draft | null {
  const open = cursor.peek();
  cursor.at += 1;
  while (!cursor.atEnd && cursor.markAt() !== ')') {
    const token = cursor.peek();
    const isTemporal =
      token?.type === 'word' && (token.lexeme?.id === 'month' || token.lexeme?.id === 'every');
    const isNumbered =
      token?.type === 'number' &&
      // «№ 2», «50 %», «1 этап»
      (cursor.markAt(-1) === '?' ||
        cursor.markAt(1) === '%' ||
        isPlainWord(cursor.peek(1)) ||
        isClassesOrAge(cursor) ||
        isLengthAhead(cursor));
    if ((token?.type !== 'word' && token?.type !== 'mark' && !isNumbered) || isTemporal) return null;
    cursor.at += 1;
  }
  if (!cursor.takeMark(')')) return null;
  const close = cursor.tokens[cursor.at - 1];
  const words = collapse(context.source.slice((open?.start ?? 0) + 1, (close?.end ?? 1) - 1));
  return withWarnings(draft, [doubt.approximate(`К сроку есть уточнение: «${words}».`)]);
}

/** «(5-8 кл.)», «(16 лет и старше)» */
function isClassesOrAge(cursor: Cursor): boolean {
  const last = cursor.peek(2);
  return (
    cursor.formAt(1) === 'лет' ||
    (cursor.markAt(1) === '-' && last?.type === 'number' && last.digits < 3 && isPlainWord(cursor.peek(3)))
  );
}

/** «(8 учебных недель)», «(3 дня)»: how long the term is. */
function isLengthAhead(cursor: Cursor): boolean {
  const isQualified = cursor.lexemeAt(1)?.id === 'school' || cursor.lexemeAt(1)?.id === 'working';
  const lexeme = cursor.lexemeAt(isQualified ? 2 : 1);
  return lexeme?.unit === 'week' || lexeme?.unit === 'day' || lexeme?.unit === 'hour';
}

const NOISE = /[\u00AD\u200B-\u200D\u2060\uFEFF\p{Cc}]|\s\s|[^\S ]/u;

/** The text as kept: white space collapsed, invisible characters gone. */
export function collapse(text: string): string {
  if (!NOISE.test(text)) return text.trim();
  return text
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** Gives a draft its words and the doubts that do not depend on the family. */
export function readingOf(text: string | null, draft: Draft, context: DeadlineContext): DeadlineReading {
  const { warnings, ...rest } = draft;
  const isLate = draft.due !== null && draft.due < context.on;
  return {
    deadline: { text, ...rest, inherited: false },
    warnings: isLate ? [...warnings, doubt.dueBeforeDocument()] : warnings,
  };
}
