/**
 * Generates the database client from prisma/schema.prisma into src/adapters/postgres/generated.
 * Works without a network; part of `npm ci`, so it is plain JavaScript.
 *
 * The command line of Prisma wants a schema engine, which generating does not use; any existing file
 * will do, and naming one keeps it from downloading.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const command = findPrisma();
if (command === null) {
  if (existsSync(path.join(root, 'src/adapters/postgres/generated')) || existsSync(path.join(root, 'dist'))) {
    console.log('prisma is not installed; the client that is here stays as it is');
    process.exit(0);
  }
  console.error('prisma is not installed: run npm ci with the development dependencies');
  process.exit(1);
}
const run = spawnSync(process.execPath, [command, 'generate', '--no-hints'], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
});
process.exit(run.status ?? 1);

function findPrisma() {
  try {
    return createRequire(import.meta.url).resolve('prisma/build/index.js');
  } catch {
    return null;
  }
}
