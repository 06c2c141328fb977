import { type DirectoryIndex, findHeaderAddressees } from '../addressees/index.ts';
import type { Label } from './labels.ts';
import type { Line } from './lines.ts';
import { type Attribute, attributesWithin } from './markers.ts';
import type { Quote } from './read-document.ts';

/**
 * A paragraph of a list of decisions: a numbered point, a bullet, or a paragraph with neither, with the
 * lines that go on with it and the «Срок/Ответственные» lines under it. Offsets are those of the source.
 */
export interface Entry {
  readonly label: Label | null;
  readonly bullet: boolean;
  /** The words without label or bullet. */
  start: number;
  end: number;
  attributes: Attribute[];
}

/**
 * Reads the lines of one list of decisions into entries. A line without number, bullet or attribute goes on
 * with the entry above, unless a «Срок» line already closed it or the line, a blank one before it, is a header
 * naming an addressee.
 */
export function readEntries(lines: readonly Line[], text: string, index: DirectoryIndex): Entry[] {
  const entries: Entry[] = [];
  let previous: Line | null = null;
  for (const line of lines) {
    if (line.meaning.kind === 'vote') continue;
    const open = entries.at(-1);
    if (line.meaning.kind === 'attributes') {
      open?.attributes.push(...line.meaning.attributes.map((attribute) => shifted(attribute, line.start)));
    } else if (line.label !== null || line.bullet > 0) {
      entries.push(newEntry(line, line.label?.length ?? line.bullet));
    } else if (open === undefined) {
      entries.push(newEntry(line, 0));
    } else if (open.attributes.length > 0) {
      if (!continuesAttribute(open, line, previous)) entries.push(newEntry(line, 0));
    } else if (
      line.blankBefore &&
      line.text.endsWith(':') &&
      findHeaderAddressees(line.text, index) !== null
    ) {
      entries.push(newEntry(line, 0));
    } else {
      open.end = line.end;
    }
    previous = line;
    const last = entries.at(-1);
    if (last !== undefined && line.meaning.kind !== 'attributes') cutAttributes(last, line, text);
  }
  for (const entry of entries) entry.attributes = entry.attributes.filter(({ start, end }) => end > start);
  return entries;
}

function newEntry(line: Line, skip: number): Entry {
  return {
    label: line.label,
    bullet: line.bullet > 0,
    start: line.start + skip,
    end: line.end,
    attributes: [],
  };
}

/** «… отчёт. Срок: до 1 октября» on a line of the point: the point's text ends before the attribute. */
function cutAttributes(entry: Entry, line: Line, text: string): void {
  if (entry.attributes.length > 0) return;
  const from = Math.max(line.start, entry.start);
  const words = text.slice(from, line.end);
  const found = attributesWithin(words);
  if (found === null || found.start === 0) return;
  entry.attributes = found.attributes.map((attribute) => shifted(attribute, from));
  entry.end = from + words.slice(0, found.start).trimEnd().length;
}

/** A value that begins or goes on in the next line, where no blank line stands between. */
function continuesAttribute(entry: Entry, line: Line, previous: Line | null): boolean {
  const last = entry.attributes.at(-1);
  if (last === undefined || previous === null || previous.meaning.kind !== 'attributes') return false;
  const empty = last.end <= last.start;
  if (!empty && (line.blankBefore || !/^[\p{Ll}\d(]/u.test(line.text))) return false;
  const value = { kind: last.kind, start: empty ? line.start : last.start, end: line.end };
  entry.attributes[entry.attributes.length - 1] = value;
  return true;
}

function shifted<T extends Quote>(span: T, by: number): T {
  return { ...span, start: span.start + by, end: span.end + by };
}
