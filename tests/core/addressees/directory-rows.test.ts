import { describe, expect, it } from 'vitest';
import { parseDirectory } from '../../../src/core/addressees/index.ts';
import { directory } from '../documents/reading.ts';

const row = (line: number, cells: Record<string, string>) => ({
  line,
  cells: { code: `C${line}`, kind: 'school', name: 'Школа', ...cells },
});
const errorsOf = (...rows: ReturnType<typeof row>[]) => {
  const reading = parseDirectory(rows);
  return reading.kind === 'ok' ? [] : reading.errors.map(({ line, column }) => `${line}:${column}`);
};

describe('rows of a directory', () => {
  it('become entries', () => {
    expect(directory.find(({ code }) => code === 'prirechye')).toEqual({
      code: 'prirechye',
      kind: 'municipality',
      name: 'Управление образования Приреченского района',
      shortName: 'Приреченский район',
      aliases: ['Приреченский муниципальный округ'],
      parent: 'DEPARTMENT',
      members: null,
      reminderTime: '08:30',
    });
    expect(directory.find(({ code }) => code === 'OMSU')?.members).toEqual({
      by: 'kind',
      kind: 'municipality',
    });
    expect(directory.find(({ code }) => code === 'PILOT')?.members).toEqual({ by: 'reviewer' });
    expect(directory.find(({ code }) => code === 'PRIREKA_SCHOOLS')?.members).toEqual({
      by: 'parent',
      code: 'prirechye',
    });
  });

  it('need no column but code, kind and name', () => {
    expect(parseDirectory([row(2, {})])).toMatchObject({
      kind: 'ok',
      entries: [{ code: 'C2', shortName: null, aliases: [], parent: null }],
    });
  });

  it.each([
    ['an unknown kind', [row(2, { kind: 'shop' })], ['2:kind']],
    ['no code', [row(2, { code: ' ' })], ['2:code']],
    ['a doubled code', [row(2, { code: 'A' }), row(3, { code: 'A' })], ['3:code']],
    ["a code of the program's own", [row(2, { code: 'PERSON' })], ['2:code']],
    ['no name', [row(2, { name: '' })], ['2:name']],
    ['an unknown parent', [row(2, { parent: 'nobody' })], ['2:parent']],
    [
      'parents in a circle',
      [row(2, { code: 'A', parent: 'B' }), row(3, { code: 'B', parent: 'A' }), row(4, { parent: 'A' })],
      ['2:parent', '3:parent'],
    ],
    ['its own parent', [row(2, { code: 'A', parent: 'A' })], ['2:parent']],
    ['members of a school', [row(2, { members: 'kind:school' })], ['2:members']],
    ['members of an unknown kind', [row(2, { kind: 'group', members: 'kind:shop' })], ['2:members']],
    ['an unknown member', [row(2, { kind: 'group', members: 'C3|nobody' }), row(3, {})], ['2:members']],
    ['an unknown parent of members', [row(2, { kind: 'group', members: 'parent:nobody' })], ['2:members']],
    ['a group within itself', [row(2, { kind: 'group', members: 'C2' })], ['2:members']],
    [
      'a time that is none',
      [row(2, { reminder_time: '9:00' }), row(3, { reminder_time: '24:00' })],
      ['2:reminder_time', '3:reminder_time'],
    ],
    ['an unknown column', [row(2, { phone: '1' })], ['1:phone']],
    [
      'everything wrong at once',
      [row(2, { kind: 'shop', name: '' }), row(3, { parent: 'x' })],
      ['2:kind', '2:name', '3:parent'],
    ],
  ])('are refused whole for %s', (_, rows, expected) => {
    expect(errorsOf(...rows)).toEqual(expected);
  });

  it('may name what the directory they are added to has already', () => {
    const school = row(2, { parent: 'prirechye' });
    const group = row(3, { kind: 'group', members: 'C2|sch-prirechensk-1' });
    expect(parseDirectory([school, group], directory)).toMatchObject({ kind: 'ok' });
    expect(errorsOf(school, group)).toEqual(['2:parent', '3:members']);
    const circle = row(2, { code: 'DEPARTMENT', kind: 'department', parent: 'prirechye' });
    expect(parseDirectory([circle], directory)).toMatchObject({
      kind: 'errors',
      errors: [{ line: 2, column: 'parent' }],
    });
  });

  it('are refused where a column is missing or there is no row', () => {
    expect(parseDirectory([{ line: 2, cells: { code: 'A', name: 'Б' } }])).toMatchObject({
      kind: 'errors',
      errors: [{ line: 1, column: 'kind' }],
    });
    expect(parseDirectory([])).toMatchObject({ kind: 'errors' });
  });
});
