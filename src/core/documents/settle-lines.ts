import { hasTaskVerb } from '../addressees/index.ts';
import { withCards } from './cards.ts';
import { withCellLines } from './cell-lines.ts';
import { isControl } from './control-clause.ts';
import { type Label, readBareLabel, readLabel } from './labels.ts';
import type { Line } from './lines.ts';
import { lineMeaning } from './markers.ts';
import { PREAMBLE, PREAMBLE_WITHIN } from './preamble.ts';
import { findPrintedDate } from './printed-date.ts';

/**
 * What only the lines around can settle:
 *
 *   «1 Провести …», «2 Представить …», «3 …»  → points, for they count from one
 *   «1. Принять … 2. Школам … 3. …» on a line → a line for every point
 *   «1) Крыша. Решили: вызвать …»            → the question and the word before its points, a line each
 *   «ПРОТОКОЛ … СЛУШАЛИ: … РЕШИЛИ: …»      → lost line breaks are put back before the words that open a part
 *   «Кому: … / Что: … / Срок: …»             → a point with its lines
 *   «№ / Мероприятие / Срок / 1 / …», a line each → rows of a table
 *   «РЕШЕНИЕ» alone, a date or a number below → the name of the document, not the word before its points
 *   «ПОРУЧИТЬ:» where nothing was decided yet → the word before the points
 *   «Прошу взять в работу:» above points      → the same
 */
