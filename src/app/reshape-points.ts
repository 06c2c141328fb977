import { cutPlaces } from '../core/review/cut-places.ts';
import { mergePoints } from '../core/review/merge-points.ts';
import { offsetOfWords, type ReshapedPoint, splitPoint } from '../core/review/split-point.ts';
import type { Actor, Deps } from './deps.ts';
import { documentEntry } from './document-entry.ts';
import type { Records, StoredDecision, StoredDocument } from './ports.ts';
import {
  type ChangedMeanwhile,
  findSeen,
  type ReviewRefusal,
  type SeenPoint,
  wasMadeBy,
} from './review-point.ts';
import { dateOf } from './set-deadline.ts';

type ReshapeDeps = Pick<Deps, 'store' | 'clock' | 'calendar' | 'deadlinePolicy'>;

/** What became of a split, a merge, or of taking one back. */
export type ReshapeOutcome =
  | ReviewRefusal
  | ChangedMeanwhile
  /** Nothing to cut there; no point follows that could be merged; a part has been split or merged again. */
  | { readonly kind: 'no_such_place' | 'no_next_point' | 'reshaped_again' }
  /** `decisionId` is the first of the points there are now. */
  | { readonly kind: 'reshaped'; readonly documentId: number; readonly decisionId: number };

/** A point that is to be split, and the offsets of its text where a second may begin. */
export async function findCutPlaces(
  deps: ReshapeDeps,
  actor: Actor,
  seen: SeenPoint,
): Promise<
  | ReviewRefusal
  | ChangedMeanwhile
  | { readonly kind: 'found'; readonly point: StoredDecision; readonly places: readonly number[] }
> {
  const found = await findSeen(deps.store, actor, seen);
  if (found.kind !== 'seen') return found;
  const { document, point } = found;
  return { kind: 'found', point, places: cutPlaces(point.text, contextOf(deps, document)) };
}

/** Cuts a point in two before an offset of its text; the point itself is kept aside. */
export async function splitPointAt(
  deps: ReshapeDeps,
  actor: Actor,
  seen: SeenPoint,
  offset: number,
): Promise<ReshapeOutcome> {
  return reshape(deps, actor, seen, 'point_split', async (point, document, records) => {
    const source = (await records.documents.text(document.id)) ?? '';
    const parts = splitPoint(point, offset, source, contextOf(deps, document));
    return parts === null ? 'no_such_place' : { gone: [point], made: parts };
  });
}

/** The same before words that the controller typed. */
export async function splitPointBefore(
  deps: ReshapeDeps,
  actor: Actor,
  seen: SeenPoint,
  words: string,
): Promise<ReshapeOutcome> {
  const found = await findSeen(deps.store, actor, seen);
  const offset = found.kind === 'seen' ? offsetOfWords(found.point.text, words) : 0;
  return offset === null ? { kind: 'no_such_place' } : splitPointAt(deps, actor, seen, offset);
}

/** A point and the one after it, which is to be merged with it. */
export async function findMerge(
  deps: Pick<Deps, 'store'>,
  actor: Actor,
  seen: SeenPoint,
): Promise<
  | ReviewRefusal
  | ChangedMeanwhile
  | { readonly kind: 'no_next_point' }
  | { readonly kind: 'found'; readonly point: StoredDecision; readonly next: StoredDecision }
> {
  const found = await findSeen(deps.store, actor, seen);
  if (found.kind !== 'seen') return found;
  const next = await nextOf(deps.store, found.point);
  return next === null ? { kind: 'no_next_point' } : { kind: 'found', point: found.point, next };
}

/** Makes one of a point and the one after it, both as the controller saw them; both are kept aside. */
export async function mergeWithNext(
  deps: ReshapeDeps,
  actor: Actor,
  seen: SeenPoint,
  next: SeenPoint,
  deadlineOf: 'first' | 'second',
): Promise<ReshapeOutcome> {
  return reshape(deps, actor, seen, 'points_merged', async (point, _document, records) => {
    const following = await nextOf(records, point);
    if (following?.id !== next.decisionId || following.revision !== next.revision) return 'no_next_point';
    return { gone: [point, following], made: [mergePoints(point, following, deadlineOf)] };
  });
}

