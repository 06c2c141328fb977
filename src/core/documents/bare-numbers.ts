import { type Label, readBareLabel } from './labels.ts';
import { isPlain, type Line } from './lines.ts';
import { lineMeaning } from './markers.ts';

/** «З. ГАУ ДПО …» after point 2: a scan's letter for the number; «З. А. Петрова» is a name. */
const LETTER_THREE = /^З\s?[.,]\s+(?=\p{Lu}(?!\s?\.))/u;

/** The point whose «3.» a scan has read as the letter. */
export function withThrees(lines: readonly Line[]): readonly Line[] {
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

const ORDINALS = ['перв', 'втор', 'трет', 'четв[её]рт', 'пят', 'шест', 'седьм', 'восьм', 'девят', 'десят'];
const ORDINAL = new RegExp(
  `^(?:${ORDINALS.map((stem) => `(${stem}(?:[оь]е|ых|их))`).join('|')})(?:\\.\\s|\\s?[:–—-]\\s)`,
  'iu',
);

/** «Первое. Всем школам …», «Второе: …»: numbers in words, where they count from one. */
export function withNumbersInWords(lines: readonly Line[]): readonly Line[] {
  const found = lines.map((line) => (isPlain(line) ? numberInWords(line.text) : null));
  const said = found.filter((one) => one !== null);
  if (said.length < 2 || said.some(({ parts }, at) => parts[0] !== at + 1)) return lines;
  return lines.map((line, at): Line => {
    const label = found[at] ?? null;
    return label === null ? line : { ...line, label, meaning: lineMeaning(line.text, label) };
  });
}

function numberInWords(text: string): Label | null {
  const match = ORDINAL.exec(text);
  if (match === null) return null;
  const number = match.slice(1).findIndex((stem) => stem !== undefined) + 1;
  return { printed: String(number), parts: [number], bracket: false, roman: false, length: match[0].length };
}

/** Rows of numbers without a mark: 1, 2, 3 or 2.1, 2.2, each beginning with one. */
export function withBareNumbers(lines: readonly Line[]): Line[] {
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
