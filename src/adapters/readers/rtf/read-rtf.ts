import { alignRows, type CellLayout, type EdgedRow } from '../edged-rows.ts';
import { damagedFile, type FormatReading, ignoredPictures } from '../format-reading.ts';
import { type BesideKind, createLeftOut } from '../left-out.ts';
import { createSourceBuilder } from '../source-builder.ts';
import { codePageOfCharset, codePageOfNumber, decodeByte, decodeBytes } from './code-pages.ts';
import { type RtfToken, rtfTokens } from './tokens.ts';
import { BESIDE, CHARACTERS, NOT_IGNORED, SKIPPED } from './vocabulary.ts';

const DEEPEST = 1000;

interface Group {
  readonly skipped: boolean;
  /** Where its words go in place of the text. */
  readonly beside: BesideKind | null;
  readonly hidden: boolean;
  readonly deleted: boolean;
  readonly inserted: boolean;
  readonly codePage: string | null;
  /** Characters printed for older readers after each `\u`. */
  readonly fallback: number;
  readonly role: 'text' | 'fonts' | 'list_label' | 'text_box';
}

const DOCUMENT: Group = {
  skipped: false,
  beside: null,
  hidden: false,
  deleted: false,
  inserted: false,
  codePage: null,
  fallback: 1,
  role: 'text',
};

/**
 * Reads Rich Text Format 1.9: paragraphs, tables with merged cells, printed list numbers, text in the code page
 * of its font or `\u`. Hidden and deleted words, headers, footers, notes and pictures are left out, with a
 * warning. One pass: the time grows with the size.
 */
export function readRtf(bytes: Uint8Array): FormatReading {
  const reader = createReader(bytes);
  for (const token of rtfTokens(bytes)) {
    if (!reader.take(token)) return damagedFile('.rtf');
  }
  return reader.result();
}

