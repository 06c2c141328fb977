import type { Draft } from './draft.ts';
import { isFiniteVerb, isInfinitive } from './phrases/event.ts';
import type { Token } from './tokens.ts';

/*
 * The clause a phrase was found in: its verbs, its ends.
 */

/** A phrase found among tokens. */
export interface Match {
  readonly from: number;
  /** Token after the last one. */
  readonly to: number;
  readonly draft: Draft;
}

/** A verb in the infinitive stands in the same clause, the phrase itself aside. */
export function hasTask(tokens: readonly Token[], match: Match): boolean {
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

/** «управления отчитываются ежемесячно», «сводка обновляется два раза в месяц»: a duty said as a fact, near by. */
export function hasDuty(tokens: readonly Token[], { from, to }: Match): boolean {
  const around = [
    ...tokens.slice(Math.max(0, from - NEAR_WORDS), from),
    ...tokens.slice(to, to + NEAR_WORDS),
  ];
  return around.some((token) => isFiniteVerb(formOf(token) ?? ''));
}

export const NEAR_WORDS = 6;
/** Tokens looked through for the verb on either side. */
export const LONGEST_CLAUSE = 120;

/** «проходящего», «действующей»: what is done on that day is said of the noun before. */
export const PRESENT_PARTICIPLE = /щ(?:ий|ие|его|ему|ем|им|их|ая|ей|ую|ее|ими)(?:ся)?$/;

export function formOf(token: Token | undefined): string | null {
  return token?.type === 'word' ? token.form : null;
}

export function hasForm(slice: readonly Token[], form: string): boolean {
  return slice.some((token) => token.type === 'word' && token.form === form);
}

export function isBesideVerb(tokens: readonly Token[], { from, to }: Pick<Match, 'from' | 'to'>): boolean {
  return isInfinitive(formOf(tokens[from - 1]) ?? '') || isInfinitive(formOf(tokens[to]) ?? '');
}

/** The place of the last verb in the infinitive before a phrase, in the same clause. */
export function verbBefore(tokens: readonly Token[], from: number): number | null {
  for (let at = from - 1; at >= Math.max(0, from - LONGEST_CLAUSE); at -= 1) {
    const token = tokens[at];
    if (token?.type === 'mark' && token.mark === ';') return null;
    if (isInfinitive(formOf(token) ?? '')) return at;
  }
  return null;
}

export function isClauseEnd(token: Token | undefined): boolean {
  return token === undefined || (token.type === 'mark' && /[.;,)]/.test(token.mark));
}

/** A month stands at the place, past a quotation mark or the word «числа». */
export function isMonth(slice: readonly Token[], at: number): boolean {
  const token = slice[at];
  if (token?.type === 'mark' && token.mark === '"') return isMonth(slice, at + 1);
  return token?.type === 'word' && token.lexeme?.id === 'month';
}
