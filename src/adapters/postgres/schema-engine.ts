import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import type * as Bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { createMigrationAdapter } from './migration-adapter.ts';
import type { MigrationFolder } from './migration-folder.ts';

/** The part of the platform's WebAssembly used here; its types come with the browser's only. */
const webAssembly = (
  globalThis as unknown as {
    WebAssembly: {
      instantiate(
        bytes: Uint8Array,
        imports: object,
      ): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
    };
  }
).WebAssembly;

/** Nothing is left out of what Prisma compares and applies. */
const EVERYTHING = { externalTables: [], externalEnums: [] };

/** Prisma's schema engine, compiled to WebAssembly: what `prisma migrate` runs, without its native program. */
export interface MigrationEngine {
  /** Applies what the database lacks, in order, and writes it down in _prisma_migrations; returns the names. */
  apply(folder: MigrationFolder): Promise<readonly string[]>;
  /** The SQL from what the migrations make to what the schema says; empty where they agree. Uses the database as scratch. */
  difference(folder: MigrationFolder): Promise<string>;
  readonly close: () => Promise<void>;
}

/**
 * Loads the engine (5 MB, a fifth of a second) for a database.
 *
 * @throws Error where the engine's files are missing
 */
export async function openMigrationEngine(
  connectionString: string,
  schema: string,
): Promise<MigrationEngine> {
  const adapter = createMigrationAdapter(connectionString);
  const bindings = await loadBindings();
  const engine = await bindings.SchemaEngine.new(
    { datamodels: [['schema.prisma', schema]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
  return {
    async apply(folder) {
      const done = await engine.applyMigrations({ migrationsList: listOf(folder), filters: EVERYTHING });
      return done.appliedMigrationNames;
    },
    async difference(folder) {
      const found = await engine.diff({
        from: { tag: 'migrations', ...listOf(folder) },
        to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
        script: true,
        exitCode: true,
        filters: EVERYTHING,
      });
      return found.exitCode === 2 ? (found.stdout ?? '') : '';
    },
    async close() {
      engine.free();
      await adapter.close();
    },
  };
}

/**
 * The bindings keep the one instance of the engine in variables of their module and are spoilt by a second one,
 * so a process loads it once.
 */
let loading: Promise<typeof Bindings> | null = null;

function loadBindings(): Promise<typeof Bindings> {
  loading ??= instantiate();
  return loading;
}

async function instantiate(): Promise<typeof Bindings> {
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const bytes = await readFile(path.join(path.dirname(entry), 'schema_engine_bg.wasm'));
  const { instance } = await webAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings;
}

function listOf(folder: MigrationFolder): MigrationList {
  return {
    baseDir: folder.path,
    lockfile: { path: 'migration_lock.toml', content: folder.lockfile },
    shadowDbInitScript: '',
    migrationDirectories: folder.migrations.map((migration) => ({
      path: migration.name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: migration.sql } },
    })),
  };
}
