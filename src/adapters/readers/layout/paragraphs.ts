import { type GradedText, joined, NO_TEXT } from './graded-text.ts';
import { joinLines } from './hyphens.ts';
import type { PageLine } from './lines.ts';

/** How far text reaches to the left and to the right. */
export interface TextEdges {
  readonly left: number;
  readonly right: number;
}

/** A line and how it stands among others: the edges of its column, and whether it is the first of a page. */
export interface PlacedLine {
  readonly line: PageLine;
  readonly column: TextEdges;
  readonly startsPage: boolean;
}

/** Space between lines, in line heights, that ends a paragraph; and that is an empty line. */
const PARAGRAPH_GAP = 1.1;
const BLANK_GAP = 1.6;
/** A first-line indent, in line heights. */
const INDENT = 0.8;
/** What begins a line of its own: a number, a letter with a bracket, a bullet, a word that heads a line. */
const OWN_LINE =
  /^(?:\d{1,2}(?:\.\d{1,2})*[.)]\s|\d{1,2}(?:\.\d{1,2})+\s|[\p{L}]\)\s|[-–—•·▪●]\s|(?:срок[аи]?|ответственн\p{L}+|исполнител[ьи])(?:\s+\p{L}+)?\s*[:–—-])/iu;

/** Paragraphs of consecutive lines, empty ones for the empty lines between. */
export function paragraphsOf(lines: readonly PlacedLine[], isKnown: (word: string) => boolean): GradedText[] {
  const paragraphs: GradedText[] = [];
  for (const [place, next] of lines.entries()) {
    const previous = lines[place - 1];
    const last = paragraphs.at(-1) ?? NO_TEXT;
    if (previous !== undefined && continues(previous, next)) {
      const text = joinLines(last.text, next.line.text, isKnown);
      paragraphs[paragraphs.length - 1] = joined(last, next.line, text);
    } else {
      if (previous !== undefined && !next.startsPage && gapBefore(previous, next) > BLANK_GAP)
        paragraphs.push(NO_TEXT);
      paragraphs.push(next.line);
    }
  }
  return paragraphs;
}

/** Empty space above a line in line heights; negative where it stands above the previous one (a new column). */
function gapBefore(previous: PlacedLine, next: PlacedLine): number {
  const height = Math.max(1, Math.min(heightOf(previous.line), heightOf(next.line)));
  return (next.line.top - previous.line.bottom) / height;
}

function heightOf(line: PageLine): number {
  return line.bottom - line.top;
}

/** «РЕШИЛИ:», «ДОРОЖНАЯ КАРТА»: a line without small letters. */
function isHeadline({ text }: PageLine): boolean {
  return /\p{Lu}{3}/u.test(text) && !/\p{Ll}/u.test(text);
}

/** A line goes on where its first word did not fit on the line before. */
function continues(previous: PlacedLine, next: PlacedLine): boolean {
  if (OWN_LINE.test(next.line.text) || isHeadline(next.line) !== isHeadline(previous.line)) return false;
  if (!next.startsPage && gapBefore(previous, next) > PARAGRAPH_GAP) return false;
  const height = heightOf(next.line);
  const first = next.line.words[0];
  if (first === undefined || Math.abs(heightOf(previous.line) - height) > height * 0.4) return false;
  if (/\p{L}[-‐\u00ad]$/u.test(previous.line.text) && /^\p{Ll}/u.test(next.line.text)) return true;
  const indented = next.line.left - next.column.left > height * INDENT;
  const hanging = Math.abs(next.line.left - previous.line.left) <= height * INDENT;
  if (indented && !hanging) return false;
  if (indented && /[.:;!?]$/u.test(previous.line.text)) return false;
  return previous.line.right + height * 0.2 + (first.right - first.left) > previous.column.right;
}
