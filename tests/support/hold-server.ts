import { startSharedServer } from './test-database.ts';

/**
 * Holds the shared database server for a whole run of the system tests, so that it is not stopped and started
 * again between files.
 */
export async function setup(): Promise<() => Promise<void>> {
  const server = await startSharedServer();
  return () => server.stop();
}
