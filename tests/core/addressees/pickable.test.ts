import { describe, expect, it } from 'vitest';
import { pickableFor, readPicked } from '../../../src/core/addressees/index.ts';
import { region } from './region.ts';

describe('organizations to pick from', () => {
  it('are the members of a group, in an order that numbers may refer to', () => {
    expect(pickableFor(region, 'SUB').map(({ code }) => code)).toEqual(['s-internat', 'ZOIRO', 'ZCOKO']);
    expect(
      pickableFor(region, 'OO')
        .filter(({ parent }) => parent === 'kamensk')
        .map(({ code }) => code),
    ).toEqual(['s-ka-1', 's-ka-5', 's-ka-6', 's-ka-7', 's-ka-12']);
  });

  it.each(['OTHER', 'PERSON', 'RISK', 'ZOIRO'])('are all organizations for %s', (code) => {
    const all = pickableFor(region, code);
    expect(all).toHaveLength(region.filter(({ kind }) => kind !== 'group').length);
    expect(all.some(({ kind }) => kind === 'group')).toBe(false);
  });
});

describe('a typed choice', () => {
  const schools = pickableFor(region, 'OO');
  const first = (count: number) => schools.slice(0, count).map(({ code }) => code);

  it.each<[string, readonly string[], readonly string[]]>([
    ['1', first(1), []],
    ['1, 3', [first(3)[0] ?? '', first(3)[2] ?? ''], []],
    ['1-3', first(3), []],
    ['1 – 2 и 3', first(3), []],
    ['1;2\n3', first(3), []],
    ['2, 1', [first(2)[1] ?? '', first(1)[0] ?? ''], []],
    ['0, 1, 999', first(1), ['0', '999']],
    ['3-1', [], ['3-1']],
    ['СОШ № 3 г. Озёрска, Заречная ООШ', ['s-oz-3', 's-pr-zar'], []],
    ['СОШ № 1, 3 г. Озёрска', ['s-oz-1', 's-oz-3'], []],
    ['школы Лесного района', ['s-le-lesn', 's-le-lug'], []],
    ['Заречная', ['s-pr-zar'], []],
    ['зареч', ['s-pr-zar'], []],
    ['Заречная, Марсианская СОШ', ['s-pr-zar'], ['Марсианская СОШ']],
    ['привет', [], ['привет']],
  ])('%j', (typed, codes, unknown) => {
    expect(readPicked(typed, schools, region)).toEqual({ kind: 'these', codes, unknown, several: [] });
  });

  it('names the several that words may mean', () => {
    expect(readPicked('Заречная, школа № 1', schools, region)).toEqual({
      kind: 'these',
      codes: ['s-pr-zar'],
      unknown: [],
      several: [{ words: 'школа № 1', codes: ['s-ka-1', 's-pr-1', 's-oz-1'] }],
    });
  });

  it.each<[string, 'but' | 'all_but', readonly string[]]>([
    ['все', 'all_but', []],
    ['Все, кроме 1 и 3', 'all_but', [first(3)[0] ?? '', first(3)[2] ?? '']],
    ['всем, за исключением Заречной ООШ', 'all_but', ['s-pr-zar']],
    ['кроме 2', 'but', [first(2)[1] ?? '']],
    ['без школ Лесного района', 'but', ['s-le-lesn', 's-le-lug']],
  ])('whom the list is without: %j', (typed, kind, codes) => {
    expect(readPicked(typed, schools, region)).toEqual({ kind, codes, unknown: [], several: [] });
  });
});
