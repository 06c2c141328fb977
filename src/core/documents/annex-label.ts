const IN_ANNEX = /^прил\.(?: (\d{1,3}))?, п\. (.+)$/u;

/**
 * What a point of an annex is called, where the act has another of its number.
 *
 *   «2» of annex «1» → «прил. 1, п. 2», of an annex without a number → «прил., п. 2»; no annex → «2»
 */
export function labelWithin(label: string | null, annex: string | undefined): string | null {
  if (label === null || annex === undefined) return label;
  return `прил.${annex === '' ? '' : ` ${annex}`}, п. ${label}`;
}

/** «прил. 1, п. 2» → { annex: '1', label: '2' }; null for the label of a point that is in no annex. */
export function annexLabel(label: string): { readonly annex: string; readonly label: string } | null {
  const match = IN_ANNEX.exec(label);
  return match?.[2] === undefined ? null : { annex: match[1] ?? '', label: match[2] };
}
