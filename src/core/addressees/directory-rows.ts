import type { Directory, DirectoryEntry, GroupMembers, OrganizationKind } from './directory.ts';

/** One line of a directory table: its line number (the head is line 1) and its cells by column name. */
export interface DirectoryRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** What is wrong with one cell, or with a whole line (column null); `message` is shown to the operator. */
export interface DirectoryError {
  readonly line: number;
  readonly column: string | null;
  readonly message: string;
}

/** Every entry, or every error: a directory is taken whole or not at all. */
export type DirectoryReading =
  | { readonly kind: 'ok'; readonly entries: readonly DirectoryEntry[] }
  | { readonly kind: 'errors'; readonly errors: readonly DirectoryError[] };

const KINDS = ['department', 'municipality', 'school', 'preschool', 'institute', 'other', 'group'] as const;
const COLUMNS = ['code', 'kind', 'name', 'short_name', 'aliases', 'parent', 'members', 'reminder_time'];
const REQUIRED_COLUMNS = ['code', 'kind', 'name'] as const;
const RESERVED_CODES = new Set(['PERSON', 'ROLE', 'OTHER']);
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/u;

/**
 * Reads the rows of a directory table into entries.
 *
 *   { code: 'SCH1', kind: 'school', name: 'МБОУ СОШ № 1', parent: 'PRIRECH' } → one DirectoryEntry
 *
 * Refuses, naming line and column: a missing or unknown column, an empty or doubled code, a code the readings
 * use themselves, an unknown kind, a missing name, an unknown parent, parents in a circle, members of what is
 * no group, members nobody knows, and a time that is not HH:MM.
 *
 * `present`: the directory the rows are added to, whose entries may be parents and members too.
 */
export function parseDirectory(rows: readonly DirectoryRow[], present: Directory = []): DirectoryReading {
  const errors: DirectoryError[] = columnErrors(rows);
  if (errors.length > 0) return { kind: 'errors', errors };
  const lineOf = new Map<string, number>();
  const entries: { entry: DirectoryEntry; line: number }[] = [];
  for (const row of rows) {
    const entry = entryOf(row, errors);
    const code = cell(row, 'code');
    const before = lineOf.get(code);
    if (code === '') errors.push({ line: row.line, column: 'code', message: 'не указан код' });
    else if (RESERVED_CODES.has(code)) {
      errors.push({ line: row.line, column: 'code', message: `код «${code}» занят программой` });
    } else if (before !== undefined) {
      errors.push({ line: row.line, column: 'code', message: `код «${code}» уже есть в строке ${before}` });
    } else lineOf.set(code, row.line);
    if (entry !== null) entries.push({ entry, line: row.line });
  }
  const known = new Set([...present.map(({ code }) => code), ...lineOf.keys()]);
  for (const { entry, line } of entries) errors.push(...referenceErrors(entry, line, known));
  errors.push(...parentCircles(entries, present));
  if (errors.length > 0) return { kind: 'errors', errors: errors.sort((a, b) => a.line - b.line) };
  return { kind: 'ok', entries: entries.map(({ entry }) => entry) };
}

function columnErrors(rows: readonly DirectoryRow[]): DirectoryError[] {
  const first = rows[0];
  if (first === undefined) return [{ line: 1, column: 'code', message: 'в таблице нет ни одной строки' }];
  const present = Object.keys(first.cells);
  const missing = REQUIRED_COLUMNS.filter((column) => !present.includes(column)).map((column) => ({
    line: 1,
    column,
    message: `нет обязательной колонки «${column}»`,
  }));
  const unknown = present
    .filter((column) => !COLUMNS.includes(column))
    .map((column) => ({
      line: 1,
      column,
      message: `неизвестная колонка «${column}»; ожидаются ${COLUMNS.join(', ')}`,
    }));
  return [...missing, ...unknown];
}

