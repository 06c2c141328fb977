import { walkXml } from '../docx/xml.ts';
import type { OdtListLevel, OdtListStyles } from './list-numbering.ts';

/** What the styles of a document change about its text. */
export interface OdtStyles {
  readonly lists: OdtListStyles;
  /** Styles of paragraphs, words and sheets that are not shown. */
  readonly hidden: ReadonlySet<string>;
}

/** Reads list styles and hidden text from the parts that hold styles; later parts win. */
export function readOdtStyles(parts: readonly (string | null)[]): OdtStyles {
  const lists = new Map<string, Map<number, OdtListLevel>>();
  const hidden = new Set<string>();
  const bases = new Map<string, string>();
  let list: Map<number, OdtListLevel> | null = null;
  let style = '';
  for (const xml of parts) {
    walkXml(xml ?? '', {
      open(name, attributes) {
        if (name === 'text:list-style') {
          list = new Map();
          lists.set(attributes['style:name'] ?? '', list);
        } else if (name === 'style:style') {
          style = attributes['style:name'] ?? '';
          bases.set(style, attributes['style:parent-style-name'] ?? '');
        } else if (attributes['text:display'] === 'none' || attributes['table:display'] === 'false') {
          hidden.add(style);
        } else if (list !== null && name.startsWith('text:list-level-style-')) {
          list.set(Number(attributes['text:level']) || 1, levelOf(name, attributes));
        }
      },
      close(name) {
        if (name === 'text:list-style') list = null;
        if (name === 'style:style') style = '';
      },
      text() {},
    });
  }
  hidden.delete('');
  for (const name of bases.keys()) if (inheritsFrom(name, hidden, bases)) hidden.add(name);
  return { lists, hidden };
}

const DEEPEST = 20;

/** True where one of the styles a style is based on is among the hidden ones. */
function inheritsFrom(
  name: string,
  hidden: ReadonlySet<string>,
  bases: ReadonlyMap<string, string>,
): boolean {
  let at = name;
  for (let depth = 0; depth < DEEPEST && at !== ''; depth += 1) {
    if (hidden.has(at)) return true;
    at = bases.get(at) ?? '';
  }
  return false;
}

function levelOf(name: string, attributes: Readonly<Record<string, string>>): OdtListLevel {
  return {
    format: name === 'text:list-level-style-number' ? (attributes['style:num-format'] ?? '') : null,
    prefix: attributes['style:num-prefix'] ?? '',
    suffix: attributes['style:num-suffix'] ?? '',
    start: Number(attributes['text:start-value'] ?? 1) || 1,
    shown: Number(attributes['text:display-levels'] ?? 1) || 1,
  };
}
