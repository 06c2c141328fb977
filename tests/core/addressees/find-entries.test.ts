import { describe, expect, test } from 'vitest';
import { entryKey, entryOfKey, findEntries } from '../../../src/core/addressees/find-entries.ts';
import { organization } from '../../support/stored-facts.ts';

const DIRECTORY = [
  organization('sch-1', { kind: 'school', name: 'Озёрская гимназия', aliases: ['Гимназия № 4'] }),
  organization('ZOIRO', { kind: 'institute', name: 'Институт развития', shortName: 'ГАУ ДПО ЗОИРО' }),
  organization('OO', { kind: 'group', name: 'Школы', members: { by: 'kind', kind: 'school' } }),
  organization('PILOT', { kind: 'group', name: 'Пилотные', members: { by: 'reviewer' } }),
  organization('NONE', { kind: 'group', name: 'Никто', members: { by: 'parent', code: 'ZOIRO' } }),
];

describe('entries to choose from', () => {
  test.each([
    [null, ['OO', 'sch-1', 'ZOIRO']],
    ['озер гим', ['sch-1']],
    ['ОЗЁР', ['sch-1']],
    ['№ 4', ['sch-1']],
    ['SCH', ['sch-1']],
    [' зоиро ', ['ZOIRO']],
    ['развития гимназия', []],
    ['пилотные', []],
  ])('for %j are %j', (words, codes) => {
    expect(findEntries(DIRECTORY, words).map(({ code }) => code)).toEqual(codes);
  });
});

describe('entries among many of like names', () => {
  const schools = [
    organization('lesnoy', { kind: 'municipality', name: 'Лесной район' }),
    organization('sch-13', { kind: 'school', name: 'СОШ № 13', parent: 'lesnoy' }),
    organization('sch-3', { kind: 'school', name: 'СОШ № 3', parent: 'lesnoy' }),
    organization('sch-3-o', { kind: 'school', name: '«СОШ № 3» города Озёрска' }),
  ];
  test.each([
    ['3', 'names', ['sch-3', 'sch-3-o', 'sch-13']],
    ['№ 3', 'names', ['sch-3', 'sch-3-o', 'sch-13']],
    ['3 лесной', 'names', []],
    ['3 лесной', 'with_places', ['sch-3', 'sch-13']],
    ['лесной', 'with_places', ['lesnoy', 'sch-13', 'sch-3']],
  ] as const)('for %j by %s are %j', (words, by, codes) => {
    expect(findEntries(schools, words, by).map(({ code }) => code)).toEqual(codes);
  });
});

describe('the key of an entry', () => {
  test('is a number of 31 bits that leads back to it', () => {
    for (const entry of DIRECTORY) {
      const key = entryKey(entry.code);
      expect(key).toBeGreaterThanOrEqual(0);
      expect(key).toBeLessThan(2 ** 31);
      expect(entryOfKey(DIRECTORY, key)).toBe(entry);
    }
  });

  test('leads nowhere for another directory, or where two codes share it', () => {
    expect(entryOfKey(DIRECTORY, entryKey('unknown'))).toBeNull();
    // Two codes whose keys are one, found by trying.
    const byKey = new Map<number, string>();
    let pair: readonly [string, string] | null = null;
    for (let at = 0; pair === null; at += 1) {
      const code = `org-${at}`;
      const twin = byKey.get(entryKey(code));
      if (twin !== undefined) pair = [twin, code];
      byKey.set(entryKey(code), code);
    }
    const twins = pair.map((code) => organization(code));
    expect(entryOfKey(twins, entryKey(pair[0]))).toBeNull();
  });
});
