import { type Sandbox, startSandbox, TELEGRAM_LIMITS } from '../../src/sandbox/index.ts';
import type { SandboxAddress, SandboxOrder } from './remote-sandbox.ts';

/**
 * The sandbox in a process of its own, so that it takes no time from whoever sends to it. Started by
 * `openRemoteSandbox`, whose orders it takes; ends with its parent.
 */
const sandbox = await startSandbox();

process.on('disconnect', () => process.exit(0));
process.on('message', (order: SandboxOrder) => {
  process.send?.(answer(sandbox, order));
});
process.send?.({ apiRoot: sandbox.apiRoot, token: sandbox.token } satisfies SandboxAddress);

function answer({ world }: Sandbox, order: SandboxOrder): unknown {
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
  }
}
