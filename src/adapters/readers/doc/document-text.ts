import type { ListNumbering } from '../docx/numbering.ts';
import { alignRows, type EdgedRow } from '../edged-rows.ts';
import { createSourceBuilder, type SourceBuilder } from '../source-builder.ts';
import { readModifiers } from './modifiers.ts';
import { type ParagraphProperties, readParagraph } from './paragraph-properties.ts';
import { type PropertyRun, runFinder } from './property-runs.ts';
import type { TextPiece } from './text-pieces.ts';

/** What the text is made of. */
export interface DocParts {
  readonly pieces: readonly TextPiece[];
  readonly paragraphs: readonly PropertyRun[];
  readonly characters: readonly PropertyRun[];
  readonly data: Uint8Array;
  readonly numbering: ListNumbering;
}

const CELL_END = '\u0007';
const PARAGRAPH_ENDS = new Set(['\r', '\f', CELL_END]);
const FIELD_BEGIN = '\u0013';
const FIELD_RESULT = '\u0014';
const FIELD_END = '\u0015';
const PICTURES = new Set(['\u0001', '\u0008']);
/** Characters with a meaning of their own (MS-DOC 2.4.1), others below the space are left out. */
const PRINTED: Readonly<Record<string, string>> = { '\t': '\t', '\v': '\n', '\u001e': '-', '\u001f': '' };
const HIDDEN = 0x083c;
const DELETED = 0x0800;

/** Writes down the main text: paragraphs with their automatic numbers, and tables with merged cells. */
export function readDocText(
  parts: DocParts,
): ReturnType<SourceBuilder['result']> & { readonly pictures: boolean } {
  const writer = createWriter(parts.numbering);
  const paragraphAt = runFinder(parts.paragraphs);
  const charactersAt = runFinder(parts.characters);
  const leftOut = leftOutFinder();
  let pictures = false;
  /** For every open field: whether its result is being read, not its code. */
  const fields: boolean[] = [];
  for (const piece of parts.pieces) {
    let at = piece.from;
    for (let place = 0; place < piece.text.length; place += 1, at += piece.width) {
      const character = piece.text.charAt(place);
      if (PARAGRAPH_ENDS.has(character)) {
        writer.end(readParagraph(paragraphAt(at)?.properties ?? new Uint8Array(0), parts.data), character);
        continue;
      }
      if (character === FIELD_BEGIN) fields.push(false);
      else if (character === FIELD_RESULT && fields.length > 0) fields[fields.length - 1] = true;
      else if (character === FIELD_END) fields.pop();
      else if (fields.every((result) => result) && !leftOut(charactersAt(at))) {
        pictures ||= PICTURES.has(character);
        writer.add(character < ' ' ? (PRINTED[character] ?? '') : character);
      }
    }
  }
  return { ...writer.result(), pictures };
}

/** Tells whether characters are hidden or deleted; asked of every character, answered once a run. */
function leftOutFinder(): (run: PropertyRun | null) => boolean {
  const known = new Map<PropertyRun, boolean>();
  return (run) => {
    if (run === null) return false;
    const answer = known.get(run) ?? isLeftOut(run);
    known.set(run, answer);
    return answer;
  };
}

function isLeftOut({ properties }: PropertyRun): boolean {
  let hidden = false;
  for (const { operation, operand } of readModifiers(properties)) {
    if (operation === HIDDEN || operation === DELETED) hidden ||= operand[0] === 1;
  }
  return hidden;
}

interface Writer {
  add(text: string): void;
  /** A paragraph, cell or row ends here. */
  end(properties: ParagraphProperties, character: string): void;
  result(): ReturnType<SourceBuilder['result']>;
}

function createWriter(numbering: ListNumbering): Writer {
  const builder = createSourceBuilder();
  let paragraph = '';
  let cellText = '';
  let cells: string[] = [];
  let rows: EdgedRow[] = [];
  const takeParagraph = ({ list, style }: ParagraphProperties): string => {
    const own = list.numId === null ? numbering.ofStyle(String(style)) : { ...list, numId: list.numId };
    const label = own === null || own.numId === '0' ? null : numbering.next(own.numId, own.level);
    const text = label === null ? paragraph : `${label} ${paragraph}`;
    paragraph = '';
    return text;
  };
  const endTable = (): void => {
    if (rows.length > 0) builder.table(alignRows(rows));
    rows = [];
  };
  return {
    add(text) {
      paragraph += text;
    },
    end(properties, character) {
      if (properties.depth === 0) {
        endTable();
        builder.line(takeParagraph(properties).trimEnd());
      } else if (properties.endsRow && properties.depth === 1) {
        rows.push({ texts: cells, layout: properties.layout });
        paragraph = '';
        cellText = '';
        cells = [];
      } else if (character === CELL_END && properties.depth === 1) {
        cells.push(cellText + takeParagraph(properties));
        cellText = '';
      } else cellText += `${takeParagraph(properties)}\n`;
    },
    result() {
      endTable();
      if (paragraph.trim() !== '') builder.line(paragraph);
      return builder.result();
    },
  };
}
