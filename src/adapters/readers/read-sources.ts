import type { SourceFile } from '../../app/ports.ts';
import { joinSources, type SourceText } from '../../core/documents/index.ts';
import type { Warning } from '../../core/warning.ts';
import { formatOf } from './file-format.ts';
import { refusal } from './format-reading.ts';
import { readPhotoPages, readSource, type SourceReading } from './index.ts';

/** What the files of one document may weigh together: all of them are in memory at once. */
const MAX_TOTAL_BYTES = 60 * 1024 * 1024;

/**
 * Reads the files of one document in their order: one file as `readSource` does, photos in a row as pages of one
 * document, anything else file by file, the texts joined. One file that can't be read is a refusal that names it.
 * `onProgress` hears of the pages that are recognized, counted through all files.
 */
export async function readSources(
  files: readonly SourceFile[],
  name: string,
  onProgress: (progress: { readonly page: number; readonly pages: number }) => void,
): Promise<SourceReading> {
  const [only] = files;
  const tell = (page: number, pages: number): void => onProgress({ page, pages });
  if (only !== undefined && files.length === 1) return readSource(only.bytes, name, tell);
  if (files.reduce((sum, { bytes }) => sum + bytes.length, 0) > MAX_TOTAL_BYTES) {
    return refusal('too_big', 'Файлы вместе больше 60 МБ. Пришлите документ частями.');
  }
  const sources: SourceText[] = [];
  const warnings: Warning[] = [];
  for (const run of runsOf(files)) {
    const [first] = run;
    if (first === undefined) continue;
    const reading =
      run.length === 1
        ? await readSource(first.bytes, first.name, tell)
        : await readPhotoPages(
            run.map(({ bytes }) => bytes),
            name,
            tell,
          );
    if (reading.kind === 'unreadable') {
      const which = run.length === 1 ? `«${first.name}»: ` : '';
      return refusal(reading.reason, `${which}${reading.message}`);
    }
    sources.push(reading.source);
    warnings.push(...reading.warnings);
  }
  return { kind: 'text', source: joinSources(sources, name), warnings };
}

/** Photos in a row together, every other file alone. */
function runsOf(files: readonly SourceFile[]): readonly (readonly SourceFile[])[] {
  const runs: { readonly photos: boolean; readonly files: SourceFile[] }[] = [];
  for (const file of files) {
    const isPhoto = file.bytes.length > 0 && formatOf(file.bytes) === 'photo';
    const last = runs.at(-1);
    if (isPhoto && last?.photos === true) last.files.push(file);
    else runs.push({ photos: isPhoto, files: [file] });
  }
  return runs.map((run) => run.files);
}
