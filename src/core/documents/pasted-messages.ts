import { bulletLength } from './labels.ts';
import { partOfLine, trimmedLine } from './line-parts.ts';
import type { Line } from './lines.ts';

const DAY = '\\d{1,2}\\.\\d{2}\\.\\d{2,4}';
/** «[20.09.2026, 18:43] Гущина Т.О.: …», «Гущина Т.О., [20.09.2026 18:43]». */
const STAMP = new RegExp(
  `^(?:[^\\[\\]:]{2,60},?\\s)?\\[(${DAY}),?\\s\\d{1,2}:\\d{2}(?::\\d{2})?\\](?:\\s[^:;.!?]{1,40}(?:\\.\\s?\\p{Lu}\\.)?:(?=\\s|$))?\\s{0,3}`,
  'u',
);

/**
 * The words of messages pasted from a messenger, without what the program has put before them. The day of the first
 * message stays, on a line of its own: it is the day of the text.
 *
 *   «[20.09.2026 18:43] Гущина Т.О.: 1. Школам сдать табель» → «20.09.2026», «1. Школам сдать табель»
 */
export function withMessagesApart(lines: readonly Line[]): readonly Line[] {
  let isFirst = true;
  return lines.flatMap((line): readonly Line[] => {
    const match = line.cells === null && line.text.includes('[') ? STAMP.exec(line.text) : null;
    const day = match?.[1];
    if (match === null || day === undefined) return [line];
    const rest = restOf(line, match[0].length);
    if (!isFirst) return rest;
    isFirst = false;
    const date = partOfLine(line, line.start + line.text.indexOf(day), day);
    return [{ ...date, blankBefore: line.blankBefore }, ...rest];
  });
}

function restOf(line: Line, from: number): readonly Line[] {
  const text = line.text.slice(from);
  if (text.trim() === '') return [];
  const rest = trimmedLine(partOfLine(line, line.start + from, text));
  return [{ ...rest, bullet: rest.label === null ? bulletLength(text) : 0, blankBefore: line.blankBefore }];
}
