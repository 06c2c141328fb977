import { describe, expect, it } from 'vitest';
import { resolveAddressees } from '../../../src/core/addressees/index.ts';
import { directoryOf } from '../documents/reading.ts';
import { readingOf } from './region.ts';

/** Three municipalities whose schools share numbers and villages alike names, some renamed, two ЦДТ. */
const krutoyarsk = directoryOf(new URL('./fixtures/krutoyarsk.csv', import.meta.url));
/** One municipality by itself: its own department is the top, and there are no municipalities below. */
const topolevo = directoryOf(new URL('./fixtures/topolevo.csv', import.meta.url));

const KRUTOYARSK = 'k-1,k-2,k-3,k-4,k-5,k-6,k-7,k-gym1,k-gym2,k-lic,k-13,k-30,k-vech,k-int';
const IVANOVSKY =
  'i-1,i-2,i-3,i-4,i-5,i-ivan,i-novoivan,i-staroivan,i-berez,i-berezn,i-krasn,i-kraspoly,i-pokr';
const MIKHAILOVSKY =
  'm-1,m-3,m-mih,m-pokr,m-berez,m-verh,m-nizh,m-zarech,m-petr,m-petropavl,m-usad,m-lug,m-dub';

/** Keys written down before the code was tried on them: who is meant, or that a person must be asked. */
describe('addressees never seen before', () => {
  it.each([
    ['МО Ивановский район', 'ivan*'],
    ['Михайловского муниципального района', 'mihail*'],
    ['СОШ № 3', 'OTHER*?{m-3,k-3,i-3} !several_candidates'],
    ['СОШ № 3 г. Крутоярска', 'k-3*'],
    ['школе № 3 имени Героя России Дёмина А.С.', 'k-3*'],
    ['СОШ №№ 1, 3, 7 города Крутоярска', 'k-1* k-3 k-7'],
    ['общеобразовательным организациям Ивановского района, кроме № 2 и 5', `OO*[${IVANOVSKY}]-[i-2,i-5]`],
    ['Гимназии № 1 и № 2', 'k-gym1* k-gym2'],
    ['СОШ № 5', 'OTHER*?{k-5,i-5} !several_candidates'],
    ['МБОУ СОШ №З г. Крутоярска', 'k-3* !corrected_spelling'],
    ['МБОУ СОШ № 3О', 'k-30* !corrected_spelling'],
    ['МБОУ СОШ № l3', 'k-13* !corrected_spelling'],
    ['Покровская СОШ', 'OTHER*?{i-pokr,m-pokr} !several_candidates'],
    ['Покровская СОШ Михайловского округа', 'm-pokr*'],
    ['Новоивановская школа', 'i-novoivan*'],
    ['Берёзовская школа', 'OTHER*?{i-berez,m-berez} !several_candidates'],
    ['Берёзовская СОШ Михайловского округа', 'OTHER*?{i-berez} !unknown_addressee'],
    ['Краснополянской ООШ', 'i-kraspoly*'],
    ['Краснопольской ООШ', 'OTHER* !unknown_addressee'],
    ['ректору КИРО Савельевой О.Н.', 'KIRO*'],
    ['Савельева О.Н., ректор КИРО', 'KIRO*'],
    ['Кузнецову В.В. (школа № 7 г. Крутоярска)', 'k-7*'],
    ['Иванова А.А. (школа № 3)', 'OTHER*?{m-3,k-3,i-3} !several_candidates'],
    ['ДОО, кроме «Теремка»', 'DOO* !unclear_exception'],
    ['ДОО г. Крутоярска, кроме «Теремка»', 'DOO*[k-ds1,k-ds2,k-ds12]-[k-ds1]'],
    ['детским садам, кроме «Звёздочки» и «Берёзки»', 'DOO*-[i-ds-zv,m-ds-ber]'],
    ['директорам и завучам школ', 'OO* ROLE'],
    ['ЦДТ', 'OTHER*?{k-cdt,i-cdt} !several_candidates'],
    ['ЦДТ г. Крутоярска', 'k-cdt*'],
    ['Центр детского творчества Ивановского района', 'i-cdt*'],
    ['Совхозная НОШ', 'm-usad*'],
    ['Верхнереченская и Нижнереченская СОШ', 'm-verh* m-nizh'],
    ['Заречная СОШ', 'OTHER* !unknown_addressee'],
    ['МБОУ СОШ № 1', 'OTHER*?{i-1,m-1,k-1} !several_candidates'],
    ['Школы Крутоярска и Ивановского района', `OO*[${KRUTOYARSK}] OO[${IVANOVSKY}]`],
    ['Михайловская школа', 'OTHER*?{m-mih,m-1} !several_candidates'],
    ['Михайловское', 'OTHER*?{mihail} !unknown_addressee'],
    ['лицей №5, гимназия №2, СОШ №13 Крутоярска', 'k-5* k-gym2 k-13'],
    ['МБОУ СОШ №2, Ивановский район', 'i-2*'],
    ['СОШ № 2', 'OTHER*?{k-2,i-2} !several_candidates'],
    ['Краснопольская, Покровская СОШ Ивановского района', 'i-krasn* i-pokr'],
    ['общеобразовательные организации, за исключением вечерней школы', 'OO*-[k-vech]'],
    ['начальнику управления образования Ивановского района Сидоровой Т.П.', 'ivan*'],
    ['и.о. начальника отдела образования Михайловского округа', 'mihail*'],
    ['Управление культуры администрации города Крутоярска', 'OTHER* !unknown_addressee'],
    ['МБОУ СОШ № 3 имени Героя Советского Союза А. С. Дёмина', 'OTHER*?{k-3,i-3} !unknown_addressee'],
    ['СОШ № 7 Ивановского района', 'OTHER*?{k-7} !unknown_addressee'],
    ['Ивановский и Михайловский МОУО', 'ivan* mihail'],
    ['МОУО И ОО', 'MOUO* OO'],
    ['МБДОУ «Детский сад № 3 «Солнышко»', 'OTHER* !unknown_addressee'],
    ['РЦОИ, МОУО (сводный отчёт – РЦОИ)', 'RCOI* MOUO'],
    ['врио ректора КИРО Рыбакову Д.Д.', 'KIRO*'],
    ['исполняющему обязанности директора лицея № 5', 'k-5*'],
    ['И.о. директора СОШ № 13 (Белова М.М.)', 'k-13*'],
    ['школам № 2, № 7 г. Крутоярска и № 5 Ивановского района', 'k-2* k-7 i-5'],
    ['школам Ивановского района, исключая Краснополянскую ООШ', `OO*[${IVANOVSKY}]-[i-kraspoly]`],
    ['все школы, кроме школ Михайловского округа', `OO*-[${MIKHAILOVSKY}]`],
    ['Берёзовской и Березняковской школам Ивановского района', 'i-berez* i-berezn'],
    ['министерству образования и спорта области', 'OTHER*?{MIN} !unknown_addressee'],
    [
      'ГБУ «Центр психолого-педагогической помощи» Ивановского района',
      'OTHER*?{CPPMS,i-cdt} !unknown_addressee',
    ],
    ['МБОУ СОШ № 1З', 'k-13* !corrected_spelling'],
    ['Министерство образования Лунной области', 'OTHER*?{MIN} !unknown_addressee'],
    ['Михайловская, Петровская СОШ', 'OTHER*?{m-mih,m-1} m-petr !several_candidates'],
    ['МБОУ СОШ № 4', 'OTHER*?{i-4,k-4} !several_candidates'],
    ['МБОУ СОШ № 3А г. Крутоярска', 'OTHER* !unknown_addressee'],
    ['ректору КИПК Громову П.С.', 'PERSON*?{KIPK,MIN} !several_candidates'],
    ['КИРО Лунной области', 'OTHER*?{KIRO} !unknown_addressee'],
    ['Управление образования Крутоярского района', 'OTHER* !unknown_addressee'],
    ['Центр социальной помощи', 'OTHER*?{CPPMS} !unknown_addressee'],
    ['Михайловская', 'OTHER*?{mihail} !unknown_addressee'],
    ['Громов П.С. (КИРО)', 'PERSON*?{KIRO,MIN} !several_candidates'],
    ['СОШ № 13, г. Крутоярск', 'k-13* !several_candidates'],
    ['Детский сад «Созвездие»', 'OTHER* !unknown_addressee'],
  ])('a region: %s → %s', (printed, expected) => {
    expect(readingOf(printed, krutoyarsk)).toBe(expected);
  });

  it.each([
    ['Озерковской СШ, Новоозерковской ОШ и школе пос. Липки', 'sc-ozer* sc-novoozer sc-lipki'],
    ['ДОУ, кроме «Огонька»', 'DOU*-[ds-1]'],
    ['МДОУ «Ручеек»', 'ds-3*'],
    ['заведующей детским садом № 3 «Ручеёк» Клюевой А.П.', 'ds-3*'],
    ['ДДТ (директор Седова О.В.), спортивной школе', 'cdt* dush'],
    ['школы (кроме основных)', 'OOSH* !unclear_exception'],
    ['учреждениям дополнительного образования', 'DOP*'],
    ['Марков И.С., директор СШ № 2', 'PERSON*?{sc-2,sc-1} !several_candidates'],
    ['директору СШ № 1 Маркову И.С.', 'sc-1*'],
    ['школе и детскому саду пос. Липки', 'sc-lipki* ds-lipki'],
    ['директора школ: СШ № 1 – Марков И.С.; СШ № 2 – Попова Т.Т.', 'sc-1* OTHER?{sc-2} !unknown_addressee'],
  ])('a municipality: %s → %s', (printed, expected) => {
    expect(readingOf(printed, topolevo)).toBe(expected);
  });

  it.each([
    ['МОУО при участии КИРО', 'MOUO* KIRO'],
    ['КИРО (совместно с РЦОИ)', 'KIRO* RCOI'],
    ['директору школы № 13 г. Крутоярска Громову П.С.', 'PERSON*?{k-13,MIN} !several_candidates'],
    ['Дёминой Т.Т. (СОШ № 13)', 'k-13*'],
    ['ректору ЛИРО Савельевой О.Н.', 'OTHER* !unknown_addressee'],
    ['начальнику отдела кадров Савельевой О.Н.', 'PERSON*'],
    ['Громову П.С.', 'MIN*'],
    ['Громовой П.С.', 'PERSON*'],
    ['директорам СОШ № 13 и лицея № 5', 'k-13* k-5'],
    [
      'школам Ивановского района, вошедшим в список',
      'OO*[i-1,i-2,i-3,i-4,i-5,i-ivan,i-novoivan,i-staroivan,i-berez,i-berezn,i-krasn,i-kraspoly,i-pokr] !subset_of_group',
    ],
    ['Министерству области по делам молодёжи', 'OTHER* !unknown_addressee'],
    ['профессиональным образовательным организациям', 'OTHER* !unknown_addressee'],
    ['детским школам искусств', 'OTHER*?{OO} !unknown_addressee'],
  ])('with whom, whose head, of what: %s → %s', (printed, expected) => {
    expect(readingOf(printed, krutoyarsk)).toBe(expected);
  });

  it.each([
    ['Холм - Залесский район', 'kholm*'],
    ['Холм Залесскому району', 'kholm*'],
    ['Холм-Залес-ский район', 'kholm*'],
    ['Холм-Залесский район', 'kholm*'],
  ])('the hyphen of a name may be anywhere: %s → %s', (printed, expected) => {
    expect(readingOf(printed)).toBe(expected);
  });

  it('shows an exception in the words that are printed', () => {
    const { addressees } = resolveAddressees('школы, исключая\n  Луговскую ООШ', krutoyarsk);
    expect(addressees.map(({ text }) => text)).toEqual(['школы, исключая Луговскую ООШ']);
  });
});
