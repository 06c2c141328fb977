import { encryptedFile, type FormatReading, ignoredPictures, refusal } from '../format-reading.ts';
import { readPackage } from '../office-package.ts';
import { readOdtText } from './document-text.ts';
import { readOdtStyles } from './styles.ts';

/**
 * Reads an OpenDocument text or spreadsheet (ODF 1.3: .odt, .ods): paragraphs, automatic list numbers, tables
 * with merged cells. Deleted and hidden text, notes and comments are left out.
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
    const { pictures, ...text } = readOdtText(content, readOdtStyles([opened.part('styles.xml'), content]));
    return { kind: 'text', ...text, warnings: pictures ? [ignoredPictures()] : [] };
  });
}
