import { openZip, ZipError } from './docx/zip.ts';
import { damagedFile, type FormatReading, oversizedContent } from './format-reading.ts';

/** Parts of a document a person wrote stay far below; a bomb does not. */
const MAX_PART_BYTES = 32 * 1024 * 1024;

/** The XML parts of an office document, by their path in the package. */
export interface OfficePackage {
  readonly names: readonly string[];
  /** A part as text, null where there is none. @throws ZipError */
  part(name: string): string | null;
}

/** Reads a zipped office document; a broken archive or a bomb is a refusal that names the format. */
export function readPackage(
  bytes: Uint8Array,
  format: string,
  read: (opened: OfficePackage) => FormatReading,
): FormatReading {
  try {
    const zip = openZip(bytes, MAX_PART_BYTES);
    return read({
      names: zip.names,
      part(name) {
        const part = zip.read(name);
        return part === null ? null : new TextDecoder().decode(part);
      },
    });
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    return error.reason === 'too_big' ? oversizedContent() : damagedFile(format);
  }
}
