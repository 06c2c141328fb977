import { hasTaskVerb } from '../addressees/index.ts';
import type { Line } from './lines.ts';
import type { ReadQuestion } from './read-document.ts';
import { collapse } from './source-text.ts';

/** The agenda item that one «РЕШИЛИ:» answers. */
export interface FoundQuestion {
  readonly question: ReadQuestion | null;
  /** First line that no longer belongs to the list of decisions before. */
  readonly from: number;
}

interface Agenda {
  readonly items: readonly ReadQuestion[];
  /** Line after the last item; 0 where the document prints no agenda. */
  readonly end: number;
}

/** Where a question is looked for: lines after `floor`, before the speakers or the mark. */
interface Place {
  readonly floor: number;
  readonly speakers: number | null;
  readonly mark: number;
  readonly isFirst: boolean;
}

const WEAK_SPEAKER = /^(?:со)?докладчик/iu;
const SUBJECT = /^обо?\s|^о\s/iu;
const ORDINAL =
  /(?<![A-Za-zЀ-ӿ])по\s+(?:(?:(\d{1,2})|([A-Za-zЀ-ӿ]{4,12}))(?:-[A-Za-zЀ-ӿ]{1,3})?\s+вопросу|вопросу\s+(?:№\s*)?(\d{1,2}))/iu;
const ORDINAL_STEMS = ['перв', 'втор', 'трет', 'четв', 'пят', 'шест', 'седьм', 'восьм', 'девят', 'десят'];

/**
 * For every resolution mark (numbers of lines, ascending) its agenda item: the numbered line before the speakers,
 * the item «По второму вопросу …» names, or, where every item of the agenda has its mark, the item in its order.
 * Where nothing has a number and every mark its own speakers («СЛУШАЛИ: … ПОСТАНОВИЛИ: …»), they are counted.
 */
export function findQuestions(lines: readonly Line[], marks: readonly number[]): FoundQuestion[] {
  const found = printedQuestions(lines, marks);
  if (found.length < 2 || found.some(({ question }) => question !== null)) return found;
  const speakers = found.map(({ from }, place) => speakersFrom(lines, from, marks[place] ?? from));
  if (speakers.includes(null)) return found;
  return found.map(({ from }, place): FoundQuestion => {
    const line = lines[speakers[place] ?? -1];
    const skip = line?.meaning.kind === 'speakers' ? line.meaning.titleStart : 0;
    const title = titleOf(lines, speakers[place] ?? from, marks[place] ?? from, skip);
    return { question: { number: String(place + 1), title }, from };
  });
}

/** The line of the speakers from `from` on, before the mark; null for none, and for an order's mark. */
function speakersFrom(lines: readonly Line[], from: number, mark: number): number | null {
  const meaning = lines[mark]?.meaning;
  if (meaning?.kind !== 'resolution' || meaning.order) return null;
  return firstBetween(lines, from, mark, (line) => line.meaning.kind === 'speakers');
}

function printedQuestions(lines: readonly Line[], marks: readonly number[]): FoundQuestion[] {
  const agenda = agendaOf(lines);
  return marks.map((at, place) => {
    const previous = marks[place - 1] ?? null;
    const mark = lines[at];
    if (mark?.meaning.kind === 'resolution' && mark.meaning.order) return { question: null, from: at };
    const floor = previous ?? lastHead(lines, at);
    const item = lastItem(lines, floor, at);
    if (item !== null) return item;
    const speakers = firstBetween(lines, floor + 1, at, (line) => line.meaning.kind === 'speakers');
    const titled = titledQuestion(lines, { floor, speakers, mark: at, isFirst: previous === null }, agenda);
    if (titled !== null) return titled;
    const from = speakers ?? at;
    const ordinal = ordinalIn(lines[from]?.text ?? '') ?? ordinalIn(mark?.text ?? '');
    const inOrder = agenda.items.length === marks.length ? place + 1 : null;
    const listed = agenda.items[(ordinal ?? inOrder ?? 0) - 1];
    const named = ordinal === null ? null : { number: String(ordinal), title: '' };
    return { question: listed ?? named, from };
  });
}

/** The first line from `from` on, before `to`, that fits; null for none. */
export function firstBetween(
  lines: readonly Line[],
  from: number,
  to: number,
  fits: (line: Line) => boolean,
): number | null {
  for (let at = from; at < to; at += 1) {
    const line = lines[at];
    if (line !== undefined && fits(line)) return at;
  }
  return null;
}

