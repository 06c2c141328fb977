import { walkXml } from './xml.ts';

/** Automatic numbering of a document, counted along its paragraphs. */
export interface ListNumbering {
  /**
   * The label Word shows before the next paragraph of this list and level: «1.2.», «а)», «-» for bullets;
   * null where the list is unknown or shows nothing. Every call counts one on.
   */
  next(numId: string, level: number): string | null;
  /** The list a paragraph style brings along, null where it brings none. */
  ofStyle(styleId: string): { readonly numId: string; readonly level: number } | null;
}

/** One level of a list: how its numbers look; `text` holds «%1» for the number of the first level. */
export interface ListLevel {
  start: number;
  format: string;
  text: string;
}

/** A use of a list definition, with the numbers it starts from. */
export interface ListUse {
  abstractId: string;
  /** Start numbers by level from 0. */
  readonly overrides: Map<number, number>;
}

/** The lists of a document: definitions by id, their uses by numId, and the lists paragraph styles bring along. */
export interface ListDefinitions {
  readonly abstracts: ReadonlyMap<string, ReadonlyMap<number, ListLevel>>;
  readonly nums: ReadonlyMap<string, ListUse>;
  readonly styles: ReadonlyMap<string, { readonly numId: string; readonly level: number }>;
}

const DEEPEST = 8;
const DEEPEST_STYLE = 20;

/** Reads numbering.xml and styles.xml (either may be missing: null) into counters. */
export function readListNumbering(numberingXml: string | null, stylesXml: string | null): ListNumbering {
  const styles = readStyles(stylesXml ?? '');
  const { abstracts, nums, links } = readDefinitions(numberingXml ?? '');
  // A list that only names a list style has the levels of the list of that style.
  for (const [id, styleId] of links) {
    const target = nums.get(styles.get(styleId)?.numId ?? '')?.abstractId ?? '';
    const levels = abstracts.get(target);
    if (levels !== undefined) abstracts.set(id, levels);
  }
  return countLists({ abstracts, nums, styles });
}

/** Starts counting along the paragraphs of a document. */
export function countLists({ abstracts, nums, styles }: ListDefinitions): ListNumbering {
  const used = new Set<string>();
  const counters = new Map<string, (number | undefined)[]>();
  return {
    next(numId, level) {
      const num = nums.get(numId);
      const levels = num === undefined ? undefined : abstracts.get(num.abstractId);
      const own = levels?.get(level);
      if (num === undefined || levels === undefined || own === undefined) return null;
      const counter = counters.get(num.abstractId) ?? [];
      counters.set(num.abstractId, counter);
      if (!used.has(numId)) for (const [at, start] of num.overrides) counter[at] = start - 1;
      used.add(numId);
      counter[level] = (counter[level] ?? own.start - 1) + 1;
      counter.length = level + 1;
      return labelOf(own, levels, counter);
    },
    ofStyle: (styleId) => styles.get(styleId) ?? null,
  };
}

const ROMAN: readonly (readonly [number, string])[] = [
  ...([
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
  ] as const),
  ...([
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ] as const),
];

function labelOf(
  own: ListLevel,
  levels: ReadonlyMap<number, ListLevel>,
  counter: readonly (number | undefined)[],
): string | null {
  if (own.format === 'none') return null;
  if (own.format === 'bullet') return '-';
  const text = own.text.replace(/%(\d)/gu, (_, digit: string) => {
    const at = Number(digit) - 1;
    const level = levels.get(at);
    return formattedNumber(counter[at] ?? level?.start ?? 1, level?.format ?? 'decimal');
  });
  return text.trim() === '' ? null : text.trim();
}

