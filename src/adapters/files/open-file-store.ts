import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileStore } from '../../app/ports.ts';
import { contentTypeOf } from './content-type.ts';

/**
 * Files by content in a folder: `<folder>/ab/ab34…` named by their SHA-256, readable by the service's account only.
 * A file is written aside, flushed to the disk and then put in place by renaming, so that a crash leaves a whole
 * file or none, and a file that was kept survives a power cut.
 *
 * @throws Error of node:fs where the folder can't be written (disk full, no rights)
 */
export function openFileStore(folder: string): FileStore {
  const pathOf = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256);
  return {
    keep: async (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const path = pathOf(sha256);
      if (!(await exists(path))) {
        const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await writeWhole(path, bytes);
        await flushFolder(dirname(path));
        if (made !== undefined) await flushFolder(folder);
      }
      return { sha256, size: bytes.byteLength, mimeType: await contentTypeOf(bytes) };
    },
    read: async (sha256) => {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
      try {
        return await readFile(pathOf(sha256));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
  };
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const aside = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(aside, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (error) {
    // A full disk must not fill up with halves.
    await rm(aside, { force: true });
    throw error;
  }
}

/** Makes names put into a folder last. Windows has no such thing. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
