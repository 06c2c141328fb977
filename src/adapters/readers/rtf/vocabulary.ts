import type { BesideKind } from '../left-out.ts';

/** Groups whose words are not the document's: tables of fonts and styles, drawings. */
export const SKIPPED = new Set([
  'colortbl',
  'stylesheet',
  'info',
  'ftnsep',
  'ftnsepc',
  'shprslt',
  'pict',
  'nonshppict',
  'object',
  'sp',
  'xe',
  'tc',
  'nonesttables',
  'filetbl',
  'revtbl',
  'listtable',
  'listoverridetable',
]);
/** Groups that hold words beside the text. */
export const BESIDE: ReadonlyMap<string, BesideKind> = new Map([
  ['footnote', 'note'],
  ['annotation', 'comment'],
  ...['header', 'headerl', 'headerr', 'headerf', 'footer', 'footerl', 'footerr', 'footerf'].map(
    (word): [string, BesideKind] => [word, 'running_head'],
  ),
]);
/** Groups marked as ignorable (`\*`) that are read all the same. */
export const NOT_IGNORED = new Set(['shpinst', 'shppict']);

/** Control words that print a character. */
export const CHARACTERS: Readonly<Record<string, string>> = {
  '~': '\u00a0',
  _: '-',
  '{': '{',
  '}': '}',
  '\\': '\\',
  emdash: '—',
  endash: '–',
  bullet: '-',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  emspace: ' ',
  enspace: ' ',
  qmspace: ' ',
  line: '\n',
};
