import { describe, expect, test } from 'vitest';
import { countCharacters, findEntities, formatText, toHtml } from '../../src/sandbox/entities.ts';

describe('what a person types carries the entities Telegram finds', () => {
  test.each([
    ['/start abc', [{ type: 'bot_command', offset: 0, length: 6 }]],
    ['готово /help@srok_bot', [{ type: 'bot_command', offset: 7, length: 14 }]],
    ['и/или', []],
    ['2021/2022', []],
    ['@ivanov готово', [{ type: 'mention', offset: 0, length: 7 }]],
    ['почта a.b@example.org', [{ type: 'email', offset: 6, length: 15 }]],
    ['см. https://example.org/a, там', [{ type: 'url', offset: 4, length: 21 }]],
    ['#отчёт и #2026', [{ type: 'hashtag', offset: 0, length: 6 }]],
  ])('%s', (text, entities) => {
    expect(findEntities(text)).toEqual({ text, entities });
  });
});

describe('a text is cut and its marks moved with it', () => {
  test('outer white space goes, offsets follow', () => {
    expect(formatText({ text: '\n  а <b>б </b> \n', parseMode: 'HTML', given: [] })).toEqual({
      text: 'а б',
      entities: [{ type: 'bold', offset: 2, length: 1 }],
    });
  });

  test('nothing is found inside code and links', () => {
    const text = '<code>/start</code> <a href="https://example.org">/help</a>';
    const { entities } = formatText({ text, parseMode: 'html', given: [] });
    expect(entities.map(({ type }) => type)).toEqual(['code', 'text_link']);
  });

  test.each(['<b> </b>', '   ', '&#32;'])('«%s» is blank and refused', (text) => {
    expect(() => formatText({ text, parseMode: 'HTML', given: [] })).toThrow('text must be non-empty');
  });

  test('MarkdownV2 is refused aloud', () => {
    expect(() => formatText({ text: '*а*', parseMode: 'MarkdownV2', given: [] })).toThrow(
      'unsupported parse_mode',
    );
  });

  test('characters are code points', () => {
    expect(countCharacters('📅а')).toBe(2);
  });

  test('marks become HTML again, nested in order', () => {
    const source = 'a &lt; <b>б<i>в</i></b><a href="https://example.org/">г</a>';
    expect(toHtml(formatText({ text: source, parseMode: 'HTML', given: [] }))).toBe(source);
  });
});
