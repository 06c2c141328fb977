import type { Cursor } from './cursor.ts';
import type { Token } from './tokens.ts';

/*
 * Words and signs around the terms of a phrase that say nothing of the deadline themselves.
 */

const JOINTS = ['и', 'а', 'также', 'далее', 'затем', 'но', 'или', 'либо', 'потом', 'впоследствии'];

/** «, и», «; далее»: what may stand between two terms. */
export function skipJoint(cursor: Cursor): void {
  cursor.skipMarks(',', ';', '.', ':', '-', '(', ')', '/', '"');
  while (cursor.takeForm(...JOINTS)) cursor.skipMarks(',', '-');
}

/** «Срок исполнения:», «Крайний срок –», «Период:», «в срок»: words that only say a deadline follows. */
export function skipIntroduction(cursor: Cursor): void {
  cursor.skipMarks('-', ':', '.', ',', '"', '_', '?');
  cursor.takeForm('непосредственно');
  cursor.attempt(() => takeOnce(cursor));
  cursor.attempt(() => takeWhatToDo(cursor));
  cursor.attempt(() => {
    cursor.takeForm('со');
    if (/^(?:крайн|предельн|контрольн|окончательн|планов)/.test(cursor.formAt() ?? '')) cursor.at += 1;
    const isTerm = cursor.takeForm('срок', 'сроки', 'сроком');
    if (isTerm && LASTING.test(cursor.formAt() ?? '')) return null;
    if (!isTerm && !cursor.takeForm('дата', 'даты', 'период')) return null;
    takeWhatItIsOf(cursor);
    // «срок продлён до …»
    if (isTerm && /^(?:продл|перенес|установлен|определен|назначен)/.test(cursor.formAt() ?? '')) {
      if (cursor.formAt(1) === 'до') cursor.at += 1;
    }
    const isMarked = cursor.takeMark(':', '-') || (isTerm && cursor.takeMark('.'));
    if (!isTerm) return isMarked ? true : null;
    return isMarked || cursor.lexemeAt() !== null || cursor.peek()?.type !== 'word' ? true : null;
  });
  cursor.skipMarks('-', ':', '"', '(', '_');
}

/** «один раз, не позднее …», «однократно до …»: said of what has one term anyway. */
function takeOnce(cursor: Cursor): true | null {
  if (!cursor.takeForm('однократно', 'единовременно') && !cursor.takeForms('один', 'раз')) return null;
  cursor.takeMark(',', '-');
  return isLimitAhead(cursor) ? true : null;
}

/** «завершить», «обеспечить», «установить срок»: what to do, right before a limit. */
function takeWhatToDo(cursor: Cursor): true | null {
  if (!isPlainWord(cursor.peek()) || !/ть(?:ся)?$/.test(cursor.formAt() ?? '')) return null;
  cursor.at += 1;
  return isLimitAhead(cursor) ? true : null;
}

function isLimitAhead(cursor: Cursor): boolean {
  const [first, second] = [cursor.formAt(), cursor.formAt(1)];
  return (
    first === 'до' ||
    first === 'срок' ||
    (first === 'с' && cursor.peek(1)?.type !== 'word') ||
    (first === 'не' && second === 'позднее') ||
    (first === 'в' && second === 'срок')
  );
}

/** Words of the name of a term. */
/** «Срок действия контракта – …» is how long, not by when. */
export const LASTING =
  /^(?:действ|полномоч|аренд|хранен|служб|контракт|договор|годност|обучени|гарант|эксплуатац|кредит|займ)/;

export const LONGEST_LABEL = 4;

/** «исполнения», and before a colon or a dash any words the grammar does not know: «представления информации:». */
function takeWhatItIsOf(cursor: Cursor): void {
  if (/^(?:исполнени|выполнени|реализаци|представлени|проведени|завершени)/.test(cursor.formAt() ?? ''))
    cursor.at += 1;
  cursor.attempt(() => {
    for (let words = 0; words < LONGEST_LABEL && isPlainWord(cursor.peek()); words += 1) cursor.at += 1;
    return cursor.markAt() === ':' || cursor.markAt() === '-' ? true : null;
  });
}

/** A word that is not of the vocabulary. */
export function isPlainWord(token: Token | undefined): boolean {
  return token?.type === 'word' && token.lexeme === null;
}

/** «школа № 5», «СОШ N 5»: whether the sign at this place stands between such a word and its number. */
export function isNumberOfSchool(tokens: readonly Token[], sign: number): boolean {
  const [house, mark, number] = [tokens[sign - 1], tokens[sign], tokens[sign + 1]];
  const isSign = mark?.type === 'mark' ? mark.mark === '?' : mark?.type === 'word' && mark.form === 'n';
  return isSign && number?.type === 'number' && house?.type === 'word' && HOUSES.test(house.form);
}

const HOUSES = /^(?:школ|[со]ош$|гимнази|лице[йяею]|сад|доу$|мбдоу$|училищ|интернат|кабинет|каб$|корпус)/;

/** What may follow a phrase and adds nothing. */
export function skipNoise(cursor: Cursor): void {
  for (;;) {
    cursor.skipMarks('.', ',', ';', ':', '-', ')', '(', '"', '_', '?');
    if (cursor.takeLexeme('inclusive') === null) return;
  }
}

/** Leaves out what only counts the terms: «1) до …; 2) до …», «а) …», «1. до … 2. до …». */
export function withoutEnumerators(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some((_, index) => isEnumerator(tokens, index))) return tokens;
  return tokens.filter((_, index) => !isEnumerator(tokens, index) && !isEnumerator(tokens, index - 1));
}

