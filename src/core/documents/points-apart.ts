import { hasTaskVerb } from '../addressees/index.ts';
import { isControl } from './control-clause.ts';
import { readLabel } from './labels.ts';
import { partOfLine, trimmedLine } from './line-parts.ts';
import { isPlain, type Line } from './lines.ts';
import { nextPointStart } from './next-point.ts';

/** «1. Принять … 2. Школам … 3. …» on a line: a line for every point, and for whom they are for and who signed. */
export function withPointsApart(printed: readonly Line[]): readonly Line[] {
  const lines = withNamesApart(printed);
  return lines.flatMap((line, at): Line[] => {
    const first = line.meaning.kind === 'resolution' ? firstPointOf(line) : line;
    if (first === null || first.label === null || first.cells !== null || first.label.roman) return [line];
    const next = lines[at + 1]?.label?.printed ?? null;
    const points = pointsOf(first, next);
    if (points.length === 0) return withSignatureApart(line);
    const end = points[0]?.start ?? line.end;
    return [{ ...line, end, text: line.text.slice(0, end - line.start) }, ...points].map(trimmedLine);
  });
}

const NAMES_ABOVE_POINTS = /^[^:;]{3,120}?:\s*(?=1[.)]\s*(\p{L}+))/u;

/** «Орловой А.А.: 1) подготовить …; 2) согласовать …»: whom the points are for, on a line of its own. */
function withNamesApart(lines: readonly Line[]): readonly Line[] {
  return lines.flatMap((line): Line[] => {
    if (!isPlain(line)) return [line];
    const match = /:\s*1[.)]/u.test(line.text) ? NAMES_ABOVE_POINTS.exec(line.text) : null;
    const [head = '', verb = ''] = match ?? [];
    if (match === null || !hasTaskVerb(verb) || hasTaskVerb(head) || !/\s2[.)]/u.test(line.text))
      return [line];
    const names = { ...line, text: head, end: line.start + head.length };
    return [trimmedLine(names), partOfLine(line, line.start + head.length, line.text.slice(head.length))];
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
    const at = nextPointStart(first.text, label, from, next);
    label = at === null ? null : readLabel(first.text.slice(at));
    if (at === null || label === null) break;
    starts.push(at);
    from = at + label.length;
  }
  return starts.flatMap((start, place): Line[] => {
    const next = starts[place + 1];
    const text = first.text.slice(start, next ?? first.text.length);
    const signed = next === undefined ? signatureIn(text) : null;
    if (signed === null) return [partOfLine(first, first.start + start, text)];
    return [
      partOfLine(first, first.start + start, text.slice(0, signed)),
      partOfLine(first, first.start + start + signed, text.slice(signed)),
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
  const point = trimmedLine({ ...line, text: line.text.slice(0, signed) });
  return [point, partOfLine(line, line.start + signed, line.text.slice(signed))];
}
