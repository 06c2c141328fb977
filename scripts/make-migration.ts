/**
 * Writes the migration from what the migrations make to what prisma/schema.prisma says:
 *
 *   npx tsx scripts/make-migration.ts "invitations expire"
 *   → prisma/migrations/20261122120000_invitations_expire/migration.sql
 *
 * Read it before committing it: checks, triggers and partial indexes are written by hand.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../src/adapters/postgres/embedded/start-embedded-postgres.ts';
import { readDatabaseDefinition } from '../src/adapters/postgres/migration-folder.ts';
import { openMigrationEngine } from '../src/adapters/postgres/schema-engine.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: console.warn, error: console.error };

const why = process.argv
  .slice(2)
  .join(' ')
  .trim()
  .toLowerCase()
  .replaceAll(/[^a-z0-9]+/g, '_');
if (why === '') {
  console.error('say in a few words why: npx tsx scripts/make-migration.ts "invitations expire"');
  process.exit(2);
}
const scratch = mkdtempSync(path.join(tmpdir(), 'srok-migration-'));
const database = await startEmbeddedPostgres({ dataDir: scratch, log: silent });
try {
  const { schema, folder } = readDatabaseDefinition();
  const engine = await openMigrationEngine(database.connectionString, schema);
  const sql = await engine.difference(folder);
  await engine.close();
  if (sql === '') {
    console.log('the migrations agree with the schema already');
  } else {
    const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
    const target = path.join(folder.path, `${stamp}_${why}`);
    mkdirSync(target, { recursive: true });
    writeFileSync(path.join(target, 'migration.sql'), sql);
    console.log(path.join(target, 'migration.sql'));
  }
} finally {
  await database.stop();
  rmSync(scratch, { recursive: true, force: true });
}