/**
 * Leaves out what names the terms: «1 этап – до …, 2 этап – до …», «проект – до …, отчёт – до …». Null where there are
 * not several names: one may change the meaning of the only term.
 */
export function withoutLabels(tokens: readonly Token[]): readonly Token[] | null {
  const kept: Token[] = [];
  let labels = 0;
  let isLater = false;
  for (let at = 0; at < tokens.length; at += 1) {
    const end = isTermStart(tokens[at - 1]) ? labelEnd(tokens, at) : null;
    if (end !== null) {
      labels += 1;
      isLater ||= at > 0;
      at = end;
    }
    const token = tokens[at];
    if (token !== undefined) kept.push(token);
  }
  const isStage = tokens.slice(0, 2).some((token) => token.type === 'word' && STAGES.test(token.form));
  return labels > 1 || (labels === 1 && (isStage || isLater)) ? kept : null;
}

/**
 * Leaves out remarks in brackets between terms: «ноябрь (5 класс), апрель (10 класс)». Null where there are not several:
 * one remark alone is named in a doubt of its own.
 */
export function withoutRemarks(
  tokens: readonly Token[],
  source: string,
): { readonly tokens: readonly Token[]; readonly remarks: readonly string[] } | null {
  const kept: Token[] = [];
  const remarks: string[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const end = remarkEnd(tokens, at);
    if (end !== null) {
      remarks.push(source.slice(tokens[at]?.end, tokens[end]?.start).replace(/\s+/g, ' ').trim());
      at = end;
    } else kept.push(tokens[at] as Token);
  }
  return remarks.length > 1 ? { tokens: kept, remarks } : null;
}

/** The place of the bracket that closes a remark of plain words and their numbers, null where none opens. */
function remarkEnd(tokens: readonly Token[], from: number): number | null {
  if (!isBracket(tokens[from], '(')) return null;
  let words = 0;
  for (let at = from + 1; at < tokens.length && !isBracket(tokens[at], '('); at += 1) {
    if (isBracket(tokens[at], ')')) return words > 0 ? at : null;
    // «(5 класс)», «(ГИА-11)»
    const isName = isPlainWord(tokens[at - 2]) && isBracket(tokens[at + 1], ')');
    const isCounted = tokens[at]?.type === 'number' && (isPlainWord(tokens[at + 1]) || isName);
    if (isPlainWord(tokens[at])) words += 1;
    else if (tokens[at]?.type !== 'mark' && !isCounted) return null;
  }
  return null;
}

function isBracket(token: Token | undefined, mark: '(' | ')'): boolean {
  return token?.type === 'mark' && token.mark === mark;
}

/** What terms are often the terms of. */
export const STAGES = /^(?:этап|тур|смен|очеред|поток|модул|четверт|триместр)/;

function isTermStart(before: Token | undefined): boolean {
  return before === undefined || (before.type === 'mark' && /[,;.)]/.test(before.mark));
}

/** The place of the term after «2 этап –», «отчёт:»; null where no label stands. */
function labelEnd(tokens: readonly Token[], from: number): number | null {
  let at = from;
  const opening = tokens[at];
  const isNumbered =
    opening?.type === 'number' || (opening?.type === 'word' && opening.lexeme?.id === 'ordinal');
  if (isNumbered) at += 1;
  const firstWord = at;
  // «II (районный) этап –»
  const remark = isNumbered ? remarkEnd(tokens, at) : null;
  if (remark !== null) at = remark + 1;
  while (at - firstWord < LONGEST_LABEL && isPlainWord(tokens[at])) at += 1;
  if (at > firstWord && isDashOrColon(tokens[at])) return at + 1;
  // «заявки до …, работы до …», «…, отчёт к 25 декабря»
  const [until, day] = [tokens[at], tokens[at + 1]];
  const isUntil =
    until?.type === 'word' &&
    /^(?:до|ко?)$/.test(until.form) &&
    (day?.type === 'date' || day?.type === 'number');
  if (at > firstWord && isUntil) return at;
  // «за I квартал – до …», «первое полугодие – не позднее …»
  if (opening?.type === 'word' && /^(?:с|со|от)$/.test(opening.form)) return null;
  at = from;
  while (at - from <= LONGEST_LABEL && (tokens[at]?.type === 'word' || tokens[at]?.type === 'number'))
    at += 1;
  const limit = tokens[at + 1];
  const isLimited = limit?.type === 'word' && /^(?:до|не|к)$/.test(limit.form);
  return at > from && isDashOrColon(tokens[at]) && isLimited ? at + 1 : null;
}

function isDashOrColon(token: Token | undefined): boolean {
  return token?.type === 'mark' && (token.mark === '-' || token.mark === ':');
}

function isEnumerator(tokens: readonly Token[], index: number): boolean {
  const close = tokens[index + 1];
  if (close?.type !== 'mark' || !isItemNumber(tokens[index])) return false;
  const before = tokens[index - 1];
  if (before !== undefined && (before.type !== 'mark' || !/[;,.)]/.test(before.mark))) return false;
  const after = tokens[index + 2];
  return close.mark === ')' || (close.mark === '.' && tokens[index]?.type === 'number' && opensTerm(after));
}

/** «1. Ежеквартально», «2. до …»; «1. квартал» is a slip. */
function opensTerm(token: Token | undefined): boolean {
  if (token?.type !== 'word') return false;
  return /^(?:до|не|в|с|к)$/.test(token.form) || token.lexeme?.id === 'every' || token.lexeme?.id === 'each';
}

function isItemNumber(token: Token | undefined): boolean {
  if (token?.type === 'number') return token.digits <= 2 && !token.ordinal;
  return token?.type === 'word' && token.form.length === 1;
}
