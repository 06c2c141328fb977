import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toHtml } from '../../src/sandbox/entities.ts';
import { parseHtml } from '../../src/sandbox/html.ts';
import { anyText } from '../support/any-text.ts';

describe('HTML is read as Telegram reads it', () => {
  test.each([
    ['нет меток', 'нет меток', []],
    ['<b>Срок</b> 3 дня', 'Срок 3 дня', [{ type: 'bold', offset: 0, length: 4 }]],
    ['<STRONG>а</STRONG>', 'а', [{ type: 'bold', offset: 0, length: 1 }]],
    ['📅 <i>завтра</i>', '📅 завтра', [{ type: 'italic', offset: 3, length: 6 }]],
    ['a &lt; b &amp; c &gt; d &quot;', 'a < b & c > d "', []],
    ['&#1057;&#x440;ок', 'Срок', []],
    ['Иванов & Ко, &nbsp; &copy;', 'Иванов & Ко, &nbsp; &copy;', []],
    ['&lt без точки с запятой', '< без точки с запятой', []],
    ['<b></b>пусто', 'пусто', []],
    [
      '<b>а<i>б</i></b>',
      'аб',
      [
        { type: 'italic', offset: 1, length: 1 },
        { type: 'bold', offset: 0, length: 2 },
      ],
    ],
    ['<b>конец</>', 'конец', [{ type: 'bold', offset: 0, length: 5 }]],
    [
      '<u>а</u><s>б</s>',
      'аб',
      [
        { type: 'underline', offset: 0, length: 1 },
        { type: 'strikethrough', offset: 1, length: 1 },
      ],
    ],
    [
      '<a href="https://example.org/?a=1&amp;b=2">акт</a>',
      'акт',
      [{ type: 'text_link', offset: 0, length: 3, url: 'https://example.org/?a=1&b=2' }],
    ],
    ['<a href="http://localhost:8080/x">акт</a>', 'акт', []],
    [
      '<a href="tg://user?id=42">Анна</a>',
      'Анна',
      [{ type: 'text_mention', offset: 0, length: 4, user: { id: 42 } }],
    ],
    ['<code>x</code>', 'x', [{ type: 'code', offset: 0, length: 1 }]],
    [
      '<pre><code class="language-ts">x</code></pre>',
      'x',
      [{ type: 'pre', offset: 0, length: 1, language: 'ts' }],
    ],
    ['<code class="language-ts">x</code>', 'x', [{ type: 'code', offset: 0, length: 1 }]],
    ['<blockquote expandable>ц</blockquote>', 'ц', [{ type: 'expandable_blockquote', offset: 0, length: 1 }]],
    ['<blockquote>ц</blockquote>', 'ц', [{ type: 'blockquote', offset: 0, length: 1 }]],
    ['<span class="tg-spoiler">т</span>', 'т', [{ type: 'spoiler', offset: 0, length: 1 }]],
  ])('%s', (source, text, entities) => {
    expect(parseHtml(source)).toEqual({ text, entities });
  });

  test.each([
    ['<br>', 'Unsupported start tag "br" at byte offset 0'],
    ['до <5', 'Unclosed start tag at byte offset 5'],
    ['до <5 человек', 'Unsupported start tag "5" at byte offset 5'],
    ['до <5 человек>', 'Unsupported start tag "5" at byte offset 5'],
    ['a < b', 'Unsupported start tag "" at byte offset 2'],
    ['a <', 'Unclosed start tag at byte offset 2'],
    ['<b>а', `Can't find end tag corresponding to start tag "b"`],
    ['а</b>', 'Unexpected end tag at byte offset 2'],
    ['<b><i>а</b></i>', 'Unmatched end tag at byte offset 8, expected "</i>", found "</b>"'],
    ['<b>а</b', 'Unclosed end tag at byte offset 5'],
    ['<a href="x>а</a>', 'Unclosed start tag at byte offset 0'],
    ['<a href=x/y>а</a>', 'Unexpected end of name token at byte offset 8'],
    ['<b ="1">а</b>', 'Empty attribute name in the tag "b" at byte offset 0'],
    ['<a href', 'Unclosed start tag "a" at byte offset 0'],
    ['<span>а</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['<tg-emoji emoji-id="x">а</tg-emoji>', 'Invalid custom emoji identifier specified'],
  ])('%s is refused', (source, words) => {
    expect(() => parseHtml(source)).toThrow(`Bad Request: can't parse entities: ${words}`);
  });

  test('what is escaped comes back unchanged', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const html = toHtml({ text, entities: [] });
        expect(parseHtml(html)).toEqual({ text, entities: [] });
      }),
    );
  });

  test('any source is read or refused, never a crash', () => {
    const piece = fc.constantFrom(
      '<b>',
      '</b>',
      '<i ',
      '>',
      '<',
      '&',
      '&lt;',
      '"',
      "'",
      '=',
      'а',
      ' ',
      'href',
      '/',
      '&#',
      ';',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        try {
          const { text, entities } = parseHtml(pieces.join(''));
          for (const { offset, length } of entities) expect(offset + length).toBeLessThanOrEqual(text.length);
        } catch (error) {
          expect(String(error)).toContain("can't parse entities");
        }
      }),
    );
  });
});
