import type { SourceTable } from '../../../core/documents/index.ts';
import { readDocumentText } from './document-text.ts';
import { readListNumbering } from './numbering.ts';
import { openZip, type ZipArchive, ZipError } from './zip.ts';

/** A Word document as text, or why it could not be read. */
export type DocxReading =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly tables: readonly SourceTable[];
      readonly pictures: boolean;
    }
  | { readonly kind: 'not_word'; readonly format: 'spreadsheet' | 'presentation' | 'open_document' | 'other' }
  | { readonly kind: 'damaged' | 'too_big'; readonly detail: string };

/** Parts of a document a person wrote stay far below; a bomb does not. */
const MAX_PART_BYTES = 32 * 1024 * 1024;

/**
 * Reads a .docx (ECMA-376 WordprocessingML): text, tables with merged cells, automatic numbers. One pass over
 * the XML, so the time grows with the size, and the size is limited.
 */
export function readDocx(bytes: Uint8Array): DocxReading {
  try {
    const zip = openZip(bytes, MAX_PART_BYTES);
    const document = part(zip, 'word/document.xml');
    if (document === null) return { kind: 'not_word', format: formatOf(zip) };
    const numbering = readListNumbering(part(zip, 'word/numbering.xml'), part(zip, 'word/styles.xml'));
    return { kind: 'text', ...readDocumentText(document, numbering) };
  } catch (error) {
    if (error instanceof ZipError) return { kind: error.reason, detail: error.message };
    throw error;
  }
}

function part(zip: ZipArchive, name: string): string | null {
  const bytes = zip.read(name);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

function formatOf(zip: ZipArchive): 'spreadsheet' | 'presentation' | 'open_document' | 'other' {
  if (zip.names.some((name) => name.startsWith('xl/'))) return 'spreadsheet';
  if (zip.names.some((name) => name.startsWith('ppt/'))) return 'presentation';
  return zip.names.includes('content.xml') ? 'open_document' : 'other';
}
