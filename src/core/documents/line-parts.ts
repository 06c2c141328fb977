import { readLabel } from './labels.ts';
import type { Line } from './lines.ts';
import { lineMeaning } from './markers.ts';

/** A part of a line as a line of its own, read anew: `text` stands at `start` of the document. */
export function partOfLine(line: Line, start: number, text: string): Line {
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

/** The line without the white space at its end. */
export function trimmedLine(line: Line): Line {
  const text = line.text.trimEnd();
  return { ...line, text, end: line.start + text.length };
}
