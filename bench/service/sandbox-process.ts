import { performance } from 'node:perf_hooks';
import { type Sandbox, startSandbox, TELEGRAM_LIMITS } from '../../src/sandbox/index.ts';
import type { Reply, SandboxAddress, SandboxOrder } from './remote-sandbox.ts';

/**
 * The sandbox in a process of its own, so that it takes no time from whoever sends to it. Started by
 * `openRemoteSandbox`, whose orders it takes; ends with its parent.
 */
const sandbox = await startSandbox();

process.on('disconnect', () => process.exit(0));
process.on('message', (order: SandboxOrder) => {
  void answer(sandbox, order).then(
    (said) => process.send?.(said),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.send?.({ apiRoot: sandbox.apiRoot, token: sandbox.token } satisfies SandboxAddress);

async function answer({ world }: Sandbox, order: SandboxOrder): Promise<unknown> {
  switch (order.kind) {
    case 'create_chats':
      return Array.from({ length: order.count }, (_, index) => {
        const { id } = world.createUser({ first_name: `Получатель ${index + 1}` });
        world.start(id);
        return id;
      });
    case 'limit':
      world.setLimits(order.on ? TELEGRAM_LIMITS : null);
      return null;
    case 'count_calls':
      return world.calls()[order.method] ?? 0;
    case 'say':
      return replyTo(world, order.userId, () => world.say(order.userId, order.text));
    case 'press':
      return replyTo(world, order.userId, () =>
        world.press(order.userId, order.button, { messageId: order.messageId }),
      );
  }
}

/** Timed here, where the person is: the way between the two processes is not the bot's. */
async function replyTo(world: Sandbox['world'], userId: number, act: () => unknown): Promise<Reply> {
  const after = world.mark();
  const startedMs = performance.now();
  act();
  const { messageId, text } = await world.waitFor(userId, ({ from }) => from.isBot, { after });
  return { messageId, text, elapsedMs: performance.now() - startedMs };
}
