import { type FormatReading, ignoredPictures, refusal } from '../format-reading.ts';
import { createLeftOut } from '../left-out.ts';
import { type OfficePackage, readPackage } from '../office-package.ts';
import { readDocumentText } from './document-text.ts';
import { readHiddenStyles } from './hidden-styles.ts';
import { readListNumbering } from './numbering.ts';
import { noteSideTexts } from './side-texts.ts';

/**
 * Reads a .docx (ECMA-376 WordprocessingML): text with text boxes, tables with merged cells, automatic numbers.
 * Notes, comments, headers, hidden and deleted words are left out, with a warning. One pass over the XML, so the
 * time grows with the size, and `maxPartBytes` limits the size. Other zipped formats are refused by their name.
 */
export function readDocx(bytes: Uint8Array, maxPartBytes: number): FormatReading {
  return readPackage(bytes, '.docx', readParts, maxPartBytes);
}

function readParts(opened: OfficePackage): FormatReading {
  const document = opened.part('word/document.xml');
  if (document === null)
    return refusal('damaged', 'В файле .docx нет текста документа. Сохраните его заново.');
  const styles = opened.part('word/styles.xml');
  const leftOut = createLeftOut();
  const { pictures, text, tables } = readDocumentText(document, {
    numbering: readListNumbering(opened.part('word/numbering.xml'), styles),
    hiddenStyles: readHiddenStyles(styles),
    leftOut,
  });
  noteSideTexts(opened, leftOut);
  if (text.trim() === '' && pictures)
    return refusal('empty', 'В файле только изображения, текста нет. Пришлите документ с текстом.');
  return {
    kind: 'text',
    text,
    tables,
    warnings: [...(pictures ? [ignoredPictures()] : []), ...leftOut.warnings(text)],
  };
}
