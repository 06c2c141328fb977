import { expect, test } from 'vitest';
import { addresseeName } from '../../src/messages/addressee-name.ts';

const NAMES = new Map([
  ['OMSU', 'ОМСУ'],
  ['a', 'Лесной район'],
  ['b', 'г. Озёрск'],
]);
const nameOf = (code: string): string | null => NAMES.get(code) ?? null;

test.each([
  [{ code: 'OMSU' }, 'ОМСУ'],
  [{ code: 'OTHER' }, 'как в тексте'],
  [{ code: 'OMSU', except: ['a'] }, 'ОМСУ, кроме: Лесной район'],
  [{ code: 'OMSU', only: ['a', 'b'] }, 'ОМСУ (только: Лесной район; г. Озёрск)'],
  [
    { code: 'OMSU', only: ['a', 'b', 'c'], except: ['b'] },
    'ОМСУ (только: Лесной район; г. Озёрск; c), кроме: г. Озёрск',
  ],
  [{ code: 'OMSU', only: ['a', 'b', 'c', 'd'] }, 'ОМСУ (только 4)'],
])('an addressee is called with whom it is limited to: %o → %s', (addressee, name) => {
  expect(addresseeName({ text: 'как в тексте', executor: true, ...addressee }, nameOf)).toBe(name);
});
