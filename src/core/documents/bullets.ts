import { type DirectoryIndex, hasTaskVerb, trimTrailing } from '../addressees/index.ts';
import { entrustsBelow } from './announced-points.ts';
import { beginsWithTerm } from './assigned-lines.ts';
import { isCapitals } from './boundaries.ts';
import type { Entry } from './entries.ts';
import { namesOnly } from './named-addressees.ts';
import { collapse } from './source-text.ts';

/** An entry and the bullets that are decisions of their own under it. */
export interface OutlineNode {
  readonly entry: Entry;
  readonly bullets: readonly Entry[];
}

/**
 * The entries of one list with the bullets under each: bullets join the point above them, or are decisions of their
 * own.
 */
export function nodesOf(
  entries: readonly Entry[],
  text: string,
  index: DirectoryIndex,
): readonly OutlineNode[] {
  return groupBullets(withListsInside(entries, text), (entry, bullets) =>
    headsBullets(entry, bullets, text, index),
  );
}

/**
 * «2. Утвердить: / 1) порядок …; / 2) форму …»: what a point is about, not points of their own; they stay inside it
 * like bullets.
 */
function withListsInside(entries: readonly Entry[], text: string): readonly Entry[] {
  const wordsOf = ({ start, end }: Entry): string => collapse(text.slice(start, end));
  const settled: Entry[] = [];
  for (let at = 0; at < entries.length; at += 1) {
    const entry = entries[at];
    if (entry === undefined) break;
    settled.push(entry);
    const heads = entry.label !== null && entries[at + 1]?.label?.bracket === true;
    const words = heads && entry.attributes.length === 0 ? wordsOf(entry) : '';
    const opens = words.endsWith(':') && hasTaskVerb(lastWordOf(words));
    const list = opens ? entries.slice(at + 1, endOfBracketed(entries, at + 1)) : [];
    if (list.length === 0 || list.some((one) => one.attributes.length > 0 || hasTaskVerb(wordsOf(one))))
      continue;
    settled.push(
      ...list.map(
        (one): Entry => ({ ...one, label: null, bullet: true, start: one.start - (one.label?.length ?? 0) }),
      ),
    );
    at += list.length;
  }
  return settled;
}

const lastWordOf = (words: string): string => trimTrailing(words, ':').split(' ').at(-1) ?? '';

function endOfBracketed(entries: readonly Entry[], from: number): number {
  let to = from;
  while (entries[to]?.label?.bracket === true) to += 1;
  return to;
}

/**
 * Bullets join the point above, or stay apart where one before the last has attributes of its own, and under a line
 * without a number that only says whom they are for.
 */
function groupBullets(
  entries: readonly Entry[],
  headsTasks: (entry: Entry, bullets: readonly Entry[]) => boolean,
): OutlineNode[] {
  const nodes: OutlineNode[] = [];
  for (let at = 0; at < entries.length; ) {
    const entry = entries[at];
    if (entry === undefined) break;
    let next = at + 1;
    if (!entry.bullet) while (entries[next]?.bullet === true) next += 1;
    const bullets = entries.slice(at + 1, next);
    const apart =
      bullets.slice(0, -1).some((bullet) => bullet.attributes.length > 0) ||
      (bullets.length > 0 &&
        entry.label === null &&
        (headsTasks(entry, bullets) || bullets.every(({ attributes }) => attributes.length > 0)));
    nodes.push(apart ? { entry, bullets } : { entry: joined(entry, bullets), bullets: [] });
    at = next;
  }
  return nodes;
}

/** «Муниципальным органам управления образованием:» above «- создать …», «На уровне района:» above the same. */
function headsBullets(entry: Entry, bullets: readonly Entry[], text: string, index: DirectoryIndex): boolean {
  const words = collapse(text.slice(entry.start, entry.end));
  if (entry.bullet || entry.attributes.length > 0) return false;
  if ((words.endsWith(':') || entry.label === null) && namesOnly(words, index)) return true;
  return (
    entry.label === null &&
    (words.endsWith(':') || isCapitals(words)) &&
    (!hasTaskVerb(words) || entrustsBelow(words)) &&
    bullets.every(({ start, end }) => {
      const task = text.slice(start, end);
      return hasTaskVerb(task) || beginsWithTerm(task);
    })
  );
}

function joined(entry: Entry, bullets: readonly Entry[]): Entry {
  if (bullets.length === 0) return entry;
  return {
    ...entry,
    bulleted: true,
    end: bullets.at(-1)?.end ?? entry.end,
    attributes: [...entry.attributes, ...bullets.flatMap((bullet) => bullet.attributes)],
  };
}
