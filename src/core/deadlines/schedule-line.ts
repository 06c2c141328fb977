import { formOf, isMonth, type Match } from './clause.ts';
import { Cursor } from './cursor.ts';
import { doubt } from './doubts.ts';
import { type Draft, type PhraseContext, type PhraseFamily, withWarnings } from './draft.ts';
import { DATED, joinDrafts } from './join-drafts.ts';
import { isPastVerb } from './not-a-task.ts';
import { isPlainWord, STAGES } from './padding.ts';
import { isFiniteVerb, isInfinitive } from './phrases/event.ts';
import { namesWork } from './plan-row.ts';
import { readTerms } from './read-phrase.ts';
import { isInCell, isRowOfPlan, opensWithTask } from './row-cells.ts';
import type { Token } from './tokens.ts';

/*
 * Lines of plans and schedules inside a text: a thing said in nouns, and its days. None of them orders anything outright,
 * so each is found with a doubt.
 */

/**
 * «Разработка положения о наставничестве, управление образования, I квартал 2026 г.», «Профильные смены (июнь – август
 * 2026 г.)»: a row of a plan said in nouns, whose term ends it.
 */
export function readAtRowEnd(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  at: number,
  context: PhraseContext,
): Match | null {
  const [before, token] = [tokens[at - 1], tokens[at]];
  if (before?.type !== 'mark' || !/[-,(]/.test(before.mark)) return null;
  if (token?.type !== 'number' && token?.type !== 'word') return null;
  if (tokens.length - at > LONGEST_ROW_END) return null;
  const cursor = new Cursor(tokens, at);
  const draft = readTerms(families, cursor, context);
  if (draft === null || draft.due === null || draft.due < context.on) return null;
  if (draft.kind !== 'month' && draft.kind !== 'range') return null;
  const slice = tokens.slice(at, cursor.at);
  const hasYear = slice.some((other) => other.type === 'number' && other.digits === 4);
  const isLast = tokens.slice(cursor.at).every((other) => other.type === 'mark' && /[).;]/.test(other.mark));
  if (!hasYear || !isLast) return null;
  // «обновить паспорта безопасности, февраль 2027 г.», but «подготовить отчёты за январь, февраль 2027 г.»
  if (tokens.some((other) => other.type === 'word' && isInfinitive(other.form))) {
    const isAfterMonth = tokens.slice(0, at).some((_, index) => isMonth(tokens, index));
    const isParted = before.mark === ',' || hasGap(tokens[at - 2], before, context.source, '-');
    return isAfterMonth || !isParted ? null : inDoubt({ from: at, to: cursor.at, draft }, ENDING);
  }
  if (before.mark === '-' || !namesWork(tokens.slice(0, at), context.source)) return null;
  return inDoubt({ from: at, to: cursor.at, draft }, ENDING);
}

/** «Регистрация участников 15–19 апреля 2027 г.», «Областной этап фестиваля с 5 по 9 апреля 2027 г.»: days end it. */
export function endingRow(
  tokens: readonly Token[],
  match: Match,
  { on, source }: PhraseContext,
): Match | null {
  const { from, to, draft } = match;
  if (draft.due === null || draft.due < on || (draft.kind !== 'date' && draft.kind !== 'range')) return null;
  const slice = tokens.slice(from, to);
  const [opening] = slice;
  if (opening?.type === 'word' && opening.form !== 'с' && opening.form !== 'со') return null;
  const isLast = tokens.slice(to).every((token) => token.type === 'mark' && /[).;]/.test(token.mark));
  if (!hasFullYear(slice) || !isLast || from > LONGEST_ROW || !isPlainWord(tokens[0])) return null;
  const before = tokens[from - 1];
  const isAfterNoun =
    before?.type === 'word'
      ? before.lexeme === null && before.form.length > SHORTEST_NOUN && !BEYOND.test(before.form)
      : before?.type === 'mark' && /[-")]/.test(before.mark);
  const head = tokens.slice(0, from);
  return isAfterNoun && isNominal(head) && namesWork(head, source) ? inDoubt(match, ENDING) : null;
}

