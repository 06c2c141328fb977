import {
  type DirectoryIndex,
  findHeaderAddressees,
  findLeadingAddressees,
  hasTaskVerb,
} from '../addressees/index.ts';
import { assignsItself, headsRequest, termBeforeTask } from './assigned-lines.ts';
import { isCapitals } from './boundaries.ts';
import { isControl } from './control-clause.ts';
import { inCyrillic } from './in-cyrillic.ts';
import { type Label, letterOf } from './labels.ts';
import { isPlain, type Line } from './lines.ts';
import { type Attribute, attributesAtStart, attributesWithin } from './markers.ts';
import type { Quote } from './read-document.ts';
import { isTermHead } from './term-heads.ts';

/**
 * A paragraph of a list of decisions: a numbered point, a bullet, or a paragraph with neither, with the
 * lines that go on with it and the «Срок/Ответственные» lines under it. Offsets are those of the source.
 */
export interface Entry {
  readonly label: Label | null;
  readonly bullet: boolean;
  /** «а)», where a letter is the bullet. */
  readonly letter: string | null;
  /** A paragraph without a number that nevertheless is a point: «Контроль … возложить на …». */
  readonly paragraph: boolean;
  /** The words without label or bullet. */
  start: number;
  end: number;
  attributes: Attribute[];
  /** Present where bullets were joined to it. */
  readonly bulleted?: true;
}

/**
 * Reads the lines of one list of decisions into entries. A line without number, bullet or attribute goes on
 * with the entry above, unless a «Срок» line already closed it or the line, a blank one before it, is a header
 * naming an addressee.
 */
export function readEntries(lines: readonly Line[], text: string, index: DirectoryIndex): Entry[] {
  const entries: Entry[] = [];
  const beginsParagraph = paragraphRule(lines, index);
  const tasks = bareTasks(lines, text, index);
  const lastPoint = lastOfCloseList(lines);
  const unnumbered = lines.every(({ label }) => label === null);
  let previous: Line | null = null;
  for (const [at, line] of lines.entries()) {
    if (line.meaning.kind === 'vote') continue;
    const open = entries.at(-1);
    if (line.meaning.kind === 'attributes') {
      open?.attributes.push(...line.meaning.attributes.map((attribute) => shifted(attribute, line.start)));
    } else if (line.label !== null || line.bullet > 0) {
      const entry = newEntry(line, line.label?.length ?? line.bullet, false);
      const attributes = attributesAtStart(inCyrillic(text.slice(entry.start, entry.end))).map((attribute) =>
        shifted(attribute, entry.start),
      );
      const apart = line.bullet > 0 && standsApart(line, lines[at + 1], index);
      // «- Срок: …» under a point is its line; «1. Ответственный: …» stands before the words of the point.
      if (apart)
        entries.push({
          ...entry,
          bullet: false,
          letter: null,
          paragraph: isControl(text.slice(entry.start, entry.end)),
        });
      else if (attributes.length > 0 && line.label === null) open?.attributes.push(...attributes);
      else entries.push(attributes.length === 0 ? entry : withWordsAfter(entry, attributes, text));
    } else if (tasks.has(at)) {
      entries.push({ ...newEntry(line, 0, false), bullet: true });
    } else if (tasks.has(at + 1) && !tasks.has(at)) {
      entries.push(newEntry(line, 0, false));
    } else if (assignsItself(line, index) && endsEntry(previous)) {
      entries.push(newEntry(line, 0, true));
    } else if (unnumbered && isPlain(line) && termBeforeTask(line.text) > 0) {
      entries.push(newEntry(line, 0, true));
    } else if (open !== undefined && open.end === open.start) {
      open.start = line.start;
      open.end = line.end;
    } else if (open === undefined || previous === null) {
      entries.push(newEntry(line, 0, false));
    } else if (isTermHead(line.text) && ENDED.test(previous.text)) {
      entries.push(newEntry(line, 0, false));
    } else if (beginsParagraph(line, previous)) {
      entries.push(newEntry(line, 0, true));
    } else if (open.attributes.length > 0) {
      if (!continuesAttribute(open, line, previous)) entries.push(newEntry(line, 0, false));
    } else if (
      (line.blankBefore || (unnumbered && line.text.endsWith(':'))) &&
      headsPart(line, previous, lines[at + 1], index)
    ) {
      entries.push(newEntry(line, 0, false));
    } else if (
      (lastPoint !== null && at > lastPoint && standsApartBelow(line, previous)) ||
      LEFT_OUT.test(text.slice(previous.end, line.start))
    ) {
      entries.push(newEntry(line, 0, false));
    } else {
      open.end = line.end;
    }
    previous = line;
    const last = entries.at(-1);
    if (last !== undefined && line.meaning.kind !== 'attributes') cutAttributes(last, line, text);
  }
  // A point of nothing but its lines keeps them as its words, for the reviewer to see.
  for (const entry of entries)
    if (entry.end === entry.start) entry.end = entry.attributes.at(-1)?.end ?? entry.end;
  for (const entry of entries) entry.attributes = entry.attributes.filter(({ start, end }) => end > start);
  return entries;
}

