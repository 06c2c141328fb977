import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileStore } from '../../app/ports.ts';
import { contentTypeOf } from './content-type.ts';

/** Nobody writes a file for so long: what is older was left by a process that was killed. */
const LEFT_BEHIND_MS = 60 * 60 * 1000;

/**
 * Files by content in a folder: `<folder>/ab/ab34…` named by their SHA-256, readable by the service's account only.
 * A file is written aside (`<folder>/aside`), flushed to the disk and then put in place by renaming, so that a crash
 * leaves a whole file or none, and a file that was kept survives a power cut. Halves left aside by a crash are removed
 * by a later process.
 *
 * @throws Error of node:fs where the folder can't be written (disk full, no rights)
 */
export function openFileStore(folder: string): FileStore {
  const pathOf = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256);
  const asideFolder = join(folder, 'aside');
  let cleared: Promise<void> | null = null;
  return {
    keep: async (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const path = pathOf(sha256);
      if (!(await exists(path))) {
        const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await mkdir(asideFolder, { recursive: true, mode: 0o700 });
        cleared ??= removeLeftBehind(asideFolder).catch(() => {
          // No reason not to keep this file; the next one tries again.
          cleared = null;
        });
        await cleared;
        await writeWhole(join(asideFolder, randomUUID()), path, bytes);
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

async function removeLeftBehind(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    // Another process may remove it at the same moment, or put it in its place.
    const found = await stat(path).catch(() => null);
    if (found !== null && Date.now() - found.mtimeMs > LEFT_BEHIND_MS) await rm(path, { force: true });
  }
}

async function writeWhole(aside: string, path: string, bytes: Uint8Array): Promise<void> {
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
