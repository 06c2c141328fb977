#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { addDeadlineCommand } from './cli/deadline.ts';
import { addInviteCommand } from './cli/invite.ts';
import { addOrgsCommand } from './cli/orgs.ts';
import { addParseCommand } from './cli/parse.ts';
import { addPlanCommand } from './cli/plan.ts';
import { addStartCommand } from './cli/start.ts';
import { addStatusCommand } from './cli/status.ts';
import { packageRoot } from './service/package-root.ts';

/** `srok`: one subcommand, one file in cli/. Exit status 0 done, 1 failed, 2 wrong usage. */
const program = new Command('srok')
  .description('Контроль исполнения решений: reads documents, publishes points, reminds, collects reports.')
  .version(readVersion(), '--version', 'the version of the program')
  .showHelpAfterError('(srok --help lists the commands)')
  .exitOverride();

addStartCommand(program);
addParseCommand(program);
addDeadlineCommand(program);
addOrgsCommand(program);
addInviteCommand(program);
addPlanCommand(program);
addStatusCommand(program);
// Subcommands made by `.command()` inherit the override only of those set before; set it on all.
for (const command of allCommands(program)) command.exitOverride();

program.hook('preAction', (_program, command) => {
  // A service goes on for those who do not read its log.
  if (command.name() === 'start') return;
  // «srok orgs list | head»: whoever reads has seen enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

function allCommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}
