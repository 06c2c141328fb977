import { posix } from 'node:path';
import { walkXml } from '../docx/xml.ts';
import type { OfficePackage } from '../office-package.ts';

/** What the sheets of a workbook share. */
export interface Workbook {
  /** Visible sheets in order, with the part each lies in. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  /** Names of the sheets that are not shown. */
  readonly hiddenSheets: readonly string[];
  readonly strings: readonly string[];
  /** Cell formats, by number: how a value is shown. */
  readonly formats: readonly NumberFormat[];
  /** Days are counted from 1904 (files of old Macs) instead of 1900. */
  readonly from1904: boolean;
}

/** What a number of a cell stands for. */
export type NumberFormat = 'number' | 'date' | 'percent';

const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
const BUILT_IN_PERCENTS = new Set([9, 10]);

/** Reads the parts around the sheets (ECMA-376 SpreadsheetML), null where the package is no workbook. */
export function readWorkbook(opened: OfficePackage): Workbook | null {
  const xml = opened.part('xl/workbook.xml');
  if (xml === null) return null;
  const targets = readTargets(opened.part('xl/_rels/workbook.xml.rels') ?? '');
  const sheets: { name: string; part: string }[] = [];
  const hiddenSheets: string[] = [];
  let from1904 = false;
  walkXml(xml, {
    open(tag, attributes) {
      const name = localName(tag);
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      if ((attributes['state'] ?? 'visible') !== 'visible') {
        hiddenSheets.push(attributes['name'] ?? '');
        return;
      }
      const part = targets.get(attributes['r:id'] ?? '');
      if (part !== undefined) sheets.push({ name: attributes['name'] ?? '', part });
    },
    close() {},
    text() {},
  });
  return {
    sheets,
    hiddenSheets,
    from1904,
    strings: readStrings(opened.part('xl/sharedStrings.xml') ?? ''),
    formats: readFormats(opened.part('xl/styles.xml') ?? ''),
  };
}

/** «x:row» and «row» are one element: some writers print a prefix. */
export function localName(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1);
}

function readTargets(xml: string): Map<string, string> {
  const targets = new Map<string, string>();
  walkXml(xml, {
    open(tag, attributes) {
      if (localName(tag) !== 'Relationship') return;
      const target = attributes['Target'] ?? '';
      const part = target.startsWith('/') ? target.slice(1) : posix.join('xl', target);
      targets.set(attributes['Id'] ?? '', part);
    },
    close() {},
    text() {},
  });
  return targets;
}

function readStrings(xml: string): string[] {
  const strings: string[] = [];
  let text: string | null = null;
  let inText = false;
  let phonetic = false;
  walkXml(xml, {
    open(tag) {
      const name = localName(tag);
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
      inText = name === 't' && !phonetic;
    },
    close(tag) {
      const name = localName(tag);
      if (name === 'si') strings.push(text ?? '');
      if (name === 'rPh') phonetic = false;
      inText = false;
    },
    text(piece) {
      if (inText) text = `${text ?? ''}${piece}`;
    },
  });
  return strings;
}

function readFormats(xml: string): NumberFormat[] {
  const own = new Map<number, NumberFormat>();
  const formats: NumberFormat[] = [];
  let inCells = false;
  walkXml(xml, {
    open(tag, attributes) {
      const name = localName(tag);
      if (name === 'cellXfs') inCells = true;
      if (name === 'numFmt')
        own.set(Number(attributes['numFmtId']), formatOfCode(attributes['formatCode'] ?? ''));
      if (name !== 'xf' || !inCells) return;
      const id = Number(attributes['numFmtId'] ?? 0);
      const builtIn = BUILT_IN_DATES.has(id) ? 'date' : BUILT_IN_PERCENTS.has(id) ? 'percent' : 'number';
      formats.push(own.get(id) ?? builtIn);
    },
    close(tag) {
      if (localName(tag) === 'cellXfs') inCells = false;
    },
    text() {},
  });
  return formats;
}

/** A code that prints a day, a month or a year makes a date; quoted words and [brackets] do not count. */
function formatOfCode(code: string): NumberFormat {
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\./gu, '');
  if (/[dyдг]|m{3}/iu.test(bare) && !/general|основной/iu.test(bare)) return 'date';
  return bare.includes('%') ? 'percent' : 'number';
}