function createReader(bytes: Uint8Array): { take(token: RtfToken): boolean; result(): FormatReading } {
  const builder = createSourceBuilder();
  const groups: Group[] = [];
  const fonts = new Map<number, string | null>();
  const leftOut = createLeftOut();
  let group = DOCUMENT;
  let documentCodePage = 'windows-1251';
  let definedFont = 0;
  let ignorable = false;
  let fallbacksLeft = 0;
  let pictures = false;
  let paragraph = '';
  let listLabel = '';
  let inTable = false;
  let cellText = '';
  let cells: string[] = [];
  let rows: EdgedRow[] = [];
  let layout: CellLayout[] = [];
  let merge: CellLayout['merge'] = 'none';

  const add = (text: string): void => {
    if (group.skipped || group.role === 'fonts') return;
    const beside = group.beside ?? (group.deleted ? 'deleted' : group.hidden ? 'hidden' : null);
    if (beside !== null) return leftOut.add(beside, text);
    if (group.inserted) leftOut.add('inserted', text);
    else leftOut.endPassage();
    if (group.role === 'list_label') listLabel += text;
    else paragraph += text;
  };
  const takeParagraph = (): string => {
    leftOut.endPassage();
    const label = /[\p{L}\p{N}]/u.test(listLabel) ? listLabel.trim() : listLabel.trim() === '' ? '' : '-';
    const text = label === '' ? paragraph : `${label} ${paragraph}`;
    paragraph = '';
    listLabel = '';
    return text;
  };
  const endTable = (): void => {
    if (rows.length > 0) builder.table(alignRows(rows));
    rows = [];
  };
  const endParagraph = (): void => {
    if (group.role === 'text_box') paragraph += '\n';
    else if (inTable) cellText += `${takeParagraph()}\n`;
    else {
      endTable();
      // A cell begun and never ended is text.
      builder.line(`${[...cells, cellText].map((text) => text.trim()).join(' ')}${takeParagraph()}`.trim());
      cells = [];
      cellText = '';
    }
  };
  const endCell = (): void => {
    cells.push(cellText + takeParagraph());
    cellText = '';
  };
  const endRow = (): void => {
    if (cells.length > 0) rows.push({ texts: cells, layout });
    cells = [];
    cellText = '';
  };

  const openDestination = (word: string): boolean => {
    const beside = BESIDE.get(word);
    if (beside !== undefined && !group.skipped) {
      group = { ...group, beside };
      return true;
    }
    const skipped = SKIPPED.has(word) || (ignorable && !NOT_IGNORED.has(word));
    if (word === 'pict' || word === 'object') pictures ||= !group.skipped;
    if (skipped) group = { ...group, skipped: true };
    else if (word === 'fonttbl') group = { ...group, role: 'fonts' };
    else if (word === 'listtext' || word === 'pntext') group = { ...group, role: 'list_label' };
    else if (word === 'shptxt') {
      add('\n');
      group = { ...group, role: 'text_box' };
    } else return false;
    return true;
  };

  const applyFont = (value: number | null): void => {
    if (group.role === 'fonts') definedFont = value ?? 0;
    else group = { ...group, codePage: fonts.get(value ?? 0) ?? null };
  };

  const applyTable = (word: string, value: number | null): void => {
    switch (word) {
      case 'trowd':
        layout = [];
        merge = 'none';
        return;
      case 'clvmrg':
        merge = 'above';
        return;
      case 'clmrg':
        merge = 'left';
        return;
      case 'cellx':
        layout.push({ right: value ?? 0, merge });
        merge = 'none';
        return;
      case 'intbl':
        inTable = true;
        return;
      case 'pard':
        inTable = false;
        return;
      case 'cell':
        endCell();
        return;
      case 'nestcell':
        cellText += `${takeParagraph()}\n`;
        return;
      case 'row':
        endRow();
        return;
      default:
    }
  };

  const applyWord = (word: string, value: number | null): void => {
    const first = ignorable;
    if (word === '*') {
      ignorable = true;
      return;
    }
    const destination = openDestination(word);
    ignorable = false;
    if (destination || first || group.skipped) return;
    const character = CHARACTERS[word];
    if (character !== undefined) return add(character);
    switch (word) {
      case 'par':
      case 'sect':
      case 'page':
        return group.beside === null ? endParagraph() : add(' ');
      case 'tab':
        return add(inTable || group.beside !== null || group.role === 'list_label' ? ' ' : '\t');
      case 'u':
        add(String.fromCharCode(((value ?? 0) + 0x10000) % 0x10000));
        fallbacksLeft = group.fallback;
        return;
      case 'uc':
        group = { ...group, fallback: Math.min(Math.max(0, value ?? 1), 20) };
        return;
      case 'f':
        return applyFont(value);
      case 'fcharset':
        fonts.set(definedFont, codePageOfCharset(value));
        return;
      case 'ansicpg':
        documentCodePage = codePageOfNumber(value);
        return;
      case 'v':
        group = { ...group, hidden: value !== 0 };
        return;
      case 'deleted':
        group = { ...group, deleted: value !== 0 };
        return;
      case 'revised':
        group = { ...group, inserted: value !== 0 };
        return;
      case 'plain':
        group = { ...group, hidden: false, deleted: false, inserted: false };
        return;
      default:
        if (group.beside === null) applyTable(word, value);
    }
  };

  const addBytes = (token: Extract<RtfToken, { readonly kind: 'bytes' }>): void => {
    const { from, to, escaped } = token;
    const skip = Math.min(fallbacksLeft, escaped === null ? to - from : 1);
    fallbacksLeft -= skip;
    if (group.skipped) return;
    const codePage = group.codePage ?? documentCodePage;
    if (escaped === null) add(decodeBytes(bytes.subarray(from + skip, to), codePage));
    else if (skip === 0) add(decodeByte(escaped, codePage));
  };

  return {
    take(token) {
      switch (token.kind) {
        case 'open':
          groups.push(group);
          ignorable = false;
          fallbacksLeft = 0;
          return groups.length <= DEEPEST;
        case 'close':
          if (group.role === 'text_box' && groups.at(-1)?.role !== 'text_box') add('\n');
          if (group.beside !== null && groups.at(-1)?.beside === null) leftOut.endPassage();
          group = groups.pop() ?? group;
          ignorable = false;
          fallbacksLeft = 0;
          return true;
        case 'word':
          if (token.word !== 'u' && fallbacksLeft > 0) fallbacksLeft -= 1;
          applyWord(token.word, token.value);
          return true;
        case 'bytes':
          addBytes(token);
          return true;
      }
    },
    result() {
      if (cells.length > 0) endRow();
      inTable = false;
      if (paragraph !== '' || cellText !== '') endParagraph();
      endTable();
      const { text, tables } = builder.result();
      return {
        kind: 'text',
        text: text.replace(/\p{Surrogate}/gu, '\ufffd'),
        tables,
        warnings: [...(pictures ? [ignoredPictures()] : []), ...leftOut.warnings(text)],
      };
    },
  };
}
