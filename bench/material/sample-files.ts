import { readFileSync } from 'node:fs';
import type { FormatFile } from './office-files.ts';

const SAMPLES = new URL('../../tests/adapters/readers/samples/', import.meta.url);

/** Formats that only an office program writes, from the samples of the tests. */
export function sampleFiles(): readonly FormatFile[] {
  return [
    { format: 'doc', name: 'protocol.doc', pages: 4, bytes: sample('protocol.doc') },
    { format: 'pdf', name: 'protocol.pdf', pages: 4, bytes: sample('protocol.pdf') },
    { format: 'scan', name: 'roadmap-order-scan.pdf', pages: 3, bytes: sample('roadmap-order-scan.pdf') },
    { format: 'photo', name: 'upright.jpg', pages: 1, bytes: uprightPhoto() },
  ];
}

/** The PDF sample with copies of its pages, by an update at its end (ISO 32000, 7.5.6). */
export function longPdf(pages: number): FormatFile {
  const bytes = sample('protocol.pdf');
  const text = Buffer.from(bytes).toString('latin1');
  const own = [...text.matchAll(/<<\/Type\/Page\/[^>]*>>/gu)].map(([page]) => page);
  const tree = Number(/(\d+) 0 obj\s*<<\/Type\/Pages\s/u.exec(text)?.[1]);
  const firstNew = Number(/\/Size (\d+)/u.exec(text)?.[1]);
  const copies = Array.from({ length: pages }, (_, at) => own[at % own.length] ?? '');
  const kids = copies.map((_, at) => `${firstNew + at} 0 R`).join(' ');
  const objects = [`<< /Type /Pages /Kids [ ${kids} ] /Count ${pages} >>`, ...copies];
  let update = '\n';
  const places = objects.map((object, at) => {
    const place = bytes.length + update.length;
    update += `${at === 0 ? tree : firstNew + at - 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = bytes.length + update.length;
  const root = /\/Root \d+ 0 R/u.exec(text)?.[0] ?? '';
  const previous = text
    .slice(text.lastIndexOf('startxref') + 9)
    .trim()
    .split(/\s/u)[0];
  update +=
    `xref\n${tree} 1\n${places[0]}${firstNew} ${pages}\n${places.slice(1).join('')}` +
    `trailer\n<< /Size ${firstNew + pages} ${root} /Prev ${previous} >>\nstartxref\n${table}\n%%EOF\n`;
  return {
    format: 'pdf',
    name: 'long.pdf',
    pages,
    bytes: Buffer.concat([bytes, Buffer.from(update, 'latin1')]),
  };
}

/** The sample that lies on its side, with the EXIF mark that a camera sets. */
function uprightPhoto(): Uint8Array {
  const photo = sample('sideways.jpg');
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0];
  const entry = [0x12, 0x01, 3, 0, 1, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0];
  const segment = [0xff, 0xe1, 0, exif.length + entry.length + 2, ...exif, ...entry];
  return Uint8Array.from([...photo.subarray(0, 2), ...segment, ...photo.subarray(2)]);
}

function sample(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(name, SAMPLES)));
}
