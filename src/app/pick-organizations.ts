import {
  type Directory,
  type DirectoryEntry,
  entryOfKey,
  indexDirectory,
  organizationsMeant,
  type PickedByWords,
  pickableFor,
  placeOf,
  readPicked,
} from '../core/addressees/index.ts';
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
  /** True where they are the members of a group, so that all of them may be meant. */
  readonly ofGroup: boolean;
  /** The municipality of an organization whose name does not say it. */
  readonly placeOf: (entry: DirectoryEntry) => string | null;
  /** The municipalities in the order of the list, each with the first of its organizations, counted from 0. */
  readonly municipalities: readonly {
    readonly name: string;
    readonly first: number;
    readonly organizations: number;
    readonly picked: number;
  }[];
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
  return pick(deps, actor, seen, place, ({ picked }) =>
    picked.includes(entry.code) ? picked.filter((code) => code !== entry.code) : [...picked, entry.code],
  );
}

/** «Отметить всех». */
export function pickEverybody(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  seen: SeenPoint,
  place: number,
): Promise<ReviewPointOutcome> {
  return pick(deps, actor, seen, place, ({ organizations }) => organizations.map(({ code }) => code));
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
  /** Nothing of what was typed is known, or nobody would be left; nothing is changed. */
  | ({ readonly kind: 'nobody' } & NotPicked)
  /** Those that are known are picked. */
  | ({ readonly kind: 'picked' } & NotPicked);

/** Words that mean nobody of the list, and words that mean several, who are to be chosen from. */
export interface NotPicked {
  readonly unknown: readonly string[];
  readonly several: PickedByWords['several'];
}

/**
 * A controller types whom to pick, by numbers of the list or by names; they join those picked before. «Кроме …» takes
 * them off the marks, or out of all where nobody is marked yet.
 */
export async function pickByWords(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  seen: SeenPoint,
  place: number,
  words: string,
): Promise<PickByWordsOutcome> {
  const picking = await describePicking(deps, seen.decisionId, place);
  if (picking === null) return { kind: 'addressee_gone' };
  const typed = readPicked(words, picking.organizations, await deps.store.organizations.all());
  const { unknown, several } = typed;
  const known = typed.codes.length > 0 || (typed.kind === 'all_but' && unknown.length + several.length === 0);
  if (!known || marksAfter(typed, picking).length === 0) return { kind: 'nobody', unknown, several };
  const outcome = await pick(deps, actor, seen, place, (present) => marksAfter(typed, present));
  return outcome.kind === 'changed' ? { kind: 'picked', unknown, several } : outcome;
}

function marksAfter({ kind, codes }: PickedByWords, { picked, organizations }: Picking): readonly string[] {
  if (kind === 'these') return [...new Set([...picked, ...codes])];
  const from = kind === 'but' && picked.length > 0 ? picked : organizations.map(({ code }) => code);
  return from.filter((code) => !codes.includes(code));
}

async function pick(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  seen: SeenPoint,
  place: number,
  change: (picking: Picking) => readonly string[],
): Promise<ReviewPointOutcome> {
  const directory = await deps.store.organizations.all();
  return reviewPoint(deps, actor, seen, (point) => {
    const picking = pickingIn(directory, point, place);
    const codes = picking === null ? [] : change(picking);
    return {
      action: 'point_addressees_set',
      change: chooseAddressees(point, { kind: 'pick', place, codes }),
    };
  });
}

async function pickingOf(
  deps: Pick<Deps, 'store'>,
  point: StoredDecision,
  place: number,
): Promise<Picking | null> {
  return pickingIn(await deps.store.organizations.all(), point, place);
}

function pickingIn(directory: Directory, point: StoredDecision, place: number): Picking | null {
  const addressee = point.addressees[place];
  if (addressee === undefined) return null;
  const organizations = pickableFor(directory, addressee.code);
  const limited = addressee.only !== undefined || addressee.except !== undefined;
  const picked = limited ? organizationsMeant(directory, addressee).map(({ code }) => code) : [];
  const ofGroup = directory.some(({ code, kind }) => code === addressee.code && kind === 'group');
  return {
    point,
    place,
    addressee,
    organizations,
    picked,
    ofGroup,
    placeOf: (entry) => placeOf(entry, indexDirectory(directory)),
    municipalities: municipalitiesOf(directory, organizations, picked),
  };
}

function municipalitiesOf(
  directory: Directory,
  organizations: readonly DirectoryEntry[],
  picked: readonly string[],
): Picking['municipalities'] {
  const above = new Map(directory.map((entry) => [entry.code, entry]));
  const marked = new Set(picked);
  const found: {
    kind: string;
    parent: string;
    name: string;
    first: number;
    organizations: number;
    picked: number;
  }[] = [];
  for (const [first, { code, kind, parent }] of organizations.entries()) {
    const municipality = parent === null ? undefined : above.get(parent);
    if (municipality === undefined || municipality.kind !== 'municipality') continue;
    let last = found.at(-1);
    // The list is in the order of kinds and of municipalities.
    if (last === undefined || last.kind !== kind || last.parent !== municipality.code) {
      const name = municipality.shortName ?? municipality.name;
      last = { kind, parent: municipality.code, name, first, organizations: 0, picked: 0 };
      found.push(last);
    }
    last.organizations += 1;
    if (marked.has(code)) last.picked += 1;
  }
  return found;
}
