import { fileTypeFromBuffer } from 'file-type';

/** Wrappers of many formats: what is in them, the sender's app knows better. */
const WRAPPERS: ReadonlySet<string> = new Set(['application/zip', 'application/x-cfb', 'application/xml']);

/**
 * What the bytes themselves say they are, whatever the file is called; null where they say nothing.
 *
 *   a JPEG called «отчёт.pdf»   → image/jpeg
 *   a .docx                     → application/vnd.openxmlformats-officedocument.wordprocessingml.document
 *   plain text, a .doc, nothing → null
 */
export async function contentTypeOf(bytes: Uint8Array): Promise<string | null> {
  try {
    const type = await fileTypeFromBuffer(bytes);
    return type === undefined || WRAPPERS.has(type.mime) ? null : type.mime;
  } catch {
    // A damaged head confuses the detection; the file is kept all the same.
    return null;
  }
}
