import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Folder of the project, with a slash at the end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A page of the documentation: path from the root of the project, and text. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** One page, by its path from the root. */
export function readPage(path: string): Page {
  return { path, text: readFileSync(`${ROOT}${path}`, 'utf8') };
}

/** README, the change log, the guides and the README of the examples. */
export function readPages(): readonly Page[] {
  const guides = readdirSync(`${ROOT}docs`).filter((name) => name.endsWith('.md'));
  const paths = ['README.md', 'CHANGELOG.md', 'examples/README.md', ...guides.map((name) => `docs/${name}`)];
  return paths.map(readPage);
}

const FENCE = /^( *)```(\w*)\n(.*?)^\1```$/gms;

/** Lines of the fenced blocks that name no language: commands. Comments after two spaces and «#» are cut off. */
export function commandLines(text: string): readonly string[] {
  return [...text.matchAll(FENCE)]
    .filter(([, , language]) => language === '')
    .flatMap(([, , , body = '']) => body.split('\n'))
    .map((line) => line.replace(/ {2,}#.*$/, '').trim())
    .filter((line) => line !== '');
}

/** What stands between single back-ticks, fenced blocks left out. */
export function codeSpans(text: string): readonly string[] {
  return [...text.replaceAll(FENCE, '').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}

/** The body of the table whose head begins with this cell, as rows of cells; fails where there is none. */
export function tableUnder(text: string, firstCell: string): readonly (readonly string[])[] {
  const lines = text.split('\n');
  const head = lines.findIndex((line) => line.startsWith(`| ${firstCell} |`));
  if (head === -1) throw new Error(`there is no table that begins with «${firstCell}»`);
  const body = lines.slice(head + 2);
  const end = body.findIndex((line) => !line.startsWith('|'));
  return body.slice(0, end === -1 ? undefined : end).map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
}

/** The words of a command line as a shell takes them: parted by spaces, single quotes taken off. */
export function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
}
