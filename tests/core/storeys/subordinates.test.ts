import { describe, expect, it } from 'vitest';
import type { DirectoryEntry } from '../../../src/core/addressees/directory.ts';
import { handsDownTo, subordinatesOf } from '../../../src/core/storeys/subordinates.ts';

const entry = (code: string, kind: DirectoryEntry['kind'], parent: string | null): DirectoryEntry => ({
  code,
  kind,
  name: code,
  shortName: null,
  aliases: [],
  parent,
  members: null,
  reminderTime: null,
});

const DIRECTORY = [
  entry('DEP', 'department', null),
  entry('M1', 'municipality', 'DEP'),
  entry('M2', 'municipality', 'DEP'),
  entry('S1', 'school', 'M1'),
  entry('D1', 'preschool', 'M1'),
  entry('M1_ALL', 'group', 'M1'),
  entry('S2', 'school', 'M2'),
  entry('FOUNDER', 'other', null),
  entry('S3', 'school', 'FOUNDER'),
];
const codes = (entries: readonly DirectoryEntry[]) => entries.map(({ code }) => code);

describe('whom a point can be handed down to', () => {
  it.each([
    ['a municipality: its schools and preschools, no groups', 'M1', ['S1', 'D1']],
    ['any other founder', 'FOUNDER', ['S3']],
    ['nobody below a school', 'S1', []],
    ['the Department publishes instead', 'DEP', []],
    ['a group is nobody', 'M1_ALL', []],
    ['an unknown code', 'NONE', []],
  ])('%s', (_name, code, expected) => {
    expect(codes(handsDownTo(DIRECTORY, code))).toEqual(expected);
  });

  it('knows the organizations right below the Department all the same', () => {
    expect(codes(subordinatesOf(DIRECTORY, 'DEP'))).toEqual(['M1', 'M2']);
  });
});