/**
 * A sentence that is one line of a schedule, where nothing else was found in it: its term stands after a dash, at its
 * beginning before one, or fills a cell between bars.
 *
 *   «II этап (областной) – с 9 по 20 марта 2027 года для учащихся 9–11 классов»
 *   «С 24 по 29 мая 2027 г. – зачётная неделя»,  «| Практика | 01.02.27 - 14.02.27 - 2 нед. |»
 */
export function readScheduleLine(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  titled: readonly boolean[],
  context: PhraseContext,
): Match | null {
  if (tokens.length > LONGEST_LINE) return null;
  const beginnings = tokens
    .flatMap((_, at) => (titled[at] === true ? [] : [at]))
    .filter((at) => opensTerm(tokens, at));
  for (const from of beginnings) {
    const cursor = new Cursor(tokens, from);
    const draft = readTerms(families, cursor, context);
    if (draft === null) continue;
    const match = { from, to: cursor.at, draft };
    const why = whyOfLine(tokens, match, context);
    if (why !== null) return inDoubt(match, why);
  }
  return null;
}

/** How a term stands in its line, as a doubt; null where it is none of a schedule's. */
function whyOfLine(tokens: readonly Token[], match: Match, context: PhraseContext): string | null {
  const { from, to, draft } = match;
  const [head, slice, tail] = [tokens.slice(0, from), tokens.slice(from, to), tokens.slice(to)];
  const isCell = isInCell(tokens, match, context.source);
  // «| 2.1 | Провести осмотр |» is the number of a point, «| доля | 1.5 |» a number.
  const [only] = slice;
  const isNumber = slice.length === 1 && only?.type === 'dotted' && (!only.padded || !head.some(isPlainWord));
  if (isCell && isNumber) return null;
  // «| Осмотр залов | Еженедельно | завхоз |»
  if (isCell && (draft.kind === 'recurring' || draft.kind === 'standing') && draft.start === null)
    return CELL;
  if (draft.due === null || !['date', 'range', 'month'].includes(draft.kind)) return null;
  // A row of a road map may be of this very year and already over.
  const isOfPlan = isCell && isRowOfPlan(tokens, match, context.source);
  const isOver = draft.due < context.on;
  const isOfThisYear = draft.due.slice(0, 4) === context.on.slice(0, 4);
  if (isOver && !(isOfPlan && draft.kind !== 'date' && isOfThisYear)) return null;
  // «| Провести ремонт зала | 12.05.2027 | завхоз |»
  if (isCell && [head, tail].some((part) => opensWithTask(part, context.source))) return CELL;
  if (isCell) return isOfPlan ? CELL : null;
  if (formOf(slice[0]) === 'до') return null;
  if (!isNominal(head) || !isNominal(tail)) return null;
  // «на заочном отделении 14, 15 июня»
  const place = head.findIndex((token) => token.type === 'word');
  const isAtPlace = formOf(head[place]) === 'на' && isPlainWord(head[place + 1]);
  if (!isAtPlace && !isForWhom(tail) && !namesWork(from === 0 ? tail : head, context.source)) return null;
  const isFirst = head.every((token) => token.type !== 'word' || NUMBER_OF_POINT.test(token.form));
  // «1.1. с 5 по 18 сентября – в организациях»
  if (isFirst && draft.kind === 'range' && isForWhom(tail)) return BEGINNING;
  if (!hasFullYear(slice) && !isStudyLine(head, draft) && !isStageLine(tokens, from)) return null;
  if (from === 0) {
    if (draft.kind === 'month') return null;
    const isParted = hasGap(tokens[to - 1], tokens[to], context.source, '-');
    return isParted && !HOLIDAY.test(formOf(tokens[to + 1]) ?? '') ? BEGINNING : null;
  }
  if (!isAfterHead(tokens, from, context.source)) return null;
  return isRemark(tail) ? ENDING : null;
}

