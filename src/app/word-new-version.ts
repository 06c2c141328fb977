import { newVersionMessages, type VersionNews } from '../messages/new-version.ts';
import type { MessagePart } from '../messages/split.ts';
import { type Deps, messageDay } from './deps.ts';
import { documentFacts, pointFacts } from './point-facts.ts';
import type { AssignmentView, Records, StoredDecision, VersionChange } from './ports.ts';

/**
 * What a new version has changed for the assignments of one chat, in the words of this moment; nothing where all of
 * it has been withdrawn since.
 */
export async function wordNewVersion(
  deps: Pick<Deps, 'store' | 'clock' | 'calendar'>,
  content: { readonly documentId: number; readonly assignmentIds: readonly number[] },
  options: { readonly silent: boolean },
): Promise<readonly MessagePart[]> {
  const { versions, documents, assignments } = deps.store;
  const document = await documents.find(content.documentId);
  if (document === null) return [];
  const wanted = new Set(content.assignmentIds);
  const all = await versions.changesOf(document.id);
  const changes = all.filter(({ assignmentId }) => wanted.has(assignmentId));
  const views = new Map(
    (await assignments.views(content.assignmentIds)).map((view) => [view.assignment.id, view]),
  );
  const before = document.lineage === null ? [] : await documents.decisions(document.lineage.documentId);
  const pointOf = new Map(before.map((decision) => [decision.id, decision]));
  const beside = await findBeside(deps.store, [...views.values()], all);
  const news = changes.flatMap((change) =>
    newsOf(change, views.get(change.assignmentId), pointOf).map(
      ({ view, news: told }): Told => ({ view, news: { ...told, ...beside.get(view.assignment.id) } }),
    ),
  );
  if (news.length === 0) return [];
  return newVersionMessages(documentFacts(document), inOrder(latestOf(news)), messageDay(deps), options);
}

/** What is told beside the change itself: who has the report that waits, how many below have followed. */
async function findBeside(
  records: Records,
  views: readonly AssignmentView[],
  changes: readonly VersionChange[],
): Promise<ReadonlyMap<number, Pick<VersionNews, 'reportTo' | 'followed'>>> {
  const ids = views.map(({ assignment }) => assignment.id);
  const reports = (await records.reports.latestOfAll(ids)).filter(({ outcome }) => outcome === null);
  const codes = reports.flatMap(({ forOrganizationCode: code }) => (code === null ? [] : [code]));
  const names = await records.organizations.names(codes);
  const moved = new Set(
    changes.flatMap((change) =>
      change.kind === 'changed' && change.in.deadline ? [change.assignmentId] : [],
    ),
  );
  const followed = (await records.assignments.childrenOf(ids)).filter(({ id }) => moved.has(id));
  return new Map(
    ids.map((id) => {
      const report = reports.find(({ assignmentId }) => assignmentId === id);
      const code = report?.forOrganizationCode ?? null;
      return [
        id,
        {
          followed: followed.filter(({ parentId }) => parentId === id).length,
          ...(report === undefined ? {} : { reportTo: code === null ? null : (names.get(code) ?? code) }),
        },
      ];
    }),
  );
}

interface Told {
  readonly view: AssignmentView;
  readonly news: VersionNews;
}

function newsOf(
  change: VersionChange,
  view: AssignmentView | undefined,
  pointOf: ReadonlyMap<number, StoredDecision>,
): readonly Told[] {
  if (view === undefined) return [];
  const withdrawn = view.assignment.state === 'withdrawn';
  const point = pointFacts(view);
  switch (change.kind) {
    case 'added':
      return withdrawn ? [] : [{ view, news: { kind: 'added', point } }];
    case 'point_removed':
    case 'addressee_removed':
      return withdrawn ? [{ view, news: { kind: change.kind, point } }] : [];
    case 'changed': {
      const decision = pointOf.get(change.was.decisionId);
      if (withdrawn || decision === undefined) return [];
      const { deadlineKind: kind, start, due } = change.was;
      const was = {
        question: point.question === null ? null : decision.question,
        label: decision.label,
        text: decision.text,
        deadline: { kind, start, due, printed: decision.deadline.text },
      };
      const { reopened, in: parts } = change;
      return [{ view, news: { kind: 'changed', point, in: parts, was, reopened } }];
    }
  }
}

/** A point with several open occurrences is told once, as the latest of them. */
function latestOf(told: readonly Told[]): readonly Told[] {
  const latest = new Map<string, Told>();
  for (const one of told) {
    const { decisionId, organizationCode, occurrence } = one.view.assignment;
    const key = `${decisionId} ${organizationCode}`;
    const other = latest.get(key);
    if (other === undefined || other.view.assignment.occurrence < occurrence) latest.set(key, one);
  }
  return [...latest.values()];
}

const ORDER: { readonly [K in VersionNews['kind']]: number } = {
  changed: 0,
  added: 0,
  point_removed: 1,
  addressee_removed: 1,
};

/** As the points stand in the new version; what is no more comes last. */
function inOrder(told: readonly Told[]): readonly VersionNews[] {
  return told
    .toSorted(
      (one, other) =>
        ORDER[one.news.kind] - ORDER[other.news.kind] ||
        one.view.decision.position - other.view.decision.position ||
        one.view.assignment.id - other.view.assignment.id,
    )
    .map(({ news }) => news);
}
