import type { Cursor } from '../cursor.ts';
import type { Token } from '../tokens.ts';
import type { LexemeId } from '../vocabulary.ts';
import { isYearOfWhat } from './yearly-days.ts';

/** A recurring phrase is no longer than this many tokens. */
const LOOK_AHEAD = 40;

/** Forms of recurrence, by what gives them away. */
type Sign = 'frequency' | 'weekday' | 'dayOfMonth' | 'list' | 'months';

const SIGN_OF_LEXEME: Readonly<Partial<Record<LexemeId, Sign>>> = {
  every: 'frequency',
  each: 'frequency',
  times: 'frequency',
  reporting: 'frequency',
  working: 'frequency',
  weekday: 'weekday',
};
const SIGN_OF_FORM: ReadonlyMap<string, Sign> = new Map([
  ...'годом предшествующего подекадно ежедекадно дважды трижды неделям месяцам кварталам полугодиям'
    .split(' ')
    .map((form) => [form, 'frequency'] as const),
  ...'день дня дню дн числа число числу числам'.split(' ').map((form) => [form, 'dayOfMonth'] as const),
  ...'и или также'.split(' ').map((form) => [form, 'list'] as const),
]);

/** Which forms of recurrence the words ahead allow at all; spares trying the others. */
export function lookAhead(cursor: Cursor): Readonly<Record<Sign, boolean>> {
  const seen = { frequency: false, weekday: false, dayOfMonth: false, list: false, months: false };
  const end = Math.min(cursor.tokens.length, cursor.at + LOOK_AHEAD);
  let seenMonth = false;
  for (let at = cursor.at; at < end; at += 1) {
    const token = cursor.tokens[at];
    if (token?.type === 'mark') seen.list ||= token.mark === ',' || token.mark === ';' || token.mark === '/';
    if (token?.type !== 'word') continue;
    if (token.lexeme?.id === 'month') {
      // «январь – март» and «1 мая по 30 июня» are stretches, «январь февраль» lost its sign.
      const before = cursor.tokens[at - 1];
      const isStretch = before?.type === 'number' || (before?.type === 'mark' && before.mark === '-');
      seen.list ||= seenMonth && !isStretch;
      seen.months ||= seenMonth;
      seenMonth = true;
    }
    // «10 дней месяца, следующего за отчётным»
    if (token.form === 'дней') seen.dayOfMonth ||= isMonthUnit(cursor.tokens[at + 1]);
    // «года предоставления субсидии», «года, в котором …»
    if (token.form === 'года') seen.frequency ||= isYearOfWhat(cursor.tokens, at);
    const ofLexeme = token.lexeme === null ? undefined : SIGN_OF_LEXEME[token.lexeme.id];
    const ofForm = SIGN_OF_FORM.get(token.form);
    if (ofLexeme !== undefined) seen[ofLexeme] = true;
    if (ofForm !== undefined) seen[ofForm] = true;
  }
  return seen;
}

function isMonthUnit(token: Token | undefined): boolean {
  return token?.type === 'word' && token.lexeme?.unit === 'month';
}
