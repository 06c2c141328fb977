import { describe, expect, test } from 'vitest';
import { createFileFetcher } from '../../../src/adapters/telegram/files.ts';
import { connect, someone } from './support.ts';

describe('fetching files', () => {
  test('the bytes as they were sent', async () => {
    const { sandbox, client } = await connect();
    const bytes = new Uint8Array(300_000).map((_, index) => index % 251);
    const sent = sandbox.world.sendFile(someone(sandbox), { name: 'скан.pdf', bytes });
    expect(await createFileFetcher(client).fetch(sent.file?.fileId ?? '')).toEqual({ kind: 'file', bytes });
  });

  test('above 20 MB it is too big', async () => {
    const { sandbox, client } = await connect();
    const sent = sandbox.world.sendFile(someone(sandbox), { name: 'скан.pdf', size: 20 * 1024 * 1024 + 1 });
    expect(await createFileFetcher(client).fetch(sent.file?.fileId ?? '')).toEqual({ kind: 'too_big' });
  });

  test('a file that is larger than Telegram said is cut off', async () => {
    const { sandbox, client } = await connect();
    const sent = sandbox.world.sendFile(someone(sandbox), { name: 'a.txt', bytes: new Uint8Array(10) });
    const http: typeof client.http = (request) => client.http({ ...request, maxBytes: 5 });
    expect(await createFileFetcher({ ...client, http }).fetch(sent.file?.fileId ?? '')).toEqual({
      kind: 'too_big',
    });
  });

  test('unknown or let go is gone', async () => {
    const { sandbox, client } = await connect({ maxFileBytes: 10 });
    const chat = someone(sandbox);
    const first = sandbox.world.sendFile(chat, { name: 'a.txt', bytes: new Uint8Array(10) });
    sandbox.world.sendFile(chat, { name: 'b.txt', bytes: new Uint8Array(10) });
    const files = createFileFetcher(client);
    expect(await files.fetch(first.file?.fileId ?? '')).toEqual({ kind: 'gone' });
    expect(await files.fetch('nothing')).toEqual({ kind: 'gone' });
    const bodiless = sandbox.world.sendFile(chat, { name: 'c.txt', size: 5 });
    expect(await files.fetch(bodiless.file?.fileId ?? ''), 'the address leads nowhere').toEqual({
      kind: 'gone',
    });
  });

  test('trouble with the network or the server may pass', async () => {
    const { sandbox, client } = await connect();
    const sent = sandbox.world.sendFile(someone(sandbox), { name: 'a.txt', bytes: new Uint8Array(10) });
    const files = createFileFetcher(client);
    sandbox.world.addFault({ method: 'getFile', kind: 'error_500', times: 4 });
    expect(await files.fetch(sent.file?.fileId ?? '')).toEqual({ kind: 'unavailable' });
    await sandbox.close();
    expect(await files.fetch(sent.file?.fileId ?? '')).toEqual({ kind: 'unavailable' });
  });
});