/** A numbered line that carries the speakers itself («1. СЛУШАЛИ: …») or stands right above them. */
function titledQuestion(
  lines: readonly Line[],
  { floor, speakers, mark, isFirst }: Place,
  agenda: Agenda,
): FoundQuestion | null {
  const own = speakers === null ? undefined : lines[speakers];
  if (speakers !== null && own?.meaning.kind === 'speakers' && own.label !== null) {
    return { question: titleFrom(lines, speakers, mark, own.meaning.titleStart), from: speakers };
  }
  const anchor = speakers ?? mark;
  const titled = labelAbove(lines, floor, anchor);
  if (titled === null || (titled < agenda.end && agenda.items.length > 1)) return null;
  const text = lines[titled]?.text.slice(lines[titled]?.label?.length) ?? '';
  // A point of the list before must not be lost as a title: a title names its subject, a point its task.
  if (!SUBJECT.test(text) && hasTaskVerb(text)) return null;
  // Before the first mark a row of numbers without a word about speakers is talk or an agenda.
  const isOnly = firstBetween(lines, floor + 1, titled, (line) => line.label !== null) === null;
  if (speakers === null && isFirst && !isOnly) return null;
  return { question: titleFrom(lines, titled, anchor, 0), from: titled };
}

/** «Вопрос 2. О …» between the list before and the mark. */
function lastItem(lines: readonly Line[], floor: number, mark: number): FoundQuestion | null {
  let at = mark - 1;
  while (at > floor && lines[at]?.meaning.kind !== 'item') at -= 1;
  const line = lines[at];
  if (at <= floor || line?.meaning.kind !== 'item') return null;
  const { number, titleStart } = line.meaning;
  return { question: { number, title: titleOf(lines, at, mark, titleStart) }, from: at };
}

function lastHead(lines: readonly Line[], at: number): number {
  return lines.findLastIndex((line, place) => place < at && line.meaning.kind === 'head');
}

/** The nearest numbered line above the anchor with nothing but its own continuation between. */
function labelAbove(lines: readonly Line[], floor: number, anchor: number): number | null {
  for (let at = anchor - 1; at > floor; at -= 1) {
    const line = lines[at];
    if (line === undefined || line.meaning.kind === 'attributes') return null;
    if (line.label !== null) return at;
    // A point of the act is no title of what stands in its annex.
    if (line.bullet > 0 || line.cells !== null || ['head', 'annex'].includes(line.meaning.kind)) return null;
  }
  return null;
}

function titleFrom(lines: readonly Line[], at: number, to: number, skip: number): ReadQuestion | null {
  const label = lines[at]?.label ?? null;
  if (label === null) return null;
  const number = label.bracket ? label.printed.slice(0, -1) : label.printed;
  return { number, title: titleOf(lines, at, to, Math.max(skip, label.length)) };
}

/** The words of a line from `skip` on, and of the lines that go on with it. */
function titleOf(lines: readonly Line[], at: number, to: number, skip: number): string {
  const rest: string[] = [(lines[at]?.text ?? '').slice(skip)];
  for (const next of lines.slice(at + 1, to)) {
    if (next.meaning.kind !== 'text' || WEAK_SPEAKER.test(next.text)) break;
    rest.push(next.text);
  }
  return collapse(rest.join(' ').replaceAll('*', ''));
}

/** The items printed under «ПОВЕСТКА», numbered 1, 2, 3 …; speakers and their posts between are passed over. */
function agendaOf(lines: readonly Line[]): Agenda {
  const heading = lines.findIndex((line) => line.meaning.kind === 'agenda');
  const items: ReadQuestion[] = [];
  let end = 0;
  for (let at = heading + 1; heading !== -1 && at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined || !['text', 'attributes'].includes(line.meaning.kind)) break;
    if (line.label === null) continue;
    if (line.label.parts.length > 1 || line.label.parts[0] !== items.length + 1) break;
    const item = titleFrom(lines, at, at + 1, 0);
    if (item !== null) items.push(item);
    end = at + 1;
  }
  return { items, end };
}

/** «По второму вопросу слушали …» → 2 */
function ordinalIn(text: string): number | null {
  const match = ORDINAL.exec(text);
  if (match === null) return null;
  const digits = match[1] ?? match[3];
  if (digits !== undefined) return Number(digits);
  const word = (match[2] ?? '').toLowerCase();
  const place = ORDINAL_STEMS.findIndex((stem) => word.startsWith(stem));
  return place === -1 ? null : place + 1;
}