export function settleLines(lines: readonly Line[]): Line[] {
  return withBareNumbers(
    withThrees(
      withPointsApart(
        withRequests(
          withResolutionsApart(
            withNamesOfDocuments(
              withPartsApart(
                withHeadsApart(withCards(withCellLines(withWrappedTerms(withGluedNames(lines))))),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

const GLUED_NAME =
  /(?:^|\p{Ll})(?=((?:РАСПОРЯЖЕНИЕ|ПОСТАНОВЛЕНИЕ|ПРИКАЗ|РЕШЕНИЕ|ПРОТОКОЛ)\s{0,2})(?:от\s?[«"\d]|№))/u;

/** «… районаРАСПОРЯЖЕНИЕот 15.11.2027 № 712»: what stands around the name of an act that a page has glued, a line each. */
function withGluedNames(lines: readonly Line[]): readonly Line[] {
  return lines.flatMap((line): Line[] => {
    const match = line.label === null && line.cells === null ? GLUED_NAME.exec(line.text) : null;
    const name = match?.[1];
    if (match === null || name === undefined || (match[0] === '' && /\s$/u.test(name))) return [line];
    const from = match.index + match[0].length;
    const starts = [...(from === 0 ? [] : [0]), from, from + name.length];
    return starts.map((start, at): Line => {
      const part = trimmed(lineOf(line, line.start + start, line.text.slice(start, starts[at + 1])));
      return at === 0 ? { ...part, blankBefore: line.blankBefore } : part;
    });
  });
}

/** «… сводный заказ в / срок до 1 июня …»: the line goes on with the sentence above, it is no «Срок» line. */
function withWrappedTerms(lines: readonly Line[]): readonly Line[] {
  return lines.map((line, at): Line => {
    const goesOn =
      line.meaning.kind === 'attributes' &&
      !line.blankBefore &&
      line.text.startsWith('срок') &&
      /(?:^|\s)[вВ]$/u.test(lines[at - 1]?.text ?? '');
    return goesOn ? { ...line, meaning: { kind: 'text' } } : line;
  });
}

const NAME_WITHIN = /\s(?=(?:ПРИКАЗ|РАСПОРЯЖЕНИЕ|ПОСТАНОВЛЕНИЕ)\s)/u;
const SUBJECT_WITHIN = /\s(?=Об?\s\p{Ll}{3})/u;
const FIRST_POINT = /[:.]\s{1,3}(?=1(?:\.\s{0,3}\p{Lu}|\)\s{0,3}\p{L}))/u;
const SECOND_POINT = /[.;]\s{1,3}2(?:\.\s{0,3}\p{Lu}|\)\s{0,3}\p{L})/u;

/** A whole act on one line: its letterhead, its name, its subject, its reasons and its points, a line each. */
function withHeadsApart(lines: readonly Line[]): readonly Line[] {
  return lines.flatMap((line): Line[] => {
    const isPlain = line.label === null && line.bullet === 0 && line.cells === null;
    const first = isPlain && line.text.length > LONG_LINE ? FIRST_POINT.exec(line.text) : null;
    if (first === null || !SECOND_POINT.test(line.text) || line.text.search(PART) !== -1) return [line];
    const points = first.index + first[0].length;
    const head = line.text.slice(0, points);
    const cuts = [0, NAME_WITHIN, SUBJECT_WITHIN, PREAMBLE_WITHIN].reduce<number[]>((found, cut) => {
      if (typeof cut === 'number') return [cut];
      const from = found.at(-1) ?? 0;
      const match = cut.exec(head.slice(from));
      return match === null ? found : [...found, from + match.index + 1];
    }, []);
    const starts = [...cuts, points];
    return starts.map((start, at) =>
      trimmed({
        ...lineOf(line, line.start + start, line.text.slice(start, starts[at + 1])),
        blankBefore: at === 0 && line.blankBefore,
      }),
    );
  });
}

const PART =
  /\s(?=(?:присутствовали|отсутствовали|приглашены|повестка(?:\s+дня)?|слушали|выступили|решили|постановили)\s?:)/giu;
const LONG_LINE = 150;
const FEWEST_PARTS = 2;

function withPartsApart(lines: readonly Line[]): readonly Line[] {
  return lines.flatMap((line): Line[] => {
    if (line.cells !== null || line.text.length < LONG_LINE) return [line];
    const starts = [0, ...[...line.text.matchAll(PART)].map(({ index }) => index + 1)];
    if (starts.length <= FEWEST_PARTS) return [line];
    return starts.map((start, at) =>
      trimmed(lineOf(line, line.start + start, line.text.slice(start, starts[at + 1]))),
    );
  });
}

const ALONE = /^[*_\s]*решение[*_\s]*$/iu;
const LINES_TO_DATE = 4;

function withNamesOfDocuments(lines: readonly Line[]): readonly Line[] {
  let named = false;
  return lines.map((line, at): Line => {
    if (line.meaning.kind === 'head') named = true;
    if (line.meaning.kind !== 'resolution' || !ALONE.test(line.text)) return line;
    const below = lines.slice(at + 1, at + 1 + LINES_TO_DATE);
    const isName = !named || below.some(datesAnAct);
    named = true;
    return isName ? { ...line, meaning: { kind: 'head', document: 'other', resolves: false } } : line;
  });
}

/** «от 24 апреля 2026 г. № 15»: nothing but the date and number of an act. */
function datesAnAct({ text, label }: Line): boolean {
  if (label !== null) return false;
  const date = findPrintedDate(text);
  if (date === null) return /^№\s*\d/u.test(text);
  return /^(?:от|№.{0,20}от)?\s*$/iu.test(text.slice(0, date.start).trim());
}

const RESOLVED_WITHIN = /[.!?]\s{1,3}(?=(?:решили|постановили|решение)\s?:\s{0,3}\S)/iu;
/** «слушали Орлову А.А.РЕШИЛИ:1.Принять …»: capitals stand apart by themselves. */
const RESOLVED_GLUED = /[.!?»)]\s{0,3}(?=(?:РЕШИЛИ|ПОСТАНОВИЛИ)\s?:)/u;

function withResolutionsApart(lines: readonly Line[]): readonly Line[] {
  return lines.flatMap((line): Line[] => {
    if (line.cells !== null) return [line];
    const within =
      (line.label === null ? null : RESOLVED_WITHIN.exec(line.text)) ??
      (/РЕШИЛИ|ПОСТАНОВИЛИ/u.test(line.text) ? RESOLVED_GLUED.exec(line.text) : null);
    if (within === null) return [line];
    const at = within.index + within[0].length;
    const before = { ...line, text: line.text.slice(0, at), end: line.start + at };
    return [
      trimmed({ ...before, meaning: lineMeaning(before.text, line.label) }),
      lineOf(line, line.start + at, line.text.slice(at)),
    ];
  });
}

/** «Комиссия РЕШИЛА» without a colon: a point must follow. */
const RESOLVED_ALONE =
  /^(?:[^:;]{0,120}\s)?(?:решил[аио]?|решает|решено|постановил[аио]?|постановлено|рекомендует|рекомендуют)[*_\s]*$/iu;
const ENTRUSTED = /^(?:поручить|рекомендовать|обязать|предложить)\s*:$/iu;
const REQUESTED =
  /(?<![A-Za-zЀ-ӿ])(?:(?:прошу|просим|поручаю|предлагаю)\s[^:.;]{1,100}|(?:необходимо|нужно|надо)(?:\s[^:.;]{1,100})?):$/iu;

function withRequests(lines: readonly Line[]): readonly Line[] {
  let decided = false;
  return lines.map((line, at): Line => {
    const { kind } = line.meaning;
    if (kind === 'resolution') decided = true;
    else if (['item', 'speakers', 'agenda', 'head'].includes(kind)) decided = false;
    if (decided || kind !== 'text' || line.label !== null || line.bullet > 0) return line;
    const next = lines[at + 1];
    const isMarked = next !== undefined && (next.label !== null || next.bullet > 0);
    if (!isMarked) return line;
    const announces =
      ENTRUSTED.test(line.text) ||
      (RESOLVED_ALONE.test(line.text) && beginsCount(next)) ||
      (endsPreamble(lines, at) && beginsCount(next) && hasTaskVerb(next?.text ?? '')) ||
      (REQUESTED.test(line.text) && hasTaskVerb(next?.text ?? ''));
    if (!announces) return line;
    decided = true;
    // A request is a letter's, which has no questions.
    const order = REQUESTED.test(line.text) || endsPreamble(lines, at);
    return { ...line, meaning: { kind: 'resolution', order, restStart: null } };
  });
}

const LONGEST_PREAMBLE = 12;

/** «В целях …, в соответствии с …:» above «1. Провести …»: the reasons of an act without a resolving word. */
function endsPreamble(lines: readonly Line[], at: number): boolean {
  if (lines[at]?.text.endsWith(':') !== true) return false;
  for (let from = at; from >= Math.max(0, at - LONGEST_PREAMBLE); from -= 1) {
    const line = lines[from];
    if (line === undefined || line.meaning.kind !== 'text' || line.label !== null) return false;
    if (PREAMBLE.test(line.text)) return true;
    if (line.blankBefore) return false;
  }
  return false;
}

function beginsCount(line: Line | undefined): boolean {
  return line?.label?.parts.at(-1) === 1 || (line?.bullet ?? 0) > 0;
}

/** Words a number after which is no point: «в соответствии с п. 2. Устава». */
const CITES = /(?:^|[\s(])(?:п|пп|ст|ч|гл|разд|подп|абз|табл|рис|прил|№)\.\s*$/iu;

const NAMES_ABOVE_POINTS = /^[^:;]{3,120}?:\s*(?=1[.)]\s*(\p{L}+))/u;

/** «Орловой А.А.: 1) подготовить …; 2) согласовать …»: whom the points are for, on a line of its own. */
function withNamesApart(lines: readonly Line[]): readonly Line[] {
  return lines.flatMap((line): Line[] => {
    if (line.label !== null || line.bullet > 0 || line.cells !== null || line.meaning.kind !== 'text')
      return [line];
    const match = /:\s*1[.)]/u.test(line.text) ? NAMES_ABOVE_POINTS.exec(line.text) : null;
    const [head = '', verb = ''] = match ?? [];
    if (match === null || !hasTaskVerb(verb) || hasTaskVerb(head) || !/\s2[.)]/u.test(line.text))
      return [line];
    const names = { ...line, text: head, end: line.start + head.length };
    return [trimmed(names), lineOf(line, line.start + head.length, line.text.slice(head.length))];
  });
}

function withPointsApart(printed: readonly Line[]): readonly Line[] {
  const lines = withNamesApart(printed);
  return lines.flatMap((line, at): Line[] => {
    const first = line.meaning.kind === 'resolution' ? firstPointOf(line) : line;
    if (first === null || first.label === null || first.cells !== null || first.label.roman) return [line];
    const next = lines[at + 1]?.label?.printed ?? null;
    const points = pointsOf(first, next);
    if (points.length === 0) return withSignatureApart(line);
    const end = points[0]?.start ?? line.end;
    return [{ ...line, end, text: line.text.slice(0, end - line.start) }, ...points].map(trimmed);
  });
}

/** «Решили: 1. Принять …»: the point on the line of the resolving word. */
function firstPointOf(line: Line): Line | null {
  const start = line.meaning.kind === 'resolution' ? line.meaning.restStart : null;
  if (start === null) return null;
  const text = line.text.slice(start);
  return { ...line, start: line.start + start, text, label: readLabel(text) };
}

/** The points that follow the first on its line: «2.» after «1.», «2.1.» after «2.», «3.» after «2.2.», and so on. */
function pointsOf(first: Line, next: string | null): Line[] {
  const starts: number[] = [];
  let label = first.label;
  let from = label?.length ?? 0;
  while (label !== null) {
    const at = nextStart(first.text, label, from, next);
    label = at === null ? null : readLabel(first.text.slice(at));
    if (at === null || label === null) break;
    starts.push(at);
    from = at + label.length;
  }
  return starts.flatMap((start, place): Line[] => {
    const next = starts[place + 1];
    const text = first.text.slice(start, next ?? first.text.length);
    const signed = next === undefined ? signatureIn(text) : null;
    if (signed === null) return [lineOf(first, first.start + start, text)];
    return [
      lineOf(first, first.start + start, text.slice(0, signed)),
      lineOf(first, first.start + start + signed, text.slice(signed)),
    ];
  });
}

const SIGNED =
  /[.!»]\s+(?=(?:Мэр|Губернатор|Министр|Ректор|Префект|Председател|Секретар|Директор|Начальник|Руководител|Глава|Заведующ)[A-Za-zЀ-ӿ]*\s[^.;:]{0,100}(?:\p{Lu}\.\s?){1,2}\s?\p{Lu}[A-Za-zЀ-ӿ-]+\.?$)/u;

/** «… возложить на Ильину И.И. Председатель А.А. Орлов»: where the signature begins that ends a document of one line. */
function signatureIn(text: string): number | null {
  const match = SIGNED.exec(text);
  if (match === null) return null;
  const start = match.index + match[0].length;
  return hasTaskVerb(text.slice(start)) ? null : start;
}

/** «5. Контроль … возложить на Ильину И.И. Председатель А.А. Орлов»: a PDF's last point has taken the signature in. */
function withSignatureApart(line: Line): Line[] {
  const isLast = line.label !== null && isControl(line.text.slice(line.label.length));
  const signed = isLast ? signatureIn(line.text) : null;
  if (signed === null) return [line];
  const point = trimmed({ ...line, text: line.text.slice(0, signed) });
  return [point, lineOf(line, line.start + signed, line.text.slice(signed))];
}

/** How far the next number is looked for; keeps the time linear in the text. */
const LONGEST_POINT = 10_000;

/** Where the point after this one begins, of those whose number may follow; `below` is the number of the line below. */
function nextStart(whole: string, label: Label, from: number, below: string | null): number | null {
  const text = whole.slice(0, from + LONGEST_POINT);
  // Most points hold no other number before words.
  if (!/\d[.)]\s{0,3}[A-Za-zЀ-ӿ«]/u.test(text.slice(from))) return null;
  const found = numbersAfter(label).flatMap((printed) => {
    // The line below has that number itself.
    if (printed === below) return [];
    const number = label.bracket ? printed : `${printed}.`;
    const at = startOfPoint(text, number, from) ?? gluedStart(text, number, from);
    return at === null ? [] : [at];
  });
  if (found.length > 0) return Math.min(...found);
  const sibling = [...label.parts.slice(0, -1), (label.parts.at(-1) ?? 0) + 1].join('.');
  return sibling === below ? null : startAmidCount(text, label, from);
}

/** The numbers that may follow: «2.2.» → «2.2.1», «2.3», «3»; of a list with brackets only the next. */
function numbersAfter({ parts, bracket }: Label): readonly string[] {
  const next = parts.map((part, depth) => [...parts.slice(0, depth), part + 1].join('.'));
  return bracket ? [`${next.at(-1)})`] : [...next, [...parts, 1].join('.')];
}

/** «… безопасности.2.Управлению …:2.1.организовать …»: the white space before a number is lost. */
function gluedStart(text: string, number: string, from: number): number | null {
  for (let at = text.indexOf(number, from); at !== -1; at = text.indexOf(number, at + 1)) {
    const isApart = /[A-Za-zЀ-ӿ\d)»"][.;:]{1,2}$|[)»"]$/u.test(text.slice(Math.max(0, at - 3), at));
    const after = text.slice(at + number.length, at + number.length + 4);
    const begins = number.length > 3 ? /^\s?[A-Za-zЀ-ӿ«]{2}/u : /^\s?[\p{Lu}«][A-Za-zЀ-ӿ]/u;
    if (isApart && begins.test(after) && !CITES_GLUED.test(text.slice(Math.max(0, at - 8), at))) return at;
  }
  return null;
}

/** «п.2.1.Устава» */
const CITES_GLUED = /(?:^|[\s(])(?:п|пп|ст|ч|гл|разд|подп|абз|табл|рис|прил|г|д|ул)\.$/iu;

/** «… района 2. Направить … 3. Контроль …»: a lost full stop, where the number after it stands in its place or the control clause ends the count. */
function startAmidCount(text: string, label: Label, from: number): number | null {
  if (label.bracket || label.parts.length > 1) return null;
  const number = (label.parts[0] ?? 0) + 1;
  if (!text.includes(` ${number}.`, from)) return null;
  const after = startOfPoint(text, `${number + 1}.`, from);
  const between = text.slice(from, after ?? text.length);
  const found = [...between.matchAll(LOOSE_NUMBER)].filter(({ 1: digits }) => Number(digits) === number);
  const [only] = found;
  if (only === undefined || found.length > 1 || CITES.test(between.slice(0, only.index + 1))) return null;
  const end = from + only.index + only[0].length;
  if (after === null && !isControl(text.slice(end).trimStart())) return null;
  return end - String(number).length - 1;
}

const LOOSE_NUMBER = /[A-Za-zЀ-ӿ»)]\s{1,3}(\d{1,2})\.(?=\s{1,3}\p{Lu}\p{Ll})/gu;

/** Where a number stands after the end of a sentence and before a capital; null for nowhere. */
function startOfPoint(text: string, number: string, from: number): number | null {
  for (let at = text.indexOf(number, from); at !== -1; at = text.indexOf(number, at + 1)) {
    const before = text.slice(Math.max(0, at - 8), at);
    const after = text.slice(at + number.length, at + number.length + 4);
    const begins = number.endsWith(')') ? /^\s{0,3}[\p{L}«]/u : /^\s{0,3}[\p{Lu}«]/u;
    if (/[.;:]\s{1,3}$/u.test(before) && !CITES.test(before) && begins.test(after)) return at;
  }
  return null;
}

function lineOf(line: Line, start: number, text: string): Line {
  const label = readLabel(text);
  return {
    ...line,
    start,
    end: start + text.length,
    text,
    blankBefore: false,
    label,
    bullet: 0,
    meaning: lineMeaning(text, label),
  };
}

function trimmed(line: Line): Line {
  const text = line.text.trimEnd();
  return { ...line, text, end: line.start + text.length };
}

/** «З. ГАУ ДПО …» after point 2: a scan's letter for the number. */
const LETTER_THREE = /^З\s?[.,]\s+(?=\p{Lu})/u;

function withThrees(lines: readonly Line[]): readonly Line[] {
  let above: Line['label'] = null;
  return lines.map((line): Line => {
    const length = LETTER_THREE.exec(line.text)?.[0].length ?? 0;
    if (line.label !== null) above = line.label;
    if (length === 0 || line.meaning.kind !== 'text' || above?.parts[0] !== 2) return line;
    const label = { printed: '3', parts: [3], bracket: false, roman: false, length };
    above = label;
    return { ...line, label, bullet: 0 };
  });
}

/** Rows of numbers without a mark: 1, 2, 3 or 2.1, 2.2, each beginning with one. */
function withBareNumbers(lines: readonly Line[]): Line[] {
  const settled = [...lines];
  const rows = new Map<string, number[]>();
  /** The last number with its full stop, by what stands before it. */
  const marked = new Map<string, number>();
  let mark = -1;
  const close = (prefix: string): void => {
    const row = rows.get(prefix) ?? [];
    // One number says little, unless it is the first thing after «РЕШИЛИ:».
    if (row.length > 1 || row[0] === mark + 1) for (const at of row) settled[at] = withBareLabel(settled[at]);
    rows.delete(prefix);
  };
  for (const [at, line] of lines.entries()) {
    const bare = line.label === null && line.cells === null ? readBareLabel(line.text) : null;
    const ends = !['text', 'attributes', 'vote'].includes(line.meaning.kind);
    if (ends) {
      for (const prefix of rows.keys()) close(prefix);
      marked.clear();
    }
    if (line.meaning.kind === 'resolution') mark = at;
    const label = bare ?? line.label;
    if (label === null || label.bracket || label.roman) continue;
    const prefix = label.parts.slice(0, -1).join('.');
    const row = rows.get(prefix) ?? [];
    const number = label.parts.at(-1) ?? 0;
    if (bare === null) marked.set(prefix, number);
    // «2.3 обновить …» after «2.2. …;», «4 Провести …» after the lines of point 3: only the full stop was lost.
    else if (
      marked.get(prefix) === number - 1 &&
      (prefix === '' ? beginsAnew(line, lines[at - 1]) : ENDED.test(lines[at - 1]?.text ?? ''))
    ) {
      settled[at] = withBareLabel(line);
      marked.set(prefix, number);
      continue;
    }
    if (bare !== null && number === row.length + 1) rows.set(prefix, [...row, at]);
    else if (bare === null || number === 1) {
      close(prefix);
      if (bare !== null) rows.set(prefix, [at]);
    }
  }
  for (const prefix of rows.keys()) close(prefix);
  return settled;
}

const ENDED = /[.;:,)]$/;

/** A number alone says little: a blank line, or the lines of the point before, must stand above it. */
function beginsAnew(line: Line, above: Line | undefined): boolean {
  return above?.meaning.kind === 'attributes' || (line.blankBefore && ENDED.test(above?.text ?? ''));
}

function withBareLabel(line: Line | undefined): Line {
  if (line === undefined) throw new Error('a row of numbers holds lines of the document only');
  const label = readBareLabel(line.text);
  return { ...line, label, bullet: 0, meaning: lineMeaning(line.text, label) };
}
