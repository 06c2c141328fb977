import { isPlainWord, LONGEST_LABEL } from './padding.ts';
import type { Token } from './tokens.ts';

/**
 * Leaves out what names the terms after them: «до 15 апреля – школы, до 20 апреля – управление», what is to be reached
 * by a day: «к 1 июля – 45 %», and «нарастающим итогом с начала года». Null where nothing of the kind stands.
 */
export function withoutNamesAfter(
  tokens: readonly Token[],
  source: string,
): { readonly tokens: readonly Token[]; readonly remarks: readonly string[] } | null {
  const kept: Token[] = [];
  const remarks: string[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const end = at > 0 ? (nameEnd(tokens, at) ?? totalEnd(tokens, at)) : null;
    if (end === null) {
      kept.push(tokens[at] as Token);
      continue;
    }
    const first = nameEnd(tokens, at) === null ? at : at + 1;
    remarks.push(source.slice(tokens[first]?.start, tokens[end - 1]?.end));
    at = end - 1;
  }
  return remarks.length > 0 ? { tokens: kept, remarks } : null;
}

/** The place after «– управление образования», «– не менее 45 %» before a comma or the end; null where none begins. */
function nameEnd(tokens: readonly Token[], dash: number): number | null {
  const sign = tokens[dash];
  if (sign?.type !== 'mark' || sign.mark !== '-') return null;
  let at = dash + 1;
  while (at - dash <= LONGEST_NAME && (isNameOrShare(tokens, at) || isJoint(tokens, at))) at += 1;
  const next = tokens[at];
  const isOver = next === undefined || (next.type === 'mark' && /[,;.]/.test(next.mark));
  return at > dash + 1 && isOver ? at : null;
}

const LONGEST_NAME = 2 * LONGEST_LABEL;

/** «городские, районные», «(финальный) конкурс»: a sign with a word of the name after it. */
function isJoint(tokens: readonly Token[], at: number): boolean {
  const sign = tokens[at];
  return sign?.type === 'mark' && /[,()]/.test(sign.mark) && isPlainWord(tokens[at + 1]);
}

/** The place after «нарастающим итогом (с начала года)»; null where it does not stand. */
function totalEnd(tokens: readonly Token[], from: number): number | null {
  const formAt = (at: number): string => {
    const token = tokens[at];
    return token?.type === 'word' ? token.form : '';
  };
  if (formAt(from) !== 'нарастающим' || formAt(from + 1) !== 'итогом') return null;
  if (formAt(from + 2) !== 'с' || formAt(from + 3) !== 'начала') return from + 2;
  const year = formAt(from + 4) === 'года' ? from + 4 : from + 5;
  return formAt(year) === 'года' ? year + 1 : from + 2;
}

/** A word without meaning for time, «не менее», «45», «%». */
function isNameOrShare(tokens: readonly Token[], at: number): boolean {
  const [token, next] = [tokens[at], tokens[at + 1]];
  if (token?.type === 'mark') return token.mark === '%';
  if (token?.type === 'number') return next?.type === 'mark' && next.mark === '%';
  return isPlainWord(token) || (token?.type === 'word' && token.form === 'не');
}
