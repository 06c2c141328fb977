import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** One migration as it lies in the program. */
export interface Migration {
  /** Name of its folder, which sorts by date: 20261122120000_first_tables. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, hex: what Prisma writes into _prisma_migrations. */
  readonly checksum: string;
}

/** `prisma/migrations`, in order. */
export interface MigrationFolder {
  readonly path: string;
  readonly lockfile: string | null;
  readonly migrations: readonly Migration[];
}

/** The schema and the migrations that belong to this program. */
export interface DatabaseDefinition {
  /** Text of schema.prisma. */
  readonly schema: string;
  readonly folder: MigrationFolder;
}

/** Reads `prisma/` of the package this file belongs to, be it in src/ or in dist/. */
export function readDatabaseDefinition(): DatabaseDefinition {
  const root = path.join(findPackageRoot(path.dirname(fileURLToPath(import.meta.url))), 'prisma');
  return {
    schema: readFileSync(path.join(root, 'schema.prisma'), 'utf8'),
    folder: readMigrationFolder(path.join(root, 'migrations')),
  };
}

/** Reads a folder of migrations in the order of their names. */
function readMigrationFolder(folder: string): MigrationFolder {
  const lockfile = path.join(folder, 'migration_lock.toml');
  const names = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : [];
  return {
    path: folder,
    lockfile: existsSync(lockfile) ? readFileSync(lockfile, 'utf8') : null,
    migrations: names.map((name) => {
      const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  };
}

function findPackageRoot(start: string): string {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'prisma/schema.prisma'))) return folder;
    if (path.dirname(folder) === folder) {
      throw new Error(
        `prisma/schema.prisma is not found in ${start} or above: the installation is incomplete`,
      );
    }
  }
}
