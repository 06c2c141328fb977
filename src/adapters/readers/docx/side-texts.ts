import type { BesideKind, LeftOut } from '../left-out.ts';
import type { OfficePackage } from '../office-package.ts';
import { walkXml } from './xml.ts';

/** Parts of a .docx that hold words beside the main text, and what those words are. */
const PARTS: readonly { readonly name: RegExp; readonly kind: BesideKind }[] = [
  { name: /^word\/(?:footnotes|endnotes)\.xml$/u, kind: 'note' },
  { name: /^word\/comments\.xml$/u, kind: 'comment' },
  { name: /^word\/(?:header|footer)\d*\.xml$/u, kind: 'running_head' },
];
/** One note, one comment; a header is a passage a paragraph. */
const PASSAGES = new Set(['w:footnote', 'w:endnote', 'w:comment', 'w:hdr', 'w:ftr']);
const SKIPPED = new Set(['w:del', 'w:moveFrom', 'w:instrText', 'mc:Fallback']);

/** Tells which notes, comments, headers and footers a Word document has beside its text. */
export function noteSideTexts(opened: OfficePackage, leftOut: LeftOut): void {
  for (const name of opened.names) {
    const kind = PARTS.find((own) => own.name.test(name))?.kind;
    if (kind !== undefined) noteWords(opened.part(name) ?? '', kind, leftOut);
  }
}

function noteWords(xml: string, kind: BesideKind, leftOut: LeftOut): void {
  let skipped = 0;
  let inText = false;
  walkXml(xml, {
    open(name) {
      if (SKIPPED.has(name)) skipped += 1;
      inText = name === 'w:t';
    },
    close(name) {
      if (SKIPPED.has(name)) skipped -= 1;
      inText = false;
      if (PASSAGES.has(name) || (kind === 'running_head' && name === 'w:p')) leftOut.endPassage();
      else if (name === 'w:p') leftOut.add(kind, ' ');
    },
    text(text) {
      if (inText && skipped === 0) leftOut.add(kind, text);
    },
  });
}
