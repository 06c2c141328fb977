import { describe, expect, it } from 'vitest';
import {
  findHeaderAddressees,
  findLeadingAddressees,
  hasTaskVerb,
  indexDirectory,
} from '../../../src/core/addressees/index.ts';
import { directory } from '../documents/reading.ts';

const index = indexDirectory(directory);
const cut = (text: string, span: { start: number; end: number } | null) =>
  span === null ? null : text.slice(span.start, span.end);

describe('addressees at the head of a point', () => {
  it.each([
    ['Рекомендовать ОМСУ, руководителям школ обеспечить подвоз.', 'ОМСУ, руководителям школ'],
    ['Отделу кадров (Лукина П.В.) подготовить приказ.', 'Отделу кадров (Лукина П.В.)'],
    ['Школам до 1 октября 2026 года вымыть окна.', 'Школам'],
    ['ГАУ ДПО ЗОИРО, в срок до 1 марта, разослать задания.', 'ГАУ ДПО ЗОИРО'],
    [
      'Контроль за исполнением приказа возложить на заместителя министра Л.П. Верещагину.',
      'заместителя министра Л.П. Верещагину',
    ],
    [
      'Контроль за исполнением приказа возложить на заместителя министра Верещагину Л.П.',
      'заместителя министра Верещагину Л.П.',
    ],
    ['Контроль за исполнением приказа оставляю за собой.', 'за собой'],
  ])('%s → %s', (text, expected) => {
    expect(cut(text, findLeadingAddressees(text, index))).toBe(expected);
  });

  it.each([
    'Обеспечить подвоз детей в школы.',
    'Рекомендовать к распространению опыт школ.',
    'На заседаниях школьных объединений обсудить итоги.',
    'В целях развития школ организовать смотр.',
    'Для сопровождения детей использовать ресурсы других ОО.',
    'Список лучших школ опубликовать в газете.',
    'Районная газета',
  ])('names nobody: %s', (text) => {
    expect(findLeadingAddressees(text, index)).toBeNull();
  });
});

describe('a header that names the addressee', () => {
  it.each([
    ['Рекомендовать органам местного самоуправления:', 'органам местного самоуправления'],
    ['ГАУ ДПО ЗОИРО', 'ГАУ ДПО ЗОИРО'],
    [
      'Для руководителей образовательных организаций «пилотных площадок»:',
      'руководителей образовательных организаций «пилотных площадок»',
    ],
    ['Школам, участвующим в опросе:', 'Школам, участвующим в опросе'],
  ])('%s → %s', (text, expected) => {
    expect(cut(text, findHeaderAddressees(text, index))).toBe(expected);
  });

  it.each([
    'Для повышения качества чтения:',
    'В целях развития школ:',
    'Обеспечить размещение на сайтах школ:',
    'Проведение конкурсов для школ',
  ])('names nobody: %s', (text) => {
    expect(findHeaderAddressees(text, index)).toBeNull();
  });
});

describe('a task verb', () => {
  it.each([
    'обеспечить подвоз',
    'провести сбор',
    'помочь школам',
    'пройти курсы',
    'приблизиться к цели',
    'вести журнал',
  ])('is in «%s»', (text) => {
    expect(hasTaskVerb(text)).toBe(true);
  });

  it.each([
    'деятельность школ',
    'Заозёрская область',
    'сеть и память',
    'новости совести',
    'часть пути',
    'ОМСУ',
  ])('is not in «%s»', (text) => {
    expect(hasTaskVerb(text)).toBe(false);
  });
});
