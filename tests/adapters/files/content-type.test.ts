import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentTypeOf } from '../../../src/adapters/files/content-type.ts';

const SAMPLES = join(dirname(fileURLToPath(import.meta.url)), '../readers/samples');

describe('the type of a file, by its content', () => {
  test.each([
    ['lists.pdf', 'application/pdf'],
    ['sideways.jpg', 'image/jpeg'],
    ['lists.odt', 'application/vnd.oasis.opendocument.text'],
    ['roadmap-order.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['lists.rtf', 'application/rtf'],
    // The wrapper of all old Office formats.
    ['lists.doc', null],
  ])('%s → %s', async (name, type) => {
    expect(await contentTypeOf(await readFile(join(SAMPLES, name)))).toBe(type);
  });

  test.each([
    ['a program', `MZ${'\0'.repeat(300)}`, 'application/x-msdownload'],
    ['words', 'Отчёт об исполнении', null],
    ['nothing', '', null],
    ['a bare zip', 'PK\x03\x04', null],
  ])('%s', async (_what, bytes, type) => {
    expect(await contentTypeOf(Buffer.from(bytes))).toBe(type);
  });

  test('no bytes are an error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
        expect(['string', 'object']).toContain(typeof (await contentTypeOf(bytes)));
      }),
    );
  });
});
