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

describe('a list of organizations', () => {
  const listed = [
    { text: 'СОШ № 1', code: 'a', executor: true },
    { text: '3', code: 'b', executor: false, joined: true },
    { text: '7', code: 'c', executor: false, joined: true },
  ] as const;
  const after = (choice: AddresseeChoice) =>
    chooseAddressees({ addressees: listed, warnings: [] }, choice).addressees;

  test('goes on without its first: the next one leads it', () => {
    expect(after({ kind: 'remove', place: 0 })).toEqual([
      { text: '3', code: 'b', executor: true },
      { text: '7', code: 'c', executor: false, joined: true },
    ]);
  });

  test('is no list of equals any more where one is made to answer', () => {
    expect(after({ kind: 'lead', place: 1 })).toEqual([
      { text: 'СОШ № 1', code: 'a', executor: false },
      { text: '3', code: 'b', executor: true },
      { text: '7', code: 'c', executor: false },
    ]);
  });

  test('keeps the place of one that is replaced', () => {
    expect(after({ kind: 'put', place: 1, entry: ZOIRO })[1]).toMatchObject({ code: 'ZOIRO', joined: true });
  });
});

describe('organizations picked one by one', () => {
  const text = 'школам, участвующим в мониторинге';
  const subset: Warning = { code: 'subset_of_group', message: `«${text}» — часть группы «ОО».` };
  const other: Warning = { code: 'no_deadline', message: 'Срок не указан.' };
  const school = { text, code: 'OO', executor: true, candidates: [{ code: 'saved-1', score: 1 }] };
  const pick = (codes: readonly string[], before: Parameters<typeof chooseAddressees>[0]) =>
    chooseAddressees(before, { kind: 'pick', place: 0, codes });
  const read = { addressees: [{ ...school, except: ['z'] }], warnings: [subset, other] };

  test('take the place of what the words mean, and settle the doubt about it', () => {
    expect(pick(['a', 'b'], read)).toEqual({
      addressees: [{ text, code: 'OO', executor: true, only: ['a', 'b'] }],
      warnings: [other],
    });
  });

  test('all taken out again leave the words as they were, doubted', () => {
    const { addressees, warnings } = pick([], pick(['a'], read));
    expect(addressees).toEqual([{ text, code: 'OO', executor: true }]);
    expect(warnings).toEqual([
      other,
      { code: 'subset_of_group', message: expect.stringContaining(`«${text}»: никто не отмечен`) },
    ]);
    expect(pick(['a'], { addressees, warnings }).warnings).toEqual([other]);
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