/** «Директорам школ:», «РУКОВОДИТЕЛЯМ ШКОЛ», «На уровне района:» above «- провести …»: a head, not the rest of the point above. */
function headsPart({ text }: Line, previous: Line, next: Line | undefined, index: DirectoryIndex): boolean {
  const names = findHeaderAddressees(text, index) !== null;
  if (names && text.endsWith(':')) return true;
  const isMarked = next !== undefined && (next.bullet > 0 || next.label !== null);
  if (!isMarked || hasTaskVerb(text)) return false;
  // «🏫 Сосновская СОШ» below dashes that end without a sign.
  if (names && previous.bullet > 0 && next.bullet > 0 && !/[.;,]$/u.test(text)) return true;
  if (!ENDED.test(previous.text)) return false;
  if (text.endsWith(':') || isCapitals(text)) return true;
  return names && DATIVE.test(text) && !/[.;,]$/u.test(text);
}

/** «- Директорам школ» above «1.1. …», «- Контроль … оставляю за собой»: a lost number became a dash. */
function standsApart({ text, bullet }: Line, next: Line | undefined, index: DirectoryIndex): boolean {
  const words = text.slice(bullet);
  if (isControl(words)) return letterOf(text) === null;
  const heads = next !== undefined && next.label !== null && next.label.parts.length > 1;
  return (
    heads && !/[.;,]$/u.test(words) && !hasTaskVerb(words) && findHeaderAddressees(words, index) !== null
  );
}

/** True where a paragraph may begin below this line. */
function endsEntry(previous: Line | null): boolean {
  return previous === null || previous.meaning.kind === 'attributes' || /[.;!?»)\d]$/u.test(previous.text);
}

/**
 * The number of the last point of a list whose points stand line below line; null for any other list. What stands apart
 * below it is no rest of it: «– довести …; – представить ….» and, after a blank line, «Занятия проходят …».
 */
function lastOfCloseList(lines: readonly Line[]): number | null {
  const points = lines.flatMap(({ bullet, label }, at) => (bullet > 0 || label !== null ? [at] : []));
  // Where blank lines stand between the points, too, one tells nothing.
  const areClose = points.length > 1 && points.slice(1).every((at) => lines[at]?.blankBefore === false);
  return areClose ? (points.at(-1) ?? null) : null;
}

function standsApartBelow(line: Line, previous: Line): boolean {
  return (
    line.blankBefore && isPlain(line) && /^[«"]?\p{Lu}/u.test(line.text) && /[.!?»)\d]$/u.test(previous.text)
  );
}

const DATIVE = /^\p{Lu}[A-Za-zЀ-ӿ]+(?:ам|ям|ому|ему|ым|им|[ую])(?![A-Za-zЀ-ӿ])/u;
const ENDED = /[.;!:»)]$/u;
const NEXT_SENTENCE = /\.\s+(?=\p{Lu}\p{Ll}{2})/gu;

/** «2. Отв.: Ильина И.И. Провести … Срок: …»: the words of the point stand after its line, else below it. */
function withWordsAfter(entry: Entry, attributes: Attribute[], text: string): Entry {
  for (const [at, attribute] of attributes.entries()) {
    const words = text.slice(attribute.start, attribute.end);
    const next = [...words.matchAll(NEXT_SENTENCE)].find(({ 0: gap, index }) =>
      hasTaskVerb(words.slice(index + gap.length).split(/\s/u, 1)[0] ?? ''),
    );
    if (attribute.kind !== 'responsible' || next === undefined) continue;
    const start = attribute.start + next.index + next[0].length;
    const said = { ...attribute, end: attribute.start + next.index + 1 };
    return { ...entry, start, end: attribute.end, attributes: attributes.with(at, said) };
  }
  return { ...entry, end: entry.start, attributes };
}

const TASK_END = /[;.]$|\d(?:\s?г(?:ода|\.)?)?[;.]?$/u;

/**
 * Numbers of the lines that are tasks without a mark, further in than the line that says whom they are for:
 *
 *   Гимназия № 1 г. Озёрска
 *     подготовить площадку — до 21.05.2026
 *     сдать отчёт — 22.05.2026
 */
