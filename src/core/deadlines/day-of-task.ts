import { formOf, isBesideVerb, isClauseEnd, type Match, PRESENT_PARTICIPLE, verbBefore } from './clause.ts';
import type { PhraseContext } from './draft.ts';
import type { Token } from './tokens.ts';

/** Tasks whose day may be printed without «до»: what must be held, attended or brought on that day. */
const HELD_ON_A_DAY =
  /^(?:провести|организовать|обеспечить|принять|представить|направить|прибыть|явиться|доставить|сдать|собрать|созвать|привезти|вывезти|командировать|открыть|начать|завершить|закончить|окончить|прекратить|возобновить)$/;

/** «Провести 12 марта 2026 года заседание», «обеспечить явку 12.03.2026»: printed with its year, not past. */
export function isDayOfTask(
  slice: readonly Token[],
  tokens: readonly Token[],
  { from, to, draft }: Match,
  context: PhraseContext,
): boolean {
  const hasYear = slice.some(
    (token) => token.type === 'date' || (token.type === 'number' && token.digits === 4 && !token.roman),
  );
  if (draft.due === null || draft.due < context.on) return false;
  if (!hasYear && isBesideVerb(tokens, { from, to })) return true;
  const before = tokens[from - 1];
  // «провести два субботника: 14 сентября и 5 октября 2026 года», «провести фестиваль «Весна» 18 апреля 2026 года»
  const isListed = before?.type === 'mark' && before.mark === ':';
  const isAfterName = before?.type === 'mark' && /[")]/.test(before.mark);
  const isPlain = before === undefined || (before.type === 'word' && before.lexeme === null);
  // «закончить сезон 2026–2027 годов 25 апреля 2027 года»
  const isAfterYears =
    before?.type === 'word' && before.lexeme?.unit === 'year' && isYearNumber(tokens[from - 2]);
  if (PRESENT_PARTICIPLE.test(formOf(before) ?? '') || BEYOND.test(formOf(before) ?? '')) return false;
  const verb = verbBefore(tokens, from);
  const isEvent =
    verb !== null && /^(?:провести|организовать|обеспечить|открыть)$/.test(formOf(tokens[verb]) ?? '');
  const isClosing = isEvent && closesParticiple(tokens, from);
  if (!isListed && !isAfterName && !isPlain && !isAfterYears && !isClosing) return false;
  // «о мероприятиях, приуроченных к празднику «…» 4 ноября 2026 года»
  const isOfHoliday = tokens
    .slice(Math.max(verb ?? 0, from - LONGEST_HOLIDAY), from)
    .some((token) => HOLIDAY.test(formOf(token) ?? ''));
  if (isOfHoliday && !isClosing) return false;
  // «… коллективов02.10.2026»
  const isGlued = before?.type === 'word' && slice[0]?.type === 'date' && before.end === slice[0].start;
  if (isGlued && verb !== null) return true;
  const isHeld = HELD_ON_A_DAY.test(formOf(verb === null ? tokens[to] : tokens[verb]) ?? '');
  // «обеспечить явку участников 25 марта»
  if (isHeld) return hasYear || (verb !== null && isClauseEnd(tokens[to]));
  if (isAfterName || isAfterYears || !hasYear) return false;
  // «… оповестить жителей 30.04.2026.»
  return verb !== null && isClauseEnd(tokens[to]) && !ACTS.test(formOf(before) ?? '');
}

/** «не ранее 1 марта 2028 года»: no last day. */
const BEYOND = /^(?:после|ранее|раньше|позже|свыше)$/;

function isYearNumber(token: Token | undefined): boolean {
  return token?.type === 'yearPair' || (token?.type === 'number' && token.digits === 4);
}

/** «провести встречи, посвящённые Дню семьи, 15 мая 2027 года»: the second comma ends what is said of the noun. */
function closesParticiple(tokens: readonly Token[], from: number): boolean {
  const isComma = (token: Token | undefined): boolean => token?.type === 'mark' && token.mark === ',';
  if (!isComma(tokens[from - 1])) return false;
  let open = from - 2;
  while (open > from - LONGEST_HOLIDAY && open > 0 && !isComma(tokens[open])) open -= 1;
  return isComma(tokens[open]) && HOLIDAY.test(formOf(tokens[open + 1]) ?? '');
}

const HOLIDAY = /^(?:приуроченн|посвященн)/;

/** Words between «приуроченных» and the day of the holiday. */
const LONGEST_HOLIDAY = 12;

/** A day after these is the day of the act. */
const ACTS =
  /^(?:приказ|постановлени|распоряжени|закон|решени|протокол|договор|контракт|соглашени|письм|указ|редакци|акт)/;
