import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../../../src/adapters/postgres/embedded/server-process.ts';
import { openDatabase } from '../../../src/adapters/postgres/open-database.ts';
import { createSilentLog } from '../../support/silent-log.ts';
import { startTestDatabase, type TestDatabase } from '../../support/test-database.ts';

describe('a DATABASE_URL that leads nowhere', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await startTestDatabase();
  });
  afterAll(() => database.stop());

  const open = (databaseUrl: string) => openDatabase({ databaseUrl, dataDir: '', log: createSilentLog() });

  it('to a port where nothing listens names the setting', async () => {
    await expect(open(`postgresql://srok@127.0.0.1:${await findFreePort()}/srok`)).rejects.toThrow(
      'PostgreSQL can not be reached, check DATABASE_URL: connect ECONNREFUSED',
    );
  });

  it('to a server that hangs up names the setting', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as { port: number };
    await expect(open(`postgresql://srok@127.0.0.1:${port}/srok`)).rejects.toThrow(
      'PostgreSQL can not be reached, check DATABASE_URL',
    );
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });

  it.each([
    ['a database that is not there', (url: URL) => Object.assign(url, { pathname: '/nobodys' }), 'nobodys'],
    ['a wrong password', (url: URL) => Object.assign(url, { password: 'guess' }), 'authentication failed'],
  ])('to %s names the setting, and no password', async (_what, change, why) => {
    const opening = open(change(new URL(database.connectionString)).href);
    const error = await opening.then(
      () => null,
      (thrown: unknown) => thrown as Error,
    );
    expect(error?.message).toContain('PostgreSQL turns the service away, check DATABASE_URL');
    expect(error?.message).toContain(why);
    expect(error?.message).not.toContain('guess');
  });
});
