import { describe, expect, it } from 'vitest';
import { readDoc } from '../../../src/adapters/readers/doc/read-doc.ts';
import { sample } from './sample-file.ts';

/** Where the WordDocument stream begins in the sample: its signature. */
const headAt = (bytes: Uint8Array): number => {
  for (let at = 512; at < bytes.length; at += 512)
    if (bytes[at] === 0xec && bytes[at + 1] === 0xa5) return at;
  throw new Error('no head');
};

describe('an old Word document', () => {
  it('is refused where it is locked with a password', () => {
    const bytes = sample('lists.doc');
    const at = headAt(bytes) + 11;
    expect(readDoc(bytes.with(at, (bytes[at] ?? 0) | 1))).toMatchObject({ reason: 'encrypted' });
  });

  it('is refused where Word 95 wrote it', () => {
    const bytes = sample('lists.doc');
    const version = headAt(bytes) + 2;
    expect(readDoc(bytes.with(version, 0x68).with(version + 1, 0))).toMatchObject({
      reason: 'unsupported_format',
      message: expect.stringContaining('95'),
    });
  });

  it('is told from an Excel table and from a locked .docx, which look alike outside', () => {
    const renamed = (to: string): Uint8Array => {
      const bytes = Buffer.from(sample('lists.doc'));
      const at = bytes.indexOf(Buffer.from('WordDocument', 'utf16le'));
      bytes.fill(0, at, at + 64).write(to, at, 'utf16le');
      bytes.writeUInt16LE((to.length + 1) * 2, at + 64);
      return new Uint8Array(bytes);
    };
    expect(readDoc(renamed('Workbook'))).toMatchObject({ message: expect.stringContaining('.xlsx') });
    expect(readDoc(renamed('EncryptedPackage'))).toMatchObject({ reason: 'encrypted' });
  });
});