/** «… в следующие сроки: 9 марта – химия; 11 марта – право»: days of several things; the last counts. */
export function readListed(
  families: readonly PhraseFamily[],
  tokens: readonly Token[],
  from: number,
  context: PhraseContext,
): Match | null {
  let joined: { from: number; to: number; draft: Draft; terms: number } | undefined;
  let isOpen = true;
  for (let at = from; at < tokens.length; at += 1) {
    const token = tokens[at];
    const sign = token?.type === 'mark' ? token.mark : null;
    if (sign === ';') isOpen = true;
    const isPlace = at === from || sign === ';' || (sign === '-' && isOpen);
    const first = at === from && sign === null ? at : at + 1;
    if (!isPlace || tokens[first] === undefined) continue;
    const cursor = new Cursor(tokens, first);
    const draft = readTerms(families, cursor, context);
    if (draft === null || !DATED.has(draft.kind) || draft.due === null || draft.due < context.on) continue;
    isOpen = false;
    const words = context.source.slice(tokens[first].start, tokens[cursor.at - 1]?.end);
    joined =
      joined === undefined
        ? { from: first, to: cursor.at, draft, terms: 1 }
        : {
            ...joined,
            to: cursor.at,
            draft: joinDrafts(joined.draft, draft, words, context),
            terms: joined.terms + 1,
          };
    at = cursor.at - 1;
  }
  if (joined === undefined || joined.terms < 2) return null;
  return { from: joined.from, to: joined.to, draft: withWarnings(joined.draft, [doubt.severalDates()]) };
}

const ENDING = 'Сроком принято время, которым кончается текст пункта.';
const BEGINNING = 'Сроком принято время, с которого начинается строка.';
const CELL = 'Сроком принято время из ячейки строки.';

function inDoubt(match: Match, why: string): Match {
  return { ...match, draft: withWarnings(match.draft, [doubt.approximate(why)]) };
}

/** «с», «в период с», a day or a date; in a cell a month and «до» too. */
function opensTerm(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.type === 'date' || token?.type === 'dotted' || token?.type === 'number') return true;
  if (token?.type !== 'word') return false;
  if (token.form === 'до') return true;
  const isPeriod = token.form === 'в' && formOf(tokens[at + 1]) === 'период';
  if (token.lexeme?.id === 'every' || token.form === 'постоянно') return true;
  return token.form === 'с' || token.form === 'со' || isPeriod || isMonth(tokens, at);
}

/** The words say what, and nothing of when, and nobody does or did anything. */
function isNominal(part: readonly Token[], isOfCell = false): boolean {
  return part.every((token, index) => {
    if (token.type === 'mark') return !/[?:%]/.test(token.mark) || (index === 0 && token.mark === '?');
    if (token.type !== 'word')
      return (
        (token.type === 'number' && (token.digits < 3 || token.roman || isOfCell)) ||
        (token.type === 'yearPair' && isOfCell)
      );
    if (token.lexeme?.id === 'month') return false;
    // «на заочном отделении», but «на 1 сентября»
    const isPlace = token.form === 'на' && isPlainWord(part[index + 1]);
    const isOpening = index === 0 && !isPlace && /^(?:за|на|от|по|к|до|после)$/.test(token.form);
    return (
      !isOpening && ![isInfinitive, isFiniteVerb, isPastVerb, isOfPaper].some((isSo) => isSo(token.form))
    );
  });
}

/** What a row of a plan is not: an act, a paper's opening words, how long something lasts. */
const NOT_OF_ROW =
  /^(?:приказ|распоряжени|постановлени|решени|протокол|закон|письм|договор|контракт|соглашени|лиценз|аренд|аккредитац|кредит|гаранти|победитель$|призер$|положени|редакци|указ|акт|срок|период|отпуск|полномочи|действ|возраст|рожден|основани|соответстви|согласно|исполнени|состояни)/;

/** «слёт прошёл», «конкурс завершился»: told, and of the nouns none ends so. */
const TOLD = /(?:шел|лся)$|^(?:был|стал|провел)$/;

