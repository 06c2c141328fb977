import { Cursor } from './cursor.ts';
import { type Draft, type PhraseContext, type PhraseFamily } from './draft.ts';
import { isInfinitive } from './phrases/event.ts';
import type { DeadlineContext } from './policy.ts';
import { collapse, type DeadlineReading, readingOf, readTerms } from './read-phrase.ts';
import { type Token, tokenize } from './tokens.ts';

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
  let at = 0;
  while (at < tokens.length) {
    const match = titled[at] === true ? null : readAt(families, tokens, at, context);
    if (match === null) {
      at += 1;
      continue;
    }
    const start = (tokens[match.from] as Token).start;
    const end = (tokens[match.to - 1] as Token).end;
    found.push({ start, end, reading: readingOf(collapse(text.slice(start, end)), match.draft, context) });
    at = match.to;
  }
  return found;
}

/** A phrase does not run over the end of a sentence or of a paragraph. */
function sentencesOf(tokens: readonly Token[], text: string): Token[][] {
  const sentences: Token[][] = [[]];
  tokens.forEach((token, index) => {
    const before = tokens[index - 1];
    if (before !== undefined && isBreak(before, token, text)) sentences.push([]);
    sentences.at(-1)?.push(token);
  });
  return sentences;
}

function isBreak(before: Token, token: Token, text: string): boolean {
  const gap = text.slice(before.end, token.start);
  if (/\n[ \t\r]*\n/.test(gap)) return true;
  if (before.type !== 'mark' || before.mark !== '.' || gap === '') return false;
  return token.type === 'word' ? /\p{Lu}/u.test(text[token.start] ?? '') : gap.includes('\n');
}

interface Match {
  readonly from: number;
  /** Token after the last one. */
  readonly to: number;
  readonly draft: Draft;
}

/** Words a deadline phrase in running text may begin with. */
const OPENINGS = new Set(
  'до не в во к ко с со за через раз дважды трижды по на постоянно систематически незамедлительно'.split(' '),
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
  const isCount = token?.type === 'number' && isTimes(tokens[at + 1]);
  const isOpening =
    token?.type === 'word' &&
    (OPENINGS.has(token.form) || token.lexeme?.id === 'every' || token.lexeme?.id === 'each');
  if (
    !isOpening &&
    !isCount &&
    !(token?.type === 'word' && token.lexeme?.id === 'count' && isTimes(tokens[at + 1]))
  ) {
    return null;
  }
  const cursor = new Cursor(tokens, at);
  const draft = readTerms(families, cursor, context);
  if (draft === null) return null;
  const match = { from: at, to: cursor.at, draft };
  return isTrusted(tokens, match, context) ? match : null;
}

function isTimes(token: Token | undefined): boolean {
  return token?.type === 'word' && token.lexeme?.id === 'times';
}

/** «Срок:», «срок исполнения –», «(срок – …»: whatever follows is the deadline. The place after it, or null. */
function labelEnd(tokens: readonly Token[], at: number): number | null {
  const cursor = new Cursor(tokens, at);
  if (!cursor.takeForm('срок', 'сроки')) return null;
  if (/^(?:исполнени|выполнени|реализаци|представлени|проведени)/.test(cursor.formAt() ?? '')) cursor.at += 1;
  return cursor.takeMark(':', '-') ? cursor.at : null;
}

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

/** Words that make a date after them something else than a deadline. */
const NOT_A_DEADLINE =
  /^(?:действу|действит|действия|силу|силы|рожден|родивш|перспектив|стратеги|концепци|кредит|займ|заем|ссуд|погаша|погасит|возраст|сроком|продлен|рассчитан|федеральн|хранит)/;
const PARTICIPLE =
  /(?:вш|[аеия]нн)(?:ий|ие|их|им|ими|его|ему|ая|ей|ую|ый|ые|ых|ым|ыми|ого|ому|ой|ое|ом)(?:ся)?$/;
const LOOK_BACK_WORDS = 3;

function isTrusted(tokens: readonly Token[], match: Match, context: PhraseContext): boolean {
  if (isOtherwiseUsed(tokens, match.from)) return false;
  const slice = tokens.slice(match.from, match.to);
  const { draft } = match;
  switch (draft.kind) {
    case 'date':
      return isTrustedDate(slice);
    case 'month':
    case 'range':
    case 'year':
    case 'years':
    case 'school_year':
      return isTrustedWindow(slice, tokens, match, context);
    case 'recurring':
      return isTrustedRecurrence(slice, tokens, match);
    case 'relative':
      return isTrustedCount(slice, draft);
    case 'standing':
      return draft.start === null && isAdverbOfTask(tokens, match);
    case 'on_demand':
      return hasForm(slice, 'мере');
    case 'none':
    case 'unparseable':
      return false;
  }
}

function isOtherwiseUsed(tokens: readonly Token[], at: number): boolean {
  const forms: string[] = [];
  for (let back = at - 1; back >= 0 && forms.length < LOOK_BACK_WORDS; back -= 1) {
    const token = tokens[back];
    if (token?.type === 'mark' && /[.;:]/.test(token.mark)) break;
    if (token?.type === 'word') forms.push(token.form);
  }
  const [nearest = '', second = ''] = forms;
  if (isParticiple(nearest)) return true;
  // «срок, установленный приказом до …»
  if (isParticiple(second) && /(?:ом|ем|ой|ей|ами|ями)$/.test(nearest)) return true;
  if (nearest.startsWith('период')) return true;
  if (nearest === 'срок' && second === 'на') return true;
  if (nearest === 'от' || nearest === 'за') return true;
  return forms.some((form) => NOT_A_DEADLINE.test(form));
}

