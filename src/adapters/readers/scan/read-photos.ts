import { type FormatReading, refusal, type TellPage } from '../format-reading.ts';
import { readPdf } from '../pdf/read-pdf.ts';
import { photosAsPdf } from './photo-pdf.ts';

/** Reads photos or scans, JPEG or PNG, as the pages of one document in their order, by recognizing their text. */
export async function readPhotos(
  photos: readonly Uint8Array[],
  tellPage: TellPage = () => undefined,
): Promise<FormatReading> {
  const pdf = photosAsPdf(photos);
  if (pdf === null) {
    return refusal(
      'damaged',
      'Изображение повреждено или записано необычным способом. Пришлите фото в формате JPEG или документ .docx.',
    );
  }
  const reading = await readPdf(pdf, tellPage);
  return reading.kind === 'unreadable' && reading.reason === 'empty'
    ? refusal('empty', 'На изображении не найдено текста. Пришлите более чёткое фото или документ .docx.')
    : reading;
}
