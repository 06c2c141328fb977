import { CsvError, parse } from 'csv-parse/sync';
import type { DirectoryError, DirectoryRow } from '../../core/addressees/index.ts';
import { decodeText } from './encoding.ts';

/** The rows of a directory table as they stand in the file, or where the file is no table. */
export type DirectoryTable =
  | { readonly kind: 'rows'; readonly rows: readonly DirectoryRow[] }
  | { readonly kind: 'errors'; readonly errors: readonly DirectoryError[] };

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a CSV file: UTF-8 with or without BOM or Windows-1251, separated by `;` or `,`, values with separators
 * or line breaks in double quotes. The first line names the columns, in any case. Lines are counted from 1,
 * a row's number is that of its last line in the file.
 */
export function readDirectoryTable(bytes: Uint8Array): DirectoryTable {
  const decoded = decodeText(bytes);
  if (decoded === null) return fault(1, 'файл не похож на таблицу CSV');
  let records: readonly ParsedRecord[];
  try {
    const options = {
      delimiter: separatorOf(decoded.text),
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
    };
    // The driver's types do not know what `info: true` returns.
    records = parse(decoded.text, options) as unknown as readonly ParsedRecord[];
  } catch (error) {
    if (error instanceof CsvError)
      return fault(Number(error['lines']) || 1, 'кавычки в строке не закрыты или стоят не на месте');
    throw error;
  }
  const [head, ...body] = records;
  const columns = (head?.record ?? []).map((column) => column.trim().toLowerCase());
  const doubled = columns.find((column, at) => columns.indexOf(column) !== at);
  if (doubled !== undefined) return fault(1, `колонка «${doubled}» указана дважды`);
  const errors = body
    .filter(({ record }) => record.length > columns.length)
    .map(({ info }) => ({
      line: info.lines,
      column: null,
      message: `в строке больше ячеек, чем колонок (${columns.length})`,
    }));
  if (errors.length > 0) return { kind: 'errors', errors };
  const rows = body
    .filter(({ record }) => record.some((cell) => cell.trim() !== ''))
    .map(({ record, info }) => ({
      line: info.lines,
      cells: Object.fromEntries(columns.map((column, at) => [column, record[at] ?? ''])),
    }));
  return { kind: 'rows', rows };
}

/** The mark that separates the column names of the first line. */
function separatorOf(text: string): ',' | ';' {
  const head = text.slice(0, text.search(/[\r\n]|$/u));
  return (head.match(/;/gu)?.length ?? 0) >= Math.max(1, head.match(/,/gu)?.length ?? 0) ? ';' : ',';
}

function fault(line: number, message: string): DirectoryTable {
  return { kind: 'errors', errors: [{ line, column: null, message }] };
}
