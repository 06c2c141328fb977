import { spawn } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The root of the project, where commands are run. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Inside the project, for the packages are found from there; not `dist`, which belongs to the developer. */
const FOLDER = `${ROOT}node_modules/.cache/srok-tests/program`;

/** The command `srok` as it is installed: compiled from the sources at the beginning of a run. */
export const BUILT_CLI = `${FOLDER}/src/cli.js`;
/** Begins in a third of the time that the thread takes from its sources; see reader-thread.source.mjs. */
export const BUILT_READER_THREAD = pathToFileURL(
  `${FOLDER}/src/adapters/readers/worker/reader-thread.js`,
).href;

/** Compiles what has changed since the last time; types are another check's business. */
export async function buildProgram(): Promise<void> {
  const args = ['-p', 'tsconfig.build.json', '--noCheck', '--incremental'];
  const places = ['--outDir', FOLDER, '--tsBuildInfoFile', `${FOLDER}/built.json`];
  const tsc = spawn(process.execPath, [`${ROOT}node_modules/typescript/bin/tsc`, ...args, ...places], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  tsc.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    tsc.once('error', reject);
    tsc.once('close', resolve);
  });
  if (status !== 0) throw new Error(`the program is not built: ${said}`);
}
