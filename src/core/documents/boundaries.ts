import type { Line } from './lines.ts';
import { isCapitalHead } from './markers.ts';

/**
 * Cuts the lines of a file into documents. A new one begins at an agenda or at a document's name in capitals
 * once the document before it has come to its decisions; the issuer's lines above an order's name go with it.
 */
export function splitDocuments(lines: readonly Line[]): (readonly Line[])[] {
  const documents: (readonly Line[])[] = [];
  let from = 0;
  let decided = false;
  for (const [at, line] of lines.entries()) {
    if (line.meaning.kind === 'resolution') decided = true;
    else if (decided && beginsDocument(line)) {
      const start = line.meaning.kind === 'head' ? withLetterhead(lines, from, at) : at;
      documents.push(lines.slice(from, start));
      from = start;
      decided = false;
    }
  }
  documents.push(lines.slice(from));
  return documents.filter((document) => document.length > 0);
}

function beginsDocument(line: Line): boolean {
  if (line.meaning.kind === 'agenda') return true;
  return line.meaning.kind === 'head' && !line.meaning.resolves && isCapitalHead(line.text);
}

/** Lines in capitals right above the name: the body that issues the document. */
function withLetterhead(lines: readonly Line[], floor: number, at: number): number {
  let start = at;
  while (start - 1 > floor && isCapitals(lines[start - 1]?.text ?? '')) start -= 1;
  return start;
}

/** True for a line whose letters, brackets aside, are all capitals, as letterheads and names of acts are printed. */
export function isCapitals(text: string): boolean {
  const letters = text.replace(/\([^()]{0,80}\)/gu, '').match(/[A-Za-zЀ-ӿ]/gu) ?? [];
  return letters.length > 3 && letters.every((letter) => letter === letter.toUpperCase());
}
