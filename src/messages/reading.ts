import type { OutgoingMessage } from './message.ts';
import { pluralForm } from './plural.ts';

/** What of an upload is told while it is read. */
export interface ReadingFacts {
  readonly group: string | null;
  readonly parts: readonly { readonly file: { readonly name: string | null } | null }[];
}

/** Formats that are read in no time; everything else is announced. */
const QUICK = /\.(?:txt|docx)$/iu;

/** True where the person is to hear that reading has begun, before there is anything else to say. */
export function takesTime({ parts }: ReadingFacts): boolean {
  return parts.some(({ file }) => file !== null && !QUICK.test(file.name ?? ''));
}

/** The first word, at once: «Читаю документ…»; of an album, whose other pages are still on their way, «Получаю …». */
export function readingBegins({ group }: ReadingFacts): OutgoingMessage {
  return { html: group === null ? 'Читаю документ…' : 'Получаю страницы документа…' };
}

/** All pages are there: «Получено 4 фото, читаю…», «Получено 2 файла, читаю…». */
export function readingGoesOn({ parts }: ReadingFacts): OutgoingMessage {
  const files = parts.filter(({ file }) => file !== null);
  const count = files.length;
  if (count < 2) return { html: 'Читаю документ…' };
  const photos = files.every(({ file }) => file?.name === null);
  const what = photos ? 'фото' : pluralForm(count, 'файл', 'файла', 'файлов');
  return { html: `Получено ${count} ${what}, читаю как один документ…` };
}

/** «Распознаю страницу 3 из 12…» */
export function readingPage(page: number, pages: number): OutgoingMessage {
  return {
    html: pages === 1 ? 'Распознаю текст на изображении…' : `Распознаю страницу ${page} из ${pages}…`,
  };
}
