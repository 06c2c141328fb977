import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFileStore } from '../../../src/adapters/files/open-file-store.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'srok-files-'));
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe('files by content', () => {
  test('what was kept is read back, also by another start', async () => {
    const folder = join(root, 'not', 'there', 'yet');
    const kept = await openFileStore(folder).keep(bytesOf('справка'));
    expect(kept).toEqual({ sha256: hashOf('справка'), size: 14, mimeType: null });
    expect(Buffer.from((await openFileStore(folder).read(kept.sha256)) ?? '').toString()).toBe('справка');
  });

  test('an empty file and bytes that are no text are kept as they are', async () => {
    const store = openFileStore(root);
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const kept = await store.keep(bytes);
    expect([...((await store.read(kept.sha256)) ?? [])]).toEqual([...bytes]);
    const empty = await store.keep(new Uint8Array());
    expect(empty.size).toBe(0);
    expect(await store.read(empty.sha256)).toHaveLength(0);
  });

  test('the same content is kept once, however many keep it at once', async () => {
    const store = openFileStore(root);
    const kept = await Promise.all(
      Array.from({ length: 24 }, (_, index) => store.keep(bytesOf(`файл ${index % 3}`))),
    );
    expect(new Set(kept.map(({ sha256 }) => sha256))).toEqual(
      new Set(['файл 0', 'файл 1', 'файл 2'].map(hashOf)),
    );
    expect((await filesIn(root)).toSorted()).toEqual(['файл 0', 'файл 1', 'файл 2'].map(hashOf).toSorted());
  });

  test('a second keep leaves the file alone', async () => {
    const store = openFileStore(root);
    const { sha256 } = await store.keep(bytesOf('справка'));
    const path = join(root, sha256.slice(0, 2), sha256);
    const before = await stat(path);
    await store.keep(bytesOf('справка'));
    expect((await stat(path)).ino).toBe(before.ino);
  });

  test('only the service may read it', async () => {
    const { sha256 } = await openFileStore(root).keep(bytesOf('справка'));
    expect((await stat(join(root, sha256.slice(0, 2), sha256))).mode & 0o777).toBe(0o600);
    expect((await stat(join(root, sha256.slice(0, 2)))).mode & 0o077).toBe(0);
  });

  test('a failed write leaves no half behind and is an error', async () => {
    const sha256 = hashOf('справка');
    // A folder stands where the file is to be put: writing aside works, renaming does not.
    await mkdir(join(root, sha256.slice(0, 2), sha256), { recursive: true });
    await expect(openFileStore(root).keep(bytesOf('справка'))).rejects.toThrow();
    expect(await filesIn(root)).toEqual([]);
  });
});

describe('halves that a killed process has left', () => {
  test('are removed when the next one keeps a file; what is being written now stays', async () => {
    const aside = join(root, 'aside');
    await mkdir(aside);
    await writeFile(join(aside, 'left'), 'спра');
    await writeFile(join(aside, 'now'), 'спра');
    const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
    await utimes(join(aside, 'left'), longAgo, longAgo);
    await openFileStore(root).keep(bytesOf('справка'));
    expect(await readdir(aside)).toEqual(['now']);
  });
});

describe('what is not there', () => {
  test.each([
    ['an unknown hash', hashOf('нет такого')],
    ['nothing', ''],
    ['a path upwards', '../../etc/passwd'],
    ['a path upwards behind a hash', `${'a'.repeat(64)}/../../secret`],
    ['an absolute path', '/etc/passwd'],
    ['a hash in capitals', hashOf('справка').toUpperCase()],
    ['a hash with a line after it', `${hashOf('справка')}\n`],
    ['a short hash', hashOf('справка').slice(0, 63)],
  ])('%s reads as null', async (_name, hash) => {
    const store = openFileStore(join(root, 'files'));
    await store.keep(bytesOf('справка'));
    await writeFile(join(root, 'secret'), 'тайна');
    expect(await store.read(hash)).toBeNull();
  });
});
