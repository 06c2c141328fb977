import { describe, expect, it } from 'vitest';
import { type Directory, membersOf } from '../../../src/core/addressees/index.ts';
import { directory } from '../documents/reading.ts';

const codes = (code: string, within: Directory = directory): string[] =>
  membersOf(within, code).map((entry) => entry.code);

describe('the organizations a code means', () => {
  it.each([
    ['a kind', 'OMSU', ['prirechye', 'verhlog', 'kamenka', 'sosnovka', 'zabolotye', 'ozersk']],
    [
      'a parent',
      'PRIREKA_SCHOOLS',
      ['sch-prirechensk-1', 'sch-prirechensk-2', 'sch-zarechye', 'ds-rodnichok'],
    ],
    ['a list of codes', 'OLYMPIAD_BASES', ['sch-prirechensk-1', 'sch-verhlog-1', 'sch-ozersk-gym']],
    ['one organization', 'ZOIRO', ['ZOIRO']],
    ["a group of the reviewer's choice", 'PILOT', []],
    ['a person', 'PERSON', []],
    ['an unknown code', 'nowhere', []],
  ])('%s', (_, code, expected) => {
    expect(codes(code)).toEqual(expected);
  });

  it('groups that name each other end', () => {
    const group = (code: string, member: string): Directory[number] => ({
      code,
      kind: 'group',
      name: code,
      shortName: null,
      aliases: [],
      parent: null,
      reminderTime: null,
      members: { by: 'codes', codes: [member, 'ZOIRO'] },
    });
    expect(codes('A', [group('A', 'B'), group('B', 'A'), ...directory])).toEqual(['ZOIRO']);
  });
});
