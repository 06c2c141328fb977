import { cutText, escapeHtml, visibleLength } from './html.ts';
import type { OutgoingMessage } from './message.ts';

/** Telegram's limit of a message's text after entity parsing, in UTF-16 units. */
export const TELEGRAM_LIMIT = 4096;
/** Kept free for the name of the organization that a chat of several is told on top. */
export const HEADING_ROOM = 96;
/** What a message may fill by itself. */
export const MESSAGE_LIMIT = TELEGRAM_LIMIT - HEADING_ROOM;

/** A piece of a message that is never cut in two, and the assignments it is about. */
export interface Block {
  readonly html: string;
  readonly assignmentIds: readonly number[];
}

/** One of the messages a long text was split into. */
export interface MessagePart {
  readonly message: OutgoingMessage;
  readonly assignmentIds: readonly number[];
}

/** The parts of a text before buttons are put under them. */
interface TextPart {
  readonly html: string;
  readonly assignmentIds: readonly number[];
}

const SEPARATOR = '\n\n';

/**
 * Puts blocks into as few texts as fit Telegram's limit, splitting only between blocks; the head stands in
 * front of the first. A block must itself fit beside the head: callers cut long texts before.
 */
export function packBlocks(
  head: string,
  blocks: readonly Block[],
  limit = MESSAGE_LIMIT,
  between = SEPARATOR,
): readonly TextPart[] {
  const parts: { html: string; assignmentIds: number[]; length: number }[] = [];
  let current = { html: head, assignmentIds: [] as number[], length: visibleLength(head) };
  for (const block of blocks) {
    const length = visibleLength(block.html);
    const separator = current.html === '' ? '' : between;
    if (current.html !== '' && current.length + separator.length + length > limit) {
      parts.push(current);
      current = { html: block.html, assignmentIds: [...block.assignmentIds], length };
    } else {
      current.html += separator + block.html;
      current.assignmentIds.push(...block.assignmentIds);
      current.length += separator.length + length;
    }
  }
  parts.push(current);
  return parts.map(({ html, assignmentIds }) => ({ html, assignmentIds }));
}

/** How long the words of one item in a list may be; the shorter ones are for lists of very long items. */
const WORD_LIMITS = [250, 160, 100, 60] as const;

/**
 * A page of a list whose every item must stay: the longest limit of words with which the page fits.
 *
 *   fitWords((max) => points.map((point) => cutText(point.text, max)).join('\n'))
 */
export function fitWords(render: (max: number) => string): string {
  const pages = WORD_LIMITS.map(render);
  return pages.find((html) => visibleLength(html) <= MESSAGE_LIMIT) ?? (pages.at(-1) as string);
}

/** A message with one long text, which is cut to the room that everything else leaves. */
export function fitText(text: string, render: (html: string) => string): string {
  const room = MESSAGE_LIMIT - visibleLength(render(''));
  return render(escapeHtml(cutText(text, room)));
}

/**
 * A text that is too long for one message, in parts of at most `max` UTF-16 units, cut between words: nothing is
 * lost but the space at the cut.
 */
export function splitText(text: string, max: number): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const newline = rest.lastIndexOf('\n', max);
    const space = Math.max(rest.lastIndexOf(' ', max), newline);
    const at = newline > max / 2 ? newline : space > 0 ? space : wholeCharacters(rest, max);
    parts.push(rest.slice(0, at));
    rest = rest.slice(at).replace(/^[ \n]/, '');
  }
  parts.push(rest);
  return parts;
}

/** `max`, or one less where that would part the halves of a character. */
function wholeCharacters(text: string, max: number): number {
  return /[\uD800-\uDBFF]/.test(text.charAt(max - 1)) ? max - 1 : max;
}
