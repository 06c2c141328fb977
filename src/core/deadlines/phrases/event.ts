import type { CalendarDate } from '../../calendar/calendar-date.ts';
import type { Cursor } from '../cursor.ts';
import type { PhraseContext } from '../draft.ts';
import { takeBareUnit } from '../spans/current-unit.ts';
import { takeDay } from '../spans/day.ts';
import { takeSpan } from '../spans/sequence.ts';
import { resolveSpan } from '../spans/span.ts';
import { skipTimeOfDay } from '../spans/time-of-day.ts';
import type { Token } from '../tokens.ts';
import { takeLimit } from './boundary.ts';

/**
 * What a count starts from or ends at.
 *
 *   «со дня получения запроса»                   → words kept, no date
 *   «со дня подписания настоящего приказа»        → the document's own date
 *   «до 1 сентября 2024 г.» after «за 10 дней»    → that date
 */
export interface CountedEvent {
  /** As printed, white space collapsed. */
  readonly words: string;
  readonly date: CalendarDate | null;
  /** True where the event is the document itself. */
  readonly own: boolean;
  /** True where that is likely but not said: «со дня подписания» of what? */
  readonly assumed: boolean;
}

/** Where an event may stand: after a count, after «за N дней», or by itself. */
export type EventPlace = 'after' | 'before' | 'alone';

/** An event of more words than this is the rest of the sentence. */
const LONGEST_EVENT = 25;

const SIGNING = /^(?:подписани|издани|утверждени|приняти|регистраци|выход)/;
/** What is registered, approved or decided is another's paper as often as the document itself. */
const OWN_ACTS = /^(?:подписани|издани|выход)/;
const DOCUMENTS = /^(?:приказ|распоряжени|протокол|решени|постановлени|документ|поручени|указани)/;
const PROCESSES =
  /^(?:проведени|открыти|закрыти|приняти|утверждени|получени|наступлени|истечени|поступлени|подписани|выпуск|выбор|сдач|старт|заверш|выезд|заседани|совещани|публикаци|опубликовани|вступлени|устранени|внесени|рассмотрени|направлени|регистраци|перечислени|заключени|передач|установлени|прохождени|таяни|(?:сход|спад|уход)[ау]?$)/;
const OWN_MARKS = ['настоящего', 'данного', 'этого'];

export function takeEvent(cursor: Cursor, context: PhraseContext, place: EventPlace): CountedEvent | null {
  return cursor.attempt(() => {
    const first = cursor.at;
    cursor.takeMark(',');
    if (!takeOpening(cursor, place) && !isSinceDay(cursor, context, place)) return null;
    const opened = cursor.at;
    const day = cursor.attempt(() => takeDay(cursor, context));
    if (day !== null) {
      const window = resolveSpan(day, context);
      if (window === null) return null;
      return { words: wordsBetween(cursor, context, first), date: window.due, own: false, assumed: false };
    }
    cursor.at = opened;
    const own = cursor.attempt(() => takeOwnDocument(cursor));
    if (own !== null) {
      return {
        words: wordsBetween(cursor, context, first),
        date: context.on,
        own: true,
        assumed: own === 'likely',
      };
    }
    cursor.at = opened;
    if (!takeWords(cursor, context) && place !== 'after') return null;
    return { words: wordsBetween(cursor, context, first), date: null, own: false, assumed: false };
  });
}

/** «с 1 сентября 2024 г.», «от 01.09.2024» after a count; moves past the preposition. */
function isSinceDay(cursor: Cursor, context: PhraseContext, place: EventPlace): boolean {
  if (place !== 'after' || !cursor.takeForm('с', 'со', 'от')) return false;
  const afterPreposition = cursor.at;
  const isDay = takeDay(cursor, context) !== null;
  cursor.at = afterPreposition;
  return isDay;
}

function takeOpening(cursor: Cursor, place: EventPlace): boolean {
  if (place === 'before') return cursor.takeForm('до');
  if (takeSince(cursor)) return true;
  if (place === 'after') return false;
  if (cursor.takeForm('накануне')) return cursor.takeForm('их', 'его', 'ее') || cursor.lexemeAt() === null;
  if (!cursor.takeForm('до', 'перед')) return takeUpon(cursor);
  cursor.takeForm('их', 'его', 'ее');
  return cursor.takeForm('момента') || isProcess(cursor);
}

