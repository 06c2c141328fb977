import { describe, expect, it } from 'vitest';
import { openPdf } from '../../../src/adapters/readers/pdf/open-pdf.ts';
import { readSources } from '../../../src/adapters/readers/read-sources.ts';
import { photosAsPdf } from '../../../src/adapters/readers/scan/photo-pdf.ts';
import { findModelFolder } from '../../../src/adapters/readers/scan/recognizer.ts';
import { docxOf, paragraph } from './docx-file.ts';
import { sample } from './sample-file.ts';

const ignore = () => undefined;
const textFile = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });

describe('the files of one document', () => {
  it('are read in their order, whatever their formats', async () => {
    const files = [
      textFile('1.txt', '1. Провести совещание.'),
      { name: '2.docx', bytes: docxOf(paragraph('2. Направить отчёт.')) },
      textFile('3.txt', '3. Обеспечить подвоз.'),
    ];
    expect(await readSources(files, '1.txt и ещё 2', ignore)).toMatchObject({
      kind: 'text',
      source: {
        name: '1.txt и ещё 2',
        text: expect.stringMatching(
          /^1\. Провести совещание\.\n+2\. Направить отчёт\.\n+3\. Обеспечить подвоз\.$/,
        ),
      },
    });
  });

  it('are refused with the name of the one that can’t be read', async () => {
    const files = [textFile('1.txt', '1. Провести совещание.'), { name: '2.zip', bytes: new Uint8Array() }];
    expect(await readSources(files, 'всё', ignore)).toEqual({
      kind: 'unreadable',
      reason: 'empty',
      message: '«2.zip»: Файл пуст.',
    });
  });

  it('are refused where together they weigh too much', async () => {
    const big = { name: 'big.txt', bytes: new Uint8Array(16 * 1024 * 1024) };
    expect(await readSources([big, big, big, big], 'всё', ignore)).toMatchObject({ reason: 'too_big' });
  });

  it('that are photos become pages of one PDF', async () => {
    const photo = sample('sideways.jpg');
    const pdf = photosAsPdf([photo, photo]);
    const file = pdf === null ? null : await openPdf(pdf);
    if (file === null || 'kind' in file) throw new Error('not opened');
    const pictures = await Promise.all([1, 2].map(async (number) => (await file.page(number)).picture()));
    expect(file.pageCount).toBe(2);
    const [one, two] = pictures.map((picture) => Buffer.from(picture?.pixels ?? []));
    expect(one?.length).toBeGreaterThan(10_000);
    expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true);
    await file.close();
    expect(photosAsPdf([photo, photo.subarray(0, 40)])).toBeNull();
  });

  it.skipIf(findModelFolder() === null)(
    'that are photos are recognized page by page, and told of',
    async () => {
      const photo = { name: 'фото', bytes: sample('sideways.jpg') };
      const told: (readonly [number, number])[] = [];
      const one = await readSources([photo], 'фото', ignore);
      const two = await readSources([photo, photo], 'фото (2)', ({ page, pages }) =>
        told.push([page, pages]),
      );
      if (one.kind !== 'text' || two.kind !== 'text') throw new Error('not read');
      expect(told).toEqual([
        [1, 2],
        [2, 2],
      ]);
      const words = (text: string) => text.split(/\s+/).filter((word) => word !== '').length;
      // What stands at the edge of both pages alike is taken for a running head.
      expect(words(two.source.text)).toBeGreaterThan(1.8 * words(one.source.text));
    },
  );
});
