/** A worker that takes the first delivery, says so and never ends it: to be killed. Arguments: kind, address. */
import { startWorkers } from '../../jobs/worker.ts';
import { connectQueue, type QueueBackend } from '../../src/adapters/queue/queue-connection.ts';
import { createSilentLog } from '../support/silent-log.ts';
import { HASTY_WORKERS, IDLE_USE_CASES } from './queue-workers.ts';

const [kind, address] = process.argv.slice(2);
if (kind === undefined || address === undefined) throw new Error('usage: kind address');
const backend: QueueBackend =
  kind === 'redis' ? { kind, url: address } : { kind: 'postgres', connectionString: address };
const log = createSilentLog();
const { forWorkers } = await connectQueue(backend, log);
startWorkers({
  ...forWorkers,
  log,
  timing: HASTY_WORKERS,
  useCases: {
    ...IDLE_USE_CASES,
    deliverMessage(deliveryId) {
      process.stdout.write(`${deliveryId}\n`);
      return new Promise(() => undefined);
    },
  },
});
