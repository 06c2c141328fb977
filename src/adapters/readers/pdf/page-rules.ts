import type { PageRule } from '../layout/page.ts';

/** An affine map [a b c d e f] as PDF writes it: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

/** The drawing operators of a page, in pdf.js's two parallel lists. */
export interface DrawingOperators {
  readonly names: readonly string[];
  readonly args: readonly unknown[];
}

const THICKEST_RULE = 3.5;
const SHORTEST_RULE = 4;
const MOST_RULES = 20_000;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The straight lines and thin boxes a page draws, as seen on the upright page. */
export function rulesOfPage(operators: DrawingOperators, viewport: Matrix): PageRule[] {
  const rules: PageRule[] = [];
  const saved: Matrix[] = [];
  let current = viewport;
  for (const [at, name] of operators.names.entries()) {
    if (rules.length > MOST_RULES) break;
    const args = operators.args[at];
    if (name === 'save' || name === 'paintFormXObjectBegin') saved.push(current);
    if (name === 'restore' || name === 'paintFormXObjectEnd') current = saved.pop() ?? current;
    if (name === 'transform') current = combined(current, matrixOf(args));
    if (name === 'paintFormXObjectBegin' && Array.isArray(args))
      current = combined(current, matrixOf(args[0]));
    if (name === 'constructPath') rules.push(...rulesOfPath(args, current));
  }
  return rules;
}

export function matrixOf(value: unknown): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] =
    Array.isArray(value) || value instanceof Float32Array ? Array.from(value, Number) : [];
  return [a, b, c, d, e, f];
}

export function combined(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** Path steps in pdf.js's numbers: move, line, curve, quadratic curve, close; with their count of coordinates. */
const STEP_LENGTHS = [2, 2, 6, 4, 0] as const;
const [MOVE, LINE, CLOSE] = [0, 1, 4];

function rulesOfPath(args: unknown, matrix: Matrix): PageRule[] {
  const path: unknown = Array.isArray(args) && Array.isArray(args[1]) ? args[1][0] : null;
  if (!(path instanceof Float32Array)) return [];
  const rules: PageRule[] = [];
  let shape: Point[] = [];
  const end = (): void => {
    rules.push(...rulesOfShape(shape));
    shape = [];
  };
  for (let at = 0; at < path.length; ) {
    const step = path[at] ?? CLOSE;
    const length = STEP_LENGTHS[step] ?? 0;
    const point = mapped(matrix, path[at + length - 1] ?? 0, path[at + length] ?? 0);
    if (step === MOVE) end();
    if (step === MOVE || step === LINE) shape.push(point);
    else if (step === CLOSE && shape[0] !== undefined) shape.push(shape[0]);
    else shape = [];
    at += length + 1;
  }
  end();
  return rules;
}

function mapped([a, b, c, d, e, f]: Matrix, x: number, y: number): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** A thin box is one line; any other shape gives its straight sides. */
function rulesOfShape(shape: readonly Point[]): PageRule[] {
  if (shape.length < 2) return [];
  const xs = shape.map(({ x }) => x);
  const ys = shape.map(({ y }) => y);
  const box = {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
  const thin = ruleOf(box);
  if (thin !== null) return [thin];
  return shape.slice(1).flatMap((to, at) => {
    const from = shape[at] ?? to;
    const side = ruleOf({
      left: Math.min(from.x, to.x),
      right: Math.max(from.x, to.x),
      top: Math.min(from.y, to.y),
      bottom: Math.max(from.y, to.y),
    });
    return side === null ? [] : [side];
  });
}

/** A box that is long one way and thin the other, as a line along its middle. */
function ruleOf({ left, right, top, bottom }: PageRule): PageRule | null {
  const [width, height] = [right - left, bottom - top];
  if (height <= THICKEST_RULE && width >= SHORTEST_RULE && width > height * 2) {
    const y = (top + bottom) / 2;
    return { left, right, top: y, bottom: y };
  }
  if (width <= THICKEST_RULE && height >= SHORTEST_RULE && height > width * 2) {
    const x = (left + right) / 2;
    return { left: x, right: x, top, bottom };
  }
  return null;
}
