import type { Quote } from './read-document.ts';

/** Characters of the text before and after a quote that a passage shows. */
const AROUND = 250;

/**
 * A quote in its place: its own lines, whole, with a little of what stands before and after, so that the number of
 * the point, the addressee above it and the «Срок» line below it are seen.
 *
 *   text «7. Школам:\n7.1. Обновить паспорт.\nСрок: до 1 мая», quote «Обновить паспорт.»
 *     → the whole text
 *
 * «…» stands where the text goes on. Null where the quote is empty or not in the text.
 */
export function passageOf(text: string, quote: Quote): string | null {
  if (quote.start < 0 || quote.end <= quote.start || quote.end > text.length) return null;
  const from = lineStart(text, quote.start);
  const to = lineEnd(text, quote.end);
  const first = from <= AROUND ? 0 : Math.min(from, nextLine(text, from - AROUND));
  const last = to + AROUND >= text.length ? text.length : Math.max(to, previousLine(text, to + AROUND));
  const passage = text.slice(first, last).trim();
  const before = text.slice(0, first).trim() === '' ? '' : '…\n';
  const after = text.slice(last).trim() === '' ? '' : '\n…';
  return `${before}${passage}${after}`;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** The first line that begins at or after a place. */
function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at - 1);
  return end === -1 ? text.length : end + 1;
}

/** The end of the last line that ends at or before a place. */
function previousLine(text: string, at: number): number {
  return Math.max(0, text.lastIndexOf('\n', at));
}
