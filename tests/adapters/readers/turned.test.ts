import { describe, expect, it } from 'vitest';
import { readSource } from '../../../src/adapters/readers/index.ts';
import { readPdf } from '../../../src/adapters/readers/pdf/read-pdf.ts';
import { type GrayImage, type Quarters, turnImage } from '../../../src/adapters/readers/scan/page-image.ts';
import { readUprightPage } from '../../../src/adapters/readers/scan/read-upright-page.ts';
import { findModelFolder, type Recognizer } from '../../../src/adapters/readers/scan/recognizer.ts';
import { sample } from './sample-file.ts';

/** A page of two printed lines, 400 × 300 points, its text turned by this matrix and the whole by /Rotate. */
function pdfOf(matrix: string, places: readonly string[], rotate: number): Uint8Array {
  const [first = '', second = ''] = places;
  const shown = `BT /F 12 Tf ${matrix} ${first} Tm (First line) Tj ${matrix} ${second} Tm (second one) Tj ET`;
  const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Rotate ${rotate} /Contents 4 0 R /Resources << /Font << /F ${font} >> >> >>`,
    `<< /Length ${shown.length} >>\nstream\n${shown}\nendstream`,
  ];
  let body = '%PDF-1.4\n';
  const entries = objects.map((object, at) => {
    const place = String(body.length).padStart(10, '0');
    body += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${place} 00000 n \n`;
  });
  const table = `xref\n0 5\n0000000000 65535 f \n${entries.join('')}`;
  const trailer = `trailer << /Size 5 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF`;
  return new TextEncoder().encode(body + table + trailer);
}

describe('a page of a PDF that is printed sideways or upside down', () => {
  const upwards = ['0 1 -1 0', ['100 50', '130 50']] as const;
  const downwards = ['0 -1 1 0', ['300 250', '270 250']] as const;
  const reversed = ['-1 0 0 -1', ['350 50', '350 80']] as const;
  it.each([
    ['upwards', ...upwards, 0],
    ['upwards, turned by its mark', ...upwards, 90],
    ['downwards', ...downwards, 0],
    ['downwards, turned by its mark', ...downwards, 270],
    ['upside down', ...reversed, 0],
    ['upside down, turned by its mark', ...reversed, 180],
    ['level', '1 0 0 1', ['50 250', '50 220'], 0],
  ] as const)('is read from above, %s', async (_, matrix, places, rotate) => {
    expect(await readPdf(pdfOf(matrix, places, rotate))).toMatchObject({
      kind: 'text',
      text: expect.stringMatching(/^First line\n+second one\n$/u),
    });
  });
});

/** A page with a thick bar along its top, which the recognizer below can read only from above. */
const upright: GrayImage = {
  width: 120,
  height: 160,
  perPoint: 1,
  pixels: Uint8Array.from({ length: 120 * 160 }, (_, at) => (at < 120 * 12 && at % 3 > 0 ? 0 : 255)),
};
function recognizerOf(asked: string[]): Recognizer {
  return {
    recognize({ width, height, pixels }, kind) {
      asked.push(kind);
      const darkAbove = pixels.subarray(0, width * 6).filter((pixel) => pixel < 128).length;
      const confidence =
        width < height && darkAbove > width * 3 ? 95 : kind === 'block' && darkAbove > width * 3 ? 95 : 30;
      return Promise.resolve([{ text: 'слово'.repeat(6), left: 1, right: 9, top: 1, bottom: 9, confidence }]);
    },
    close: () => Promise.resolve(),
  };
}

describe('a scanned page that lies on its side or upside down', () => {
  it.each([
    [1, 3],
    [2, 2],
    [3, 1],
  ] as const)('turned by %i quarters is turned back by %i', async (by, back) => {
    const { page, quarters } = await readUprightPage(turnImage(upright, by), recognizerOf([]));
    expect([quarters, page.words[0]?.confidence, page.width]).toEqual([back, 95, 120]);
  });

  it('is read once where it lies as it should, or as the page before it', async () => {
    const asked: string[] = [];
    await readUprightPage(upright, recognizerOf(asked));
    await readUprightPage(turnImage(upright, 1), recognizerOf(asked), 3);
    expect(asked).toEqual(['page', 'page']);
  });

  it('is left as it lies where no way up reads better', async () => {
    const blind: Recognizer = {
      recognize: () =>
        Promise.resolve([{ text: 'слово'.repeat(6), left: 1, right: 9, top: 1, bottom: 9, confidence: 40 }]),
      close: () => Promise.resolve(),
    };
    expect((await readUprightPage(upright, blind)).quarters).toBe(0);
  });

  it('is not tried other ways where it is blank', async () => {
    const asked: string[] = [];
    const blank = { ...upright, pixels: upright.pixels.map(() => 255) };
    expect((await readUprightPage(blank, recognizerOf(asked))).page.words).toEqual([]);
    expect(asked).toEqual([]);
  });

  it.each([0, 1, 2, 3] as const)('a turn by %i quarters and the rest of the circle change nothing', (by) => {
    const back = ((4 - by) % 4) as Quarters;
    expect(turnImage(turnImage(upright, by), back)).toEqual(upright);
  });

  const canRecognize = findModelFolder() !== null || process.env['CI'] === 'true';
  it.skipIf(!canRecognize)('is recognized as if it lay right', async () => {
    const reading = await readSource(sample('sideways.jpg'), 'photo.jpg');
    if (reading.kind !== 'text') throw new Error(reading.message);
    expect(reading.warnings[0]?.message).toMatch(/с уверенностью 9\d %/u);
  });
});
