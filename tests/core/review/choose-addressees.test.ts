import { describe, expect, test } from 'vitest';
import { doubt } from '../../../src/core/deadlines/doubts.ts';
import { type AddresseeChoice, chooseAddressees } from '../../../src/core/review/choose-addressees.ts';
import type { Warning } from '../../../src/core/warning.ts';
import { organization } from '../../support/stored-facts.ts';

const ZOIRO = organization('ZOIRO', { kind: 'institute', name: 'Институт', shortName: 'ГАУ ДПО ЗОИРО' });
const OMSU = organization('OMSU', { kind: 'group', name: 'Муниципалитеты' });

/** «A*, B» ↔ addressees with those codes, the starred one the executor. */
const addresseesOf = (printed: string) =>
  printed === ''
    ? []
    : printed.split(', ').map((one) => {
        const code = one.replace('*', '');
        return { text: `слова ${code}`, code, executor: one.endsWith('*') };
      });
const printed = (addressees: readonly { code: string; executor: boolean }[]) =>
  addressees.map(({ code, executor }) => `${code}${executor ? '*' : ''}`).join(', ');

describe('the addressees after a choice', () => {
  test.each<[string, AddresseeChoice, string]>([
    ['PERSON*', { kind: 'put', place: 0, entry: ZOIRO }, 'ZOIRO*'],
    ['ROLE*, OMSU', { kind: 'put', place: 0, entry: ZOIRO }, 'ZOIRO*, OMSU'],
    ['OMSU*', { kind: 'put', place: 1, entry: ZOIRO }, 'OMSU*, ZOIRO'],
    ['', { kind: 'put', place: 0, entry: OMSU }, 'OMSU*'],
    ['ZOIRO*', { kind: 'put', place: 1, entry: ZOIRO }, 'ZOIRO*'],
    ['ZOIRO, PERSON*', { kind: 'put', place: 1, entry: ZOIRO }, 'ZOIRO*'],
    ['PERSON, ZOIRO*', { kind: 'put', place: 0, entry: ZOIRO }, 'ZOIRO*'],
    ['A*, B, C', { kind: 'remove', place: 0 }, 'B*, C'],
    ['A, B*, C', { kind: 'remove', place: 2 }, 'A, B*'],
    ['A*', { kind: 'remove', place: 0 }, ''],
    ['A*', { kind: 'remove', place: 7 }, 'A*'],
    ['A*, B', { kind: 'lead', place: 1 }, 'A, B*'],
    ['A*, B', { kind: 'lead', place: 7 }, 'A*, B'],
  ])('%s', (before, choice, after) => {
    const chosen = chooseAddressees({ addressees: addresseesOf(before), warnings: [] }, choice);
    expect(printed(chosen.addressees)).toBe(after);
  });

  test('carry the directory’s name', () => {
    const { addressees } = chooseAddressees(
      { addressees: addresseesOf('PERSON*'), warnings: [] },
      { kind: 'put', place: 0, entry: ZOIRO },
    );
    expect(addressees).toEqual([{ text: 'ГАУ ДПО ЗОИРО', code: 'ZOIRO', executor: true }]);
  });
});

describe('the doubts after a choice', () => {
  const about = (text: string): Warning => ({
    code: 'unknown_addressee',
    message: `Адресат «${text}» не найден.`,
  });
  const misprint: Warning = { code: 'corrected_spelling', message: '«слова B» прочитано как «Б»: опечатка.' };
  const others: readonly Warning[] = [
    { code: 'no_deadline', message: 'Срок не указан.' },
    doubt.correctedSpelling(),
    { code: 'numbering_gap', message: 'Пропущен пункт.' },
  ];

  test('go with the addressee they are about; the rest stay', () => {
    const before = {
      addressees: addresseesOf('A*, B'),
      warnings: [about('слова A'), misprint, ...others],
    };
    expect(chooseAddressees(before, { kind: 'put', place: 0, entry: ZOIRO }).warnings).toEqual([
      misprint,
      ...others,
    ]);
    expect(chooseAddressees(before, { kind: 'remove', place: 1 }).warnings).toEqual([
      about('слова A'),
      ...others,
    ]);
  });

  test('come when nobody is left, and go when somebody is chosen', () => {
    const nobody = chooseAddressees(
      { addressees: addresseesOf('A*'), warnings: [] },
      { kind: 'remove', place: 0 },
    );
    expect(nobody.warnings.map(({ code }) => code)).toEqual(['no_addressee']);
    expect(chooseAddressees(nobody, { kind: 'put', place: 0, entry: ZOIRO }).warnings).toEqual([]);
  });
});