const isOfPaper = (form: string): boolean => NOT_OF_ROW.test(form) || TOLD.test(form);

/** «1 сентября – День знаний» says when a holiday is. */
const HOLIDAY = /^(?:день|праздник|годовщин|юбиле|дата)/;

function isShort(token: Token): boolean {
  return token.end - token.start <= SHORTEST_NOUN;
}

/** The sign between two tokens has blanks beside it. */
function hasGap(before: Token | undefined, sign: Token | undefined, source: string, mark: string): boolean {
  if (sign?.type !== 'mark' || sign.mark !== mark) return false;
  return /\s/.test(source[sign.end] ?? '') || source.slice(before?.end ?? 0, sign.start) !== '';
}

/** The term follows a dash, a bracket or a comma, or what is held, without any sign. */
function isAfterHead(tokens: readonly Token[], from: number, source: string): boolean {
  const before = tokens[from - 1];
  if (before?.type === 'mark') {
    if (before.mark === '-') return hasGap(tokens[from - 2], before, source, '-');
    // «семестр 15 нед. 08.09 – 21.12»
    return /[,)"]/.test(before.mark) || (before.mark === '.' && formOf(tokens[from - 2]) === 'нед');
  }
  const isNoun = isPlainWord(before) && before !== undefined && !isShort(before);
  return isNoun && before?.type === 'word' && !BEYOND.test(before.form);
}

const NUMBER_OF_POINT = /^\d{1,2}(?:\.\d{1,2})+$/;

/** «– в организациях», «– для выпускников» */
function isForWhom([dash, preposition, noun]: readonly Token[]): boolean {
  if (dash?.type !== 'mark' || dash.mark !== '-') return false;
  return /^(?:во?|на|для|среди|у)$/.test(formOf(preposition) ?? '') && isPlainWord(noun);
}

/** What may follow the term of a line: nothing, its length, for whom, where, from what hour. */
function isRemark(tail: readonly Token[]): boolean {
  const words = tail.filter((token) => token.type === 'word');
  if (words.length === 0) return tail.every((token) => token.type === 'mark' && /[-).;,"]/.test(token.mark));
  const [first] = tail;
  const isParted = first?.type === 'mark' && /[-,(]/.test(first.mark);
  const isFor = formOf(first) === 'для' || formOf(first) === 'с';
  return (isParted || isFor) && tail.length <= LONGEST_ROW_END;
}

/** «осенний семестр 08.09 - 21.12»: days without a year, of what a school year is made of. */
function isStudyLine(head: readonly Token[], { kind }: Draft): boolean {
  return kind === 'range' && head.some((token) => STUDY.test(formOf(token) ?? ''));
}

/** «1 этап – сентябрь – октябрь – школьные смотры»: a stage, a dash, and its time. */
export function isStageLine(tokens: readonly Token[], from: number): boolean {
  const before = tokens[from - 1];
  const isNamed = tokens.slice(0, NAME_OF_STAGE).some((token) => STAGES.test(formOf(token) ?? ''));
  return isNamed && before?.type === 'mark' && before.mark === '-';
}

/** Tokens at whose end a line has said that it is of a stage: «- 2.1. II (областной) этап». */
const NAME_OF_STAGE = 8;

const STUDY = /^(?:семестр|сесси|каникул|четверт|триместр|практик)/;

function hasFullYear(slice: readonly Token[]): boolean {
  return slice.some(
    (token) => token.type === 'date' || (token.type === 'number' && token.digits === 4 && !token.roman),
  );
}

/** «не ранее 1 апреля»: no last day. */
const BEYOND = /^(?:после|ранее|раньше|позже|позднее|свыше|около)$/;

/** Letters of prepositions at most. */
const SHORTEST_NOUN = 3;

/** Tokens of such a row before its days. */
const LONGEST_ROW = 25;

/** Tokens of a term that ends a row. */
const LONGEST_ROW_END = 20;

/** Tokens of a line with its term. */
const LONGEST_LINE = 60;
