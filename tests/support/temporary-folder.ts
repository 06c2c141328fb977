import { mkdirSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 2 * 1024 ** 3;

/**
 * Where the tests put their databases and files: in memory where the machine has room there (making a database
 * takes a tenth of the time it takes on a disk), else among the other temporary files.
 */
export function chooseTemporaryFolder(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize < ENOUGH_BYTES) return tmpdir();
    const folder = path.join(MEMORY, `srok-tests-${process.getuid?.() ?? 0}`);
    // Others pass through it: the PostgreSQL of the machine runs as a user of its own.
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    return folder;
  } catch {
    return tmpdir(); // There is no such place here, or it is not ours to write to.
  }
}
