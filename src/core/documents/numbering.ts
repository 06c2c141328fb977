import type { Warning } from '../warning.ts';
import type { Label } from './labels.ts';

/** Watches the numbers of points and tells where one is missing, doubled or stands under a foreign header. */
export interface Numbering {
  /** A new list begins: the next number may be 1 again. */
  restart(): void;
  /** The warnings of a point with this number. */
  read(label: Label): readonly Warning[];
  /** The point just read turned out to be a header: its warnings pass to the first point below. */
  openHeader(label: Label, notes: readonly Warning[]): void;
}

/** How deep a number stands: none 0, «II.» ½, «2.» 1, «2)» 1½, «2.1.» 2. */
export function depthOf(label: Label | null): number {
  if (label === null) return 0;
  if (label.roman) return 0.5;
  return label.parts.length + (label.bracket ? 0.5 : 0);
}

/**
 * Numbering of one list.
 *
 *   1., 2., 2.1., 2.2., 2.4.     → warning on 2.4
 *   7. (header), 1.1., 2.1.      → warnings on both: neither belongs to 7
 *   1.1., 1.2., 2.1. (no headers) → none
 *   I. 1., 2. II. 3. or 1.       → none: below a new header the numbers go on or begin anew
 */
export function createNumbering(): Numbering {
  let previous: Label[] = [];
  /** The last number of every depth, whatever has begun since. */
  let last: Label[] = [];
  let header: Label[] = [];
  let pending: readonly Warning[] = [];
  return {
    restart() {
      previous = [];
      header = [];
      pending = [];
    },
    read(label) {
      const depth = depthOf(label);
      header = header.filter((candidate) => depthOf(candidate) < depth);
      const isSibling = (candidate: Label): boolean => depthOf(candidate) === depth;
      const above = [...previous, ...header];
      const goesOn = follows(label, last.find(isSibling)) && isUnderItsParent(label, above);
      const gap = goesOn ? null : gapBefore(label, previous.findLast(isSibling), above);
      previous = [...previous.filter((candidate) => depthOf(candidate) < depth), label];
      last = [...last.filter((candidate) => !isSibling(candidate)), label];
      const notes = gap === null ? pending : [gap];
      pending = [];
      return notes;
    },
    openHeader(label, notes) {
      header.push(label);
      pending = notes;
    },
  };
}

/** True where the number is the one after the other, under the same parent. */
function follows(label: Label, other: Label | undefined): boolean {
  return (
    other !== undefined &&
    prefixOf(label) === prefixOf(other) &&
    label.parts.at(-1) === (other.parts.at(-1) ?? 0) + 1
  );
}

function prefixOf(label: Label): string {
  return label.parts.slice(0, -1).join('.');
}

/** True where no header stands above, or the point «2.1» of «2.1.3» does. */
function isUnderItsParent(label: Label, above: readonly Label[]): boolean {
  const depth = depthOf(label);
  const shallower = above.filter((candidate) => depthOf(candidate) < depth && !candidate.roman);
  return (
    label.parts.length === 1 ||
    shallower.length === 0 ||
    shallower.some((candidate) => candidate.parts.join('.') === prefixOf(label))
  );
}

function gapBefore(label: Label, sibling: Label | undefined, above: readonly Label[]): Warning | null {
  const prefix = prefixOf(label);
  const number = label.parts.at(-1) ?? 0;
  if (!isUnderItsParent(label, above)) {
    const parent = above.findLast((candidate) => depthOf(candidate) < depthOf(label));
    return gap(`Пункт ${label.printed} стоит под пунктом ${parent?.printed ?? ''}: номера не согласованы.`);
  }
  const samePrefix = sibling !== undefined && prefixOf(sibling) === prefix;
  const expected = samePrefix ? (sibling.parts.at(-1) ?? 0) + 1 : 1;
  if (number === expected) return null;
  const wanted = prefix === '' ? String(expected) : `${prefix}.${expected}`;
  return gap(`Нарушена нумерация: ожидался пункт ${wanted}, напечатан ${label.printed}.`);
}

function gap(message: string): Warning {
  return { code: 'numbering_gap', message };
}