/** «со дня», «с даты», «с момента», «после», «от даты», «следующих за днём» */
function takeSince(cursor: Cursor): boolean {
  const taken = cursor.attempt(() => {
    if (cursor.takeForm('считая', 'начиная', 'исчисляемых', 'исчисляемого')) cursor.takeMark(',');
    if (cursor.takeForm('после')) return true;
    if (cursor.takeForm('по')) return cursor.takeForm('окончании', 'завершении', 'истечении') ? true : null;
    if (cursor.takeLexeme('next') !== null) {
      if (!cursor.takeForm('за')) return null;
      // «следующих за официальным днём объявления итогов»
      if (cursor.formAt() !== null && cursor.formAt(1) === 'днем') cursor.at += 1;
      return cursor.takeForm('днем', 'датой') ? true : null;
    }
    if (!cursor.takeForm('с', 'со', 'от')) return null;
    cursor.takeForm('календарного', 'рабочего');
    if (cursor.takeForm('дня', 'даты', 'момента', 'времени', 'начала')) {
      cursor.attempt(() => {
        cursor.takeMark(',');
        return cursor.takeLexeme('next') !== null && cursor.takeForm('за') && cursor.takeForm('днем')
          ? true
          : null;
      });
      return true;
    }
    return null;
  });
  return taken !== null;
}

/** «по итогам …», «по результатам …», «при поступлении …» */
function takeUpon(cursor: Cursor): boolean {
  const taken = cursor.attempt(() => {
    if (cursor.takeForm('по'))
      return cursor.takeForm('итогам', 'результатам', 'факту', 'окончанию', 'завершению') ? true : null;
    if (!cursor.takeForm('в') || !cursor.takeForm('день')) return null;
    // «в день, следующий за днём проведения»
    cursor.attempt(() => {
      cursor.takeMark(',');
      return cursor.takeLexeme('next') !== null && cursor.takeForms('за', 'днем') ? true : null;
    });
    return true;
  });
  return taken !== null;
}

/** «до начала мероприятия», «перед проведением», «до завершения конкурса»: a noun of action follows. */
function isProcess(cursor: Cursor): boolean {
  const lexeme = cursor.lexemeAt()?.id;
  if (lexeme !== 'beginning' && lexeme !== 'end') return PROCESSES.test(cursor.formAt() ?? '');
  // «до конца 2025 года», «до начала месяца», «до конца т.г.» name days, not an event.
  const next = cursor.peek(1);
  const ofWhat = cursor.lexemeAt(1)?.id;
  const isShortYear = /^[тсн]$/.test(cursor.formAt(1) ?? '') && cursor.markAt(2) !== null;
  return (
    next?.type !== 'number' &&
    next?.type !== 'yearPair' &&
    !isShortYear &&
    (ofWhat === undefined || ofWhat === 'function')
  );
}

/** «подписания (настоящего приказа)», «настоящего протокола», «издания распоряжения» */
function takeOwnDocument(cursor: Cursor): 'certain' | 'likely' | null {
  if (SIGNING.test(cursor.formAt(1) ?? '')) cursor.takeForm('его', 'ее');
  const isOwnAct = OWN_ACTS.test(cursor.formAt() ?? '');
  const signing = SIGNING.test(cursor.formAt() ?? '');
  if (signing) cursor.at += 1;
  // «его подписания», «подписания его»
  const marked = cursor.takeForm(...OWN_MARKS);
  if (DOCUMENTS.test(cursor.formAt() ?? '')) {
    cursor.at += 1;
    if (!isClauseEnd(cursor)) return null;
    return marked ? 'certain' : isOwnAct ? 'likely' : null;
  }
  return isOwnAct && !marked && isClauseEnd(cursor) ? 'likely' : null;
}

function isClauseEnd(cursor: Cursor): boolean {
  const token = cursor.peek();
  if (token === undefined || token.type === 'mark') return true;
  return isInfinitive(cursor.formAt() ?? '');
}

/** «до начала сезона план», «после приёмки информацию о …»: what the task is about, not of what the event is. */
function isObject(token: Token, cursor: Cursor): boolean {
  if (token.type !== 'word' || token.lexeme !== null) return false;
  if (PAPERS_TO_MAKE.test(token.form)) return true;
  const isGoverned = [-1, -2].some((back) => PREPOSITIONS.test(cursor.formAt(back) ?? ''));
  return ACCUSATIVE.test(token.form) && !isGoverned;
}

const PAPERS_TO_MAKE =
  /^(?:план|график|отчет|список|перечень|проект|акт|реестр|журнал|доклад|порядок|состав|запас|паспорт|приказ|протокол|анализ|мониторинг|контроль|осмотр|ремонт)$/;
const ACCUSATIVE = /(?:цию|[вдрт]ку|работу|ведомость)$/;
const PREPOSITIONS = /^(?:в|во|на|за|под|о|об|про|через)$/;

/** «с момента подписания и подлежит опубликованию»: the act, not the task. */
const COMES_INTO_FORCE = /^(?:подлеж[иа]т|вступа[её]т|действу[её]т|распространяется)$/;

