import { describe, expect, it } from 'vitest';
import { directoryOf } from '../documents/reading.ts';
import { readingOf, region } from './region.ts';

const krutoyarsk = directoryOf(new URL('./fixtures/krutoyarsk.csv', import.meta.url));
const example = directoryOf(new URL('../../../examples/organizations.csv', import.meta.url));

describe('heads of municipalities', () => {
  it.each([
    // One head is not the education authority: the reviewer decides.
    ['Главе Лесного района', 'OTHER*?{lesnoy} !unknown_addressee'],
    ['Главе Лесного района Громову П.П.', 'OTHER*?{lesnoy} !unknown_addressee'],
    ['Главе администрации Лесного района Громову П.П.', 'OTHER*?{lesnoy} !unknown_addressee'],
    ['мэру города Озёрска', 'OTHER*?{ozersk} !unknown_addressee'],
    // All of them, or those of a list, are written to as the bodies they head.
    ['главам Лесного и Приреченского районов', 'lesnoy* prirechye'],
    ['начальнику управления образования Лесного района Громову П.П.', 'lesnoy*'],
    ['заместителю главы Лесного района Громову П.П.', 'PERSON*'],
  ])('%s → %s', (printed, expected) => {
    expect(readingOf(printed)).toBe(expected);
  });
});

describe('words that only hint at somebody', () => {
  it.each([
    // The department of a town whose name is not printed.
    ['Департаменту по образованию', krutoyarsk, 'OTHER*?{krut} !unknown_addressee'],
    ['Департаменту образования города Крутоярска', krutoyarsk, 'krut*'],
    // The only institute there is.
    ['институту', example, 'OTHER*?{ZOIRO} !unknown_addressee'],
    ['ректору института повышения квалификации Громову П.П.', example, 'OTHER*?{ZOIRO} !unknown_addressee'],
    ['ректору института развития образования', example, 'ZOIRO*'],
    // A surname behind a post.
    ['председателю совета директоров Ильиной', region, 'OTHER*?{GENERAL,FINANCE} !several_candidates'],
    ['председателю совета директоров Громову', region, 'ROLE*'],
    // Parts of an organization are in no directory.
    ['ЗОИРО (кроме кафедр предметного цикла)', example, 'ZOIRO* !unclear_exception'],
    // The district is not named.
    ['школам района', example, 'OTHER*?{OO} !unknown_addressee'],
  ])('%s', (printed, directory, expected) => {
    expect(readingOf(printed, directory)).toBe(expected);
  });

  it('are clear where the directory has one municipality', () => {
    const one = example.filter(({ kind, code }) => kind !== 'municipality' || code === 'sosnovka');
    expect(readingOf('Директорам школ района', one)).toBe('OO*');
  });
});

describe('headings in capitals and other signs', () => {
  it.each([
    ['УПРАВЛЕНИЮ ОБРАЗОВАНИЯ ПРИРЕЧЕНСКОГО РАЙОНА', 'prirechye*'],
    ['ОРГАНАМ МЕСТНОГО САМОУПРАВЛЕНИЯ, ГАУ ДПО ЗОИРО', 'OMSU* ZOIRO'],
    ['МБОУ «СОСНОВСКАЯ СОШ»', 'sch-sosnovka*'],
    ['ОМСУ, ОО', 'OMSU* OO'],
    ['МБОУ «СОШ N 3» города Озёрска', 'sch-ozersk-3*'],
    ['СОШ N3 г. Озёрска', 'sch-ozersk-3*'],
    ['Отделу воспитания и дополнительного образования (Туманова Р.Л.)', 'OTHER* !unknown_addressee'],
  ])('%s → %s', (printed, expected) => {
    expect(readingOf(printed, example)).toBe(expected);
  });
});
