import type { Installation } from '../service/open-installation.ts';

/**
 * Runs a command's work on the installation that the environment names: the database of a running service, or
 * one started for this command alone and stopped after it.
 */
export async function withInstallation<T>(work: (installation: Installation) => Promise<T>): Promise<T> {
  // Loaded only now: commands that need no database start without its weight.
  const [{ readConfig }, { createLog }, { openInstallation }] = await Promise.all([
    import('../config.ts'),
    import('../log.ts'),
    import('../service/open-installation.ts'),
  ]);
  const config = readConfig(process.env);
  // A command's answer goes to stdout; only what goes wrong is logged, to stderr.
  const log = createLog({ level: 'warn', destination: 'stderr' });
  const installation = await openInstallation(config, log);
  try {
    return await work(installation);
  } finally {
    await installation.close();
  }
}
