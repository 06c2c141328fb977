import type { ListNumbering } from '../docx/numbering.ts';
import { alignRows, type EdgedRow } from '../edged-rows.ts';
import type { LeftOut } from '../left-out.ts';
import { createSourceBuilder, type SourceBuilder } from '../source-builder.ts';
import { CELL_END, FIELD_BEGIN, FIELD_END, FIELD_RESULT, printed } from './characters.ts';
import { readModifiers } from './modifiers.ts';
import { type ParagraphProperties, readParagraph } from './paragraph-properties.ts';
import { type PropertyRun, runFinder } from './property-runs.ts';
import type { HiddenStyles } from './styles.ts';
import type { TextPiece } from './text-pieces.ts';

/** What the text is made of. */
export interface DocParts {
  readonly pieces: readonly TextPiece[];
  readonly paragraphs: readonly PropertyRun[];
  readonly characters: readonly PropertyRun[];
  readonly data: Uint8Array;
  readonly numbering: ListNumbering;
  readonly hiddenStyles: HiddenStyles;
  /** Text boxes by the number of the character they hang on. */
  readonly boxes: ReadonlyMap<number, string>;
  readonly leftOut: LeftOut;
}

const NOTHING = new Uint8Array(0);
const PARAGRAPH_ENDS = new Set(['\r', '\f', CELL_END]);
const PICTURES = new Set(['\u0001', '\u0008']);
const HIDDEN = 0x083c;
const DELETED = 0x0800;
const INSERTED = 0x0801;
const CHARACTER_STYLE = 0x4a30;

/** Writes down the main text: paragraphs with their automatic numbers, and tables with merged cells. */
export function readDocText(
  parts: DocParts,
): ReturnType<SourceBuilder['result']> & { readonly pictures: boolean } {
  const { leftOut, boxes } = parts;
  const writer = createWriter(parts.numbering);
  const paragraphAt = runFinder(parts.paragraphs);
  const charactersAt = runFinder(parts.characters);
  const markOf = markFinder(parts.hiddenStyles);
  const left = new Map(boxes);
  let pictures = false;
  /** For every open field: whether its result is being read, not its code. */
  const fields: boolean[] = [];
  for (const piece of parts.pieces) {
    let at = piece.from;
    for (let place = 0; place < piece.text.length; place += 1, at += piece.width) {
      const character = piece.text.charAt(place);
      const box = left.size === 0 ? undefined : left.get(piece.first + place);
      if (box !== undefined) {
        writer.box(box);
        left.delete(piece.first + place);
      }
      if (PARAGRAPH_ENDS.has(character)) {
        leftOut.endPassage();
        writer.end(readParagraph(paragraphAt(at)?.properties ?? NOTHING, parts.data), character);
        continue;
      }
      if (character === FIELD_BEGIN) fields.push(false);
      else if (character === FIELD_RESULT && fields.length > 0) fields[fields.length - 1] = true;
      else if (character === FIELD_END) fields.pop();
      else if (fields.every((result) => result)) {
        const mark = markOf(charactersAt(at), () => styleOf(paragraphAt(at)));
        if (mark === null) leftOut.endPassage();
        else leftOut.add(mark, printed(character));
        if (mark === 'hidden' || mark === 'deleted') continue;
        pictures ||= PICTURES.has(character) && box === undefined;
        writer.add(printed(character));
      }
    }
  }
  for (const box of left.values()) writer.box(box);
  return { ...writer.result(), pictures };
}

type Mark = 'hidden' | 'deleted' | 'inserted';

interface RunMarks {
  readonly change: 'deleted' | 'inserted' | null;
  /** Null where the style of the paragraph decides. */
  readonly hidden: boolean | null;
}

/** Tells what is marked of characters; asked of every character, answered once a run. */
function markFinder(styles: HiddenStyles): (run: PropertyRun | null, style: () => number) => Mark | null {
  const known = new Map<PropertyRun | null, RunMarks>();
  return (run, style) => {
    const marks = known.get(run) ?? marksOf(run, styles);
    known.set(run, marks);
    if (marks.change === 'deleted') return 'deleted';
    const hidden = marks.hidden ?? (styles.size > 0 && styles.get(style()) === true);
    return hidden ? 'hidden' : marks.change;
  };
}

function marksOf(run: PropertyRun | null, styles: HiddenStyles): RunMarks {
  let change: RunMarks['change'] = null;
  let hidden: boolean | null = null;
  for (const { operation, operand } of readModifiers(run?.properties ?? NOTHING)) {
    const on = operand[0] === 1;
    if (operation === DELETED && on) change = 'deleted';
    else if (operation === INSERTED && on) change ??= 'inserted';
    else if (operation === HIDDEN) hidden = on;
    else if (operation === CHARACTER_STYLE)
      hidden ??= styles.get((operand[0] ?? 0) + (operand[1] ?? 0) * 256) ?? null;
  }
  return { change, hidden };
}

function styleOf(run: PropertyRun | null): number {
  return (run?.properties[0] ?? 0) + (run?.properties[1] ?? 0) * 256;
}

interface Writer {
  add(text: string): void;
  /** Lines of a text box, which come before the paragraph at hand. */
  box(lines: string): void;
  /** A paragraph, cell or row ends here. */
  end(properties: ParagraphProperties, character: string): void;
  result(): ReturnType<SourceBuilder['result']>;
}

function createWriter(numbering: ListNumbering): Writer {
  const builder = createSourceBuilder();
  let paragraph = '';
  let boxes = '';
  let cellText = '';
  let cells: string[] = [];
  let rows: EdgedRow[] = [];
  const takeParagraph = ({ list, style }: ParagraphProperties): string => {
    const own = list.numId === null ? numbering.ofStyle(String(style)) : { ...list, numId: list.numId };
    const label = own === null || own.numId === '0' ? null : numbering.next(own.numId, own.level);
    const text = boxes + (label === null ? paragraph : `${label} ${paragraph}`);
    paragraph = '';
    boxes = '';
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
    box(lines) {
      boxes += lines;
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
      if (boxes !== '') builder.line(boxes.trimEnd());
      if (paragraph.trim() !== '') builder.line(paragraph);
      return builder.result();
    },
  };
}
