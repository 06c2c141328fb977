import type { FormatReading, TellPage } from '../format-reading.ts';
import { MAX_PART_BYTES } from '../office-package.ts';

/** Formats that are read on a thread of their own, under limits of time and memory. */
export type HeavyFormat = 'docx' | 'doc' | 'rtf' | 'open_document' | 'xlsx' | 'pdf' | 'photo';

/**
 * Reads a file of a format, or photos as the pages of one document; libraries are loaded only now. May throw where
 * a library does.
 */
export async function readHeavyFormat(
  format: HeavyFormat,
  files: readonly Uint8Array[],
  tellPage: TellPage = () => undefined,
): Promise<FormatReading> {
  const [bytes = new Uint8Array()] = files;
  switch (format) {
    case 'docx':
      return (await import('../docx/read-docx.ts')).readDocx(bytes, MAX_PART_BYTES);
    case 'doc':
      return (await import('../doc/read-doc.ts')).readDoc(bytes);
    case 'rtf':
      return (await import('../rtf/read-rtf.ts')).readRtf(bytes);
    case 'open_document':
      return (await import('../odt/read-odt.ts')).readOdt(bytes);
    case 'xlsx':
      return (await import('../xlsx/read-xlsx.ts')).readXlsx(bytes);
    case 'pdf':
      return (await import('../pdf/read-pdf.ts')).readPdf(bytes, tellPage);
    case 'photo':
      return (await import('../scan/read-photos.ts')).readPhotos(files, tellPage);
  }
}
