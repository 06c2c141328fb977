import { describe, expect, it } from 'vitest';
import { CONFIG_KEYS, readConfig } from '../../src/config.ts';
import { codeSpans, readPage, tableUnder } from './markdown.ts';

/** Variables of a table's first column; a cell may hold several. */
function variablesIn(text: string, firstCell: string): readonly string[] {
  return tableUnder(text, firstCell).flatMap(([cell = '']) => codeSpans(cell));
}

describe.each([
  ['README.md', 'variable'],
  ['docs/operator.md', 'переменная'],
])('the table of settings in %s', (path, firstCell) => {
  const { text } = readPage(path);

  it('names every variable the program reads, and no other', () => {
    expect(variablesIn(text, firstCell).toSorted()).toEqual([...CONFIG_KEYS].toSorted());
  });

  it('would be found short of a variable', () => {
    const shorter = text.replace(/^\| `ROLE`.*\n/m, '');
    expect(variablesIn(shorter, firstCell)).not.toContain('ROLE');
    expect(variablesIn(shorter, firstCell)).toHaveLength(CONFIG_KEYS.length - 1);
  });

  it('names the defaults that hold', () => {
    const defaults = readConfig({});
    const cells = tableUnder(text, firstCell).map((row) => row.join(' '));
    const stands = (variable: string, value: string): boolean =>
      cells.some((cell) => cell.includes(`\`${variable}\``) && cell.includes(value));
    expect(stands('PORT', String(defaults.port))).toBe(true);
    expect(stands('HOST', defaults.host)).toBe(true);
    expect(stands('ROLE', defaults.role)).toBe(true);
    expect(stands('LOG_LEVEL', defaults.logLevel)).toBe(true);
    expect(stands('PORT', '65536')).toBe(false);
  });
});
