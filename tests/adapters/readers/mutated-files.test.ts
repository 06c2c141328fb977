import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDoc } from '../../../src/adapters/readers/doc/read-doc.ts';
import { readDocx } from '../../../src/adapters/readers/docx/read-docx.ts';
import { openZip } from '../../../src/adapters/readers/docx/zip.ts';
import type { FormatReading } from '../../../src/adapters/readers/format-reading.ts';
import { readSource } from '../../../src/adapters/readers/index.ts';
import { readOdt } from '../../../src/adapters/readers/odt/read-odt.ts';
import { readPdf } from '../../../src/adapters/readers/pdf/read-pdf.ts';
import { readRtf } from '../../../src/adapters/readers/rtf/read-rtf.ts';
import { readXlsx } from '../../../src/adapters/readers/xlsx/read-xlsx.ts';
import { dishonesties } from '../../core/documents/honest.ts';
import { read } from '../../core/documents/reading.ts';
import { type Seeded, seeded } from '../../support/seeded.ts';
import { zipOf } from './docx-file.ts';
import { sample } from './sample-file.ts';

/** Times as many files: `SROK_FUZZ_TIMES=20 npx vitest run --project system tests/adapters/readers/mutated-files.test.ts` */
const TIMES = Number(process.env['SROK_FUZZ_TIMES'] ?? 1);
/** A whole file takes a fraction of a second; a hang does not end. */
const LONGEST_MS = 20_000;
const LARGEST_PART = 32 * 1024 * 1024;

type Read = (bytes: Uint8Array) => FormatReading | Promise<FormatReading>;

const readText: Read = async (bytes) => {
  const reading = await readSource(bytes, 'a.txt');
  return reading.kind === 'unreadable'
    ? reading
    : { kind: 'text', text: reading.source.text, tables: null, warnings: reading.warnings };
};
const example = new Uint8Array(readFileSync(new URL('../../../examples/protocol.txt', import.meta.url)));

const FORMATS: readonly (readonly [string, Uint8Array, Read, number])[] = [
  ['.docx', sample('beside.docx'), (bytes) => readDocx(bytes, LARGEST_PART), 150],
  ['.doc', sample('roadmap-order.doc'), readDoc, 150],
  ['.rtf', sample('roadmap-order.rtf'), readRtf, 100],
  ['.odt', sample('roadmap-order.odt'), readOdt, 100],
  ['.ods', sample('roadmap-order.ods'), readOdt, 60],
  ['.xlsx', sample('roadmap-order.xlsx'), readXlsx, 100],
  ['.pdf', sample('roadmap-order.pdf'), readPdf, 30],
  ['.txt', example, readText, 150],
];

describe('mutated bytes of', () => {
  it.each(FORMATS)(
    '%s are answered in time, and what is read of them is honest',
    async (_, whole, readFormat, runs) => {
      const failures: string[] = [];
      const answers = { text: 0, unreadable: 0 };
      for (let seed = 1; seed <= runs * TIMES && failures.length < 3; seed += 1) {
        const bytes = mutatedFile(whole, seeded(seed));
        const startedMs = performance.now();
        const reading = await readFormat(bytes);
        answers[reading.kind] += 1;
        const found = reading.kind === 'unreadable' ? refusalFaults(reading.message) : readingFaults(reading);
        const tookMs = performance.now() - startedMs;
        if (tookMs > LONGEST_MS) found.push(`took ${Math.round(tookMs)} ms`);
        failures.push(...found.map((failure) => `seed ${seed}: ${failure}`));
      }
      expect(failures).toEqual([]);
      // Some mutations leave a text to read: a suite of refusals would prove little.
      expect(answers.text).toBeGreaterThan(runs / 20);
    },
    300_000 * TIMES,
  );
});

function refusalFaults(message: string): string[] {
  return /\p{Script=Cyrillic}/u.test(message) ? [] : [`a refusal nobody understands: ${message}`];
}

function readingFaults({ text, tables }: Extract<FormatReading, { kind: 'text' }>): string[] {
  const source = { name: 'a', text, tables };
  return dishonesties(read(source), source);
}

/** Half of the mutations of a zipped file are made within one of its parts: outside, the checksum tells at once. */
function mutatedFile(whole: Uint8Array, random: Seeded): Uint8Array {
  const isZip = whole[0] === 0x50 && whole[1] === 0x4b;
  if (!isZip || random.upTo(2) === 0) return mutatedBytes(whole, random);
  const zip = openZip(whole, LARGEST_PART);
  const names = zip.names.filter((name) => name.endsWith('.xml'));
  const chosen = random.oneOf(names);
  return zipOf(
    names.map((name) => {
      const bytes = zip.read(name) ?? new Uint8Array();
      return { name, bytes: name === chosen ? mutatedBytes(bytes, random) : bytes };
    }),
  );
}

function mutatedBytes(whole: Uint8Array, random: Seeded): Uint8Array {
  let bytes = Buffer.from(whole);
  for (let changes = 1 + random.upTo(4); changes > 0 && bytes.length > 0; changes -= 1) {
    const at = random.upTo(bytes.length);
    const length = 1 + random.upTo(random.oneOf([4, 64, 2048]));
    const block = bytes.subarray(at, at + length);
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + block.length)];
    switch (random.upTo(6)) {
      case 0:
        bytes = Buffer.from(before);
        break;
      case 1:
        bytes = Buffer.concat([before, after]);
        break;
      case 2:
        bytes = Buffer.concat([before, block, block, block, after]);
        break;
      case 3:
        bytes = Buffer.concat([before, Buffer.alloc(block.length, random.oneOf([0, 0xff, 0x39])), after]);
        break;
      case 4:
        bytes = Buffer.concat([before, Buffer.from(block).reverse(), after]);
        break;
      default:
        bytes = Buffer.concat([before, Buffer.from(block.map(() => random.upTo(256))), after]);
    }
  }
  return new Uint8Array(bytes);
}
