import { Cursor } from './cursor.ts';
import { doubt } from './doubts.ts';
import { type Draft, type PhraseFamily, type PlacedDraft, withWarnings } from './draft.ts';
import { findPhrases } from './find-deadlines.ts';
import { DATED, joinDrafts } from './join-drafts.ts';
import { beginsAndEnds, loneTerm, stagesInARow } from './lone-term.ts';
import { isPlainWord, STAGES, skipIntroduction, skipNoise } from './padding.ts';
import type { DeadlineContext } from './policy.ts';
import { collapse, readTerms } from './read-phrase.ts';
import { type Token, tokenize } from './tokens.ts';
import { CALLED, formOf, isCapital, isPlainAround } from './words-around.ts';

/**
 * The one deadline among words the grammar does not know; the words are named in a warning.
 *
 *   «с приложением отчёта до 21 марта 2025 года» → date 2025-03-21, warning approximate
 *   «срок уточняется», «до 1 марта в школах, до 1 мая в садах», «ежеквартально, кроме июля, до 15 числа» → null
 *
 * As careful as the search in running text: what it would not take there is not taken here. Words of time or numbers
 * that it did not understand could change the meaning, so with them there is none.
 */
export function readAmidWords(
  families: readonly PhraseFamily[],
  source: string,
  context: DeadlineContext,
): Draft | null {
  const tokens = tokenize(source);
  const ways = [
    theOnly,
    termFirst,
    stretchLast,
    recurrenceLast,
    dayOfMeeting,
    afterColon,
    inLastBracket,
    stagesInARow,
    beginsAndEnds,
    prolonged,
    fromWhenHowOften,
    loneTerm,
  ];
  for (const findIn of ways) {
    const found = findIn(families, tokens, source, context);
    if (found === null || !isPlainAround(found, tokens, source)) continue;
    const rest = collapse(`${source.slice(0, found.start)} … ${source.slice(found.end)}`);
    const words = rest.replace(/^[\s….,;:–-]+|[\s….,;:–-]+$/gu, '');
    if (words === '') return found.draft;
    return withWarnings(found.draft, [doubt.approximate(`К сроку есть уточнение: «${words}».`)]);
  }
  return null;
}

function theOnly(
  families: readonly PhraseFamily[],
  _tokens: readonly Token[],
  source: string,
  context: DeadlineContext,
): PlacedDraft | null {
  const [only, ...others] = findPhrases(families, source, context);
  if (only === undefined || others.length > 0) return null;
  const { text: _, inherited: __, ...read } = only.reading.deadline;
  const warnings = only.reading.warnings.filter(({ code }) => code !== 'due_before_document');
  return { ...only, draft: { ...read, warnings } };
}

/** «ежеквартально, нарастающим итогом», «15.05.2025, отв. Петров», «1 марта с представлением отчёта». */
function termFirst(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  source: string,
  context: DeadlineContext,
): PlacedDraft | null {
  const cursor = new Cursor(tokens);
  skipIntroduction(cursor);
  const first = cursor.peek();
  const draft = readTerms(families, cursor, { ...context, source });
  const last = tokens[cursor.at - 1];
  if (draft === null || first === undefined || last === undefined) return null;
  return isRemarkAhead(cursor, draft, source) ? { start: first.start, end: last.end, draft } : null;
}

/** «…, отв. Петров», «… с представлением отчёта», «… при наличии мест», «29 мая – русский язык». */
function isRemarkAhead(cursor: Cursor, { kind, offset }: Draft, source: string): boolean {
  // «до начала сезона план»
  if (kind === 'relative' && offset === null && isPlainWord(cursor.peek())) return true;
  if (cursor.formAt() === 'при') return DATED.has(kind) || kind === 'recurring';
  // «в течение двух недель в случае подачи заявления»
  if (cursor.formAt() === 'в' && cursor.formAt(1) === 'случае') return kind === 'relative';
  if (kind === 'recurring' && cursor.formAt() === 'в' && cursor.formAt(1) === 'период') return true;
  if (kind === 'range') return true;
  // «ноябрь, 9–11 классы», «март – справка», «постоянно, в период действия режима»
  if (kind === 'month' && isSign(cursor.peek())) return true;
  if (kind === 'standing' && cursor.markAt() === ',') return true;
  const next = cursor.formAt(cursor.markAt() === ',' ? 1 : 0) ?? '';
  if (DATED.has(kind) && MANNER.test(next)) return true;
  // «31 мая во Всемирный день без табака»
  if (kind === 'date' && /^во?$/.test(next) && CALLED.test(cursor.formAt(1) ?? '')) return true;
  // «в 2026 году на территории города»
  if (DATED.has(kind) && next === 'на' && cursor.formAt(1) === 'территории') return true;
  if (kind !== 'date' && kind !== 'recurring') return false;
  // «24 ноября Садовая, 3»
  if (kind === 'date' && isPlainWord(cursor.peek()) && isCapital(cursor.peek(), source)) return true;
  return (
    cursor.markAt() !== null || (cursor.formAt() === 'с' && /(?:ием|ией|ей|ом)$/.test(cursor.formAt(1) ?? ''))
  );
}

