import type { DraftDecision } from './draft-decision.ts';
import type { Line } from './lines.ts';

const NUMBER = /^[*_]*приложени[ея]\s*(?:№|N)?\s*(\d{1,3})(?!\d)/iu;

/**
 * The number of the annex that the line at a place stands in, empty where it has none; null above all annexes. A
 * heading is still of what stands above it.
 */
export function annexesOf(lines: readonly Line[]): (at: number) => string | null {
  const annexes: (string | null)[] = [null];
  for (const [at, { meaning, text }] of lines.entries()) {
    const isHeading = at > 0 && meaning.kind === 'annex';
    annexes.push(isHeading ? (NUMBER.exec(text)?.[1] ?? '') : (annexes[at] ?? null));
  }
  return (at) => annexes[at] ?? null;
}

/**
 * Points of annexes that have the number of another point of the act, marked with their annex; with one of an annex
 * all of it.
 *
 *   1, 2 of an order, 1–5 of its annex № 1 → the five are «1» … «5» of annex «1»
 *   1, 2 of an order, 1.1–1.5 of its annex → as they are
 */
export function markAnnexes(
  parts: readonly { readonly annex: string | null; readonly decisions: readonly DraftDecision[] }[],
): readonly DraftDecision[] {
  const placesOf = new Map<string, Set<string | null>>();
  for (const { annex, decisions } of parts)
    for (const decision of decisions) {
      const key = nameOf(decision);
      placesOf.set(key, (placesOf.get(key) ?? new Set()).add(annex));
    }
  const isAlike = (decision: DraftDecision): boolean =>
    decision.label !== null && (placesOf.get(nameOf(decision))?.size ?? 0) > 1;
  const alike = new Set(parts.flatMap(({ annex, decisions }) => (decisions.some(isAlike) ? [annex] : [])));
  return parts.flatMap(({ annex, decisions }) =>
    annex === null || !alike.has(annex)
      ? decisions
      : decisions.map((decision) => (decision.label === null ? decision : { ...decision, annex })),
  );
}

function nameOf({ question, label }: DraftDecision): string {
  return `${question ?? ''} ${label ?? ''}`;
}
