import { refusals } from './errors.ts';
import type { TelegramEntity } from './shapes.ts';

/**
 * Telegram's HTML parse mode, read as the Bot API reads it:
 *
 *   «<b>Срок</b> &lt; 3 дней»  → text «Срок < 3 дней», bold 0..4
 *   «<br>»                      → refused: Unsupported start tag "br" at byte offset 0
 *   «a < b»                     → refused; a lone «&» is text
 *
 * Offsets of the entities are UTF-16 code units, offsets in refusals are UTF-8 bytes of the source.
 * Source: parse_html of tdlib's MessageEntity.cpp, followed step by step.
 */
export interface MarkedText {
  readonly text: string;
  readonly entities: readonly TelegramEntity[];
}

const tagTypes: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  'tg-emoji': 'custom_emoji',
  a: 'text_link',
  pre: 'pre',
  code: 'code',
  blockquote: 'blockquote',
};

interface OpenTag {
  readonly name: string;
  readonly argument: string;
  readonly offset: number;
}

/** A position past the end reads as NUL, which counts as white space: it ends every scan. */
const END = '\0';
const isSpace = (c: string): boolean =>
  c === ' ' || c === '\t' || c === '\n' || c === '\r' || c === '\v' || c === END;

/** Reads one `&…;` at `start`; null where it is no entity and the ampersand is text. */
function decodeEntity(source: string, start: number): { readonly char: string; readonly end: number } | null {
  const found = /&(?:#x([0-9a-fA-F]{1,7})|#([0-9]{1,8})|([a-zA-Z]{1,8}));?/y;
  found.lastIndex = start;
  const match = found.exec(source);
  if (match === null) return null;
  const end = start + match[0].length;
  const [, hex, decimal, name] = match;
  if (name !== undefined) {
    const char = { lt: '<', gt: '>', amp: '&', quot: '"' }[name];
    return char === undefined ? null : { char, end };
  }
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  if (code === 0 || code >= 0x10ffff) return null;
  return { char: String.fromCodePoint(code), end };
}

/** Reads the text of a parse mode HTML message. @throws ApiError «can't parse entities: …» */
export function parseHtml(source: string): MarkedText {
  const entities: TelegramEntity[] = [];
  const open: OpenTag[] = [];
  let text = '';
  let i = 0;
  const at = (position: number): string => source[position] ?? END;
  const bytes = (position: number): number => Buffer.byteLength(source.slice(0, position));

  const skipSpace = (): void => {
    while (i < source.length && isSpace(at(i))) i++;
  };

  const readAttributeValue = (begin: number): string => {
    const quote = at(i);
    if (quote !== '"' && quote !== "'") {
      const from = i;
      while (/[0-9A-Za-z.-]/.test(at(i))) i++;
      if (!isSpace(at(i)) && at(i) !== '>') {
        throw refusals.entities(`Unexpected end of name token at byte offset ${bytes(from)}`);
      }
      return source.slice(from, i).toLowerCase();
    }
    let value = '';
    i++;
    while (i < source.length && at(i) !== quote) {
      const decoded = at(i) === '&' ? decodeEntity(source, i) : null;
      value += decoded?.char ?? at(i);
      i = decoded?.end ?? i + 1;
    }
    if (i < source.length) i++;
    if (i >= source.length) throw refusals.entities(`Unclosed start tag at byte offset ${bytes(begin)}`);
    return value;
  };

  const readStartTag = (begin: number): OpenTag => {
    const nameFrom = i;
    while (!isSpace(at(i)) && at(i) !== '>') i++;
    if (i >= source.length) throw refusals.entities(`Unclosed start tag at byte offset ${bytes(begin)}`);
    const name = source.slice(nameFrom, i).toLowerCase();
    if (!(name in tagTypes)) {
      throw refusals.entities(`Unsupported start tag "${name}" at byte offset ${bytes(begin)}`);
    }
    let argument = '';
    while (at(i) !== '>') {
      skipSpace();
      if (at(i) === '>') break;
      const from = i;
      while (!isSpace(at(i)) && !'=>/"\''.includes(at(i))) i++;
      const attribute = source.slice(from, i);
      if (attribute === '') {
        throw refusals.entities(`Empty attribute name in the tag "${name}" at byte offset ${bytes(begin)}`);
      }
      skipSpace();
      let value: string | null = null;
      if (at(i) === '=') {
        i++;
        skipSpace();
        if (i < source.length) value = readAttributeValue(begin);
      }
      if (i >= source.length) {
        throw refusals.entities(`Unclosed start tag "${name}" at byte offset ${bytes(begin)}`);
      }
      argument = readArgument(name, attribute, value) ?? argument;
    }
    if (name === 'span' && argument !== 'spoiler') {
      throw refusals.entities(`Tag "span" must have class "tg-spoiler" at byte offset ${bytes(begin)}`);
    }
    return { name, argument, offset: text.length };
  };

  const readEndTag = (begin: number): void => {
    const tag = open.at(-1);
    if (tag === undefined) throw refusals.entities(`Unexpected end tag at byte offset ${bytes(begin)}`);
    const nameFrom = ++i;
    while (!isSpace(at(i)) && at(i) !== '>') i++;
    const name = source.slice(nameFrom, i).toLowerCase();
    skipSpace();
    if (at(i) !== '>') throw refusals.entities(`Unclosed end tag at byte offset ${bytes(begin)}`);
    if (name !== '' && name !== tag.name) {
      throw refusals.entities(
        `Unmatched end tag at byte offset ${bytes(begin)}, expected "</${tag.name}>", found "</${name}>"`,
      );
    }
    open.pop();
    if (text.length > tag.offset) addEntity(entities, tag, text);
  };

  while (i < source.length) {
    const c = at(i);
    if (c === '<') {
      const begin = i++;
      if (at(i) === '/') readEndTag(begin);
      else open.push(readStartTag(begin));
      i++;
      continue;
    }
    const decoded = c === '&' ? decodeEntity(source, i) : null;
    text += decoded?.char ?? c;
    i = decoded?.end ?? i + 1;
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) {
    throw refusals.entities(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  }
  return { text, entities: entities.map(withoutCodeLanguage) };
}

/** What an attribute says about its tag; null where Telegram ignores it. */
function readArgument(tag: string, attribute: string, value: string | null): string | null {
  if (tag === 'blockquote' && attribute === 'expandable') return '1';
  if (value === null) return null;
  if (tag === 'a' && attribute === 'href') return value;
  if (tag === 'code' && attribute === 'class' && value.startsWith('language-')) return value.slice(9);
  if (tag === 'span' && attribute === 'class' && value.startsWith('tg-')) return value.slice(3);
  if (tag === 'tg-emoji' && attribute === 'emoji-id') return value;
  return null;
}

function addEntity(entities: TelegramEntity[], tag: OpenTag, text: string): void {
  const offset = tag.offset;
  const length = text.length - offset;
  const last = entities.at(-1);
  const sameSpan = last !== undefined && last.offset === offset && last.length === length;
  const type = tagTypes[tag.name] ?? tag.name;
  switch (tag.name) {
    case 'a': {
      const address = tag.argument || text.slice(offset);
      const user = /^tg:\/\/user\?id=(\d+)$/.exec(address)?.[1];
      if (user !== undefined) {
        entities.push({ type: 'text_mention', offset, length, user: { id: Number(user) } });
        return;
      }
      const url = checkedUrl(address);
      if (url !== null) entities.push({ type, offset, length, url });
      return;
    }
    case 'pre':
      if (sameSpan && last.type === 'code' && last.language !== undefined) {
        entities[entities.length - 1] = { ...last, type: 'pre' };
        return;
      }
      break;
    case 'code':
      if (sameSpan && last.type === 'pre' && tag.argument !== '') {
        entities[entities.length - 1] = { ...last, language: tag.argument };
        return;
      }
      if (tag.argument !== '') {
        entities.push({ type, offset, length, language: tag.argument });
        return;
      }
      break;
    case 'tg-emoji':
      if (!/^\d+$/.test(tag.argument)) {
        throw refusals.entities('Invalid custom emoji identifier specified');
      }
      entities.push({ type, offset, length, custom_emoji_id: tag.argument });
      return;
    case 'blockquote':
      entities.push({ type: tag.argument === '' ? type : 'expandable_blockquote', offset, length });
      return;
    default:
      break;
  }
  entities.push({ type, offset, length });
}

/** A language belongs to «pre» alone; a bare «code» loses it. */
function withoutCodeLanguage(entity: TelegramEntity): TelegramEntity {
  return entity.type === 'code' && entity.language !== undefined
    ? { type: 'code', offset: entity.offset, length: entity.length }
    : entity;
}

/**
 * The address as Telegram keeps it, or null where it takes it for none: a scheme other than http(s) and tg, or a
 * host without a dot (a link to «http://localhost» silently becomes plain text).
 */
export function checkedUrl(address: string): string | null {
  if (/^(?:tg|ton|tonsite):/i.test(address)) return address;
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  if (!/^https?:/i.test(full) || !URL.canParse(full)) return null;
  const url = new URL(full);
  const isAddress = url.hostname.startsWith('[');
  return url.hostname.includes('.') || isAddress ? url.href : null;
}
