import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchFolder } from '../../src/service/watch-folder.ts';
import { waitUntil } from '../support/wait-until.ts';

const LOOK_MS = 10;

describe('the data folder', () => {
  let parent: string;
  let folder: string;
  let gone: string[];
  let stop: () => void;

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'srok-watch-'));
    folder = join(parent, 'data');
    gone = [];
    await mkdir(folder);
    stop = await watchFolder(folder, ({ message }) => gone.push(message), LOOK_MS);
  });

  afterEach(async () => {
    stop();
    await rm(parent, { recursive: true, force: true });
  });

  it.each([
    ['is removed', () => rm(folder, { recursive: true })],
    ['is moved away', () => rename(folder, `${folder}.old`)],
    [
      'is replaced by another',
      async () => {
        await rename(folder, `${folder}.old`);
        await mkdir(folder);
      },
    ],
    ['lost what it stood in', () => rm(parent, { recursive: true })],
  ])('that %s is missed once', async (_how, lose) => {
    await lose();
    await waitUntil('the folder is missed', () => gone.length > 0, 5_000);
    expect(gone).toEqual([expect.stringContaining(`The data folder ${folder} is gone`)]);
  });

  it('that was never there is not missed', async () => {
    const watchedMore: string[] = [];
    const stopMore = await watchFolder(
      join(parent, 'another'),
      () => watchedMore.push('another is gone'),
      LOOK_MS,
    );
    await rm(folder, { recursive: true });
    // Both are looked at in turn, so the other one has been by then.
    await waitUntil('the folder is missed', () => gone.length > 0, 5_000);
    expect(watchedMore).toEqual([]);
    stopMore();
  });
});
