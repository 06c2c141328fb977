import type { Deps } from './deps.ts';
import type { InstallationCounts } from './ports.ts';

/** What `srok status` tells: the database's counts and how many jobs wait in the queue. */
export interface Status extends InstallationCounts {
  readonly queueDepth: number;
}

/** Counts of the installation. */
export async function findStatus(
  deps: Pick<Deps, 'store'> & { readonly queueDepth: () => Promise<number> },
): Promise<Status> {
  const [counts, queueDepth] = await Promise.all([deps.store.counts(), deps.queueDepth()]);
  return { ...counts, queueDepth };
}