/**
 * Takes a split or a merge back: the points that were made go, those they were made of count again, as they were. Not
 * while one of the made points has been split or merged again.
 */
export async function undoReshape(deps: ReshapeDeps, actor: Actor, seen: SeenPoint): Promise<ReshapeOutcome> {
  return reshape(deps, actor, seen, 'reshape_undone', async (point, document, records) => {
    if (point.madeFrom.length === 0) return 'no_such_place';
    const key = point.madeFrom.join();
    const made = (await records.documents.decisions(document.id)).filter(
      ({ madeFrom }) => madeFrom.join() === key,
    );
    // One point is made of several, or two of one.
    if (made.length !== (point.madeFrom.length === 1 ? 2 : 1)) return 'reshaped_again';
    return { gone: made, back: point.madeFrom };
  });
}

/** What takes the place of points: new ones made of them, or those they had been made of. */
type Reshaping =
  | { readonly gone: readonly StoredDecision[]; readonly made: readonly ReshapedPoint[] }
  | { readonly gone: readonly StoredDecision[]; readonly back: readonly number[] };

/** One change of several points by compare-and-set on the revision seen, audited; the same update twice is one. */
async function reshape(
  deps: ReshapeDeps,
  actor: Actor,
  seen: SeenPoint,
  action: 'point_split' | 'points_merged' | 'reshape_undone',
  plan: (
    point: StoredDecision,
    document: StoredDocument,
    records: Records,
  ) => Promise<Reshaping | 'no_such_place' | 'no_next_point' | 'reshaped_again'>,
): Promise<ReshapeOutcome> {
  const at = deps.clock.now();
  return deps.store.transaction(async (records): Promise<ReshapeOutcome> => {
    const found = await findSeen(records, actor, seen);
    if (found.kind === 'changed_meanwhile' && (await wasMadeBy(records, actor, seen.decisionId))) {
      const [entry] = await records.audit.ofUpdate(actor.updateId);
      const decisionId = Number(entry?.details.firstId ?? seen.decisionId);
      return { kind: 'reshaped', documentId: found.documentId, decisionId };
    }
    if (found.kind !== 'seen') return found;
    const { point, document } = found;
    const planned = await plan(point, document, records);
    if (typeof planned === 'string') return { kind: planned };
    const by = { personId: actor.personId, at };
    const goneIds = planned.gone.map(({ id }) => id);
    await records.documents.setReplaced(goneIds, true, by);
    let ids: readonly number[];
    if ('back' in planned) {
      ids = planned.back;
      await records.documents.setReplaced(ids, false, by);
    } else {
      const { question, requiresFile } = point;
      const made = planned.made.map((part) => ({ ...part, question, requiresFile, madeFrom: goneIds }));
      ids = await records.documents.insertDecisions(document.id, point.position, made, by);
    }
    const firstId = ids[0] ?? point.id;
    const details = {
      decisionId: point.id,
      firstId,
      was: JSON.stringify(planned.gone.map(({ id, text }) => ({ id, text }))),
      is: JSON.stringify(
        'made' in planned ? planned.made.map(({ text }, at) => ({ id: ids[at], text })) : ids,
      ),
    };
    await records.audit.append(documentEntry(actor, at, document.id, action, details));
    return { kind: 'reshaped', documentId: document.id, decisionId: firstId };
  });
}

/** The point after this one, if anybody is to get it. */
async function nextOf(records: Records, point: StoredDecision): Promise<StoredDecision | null> {
  const points = await records.documents.decisions(point.documentId);
  const next = points[points.findIndex(({ id }) => id === point.id) + 1];
  return next === undefined || next.dropped ? null : next;
}

function contextOf(deps: ReshapeDeps, document: StoredDocument) {
  return { on: dateOf(deps, document), calendar: deps.calendar, policy: deps.deadlinePolicy };
}
