import type { Command } from 'commander';
import { findStatus } from '../app/find-status.ts';
import { withInstallation } from './with-installation.ts';

/** `srok status [--json]`: counts of the installation. */
export function addStatusCommand(program: Command): void {
  program
    .command('status')
    .option('--json', 'one JSON value on stdout')
    .description('counts: organizations, subscriptions, documents, assignments, deliveries, queue depth')
    .action(async (options: { json?: boolean }) => {
      await withInstallation(async ({ store, queueDepth }) => {
        const status = await findStatus({ store, queueDepth });
        if (options.json) {
          console.log(JSON.stringify(status, null, 2));
          return;
        }
        for (const [name, value] of Object.entries(status)) {
          console.log(
            `${name}: ${typeof value === 'number' ? value : listOf(value as Record<string, number>)}`,
          );
        }
      });
    });
}

function listOf(counts: Readonly<Record<string, number>>): string {
  return (
    Object.entries(counts)
      .map(([state, count]) => `${state} ${count}`)
      .join(', ') || '0'
  );
}
