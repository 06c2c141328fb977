import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A TypeScript module of the tests running as a process of its own. */
export interface RunningModule {
  readonly process: ChildProcess;
  /** Waits for a line on its standard output; fails with what it wrote on the other one when it ends before. */
  line(): Promise<string>;
}

/** Starts a module, given relative to the caller: `runModule(import.meta.url, './child.ts', args)`. */
export function runModule(base: string, module: string, args: readonly string[]): RunningModule {
  const file = fileURLToPath(new URL(module, base));
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const line = () =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const end = output.indexOf('\n');
        if (end === -1) return;
        resolve(output.slice(0, end));
        output = output.slice(end + 1);
      };
      child.stdout.on('data', look);
      child.once('exit', (status) => reject(new Error(`${module} ended with ${status}: ${errors}`)));
      look();
    });
  return { process: child, line };
}
