import type { Command } from 'commander';

/** `srok start`: the service, until it is told to stop. */
export function addStartCommand(program: Command): void {
  program
    .command('start')
    .description('starts the service (what npm start runs)')
    .action(async () => {
      // Loaded only now: the other commands start without the service's weight.
      const { startService } = await import('../service/start-service.ts');
      await startService(process.env);
    });
}
