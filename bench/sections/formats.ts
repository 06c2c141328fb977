import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readSource } from '../../src/adapters/readers/index.ts';
import { findModelFolder } from '../../src/adapters/readers/scan/recognizer.ts';
import { bareReadingOf, endBareReading } from '../material/bare-reading.ts';
import { type FormatFile, makeOfficeFiles } from '../material/office-files.ts';
import { readHere } from '../material/read-here.ts';
import { longPdf, sampleFiles } from '../material/sample-files.ts';
import { measureInTurns, perSecond } from '../measure.ts';
import { measuredRow, plainRow, type Row } from '../results.ts';
import type { Section } from '../section.ts';
import { inTempFolder } from '../service/temp-folder.ts';

const TURN_MS = 150;
const PLAIN_PAGES = 10;
const LONG_PAGES = 200;
/** A plain document of ten pages is to be read in well under this. */
const AIM_MS = 100;
const READING_PROCESS = fileURLToPath(new URL('../service/reading-process.ts', import.meta.url));

/**
 * Files of every format to text: pages a second beside the least a reader of it must do, the time of a plain
 * document of ten pages through the front door, and how much a process grows while it reads 200 pages.
 */
export const formats: Section = {
  name: 'formats',
  async measure() {
    const plain = makeOfficeFiles(PLAIN_PAGES);
    const files = [...plain, ...sampleFiles().filter(canBeRead)];
    const rows: Row[] = [];
    try {
      for (const file of files) rows.push(await pagesPerSecond(file));
      for (const format of ['txt', 'docx'] as const) rows.push(...(await timeOfPlain(plain, format)));
      rows.push(...(await growthOfLong([...makeOfficeFiles(LONG_PAGES), longPdf(LONG_PAGES)])));
    } finally {
      await endBareReading();
    }
    return rows;
  },
};

function canBeRead({ format }: FormatFile): boolean {
  return (format !== 'scan' && format !== 'photo') || findModelFolder() !== null;
}

async function pagesPerSecond(file: FormatFile): Promise<Row> {
  const bare = bareReadingOf(file);
  const isSlow = file.format === 'scan' || file.format === 'photo';
  const text = await readHere(file);
  const { read, ceiling } = await measureInTurns(
    {
      read: perSecond(
        async () => {
          await readHere(file);
          return file.pages;
        },
        isSlow ? 0 : TURN_MS,
      ),
      ceiling: perSecond(
        async () => {
          await bare.run();
          return file.pages;
        },
        isSlow ? 0 : TURN_MS,
      ),
    },
    isSlow ? { measured: 3, warmUp: 1 } : { measured: 5, warmUp: 1 },
  );
  const name = `${file.format}, ${file.pages} pages of ${Math.round(text.length / file.pages)} characters`;
  return measuredRow({ name, unit: 'pages/s', better: 'more' }, read, {
    name: bare.ceiling,
    sample: ceiling,
  });
}

async function timeOfPlain(files: readonly FormatFile[], format: FormatFile['format']): Promise<Row[]> {
  const file = files.find((one) => one.format === format);
  if (file === undefined) return [];
  const { read } = await measureInTurns(
    {
      read: perSecond(async () => {
        await readSource(file.bytes, file.name);
        return 1;
      }, TURN_MS),
    },
    { measured: 7, warmUp: 1 },
  );
  const name = `a plain .${format} of ${file.pages} pages`;
  const row = { name, value: 1000 / read.median, unit: 'ms', better: 'less', spread: read.spread } as const;
  return [plainRow(row, { name: 'aim', value: AIM_MS })];
}

/** Each file in two processes of its own: one reads it, the other does only what it cannot do without. */
async function growthOfLong(files: readonly FormatFile[]): Promise<readonly Row[]> {
  if (!existsSync('/proc/self/clear_refs')) return [];
  return inTempFolder(async (folder) => {
    const rows: Row[] = [];
    for (const file of files) {
      const target = path.join(folder, file.name);
      writeFileSync(target, file.bytes);
      const read = await growthMb(target, file, 'read');
      const bare = await growthMb(target, file, 'bare');
      const name = `${file.format} of ${file.pages} pages, growth of the process at its highest`;
      rows.push(
        plainRow(
          { name, value: read, unit: 'MB', better: 'less', spread: null },
          { name: bareReadingOf(file).ceiling, value: bare },
        ),
      );
    }
    return rows;
  });
}

async function growthMb(
  target: string,
  { format, pages }: FormatFile,
  how: 'read' | 'bare',
): Promise<number> {
  const args = ['--import', 'tsx', READING_PROCESS, how, format, String(pages), target];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return Number(stdout);
}
