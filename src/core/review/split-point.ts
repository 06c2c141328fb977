import { type DeadlineContext, findDeadlines } from '../deadlines/index.ts';
import type { Quote, ReadDecision } from '../documents/read-document.ts';
import { withoutDeadlineDoubts } from './settle-doubts.ts';

/** A point as far as splitting and merging change it. */
export type ReshapedPoint = Pick<
  ReadDecision,
  'label' | 'text' | 'addressees' | 'deadline' | 'quote' | 'warnings'
>;

/**
 * A point cut in two at an offset of its text; null where a part would be empty or begin in half a character. `source` is the text of the
 * document, which quotes point into.
 *
 *   «2.5 Подготовить проект до 1 марта, отчёт до 1 апреля», cut before «отчёт»
 *   → «2.5 ч. 1» «Подготовить проект до 1 марта», due 1 March · «2.5 ч. 2» «отчёт до 1 апреля», due 1 April
 *
 *   «Обеспечить: а) подвоз; б) питание», cut before «б)» → «Обеспечить: а) подвоз» · «Обеспечить: б) питание»
 *
 * Deadline    a part that names exactly one has that one, where the point's own stood in its text too; else the point's
 * Addressees  of the point, for both
 * Quote       cut at the same words; both parts keep the whole where these are not found (a rewritten text)
 */
export function splitPoint(
  point: ReshapedPoint,
  offset: number,
  source: string,
  context: DeadlineContext,
): readonly [ReshapedPoint, ReshapedPoint] | null {
  const first = withoutJoint(point.text.slice(0, offset));
  const second = point.text.slice(offset).trim();
  // Half a character is no beginning either.
  if (first === '' || second === '' || /^[\uDC00-\uDFFF]/.test(second)) return null;
  const quotes = splitQuote(point.quote, source, first, second);
  return [
    {
      ...point,
      ...ownDeadline(point, first, context),
      text: first,
      label: partLabel(point.label, 1),
      quote: quotes[0],
    },
    {
      ...point,
      ...ownDeadline(point, second, context),
      text: `${headOfList(point.text, offset)}${second}`,
      label: partLabel(point.label, 2),
      quote: quotes[1],
    },
  ];
}

/**
 * The offset at which words begin in a text, whatever their case and white space; null where they are not in it, or
 * right at its beginning.
 */
export function offsetOfWords(text: string, words: string): number | null {
  const within = lettersOf(text.toLowerCase(), 0);
  const wanted = lettersOf(words.toLowerCase(), 0).letters;
  const at = wanted === '' ? -1 : within.letters.indexOf(wanted);
  return at > 0 ? (within.places[at] ?? null) : null;
}

/** What every item of a list is about, where a second item is cut off: «Обеспечить: »; else nothing. */
function headOfList(text: string, offset: number): string {
  const colon = text.lastIndexOf(':', offset - 1);
  if (colon <= 0 || !ITEM.test(text.slice(offset)) || !ITEM.test(text.slice(colon + 1))) return '';
  return `${text.slice(0, colon + 1).trim()} `;
}

/** Begins like an item of a list within a point. */
const ITEM = /^\s*(?:[•–—-]|\d{1,2}\)|[а-я]\))\s/u;

/** «Провести проверку, а также» → «Провести проверку»: what has only joined the two parts. */
function withoutJoint(text: string): string {
  const trimmed = text.replace(JOINT, '');
  return trimmed.replace(/\s(?:и|а|а также|после чего|затем)$/iu, '').replace(JOINT, '');
}

const JOINT = /[\s,;–—-]+$/u;

function ownDeadline(
  { text: whole, deadline, warnings }: ReshapedPoint,
  part: string,
  context: DeadlineContext,
): Pick<ReshapedPoint, 'deadline' | 'warnings'> {
  const [only, another] = findDeadlines(part, context);
  const isInText =
    deadline.text !== null && lettersOf(whole, 0).letters.includes(lettersOf(deadline.text, 0).letters);
  if (only === undefined || another !== undefined || !isInText) return { deadline, warnings };
  const { reading } = only;
  return {
    deadline: reading.deadline,
    warnings: [...withoutDeadlineDoubts(warnings), ...reading.warnings],
  };
}

/** «2.5» → «2.5 ч. 1»; a part that is split again: «2.5 ч. 1» → «2.5 ч. 1.2». */
function partLabel(label: string | null, part: 1 | 2): string | null {
  if (label === null) return null;
  return / ч\. [\d.]+$/u.test(label) ? `${label}.${part}` : `${label} ч. ${part}`;
}

function splitQuote(quote: Quote, source: string, first: string, second: string): readonly [Quote, Quote] {
  const { letters, places } = lettersOf(source.slice(quote.start, quote.end), quote.start);
  const [head, tail] = [lettersOf(first, 0).letters, lettersOf(second, 0).letters];
  const begin = letters.indexOf(head);
  // The second part stands behind the first; with the first not found, anywhere but at the very beginning.
  const at = letters.indexOf(tail, begin < 0 ? 1 : begin + head.length);
  const cut = at < 0 ? undefined : places[at];
  if (cut === undefined) return [quote, quote];
  const end = quote.start + source.slice(quote.start, cut).trimEnd().length;
  return [
    { start: quote.start, end },
    { start: cut, end: quote.end },
  ];
}

/** What is left of a text without white space and what cannot be seen, and where each of it stands. */
function lettersOf(
  text: string,
  from: number,
): { readonly letters: string; readonly places: readonly number[] } {
  const kept = [...text.matchAll(/[^\s\u00AD\u200B-\u200D\u2060]/g)];
  return {
    letters: kept.map(([letter]) => letter).join(''),
    places: kept.map(({ index }) => from + index),
  };
}
