import type { Line } from './lines.ts';
import { lineMeaning } from './markers.ts';

const TASK = /^(?:что(?:\s+(?:сделать|поручено))?|поручение|содержание\s+поручения)\s*:\s*(?=\S)/iu;
const WHOM = /^кому\s*:/iu;

/**
 * Tasks written as cards: «Что:» begins the words of a point, and the «Кому:» line of an unnumbered card that stands
 * above them is put under them, where the lines of a point stand.
 *
 *   «1. Кому: ОМСУ / Что: Провести сверку / Срок: 01.07.2026» → point 1 «Провести сверку» with two lines
 *   «Кому: ОМСУ / Что: Провести сверку / Срок: 01.07.2026»    → «• Провести сверку» with two lines
 *
 * Lines stay as they are where either word is missing from the document.
 */
export function withCards(printed: readonly Line[]): readonly Line[] {
  const says = (pattern: RegExp) => (line: Line) => pattern.test(wordsOf(line));
  if (!printed.some(says(WHOM))) return printed;
  const lines = printed.flatMap((line) => (says(WHOM)(line) ? withPartsApart(line) : [line]));
  if (!lines.some(says(TASK))) return printed;
  // Where no blank line parts the cards, they are all written like the first.
  const whomFirst = lines.findIndex(says(WHOM)) < lines.findIndex(says(TASK));
  const settled: Line[] = [];
  let waiting: Line | null = null;
  for (const [at, line] of lines.entries()) {
    const above = lines[at - 1];
    const next = lines[at + 1];
    const isWhom = line.label === null && says(WHOM)(line);
    const opens = isWhom && (whomFirst || line.blankBefore) && next?.blankBefore === false;
    if (opens && next.label === null && says(TASK)(next)) {
      waiting = line;
      continue;
    }
    const isTask = says(TASK)(line);
    const numberedAbove = above !== undefined && above.label !== null && says(WHOM)(above);
    settled.push(isTask ? withoutName(line, numberedAbove) : line);
    if (
      waiting !== null &&
      (next === undefined || next.blankBefore || next.meaning.kind !== 'text' || next.label !== null)
    ) {
      settled.push(waiting);
      waiting = null;
    }
  }
  return settled;
}

const PART = /\s(?=(?:что(?:\s+(?:сделать|поручено))?|срок(?:\s+(?:исполнения|выполнения))?)\s*:)/giu;

/** «Кому: … Что: … Срок: …» on a line: a line for each. */
function withPartsApart(line: Line): readonly Line[] {
  if (line.cells !== null) return [line];
  const cuts = [...line.text.matchAll(PART)];
  const starts = [0, ...cuts.map(({ 0: gap, index }) => index + gap.length)];
  return starts.map((start, at): Line => {
    const text = line.text.slice(start, starts[at + 1]).trimEnd();
    const part = { ...line, start: line.start + start, end: line.start + start + text.length, text };
    if (start === 0) return { ...part, meaning: lineMeaning(text, line.label) };
    return { ...part, blankBefore: false, label: null, bullet: 0, meaning: lineMeaning(text, null) };
  });
}

function wordsOf({ text, label }: Line): string {
  return text.slice(label?.length ?? 0);
}

/** The name is part of the number, of the bullet, or is left out where the number stands on the line above. */
function withoutName(line: Line, numberedAbove: boolean): Line {
  const length = TASK.exec(wordsOf(line))?.[0].length ?? 0;
  if (line.label !== null) return { ...line, label: { ...line.label, length: line.label.length + length } };
  if (!numberedAbove) return { ...line, bullet: length };
  return { ...line, start: line.start + length, text: line.text.slice(length) };
}
