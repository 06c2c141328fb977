import type { PageRule } from './page.ts';

/** A table drawn with lines. */
export interface RuledTable {
  /** Borders of the columns from left to right, one more than columns; of the rows from top to bottom. */
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  /** By row and column: the number of the printed cell that covers this place. */
  readonly cells: readonly (readonly number[])[];
}

/** Lines whose ends or places differ by less meet. */
const TOLERANCE = 3;
/** A page with more is a drawing. */
const MOST_RULES = 4000;
const NARROWEST_COLUMN = 6;
/** Share of a side that lines must cover to be its border. */
const DRAWN_SHARE = 0.4;

/** Finds the tables that the lines of a page draw; a single frame around text is none. Top to bottom. */
export function findRuledTables(rules: readonly PageRule[]): RuledTable[] {
  if (rules.length > MOST_RULES) return [];
  return connectedRules(mergeRules(rules))
    .map((group) => tableOf(group))
    .filter((table) => table !== null)
    .sort((a, b) => (a.rows[0] ?? 0) - (b.rows[0] ?? 0));
}

function isHorizontal(rule: PageRule): boolean {
  return rule.right - rule.left >= rule.bottom - rule.top;
}

/** Pieces of one line, drawn cell by cell, become that line. */
function mergeRules(rules: readonly PageRule[]): PageRule[] {
  const merged: PageRule[] = [];
  const sorted = [...rules].sort((a, b) =>
    isHorizontal(a) ? a.top - b.top || a.left - b.left : a.left - b.left || a.top - b.top,
  );
  for (const direction of [true, false]) {
    const recent: PageRule[] = [];
    for (const rule of sorted.filter((one) => isHorizontal(one) === direction)) {
      const at = recent.findLastIndex((other) => isSameLine(other, rule, direction));
      const other = recent[at];
      if (other === undefined) recent.push(rule);
      else {
        recent[at] = direction
          ? { ...other, left: Math.min(other.left, rule.left), right: Math.max(other.right, rule.right) }
          : { ...other, top: Math.min(other.top, rule.top), bottom: Math.max(other.bottom, rule.bottom) };
      }
    }
    merged.push(...recent);
  }
  return merged;
}

function isSameLine(a: PageRule, b: PageRule, horizontal: boolean): boolean {
  return horizontal
    ? Math.abs(a.top - b.top) <= TOLERANCE && b.left <= a.right + TOLERANCE && b.right >= a.left - TOLERANCE
    : Math.abs(a.left - b.left) <= TOLERANCE &&
        b.top <= a.bottom + TOLERANCE &&
        b.bottom >= a.top - TOLERANCE;
}

function connectedRules(rules: readonly PageRule[]): PageRule[][] {
  const left = new Set(rules);
  const groups: PageRule[][] = [];
  for (const rule of rules) {
    if (!left.delete(rule)) continue;
    const group = [rule];
    for (let at = 0; at < group.length; at += 1) {
      const one = group[at] ?? rule;
      for (const other of left) {
        if (isHorizontal(one) !== isHorizontal(other) && meet(one, other)) {
          left.delete(other);
          group.push(other);
        }
      }
    }
    groups.push(group);
  }
  return groups;
}

function meet(a: PageRule, b: PageRule): boolean {
  return (
    a.left <= b.right + TOLERANCE &&
    b.left <= a.right + TOLERANCE &&
    a.top <= b.bottom + TOLERANCE &&
    b.top <= a.bottom + TOLERANCE
  );
}

function tableOf(group: readonly PageRule[]): RuledTable | null {
  const across = group.filter((rule) => isHorizontal(rule));
  const down = group.filter((rule) => !isHorizontal(rule));
  // Outer borders may be missing: the lines that cross reach as far as the table does.
  const columns = borders(
    down.map(({ left }) => left),
    across.flatMap(({ left, right }) => [left, right]),
  );
  const rows = borders(
    across.map(({ top }) => top),
    down.flatMap(({ top, bottom }) => [top, bottom]),
  );
  if (across.length === 0 || down.length === 0 || columns.length < 3 || rows.length < 2) return null;
  return { columns, rows, cells: numberCells(columns, rows, across, down) };
}

/** Places of drawn borders, and the ends of crossing lines that go clearly beyond them. */
function borders(places: readonly number[], ends: readonly number[]): number[] {
  const clusters: number[] = [];
  for (const place of [...places].sort((a, b) => a - b)) {
    if (place - (clusters.at(-1) ?? Number.NEGATIVE_INFINITY) > TOLERANCE * 1.5) clusters.push(place);
  }
  const outermost = [Math.min(...ends), Math.max(...ends)];
  const [first = 0, last = 0] = [clusters[0], clusters.at(-1)];
  if ((outermost[0] ?? first) < first - NARROWEST_COLUMN) clusters.unshift(outermost[0] ?? first);
  if ((outermost[1] ?? last) > last + NARROWEST_COLUMN) clusters.push(outermost[1] ?? last);
  return clusters;
}

/** Places without a line between them are one cell. */
function numberCells(
  columns: readonly number[],
  rows: readonly number[],
  across: readonly PageRule[],
  down: readonly PageRule[],
): number[][] {
  const cells: number[][] = [];
  let count = 0;
  for (let row = 0; row + 1 < rows.length; row += 1) {
    const line: number[] = [];
    const [top = 0, bottom = 0] = [rows[row], rows[row + 1]];
    for (let column = 0; column + 1 < columns.length; column += 1) {
      const [left = 0, right = 0] = [columns[column], columns[column + 1]];
      const above = cells[row - 1]?.[column];
      const before = line[column - 1];
      const openAbove = above !== undefined && !drawnAcross(across, top, left, right);
      const openBefore = before !== undefined && !drawnDown(down, left, top, bottom);
      line.push(openBefore ? before : openAbove ? above : (count += 1));
    }
    cells.push(line);
  }
  return cells;
}

/** True where lines at `y` cover enough of the way from `left` to `right`; a scan leaves gaps in them. */
function drawnAcross(across: readonly PageRule[], y: number, left: number, right: number): boolean {
  const covered = across
    .filter(({ top }) => Math.abs(top - y) <= TOLERANCE * 1.5)
    .reduce((sum, rule) => sum + Math.max(0, Math.min(rule.right, right) - Math.max(rule.left, left)), 0);
  return covered >= (right - left) * DRAWN_SHARE;
}

function drawnDown(down: readonly PageRule[], x: number, top: number, bottom: number): boolean {
  const covered = down
    .filter(({ left }) => Math.abs(left - x) <= TOLERANCE * 1.5)
    .reduce((sum, rule) => sum + Math.max(0, Math.min(rule.bottom, bottom) - Math.max(rule.top, top)), 0);
  return covered >= (bottom - top) * DRAWN_SHARE;
}
