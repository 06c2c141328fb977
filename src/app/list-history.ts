import type { AssignmentAction } from '../core/assignments/transitions.ts';
import { parseCalendarDate } from '../core/calendar/calendar-date.ts';
import type { HistoryEvent } from '../messages/history.ts';
import type { Deps } from './deps.ts';
import type { AssignmentView, AuditEntry, Report } from './ports.ts';

/** What happens between an organization, those below it and its own people. */
type StoreyAction =
  | 'hand_down'
  | 'handed_down'
  | 'recall_below'
  | 'remind_rest'
  | 'remind_late'
  | 'delegate'
  | 'take_back';

/** Requests for more time; a granted one is a moved deadline. */
type ExtensionAction = 'ask_extension' | 'refuse_extension' | 'withdraw_extension' | 'overtake_extension';

/** What the actions of the journal are called in a history; others are told as a change. */
const KINDS: Readonly<Record<AssignmentAction | StoreyAction | ExtensionAction, HistoryEvent['kind']>> = {
  acknowledge: 'acknowledged',
  start_work: 'started',
  report: 'reported',
  report_interim: 'interim',
  supplement: 'supplemented',
  accept: 'accepted',
  return: 'returned',
  take_back_acceptance: 'acceptance_taken_back',
  close_with_point: 'closed_with_point',
  withdraw: 'withdrawn',
  recall: 'recalled',
  move_deadline: 'deadline_moved',
  ask_extension: 'extension_asked',
  refuse_extension: 'extension_refused',
  withdraw_extension: 'extension_withdrawn',
  overtake_extension: 'extension_overtaken',
  renew: 'changed_by_version',
  reopen: 'reopened',
  hand_down: 'handed_down',
  handed_down: 'given_from_above',
  recall_below: 'recalled_below',
  remind_rest: 'reminded_below',
  remind_late: 'reminded',
  delegate: 'delegated',
  take_back: 'taken_back',
};

/**
 * What has happened to an assignment, oldest first, from the journal and the reports. It begins with the publication
 * of the version that brought it; later versions are told as what they did to it, and one that left it alone by its
 * name.
 */
export async function listHistory(
  deps: Pick<Deps, 'store'>,
  view: AssignmentView,
): Promise<readonly HistoryEvent[]> {
  const { assignment } = view;
  const [entries, published, reports] = await Promise.all([
    deps.store.audit.ofAssignment(assignment.id),
    findPublications(deps, view),
    deps.store.reports.ofAssignment(assignment.id),
  ]);
  const names = await deps.store.people.names(
    [...published.map(({ entry }) => entry), ...entries].flatMap(
      ({ personId, details: { delegatePersonId } }) =>
        [personId, delegatePersonId].filter((id) => typeof id === 'number'),
    ),
  );
  const changedBy = new Set(
    entries.filter(({ action }) => VERSION_ACTIONS.has(action)).map(({ documentId }) => documentId),
  );
  const told = published
    .filter(({ kind, entry }) => kind === 'published' || !changedBy.has(entry.documentId))
    .map(({ kind, entry }) => ({ ...eventOf(entry, names, reports), kind }));
  const delivered = assignment.deliveredAt === null ? [] : [deliveredAt(assignment.deliveredAt)];
  return [...told, ...entries.map((entry) => eventOf(entry, names, reports)), ...delivered].toSorted(
    // At one moment: what was published, then given, then what came of it in the order of the journal.
    (left, right) => left.at.getTime() - right.at.getTime() || rankOf(left) - rankOf(right),
  );
}

const VERSION_ACTIONS: ReadonlySet<string> = new Set(['renew', 'reopen', 'withdraw']);

const RANKS: Partial<Readonly<Record<HistoryEvent['kind'], number>>> = {
  published: 0,
  version_published: 0,
  given_from_above: 1,
  delivered: 2,
};

function rankOf({ kind }: HistoryEvent): number {
  return RANKS[kind] ?? 3;
}

/** The publications an assignment has lived through, the one that brought it first. */
async function findPublications(
  { store }: Pick<Deps, 'store'>,
  { assignment, document }: AssignmentView,
): Promise<readonly { readonly kind: 'published' | 'version_published'; readonly entry: AuditEntry }[]> {
  const changes = await store.versions.changesTo([assignment.id]);
  const added = changes.find(({ kind }) => kind === 'added');
  const history = (await store.versions.history(document.id)).map(({ id }) => id);
  const last = history.indexOf(document.id);
  const first = added === undefined ? 0 : history.indexOf(added.documentId);
  const lived = await Promise.all(
    history.slice(Math.max(0, first), last + 1).map((id) => store.audit.ofDocument(id)),
  );
  return lived.flatMap((entries, index) =>
    entries
      .filter(({ action }) => action === 'published')
      .map((entry) => ({ kind: index === 0 ? 'published' : 'version_published', entry }) as const),
  );
}

function eventOf(
  entry: AuditEntry,
  names: ReadonlyMap<number, string>,
  reports: readonly Report[],
): HistoryEvent {
  const kind = kindOf(entry);
  const report = reportOf(entry, reports);
  const reported = kind === 'reported' || kind === 'interim' || kind === 'supplemented';
  const { due, was, delegatePersonId } = entry.details;
  const colleague = typeof delegatePersonId === 'number' ? names.get(delegatePersonId) : undefined;
  return {
    at: entry.at,
    kind,
    by: entry.personId === null ? null : (names.get(entry.personId) ?? null),
    words:
      (reported ? report?.text : kind === 'returned' ? report?.comment : colleague) ?? changedWords(entry),
    files: reported ? (report?.files.length ?? 0) : 0,
    due: MOVES_DUE.has(kind) && typeof due === 'string' ? parseCalendarDate(due) : null,
    was: MOVES_DUE.has(kind) && typeof was === 'string' ? parseCalendarDate(was) : null,
  };
}

const MOVES_DUE: ReadonlySet<HistoryEvent['kind']> = new Set([
  'deadline_moved',
  'extension_asked',
  'extension_granted',
  'extension_refused',
  'extension_overtaken',
  'handed_down',
  'given_from_above',
]);

/** A moved last day that answers a request is an extension. */
function kindOf({ action, details }: AuditEntry): HistoryEvent['kind'] {
  if (action === 'published') return 'published';
  if (action === 'move_deadline' && typeof details['requestId'] === 'number') return 'extension_granted';
  return action in KINDS ? KINDS[action as keyof typeof KINDS] : 'changed';
}

/** «текст, срок»: what a new version has changed. */
function changedWords({ action, details: { changed } }: AuditEntry): string | null {
  if (action !== 'renew' || typeof changed !== 'string') return null;
  const parts = changed.split(',').flatMap((part) => PARTS[part] ?? []);
  return parts.length === 0 ? null : parts.join(', ');
}

const PARTS: Readonly<Record<string, string>> = { text: 'текст', deadline: 'срок', addressees: 'роль' };

/** The report that an entry is about: named by it, or made by the same person at the same moment. */
function reportOf(entry: AuditEntry, reports: readonly Report[]): Report | undefined {
  const { reportId } = entry.details;
  if (typeof reportId === 'number') return reports.find(({ id }) => id === reportId);
  return reports.find(
    ({ personId, createdAt }) => personId === entry.personId && createdAt.getTime() === entry.at.getTime(),
  );
}

function deliveredAt(at: Date): HistoryEvent {
  return { at, kind: 'delivered', by: null, words: null, files: 0, due: null, was: null };
}
