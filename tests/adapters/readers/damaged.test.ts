import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readDoc } from '../../../src/adapters/readers/doc/read-doc.ts';
import type { FormatReading } from '../../../src/adapters/readers/format-reading.ts';
import { readSource } from '../../../src/adapters/readers/index.ts';
import { readOdt } from '../../../src/adapters/readers/odt/read-odt.ts';
import { readPdf } from '../../../src/adapters/readers/pdf/read-pdf.ts';
import { readRtf } from '../../../src/adapters/readers/rtf/read-rtf.ts';
import { photosAsPdf } from '../../../src/adapters/readers/scan/photo-pdf.ts';
import { readInThread } from '../../../src/adapters/readers/worker/read-in-thread.ts';
import { readXlsx } from '../../../src/adapters/readers/xlsx/read-xlsx.ts';
import { sample } from './sample-file.ts';

type Read = (bytes: Uint8Array) => FormatReading | Promise<FormatReading>;

const READERS: readonly (readonly [string, string, Read, number])[] = [
  ['.doc', 'lists.doc', readDoc, 300],
  ['.rtf', 'lists.rtf', readRtf, 300],
  ['.odt', 'lists.odt', readOdt, 300],
  ['.xlsx', 'roadmap-order.xlsx', readXlsx, 300],
  ['.pdf', 'lists.pdf', readPdf, 40],
];

/** Bytes of a sample, cut, or with some of them changed. */
const spoiled = (whole: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc.oneof(
    fc.nat({ max: whole.length }).map((length) => whole.slice(0, length)),
    fc
      .array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), {
        minLength: 1,
        maxLength: 30,
      })
      .map((changes) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, byte] of changes) bytes[at] = byte;
        return bytes;
      }),
  );

describe('a damaged file', () => {
  it.each(READERS)('%s is answered, however it is spoiled', async (_, name, read, runs) => {
    await fc.assert(
      fc.asyncProperty(spoiled(sample(name)), async (bytes) => {
        const reading = await read(bytes);
        if (reading.kind === 'unreadable') expect(reading.message).toMatch(/\p{Script=Cyrillic}/u);
        else
          for (const { rows } of reading.tables ?? [])
            for (const { start, end, cells } of rows)
              for (const cell of cells)
                expect([
                  cell.start <= cell.end,
                  cell.mergedFromAbove || cell.start >= start,
                  cell.end <= end,
                ]).toEqual([true, true, true]);
      }),
      { numRuns: runs },
    );
  });

  it('a photo is answered, however it is spoiled', () => {
    fc.assert(
      fc.property(spoiled(sample('sideways.jpg')), (bytes) => {
        const pdf = photosAsPdf([bytes]);
        expect(pdf === null || pdf.length > bytes.length).toBe(true);
      }),
    );
  });

  it.each([
    ['lists.doc', 600],
    ['lists.rtf', 3],
    ['lists.odt', 600],
    ['lists.pdf', 600],
    ['sideways.jpg', 600],
  ])('%s cut short is answered through its thread', async (name, length) => {
    const reading = await readSource(sample(name).slice(0, length), name);
    if (reading.kind === 'unreadable') expect(reading.message).toMatch(/\p{Script=Cyrillic}/u);
    else expect(name).toBe('lists.rtf');
  });

  it('a locked PDF is refused with the cure', async () => {
    expect(await readSource(sample('locked.pdf'), 'a.pdf')).toMatchObject({
      kind: 'unreadable',
      reason: 'encrypted',
      message: expect.stringContaining('Снимите пароль'),
    });
  });
});

describe('the reader thread', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('is started from its sources where it is not built', async () => {
    vi.stubEnv('SROK_BUILT_READER_THREAD', undefined);
    expect(await readInThread('pdf', sample('lists.pdf'))).toMatchObject({ kind: 'text' });
  });
});

describe('a file that takes too much', () => {
  const bytes = sample('lists.pdf');

  it('of time is given up, and the next one is read', async () => {
    expect(await readInThread('pdf', bytes, { timeoutMs: 1, heapMegabytes: 200 })).toMatchObject({
      kind: 'unreadable',
      reason: 'too_slow',
    });
    expect(await readInThread('pdf', bytes)).toMatchObject({ kind: 'text' });
  });

  it('of memory is given up, and the program goes on', async () => {
    expect(await readInThread('pdf', bytes, { timeoutMs: 60_000, heapMegabytes: 6 })).toMatchObject({
      kind: 'unreadable',
      reason: 'too_big',
    });
  });

  it('whose reading can not even begin does not keep the next from being read', async () => {
    // What can't be handed to a thread stands for a machine that has no thread to give.
    const unsendable = [() => 0] as unknown as readonly Uint8Array[];
    await expect(readInThread('pdf', unsendable)).rejects.toThrow();
    expect(await readInThread('pdf', bytes)).toMatchObject({ kind: 'text' });
  });
});
