import { describe, expect, test } from 'vitest';
import { makeOfficeFiles } from '../../bench/material/office-files.ts';
import { readHere } from '../../bench/material/read-here.ts';
import { longPdf, sampleFiles } from '../../bench/material/sample-files.ts';

const wordsOf = (text: string): string => text.replace(/\s+/gu, ' ').trim();
const made = makeOfficeFiles(2);

describe('the files that are read for the figures', () => {
  test.each(made.map((file) => [file.format, file] as const))(
    'as %s hold the same words as the plain text',
    async (_, file) => {
      const [plain] = made;
      expect(wordsOf(await readHere(file))).toBe(wordsOf(new TextDecoder().decode(plain?.bytes)));
    },
  );

  test('have pages of some 2,000 characters', async () => {
    for (const file of made) {
      const { length } = await readHere(file);
      expect(length / file.pages).toBeGreaterThan(1_500);
      expect(length / file.pages).toBeLessThan(2_500);
    }
  });

  test('are as long as they say, a PDF with its pages over and over', async () => {
    const pdf = sampleFiles().find(({ format }) => format === 'pdf');
    if (pdf === undefined) throw new Error('no PDF among the samples');
    const once = await readHere(pdf);
    const twice = await readHere(longPdf(pdf.pages * 2));
    const marks = (text: string): number => text.match(/РЕШИЛИ/gu)?.length ?? 0;
    expect(marks(once)).toBeGreaterThan(0);
    expect(marks(twice)).toBe(marks(once) * 2);
  });
});
