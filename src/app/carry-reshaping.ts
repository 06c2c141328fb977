import { carryReview } from '../core/versions/carry-review.ts';
import { isSameAddressees, isSameDeadline, saysTheSame } from '../core/versions/differences.ts';
import { matchPoints } from '../core/versions/match-points.ts';
import { withSources } from './point-sources.ts';
import type { Confirmation, Records, StoredDecision } from './ports.ts';

/** What of an earlier reading's splits and merges holds for the new draft. */
export interface CarriedReshaping {
  /** Points of the new draft that were made so. */
  readonly made: readonly number[];
  /** Points of the earlier one that were made of what the new one says otherwise, or not at all. */
  readonly lost: readonly StoredDecision[];
}

/**
 * Splits and merges the points of a new draft as those of an earlier one, or of the version before (`by` null), wherever
 * all they were made of is read as it had been. To be done before the rest of the review is carried over: it finds the
 * made points then. What comes from the version before goes where its own reviewer has changed nothing yet.
 */
export async function carryReshaping(
  records: Records,
  draftId: number,
  earlierId: number,
  by: Confirmation | null,
): Promise<CarriedReshaping> {
  const { documents, versions } = records;
  const present = await documents.decisions(earlierId);
  const known = await withSources(records, present);
  if (known.size === present.length) return { made: [], lost: [] };
  const readings = await versions.readings(earlierId);
  const asRead = (point: StoredDecision) => ({ ...point, ...readings.get(point.id), point });
  const read = [...known.values()].filter(({ madeFrom }) => madeFrom.length === 0).map(asRead);
  const sources = new Set([...known.values()].flatMap(({ madeFrom }) => madeFrom));
  // What each point of the earlier draft is in the new one.
  const now = new Map<number, StoredDecision>();
  for (const { was, is } of matchPoints(read, await documents.decisions(draftId)).pairs) {
    if (!sources.has(was.id) || !isReadAlike(was, is)) continue;
    if (by === null && is.changedByPersonId !== null) continue;
    now.set(was.id, is);
    const confirmedDoubts = was.point.confirmed?.doubts ?? [];
    const review = { ...was.point, original: readings.get(was.id) ?? null, confirmedDoubts };
    const carried = carryReview(review, is);
    if (carried !== null) await versions.carry(is.id, carried, was.point.confirmed);
  }
  for (const points of madeTogether(known)) {
    const from = points[0]?.madeFrom.map((id) => now.get(id)) ?? [];
    const parents = from.filter((parent) => parent !== undefined);
    const [first] = parents;
    if (first === undefined || parents.length < from.length) continue;
    const madeFrom = parents.map(({ id }) => id);
    const position = (await documents.findDecision(first.id))?.position ?? first.position;
    await documents.setReplaced(madeFrom, true, by);
    const made = points.map((point) => ({
      ...asRead(point),
      question: first.question,
      quote: quoteNow(point, known, parents),
      requiresFile: false,
      madeFrom,
    }));
    const ids = await documents.insertDecisions(draftId, position, made, by);
    for (const [at, { id }] of points.entries()) {
      const one = await documents.findDecision(ids[at] ?? 0);
      if (one !== null) now.set(id, one);
    }
  }
  const reshaped = present.filter(({ madeFrom }) => madeFrom.length > 0);
  return {
    made: reshaped.flatMap(({ id }) => now.get(id)?.id ?? []),
    lost: reshaped.filter(({ id }) => !now.has(id)),
  };
}

/** Points that were made in one go, in the order in which that was done. */
function madeTogether(known: ReadonlyMap<number, StoredDecision>): readonly (readonly StoredDecision[])[] {
  const groups = new Map<string, StoredDecision[]>();
  for (const point of [...known.values()].toSorted((one, other) => one.id - other.id)) {
    if (point.madeFrom.length === 0) continue;
    const key = point.madeFrom.join();
    groups.set(key, [...(groups.get(key) ?? []), point]);
  }
  return [...groups.values()];
}

function isReadAlike(was: StoredDecision, is: StoredDecision): boolean {
  return (
    saysTheSame(was.text, is.text) &&
    isSameAddressees(was.addressees, is.addressees) &&
    isSameDeadline(was.deadline, is.deadline)
  );
}

/** The words quoted of a part stand as far from the beginning of the whole as before; else the whole is quoted. */
function quoteNow(
  { quote, madeFrom }: StoredDecision,
  known: ReadonlyMap<number, StoredDecision>,
  parents: readonly StoredDecision[],
): StoredDecision['quote'] {
  const whole = {
    start: Math.min(...parents.map((parent) => parent.quote.start)),
    end: Math.max(...parents.map((parent) => parent.quote.end)),
  };
  const was = madeFrom.flatMap((id) => known.get(id)?.quote ?? []);
  const [start, end] = [Math.min(...was.map((one) => one.start)), Math.max(...was.map((one) => one.end))];
  if (end - start !== whole.end - whole.start) return whole;
  return { start: quote.start + whole.start - start, end: quote.end + whole.start - start };
}
