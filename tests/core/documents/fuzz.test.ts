import { describe, expect, it } from 'vitest';
import { builtInDirectory } from '../../../src/core/addressees/index.ts';
import { examDocuments } from './exam.ts';
import { dishonesties } from './honest.ts';
import { mutated } from './mutations.ts';
import { directory, read, textOf } from './reading.ts';

/** `SROK_FUZZ_RUNS=100000 npx vitest run --project unit tests/core/documents/fuzz.test.ts` for a long run. */
const RUNS = Number(process.env['SROK_FUZZ_RUNS'] ?? 2000);
const FIRST_SEED = Number(process.env['SROK_FUZZ_SEED'] ?? 1);
/** A document of this size takes milliseconds; only a hang or a quadratic step takes as long. */
const LONGEST_MS = 5000;

const FIXTURES = ['two-protocols', 'collegium', 'measures-order', 'bullets'];
const EXAMPLES = ['protocol', 'roadmap-order'];
const texts = [
  ...FIXTURES.map((name) => textOf(new URL(`./fixtures/${name}.txt`, import.meta.url))),
  ...EXAMPLES.map((name) => textOf(new URL(`../../../examples/${name}.txt`, import.meta.url))),
  ...['exam', 'exam-second', 'exam-third', 'exam-fourth', 'exam-fifth', 'exam-sixth'].flatMap((folder) =>
    examDocuments(folder).map(({ text }) => text),
  ),
];

describe('mutated documents of every form', () => {
  it(
    `${RUNS} of them are read without a crash or a hang, their quotations slice back, and no date is invented`,
    () => {
      const failures: string[] = [];
      let decisions = 0;
      for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS && failures.length < 5; seed += 1) {
        const { text, done } = mutated(texts, seed);
        const startedMs = performance.now();
        // Every fourth against a whole directory, which takes longer to prepare than a document to read.
        const documents = read(text, seed % 4 === 0 ? directory : builtInDirectory);
        const tookMs = performance.now() - startedMs;
        const found = dishonesties(documents, { name: '', text, tables: null });
        if (tookMs > LONGEST_MS) found.push(`took ${Math.round(tookMs)} ms`);
        failures.push(...found.map((failure) => `seed ${seed} (${done.join(', ')}): ${failure}`));
        decisions += documents.flatMap((document) => document.decisions).length;
      }
      expect(failures).toEqual([]);
      // The mutations leave enough to read: a suite of empty documents would prove nothing.
      expect(decisions).toBeGreaterThan(RUNS);
    },
    // Generous: thousands of documents on a busy machine.
    60_000 + RUNS * 100,
  );
});

describe('a dishonest reading', () => {
  const text =
    'ПРИКАЗ\n01.02.2026 № 3\nПРИКАЗЫВАЮ:\n1. Школам убрать снег до 5 марта 2026 года.\n2. Школам сдать отчёт.';
  const source = { name: '', text, tables: null };
  const [document] = read(text);
  if (document === undefined) throw new Error('one document is read');
  const [first, second] = document.decisions;
  if (first === undefined || second === undefined) throw new Error('two decisions are read');

  it('would be noticed', () => {
    const withFirst = (change: object) => [{ ...document, decisions: [{ ...first, ...change }, second] }];
    expect(dishonesties([document], source)).toEqual([]);
    expect(dishonesties(withFirst({ quote: { start: 0, end: 9999 } }), source)).toHaveLength(1);
    expect(dishonesties(withFirst({ quote: second.quote }), source)).toHaveLength(1);
    expect(
      dishonesties(withFirst({ deadline: { ...first.deadline, due: '2026-03-06' } }), source),
    ).toHaveLength(1);
    expect(dishonesties(withFirst({ deadline: { ...first.deadline, text: null } }), source)).toHaveLength(1);
    const borrowed = {
      ...document,
      decisions: [first, { ...second, deadline: first.deadline, warnings: [] }],
    };
    expect(dishonesties([borrowed], source)).toHaveLength(1);
  });
});
