import { Cursor } from './cursor.ts';
import type { PhraseFamily } from './draft.ts';
import { skipIntroduction, skipNoise } from './padding.ts';
import type { DeadlineContext } from './policy.ts';
import { collapse, readTerms } from './read-phrase.ts';
import { type Token, tokenize } from './tokens.ts';

/** Offsets into a cell's text, UTF-16, end exclusive. */
export interface CellPart {
  readonly start: number;
  readonly end: number;
}

/** A cell taken apart: the deadline phrase, if there is one, and what is left, white space collapsed. */
export interface SplitCell {
  readonly phrase: string | null;
  readonly phraseAt: CellPart | null;
  readonly rest: string;
  readonly restAt: CellPart;
}

/** Cells of more tokens are texts, not deadlines with bodies. */
const MOST_TOKENS = 150;

/**
 * Takes apart a table cell that holds the deadline and the responsible bodies, in either order.
 *
 *   «2022/2023 уч.г. ЗОИРО, ОМСУ» → phrase «2022/2023 уч.г.», rest «ЗОИРО, ОМСУ»
 *   «ОМСУ, до 1 октября 2026 г.»  → phrase «до 1 октября 2026 г.», rest «ОМСУ»
 *   «Департамент»                 → phrase null, rest «Департамент»
 */
export function splitCell(
  families: readonly PhraseFamily[],
  text: string,
  context: DeadlineContext,
): SplitCell {
  const tokens = tokenize(text);
  const whole = {
    phrase: null,
    phraseAt: null,
    rest: collapse(text),
    restAt: { start: 0, end: text.length },
  };
  if (tokens.length > MOST_TOKENS) return whole;
  return splitFront(families, tokens, text, context) ?? splitBack(families, tokens, text, context) ?? whole;
}

function splitFront(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  text: string,
  context: DeadlineContext,
): SplitCell | null {
  const cursor = new Cursor(tokens);
  skipIntroduction(cursor);
  const from = cursor.peek()?.start;
  if (from === undefined || readTerms(families, cursor, { ...context, source: text }) === null) return null;
  const end = tokens[cursor.at - 1]?.end ?? from;
  cursor.skipMarks('.', ',', ';', ':', '-', ')');
  if (cursor.takeLexeme('inclusive') !== null) cursor.skipMarks('.', ',', ')');
  const restStart = cursor.peek()?.start ?? text.length;
  return partsOf(text, { start: from, end }, { start: restStart, end: text.length });
}

function splitBack(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  text: string,
  context: DeadlineContext,
): SplitCell | null {
  for (let at = 1; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    if (token.type === 'mark') continue;
    const cursor = new Cursor(tokens, at);
    const draft = readTerms(families, cursor, { ...context, source: text });
    if (draft === null || (draft.kind === 'relative' && draft.offset === null)) continue;
    const end = tokens[cursor.at - 1]?.end ?? token.end;
    skipNoise(cursor);
    if (cursor.atEnd) return partsOf(text, { start: token.start, end }, { start: 0, end: token.start });
  }
  return null;
}

function partsOf(text: string, phraseAt: CellPart, restAt: CellPart): SplitCell {
  const rest = collapse(text.slice(restAt.start, restAt.end)).replace(/[\s,;:(–—-]+$/u, '');
  return { phrase: collapse(text.slice(phraseAt.start, phraseAt.end)), phraseAt, rest, restAt };
}
