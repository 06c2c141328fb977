import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bold, cutText, escapeHtml, italic, visibleLength } from '../../src/messages/html.ts';
import { parseHtml } from '../../src/sandbox/html.ts';
import { htmlFaults } from '../support/telegram-html.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(fc.constantFrom('<b>', '</b>', '&', '&lt;', '"', '🧾', '👩‍👧', ' ', 'срок', '\n', '—', ','), {
      maxLength: 80,
    })
    .map((parts) => parts.join('')),
);

describe('whatever is written comes out as text', () => {
  test('escaped text is valid HTML that Telegram reads back as it was', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const html of [escapeHtml(text), bold(text), italic(text)]) {
          expect(htmlFaults(html)).toEqual([]);
          expect(parseHtml(html).text).toBe(text);
        }
      }),
    );
  });

  test('the visible length is what Telegram counts after parsing', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 4 }), (texts) => {
        const html = texts.map((text, index) => (index % 2 === 0 ? bold(text) : escapeHtml(text))).join('\n');
        expect(visibleLength(html)).toBe(parseHtml(html).text.length);
      }),
    );
  });

  test.each([
    ['', 0],
    ['<b>Срок</b>', 4],
    ['a &amp; b &lt;i&gt; &quot;', 11],
    ['&#1057;&#x440;ок', 4],
    ['&#128197; &#x1F4C5;', 5],
    ['📅', 2],
    ['&nbsp;', 6],
    ['<a href="https://t.me/x?a=1">ссылка</a>', 6],
  ])('%s counts as %i', (html, length) => {
    expect(visibleLength(html)).toBe(length);
    expect(parseHtml(html).text).toHaveLength(length);
  });
});

describe('a long text is cut', () => {
  test('never longer than asked, never in the middle of a character, and only at its end', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 60 }), (text, max) => {
        const cut = cutText(text, max);
        expect(cut.length).toBeLessThanOrEqual(max);
        expect(cut).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
        if (text.length <= max) expect(cut).toBe(text);
        else {
          expect(cut.endsWith('…')).toBe(true);
          expect(text.startsWith(cut.slice(0, -1))).toBe(true);
        }
        expect(htmlFaults(bold(cut))).toEqual([]);
      }),
    );
  });

  test.each([
    ['Представить отчёт', 17, 'Представить отчёт'],
    ['Представить отчёт в срок', 20, 'Представить отчёт в…'],
    ['Представить отчёт в срок', 18, 'Представить отчёт…'],
    ['Представить отчёт, в срок', 19, 'Представить отчёт…'],
    ['Здравоохранение', 6, 'Здрав…'],
    ['12345📅', 7, '12345📅'],
    ['1234📅56', 6, '1234…'],
  ])('%s at %i: %s', (text, max, expected) => {
    expect(cutText(text, max)).toBe(expected);
  });
});
