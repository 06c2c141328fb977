/**
 * Where the points of a page belong among those of a draft, by their printed numbers.
 *
 * `end`      behind all of them, as pages mostly come
 * `after`    behind the one with this index; -1 = before the first
 * `unclear`  the numbers do not tell
 */
export type PagePlace =
  | { readonly kind: 'end' | 'unclear' }
  | { readonly kind: 'after'; readonly index: number };

/**
 * The one place at which the page's numbers go on from those before and stay below those after. Where several would do,
 * the one whose number is followed directly; a number that falls back (another agenda item) begins anew.
 *
 *   draft 1, 2, 3, 7, 8 and page 4, 5, 6           → after the third
 *   draft 2.1, 2.2 and page 2.3, 3.1               → end
 *   draft 5, 6 and page 1, 2, 3, 4                 → before the first
 *   draft 1, 2, 3, 1, 2 (two items) and page 4, 5  → after the third
 *   draft 1, 2 and a page without numbers, or 1, 2 → unclear
 */
export function placeOfPage(draft: readonly (string | null)[], page: readonly (string | null)[]): PagePlace {
  const own = page.map(numberOf).filter((number) => number !== null);
  const numbered = draft.flatMap((label, index) => {
    const number = numberOf(label);
    return number === null ? [] : [{ index, number }];
  });
  const [first] = own;
  const last = own.at(-1);
  if (first === undefined || last === undefined || numbered.length === 0) return { kind: 'unclear' };
  const rises = own.every((number, at) => at === 0 || compare(own[at - 1] ?? number, number) < 0);
  const gaps: { readonly place: PagePlace; readonly follows: boolean }[] = [];
  const [begins] = numbered;
  if (begins !== undefined && rises && compare(last, begins.number) < 0) {
    gaps.push({ place: { kind: 'after', index: -1 }, follows: isFirst(first) });
  }
  for (const [at, { number }] of numbered.entries()) {
    const next = numbered[at + 1];
    if (compare(number, first) >= 0) continue;
    const follows = isNext(number, first);
    if (next === undefined) gaps.push({ place: { kind: 'end' }, follows });
    // Whatever has no number there belongs to the number before it.
    else if (rises && (compare(last, next.number) < 0 || compare(next.number, number) < 0)) {
      gaps.push({ place: { kind: 'after', index: next.index - 1 }, follows });
    }
  }
  const sure = gaps.length > 1 ? gaps.filter(({ follows }) => follows) : gaps;
  const [only, another] = sure;
  return only === undefined || another !== undefined ? { kind: 'unclear' } : only.place;
}

/** «2.5» → 2, 5; of «2.5 ч. 1» and «2.5, 2.6» the first number. */
function numberOf(label: string | null): readonly number[] | null {
  const printed = /^\s*(?:п\.?\s*)?(\d{1,3}(?:\.\d{1,3}){0,4})/u.exec(label ?? '')?.[1];
  return printed === undefined ? null : printed.split('.').map(Number);
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [at, part] of one.entries()) {
    const against = other[at];
    if (against === undefined) return 1;
    if (part !== against) return part - against;
  }
  return one.length - other.length;
}

/** 2.5 is followed by 2.6, 2.5.1, 3 and 3.1. */
function isNext(number: readonly number[], next: readonly number[]): boolean {
  const at = next.findIndex((part, place) => part !== number[place]);
  const step = at < number.length ? (number[at] ?? 0) + 1 : 1;
  return next[at] === step && next.slice(at + 1).every((part) => part === 1);
}

function isFirst(number: readonly number[]): boolean {
  return number.every((part) => part === 1);
}