/** A number as a list prints it, the format under its name in Word: «russianLower» 3 → «в». */
export function formattedNumber(value: number, format: string): string {
  switch (format) {
    case 'upperRoman':
      return roman(value);
    case 'lowerRoman':
      return roman(value).toLowerCase();
    case 'upperLetter':
      return letter(value, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    case 'lowerLetter':
      return letter(value, 'abcdefghijklmnopqrstuvwxyz');
    case 'russianUpper':
      return letter(value, 'АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ');
    case 'russianLower':
      return letter(value, 'абвгдежзиклмнопрстуфхцчшщэюя');
    case 'decimalZero':
      return String(value).padStart(2, '0');
    default:
      return String(value);
  }
}

function letter(value: number, alphabet: string): string {
  return alphabet[(Math.max(1, value) - 1) % alphabet.length] ?? '';
}

function roman(value: number): string {
  let rest = Math.min(value, 3999);
  let text = '';
  for (const [size, digit] of ROMAN) {
    while (rest >= size) {
      text += digit;
      rest -= size;
    }
  }
  return text;
}

function readDefinitions(xml: string): {
  abstracts: Map<string, Map<number, ListLevel>>;
  nums: Map<string, ListUse>;
  /** Definitions that name a list style in place of levels. */
  links: Map<string, string>;
} {
  const abstracts = new Map<string, Map<number, ListLevel>>();
  const nums = new Map<string, ListUse>();
  const links = new Map<string, string>();
  let abstractId = '';
  let levels: Map<number, ListLevel> | null = null;
  let level: ListLevel | null = null;
  let num: ListUse | null = null;
  let override = 0;
  walkXml(xml, {
    open(name, attributes) {
      const value = attributes['w:val'] ?? '';
      if (name === 'w:abstractNum') {
        abstractId = attributes['w:abstractNumId'] ?? '';
        abstracts.set(abstractId, (levels = new Map()));
      } else if (name === 'w:numStyleLink') links.set(abstractId, value);
      else if (name === 'w:lvl' && levels !== null && num === null) {
        levels.set(levelNumber(attributes['w:ilvl']), (level = { start: 1, format: 'decimal', text: '' }));
      } else if (name === 'w:num') {
        nums.set(attributes['w:numId'] ?? '', (num = { abstractId: '', overrides: new Map() }));
      } else if (name === 'w:abstractNumId' && num !== null) num.abstractId = value;
      else if (name === 'w:lvlOverride') override = levelNumber(attributes['w:ilvl']);
      else if (name === 'w:startOverride' && num !== null) num.overrides.set(override, Number(value) || 1);
      else if (level !== null && name === 'w:start') level.start = Number(value);
      else if (level !== null && name === 'w:numFmt') level.format = value;
      else if (level !== null && name === 'w:lvlText') level.text = value;
    },
    close(name) {
      if (name === 'w:abstractNum') levels = null;
      if (name === 'w:lvl') level = null;
      if (name === 'w:num') num = null;
    },
    text() {},
  });
  return { abstracts, nums, links };
}

interface StyleList {
  numId: string | null;
  level: number;
  base: string | null;
}

/** The lists paragraph styles bring along, their own or that of the style they are based on. */
function readStyles(xml: string): Map<string, { numId: string; level: number }> {
  const styles = new Map<string, StyleList>();
  let style: StyleList | null = null;
  walkXml(xml, {
    open(name, attributes) {
      const value = attributes['w:val'] ?? '';
      if (name === 'w:style') {
        style = { numId: null, level: 0, base: null };
        styles.set(attributes['w:styleId'] ?? '', style);
      } else if (style === null) return;
      else if (name === 'w:ilvl') style.level = levelNumber(value);
      else if (name === 'w:numId') style.numId = value;
      else if (name === 'w:basedOn') style.base = value;
    },
    close(name) {
      if (name === 'w:style') style = null;
    },
    text() {},
  });
  return new Map([...styles.keys()].flatMap((id) => inheritedList(id, styles)));
}

function inheritedList(
  id: string,
  styles: ReadonlyMap<string, StyleList>,
): [string, { numId: string; level: number }][] {
  let at: string | null = id;
  for (let depth = 0; depth < DEEPEST_STYLE && at !== null; depth += 1) {
    const style: StyleList | undefined = styles.get(at);
    if (style === undefined) break;
    if (style.numId !== null) return [[id, { numId: style.numId, level: style.level }]];
    at = style.base;
  }
  return [];
}

/** The value of w:ilvl, 0–8; anything else counts as the first level. */
export function levelNumber(value: string | undefined): number {
  const level = Number(value ?? 0);
  return Number.isInteger(level) && level >= 0 && level <= DEEPEST ? level : 0;
}
