import { expect, it } from 'vitest';
import { region } from '../addressees/region.ts';
import { read } from './reading.ts';

/** Codes of a protocol's points, the executor starred. */
function codesOf(points: string): string[] {
  const [document] = read(`ПРОТОКОЛ\nсовещания\n03.09.2026 № 5\nРЕШИЛИ:\n${points}`, region);
  return (document?.decisions ?? []).map(({ addressees }) =>
    addressees
      .map(({ code, executor, only, except }) =>
        [code, executor ? '*' : '', only ?? '', except === undefined ? '' : `-${except.join()}`].join(''),
      )
      .join(' '),
  );
}

it.each([
  ['1. ОМСУ Приреченского, Лесного и Озёрного районов обеспечить подвоз.', 'prirechye* lesnoy ozerny'],
  ['1. Главам муниципальных образований (кроме г. Озёрска) представить отчёт.', 'OMSU*-ozersk'],
  ['1. Всем, кроме Приреченского района, направить заявки.', 'ALL*-prirechye'],
  ['1. МБОУ СОШ № 1, 3, 7 г. Озёрска провести ремонт.', 's-oz-1* s-oz-3 s-oz-7'],
  ['1. Школам № 5, 6 и 7 г. Каменска, за исключением СОШ № 6, обеспечить охрану.', 's-ka-5* s-ka-7'],
  ['1. Рекомендовать ОМСУ г. Озёрска провести смотр.', 'ozersk*'],
  ['1. Приреченскому и Лесному районам, г. Озёрску провести субботник.', 'prirechye* lesnoy ozersk'],
  ['1. Начальнику отдела общего образования (Ильина И.В.) подготовить справку.', 'GENERAL*'],
  [
    '1. Руководителям следующих школ:\n- МБОУ СОШ № 5 г. Каменска;\n- Заречная ООШ\nпредставить план работы.',
    's-ka-5* s-pr-zar',
  ],
  [
    '- Обеспечить подвоз\nОтветственные: ОМСУ (Приреченский, Лесной районы),\nГАУ ДПО ЗОИРО\nСроки: до 01.10.2026',
    'prirechye* lesnoy ZOIRO',
  ],
  [
    '- Провести ремонт\nОтветственные: школы:\nСОШ № 5 г. Каменска;\nЗаречная ООШ\nСроки: до 01.10.2026',
    's-ka-5* s-pr-zar',
  ],
])('whom a point names one by one: %s → %s', (points, expected) => {
  expect(codesOf(points)).toEqual([expected]);
});
