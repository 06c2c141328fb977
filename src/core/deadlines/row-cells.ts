import { formOf, type Match } from './clause.ts';
import { isPlainWord } from './padding.ts';
import { isFiniteVerb, isInfinitive } from './phrases/event.ts';
import { isNoun, isOfPerson, namesWork, opensWithName } from './plan-row.ts';
import type { Token } from './tokens.ts';

/*
 * Rows of tables drawn with bars: their cells, the one that a term fills, and what the row is about.
 */

/** «1 | Сбор предложений | май 2027 | Ларина О.О.», but «Ларина О.О. | 12.05.2027 | учитель». */
export function isRowOfPlan(tokens: readonly Token[], { from, to }: Match, source: string): boolean {
  const subjects = [...cellsOf(tokens.slice(0, from), source), ...cellsOf(tokens.slice(to), source)].filter(
    (cell) => cell.some(isPlainWord),
  );
  const [first] = subjects;
  // «1. | Провести ремонт залов. | 12.05.2027 | завхоз»: the task is the sentence before.
  if (saysTask(source, tokens[0]?.start ?? 0)) return true;
  if (first === undefined || isOfPerson(first, source)) return false;
  return subjects.some((cell) => namesWork(cell, source));
}

export function opensWithTask(part: readonly Token[], source: string): boolean {
  return cellsOf(part, source).some((cell) => isInfinitive(formOf(cell.find(isPlainWord)) ?? ''));
}

/** Whether the cells before the place in its line tell somebody to do something. */
function saysTask(source: string, at: number): boolean {
  const line =
    source
      .slice(Math.max(0, at - LONGEST_CELLS), at)
      .split('\n')
      .at(-1) ?? '';
  return line
    .toLowerCase()
    .split(/[^а-яё]+/u)
    .some(isInfinitive);
}

/** The term fills what stands between two bars, or between a bar and the line's end. */
export function isInCell(tokens: readonly Token[], { from, to }: Match, source: string): boolean {
  const [first, last] = [tokens[from] as Token, tokens[to - 1] as Token];
  const left = source.slice(Math.max(0, first.start - LONGEST_GAP), first.start);
  const next = tokens.slice(to).find((token) => token.type !== 'mark' || !/[.-]/.test(token.mark));
  const length = source.slice(last.end, source.indexOf('|', last.end) + 1);
  const isLength = /^[\s.)]*(?:[-–—]\s*\d{1,2}\s*нед\.?\s*)?\|$/u.test(length);
  return /\|\s*$/.test(left) && (isLength || next === undefined);
}

/** «2 | Орлова А.И. | учитель | до 25.04.2029»: a row about a person who is told nothing. */
export function isRowOfPerson(tokens: readonly Token[], from: number, source: string): boolean {
  const before = tokens[from - 1];
  if (from > LONGEST_ROW || before === undefined) return false;
  if (!source.slice(before.end, tokens[from]?.start).includes('|')) return false;
  const cells = cellsOf(tokens.slice(0, from), source).filter((cell) => cell.some(isNoun));
  const isDone = ({ form }: { form: string }): boolean => isInfinitive(form) || isFiniteVerb(form);
  const isTask = tokens.slice(0, from + LONGEST_ROW).some((token) => token.type === 'word' && isDone(token));
  const name = cells[0]?.slice(cells[0].findIndex(isNoun)) ?? [];
  return opensWithName(name, source) && !isTask && !cells.some((cell) => namesWork(cell, source));
}

/** Tokens of a row before its term, and after it. */
const LONGEST_ROW = 40;

/** The cells of a line between bars, without those that are empty; one cell where there is no bar. */
function cellsOf(tokens: readonly Token[], source: string): readonly (readonly Token[])[] {
  const cells: Token[][] = [];
  for (const [index, token] of tokens.entries()) {
    const gap = source.slice(tokens[index - 1]?.end ?? token.start, token.start);
    if (index === 0 || gap.includes('|')) cells.push([]);
    cells.at(-1)?.push(token);
  }
  return cells;
}

/** Signs between a bar and its cell. */
const LONGEST_GAP = 12;

/** Signs of the cells before a term that are looked through. */
const LONGEST_CELLS = 400;
