import { Cursor } from './cursor.ts';
import { doubt } from './doubts.ts';
import { type PhraseFamily, type PlacedDraft, withWarnings } from './draft.ts';
import { draftOfStretches } from './draft-of-stretches.ts';
import { joinDrafts } from './join-drafts.ts';
import { isPastVerb } from './not-a-task.ts';
import { isNumberOfSchool, isPlainWord, STAGES, skipNoise } from './padding.ts';
import type { DeadlineContext } from './policy.ts';
import { collapse, readTerms } from './read-phrase.ts';
import { takeSpan } from './spans/sequence.ts';
import { skipTimeOfDay } from './spans/time-of-day.ts';
import type { Token } from './tokens.ts';

/**
 * The one complete term of a cell, wherever it stands: a day with its month, or from one to another.
 *
 *   «на стадионе «Заря» 12 августа 2026 года»  → date 2026-08-12
 *   «до 16.12.2026, у ёлки 27.12.2026»         → date 2026-12-27, warning several_dates
 *   «сведения от 12.08.2026», «12 и 20 марта, если …», «не ранее 12 марта в школах» → null
 *
 * Nothing where a word could give the day another meaning, or where a term of another sort stands too; of several days
 * the last counts.
 */
export function loneTerm(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  source: string,
  context: DeadlineContext,
): PlacedDraft | null {
  if (!hasDay(tokens)) return null;
  let found: PlacedDraft | null = null;
  let foundTo = 0;
  const cursor = new Cursor(tokens);
  while (!cursor.atEnd) {
    const from = cursor.at;
    const first = tokens[from] as Token;
    const isWord = first.type === 'word';
    const isUntil = from === 0 && isWord && first.form === 'до';
    if (isWord && isRefusing(first.form) && !isUntil && !isNumberedPeriod(tokens, from)) return null;
    if (isSignOfNumber(first, source) && !isNumberOfSchool(tokens, from)) return null;
    const draft =
      first.type === 'mark' || isPlainWord(first)
        ? null
        : readTerms(families, cursor, { ...context, source });
    if (draft === null && isUntil) return null;
    if (draft === null) {
      cursor.at = from + 1;
      continue;
    }
    const isTerm = TERMS.has(draft.kind) && hasDay(tokens.slice(from, cursor.at));
    // «на 1 марта» is as of what day, «за 1 марта» of which.
    const isAsOf = isWord && (first.form === 'на' || first.form === 'за');
    if (!isTerm || isAsOf || isName(tokens, from, cursor.at)) return null;
    const end = tokens[cursor.at - 1]?.end ?? first.end;
    if (found === null) {
      found = { start: first.start, end, draft };
      foundTo = cursor.at;
      continue;
    }
    // «до 16.12.2026, у городской ёлки 27.12.2026»
    const areDays = found.draft.kind === 'date' && draft.kind === 'date';
    if (!areDays || !tokens.slice(foundTo, from).every(saysNoTime)) return null;
    const words = collapse(source.slice(first.start, end));
    found = { start: found.start, end, draft: joinDrafts(found.draft, draft, words, context) };
    foundTo = cursor.at;
  }
  return found;
}

function saysNoTime(token: Token): boolean {
  return token.type === 'mark' || (token.type === 'word' && (token.lexeme?.id ?? 'function') === 'function');
}

const TERMS: ReadonlySet<string> = new Set(['date', 'range', 'month']);

/** A whole date, a number before a month, or a month before its year. */
function hasDay(slice: readonly Token[]): boolean {
  return slice.some((token, index) => {
    const next = slice[index + 1];
    if (token.type === 'date') return true;
    if (token.type === 'word' && token.lexeme?.id === 'month')
      return next?.type === 'number' && next.digits === 4;
    return token.type === 'number' && next?.type === 'word' && next.lexeme?.id === 'month';
  });
}

/** «ул. 1 Мая», «акция «9 Мая»»: a day without a year that may be a name. */
function isName(tokens: readonly Token[], from: number, to: number): boolean {
  const hasYear = tokens
    .slice(from, to)
    .some((token) => token.type === 'date' || (token.type === 'number' && token.digits === 4));
  const before = tokens.slice(Math.max(0, from - 2), from);
  return (
    !hasYear &&
    before.some((token) =>
      token.type === 'mark' ? token.mark === '"' : token.type === 'word' && NAMED_AFTER_DAYS.test(token.form),
    )
  );
}

/** «первый период», «2 период» */
function isNumberedPeriod(tokens: readonly Token[], at: number): boolean {
  const [before, period] = [tokens[at - 1], tokens[at]];
  const isNumber = before?.type === 'number' || (before?.type === 'word' && before.lexeme?.id === 'ordinal');
  return isNumber && period?.type === 'word' && period.form === 'период';
}

function isSignOfNumber({ start }: Token, source: string): boolean {
  return source[start] === '№';
}

const NAMED_AFTER_DAYS =
  /^(?:ул$|улиц|площад|пл$|парк|сквер|проспект|пр$|им$|имени|переул|пер$|бульвар|дом$)/;