const FINITE = /(?:[ауя]ет|[ауя]ют|[еи]еют)(?:ся)?$|(?:ит|ят|[ею]т|ут)ся$|^(?:провод|внос|готов)(?:ит|ят)$/;

/** «уточняются», «проводит»: a verb of the present or the future, by its ending. */
export function isFiniteVerb(form: string): boolean {
  return FINITE.test(form);
}

/** Takes the words of an event, up to a sign, a verb in the infinitive, or the end. */
function takeWords(cursor: Cursor, context: PhraseContext): boolean {
  const first = cursor.at;
  for (let taken = 0; taken < LONGEST_EVENT; taken += 1) {
    const token = cursor.peek();
    if (token === undefined || (token.type === 'word' && isInfinitive(token.form))) break;
    if (taken > 0 && isLastDayAhead(cursor, context)) break;
    // «после опубликования (обнародования) в газете»
    if (taken > 0 && cursor.markAt() === '(' && isBracketedWord(cursor)) {
      cursor.at += 3;
      continue;
    }
    if (taken > 1 && isObject(token, cursor)) {
      // «сводный отчёт»
      if (/(?:ый|ий|ую|юю)$/.test(cursor.formAt(-1) ?? '')) cursor.at -= 1;
      break;
    }
    if (token.type === 'word' && (COMES_INTO_FORCE.test(token.form) || isFiniteVerb(token.form))) break;
    if (token.type === 'mark' && token.mark !== '"' && token.mark !== '-' && !isAbbreviationDot(cursor))
      break;
    cursor.at += 1;
  }
  const quotes = cursor.tokens
    .slice(first, cursor.at)
    .filter((token) => token.type === 'mark' && token.mark === '"');
  // The closing mark of a quotation that began before the event.
  if (quotes.length % 2 === 1 && cursor.markAt(-1) === '"') cursor.at -= 1;
  while (cursor.at > first && ['и', 'а', 'но', 'или'].includes(cursor.formAt(-1) ?? '')) cursor.at -= 1;
  return cursor.at > first;
}

function isBracketedWord(cursor: Cursor): boolean {
  return cursor.lexemeAt(1) === null && /ни[яй]$/.test(cursor.formAt(1) ?? '') && cursor.markAt(2) === ')';
}

/** «с момента подписания до 31.12.2026», «по итогам года не позднее 20 января»: the day is not part of the event. */
function isLastDayAhead(cursor: Cursor, context: PhraseContext): boolean {
  if (cursor.peek()?.type !== 'mark' && !LAST_DAY_OPENINGS.has(cursor.formAt() ?? '')) return false;
  const before = cursor.at;
  cursor.skipMarks(',', '-');
  cursor.takeForm('и', 'но');
  const isLimited = takeLimit(cursor) !== null;
  if (isLimited) skipTimeOfDay(cursor);
  const isEdge = isLimited && cursor.takeLexeme('end') !== null;
  const grain = isLimited ? takeSpan(cursor, context)?.grain : undefined;
  const isUnit =
    isEdge &&
    grain === undefined &&
    takeBareUnit(cursor, context, 'year', 'half', 'quarter', 'month', 'week') !== null;
  cursor.at = before;
  return isUnit || grain === 'day' || (isEdge && grain !== undefined);
}

const LAST_DAY_OPENINGS = new Set('до не по к в и но'.split(' '));

function isAbbreviationDot(cursor: Cursor): boolean {
  const dot = cursor.peek();
  const before = cursor.peek(-1);
  const isShort = before?.type === 'word' && before.form.length <= 2;
  return (
    dot?.type === 'mark' &&
    dot.mark === '.' &&
    isShort &&
    before.end === dot.start &&
    cursor.peek(1) !== undefined
  );
}

const NOUNS_LIKE_VERBS =
  /(?:память|площадь|печать|кровать|тетрадь|нефть|смерть)$|^(?:соц)?сеть$|^(?:мать|пять|девять|десять)$/;

/** A verb in the infinitive, by its ending; nouns in «-сть» have no vowel before «ть». */
export function isInfinitive(form: string): boolean {
  if (form.length < 4) return false;
  if (/(?:ться|тись|чься|нести|вести|везти|йти|расти|обрести|помочь|беречь|влечь)$/.test(form)) return true;
  return /[аеиоуыяю]ть$/.test(form) && !NOUNS_LIKE_VERBS.test(form);
}

function wordsBetween(cursor: Cursor, context: PhraseContext, first: number): string {
  const from = cursor.tokens[first];
  const last = cursor.tokens[cursor.at - 1];
  if (from === undefined || last === undefined) return '';
  const start =
    from.type === 'mark' && from.mark === ',' ? (cursor.tokens[first + 1]?.start ?? from.start) : from.start;
  return context.source
    .slice(start, last.end)
    .replace(/[\s\u00AD]+/g, ' ')
    .trim();
}
