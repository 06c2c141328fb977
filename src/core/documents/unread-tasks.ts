import { type DirectoryIndex, findLeadingAddressees, hasTaskVerb } from '../addressees/index.ts';
import type { Warning } from '../warning.ts';
import { isPlain, type Line } from './lines.ts';
import { findPrintedDate } from './printed-date.ts';
import { quotedWords } from './quoted-words.ts';

/**
 * Numbered lines and bullets that say what to do and that no list of the document took: somebody must look whether
 * they are tasks.
 *
 *   «Наказы: / 1) Отремонтировать крышу …» beside a list under «РЕШИЛИ:» → one warning with the first of them
 *
 * `lists` are the lists and tables that were read, in lines of the document. Below an annex only lines with a day are told of: an
 * annex of rules has many that say what to do. Nothing is told of a document without decisions: that is told as such.
 */
export function unreadTasks(
  lines: readonly Line[],
  lists: readonly { readonly from: number; readonly to: number }[],
  index: DirectoryIndex,
): Warning[] {
  const read = new Set<number>();
  for (const { from, to } of lists) for (let at = from; at < to; at += 1) read.add(at);
  const firstRead = Math.min(...lists.map(({ from }) => from));
  const annex = lines.findIndex(({ meaning }) => meaning.kind === 'annex');
  const left = lines.filter(
    (line, at) =>
      !read.has(at) &&
      line.cells === null &&
      (isTask(line, index) || (at > firstRead && isDatedParagraph(line))) &&
      (annex === -1 || at < annex || findPrintedDate(line.text) !== null),
  );
  const [first] = left;
  if (first === undefined) return [];
  const more = left.length === 1 ? '' : ` и ещё ${left.length - 1}`;
  return [
    {
      code: 'content_ignored',
      message: `Похоже на поручение, но стоит вне списка решений и не прочитано: «${quotedWords(first.text)}»${more}.`,
    },
  ];
}

/** «О выполнении сообщить до 20.12.2026.» below a table. */
function isDatedParagraph(line: Line): boolean {
  return isPlain(line) && hasTaskVerb(line.text) && findPrintedDate(line.text) !== null;
}

/** «1) Отремонтировать …», «- школам провести …»: begins with what to do, or with who must do it. */
function isTask({ text, label, bullet, meaning }: Line, index: DirectoryIndex): boolean {
  const length = label?.length ?? bullet;
  if (length === 0 || meaning.kind !== 'text') return false;
  const words = text.slice(length);
  const [first = ''] = words.split(/[\s,]/u, 1);
  return hasTaskVerb(first) || (hasTaskVerb(words) && findLeadingAddressees(words, index) !== null);
}
