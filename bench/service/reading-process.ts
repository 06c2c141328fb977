import { readFileSync, writeFileSync } from 'node:fs';
import { bareReadingOf, endBareReading } from '../material/bare-reading.ts';
import { type FormatFile, makeOfficeFiles } from '../material/office-files.ts';
import { readHere } from '../material/read-here.ts';

/**
 * `reading-process.ts read|bare FORMAT PAGES FILE`: reads the file once and prints by how many MB the process was
 * larger at its highest than before. A small file goes first, so that libraries are loaded.
 */
const [how = '', format = '', pages = '', target = ''] = process.argv.slice(2);
const file: FormatFile = {
  format: format as FormatFile['format'],
  name: target,
  pages: Number(pages),
  bytes: new Uint8Array(readFileSync(target)),
};
const small = makeOfficeFiles(1).find((one) => one.format === file.format);
if (small !== undefined) await run(small);
// Linux forgets the highest so far: the compiler of TypeScript took more than any reading.
writeFileSync('/proc/self/clear_refs', '5');
const beforeKb = statusKb('VmRSS');
await run(file);
console.log((statusKb('VmHWM') - beforeKb) / 1024);
await endBareReading();

function statusKb(field: string): number {
  return Number(
    new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))?.[1],
  );
}

async function run(one: FormatFile): Promise<void> {
  if (how === 'read') await readHere(one);
  else await bareReadingOf(one).run();
}
