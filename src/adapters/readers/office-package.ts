import { openZip, ZipError } from './docx/zip.ts';
import { damagedFile, encryptedFile, type FormatReading, oversizedContent } from './format-reading.ts';

/** Parts of a document a person wrote stay far below; a bomb does not. */
export const MAX_PART_BYTES = 32 * 1024 * 1024;

/** What a zipped file holds, by the names of its parts. */
export type PackageKind = 'word' | 'spreadsheet' | 'presentation' | 'open_document' | 'other';

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
  maxPartBytes = MAX_PART_BYTES,
): FormatReading {
  try {
    const zip = openZip(bytes, maxPartBytes);
    return read({
      names: zip.names,
      part(name) {
        const part = zip.read(name);
        return part === null ? null : new TextDecoder().decode(part);
      },
    });
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    return refusalOf(error.reason, format);
  }
}

/** Tells what a zipped file is without unpacking it; a broken archive is a refusal. */
export function packageKind(bytes: Uint8Array): PackageKind | FormatReading {
  try {
    const { names } = openZip(bytes, MAX_PART_BYTES);
    if (names.includes('word/document.xml')) return 'word';
    if (names.some((name) => name.startsWith('xl/'))) return 'spreadsheet';
    if (names.some((name) => name.startsWith('ppt/'))) return 'presentation';
    return names.includes('content.xml') ? 'open_document' : 'other';
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    return refusalOf(error.reason, '.docx');
  }
}

function refusalOf(reason: ZipError['reason'], format: string): FormatReading {
  switch (reason) {
    case 'too_big':
      return oversizedContent();
    case 'encrypted':
      return encryptedFile(format);
    case 'damaged':
      return damagedFile(format);
  }
}
