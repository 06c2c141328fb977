import { hasTaskVerb } from '../addressees/index.ts';
import type { Line } from './lines.ts';
import { PREAMBLE } from './preamble.ts';
import { findPrintedDate } from './printed-date.ts';

const ALONE = /^[*_\s]*решение[*_\s]*$/iu;
const LINES_TO_DATE = 4;

/** «РЕШЕНИЕ» alone, a date or a number below it: the name of the document, not the word before its points. */
export function withNamesOfDocuments(lines: readonly Line[]): readonly Line[] {
  let named = false;
  return lines.map((line, at): Line => {
    if (line.meaning.kind === 'head') named = true;
    if (line.meaning.kind !== 'resolution' || !ALONE.test(line.text)) return line;
    const below = lines.slice(at + 1, at + 1 + LINES_TO_DATE);
    const isName = !named || below.some(datesAnAct);
    named = true;
    return isName ? { ...line, meaning: { kind: 'head', document: 'other', resolves: false } } : line;
  });
}

/** «от 24 апреля 2026 г. № 15»: nothing but the date and number of an act. */
function datesAnAct({ text, label }: Line): boolean {
  if (label !== null) return false;
  const date = findPrintedDate(text);
  if (date === null) return /^№\s*\d/u.test(text);
  return /^(?:от|№.{0,20}от)?\s*$/iu.test(text.slice(0, date.start).trim());
}

/** «Комиссия РЕШИЛА» without a colon: a point must follow. */
const RESOLVED_ALONE =
  /^(?:[^:;]{0,120}\s)?(?:решил[аио]?|решает|решено|постановил[аио]?|постановлено|рекомендует|рекомендуют)[*_\s]*$/iu;
const ENTRUSTED = /^(?:поручить|рекомендовать|обязать|предложить|просить)\s*:$/iu;
const REQUESTED =
  /(?<![A-Za-zЀ-ӿ])(?:(?:прошу|просим|поручаю|предлагаю)\s[^:.;]{1,100}|(?:необходимо|нужно|надо)(?:\s[^:.;]{1,100})?):$/iu;

/** «ПОРУЧИТЬ:», «Рекомендовать:»: a verb alone, whom and what stand below it. */
export function entrustsBelow(text: string): boolean {
  return ENTRUSTED.test(text);
}

/**
 * Lines without a resolving word of the usual form that announce the points below them.
 *
 *   «ПОРУЧИТЬ:», «Прошу взять в работу:», «Комиссия РЕШИЛА», «В целях …:», a marked line below → a resolution
 */
export function withRequests(lines: readonly Line[]): readonly Line[] {
  let decided = false;
  return lines.map((line, at): Line => {
    const { kind } = line.meaning;
    if (kind === 'resolution') decided = true;
    else if (['item', 'speakers', 'agenda', 'head'].includes(kind)) decided = false;
    if (decided || kind !== 'text' || line.label !== null || line.bullet > 0) return line;
    const next = lines[at + 1];
    const isMarked = next !== undefined && (next.label !== null || next.bullet > 0);
    if (!isMarked && !(REQUESTED.test(line.text) && isPartOfRequest(next))) return line;
    const announces =
      entrustsBelow(line.text) ||
      (RESOLVED_ALONE.test(line.text) && beginsCount(next)) ||
      (endsPreamble(lines, at) && beginsCount(next) && hasTaskVerb(next?.text ?? '')) ||
      (REQUESTED.test(line.text) && hasTaskVerb(next?.text ?? ''));
    if (!announces) return line;
    decided = true;
    // A request is a letter's, which has no questions.
    const order = REQUESTED.test(line.text) || endsPreamble(lines, at);
    return { ...line, meaning: { kind: 'resolution', order, restStart: null } };
  });
}

/** «организовать обучение …;» below «прошу вас:»: a part of the sentence, a line without a mark. */
function isPartOfRequest(line: Line | undefined): boolean {
  return line?.text.endsWith(';') === true && hasTaskVerb(line.text.split(/\s/u, 1)[0] ?? '');
}

const LONGEST_PREAMBLE = 12;

/** «В целях …, в соответствии с …:» above «1. Провести …»: the reasons of an act without a resolving word. */
function endsPreamble(lines: readonly Line[], at: number): boolean {
  if (lines[at]?.text.endsWith(':') !== true) return false;
  for (let from = at; from >= Math.max(0, at - LONGEST_PREAMBLE); from -= 1) {
    const line = lines[from];
    if (line === undefined || line.meaning.kind !== 'text' || line.label !== null) return false;
    if (PREAMBLE.test(line.text)) return true;
    if (line.blankBefore) return false;
  }
  return false;
}

function beginsCount(line: Line | undefined): boolean {
  return line?.label?.parts.at(-1) === 1 || (line?.bullet ?? 0) > 0;
}
