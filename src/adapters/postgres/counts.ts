import type { InstallationCounts } from '../../app/ports.ts';
import type { Database } from './database.ts';

/** Counts an operator asks for. */
export async function countInstallation(db: Database): Promise<InstallationCounts> {
  const rows = await db.$queryRaw<{ what: string; state: string; count: number }[]>`
    SELECT 'organizations' AS what, '' AS state, count(*)::int AS count FROM organization
     UNION ALL
    SELECT 'subscriptions', '', count(*)::int FROM subscription WHERE state = 'active'
     UNION ALL
    SELECT 'documents', state, count(*)::int FROM document GROUP BY state
     UNION ALL
    SELECT 'assignments', state, count(*)::int FROM assignment GROUP BY state
     UNION ALL
    SELECT 'deliveries', state, count(*)::int FROM delivery GROUP BY state`;
  const only = (what: string) => rows.filter((row) => row.what === what);
  const byState = (what: string) => Object.fromEntries(only(what).map(({ state, count }) => [state, count]));
  return {
    organizations: only('organizations')[0]?.count ?? 0,
    subscriptions: only('subscriptions')[0]?.count ?? 0,
    documents: byState('documents'),
    assignments: byState('assignments'),
    deliveries: byState('deliveries'),
  };
}
