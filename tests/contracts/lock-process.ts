/** Takes the service lock, says so, and stays until it is killed. Arguments: address, role. */
import { takeServiceLock } from '../../src/adapters/postgres/service-lock.ts';
import { createSilentLog } from '../support/silent-log.ts';

const [connectionString, role] = process.argv.slice(2);
if (connectionString === undefined || (role !== 'all' && role !== 'worker'))
  throw new Error('usage: address role');
await takeServiceLock({ connectionString, role, log: createSilentLog(), onLost: () => process.exit(1) });
process.stdout.write('taken\n');
setInterval(() => undefined, 60_000);
