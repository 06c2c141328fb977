import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readSource } from '../../src/adapters/readers/index.ts';
import { russianCalendar } from '../../src/core/calendar/russian-calendar.ts';
import { defaultDeadlinePolicy } from '../../src/core/deadlines/index.ts';
import { collapse, type ReadingContext, readDocuments } from '../../src/core/documents/index.ts';
import { readDirectoryFile } from '../../src/service/read-directory-file.ts';
import { type MadeDocument, makeDocuments } from '../material/documents.ts';
import { measureInTurns, perSecond } from '../measure.ts';
import { measuredRow, type Row } from '../results.ts';
import type { Section } from '../section.ts';

const TURN_MS = 150;
const ORGANIZATIONS = 3000;
const DIRECTORY_FILE = new URL('../../examples/organizations.csv', import.meta.url);

/**
 * Files to decisions: reader and core, a file at a time, beside decoding it and collapsing the white space of
 * its lines; and against a directory of 3,000 organizations, beside the example's. With SROK_CORPUS set to a folder
 * of texts, those too.
 */
export const reading: Section = {
  name: 'reading',
  async measure() {
    const context = readingContext();
    const rows: Row[] = [];
    for (const document of [...makeDocuments(), ...corpusDocuments()])
      rows.push(await measureOne(document, context));
    const [first] = makeDocuments();
    if (first !== undefined) rows.push(await againstManyOrganizations(first, context));
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

async function countDecisions({ bytes, name }: MadeDocument, context: ReadingContext): Promise<number> {
  const source = await readSource(bytes, name);
  if (source.kind !== 'text') throw new Error(`${name}: ${source.message}`);
  return readDocuments(source.source, context).reduce((sum, { decisions }) => sum + decisions.length, 0);
}

function splitIntoLines(bytes: Uint8Array): readonly string[] {
  return new TextDecoder().decode(bytes).split('\n').map(collapse);
}

function readingContext(): ReadingContext {
  const directory = readDirectoryFile(readFileSync(DIRECTORY_FILE));
  if (directory.kind === 'errors') throw new Error('examples/organizations.csv is refused');
  return { directory: directory.entries, calendar: russianCalendar, policy: defaultDeadlinePolicy };
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
