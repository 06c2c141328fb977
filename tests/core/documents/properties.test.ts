import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collapse, type ReadDocument } from '../../../src/core/documents/index.ts';
import { anyText } from '../../support/any-text.ts';
import { growthOf } from '../../support/growth.ts';
import { read, textOf } from './reading.ts';

const FILES = ['two-protocols', 'collegium', 'measures-order', 'bullets'];
const texts = FILES.map((name) => textOf(new URL(`./fixtures/${name}.txt`, import.meta.url)));
const examples = ['protocol', 'roadmap-order'].map((name) =>
  textOf(new URL(`../../../examples/${name}.txt`, import.meta.url)),
);
const RUNS = { numRuns: 150 };

/** A document as it comes out of bad scanning: cut, lines moved, doubled or lost, noise and NULs put in. */
const damaged = fc
  .tuple(
    fc.constantFrom(...texts),
    fc.array(fc.tuple(fc.constantFrom('cut', 'swap', 'drop', 'double', 'noise'), fc.nat(), fc.nat()), {
      maxLength: 8,
    }),
    fc.string({
      unit: fc.constantFrom('\0', '\t', '\n', ' ', '(', '«', '1', '.', 'а', '_', '\ud800', '\u00a0'),
      maxLength: 12,
    }),
  )
  .map(([text, changes, noise]) => changes.reduce((now, change) => damage(now, change, noise), text));

function damage(text: string, [kind, a, b]: readonly [string, number, number], noise: string): string {
  if (text === '') return noise;
  const lines = text.split('\n');
  const one = a % lines.length;
  const other = b % lines.length;
  switch (kind) {
    case 'cut':
      return text.slice(Math.min(a % text.length, b % text.length));
    case 'swap':
      [lines[one], lines[other]] = [lines[other] ?? '', lines[one] ?? ''];
      return lines.join('\n');
    case 'drop':
      return lines.toSpliced(one, 1).join('\n');
    case 'double':
      return lines.toSpliced(one, 0, lines[other] ?? '').join('\n');
    default:
      return text.slice(0, a % text.length) + noise + text.slice(a % text.length);
  }
}

function expectHonest(documents: readonly ReadDocument[], text: string): void {
  // Control characters, which nobody sees, are white space to a deadline.
  const printed = collapse(text.replaceAll(/\p{Cc}/gu, ' '));
  for (const { decisions } of documents) {
    for (const { quote, text: words, deadline, warnings } of decisions) {
      expect(quote.start).toBeGreaterThanOrEqual(0);
      expect(quote.end).toBeGreaterThan(quote.start);
      expect(quote.end).toBeLessThanOrEqual(text.length);
      const quoted = collapse(text.slice(quote.start, quote.end));
      // Only a row may borrow its measure from above, or be put together from two pages.
      if (!text.includes('\t')) expect(quoted).toBe(words);
      expect(quoted).not.toBe('');
      const firm = deadline.due ?? deadline.next;
      if (firm !== null && deadline.text === null) expect.fail(`a date without a phrase: ${firm}`);
      if (firm !== null && warnings.length === 0) expect(printed).toContain(deadline.text);
    }
  }
}

describe('whatever happens to a document', () => {
  it('it is read without a crash, and no date comes from words that are not printed', () => {
    fc.assert(
      fc.property(damaged, (text) => expectHonest(read(text), text)),
      RUNS,
    );
  });

  it('any string at all is read', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 400 }), (text) => expectHonest(read(text), text)),
      RUNS,
    );
  });

  it('without a document date no year is invented', () => {
    const undated = texts.map((text) => text.replace(/^.*(?:Дата|совещания|от \d|« 30 »).*$/gmu, ''));
    for (const document of undated.flatMap((text) => read(text))) {
      if (document.date !== null) continue;
      for (const { deadline } of document.decisions) {
        if (deadline.due !== null) expect(deadline.text).toMatch(/20\d\d/u);
        expect(deadline.next).toBeNull();
      }
    }
  });

  it.each([
    ['in CRLF lines', (text: string) => text.replaceAll('\n', '\r\n')],
    ['in lines of sixty characters', (text: string) => text.split('\n').map(wrapped).join('\n')],
    ['with no-break spaces', (text: string) => text.replaceAll(' ', '\u00a0')],
    ['with doubled spaces', (text: string) => text.replaceAll(' ', '  ')],
    ['without blank lines', (text: string) => text.replace(/\n\n+/gu, '\n')],
  ])('the same text %s gives the same decisions', (_, change) => {
    for (const text of [...texts, ...examples]) {
      const [plain, changed] = [text, change(text)].map((same) =>
        read(same).flatMap(({ decisions }) => decisions.map((decision) => ({ ...decision, quote: null }))),
      );
      expect(changed).toEqual(plain);
    }
  });
});

/** A line broken at spaces, as old converters do; rows of tables are left alone. */
function wrapped(line: string): string {
  if (line.includes('\t')) return line;
  const lines: string[] = [];
  for (const word of line.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length > 60) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}

describe('reading time', () => {
  const hostile: readonly (readonly [string, (size: number) => string])[] = [
    ['protocols one after another', (size) => (texts[0] ?? '').repeat(size)],
    [
      'one point of many lines',
      (size) => `РЕШИЛИ:\n1. Вымыть окна\n${'и двери и полы\n'.repeat(size * 200)}`,
    ],
    ['underscores', (size) => `ПРИКАЗ\n1 ${'_'.repeat(size * 4000)}\n`],
    ['brackets and commas', (size) => `РЕШИЛИ:\n1. Мыть\nОтветственные: ${'(,'.repeat(size * 2000)}`],
    [
      'a long list of addressees',
      (size) => `РЕШИЛИ:\n1. Мыть\nОтветственные: ${'ОМСУ, '.repeat(size * 300)}`,
    ],
  ];

  it.each(hostile)('grows with the length: %s', (_, make) => {
    const [small, large] = [make(2), make(16)];
    // Eight times the text: a linear reader takes about eight times as long, a quadratic one sixty-four.
    expect(
      growthOf(
        () => read(small),
        () => read(large),
        32,
      ),
    ).toBeLessThan(32);
  });
});