function bareTasks(lines: readonly Line[], text: string, index: DirectoryIndex): ReadonlySet<number> {
  const tasks = new Set<number>();
  const indent = ({ start }: Line): number => start - 1 - text.lastIndexOf('\n', start - 1);
  for (const [at, line] of lines.entries()) {
    const above = lines[at - 1];
    if (headsRequest(lines, at - 1, index)) tasks.add(at);
    if (above === undefined || !isPlain(line) || line.blankBefore || !/^\p{Ll}/u.test(line.text)) continue;
    const [first = ''] = line.text.split(/\s/u, 1);
    if (!hasTaskVerb(first) || !TASK_END.test(line.text)) continue;
    const deeper = indent(line) > indent(above);
    const heads =
      isPlain(above) && !hasTaskVerb(above.text) && findHeaderAddressees(above.text, index) !== null;
    if (tasks.has(at - 1) ? !deeper : deeper && heads) tasks.add(at);
  }
  return tasks;
}

const CONTROL = /^(?:общий\s+)?контроль\s+(?:за|над|исполнения|выполнения|возл|оставл)/iu;
const SENTENCE_END = /[.;!?»)]$/u;

/**
 * Where a line without a number begins a point of its own: with the control clause; in a list that has no numbers,
 * at every paragraph; in a numbered one, only after an empty line and with an addressee and what he must do.
 */
function paragraphRule(
  lines: readonly Line[],
  index: DirectoryIndex,
): (line: Line, previous: Line) => boolean {
  const isWords = (line: Line): boolean =>
    line.label === null && line.bullet === 0 && line.meaning.kind === 'text';
  const numbered = lines.some((line) => line.label !== null || line.bullet > 0);
  const bulleted = numbered && lines.every((line) => line.label === null);
  const spaced = lines.some((line, at) => at > 0 && line.blankBefore && isWords(line));
  return (line, previous) => {
    // «прошу: довести …; обеспечить …;»: parts of a sentence, a line each.
    if (!numbered && isWords(line) && previous.text.endsWith(';')) return true;
    const ended = SENTENCE_END.test(previous.text) || previous.meaning.kind === 'attributes';
    if (!ended || !/^[«"]?\p{Lu}/u.test(line.text)) return false;
    if (CONTROL.test(line.text)) return true;
    if (!numbered) return line.blankBefore || !spaced;
    // «- довести …; - обеспечить …» and, apart, «Сводный отчёт направить …».
    if (bulleted && line.blankBefore && hasTaskVerb(line.text)) return true;
    return line.blankBefore && findLeadingAddressees(line.text, index) !== null;
  };
}

function newEntry(line: Line, skip: number, paragraph: boolean): Entry {
  return {
    label: line.label,
    bullet: line.bullet > 0,
    letter: line.bullet > 0 ? letterOf(line.text) : null,
    paragraph,
    start: line.start + skip,
    end: line.end,
    attributes: [],
  };
}

/** «… отчёт. Срок: до 1 октября» on a line of the point: the point's text ends before the attribute. */
function cutAttributes(entry: Entry, line: Line, text: string): void {
  if (entry.attributes.length > 0) return;
  const from = Math.max(line.start, entry.start);
  const words = inCyrillic(text.slice(from, line.end));
  const found = attributesWithin(words);
  if (found === null || found.start === 0) return;
  entry.attributes = found.attributes.map((attribute) => shifted(attribute, from));
  entry.end = from + words.slice(0, found.start).trimEnd().length;
}

/** Words between two lines that neither holds, as a messenger's «[20.09.2026 18:43] …»: what follows is another message. */
const LEFT_OUT = /[A-Za-zЀ-ӿ\d]/u;

/** «… , директор» at the end of a line: of what stands on the next. */
const HALF_NAMED =
  /(?<![A-Za-zЀ-ӿ])(?:директор|руководител[ьи]|начальники?|заведующ(?:ий|ая|ие)|ректор|глав[аы]|специалисты?)$/iu;

/** A value that begins or goes on in the next line, where no blank line stands between. */
function continuesAttribute(entry: Entry, line: Line, previous: Line | null): boolean {
  const last = entry.attributes.at(-1);
  if (last === undefined || previous === null) return false;
  const empty = last.end <= last.start;
  // «Ответственные: школы:» and a school a line, «… , » and the next body.
  const listed =
    last.kind === 'responsible' && last.end >= previous.start && /[,;:]\s*$/u.test(previous.text);
  if (previous.meaning.kind !== 'attributes' && !listed) return false;
  const goesOn =
    /^[\p{Ll}\d(]/u.test(line.text) || (last.kind === 'responsible' && HALF_NAMED.test(previous.text));
  if (!empty && (line.blankBefore || !(listed || goesOn))) return false;
  const value = { kind: last.kind, start: empty ? line.start : last.start, end: line.end };
  entry.attributes[entry.attributes.length - 1] = value;
  return true;
}

function shifted<T extends Quote>(span: T, by: number): T {
  return { ...span, start: span.start + by, end: span.end + by };
}
