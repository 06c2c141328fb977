import { walkXml } from '../docx/xml.ts';
import { encryptedFile, type FormatReading, ignoredPictures, refusal } from '../format-reading.ts';
import { createLeftOut, type LeftOut } from '../left-out.ts';
import { readPackage } from '../office-package.ts';
import { readOdtText } from './document-text.ts';
import { readOdtStyles } from './styles.ts';

/**
 * Reads an OpenDocument text or spreadsheet (ODF 1.3: .odt, .ods): paragraphs, automatic list numbers, tables
 * with merged cells. Deleted and hidden words, notes, comments, headers and footers are left out, with a warning.
 */
export function readOdt(bytes: Uint8Array): FormatReading {
  return readPackage(bytes, 'OpenDocument', (opened) => {
    if ((opened.part('META-INF/manifest.xml') ?? '').includes('encryption-data'))
      return encryptedFile('OpenDocument');
    const content = opened.part('content.xml');
    if (content === null || !/<office:(?:text|spreadsheet)[\s>]/u.test(content)) {
      return refusal(
        'unsupported_format',
        'Это файл OpenDocument, но не текст и не таблица. Пришлите документ в формате .docx или .odt.',
      );
    }
    const styles = opened.part('styles.xml');
    const leftOut = createLeftOut();
    const { pictures, ...read } = readOdtText(content, readOdtStyles([styles, content]), leftOut);
    noteRunningHeads(styles ?? '', leftOut);
    const warnings = [...(pictures ? [ignoredPictures()] : []), ...leftOut.warnings(read.text)];
    return { kind: 'text', ...read, warnings };
  });
}

/** Headers and footers stand in styles.xml, with the page they belong to (ODF 16.10). */
function noteRunningHeads(stylesXml: string, leftOut: LeftOut): void {
  let heads = 0;
  walkXml(stylesXml, {
    open(name) {
      if (isRunningHead(name)) heads += 1;
    },
    close(name) {
      if (isRunningHead(name)) heads -= 1;
      if (name === 'text:p') leftOut.endPassage();
    },
    text(text) {
      if (heads > 0) leftOut.add('running_head', text);
    },
  });
}

function isRunningHead(name: string): boolean {
  return /^style:(?:header|footer)(?:-left|-first)?$/u.test(name);
}
