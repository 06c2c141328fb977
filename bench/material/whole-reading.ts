import { readSource } from '../../src/adapters/readers/index.ts';
import { russianCalendar } from '../../src/core/calendar/russian-calendar.ts';
import { defaultDeadlinePolicy } from '../../src/core/deadlines/index.ts';
import { type ReadingContext, readDocuments } from '../../src/core/documents/index.ts';
import { readDirectoryFile } from '../../src/service/read-directory-file.ts';

/** What documents are read against: the directory of a CSV file. */
export function readingContext(csv: Uint8Array): ReadingContext {
  const directory = readDirectoryFile(csv);
  if (directory.kind === 'errors') throw new Error('the directory is refused');
  return { directory: directory.entries, calendar: russianCalendar, policy: defaultDeadlinePolicy };
}

/** Reads a file as publishing does, reader and core, and counts its decisions. */
export async function countDecisions(
  { bytes, name }: { readonly bytes: Uint8Array; readonly name: string },
  context: ReadingContext,
): Promise<number> {
  const source = await readSource(bytes, name);
  if (source.kind !== 'text') throw new Error(`${name}: ${source.message}`);
  return readDocuments(source.source, context).reduce((sum, { decisions }) => sum + decisions.length, 0);
}
