import type { Quote } from './read-document.ts';

/** Characters of the text before and after a quote that a passage shows. */
const AROUND = 200;

/** A quote in its place; «…» where the text goes on. */
export interface Passage {
  /** What stands before, with its last line break; empty at the beginning of the text. */
  readonly before: string;
  /** The lines of the quote, whole. */
  readonly quote: string;
  readonly after: string;
}

/**
 * A quote with its own lines, whole, and a little of what stands before and after, so that the number of the point,
 * the addressee above it and the «Срок» line below it are seen.
 *
 *   text «7. Школам:\n7.1. Обновить паспорт.\nСрок: до 1 мая», quote «Обновить паспорт.»
 *     → before «7. Школам:\n», quote «7.1. Обновить паспорт.», after «\nСрок: до 1 мая»
 *
 * Null where the quote is empty or not in the text.
 */
export function passageOf(text: string, quote: Quote): Passage | null {
  if (quote.start < 0 || quote.end <= quote.start || quote.end > text.length) return null;
  const from = lineStart(text, quote.start);
  const to = lineEnd(text, quote.end);
  const first = from <= AROUND ? 0 : Math.min(from, nextLine(text, from - AROUND));
  const last = to + AROUND >= text.length ? text.length : Math.max(to, previousLine(text, to + AROUND));
  return {
    before: `${text.slice(0, first).trim() === '' ? '' : '…\n'}${text.slice(first, from).trimStart()}`,
    quote: text.slice(from, to),
    after: `${text.slice(to, last).trimEnd()}${text.slice(last).trim() === '' ? '' : '\n…'}`,
  };
}

function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
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
