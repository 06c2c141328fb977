import { stat } from 'node:fs/promises';

const LOOK_EVERY_MS = 2_000;
/** A folder that is moved away and back is no loss. */
const LOOKS_IN_VAIN = 2;

/**
 * Tells, once, when a folder is no longer the one it was: removed, replaced, or the disk it was on unmounted. What
 * has it open goes on writing into nothing, and a folder made anew under its name would look like an installation
 * that has lost everything. A folder that is not there at the beginning is not watched.
 *
 * @returns how to stop looking
 */
export async function watchFolder(
  folder: string,
  onGone: (error: Error) => void,
  lookEveryMs = LOOK_EVERY_MS,
): Promise<() => void> {
  const before = await identify(folder);
  if (before === null) return () => undefined;
  let inVain = 0;
  let stopped = false;
  const look = async (): Promise<void> => {
    const now = await identify(folder).catch(() => before); // A disk that does not answer says nothing about it.
    inVain = now === before ? 0 : inVain + 1;
    if (stopped) return;
    if (inVain < LOOKS_IN_VAIN) return lookLater();
    onGone(
      new Error(
        `The data folder ${folder} is gone: it was removed or replaced, or its disk was unmounted. ` +
          'Bring it back, or restore it from a backup, before the service starts again.',
      ),
    );
  };
  let timer: NodeJS.Timeout;
  const lookLater = (): void => {
    timer = setTimeout(() => void look(), lookEveryMs).unref();
  };
  lookLater();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** Null where nothing has this name. */
async function identify(folder: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(folder, { bigint: true });
    return `${dev}:${ino}`;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}
