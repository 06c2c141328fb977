/** What a file is by its first bytes; the name is not trusted. */
export type FileFormat =
  | 'zip'
  | 'old_office'
  | 'pdf'
  | 'rtf'
  | 'photo'
  | 'tiff'
  | 'heic'
  | 'other_image'
  | 'archive'
  | 'text';

const SIGNATURES: readonly { readonly format: FileFormat; readonly bytes: readonly number[] }[] = [
  { format: 'zip', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { format: 'old_office', bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { format: 'pdf', bytes: [0x25, 0x50, 0x44, 0x46] },
  { format: 'rtf', bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66] },
  { format: 'photo', bytes: [0xff, 0xd8, 0xff] },
  { format: 'photo', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { format: 'tiff', bytes: [0x49, 0x49, 0x2a, 0x00] },
  { format: 'tiff', bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { format: 'other_image', bytes: [0x47, 0x49, 0x46, 0x38] },
  { format: 'archive', bytes: [0x52, 0x61, 0x72, 0x21] },
  { format: 'archive', bytes: [0x37, 0x7a, 0xbc, 0xaf] },
  { format: 'archive', bytes: [0x1f, 0x8b] },
];

/** Recognizes a format by its signature; whatever has none may be text. */
export function formatOf(bytes: Uint8Array): FileFormat {
  const found = SIGNATURES.find((signature) => signature.bytes.every((byte, at) => bytes[at] === byte));
  if (found !== undefined) return found.format;
  const marks = String.fromCharCode(...bytes.subarray(0, 12));
  if (/^RIFF.{4}WEBP/su.test(marks)) return 'other_image';
  if (/^BM.{4}\0{4}/su.test(marks)) return 'other_image';
  return /^.{4}ftyp(?:heic|heix|hevc|mif1|msf1|heif)/su.test(marks) ? 'heic' : 'text';
}
