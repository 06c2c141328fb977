import { carryReview, type ReviewedPoint } from '../core/versions/carry-review.ts';
import { matchPoints } from '../core/versions/match-points.ts';
import { recognizeVersion } from '../core/versions/recognize-version.ts';
import { carryReshaping } from './carry-reshaping.ts';
import { pointsAsPrinted } from './point-sources.ts';
import type { Records, StoredDecision, StoredDocument } from './ports.ts';

/**
 * Looks whether a draft is a corrected version of a published document, and says so on the draft; with certainty the
 * earlier review is carried over. A draft of which it has been said before, or denied, is left as it is. True where
 * something was found.
 */
export async function markVersion(records: Records, draft: StoredDocument): Promise<boolean> {
  if (draft.lineage !== null) return false;
  const known = [];
  for (const candidate of await records.versions.candidates(draft)) {
    known.push({ ...candidate, points: await pointsAsPrinted(records, candidate.id) });
  }
  const reading = { ...draft, points: await pointsAsPrinted(records, draft.id) };
  const found = recognizeVersion(reading, known);
  if (found.kind === 'another') return false;
  await records.versions.setLineage(draft.id, { documentId: found.of.id, answer: found.kind });
  if (found.kind === 'certain') await carryFromVersion(records, draft.id, found.of.id);
  return true;
}

/** What was done with the points of the version before, split and merged ones first, holds for a draft of it. */
export async function carryFromVersion(records: Records, draftId: number, previousId: number): Promise<void> {
  await carryReshaping(records, draftId, previousId, null);
  await carryEarlierReview(records, draftId, previousId);
}

/**
 * What the reviewer of the version before corrected, confirmed, dropped or added holds for the points that are read
 * as they had been. Returns how many points it holds for.
 */
export async function carryEarlierReview(
  records: Records,
  draftId: number,
  previousId: number,
): Promise<number> {
  const before = await records.documents.decisions(previousId);
  const readings = await records.versions.readings(previousId);
  const reviewed = before.map((point): ReviewedPoint & { readonly point: StoredDecision } => {
    const original = readings.get(point.id) ?? null;
    const confirmedDoubts = point.confirmed?.doubts ?? [];
    return { ...point, original, confirmedDoubts, point };
  });
  // A point is known again by what was read of it, whatever was made of that.
  const asRead = reviewed.map((one) => ({ ...one, ...one.original, reviewed: one }));
  const after = await records.documents.decisions(draftId);
  const { pairs, removed } = matchPoints(asRead, after);
  let count = 0;
  for (const { was, is } of pairs) {
    const carried = carryReview(was.reviewed, is);
    if (carried === null) continue;
    await records.versions.carry(is.id, carried, was.point.confirmed);
    count += 1;
  }
  for (const { reviewed: one, point } of removed) {
    const addedByReviewer = point.quote.end === point.quote.start;
    if (!addedByReviewer || point.dropped) continue;
    await records.documents.addDecision(draftId, one, null);
    count += 1;
  }
  return count;
}
