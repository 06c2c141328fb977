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

/** How deep a number stands: none 0, «2.» 1, «2)» between, «2.1.» 2. */
export function depthOf(label: Label | null): number {
  if (label === null) return 0;
  return label.parts.length + (label.bracket ? 0.5 : 0);
}

/**
 * Numbering of one list.
 *
 *   1., 2., 2.1., 2.2., 2.4.     → warning on 2.4
 *   7. (header), 1.1., 2.1.      → warnings on both: neither belongs to 7
 *   1.1., 1.2., 2.1. (no headers) → none
 */
export function createNumbering(): Numbering {
  let previous: Label[] = [];
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
      const sibling = previous.findLast((candidate) => depthOf(candidate) === depth);
      const gap = gapBefore(label, sibling, header.at(-1));
      previous = [...previous.filter((candidate) => depthOf(candidate) < depth), label];
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

function gapBefore(label: Label, sibling: Label | undefined, header: Label | undefined): Warning | null {
  const prefix = label.parts.slice(0, -1).join('.');
  const number = label.parts.at(-1) ?? 0;
  if (prefix !== '' && header !== undefined && header.parts.join('.') !== prefix) {
    return gap(`Пункт ${label.printed} стоит под пунктом ${header.printed}: номера не согласованы.`);
  }
  const samePrefix = sibling !== undefined && sibling.parts.slice(0, -1).join('.') === prefix;
  const expected = samePrefix ? (sibling.parts.at(-1) ?? 0) + 1 : 1;
  if (number === expected) return null;
  const wanted = prefix === '' ? String(expected) : `${prefix}.${expected}`;
  return gap(`Нарушена нумерация: ожидался пункт ${wanted}, напечатан ${label.printed}.`);
}

function gap(message: string): Warning {
  return { code: 'numbering_gap', message };
}
