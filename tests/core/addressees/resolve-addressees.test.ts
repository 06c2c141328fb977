import { describe, expect, it } from 'vitest';
import { builtInDirectory, type Directory, resolveAddressees } from '../../../src/core/addressees/index.ts';
import { directory } from '../documents/reading.ts';

/** Codes in order, the executor starred, then the warnings. */
function codes(printed: string, against: Directory = directory): string {
  const { addressees, warnings } = resolveAddressees(printed, against);
  const names = addressees.map(({ code, executor }) => `${code}${executor ? '*' : ''}`).join(' ');
  return [names, ...warnings.map(({ code }) => `!${code}`)].join(' ');
}

const bare = { shortName: null, aliases: [], parent: null, members: null, reminderTime: null };

describe('printed addressees against a directory', () => {
  it.each([
    ['ЗОИРО, ОМСУ', 'ZOIRO* OMSU'],
    ['ОМСУ ЗОИРО', 'OMSU* ZOIRO'],
    ['ОМСУ/ЗОИРО; Департамент', 'OMSU* ZOIRO DEPARTMENT'],
    ['Департамент, ОМСУ и ЗОИРО', 'DEPARTMENT* OMSU ZOIRO'],
    ['ГАУ ДПО «ЗОИРО» (Громова И.С.)', 'ZOIRO*'],
    ['ГАУ ДПО «Заозёрский областной институт развития образования»', 'ZOIRO*'],
    [
      'Государственному автономному учреждению дополнительного профессионального образования «Заозерский областной институт развития образования» (И.С. Громова) (далее – ГАУ ДПО ЗОИРО)',
      'ZOIRO*',
    ],
    [
      'Департамент образования Заозёрской области (Орехов К.Д.) ГАУ ДПО «ЗОИРО» (Громова И.С.)',
      'DEPARTMENT* ZOIRO',
    ],
    [
      'органам местного самоуправления, осуществляющим управление в сфере образования, руководителям общеобразовательных организаций',
      'OMSU* OO',
    ],
    ['Руководителям органов местного самоуправления, осуществляющим управление в сфере образования', 'OMSU*'],
    ['Органы местного самоуправления', 'OMSU*'],
    ['Образовательным организациям Заозёрской области', 'OO*'],
    ['всем школам', 'OO*'],
    ['директорам школ и детским садам', 'OO* DOO'],
    ['руководителям дошкольных образовательных организаций', 'DOO*'],
    ['руководителей образовательных организаций «пилотных площадок»', 'PILOT*'],
    ['Приреченский район, г. Озёрск', 'prirechye* ozersk'],
    ['МБОУ «Заречная ООШ»', 'sch-zarechye*'],
    ['СОШ № 3 г. Озёрска, Приреченская СОШ № 2', 'sch-ozersk-3* sch-prirechensk-2'],
    ['директор ОГАУ ЗЦОКО Т.А. Лодыгина', 'ZCOKO*'],
  ])('%s → %s', (printed, expected) => {
    expect(codes(printed)).toBe(expected);
  });

  it.each([
    ['Орехов К.Д.', 'PERSON*'],
    ['К.Д. Орехов, П.В. Лукина', 'PERSON* PERSON'],
    ['Лукина Полина Викторовна', 'PERSON*'],
    ['Орехов К.Д., начальник отдела воспитания, Лукина П.В.', 'PERSON* PERSON'],
    ['заместителя начальника Департамента образования Заозёрской области Л.П. Верещагину', 'PERSON*'],
    ['классные руководители 9 классов', 'ROLE*'],
    ['заместители руководителей ОО', 'ROLE*'],
    ['методисты МБУ ДО «Маяк»', 'ROLE*'],
    ['специалисты ПМПК', 'ROLE*'],
    ['руководители ОО, педагоги-психологи ОО', 'OO* ROLE'],
    ['руководители ОО, советники по воспитанию', 'OO* ROLE'],
  ])('a person or a post: %s → %s', (printed, expected) => {
    expect(codes(printed)).toBe(expected);
  });

  it.each([
    ['руководители МБУ ДО «Маяк» и ОО', 'OTHER* OO !unknown_addressee'],
    ['РЧК', 'OTHER* !unknown_addressee'],
    ['Департаменту экономического развития', 'OTHER* !unknown_addressee'],
    ['Комитет по печати и делам молодёжи, ОМСУ', 'OTHER* OMSU !unknown_addressee'],
    ['Образовательным организациям, участвующим в мониторинге', 'OO* !subset_of_group'],
    ['сельским школам', 'OO* !subset_of_group'],
    ['ГАУ ДПО «ЗОПРО»', 'ZOIRO* !corrected_spelling'],
    ['ЗЦОКА', 'ZCOKO* !corrected_spelling'],
  ])('what the reviewer must see: %s → %s', (printed, expected) => {
    expect(codes(printed)).toBe(expected);
  });

  it.each([
    ['ОМСУ, ЗОИРО (свод)', 'OMSU ZOIRO*'],
    ['Орехов К.Д. (созыв), Лукина П.В.', 'PERSON* PERSON'],
    ['школы, ОГАУ ЗЦОКО – ответственный', 'OO ZCOKO*'],
  ])('the executor is the one the text marks: %s → %s', (printed, expected) => {
    expect(codes(printed)).toBe(expected);
  });

  it('keeps the words as printed, the person in brackets with the body', () => {
    const { addressees } = resolveAddressees(
      'Руководители МБУ  «Маяк»; ОГАУ «ЗЦОКО» (Лодыгина\nТ.А.), Орехов К.Д.',
      directory,
    );
    expect(addressees.map(({ text }) => text)).toEqual([
      'Руководители МБУ «Маяк»',
      'ОГАУ «ЗЦОКО» (Лодыгина Т.А.)',
      'Орехов К.Д.',
    ]);
  });

  it('asks which of several entries with one name is meant', () => {
    const twins: Directory = ['a', 'b'].map((code) => ({
      ...bare,
      code,
      kind: 'school',
      name: 'МБОУ «СОШ № 1»',
    }));
    expect(codes('МБОУ «СОШ № 1»', twins)).toBe('OTHER* !several_candidates');
  });

  it('does not guess between two entries that are equally near', () => {
    const near: Directory = ['ЗОИРА', 'ЗОИРУ'].map((name) => ({
      ...bare,
      code: name,
      kind: 'institute',
      name,
    }));
    expect(codes('ЗОИРО', near)).toBe('OTHER* !unknown_addressee');
  });

  it('gives nobody for no words', () => {
    expect(resolveAddressees(' , ', directory)).toEqual({ addressees: [], warnings: [] });
  });
});

describe('the groups that come with the program', () => {
  it.each([
    ['ОМСУ, школы, детские сады', 'OMSU* OO DOO'],
    ['профессиональным образовательным организациям', 'SPO*'],
    ['организациям дополнительного образования', 'UDO*'],
    ['ОМСУ ЗОИРО', 'OMSU* OTHER !unknown_addressee'],
    ['Комитет образования и науки области (Орехов К.Д.) ОМСУ', 'OTHER* OMSU !unknown_addressee'],
  ])('%s → %s', (printed, expected) => {
    expect(codes(printed, builtInDirectory)).toBe(expected);
  });
});
