import { deflateSync } from 'node:zlib';
import { readJpegSize } from './photo-size.ts';
import { readPng } from './png-pixels.ts';

/** Longer side of the page a photo is laid on, in points: that of A4. */
const PAGE_LENGTH = 842;
const MOST_PIXELS = 80_000_000;

interface PdfPicture {
  readonly width: number;
  readonly height: number;
  readonly orientation: number;
  /** Entries of the picture's dictionary that say how its data is packed. */
  readonly packing: string;
  readonly data: Uint8Array;
}

/**
 * JPEG or PNG photos as a PDF of a page each, upright by their EXIF marks: photos and scanned files are then read in
 * one way, and pdf.js decodes the JPEG. Null where a photo is broken or of a kind nobody sends.
 */
export function photosAsPdf(photos: readonly Uint8Array[]): Uint8Array | null {
  const pages: Uint8Array[] = [];
  for (const [at, bytes] of photos.entries()) {
    const picture = bytes[0] === 0xff ? jpegPicture(bytes) : pngPicture(bytes);
    if (picture === null) return null;
    pages.push(...pageObjects(picture, firstObject(at)));
  }
  const kids = photos.map((_, at) => `${firstObject(at)} 0 R`).join(' ');
  return assemble([
    text('<< /Type /Catalog /Pages 2 0 R >>'),
    text(`<< /Type /Pages /Kids [${kids}] /Count ${photos.length} >>`),
    ...pages,
  ]);
}

/** The number of a page's first object: catalogue and list of pages come before, and each page has three. */
function firstObject(page: number): number {
  return 3 + 3 * page;
}

/** The page, its picture and what draws it, with these numbers one after the other. */
function pageObjects(picture: PdfPicture, number: number): readonly Uint8Array[] {
  const sideways = picture.orientation >= 5;
  const perPixel = PAGE_LENGTH / Math.max(picture.width, picture.height);
  const [across, down] = sideways ? [picture.height, picture.width] : [picture.width, picture.height];
  const [width, height] = [round(across * perPixel), round(down * perPixel)];
  const content = `q ${placement(picture.orientation, width, height).join(' ')} cm /P Do Q`;
  return [
    text(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${number + 2} 0 R ` +
        `/Resources << /XObject << /P ${number + 1} 0 R >> >> >>`,
    ),
    stream(
      `/Type /XObject /Subtype /Image /Width ${picture.width} /Height ${picture.height} ${picture.packing}`,
      picture.data,
    ),
    stream('', text(content)),
  ];
}

function jpegPicture(bytes: Uint8Array): PdfPicture | null {
  const size = readJpegSize(bytes);
  if (size === null || size.width * size.height > MOST_PIXELS) return null;
  const space = size.components === 1 ? 'DeviceGray' : size.components === 4 ? 'DeviceCMYK' : 'DeviceRGB';
  return { ...size, packing: `/ColorSpace /${space} /BitsPerComponent 8 /Filter /DCTDecode`, data: bytes };
}

function pngPicture(bytes: Uint8Array): PdfPicture | null {
  const png = readPng(bytes, MOST_PIXELS);
  if (png === null) return null;
  return {
    width: png.width,
    height: png.height,
    orientation: 1,
    packing: '/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode',
    data: deflateSync(png.rgb, { level: 1 }),
  };
}

/** The map that lays a picture upright on its page (EXIF 2.3, tag 0x0112). */
function placement(orientation: number, width: number, height: number): readonly number[] {
  switch (orientation) {
    case 2:
      return [-width, 0, 0, height, width, 0];
    case 3:
      return [-width, 0, 0, -height, width, height];
    case 4:
      return [width, 0, 0, -height, 0, height];
    case 5:
      return [0, -height, -width, 0, width, height];
    case 6:
      return [0, -height, width, 0, 0, height];
    case 7:
      return [0, height, width, 0, 0, 0];
    case 8:
      return [0, height, -width, 0, width, 0];
    default:
      return [width, 0, 0, height, 0, 0];
  }
}

function round(points: number): number {
  return Math.max(1, Math.round(points * 100) / 100);
}

function text(ascii: string): Uint8Array {
  return new TextEncoder().encode(ascii);
}

function stream(entries: string, data: Uint8Array): Uint8Array {
  return Buffer.concat([
    text(`<< ${entries} /Length ${data.length} >>\nstream\n`),
    data,
    text('\nendstream'),
  ]);
}

/** Numbers the objects from 1 and adds the table of their places. */
function assemble(objects: readonly Uint8Array[]): Uint8Array {
  const parts: Uint8Array[] = [text('%PDF-1.4\n')];
  const places: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [at, body] of objects.entries()) {
    const object = Buffer.concat([text(`${at + 1} 0 obj\n`), body, text('\nendobj\n')]);
    places.push(length);
    length += object.length;
    parts.push(object);
  }
  const entries = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    text(
      `xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${size} /Root 1 0 R >>\n` +
        `startxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
