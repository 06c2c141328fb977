import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { EXAMPLE_PEOPLE, loadExample } from '../../src/service/load-example.ts';
import { openService, type Service } from '../../src/service/open-service.ts';
import { createSilentLog } from '../support/silent-log.ts';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { waitUntil } from '../support/wait-until.ts';

/** A first start that somebody stops while the example is being loaded, and the start after it. */
describe('an example that was interrupted', () => {
  const log = createSilentLog();
  let folder: string;
  let database: TestDatabase;
  let service: Service;

  const open = () =>
    openService(readConfig({ DATABASE_URL: database.connectionString, DATA_DIR: folder, PORT: '0' }), log, {
      onLost: () => undefined,
    });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'srok-example-'));
    database = await startTestDatabase();
    service = await open();
  });
  afterEach(async () => {
    await service.stop();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const sandboxOf = ({ sandbox }: Service): Sandbox => {
    if (sandbox === null) throw new Error('no sandbox');
    return sandbox;
  };
  /** The sandbox, of which one deed fails the given time it is done. */
  const failing = (deed: 'start' | 'sendFile' | 'press', time: number): Sandbox => {
    const sandbox = sandboxOf(service);
    let times = 0;
    const world = new Proxy(sandbox.world, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          if (name === deed && ++times === time) throw new Error('stopped');
          return Reflect.apply(value, target, args);
        };
      },
    });
    return { ...sandbox, world };
  };

  it.each([
    ['when one person has joined', 'start', 2],
    ['before the protocol is sent', 'sendFile', 1],
    ['before the protocol is published', 'press', 1],
  ] as const)('%s is loaded to its end by the next start', async (_when, deed, time) => {
    await expect(loadExample(service.deps, failing(deed, time), log)).rejects.toThrow('stopped');
    await service.stop();
    service = await open();
    expect(await loadExample(service.deps, sandboxOf(service), log)).toBe(true);
    const { subscriptions, controllers, documents } = service.deps.store;
    expect(await controllers.all()).toHaveLength(1);
    expect(await subscriptions.ofOrganizations()).toHaveLength(5);
    expect(await documents.published(5)).toHaveLength(1);
    const { world } = sandboxOf(service);
    await waitUntil('the principal is told', () =>
      world.history(EXAMPLE_PEOPLE.principal.id).some(({ text }) => text.includes('Вам:')),
    );
  });
});
