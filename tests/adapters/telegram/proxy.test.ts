import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect as connectTcp, createServer as createTcpServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createAgent } from '../../../src/adapters/telegram/proxy.ts';
import { connect, failureOf, inChat, received, someone } from './support.ts';

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as AddressInfo).port;
}

function join(client: Socket, host: string, port: number): void {
  const target = connectTcp(port, host);
  client.pipe(target).pipe(client);
  for (const socket of [client, target]) socket.on('error', () => socket.destroy());
}

/** A CONNECT proxy that wants a password, and counts who came. */
async function startHttpProxy(password: string): Promise<{ port: number; tunnels: string[] }> {
  const tunnels: string[] = [];
  const server = createHttpServer();
  server.on('connect', (request, socket: Socket) => {
    const expected = `Basic ${Buffer.from(`srok:${password}`).toString('base64')}`;
    if (request.headers['proxy-authorization'] !== expected) {
      return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 4\r\n\r\nnope');
    }
    tunnels.push(request.url ?? '');
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    const [host = '', port = ''] = (request.url ?? '').split(':');
    join(socket, host, Number(port));
  });
  return { port: await listen(server), tunnels };
}

/** A SOCKS5 proxy without a password; remembers the names it was asked to resolve. */
async function startSocksProxy(): Promise<{ port: number; asked: string[] }> {
  const asked: string[] = [];
  const server = createTcpServer((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]));
      socket.once('data', (request: Buffer) => {
        const isName = request[3] === 3;
        const length = isName ? (request[4] ?? 0) : 4;
        const start = isName ? 5 : 4;
        const address = request.subarray(start, start + length);
        asked.push(isName ? address.toString() : [...address].join('.'));
        socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
        join(socket, '127.0.0.1', request.readUInt16BE(start + length));
      });
    });
  });
  return { port: await listen(server), asked };
}

describe('TELEGRAM_PROXY', () => {
  test('an HTTP proxy tunnels everything, with its password', async () => {
    const { port, tunnels } = await startHttpProxy('тайна');
    const { sandbox, messenger } = await connect(
      {},
      { proxy: `http://srok:${encodeURIComponent('тайна')}@127.0.0.1:${port}` },
    );
    const chat = someone(sandbox);
    await messenger.send(inChat(chat), { html: 'а' });
    expect(received(sandbox, chat)).toEqual(['а']);
    expect(tunnels).toEqual([sandbox.url.replace('http://', '')]);
  });

  test('a proxy that refuses loses no message', async () => {
    const { port } = await startHttpProxy('тайна');
    const { sandbox, messenger } = await connect({}, { proxy: `http://127.0.0.1:${port}` });
    const chat = someone(sandbox);
    expect(await failureOf(messenger.send(inChat(chat), { html: 'а' }))).toMatchObject({ permanent: false });
    expect(received(sandbox, chat)).toEqual([]);
  });

  test('a SOCKS proxy gets the name to resolve itself', async () => {
    const { port, asked } = await startSocksProxy();
    const { sandbox } = await connect();
    const { messenger } = await connect(
      {},
      {
        token: sandbox.token,
        apiRoot: sandbox.apiRoot.replace('127.0.0.1', 'telegram.invalid'),
        proxy: `socks5://127.0.0.1:${port}`,
      },
    );
    const chat = someone(sandbox);
    await messenger.send(inChat(chat), { html: 'а' });
    expect(received(sandbox, chat)).toEqual(['а']);
    expect(asked).toEqual(['telegram.invalid']);
  });

  test('a proxy that is not there is a failure of the network', async () => {
    const { sandbox, messenger } = await connect({}, { proxy: 'socks5://127.0.0.1:1' });
    expect(await failureOf(messenger.send(inChat(someone(sandbox)), { html: 'а' }))).toMatchObject({
      reason: 'network',
      permanent: false,
    });
  });

  test('another kind of proxy is refused', () => {
    expect(() => createAgent('https://api.telegram.org', 'ftp://127.0.0.1')).toThrow('not ftp://');
  });
});
