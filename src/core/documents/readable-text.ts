import { keepsHyphen, knownWords } from './hyphens.ts';
import type { SourceText } from './source-text.ts';

/**
 * A text without what the printing put into it, at the same offsets: a page number on a line of its own becomes
 * spaces, the break of a word cut at the end of a line becomes two soft hyphens, which `collapse` leaves out.
 *
 *   «… до 10⏎⏎2⏎⏎декабря …» → «… до 10⏎⏎ ⏎⏎декабря …»
 *   «управления образо-⏎ванием» → «управления образованием», two soft hyphens within
 *
 * Rows of tables keep their numbers. A bare number is a page only between blank lines.
 */
export function readableText(source: SourceText): string {
  const rows = (source.tables ?? []).flatMap((table) => table.rows);
  let row = 0;
  const pages = pageNumbers(source.text).filter(({ start }) => {
    while ((rows[row]?.end ?? start + 1) <= start) row += 1;
    return start < (rows[row]?.start ?? start + 1);
  });
  return joinedWords(unquoted(blanked(source.text, pages)));
}

const QUOTED = /^[ \t]{0,3}(?:> ?)+/gmu;

/** A text every line of which mail has quoted («> 1. Провести …»), without these marks. */
function unquoted(text: string): string {
  if (!text.startsWith('>') || /^(?![ \t]*>)[ \t]*\S/mu.test(text)) return text;
  return text.replace(QUOTED, (marks) => ' '.repeat(marks.length));
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const LINE = /[^\n\r\f\v\u0085\u2028\u2029]+/gu;
const MARKED_PAGE =
  /^\s*(?:[-–—]\s?\d{1,3}\s?[-–—]|(?:стр(?:\.|аница)|лист)\s?\d{1,3}(?:\s(?:из|\/)\s?\d{1,3})?)\s*$/iu;
const BARE_PAGE = /^\s*\d{1,3}\s*$/u;

function pageNumbers(text: string): Span[] {
  const pages: Span[] = [];
  let end = 0;
  let candidate: Span | null = null;
  for (const match of text.matchAll(LINE)) {
    if (match[0].trim() === '') continue;
    const isApart = isBlank(text.slice(end, match.index));
    if (candidate !== null && isApart) pages.push(candidate);
    candidate = null;
    const start = match.index;
    end = start + match[0].length;
    if (match[0].includes('\t')) continue;
    if (MARKED_PAGE.test(match[0])) pages.push({ start, end });
    else if (isApart && start > 0 && BARE_PAGE.test(match[0])) candidate = { start, end };
  }
  return candidate === null ? pages : [...pages, candidate];
}

/** An empty line, or a page's end, among the breaks between two lines. */
export function isBlank(gap: string): boolean {
  return gap.includes('\f') || gap.split(/\r\n|[\n\r\v\u0085\u2028\u2029]/u).length > 2;
}

function blanked(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    parts.push(text.slice(at, start), ' '.repeat(end - start));
    at = end;
  }
  return parts.join('') + text.slice(at);
}

/**
 * A hyphen at the end of a line and the white space of the break, before a small letter; one space is left of a break
 * where the line was joined since: «образова- ния», but not «теле- и радио…».
 */
const BREAK =
  /[-‐](?:[ \t]{0,3}(?:\r\n|[\n\r])[ \t]{0,12}(?=\p{Ll})|(?<=\p{Ll}\p{Ll}[-‐]) (?=\p{Ll}{2})(?!(?:или|либо|но|да)(?!\p{L})))/gu;
const LONGEST_WORD = 60;

function joinedWords(text: string): string {
  let isKnown: ((word: string) => boolean) | null = null;
  return text.replace(BREAK, (gap: string, at: number) => {
    const start = /[A-Za-zЀ-ӿ-]+$/u.exec(text.slice(Math.max(0, at - LONGEST_WORD), at))?.[0];
    if (start === undefined || gap.includes('\t')) return gap;
    const after = at + gap.length;
    const end = /^[A-Za-zЀ-ӿ-]+/u.exec(text.slice(after, after + LONGEST_WORD))?.[0] ?? '';
    isKnown ??= knownWords([text]);
    // «план- график»: two words, whatever stands between them.
    if (gap.length === 2 && gap.endsWith(' ') && isKnown(start) && isKnown(end)) return gap;
    // A compound keeps its hyphen: only the break goes.
    const kept = keepsHyphen(start, end, isKnown) ? gap.slice(0, 1) : '';
    return kept + '\u00AD'.repeat(gap.length - kept.length);
  });
}
