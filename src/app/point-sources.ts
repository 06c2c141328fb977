import type { Records, StoredDecision } from './ports.ts';

/** Points by id, with those they were made of, and these of, as far as it goes. */
export async function withSources(
  records: Pick<Records, 'documents'>,
  points: readonly StoredDecision[],
): Promise<ReadonlyMap<number, StoredDecision>> {
  const known = new Map(points.map((point) => [point.id, point]));
  // Whatever is put in while it is gone through is gone through as well.
  for (const { madeFrom } of known.values()) {
    for (const id of madeFrom) {
      const source = known.has(id) ? null : await records.documents.findDecision(id);
      if (source !== null) known.set(id, source);
    }
  }
  return known;
}

/**
 * The points of a document as they were printed: those that a reviewer has split or merged in place of what was made of
 * them. Another file of the same act is recognized by these.
 */
export async function pointsAsPrinted(
  records: Pick<Records, 'documents'>,
  documentId: number,
): Promise<readonly StoredDecision[]> {
  const known = await withSources(records, await records.documents.decisions(documentId));
  return [...known.values()]
    .filter(({ madeFrom }) => madeFrom.length === 0)
    .toSorted((one, other) => one.position - other.position);
}
