import { type DirectoryEntry, entryOfKey, pickableFor, readPicked } from '../core/addressees/index.ts';
import type { ReadAddressee } from '../core/documents/read-document.ts';
import { chooseAddressees } from '../core/review/choose-addressees.ts';
import type { Actor, Deps } from './deps.ts';
import type { StoredDecision } from './ports.ts';
import {
  type ChangedMeanwhile,
  findSeen,
  type ReviewPointOutcome,
  type ReviewRefusal,
  reviewPoint,
  type SeenPoint,
} from './review-point.ts';

/** An addressee of a point and the organizations that may be picked for it one by one. */
export interface Picking {
  readonly point: StoredDecision;
  readonly place: number;
  readonly addressee: ReadAddressee;
  readonly organizations: readonly DirectoryEntry[];
  /** Codes of those that are picked; empty where the addressee means whom it says. */
  readonly picked: readonly string[];
}

export type FindPickingOutcome =
  | ReviewRefusal
  | ChangedMeanwhile
  | { readonly kind: 'addressee_gone' }
  | { readonly kind: 'found'; readonly picking: Picking };

/** Whom a controller may pick for an addressee of a point they saw. */
export async function findPicking(
  deps: Pick<Deps, 'store'>,
  actor: Actor,
  seen: SeenPoint,
  place: number,
): Promise<FindPickingOutcome> {
  const found = await findSeen(deps.store, actor, seen);
  if (found.kind !== 'seen') return found;
  const picking = await pickingOf(deps, found.point, place);
  return picking === null ? { kind: 'addressee_gone' } : { kind: 'found', picking };
}

/** The same for whoever has just changed the point; null where there is no such addressee. */
export async function describePicking(
  deps: Pick<Deps, 'store'>,
  decisionId: number,
  place: number,
): Promise<Picking | null> {
  const point = await deps.store.documents.findDecision(decisionId);
  return point === null ? null : pickingOf(deps, point, place);
}

/** A controller picks an organization, or takes it out again. */
export async function toggleOrganization(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  seen: SeenPoint,
  { place, entryKey }: { readonly place: number; readonly entryKey: number },
): Promise<ReviewPointOutcome | { readonly kind: 'entry_gone' }> {
  const entry = entryOfKey(await deps.store.organizations.all(), entryKey);
  if (entry === null) return { kind: 'entry_gone' };
  return pick(deps, actor, seen, place, (picked) =>
    picked.includes(entry.code) ? picked.filter((code) => code !== entry.code) : [...picked, entry.code],
  );
}

/** «Снять отметки». */
export function clearPicked(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  seen: SeenPoint,
  place: number,
): Promise<ReviewPointOutcome> {
  return pick(deps, actor, seen, place, () => []);
}

export type PickByWordsOutcome =
  | Exclude<ReviewPointOutcome, { readonly kind: 'changed' }>
  | { readonly kind: 'addressee_gone' }
  /** Nothing of what was typed is known; nothing is changed. */
  | { readonly kind: 'nobody'; readonly unknown: readonly string[] }
  /** Those that are known are picked; `unknown` are words that mean nobody or several. */
  | { readonly kind: 'picked'; readonly unknown: readonly string[] };

/** A controller types whom to pick, by numbers of the list or by names; they join those picked before. */
export async function pickByWords(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  seen: SeenPoint,
  place: number,
  words: string,
): Promise<PickByWordsOutcome> {
  const picking = await describePicking(deps, seen.decisionId, place);
  if (picking === null) return { kind: 'addressee_gone' };
  const directory = await deps.store.organizations.all();
  const { codes, unknown } = readPicked(words, picking.organizations, directory);
  if (codes.length === 0) return { kind: 'nobody', unknown };
  const outcome = await pick(deps, actor, seen, place, (picked) => [...new Set([...picked, ...codes])]);
  return outcome.kind === 'changed' ? { kind: 'picked', unknown } : outcome;
}

function pick(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  seen: SeenPoint,
  place: number,
  change: (picked: readonly string[]) => readonly string[],
): Promise<ReviewPointOutcome> {
  return reviewPoint(deps, actor, seen, (point) => ({
    action: 'point_addressees_set',
    change: chooseAddressees(point, {
      kind: 'pick',
      place,
      codes: change(point.addressees[place]?.only ?? []),
    }),
  }));
}

async function pickingOf(
  deps: Pick<Deps, 'store'>,
  point: StoredDecision,
  place: number,
): Promise<Picking | null> {
  const addressee = point.addressees[place];
  if (addressee === undefined) return null;
  const organizations = pickableFor(await deps.store.organizations.all(), addressee.code);
  return { point, place, addressee, organizations, picked: addressee.only ?? [] };
}
