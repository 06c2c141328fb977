import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { machineFacts, resultsJson, type SectionResult } from './results.ts';
import { CannotRun, type Section } from './section.ts';
import { addressees } from './sections/addressees.ts';
import { deadlines } from './sections/deadlines.ts';
import { delivery } from './sections/delivery.ts';
import { digests } from './sections/digests.ts';
import { formats } from './sections/formats.ts';
import { memory } from './sections/memory.ts';
import { reading } from './sections/reading.ts';
import { replies } from './sections/replies.ts';
import { startUp } from './sections/start-up.ts';
import { formatTable } from './table.ts';

/**
 * `npm run bench [-- --only reading --only digests]`: measures, prints a table; a whole run writes bench/results.json with
 * what this run measured. No figure fails the run: it prints each beside its ceiling. Exit status 1 where a
 * section broke off, 2 for wrong usage.
 */
const SECTIONS: readonly Section[] = [
  startUp,
  memory,
  reading,
  formats,
  addressees,
  deadlines,
  digests,
  delivery,
  replies,
];
const RESULTS_FILE = fileURLToPath(new URL('results.json', import.meta.url));

const only = readOnly();
const unknown = only.filter((name) => !SECTIONS.some((section) => section.name === name));
if (unknown.length > 0) {
  console.error(
    `no such section: ${unknown.join(', ')}; there are ${SECTIONS.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}

const date = new Date().toISOString();
const sections: Record<string, SectionResult> = {};
for (const section of SECTIONS) {
  if (only.length > 0 && !only.includes(section.name)) continue;
  console.error(`${section.name} …`);
  sections[section.name] = await runSection(section);
}
console.log(formatTable(sections));
// A part is for looking at; the file holds whole runs only.
if (only.length === 0) writeFileSync(RESULTS_FILE, resultsJson({ date, machine: machineFacts(), sections }));

function readOnly(): readonly string[] {
  try {
    return parseArgs({ options: { only: { type: 'string', multiple: true } } }).values.only ?? [];
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(2);
  }
}

async function runSection(section: Section): Promise<SectionResult> {
  const startedMs = performance.now();
  try {
    const rows = await section.measure();
    return { kind: 'measured', seconds: (performance.now() - startedMs) / 1000, rows };
  } catch (error) {
    if (error instanceof CannotRun) return { kind: 'not_run', reason: error.message };
    console.error(error);
    process.exitCode = 1;
    return {
      kind: 'not_run',
      reason: `broke off: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}