function isSign(token: Token | undefined): boolean {
  return token?.type === 'mark' && /[-,(]/.test(token.mark);
}

const MANNER = /^(?:поэтапно|предварительно|ориентировочно|очно|заочно|дистанционно)$/;

/** «в период осенних каникул с 3 по 9 ноября»: words, and then from when until when. */
function stretchLast(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  source: string,
  context: DeadlineContext,
): PlacedDraft | null {
  const from = tokens.findIndex(
    (token) => token.type === 'word' && (token.form === 'с' || token.form === 'со'),
  );
  const first = tokens[from];
  if (first === undefined) return null;
  const cursor = new Cursor(tokens, from);
  const draft = readTerms(families, cursor, { ...context, source });
  const end = tokens[cursor.at - 1]?.end ?? first.end;
  skipNoise(cursor);
  // «на период высокой пожарной опасности с 12 июля 2027 г.»
  const isPeriod = tokens.slice(0, from).some((token) => formOf(token) === 'период');
  const isOpen = isPeriod && draft?.kind === 'standing' && draft.start !== null;
  const isStretch = draft?.kind === 'range' || isOpen;
  return draft !== null && isStretch && cursor.atEnd ? { start: first.start, end, draft } : null;
}

/** «Декада русского языка: 11–20 декабря», «районный этап – октябрь 2026 года» */
function afterColon(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  source: string,
  context: DeadlineContext,
): PlacedDraft | null {
  const isSign = (token: Token): boolean =>
    token.type === 'mark' && (token.mark === ':' || (token.mark === '-' && source[token.start - 1] === ' '));
  const from = tokens.findIndex(isSign) + 1;
  const first = tokens[from];
  if (from === 0 || first === undefined || !tokens.slice(0, from).some(isPlainWord)) return null;
  const cursor = new Cursor(tokens, from);
  const draft = readTerms(families, cursor, { ...context, source });
  const end = tokens[cursor.at - 1]?.end ?? first.end;
  skipNoise(cursor);
  // «операция «Подросток-2026»» is a name.
  const isDated = draft !== null && DATED.has(draft.kind) && draft.kind !== 'year';
  return isDated && cursor.atEnd ? { start: first.start, end, draft } : null;
}

/** «Неделя безопасного интернета (5–9 февраля)» */
function inLastBracket(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  source: string,
  context: DeadlineContext,
): PlacedDraft | null {
  const from = tokens.findLastIndex((token) => token.type === 'mark' && token.mark === '(') + 1;
  const first = tokens[from];
  if (from === 0 || first === undefined) return null;
  const cursor = new Cursor(tokens, from);
  const draft = readTerms(families, cursor, { ...context, source });
  const isWhole = cursor.markAt() === ')';
  const end = tokens[cursor.at - 1]?.end ?? first.end;
  skipNoise(cursor);
  // «(осень, весна)» names no days.
  const hasDay = tokens.slice(from).some((token) => token.type === 'number' || token.type === 'date');
  // «II этап (2027–2028 годы)»
  const isStage = tokens.slice(0, from).some((token) => STAGES.test(formOf(token)));
  const isOfDays = draft?.kind === 'date' || draft?.kind === 'range';
  const isDated = draft !== null && hasDay && (isOfDays || (isStage && DATED.has(draft.kind)));
  return draft !== null && isDated && isWhole && cursor.atEnd ? { start: first.start, end, draft } : null;
}

/** «доклад еженедельно», «в течение реализации программы не реже одного раза в год» */
function recurrenceLast(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  source: string,
  context: DeadlineContext,
): PlacedDraft | null {
  const from = tokens.findIndex(
    (token, index) =>
      token.type === 'word' &&
      (token.lexeme?.id === 'every' || (token.form === 'не' && formOf(tokens[index + 1]) === 'реже')),
  );
  const first = tokens[from];
  if (first === undefined) return null;
  const cursor = new Cursor(tokens, from);
  const draft = readTerms(families, cursor, { ...context, source });
  const end = tokens[cursor.at - 1]?.end ?? first.end;
  skipNoise(cursor);
  return draft?.kind === 'recurring' && cursor.atEnd ? { start: first.start, end, draft } : null;
}

/** «продлены до 4 апреля» */
function prolonged(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  source: string,
  context: DeadlineContext,
): PlacedDraft | null {
  const [participle, until] = tokens;
  if (until === undefined || !PROLONGED.test(formOf(participle)) || formOf(until) !== 'до') return null;
  const cursor = new Cursor(tokens, 1);
  const draft = readTerms(families, cursor, { ...context, source });
  skipNoise(cursor);
  return draft?.kind === 'date' && cursor.atEnd ? { start: until.start, end: source.length, draft } : null;
}

const PROLONGED = /^(?:продлен[аоы]?|продлева[ею]тся|перенесен[аоы]?)$/;

/** «начиная с 2027 года представлять ежегодно, до 4 мая» */
function fromWhenHowOften(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  source: string,
  context: DeadlineContext,
): PlacedDraft | null {
  if (!/^(?:начиная|со?)$/.test(formOf(tokens[0]))) return null;
  const cursor = new Cursor(tokens);
  const start = readTerms(families, cursor, { ...context, source });
  if (start?.kind !== 'standing' || start.start === null) return null;
  const between = cursor.at;
  while (isPlainWord(cursor.peek())) cursor.at += 1;
  const first = cursor.peek();
  if (first === undefined || cursor.at === between) return null;
  const draft = readTerms(families, cursor, { ...context, source });
  skipNoise(cursor);
  if (draft?.kind !== 'recurring' || !cursor.atEnd) return null;
  const words = collapse(source.slice(first.start));
  return { start: 0, end: source.length, draft: joinDrafts(start, draft, words, context) };
}

/** «к совещанию 20 марта» */
function dayOfMeeting(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  source: string,
  context: DeadlineContext,
): PlacedDraft | null {
  const opening = tokens[0];
  if (opening?.type !== 'word' || !/^(?:к|ко|до)$/.test(opening.form)) return null;
  let from = 1;
  while (isPlainWord(tokens[from])) from += 1;
  const first = tokens[from];
  if (from === 1 || first === undefined) return null;
  const cursor = new Cursor(tokens, from);
  const draft = readTerms(families, cursor, { ...context, source });
  return draft?.kind === 'date' && cursor.atEnd ? { start: first.start, end: source.length, draft } : null;
}
