import type { PlacedDraft } from './draft.ts';
import { isNumberOfSchool, isPlainWord, LASTING as LASTING_OF_TERM, STAGES } from './padding.ts';
import type { Token } from './tokens.ts';
import type { LexemeId } from './vocabulary.ts';

/*
 * What may stand around the term of a cell without changing it: things with numbers, names, places, hours.
 */

/** The words around the part say nothing of time. */
export function isPlainAround(found: PlacedDraft, tokens: readonly Token[], source: string): boolean {
  const before = tokens.filter(({ end }) => end <= found.start);
  if ([before[0], before.at(-1)].some((token) => LASTING.test(formOf(token)))) return false;
  // «за период с 1 января по 30 сентября»
  if (before.some((token, at) => formOf(token) === 'за' && formOf(before[at + 1]) === 'период')) return false;
  if (before.some((token, at) => LOAN.test(formOf(token)) || isOfLasting(before, at))) return false;
  return tokens.every(
    (token, index) =>
      (token.start < found.end && token.end > found.start) ||
      saysNothingOfTime(token) ||
      isOrdinalOfThing(tokens, index) ||
      isOneOf(tokens, index) ||
      isNumberOfClass(tokens, index) ||
      isNumberOfStage(tokens, index) ||
      isInName(tokens, index) ||
      isNumberOfSchool(tokens, index - 1) ||
      isNameOfDay(tokens, index) ||
      isTown(tokens, index) ||
      isNumberOfHouse(tokens, index, source) ||
      isHourOfDay(tokens, index),
  );
}

/** «договор до 31.12.2026» says how long it lasts, «кроме 6 мая 2026 г.» when not. */
const LASTING = /^(?:договор|контракт|соглашение|лицензия|аккредитация|полис|аттестат|свидетельство|кроме)$/;

/** «срок действия договора – до …» */
function isOfLasting(before: readonly Token[], at: number): boolean {
  return formOf(before[at]) === 'срок' && LASTING_OF_TERM.test(formOf(before[at + 1]));
}

const LOAN = /^(?:кредит|займ|заем|ссуд)/;

/** «первый отчёт», «осенних каникул», «зачётная неделя» */
function isOrdinalOfThing(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const id = token?.type === 'word' ? token.lexeme?.id : undefined;
  // «зачётная неделя», «Неделя книги», «праздничные дни», «День знаний»
  if (token?.type === 'word' && /^(?:неделя|дни|день)$/.test(token.form))
    return (
      isPlainWord(tokens[index - 1]) ||
      isPlainWord(tokens[index + 1]) ||
      // «неделя финансовой грамотности»
      (tokens[index + 1]?.type === 'word' && isOrdinalOfThing(tokens, index + 1))
    );
  const next = tokens[index + 1];
  // «первый (районный) этап», «летний период»
  const isNamed =
    isPlainWord(next) ||
    (next?.type === 'mark' && next.mark === '(') ||
    (next?.type === 'word' && next.form === 'период');
  if (id === 'ordinal' && /^(?:день|срок)$/.test(formOf(next)) && isPlainWord(tokens[index + 2])) return true;
  return id !== undefined && OF_THING.has(id) && isNamed;
}

/** «по заявлению одной из сторон» */
function isOneOf(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  return token?.type === 'word' && token.lexeme?.id === 'count' && formOf(tokens[index + 1]) === 'из';
}

/** «рабочей группы», «отчётный концерт», «учебных сборов», «последний день приёма», «начало регистрации» */
const OF_THING: ReadonlySet<LexemeId> = new Set<LexemeId>([
  'ordinal',
  'season',
  'decade',
  'calendar',
  'school',
  'working',
  'reporting',
  'beginning',
  'end',
]);

/** «для 5–11 классов», «2 курс»: whom it is for. */
function isNumberOfClass(tokens: readonly Token[], index: number): boolean {
  if (tokens[index]?.type !== 'number') return false;
  const named = tokens.slice(index + 1, index + 1 + NEAR_TOKENS).find((token) => token.type === 'word');
  return named?.type === 'word' && /^(?:класс|кл$|курс)/.test(named.form);
}

const NEAR_TOKENS = 3;

/** «I этап», «2 смена» */
function isNumberOfStage(tokens: readonly Token[], index: number): boolean {
  return tokens[index]?.type === 'number' && STAGES.test(formOf(tokens[index + 1]));
}

/** «мемориал «60 лет Победы»»: what stands in quotes is what something is called, unless it could be a day. */
function isInName(tokens: readonly Token[], index: number): boolean {
  const from = tokens.findLastIndex((token, at) => at < index && isQuote(token));
  const to = tokens.findIndex((token, at) => at > index && isQuote(token));
  if (from === -1 || to === -1) return false;
  const name = tokens.slice(from + 1, to);
  return name.some(isPlainWord) && !name.some(couldBeDay);
}

function isQuote(token: Token): boolean {
  return token.type === 'mark' && token.mark === '"';
}

function couldBeDay(token: Token): boolean {
  return (
    token.type === 'date' ||
    token.type === 'dotted' ||
    (token.type === 'word' && token.lexeme?.id === 'month')
  );
}

/** «во Всемирный день без табака», «Международного дня семьи»: what a day is called. */
function isNameOfDay(tokens: readonly Token[], index: number): boolean {
  const [before, token, next] = tokens.slice(Math.max(0, index - 1), index + 2);
  if (index === 0 || !/^(?:день|дня|дню|днем)$/.test(formOf(token))) return false;
  const isCalled = CALLED.test(formOf(before));
  return isCalled && (isPlainWord(next) || formOf(next) === 'без');
}

/** What a day with a name is called by. */
export const CALLED = /^(?:всемирн|международн|всероссийск|общероссийск|областн|районн|городск|един)/;

/** «г. Приреченск» */
function isTown(tokens: readonly Token[], index: number): boolean {
  const [dot, name] = [tokens[index + 1], tokens[index + 2]];
  return formOf(tokens[index]) === 'г' && dot?.type === 'mark' && dot.mark === '.' && isPlainWord(name);
}

/** «Садовая, 3», «ул. Садовая, № 1» */
function isNumberOfHouse(tokens: readonly Token[], index: number, source: string): boolean {
  const [number, sign] = [tokens[index], tokens[index - 1]];
  if (number?.type !== 'number' || number.roman) return false;
  const isSigned = sign !== undefined && source[sign.start] === '№';
  const comma = tokens[index - (isSigned ? 2 : 1)];
  const street = tokens[index - (isSigned ? 3 : 2)];
  const isAfterStreet = comma?.type === 'mark' && comma.mark === ',';
  return isAfterStreet && isPlainWord(street) && isCapital(street, source);
}

/** «10.00», «12.30 ч.» */
function isHourOfDay(tokens: readonly Token[], index: number): boolean {
  const [before, token] = [tokens[index - 1], tokens[index]];
  if (token?.type === 'word') return token.lexeme?.unit === 'hour';
  // «2026.11.30»
  if (token === undefined || (before?.type === 'mark' && before.mark === '.')) return false;
  return token.type === 'time' || (token.type === 'dotted' && (token.second === 0 || token.second > 12));
}

function saysNothingOfTime(token: Token): boolean {
  if (token.type === 'word') return token.lexeme === null || token.lexeme.id === 'function';
  return token.type === 'mark';
}

/** The form of a word, empty for anything else. */
export function formOf(token: Token | undefined): string {
  return token?.type === 'word' ? token.form : '';
}

/** The token begins with a capital letter. */
export function isCapital(token: Token | undefined, source: string): boolean {
  return /\p{Lu}/u.test(source[token?.start ?? 0] ?? '');
}
