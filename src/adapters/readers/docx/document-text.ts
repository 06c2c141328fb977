import type { LeftOut } from '../left-out.ts';
import { type HiddenStyles, isOn } from './hidden-styles.ts';
import type { ListNumbering } from './numbering.ts';
import { createTextWriter, type DocumentText } from './text-writer.ts';
import { walkXml } from './xml.ts';

/** What the main part is read with. */
export interface DocumentParts {
  readonly numbering: ListNumbering;
  readonly hiddenStyles: HiddenStyles;
  readonly leftOut: LeftOut;
}

/** Field codes, properties as they were before a change, the second printing of what newer Words show otherwise. */
const SKIPPED = new Set([
  'w:instrText',
  'w:delInstrText',
  'mc:Fallback',
  'w:pPrChange',
  'w:rPrChange',
  'w:sectPrChange',
  'w:tblPrChange',
  'w:trPrChange',
  'w:tcPrChange',
  'w:numberingChange',
]);
const DELETED = new Set(['w:del', 'w:moveFrom']);
const INSERTED = new Set(['w:ins', 'w:moveTo']);
/** Elements of a run that print something without words. */
const PRINTS = new Set(['w:tab', 'w:br', 'w:cr', 'w:noBreakHyphen']);

interface Run {
  /** What the run says of itself; null where its style decides. */
  hidden: boolean | null;
  style: string | null;
}

/**
 * Reads word/document.xml: paragraphs end with a line break, cells with a tab, rows with a line break; automatic
 * numbers are printed as Word shows them. A table inside a cell becomes lines of that cell, a text box lines
 * before the paragraph it hangs on. Deleted and hidden words are left out, and told.
 */
export function readDocumentText(xml: string, parts: DocumentParts): DocumentText {
  const { leftOut } = parts;
  const writer = createTextWriter(parts.numbering);
  const runs: Run[] = [];
  let skipped = 0;
  let deleted = 0;
  let inserted = 0;
  let inText = false;

  const isHidden = (): boolean => {
    const run = runs.at(-1);
    if (run === undefined) return false;
    const { hiddenStyles } = parts;
    return run.hidden ?? hiddenStyles(run.style) ?? hiddenStyles(writer.paragraphStyle()) ?? false;
  };
  const openInRun = (name: string, attributes: Readonly<Record<string, string>>): void => {
    const run = runs.at(-1);
    if (run === undefined || writer.inParagraphProperties()) return;
    if (name === 'w:vanish') run.hidden = isOn(attributes['w:val'] ?? '');
    if (name === 'w:rStyle') run.style = attributes['w:val'] ?? null;
  };

  walkXml(xml, {
    open(name, attributes) {
      if (SKIPPED.has(name)) skipped += 1;
      if (skipped > 0) return;
      if (DELETED.has(name)) {
        if (writer.inParagraphProperties()) writer.paragraphEndDeleted();
        deleted += 1;
      }
      if (INSERTED.has(name)) inserted += 1;
      inText = name === 'w:t' || name === 'w:delText';
      if (deleted > 0) return;
      if (name === 'w:r') runs.push({ hidden: null, style: null });
      else openInRun(name, attributes);
      if (PRINTS.has(name) && isHidden()) return;
      writer.open(name, attributes);
    },
    close(name) {
      if (SKIPPED.has(name)) skipped -= 1;
      if (skipped > 0 || SKIPPED.has(name)) return;
      inText = false;
      if (DELETED.has(name)) deleted -= 1;
      else if (deleted === 0) {
        if (INSERTED.has(name)) inserted -= 1;
        if (name === 'w:r') runs.pop();
        if (name === 'w:p') leftOut.endPassage();
        writer.close(name);
      }
    },
    text(text) {
      if (!inText || skipped > 0) return;
      if (deleted > 0) leftOut.add('deleted', text);
      else if (isHidden()) leftOut.add('hidden', text);
      else {
        if (inserted > 0) leftOut.add('inserted', text);
        else leftOut.endPassage();
        writer.add(text);
      }
    },
  });
  return writer.result();
}
