import { buildProgram } from './built-program.ts';
import { startSharedServer } from './test-database.ts';

/**
 * What a whole run of the system tests shares: the program as its users run it, and the database server, which is
 * held so that it is not stopped and started again between files.
 */
export async function setup(): Promise<() => Promise<void>> {
  const [server] = await Promise.all([startSharedServer(), buildProgram()]);
  return () => server.stop();
}
