import type { AssignmentAction } from '../core/assignments/transitions.ts';
import { parseCalendarDate } from '../core/calendar/calendar-date.ts';
import type { HistoryEvent } from '../messages/history.ts';
import type { Deps } from './deps.ts';
import type { AssignmentView, AuditEntry, Report } from './ports.ts';

/** What happens between an organization, those below it and its own people. */
type StoreyAction = 'hand_down' | 'handed_down' | 'remind_rest' | 'delegate' | 'take_back';

/** Requests for more time; a granted one is a moved deadline. */
type ExtensionAction = 'ask_extension' | 'refuse_extension' | 'withdraw_extension';

/** What the actions of the journal are called in a history; others are told as a change. */
const KINDS: Readonly<Record<AssignmentAction | StoreyAction | ExtensionAction, HistoryEvent['kind']>> = {
  acknowledge: 'acknowledged',
  start_work: 'started',
  report: 'reported',
  report_interim: 'interim',
  accept: 'accepted',
  return: 'returned',
  take_back_acceptance: 'acceptance_taken_back',
  close_with_point: 'closed_with_point',
  withdraw: 'withdrawn',
  move_deadline: 'deadline_moved',
  ask_extension: 'extension_asked',
  refuse_extension: 'extension_refused',
  withdraw_extension: 'extension_withdrawn',
  renew: 'changed_by_version',
  reopen: 'reopened',
  hand_down: 'handed_down',
  handed_down: 'given_from_above',
  remind_rest: 'reminded_below',
  delegate: 'delegated',
  take_back: 'taken_back',
};

/** What has happened to an assignment, oldest first, from the journal and the reports. */
export async function listHistory(
  deps: Pick<Deps, 'store'>,
  view: AssignmentView,
): Promise<readonly HistoryEvent[]> {
  const { assignment, document } = view;
  const [entries, documentEntries, reports] = await Promise.all([
    deps.store.audit.ofAssignment(assignment.id),
    deps.store.audit.ofDocument(document.id),
    deps.store.reports.ofAssignment(assignment.id),
  ]);
  const published = documentEntries.filter(({ action }) => action === 'published');
  const names = await deps.store.people.names(
    [...published, ...entries].flatMap(({ personId, details: { delegatePersonId } }) =>
      [personId, delegatePersonId].filter((id) => typeof id === 'number'),
    ),
  );
  const eventsOf = (some: readonly AuditEntry[]) => some.map((entry) => eventOf(entry, names, reports));
  const delivered = assignment.deliveredAt === null ? [] : [deliveredAt(assignment.deliveredAt)];
  return [...eventsOf(published), ...delivered, ...eventsOf(entries)].toSorted(
    (left, right) => left.at.getTime() - right.at.getTime(),
  );
}

function eventOf(
  entry: AuditEntry,
  names: ReadonlyMap<number, string>,
  reports: readonly Report[],
): HistoryEvent {
  const kind = entry.action === 'published' ? 'published' : kindOf(entry.action);
  const report = reportOf(entry, reports);
  const reported = kind === 'reported' || kind === 'interim';
  const { due, was, delegatePersonId } = entry.details;
  const colleague = typeof delegatePersonId === 'number' ? names.get(delegatePersonId) : undefined;
  return {
    at: entry.at,
    kind,
    by: entry.personId === null ? null : (names.get(entry.personId) ?? null),
    words: (reported ? report?.text : kind === 'returned' ? report?.comment : colleague) ?? null,
    files: reported ? (report?.files.length ?? 0) : 0,
    due: MOVES_DUE.has(kind) && typeof due === 'string' ? parseCalendarDate(due) : null,
    was: MOVES_DUE.has(kind) && typeof was === 'string' ? parseCalendarDate(was) : null,
  };
}

const MOVES_DUE: ReadonlySet<HistoryEvent['kind']> = new Set([
  'deadline_moved',
  'extension_asked',
  'handed_down',
  'given_from_above',
]);

function kindOf(action: string): HistoryEvent['kind'] {
  return action in KINDS ? KINDS[action as keyof typeof KINDS] : 'changed';
}

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
