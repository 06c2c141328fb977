import {
  type Directory,
  type DirectoryEntry,
  entryOfKey,
  findEntries,
  indexDirectory,
  organizationsMeant,
  pickableFor,
  placeOf,
} from '../core/addressees/index.ts';
import type { ReadAddressee } from '../core/documents/read-document.ts';
import { type AddresseeChoice, chooseAddressees } from '../core/review/choose-addressees.ts';
import type { AddressedPoint, ScoredEntry } from '../messages/addressee-choice.ts';
import { addresseeName } from '../messages/addressee-name.ts';
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

/** What was pressed under the addressees of a point. */
export type PressedChoice =
  | { readonly kind: 'put'; readonly place: number; readonly entryKey: number }
  | Extract<AddresseeChoice, { readonly kind: 'remove' | 'lead' }>;

/** A controller changes whom a point is for; the directory's code is kept, doubts about who is no more go. */
export async function changeAddressees(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  seen: SeenPoint,
  pressed: PressedChoice,
): Promise<ReviewPointOutcome | { readonly kind: 'entry_gone' }> {
  const choice = await choiceOf(deps, pressed);
  if (choice === null) return { kind: 'entry_gone' };
  return reviewPoint(deps, actor, seen, (point) => ({
    action: 'point_addressees_set',
    change: chooseAddressees(point, choice),
  }));
}

export type FindAddresseesOutcome =
  | ReviewRefusal
  | ChangedMeanwhile
  | {
      readonly kind: 'found';
      readonly point: StoredDecision;
      /** Who may be chosen: groups, then organizations; those the words fit. */
      readonly entries: readonly DirectoryEntry[];
      /** Whom the words of the addressee at this place may mean, the likeliest first; `score` is 0–1. */
      readonly candidates: readonly ScoredEntry[];
      /** The municipality of an organization whose name does not say it. */
      readonly placeOf: (entry: DirectoryEntry) => string | null;
    };

/** Whom a controller may choose for a point they saw; `words` are part of a name or code, null = everybody. */
export async function findAddressees(
  deps: Pick<Deps, 'store'>,
  actor: Actor,
  seen: SeenPoint,
  words: string | null,
  place: number,
): Promise<FindAddresseesOutcome> {
  const found = await findSeen(deps.store, actor, seen);
  if (found.kind !== 'seen') return found;
  const directory = await deps.store.organizations.all();
  return {
    kind: 'found',
    point: found.point,
    entries: findEntries(directory, words, 'with_places'),
    candidates: candidatesOf(directory, found.point.addressees[place]),
    placeOf: (entry) => placeOf(entry, indexDirectory(directory)),
  };
}

function firstPicked(directory: Directory, addressee: ReadAddressee): number {
  if (addressee.only === undefined && addressee.except === undefined) return 0;
  const meant = new Set(organizationsMeant(directory, addressee).map(({ code }) => code));
  return Math.max(
    0,
    pickableFor(directory, addressee.code).findIndex(({ code }) => meant.has(code)),
  );
}

function candidatesOf(directory: Directory, addressee: ReadAddressee | undefined): readonly ScoredEntry[] {
  return (addressee?.candidates ?? []).flatMap(({ code, score }) => {
    const entry = directory.find((one) => one.code === code);
    return entry === undefined ? [] : [{ entry, score }];
  });
}

/** A point with its addressees as the directory calls them; null where there is no such point. */
export async function describeAddressees(
  deps: Pick<Deps, 'store'>,
  decisionId: number,
): Promise<AddressedPoint | null> {
  const point = await deps.store.documents.findDecision(decisionId);
  if (point === null) return null;
  const directory = await deps.store.organizations.all();
  const nameOf = (code: string): string | null => {
    const entry = directory.find((candidate) => candidate.code === code);
    return entry === undefined ? null : (entry.shortName ?? entry.name);
  };
  return {
    ...point,
    placeOf: (entry) => placeOf(entry, indexDirectory(directory)),
    addressees: point.addressees.map((addressee) => ({
      name: addresseeName(addressee, nameOf),
      executor: addressee.executor,
      organizations: organizationsMeant(directory, addressee).length,
      firstPicked: firstPicked(directory, addressee),
      candidates: candidatesOf(directory, addressee),
      pickable: !directory.some(({ code, kind }) => code === addressee.code && kind !== 'group'),
    })),
  };
}

async function choiceOf(deps: Pick<Deps, 'store'>, pressed: PressedChoice): Promise<AddresseeChoice | null> {
  if (pressed.kind !== 'put') return pressed;
  const entry = entryOfKey(await deps.store.organizations.all(), pressed.entryKey);
  return entry === null ? null : { kind: 'put', place: pressed.place, entry };
}
