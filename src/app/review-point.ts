import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { Actor, Deps } from './deps.ts';
import { documentEntry } from './document-entry.ts';
import { planDecisions } from './plan-document.ts';
import type { DecisionChange, Records, StoredDecision, StoredDocument } from './ports.ts';

/** The point a reviewer saw: its button names the revision, so that nobody changes what they have not seen. */
export interface SeenPoint {
  readonly decisionId: number;
  readonly revision: number;
}

/** Why a point of a draft is not to be changed by this person now. */
export interface ReviewRefusal {
  readonly kind: 'not_controller' | 'point_gone' | 'draft_gone';
}

export type ReviewPointOutcome =
  | ReviewRefusal
  | ChangedMeanwhile
  | {
      readonly kind: 'changed';
      readonly documentId: number;
      /** True where this has left nothing doubtful of a point that was doubted before. */
      readonly settled: boolean;
    };

/** The point has been changed since it was shown. */
export interface ChangedMeanwhile {
  readonly kind: 'changed_meanwhile';
  readonly documentId: number;
  /** The name of who did, null where it is unknown. */
  readonly by: string | null;
  /** True where it was the same person, from another message. */
  readonly own: boolean;
}

/** One change of a point as an audit row calls it. */
export interface PointEdit {
  readonly action:
    | 'point_confirmed'
    | 'point_dropped'
    | 'point_restored'
    | 'point_deadline_set'
    | 'point_addressees_set'
    | 'point_text_set'
    | 'point_continued'
    | 'point_file_required'
    | 'point_file_waived'
    | 'point_reopens'
    | 'point_stays_closed';
  readonly change: DecisionChange;
}

/**
 * A controller changes one point of a draft: by compare-and-set on the revision they saw, with an audit row that
 * says what it was and what it is. The same update handled twice changes once.
 */
export async function reviewPoint(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  seen: SeenPoint,
  edit: (point: StoredDecision, records: Records, document: StoredDocument) => PointEdit | Promise<PointEdit>,
): Promise<ReviewPointOutcome> {
  const at = deps.clock.now();
  return deps.store.transaction(async (records): Promise<ReviewPointOutcome> => {
    const found = await findSeen(records, actor, seen);
    if (found.kind === 'changed_meanwhile' && (await wasMadeBy(records, actor, seen.decisionId))) {
      return {
        kind: 'changed',
        documentId: found.documentId,
        settled: !(await isDoubted(records, at, seen)),
      };
    }
    if (found.kind !== 'seen') return found;
    const { document, point } = found;
    const doubtedBefore = await isDoubted(records, at, seen);
    await changePoint(records, actor, at, point, await edit(point, records, document));
    const settled = doubtedBefore && !(await isDoubted(records, at, seen));
    return { kind: 'changed', documentId: document.id, settled };
  });
}

/** Changes a point of a draft that is locked, with its audit row. */
export async function changePoint(
  records: Records,
  actor: Actor,
  at: Date,
  point: StoredDecision,
  { action, change }: PointEdit,
): Promise<void> {
  const { id: decisionId, documentId, revision } = point;
  const by = { personId: actor.personId, at };
  if (!(await records.documents.changeDecision(decisionId, revision, change, by))) {
    throw new Error(`decision ${decisionId} has changed under its document's lock`);
  }
  const details = { decisionId, revision: revision + 1, ...difference(point, change) };
  await records.audit.append(documentEntry(actor, at, documentId, action, details));
}

/** «Подтвердить как есть»: the doubts of the point, as they are at this moment, are taken upon oneself. */
export function confirmPoint(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  seen: SeenPoint,
): Promise<ReviewPointOutcome> {
  const publishedOn = moscowDateOf(deps.clock.now());
  return reviewPoint(deps, actor, seen, async (point, records) => {
    const directory = await records.organizations.all();
    const [planned] = planDecisions([point], directory, publishedOn);
    const doubts = planned?.doubts.map(({ message }) => message) ?? [];
    return { action: 'point_confirmed', change: { confirmedDoubts: doubts } };
  });
}

/** «Снять пункт» and «Вернуть пункт»: whether anybody gets it at all. */
export function dropPoint(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  seen: SeenPoint,
  dropped: boolean,
): Promise<ReviewPointOutcome> {
  const action = dropped ? 'point_dropped' : 'point_restored';
  return reviewPoint(deps, actor, seen, () => ({ action, change: { dropped } }));
}

/** «Требовать файл», «Файл не требовать»: whether a report is taken without one. What was confirmed stays so. */
export function requireFileForPoint(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  seen: SeenPoint,
  requiresFile: boolean,
): Promise<ReviewPointOutcome> {
  const action = requiresFile ? 'point_file_required' : 'point_file_waived';
  return reviewPoint(deps, actor, seen, () => ({ action, change: { requiresFile } }));
}

/**
 * The point in the revision that a controller saw, with its document locked until the end of a transaction; else why
 * it is not to be changed.
 */
export async function findSeen(
  records: Records,
  actor: Actor,
  { decisionId, revision }: SeenPoint,
): Promise<
  | ReviewRefusal
  | ChangedMeanwhile
  | { readonly kind: 'seen'; readonly document: StoredDocument; readonly point: StoredDecision }
> {
  if ((await records.controllers.findByTelegramUser(actor.telegramUserId)) === null) {
    return { kind: 'not_controller' };
  }
  const before = await records.documents.findDecision(decisionId);
  if (before === null) return { kind: 'point_gone' };
  const document = await records.documents.lock(before.documentId);
  // Read again under the lock: somebody may have changed it while this one waited.
  const point = await records.documents.findDecision(decisionId);
  if (document === null || point === null) return { kind: 'point_gone' };
  if (document.state !== 'draft') return { kind: 'draft_gone' };
  if (point.revision === revision && !point.replaced) return { kind: 'seen', document, point };
  const changer =
    point.changedByPersonId === null ? null : await records.people.find(point.changedByPersonId);
  return {
    kind: 'changed_meanwhile',
    documentId: document.id,
    by: changer?.name ?? null,
    own: point.changedByPersonId === actor.personId,
  };
}

/** True while something about the point is neither settled nor confirmed. */
async function isDoubted(records: Records, at: Date, { decisionId }: SeenPoint): Promise<boolean> {
  const point = await records.documents.findDecision(decisionId);
  if (point === null) return false;
  const [planned] = planDecisions([point], await records.organizations.all(), moscowDateOf(at));
  return (planned?.open.length ?? 0) > 0;
}

/** True where this very update has changed the point before: it is being handled again. */
export async function wasMadeBy(records: Records, actor: Actor, decisionId: number): Promise<boolean> {
  const made = await records.audit.ofUpdate(actor.updateId);
  return made.some(({ details }) => details.decisionId === decisionId);
}

/** What the changed fields were and are, as JSON. */
function difference(point: StoredDecision, change: DecisionChange): { was: string; is: string } {
  const before = point.confirmed?.doubts ?? [];
  // Whether a file is asked for is no matter of the reading: what was confirmed of it stays confirmed.
  const { confirmedDoubts = change.requiresFile === undefined ? [] : before, ...fields } = change;
  const was = Object.fromEntries(
    Object.keys(fields).map((field) => [field, point[field as keyof StoredDecision]]),
  );
  return {
    was: JSON.stringify({ ...was, confirmedDoubts: before }),
    is: JSON.stringify({ ...fields, confirmedDoubts }),
  };
}
