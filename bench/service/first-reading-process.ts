import { readFileSync } from 'node:fs';
import { makeOfficeFiles } from '../material/office-files.ts';
import { countDecisions, readingContext } from '../material/whole-reading.ts';

/**
 * `first-reading-process.ts PAGES`: reads a plain text of so many pages, file to decisions, as the first thing this
 * process does, and prints the milliseconds: every expression is compiled on the way.
 */
const file = makeOfficeFiles(Number(process.argv[2])).find(({ format }) => format === 'txt');
if (file === undefined) throw new Error('no plain text is made');
const context = readingContext(readFileSync(new URL('../../examples/organizations.csv', import.meta.url)));
const startedMs = performance.now();
await countDecisions(file, context);
console.log(performance.now() - startedMs);
