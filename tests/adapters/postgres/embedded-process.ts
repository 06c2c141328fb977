/** Starts the embedded database on the folder given, says so, and stays until it is stopped or killed. */
import { startEmbeddedPostgres } from '../../../src/adapters/postgres/embedded/start-embedded-postgres.ts';
import { createSilentLog } from '../../support/silent-log.ts';

const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('usage: dataDir');
const database = await startEmbeddedPostgres({ dataDir, log: createSilentLog() });
const stay = setInterval(() => undefined, 60_000);
process.once('SIGTERM', () => {
  void database.stop().then(() => clearInterval(stay));
});
process.stdout.write(`${JSON.stringify(database)}\n`);
