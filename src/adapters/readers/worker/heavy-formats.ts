import type { FormatReading } from '../format-reading.ts';
import { MAX_PART_BYTES } from '../office-package.ts';

/** Formats that are read on a thread of their own, under limits of time and memory. */
export type HeavyFormat = 'docx' | 'doc' | 'rtf' | 'open_document' | 'xlsx' | 'pdf' | 'photo';

/** Reads the bytes of a format; its libraries are loaded only now. May throw where a library does. */
export async function readHeavyFormat(format: HeavyFormat, bytes: Uint8Array): Promise<FormatReading> {
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
      return (await import('../pdf/read-pdf.ts')).readPdf(bytes);
    case 'photo':
      return (await import('../scan/read-photo.ts')).readPhoto(bytes);
  }
}
