import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { importDirectory } from '../app/import-directory.ts';
import { listGroups, listOrganizations } from '../app/list-organizations.ts';
import { readDirectoryFile } from '../service/read-directory-file.ts';
import { withInstallation } from './with-installation.ts';

/** `srok orgs import FILE.csv` and `srok orgs list`. */
export function addOrgsCommand(program: Command): void {
  const orgs = program.command('orgs').description('the directory of organizations');
  orgs
    .command('import')
    .argument('<file>', 'CSV: code,kind,name,short_name,aliases,parent,members,reminder_time')
    .description('adds and updates organizations by code; all or nothing')
    .action(importFile);
  orgs
    .command('list')
    .option('--json', 'one JSON value on stdout')
    .description('organizations with the number of chats that speak for them, then groups')
    .action(async (options: { json?: boolean }) => {
      await withInstallation(async ({ store }) => {
        if (options.json) {
          console.log(JSON.stringify(await store.organizations.all(), null, 2));
          return;
        }
        for (const { code, name, chats } of await listOrganizations({ store })) {
          console.log(`${code}\t${chats > 0 ? `${chats} chat(s)` : '-'}\t${name}`);
        }
        for (const { code, name, members, saved } of await listGroups({ store })) {
          console.log(`${code}\tgroup of ${members}${saved ? ', saved in the chat' : ''}\t${name}`);
        }
      });
    });
}

/** Errors of a file that are written; a wrong column makes one in every line. */
const ERRORS_SHOWN = 50;

async function importFile(path: string): Promise<void> {
  const bytes = await readFile(path);
  await withInstallation(async ({ store, clock }) => {
    const read = readDirectoryFile(bytes, await store.organizations.all());
    if (read.kind === 'errors') {
      for (const { line, column, message } of read.errors.slice(0, ERRORS_SHOWN)) {
        console.error(`${basename(path)}:${line}: ${column === null ? '' : `${column}: `}${message}`);
      }
      const hidden = read.errors.length - ERRORS_SHOWN;
      if (hidden > 0) console.error(`… and ${hidden} more errors.`);
      console.error('Nothing was imported.');
      process.exitCode = 1;
      return;
    }
    const { created, updated } = await importDirectory({ store, clock }, read.entries);
    console.log(`${created} added, ${updated} updated.`);
  });
}