/** «проведённый», «обучавшихся»; «ответственных» and «данных» only look like it. */
function isParticiple(form: string): boolean {
  return PARTICIPLE.test(form) && !/^данн|ственн/.test(form);
}

function isTrustedDate(slice: readonly Token[]): boolean {
  const opening = formOf(slice[0]);
  const hasDay = slice.some(
    (token, index) =>
      token.type === 'date' ||
      (token.type === 'dotted' && token.padded) ||
      (token.type === 'number' && isMonth(slice, index + 1)),
  );
  const hasYear = slice.some((token) => token.type === 'number' && token.digits === 4);
  const hasEdge = slice.some(
    (token) => token.type === 'word' && (token.lexeme?.id === 'end' || token.lexeme?.id === 'beginning'),
  );
  const hasMonthDay = hasForm(slice, 'числа');
  if (opening === 'к' || opening === 'ко') return hasDay || (hasEdge && hasYear);
  if (opening === 'по' || opening === 'на' || opening === 'за') return false;
  if (opening === 'в' || opening === 'во')
    return hasForm(slice, 'срок') && (hasDay || hasEdge || hasYear || isMonth(slice, slice.length - 1));
  if (opening === 'с' || opening === 'со') return false;
  const hasWeekday = slice.some((token) => token.type === 'word' && token.lexeme?.id === 'weekday');
  if (hasDay || hasEdge || hasMonthDay || hasWeekday) return true;
  return slice.some((_, index) => isMonth(slice, index)) && (hasYear || opening === 'не');
}

/** A month stands at the place, past a quotation mark or the word «числа». */
function isMonth(slice: readonly Token[], at: number): boolean {
  const token = slice[at];
  if (token?.type === 'mark' && token.mark === '"') return isMonth(slice, at + 1);
  return token?.type === 'word' && token.lexeme?.id === 'month';
}

function isTrustedWindow(
  slice: readonly Token[],
  tokens: readonly Token[],
  match: Match,
  context: PhraseContext,
): boolean {
  const { draft } = match;
  if (draft.due === null || draft.due < context.on || !hasTask(tokens, match)) return false;
  const opening = formOf(slice[0]);
  if (opening === 'с' || opening === 'со') return true;
  if (opening !== 'в' && opening !== 'во') return false;
  if (hasForm(slice, 'течение') || hasForm(slice, 'течении')) return true;
  const hasYear =
    slice.some((token) => token.type === 'number' && token.digits === 4) || hasForm(slice, 'текущего');
  return hasYear && (draft.kind === 'month' || draft.kind === 'range');
}

function isTrustedRecurrence(slice: readonly Token[], tokens: readonly Token[], match: Match): boolean {
  const hasFrequency = slice.some(
    (token) =>
      token.type === 'word' && ['every', 'each', 'times', 'reporting'].includes(token.lexeme?.id ?? ''),
  );
  const hasWeekday = slice.some((token) => token.type === 'word' && token.lexeme?.id === 'weekday');
  if (slice.length === 1) return isAdverbOfTask(tokens, match);
  if (hasWeekday) return true;
  return hasFrequency && (hasForm(slice, 'до') || hasForm(slice, 'позднее') || hasTask(tokens, match));
}

function isTrustedCount(slice: readonly Token[], draft: Draft): boolean {
  const opening = formOf(slice[0]);
  // Years are terms of contracts, terms of service and ages.
  if (draft.offset === null || draft.offset.endsWith('Y')) return false;
  if (opening === 'через') return draft.trigger !== null;
  if (opening === 'до' || opening === 'к' || opening === 'с') return false;
  // «не более 3 часов» is a length.
  if (slice[1]?.type === 'word' && slice[1].form === 'более') return false;
  // «на следующий день», but not «командировать на 3 дня».
  if (opening === 'на') return slice[1]?.type === 'word' && slice[1].lexeme?.id === 'next';
  if (opening === 'по') return hasForm(slice, 'истечении');
  return true;
}

/** An adverb beside the verb of the task, or at the end of its clause: «ежеквартально направлять …». */
function isAdverbOfTask(tokens: readonly Token[], match: Match): boolean {
  const before = formOf(tokens[match.from - 1]);
  const after = tokens[match.to];
  if (before !== null && isInfinitive(before)) return true;
  if (after?.type === 'word' && isInfinitive(after.form)) return true;
  const endsClause = after === undefined || (after.type === 'mark' && /[.;,)]/.test(after.mark));
  return endsClause && hasTask(tokens, match);
}

/** A verb in the infinitive stands in the same clause, the phrase itself aside. */
function hasTask(tokens: readonly Token[], match: Match): boolean {
  const isEnd = (token: Token): boolean => token.type === 'mark' && token.mark === ';';
  for (let at = match.from - 1; at >= Math.max(0, match.from - LONGEST_CLAUSE); at -= 1) {
    const token = tokens[at] as Token;
    if (isEnd(token)) break;
    if (isInfinitive(formOf(token) ?? '')) return true;
  }
  for (const token of tokens.slice(match.to, match.to + LONGEST_CLAUSE)) {
    if (isEnd(token)) break;
    if (isInfinitive(formOf(token) ?? '')) return true;
  }
  return false;
}

/** Tokens looked through for the verb on either side. */
const LONGEST_CLAUSE = 120;

function formOf(token: Token | undefined): string | null {
  return token?.type === 'word' ? token.form : null;
}

function hasForm(slice: readonly Token[], form: string): boolean {
  return slice.some((token) => token.type === 'word' && token.form === form);
}