function entryOf(row: DirectoryRow, errors: DirectoryError[]): DirectoryEntry | null {
  const fail = (column: string, message: string): void => {
    errors.push({ line: row.line, column, message });
  };
  const kind = KINDS.find((candidate) => candidate === cell(row, 'kind').toLowerCase());
  if (kind === undefined)
    fail('kind', `неизвестный вид «${cell(row, 'kind')}»; допустимы ${KINDS.join(', ')}`);
  const name = cell(row, 'name');
  if (name === '') fail('name', 'не указано название');
  const time = cell(row, 'reminder_time');
  if (time !== '' && !TIME.test(time)) fail('reminder_time', `время «${time}» должно быть в виде ЧЧ:ММ`);
  if (kind === undefined) return null;
  return {
    code: cell(row, 'code'),
    kind,
    name,
    shortName: cell(row, 'short_name') || null,
    aliases: listOf(cell(row, 'aliases')),
    parent: cell(row, 'parent') || null,
    members: membersOfRow(kind, cell(row, 'members'), fail),
    reminderTime: time || null,
  };
}

function membersOfRow(
  kind: OrganizationKind,
  printed: string,
  fail: (column: string, message: string) => void,
): GroupMembers | null {
  if (kind !== 'group') {
    if (printed !== '') fail('members', 'состав указывается только для группы (kind = group)');
    return null;
  }
  if (printed === '') return { by: 'reviewer' };
  const [by, ...rest] = printed.split(':');
  const value = rest.join(':').trim();
  if (by?.trim() === 'kind') {
    const memberKind = KINDS.find((candidate) => candidate === value && candidate !== 'group');
    if (memberKind === undefined) fail('members', `неизвестный вид «${value}» в составе группы`);
    return memberKind === undefined ? null : { by: 'kind', kind: memberKind };
  }
  if (by?.trim() === 'parent') return { by: 'parent', code: value };
  return { by: 'codes', codes: listOf(printed) };
}

function referenceErrors(entry: DirectoryEntry, line: number, known: ReadonlySet<string>): DirectoryError[] {
  const errors: DirectoryError[] = [];
  if (entry.parent !== null && !known.has(entry.parent)) {
    errors.push({ line, column: 'parent', message: `вышестоящая организация «${entry.parent}» не найдена` });
  }
  for (const code of referredCodes(entry.members)) {
    if (code === entry.code)
      errors.push({ line, column: 'members', message: 'группа не может входить в саму себя' });
    else if (!known.has(code))
      errors.push({ line, column: 'members', message: `участник «${code}» не найден` });
  }
  return errors;
}

function referredCodes(members: GroupMembers | null): readonly string[] {
  if (members?.by === 'parent') return [members.code];
  return members?.by === 'codes' ? members.codes : [];
}

function parentCircles(
  entries: readonly { entry: DirectoryEntry; line: number }[],
  present: Directory,
): DirectoryError[] {
  // What the rows say of an entry counts, not what the directory said of it before.
  const all = [...present, ...entries.map(({ entry }) => entry)];
  const parentOf = new Map(all.map(({ code, parent }) => [code, parent]));
  const safe = new Set<string>();
  const errors: DirectoryError[] = [];
  for (const { entry, line } of entries) {
    const path = new Set<string>();
    let code: string | null = entry.code;
    while (code !== null && !safe.has(code) && !path.has(code)) {
      path.add(code);
      code = parentOf.get(code) ?? null;
    }
    const circle = code !== null && path.has(code);
    if (circle && code === entry.code) {
      const message = `подчинённость замкнута в круг: ${[...path, code].join(' → ')}`;
      errors.push({ line, column: 'parent', message });
    } else if (!circle) for (const visited of path) safe.add(visited);
  }
  return errors;
}

function cell(row: DirectoryRow, column: string): string {
  return (row.cells[column] ?? '').trim();
}

function listOf(printed: string): string[] {
  return printed
    .split('|')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