function isRefusing(form: string): boolean {
  return REFUSING_FORMS.has(form) || REFUSING.test(form) || TOLD.test(form) || isPastVerb(form);
}

const REFUSING_FORMS = new Set(
  (
    'от не или если кроме без при после перед накануне через до к ко ранее раньше позднее позже либо ред п ст ' +
    'период периода периоде согласно соответствии постоянно лет возраст возрасте нет вместо взамен'
  ).split(' '),
);
/** Acts, what they do, what is told of the past and of people. */
const REFUSING =
  /^(?:приказ|постановлени|распоряжени|закон|решени|протокол|договор|контракт|соглашени|письм|указ(?:а|у|ом|е)?$|редакци|акт(?:а|у|ом|е)?$|устав|лицензи|аккредитаци|полис|аттестат|свидетельств|положени|вступ|действ|недейств|силу|состояни|рожд|родив|данны|исключени|отмен|перенес|перенос|утрат|выполнен|исполнен|утвержд|подписан|принят|издан|истек|просроч|услови|случа|график|завися|предшеств|прошед|истекш|состоявш|проведенн|полученн|назначенн|зарегистр)/;
/** Short participles: «проверен», «рассмотрены». */
const TOLD =
  /(?:верен|мотрен|елан|несен|лучен|решен|ключен|формлен|мещен|ыдан|числен|ончен|тановлен|делен)[аоы]?$/;

/** «I этап с 1 по 20 июня 2026 г. II этап с 25 июня по 10 июля 2026 г.»: from the first day to the last. */
export function stagesInARow(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  source: string,
  context: DeadlineContext,
): PlacedDraft | null {
  if (tokens.filter((_, at) => isStage(tokens, at)).length < 2) return null;
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    if (!isStage(tokens, at)) {
      kept.push(token);
      continue;
    }
    at = stageEnd(tokens, at + 1);
    kept.push({ type: 'mark', mark: ';', start: token.start, end: token.start });
  }
  const cursor = new Cursor(kept);
  cursor.skipMarks(';');
  const draft = readTerms(families, cursor, { ...context, source });
  skipNoise(cursor);
  const isDated = draft?.kind === 'date' || draft?.kind === 'range';
  if (!isDated || !cursor.atEnd) return null;
  return { start: 0, end: source.length, draft: withWarnings(draft, [doubt.severalDates()]) };
}

function isStage(tokens: readonly Token[], at: number): boolean {
  const [number, noun] = [tokens[at], tokens[at + 1]];
  const isNumber = number?.type === 'number' || (number?.type === 'word' && number.lexeme?.id === 'ordinal');
  return isNumber && noun?.type === 'word' && STAGES.test(noun.form);
}

/** The place of the last token of «этап (муниципальный) –», «этап – школьный». */
function stageEnd(tokens: readonly Token[], noun: number): number {
  let at = noun;
  while (isPlainWord(tokens[at + 1]) || tokens[at + 1]?.type === 'mark') at += 1;
  return at;
}

/** «начинается 2 апреля … и завершается 27 июня …», «начинается 7 июля …, но не позднее 4 сентября …» */
export function beginsAndEnds(
  _families: readonly PhraseFamily[],
  tokens: readonly Token[],
  source: string,
  context: DeadlineContext,
): PlacedDraft | null {
  const begin = tokens.findIndex((token) => token.type === 'word' && BEGINS.test(token.form));
  if (begin < 0) return null;
  const cursor = new Cursor(tokens, begin + 1);
  cursor.takeForm('с');
  const from = takeSpan(cursor, context);
  if (from?.grain !== 'day') return null;
  const middle = cursor.at;
  while (saysNoDay(cursor.peek()) && !isEndAhead(cursor)) cursor.at += 1;
  const last = cursor.at;
  if (!isEndAhead(cursor)) return null;
  cursor.at += 1;
  while (cursor.takeForm('позднее', 'позже', 'до', 'по'));
  const to = takeSpan(cursor, context);
  if (to?.grain !== 'day') return null;
  skipTimeOfDay(cursor);
  const end = tokens[cursor.at - 1]?.end ?? source.length;
  const draft = draftOfStretches([{ from, to }], context);
  const between = tokens.slice(middle, last).filter((token) => token.type === 'word');
  const isRemarked = between.some(({ form }) => form !== 'и' && form !== 'а' && form !== 'но');
  const words = collapse(source.slice(tokens[middle]?.start ?? 0, tokens[last]?.start));
  const remarks = isRemarked ? [doubt.approximate(`К сроку есть уточнение: «${words}».`)] : [];
  return { start: (tokens[begin] as Token).start, end, draft: withWarnings(draft, remarks) };
}

const BEGINS = /^начина[ею]тся$/;
const ENDS = /^(?:за|о)канчива[ею]тся$|^заверша[ею]тся$/;

function saysNoDay(token: Token | undefined): boolean {
  return token?.type === 'mark' || token?.type === 'word';
}

/** «завершается», «не позднее» */
function isEndAhead(cursor: Cursor): boolean {
  const form = cursor.formAt();
  if (form === 'не') return /^поз(?:днее|же)$/.test(cursor.formAt(1) ?? '');
  return form !== null && ENDS.test(form);
}
