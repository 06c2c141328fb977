import { refusals } from './errors.ts';
import type { MarkedText } from './html.ts';
import { parseHtml } from './html.ts';
import type { TelegramEntity } from './shapes.ts';

/**
 * A text with its entities as a message carries them: marks read from the parse mode, outer white space cut off,
 * commands, mentions, addresses and tags found by themselves.
 *
 *   formatText({ text: ' <b>Сделано</b>, /help ', parseMode: 'HTML', given: [] })
 *     → «Сделано, /help», bold 0..7, bot_command 9..14
 *
 * Refuses a text that is blank after parsing (`allowBlank` for captions) and every parse mode but HTML: MarkdownV2 is
 * refused as unsupported.
 */
export function formatText(input: {
  readonly text: string;
  readonly parseMode: string;
  readonly given: readonly TelegramEntity[];
  readonly allowBlank?: boolean;
}): MarkedText {
  const mode = input.parseMode.toLowerCase();
  if (mode !== '' && mode !== 'none' && mode !== 'html') throw refusals.parseMode();
  const marked = mode === 'html' ? parseHtml(input.text) : { text: input.text, entities: input.given };
  return arrange(marked, input.allowBlank ?? false);
}

/** The same for what a person types: no parse mode, nothing refused. */
export function findEntities(text: string): MarkedText {
  return arrange({ text, entities: [] }, true);
}

function arrange(marked: MarkedText, allowBlank: boolean): MarkedText {
  const end = marked.text.trimEnd().length;
  const firstMark = Math.min(marked.text.length, ...marked.entities.map((entity) => entity.offset));
  const head = /^[ \n]*/.exec(marked.text)?.[0].length ?? 0;
  const start = Math.min(head, firstMark, end);
  const text = marked.text.slice(start, end);
  if (text === '' && !allowBlank) throw refusals.blankText();
  const kept = marked.entities
    .map((entity) => ({
      ...entity,
      offset: entity.offset - start,
      length: Math.min(entity.length, end - entity.offset),
    }))
    .filter((entity) => entity.offset >= 0 && entity.length > 0);
  const found = detect(text).filter((entity) => !kept.some((mark) => hides(mark, entity)));
  return { text, entities: [...kept, ...found].toSorted(byPlace) };
}

/** Outer entities first: by offset, then the longer one. */
const byPlace = (a: TelegramEntity, b: TelegramEntity): number => a.offset - b.offset || b.length - a.length;

/** Inside code and links nothing is found; a partial overlap with any mark drops what was found. */
function hides(mark: TelegramEntity, found: TelegramEntity): boolean {
  const markEnd = mark.offset + mark.length;
  const foundEnd = found.offset + found.length;
  if (found.offset >= markEnd || mark.offset >= foundEnd) return false;
  const inside = found.offset >= mark.offset && foundEnd <= markEnd;
  const around = mark.offset >= found.offset && markEnd <= foundEnd;
  return inside ? ['code', 'pre', 'text_link', 'text_mention'].includes(mark.type) : !around;
}

const detectors: readonly { readonly type: string; readonly form: RegExp }[] = [
  {
    type: 'bot_command',
    form: /(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\p{L}\p{N}_/<>])/gu,
  },
  {
    type: 'email',
    form: /(?<![\p{L}\p{N}._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,4}/gu,
  },
  {
    type: 'url',
    form: /(?<![\p{L}\p{N}@._-])(?:https?:\/\/[^\s<>"»«]{1,2000}|[a-z0-9-]{1,63}\.(?:ru|com|org|net|me|info)(?:\/[^\s<>"»«]{0,2000})?)(?<![.,;:!?)])/giu,
  },
  { type: 'mention', form: /(?<![\p{L}\p{N}_@])@[A-Za-z][A-Za-z0-9_]{3,31}(?![\p{L}\p{N}_@])/gu },
  { type: 'hashtag', form: /(?<![\p{L}\p{N}_#])#[\p{L}\p{N}_]{1,256}(?![\p{L}\p{N}_#])/gu },
];

function detect(text: string): TelegramEntity[] {
  const found: TelegramEntity[] = [];
  for (const { type, form } of detectors) {
    for (const match of text.matchAll(form)) {
      const entity = { type, offset: match.index, length: match[0].length };
      const taken = found.some(
        (other) =>
          entity.offset < other.offset + other.length && other.offset < entity.offset + entity.length,
      );
      const onlyDigits = type === 'hashtag' && /^#\p{N}+$/u.test(match[0]);
      if (!taken && !onlyDigits) found.push(entity);
    }
  }
  return found;
}

/** The number Telegram limits: characters (code points) of the text after parsing. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

const htmlTags: Readonly<Record<string, (entity: TelegramEntity) => readonly [string, string]>> = {
  bold: () => ['<b>', '</b>'],
  italic: () => ['<i>', '</i>'],
  underline: () => ['<u>', '</u>'],
  strikethrough: () => ['<s>', '</s>'],
  spoiler: () => ['<tg-spoiler>', '</tg-spoiler>'],
  code: () => ['<code>', '</code>'],
  pre: () => ['<pre>', '</pre>'],
  blockquote: () => ['<blockquote>', '</blockquote>'],
  expandable_blockquote: () => ['<blockquote expandable>', '</blockquote>'],
  text_link: (entity) => [`<a href="${escapeHtml(entity.url ?? '')}">`, '</a>'],
};

/** The text as HTML again, for showing: marks as tags, everything else escaped. */
export function toHtml(marked: MarkedText): string {
  const opening = new Map<number, string[]>();
  const closing = new Map<number, string[]>();
  for (const entity of marked.entities) {
    const tags = htmlTags[entity.type]?.(entity);
    if (tags === undefined) continue;
    opening.set(entity.offset, [...(opening.get(entity.offset) ?? []), tags[0]]);
    const end = entity.offset + entity.length;
    closing.set(end, [tags[1], ...(closing.get(end) ?? [])]);
  }
  let html = '';
  for (let i = 0; i <= marked.text.length; i++) {
    html += (closing.get(i) ?? []).join('') + (opening.get(i) ?? []).join('');
    html += escapeHtml(marked.text[i] ?? '');
  }
  return html;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
