import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { chooseServerAccount, commandAs } from '../../src/adapters/postgres/embedded/server-account.ts';
import { findServerFiles } from '../../src/adapters/postgres/embedded/server-files.ts';
import { measureInTurns, type Sample, sampleOf } from '../measure.ts';
import { measuredRow } from '../results.ts';
import type { Section } from '../section.ts';
import { environment, startBuiltService } from '../service/service-process.ts';
import { inTempFolder } from '../service/temp-folder.ts';

/**
 * From `srok start` of the build to a 200 of /health: on an empty data folder, beside an empty Node and initdb,
 * which no first start can do without; and on a folder that is there, beside an empty Node.
 */
export const startUp: Section = {
  name: 'start-up',
  measure: () =>
    inTempFolder(async (kept) => {
      await startOnce(kept);
      const first = await measureInTurns(
        { service: () => inTempFolder(startOnce), initdb: () => inTempFolder(makeDatabase), node: startNode },
        { measured: 3, warmUp: 0 },
      );
      const later = await measureInTurns(
        { service: () => startOnce(kept), node: startNode },
        { measured: 5, warmUp: 1 },
      );
      return [
        measuredRow({ name: 'first start, empty DATA_DIR', unit: 'ms', better: 'less' }, first.service, {
          name: 'node -e 0, initdb',
          sample: sumOf(first.node, first.initdb),
        }),
        measuredRow({ name: 'later start', unit: 'ms', better: 'less' }, later.service, {
          name: 'node -e 0',
          sample: later.node,
        }),
      ];
    }),
};

async function startOnce(dataDir: string): Promise<number> {
  const service = await startBuiltService(dataDir);
  await service.stop();
  return service.healthyAfterMs;
}

async function startNode(): Promise<number> {
  return millisecondsOf(process.execPath, ['-e', '0'], {});
}

/** initdb as the embedded database runs it, and nothing else. */
async function makeDatabase(folder: string): Promise<number> {
  const { initdb, postgres } = findServerFiles();
  const dir = path.join(folder, 'postgres');
  const flags = ['--username=srok', '--auth=trust', '--encoding=UTF8', '--locale=C'];
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const command = commandAs(chooseServerAccount(dir, postgres), initdb, [
    `--pgdata=${dir}`,
    ...flags,
    ...locale,
  ]);
  return millisecondsOf(command.file, command.args, command.identity);
}

function millisecondsOf(
  file: string,
  args: readonly string[],
  identity: { uid?: number; gid?: number },
): number {
  const startedMs = performance.now();
  const run = spawnSync(file, args, { ...identity, cwd: '/', env: environment({}), encoding: 'utf8' });
  if (run.status !== 0)
    throw new Error(`${file} ended with ${run.status}: ${run.stderr}`, { cause: run.error });
  return performance.now() - startedMs;
}

/** Round by round, one after the other. */
function sumOf(one: Sample, other: Sample): Sample {
  return sampleOf(one.values.map((value, round) => value + (other.values[round] ?? Number.NaN)));
}
