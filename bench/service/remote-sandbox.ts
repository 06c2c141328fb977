import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What the sandbox's process says first. */
export interface SandboxAddress {
  readonly apiRoot: string;
  readonly token: string;
}

/** What the sandbox's process can be asked; it answers each with one message. */
export type SandboxOrder =
  | { readonly kind: 'create_chats'; readonly count: number }
  | { readonly kind: 'limit'; readonly on: boolean }
  | { readonly kind: 'count_calls'; readonly method: string }
  | { readonly kind: 'say'; readonly userId: number; readonly text: string }
  | { readonly kind: 'press'; readonly userId: number; readonly button: string; readonly messageId: number };

/** The bot's answer to what a person did: its message, new or changed, and the time until it was there. */
export interface Reply {
  readonly messageId: number;
  readonly text: string;
  readonly elapsedMs: number;
}

/** A sandbox in another process. */
export interface RemoteSandbox extends SandboxAddress {
  /** People who have started the bot; ids of their chats. */
  createChats(count: number): Promise<readonly number[]>;
  /** Telegram's flood control on or off. */
  limit(on: boolean): Promise<void>;
  /** Calls of a method since the start, the refused ones included. */
  countCalls(method: string): Promise<number>;
  /** Writes to the bot and waits for its next message. */
  say(userId: number, text: string): Promise<Reply>;
  /** Presses a button and waits until the chat shows something new. */
  press(userId: number, button: string, messageId: number): Promise<Reply>;
  close(): Promise<void>;
}

/** Starts a sandbox without flood control. */
export async function openRemoteSandbox(): Promise<RemoteSandbox> {
  const child = fork(fileURLToPath(new URL('sandbox-process.ts', import.meta.url)), {
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const address = (await nextMessage(child)) as SandboxAddress;
  const ask = async (order: SandboxOrder): Promise<unknown> => {
    const answer = nextMessage(child);
    child.send(order);
    return answer;
  };
  return {
    ...address,
    createChats: async (count) => (await ask({ kind: 'create_chats', count })) as readonly number[],
    limit: async (on) => {
      await ask({ kind: 'limit', on });
    },
    countCalls: async (method) => (await ask({ kind: 'count_calls', method })) as number,
    say: async (userId, text) => (await ask({ kind: 'say', userId, text })) as Reply,
    press: async (userId, button, messageId) =>
      (await ask({ kind: 'press', userId, button, messageId })) as Reply,
    close: async () => {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void =>
      reject(new Error(`the sandbox's process ended with ${code}`));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      resolve(message);
    });
  });
}
