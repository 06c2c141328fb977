import type { WordConfidence } from '../../../core/documents/index.ts';

/** A text put together from words, with how sure a recognizer is of them; none where they were printed as text. */
export interface GradedText {
  readonly text: string;
  readonly confidences: readonly WordConfidence[];
}

export const NO_TEXT: GradedText = { text: '', confidences: [] };

/**
 * Two texts as one that reads `text`: it ends with the whole of the second; the first may have lost its hyphen.
 * Two parts of a word become one, no surer than the less sure of them.
 */
export function joined(first: GradedText, second: GradedText, text: string): GradedText {
  if (first.confidences.length + second.confidences.length === 0) return { text, confidences: [] };
  const by = text.length - second.text.length;
  const before = first.confidences.map((word) => ({ ...word, end: Math.min(word.end, by) }));
  const after = second.confidences.map((word) => ({ ...word, start: word.start + by, end: word.end + by }));
  const [left, right] = [before.at(-1), after[0]];
  if (left === undefined || right === undefined || left.end !== right.start || right.start !== by)
    return { text, confidences: [...before, ...after] };
  const confidence = Math.min(left.confidence, right.confidence);
  const whole = { start: left.start, end: right.end, confidence };
  return { text, confidences: [...before.slice(0, -1), whole, ...after.slice(1)] };
}
