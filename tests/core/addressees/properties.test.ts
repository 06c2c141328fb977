import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Directory, indexDirectory, resolveAddressees } from '../../../src/core/addressees/index.ts';
import { growthOf } from '../../support/growth.ts';
import { region } from './region.ts';

const known = new Set([...region.map(({ code }) => code), 'PERSON', 'ROLE', 'OTHER']);
const words = [
  ...region.flatMap(({ name, shortName }) => [name, ...(shortName === null ? [] : [shortName])]),
  'кроме',
  'за исключением',
  'следующим школам:',
  'и',
  ',',
  ';',
  '\n',
  '(',
  ')',
  '№',
  '1',
  '5–7',
  '–',
  '«',
  '»',
  'Приреченского',
  'Лесного',
  'районов',
  'г. Озёрска',
  'школам',
  'ОМСУ',
  'всем',
  'Ильиной И.В.',
  'свод',
  'участвующим',
  'в мониторинге',
  'совместно с',
  'начальнику',
  '\ud800',
  '\0',
];
const printed = fc
  .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(' ', '', ', ')), { maxLength: 14 })
  .map((parts) => parts.flat().join(''));

describe('whatever is printed', () => {
  it('names only entries of the directory, members of groups, and one executor', () => {
    fc.assert(
      fc.property(printed, (text) => {
        const { addressees } = resolveAddressees(text, region);
        const index = indexDirectory(region);
        for (const { code, only = [], except = [], candidates = [] } of addressees) {
          expect(known).toContain(code);
          for (const member of [...only, ...except]) expect(index.membersOf(code)).toContain(member);
          for (const candidate of candidates) {
            expect(known).toContain(candidate.code);
            expect(candidate.score).toBeGreaterThan(0);
            expect(candidate.score).toBeLessThanOrEqual(1);
          }
        }
        expect(addressees.filter(({ executor }) => executor)).toHaveLength(Math.min(1, addressees.length));
        expect(addressees[0]?.joined).toBeUndefined();
      }),
      { numRuns: 400 },
    );
  });

  it('nobody unknown goes without a word, and every word about an addressee quotes it', () => {
    fc.assert(
      fc.property(printed, (text) => {
        const { addressees, warnings } = resolveAddressees(text, region);
        for (const { code, text: shown } of addressees) {
          if (code !== 'OTHER') continue;
          expect(warnings.some(({ message }) => message.includes(`«${shown}»`))).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['numbers', 'СОШ № 1, 3, 7 г. Озёрска, '],
    ['districts', 'ОМСУ Приреченского, Лесного и Озёрного районов, '],
    ['exceptions', 'ОМСУ (кроме Лесного района), школы, кроме СОШ № 3; '],
    ['lists', 'следующим школам: Заречная ООШ: Лунная: '],
    ['brackets', '((('],
    ['capitals', 'Лесного Озёрного и '],
    ['unknown bodies', 'Комитет по Делам и Печати Города '],
    ['dashes', '1–2 '],
  ])('is read in time that grows with its length: %s', (_, repeated) => {
    const small = repeated.repeat(150);
    const large = repeated.repeat(1200);
    expect(
      growthOf(
        () => resolveAddressees(small, region),
        () => resolveAddressees(large, region),
        32,
      ),
    ).toBeLessThan(32);
  });
});

describe('the index of a directory', () => {
  it('is built once for an array, and for equal entries in another', () => {
    // A new array: other tests may have had this region's index made before another directory's.
    const fetched = [...region];
    const index = indexDirectory(fetched);
    expect(indexDirectory(fetched)).toBe(index);
    expect(indexDirectory([...region])).toBe(index);
    const changed: Directory = region.map((entry) => ({ ...entry, name: `${entry.name}!` }));
    expect(indexDirectory(changed)).not.toBe(index);
  });
});
