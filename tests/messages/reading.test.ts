import { describe, expect, test } from 'vitest';
import { readingBegins, readingGoesOn, readingPage, takesTime } from '../../src/messages/reading.ts';

const upload = (...names: readonly (string | null)[]) => ({
  group: names.length > 1 ? 'album:1' : null,
  parts: names.map((name) => ({ file: { name } })),
});
const text = { group: 'text', parts: [{ file: null }] };

describe('a reading is announced', () => {
  test.each([
    ['a photo', upload(null), true],
    ['a scan', upload('скан.pdf'), true],
    ['an old Word file', upload('приказ.doc'), true],
    ['an album with one scan', upload('приказ.docx', 'приложение.pdf'), true],
    ['a Word file', upload('Приказ.DOCX'), false],
    ['a text file', upload('приказ.txt'), false],
    ['a pasted text', text, false],
  ])('%s: %#', (_name, facts, expected) => {
    expect(takesTime(facts)).toBe(expected);
  });
});

describe('while it is read', () => {
  test.each([
    [readingBegins(upload(null)), 'Читаю документ…'],
    [readingBegins(upload(null, null)), 'Получаю страницы документа…'],
    [readingGoesOn(upload('скан.pdf')), 'Читаю документ…'],
    [readingGoesOn(upload(null, null, null, null)), 'Получено 4 фото, читаю как один документ…'],
    [readingGoesOn(upload('1.pdf', null)), 'Получено 2 файла, читаю как один документ…'],
    [readingGoesOn(upload(...Array(5).fill('1.pdf'))), 'Получено 5 файлов, читаю как один документ…'],
    [readingPage(3, 12), 'Распознаю страницу 3 из 12…'],
    [readingPage(1, 1), 'Распознаю текст на изображении…'],
  ])('%#: %o', (message, html) => {
    expect(message).toEqual({ html });
  });
});
