import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bold, escapeHtml, visibleLength } from '../../src/messages/html.ts';
import { fitText, fitWords, MESSAGE_LIMIT, packBlocks } from '../../src/messages/split.ts';
import { htmlFaults } from '../support/telegram-html.ts';

const LIMIT = 60;

const anyBlocks = fc
  .array(fc.tuple(fc.integer({ min: 1, max: LIMIT }), fc.constantFrom('&', 'я', '🧾')), { maxLength: 20 })
  .map((sizes) =>
    sizes.map(([size, letter], index) => {
      const name = `[${index}]`;
      const filled = letter.repeat(Math.max(0, Math.floor((size - name.length) / letter.length)));
      return { html: bold(name + filled), assignmentIds: [index, index + 1000] };
    }),
  );

describe('blocks are packed into messages', () => {
  test('none is lost, cut or moved, ids stay with their block, and every message fits', () => {
    fc.assert(
      fc.property(anyBlocks, fc.constantFrom('', 'Вам: 3 поручения.', 'ж'.repeat(LIMIT)), (blocks, head) => {
        const parts = packBlocks(head, blocks, LIMIT);
        for (const part of parts) {
          expect(visibleLength(part.html)).toBeLessThanOrEqual(LIMIT);
          expect(htmlFaults(part.html)).toEqual([]);
          const inside = blocks.filter(({ html }) => part.html.includes(html));
          expect(part.assignmentIds).toEqual(inside.flatMap(({ assignmentIds }) => assignmentIds));
        }
        const expected = [head, ...blocks.map(({ html }) => html)].filter((piece) => piece !== '');
        expect(parts.map(({ html }) => html).join('\n\n')).toBe(expected.join('\n\n'));
      }),
    );
  });

  test('no message is begun while the one before has room', () => {
    fc.assert(
      fc.property(anyBlocks, (blocks) => {
        const parts = packBlocks('', blocks, LIMIT);
        for (const [index, part] of parts.slice(1).entries()) {
          const first = blocks.find(({ html }) => part.html.startsWith(html));
          const before = visibleLength(parts[index]?.html ?? '');
          expect(before + 2 + visibleLength(first?.html ?? '')).toBeGreaterThan(LIMIT);
        }
      }),
    );
  });

  test('a head without blocks is a message of its own', () => {
    expect(packBlocks('Справочник', [])).toEqual([{ html: 'Справочник', assignmentIds: [] }]);
  });
});

describe('a page of long items fits', () => {
  test('short items keep all their words', () => {
    expect(fitWords((max) => `не длиннее ${max}`)).toBe('не длиннее 250');
  });

  test('long items are shortened, all of them, until the page fits', () => {
    const page = fitWords((max) => Array.from({ length: 20 }, () => 'ж'.repeat(max)).join('\n'));
    expect(page.split('\n')).toHaveLength(20);
    expect(page.split('\n')[0]).toHaveLength(160);
  });
});

describe('one long text takes the room that is left', () => {
  test('nothing of a text that fits is cut', () => {
    expect(fitText('A & B', (text) => `<b>${text}</b>`)).toBe('<b>A &amp; B</b>');
  });

  test('a longer one fills the message to the last character', () => {
    const html = fitText('&'.repeat(9000), (text) => `${escapeHtml('<голова>')}\n${text}\nхвост`);
    expect(visibleLength(html)).toBe(MESSAGE_LIMIT);
    expect(html.startsWith('&lt;голова&gt;\n&amp;')).toBe(true);
    expect(html.endsWith('…\nхвост')).toBe(true);
  });
});
