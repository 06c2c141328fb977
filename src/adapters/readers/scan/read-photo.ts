import { type FormatReading, refusal } from '../format-reading.ts';
import { readPdf } from '../pdf/read-pdf.ts';
import { photoAsPdf } from './photo-pdf.ts';

/** Reads the photo or scan of one page, JPEG or PNG, by recognizing its text. */
export async function readPhoto(bytes: Uint8Array): Promise<FormatReading> {
  const pdf = photoAsPdf(bytes);
  if (pdf === null) {
    return refusal(
      'damaged',
      'Изображение повреждено или записано необычным способом. Пришлите фото в формате JPEG или документ .docx.',
    );
  }
  const reading = await readPdf(pdf);
  return reading.kind === 'unreadable' && reading.reason === 'empty'
    ? refusal('empty', 'На изображении не найдено текста. Пришлите более чёткое фото или документ .docx.')
    : reading;
}
