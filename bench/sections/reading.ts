import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { collapse, type ReadingContext } from '../../src/core/documents/index.ts';
import { type MadeDocument, makeDocuments } from '../material/documents.ts';
import { makeOfficeFiles } from '../material/office-files.ts';
import { countDecisions, readingContext } from '../material/whole-reading.ts';
import { measureInTurns, perSecond } from '../measure.ts';
import { measuredRow, plainRow, type Row } from '../results.ts';
import type { Section } from '../section.ts';

const TURN_MS = 150;
const ORGANIZATIONS = 3000;
const PAGES = 10;
/** A plain document of ten pages is to be read in well under this. */
const AIM_MS = 100;
const FIRST_RUNS = 5;
const FIRST_READING = fileURLToPath(new URL('../service/first-reading-process.ts', import.meta.url));
const DIRECTORY_FILE = new URL('../../examples/organizations.csv', import.meta.url);

/**
 * Files to decisions: reader and core, a file at a time, beside decoding it and collapsing the white space of
 * its lines; and against a directory of 3,000 organizations, beside the example's; a plain text of ten pages, again and
 * again and as the first of a process. With SROK_CORPUS set to a folder
 * of texts, those too.
 */
export const reading: Section = {
  name: 'reading',
  async measure() {
    const context = readingContext(readFileSync(DIRECTORY_FILE));
    const rows: Row[] = [];
    for (const document of [...makeDocuments(), ...corpusDocuments()])
      rows.push(await measureOne(document, context));
    const [first] = makeDocuments();
    if (first !== undefined) rows.push(await againstManyOrganizations(first, context));
    rows.push(...(await tenPages(context)));
    return rows;
  },
};

async function measureOne(document: MadeDocument, context: ReadingContext): Promise<Row> {
  const found = await countDecisions(document, context);
  if (found === 0 || (document.decisions !== null && found !== document.decisions)) {
    throw new Error(`${document.name}: ${found} decisions read instead of ${document.decisions ?? 'some'}`);
  }
  const { read, split } = await measureInTurns(
    {
      read: perSecond(async () => {
        await countDecisions(document, context);
        return 1;
      }, TURN_MS),
      split: perSecond(() => {
        splitIntoLines(document.bytes);
        return 1;
      }, TURN_MS),
    },
    { measured: 5, warmUp: 1 },
  );
  const name = `${document.form} (${Math.round(document.bytes.length / 1024)} KB, ${found} decisions)`;
  return measuredRow({ name, unit: 'files/s', better: 'more' }, read, {
    name: 'decode and split',
    sample: split,
  });
}

/** The whole of reading ten pages, in a process that has read before and in one that has not. */
async function tenPages(context: ReadingContext): Promise<readonly Row[]> {
  const file = makeOfficeFiles(PAGES).find(({ format }) => format === 'txt');
  if (file === undefined) throw new Error('no plain text is made');
  const found = await countDecisions(file, context);
  const { read } = await measureInTurns(
    {
      read: perSecond(async () => {
        await countDecisions(file, context);
        return 1;
      }, TURN_MS),
    },
    { measured: 7, warmUp: 1 },
  );
  const firstMs: number[] = [];
  for (let run = 0; run < FIRST_RUNS; run += 1) {
    const args = ['--import', 'tsx', FIRST_READING, String(PAGES)];
    firstMs.push(Number((await promisify(execFile)(process.execPath, args)).stdout));
  }
  const median = firstMs.sort((a, b) => a - b)[Math.floor(FIRST_RUNS / 2)] ?? 0;
  const name = `a plain .txt of ${PAGES} pages to its ${found} decisions`;
  const ms = { unit: 'ms', better: 'less' } as const;
  const aim = { name: 'aim', value: AIM_MS };
  return [
    plainRow({ ...ms, name, value: 1000 / read.median, spread: read.spread }, aim),
    plainRow({ ...ms, name: `${name}, the first of a process`, value: median, spread: null }, aim),
  ];
}

/** A region's directory: the names of its schools are looked for at every reading. */
async function againstManyOrganizations(document: MadeDocument, context: ReadingContext): Promise<Row> {
  const schools = Array.from({ length: ORGANIZATIONS - context.directory.length }, (_, at) => ({
    code: `school-${at}`,
    kind: 'school' as const,
    name: `МБОУ «Средняя общеобразовательная школа № ${at + 1} города Приреченска»`,
    shortName: `МБОУ СОШ № ${at + 1}`,
    aliases: [`школа № ${at + 1}`],
    parent: null,
    members: null,
    reminderTime: null,
  }));
  const large = { ...context, directory: [...context.directory, ...schools] };
  const turn = (against: ReadingContext) =>
    perSecond(async () => {
      // As the store gives it: a list of its own at each reading, so that no index of it is kept from before.
      await countDecisions(document, { ...against, directory: [...against.directory] });
      return 1;
    }, TURN_MS);
  const { many, few } = await measureInTurns(
    { many: turn(large), few: turn(context) },
    { measured: 5, warmUp: 1 },
  );
  const name = `${document.form}, against ${ORGANIZATIONS} organizations`;
  const ceiling = { name: `against ${context.directory.length}`, sample: few };
  return measuredRow({ name, unit: 'files/s', better: 'more' }, many, ceiling);
}

function splitIntoLines(bytes: Uint8Array): readonly string[] {
  return new TextDecoder().decode(bytes).split('\n').map(collapse);
}

function corpusDocuments(): readonly MadeDocument[] {
  const folder = process.env['SROK_CORPUS'];
  if (folder === undefined) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .map((name) => ({
      form: name,
      name,
      bytes: readFileSync(path.join(folder, name)),
      decisions: null,
    }));
}
