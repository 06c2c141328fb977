import type { AssignmentRecords, AssignmentView, Records } from './ports.ts';

/**
 * The same records, with a memory: what the steps of one delivery all want to know (whom the chat speaks for, the
 * points and the report it is about) is read once, by whichever of them comes first.
 *
 *   const records = rememberReads(store);
 *   await records.subscriptions.ofChat(7);   // reads
 *   await records.subscriptions.ofChat(7);   // remembers
 *
 * For as long as one moment's facts are wanted: it does not learn of what is written meanwhile.
 */
export function rememberReads<R extends Records>(records: R): R {
  const { subscriptions, absences, assignments, reports, extensions, reportDrafts } = records;
  const views = rememberViews((ids) => assignments.views(ids));
  return {
    ...records,
    subscriptions: { ...subscriptions, ofChat: remember((chatId) => subscriptions.ofChat(chatId)) },
    absences: { ...absences, ofOrganizations: remember((codes) => absences.ofOrganizations(codes)) },
    assignments: { ...assignments, views, view: async (id) => (await views([id]))[0] ?? null },
    reports: { ...reports, find: remember((id) => reports.find(id)) },
    extensions: { ...extensions, find: remember((id) => extensions.find(id)) },
    reportDrafts: { ...reportDrafts, find: remember((id) => reportDrafts.find(id)) },
  } satisfies Records & R;
}

function remember<Question, Answer>(
  ask: (question: Question) => Promise<Answer>,
): (question: Question) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (question) => {
    const key = JSON.stringify(question);
    const known = answers.get(key) ?? ask(question);
    answers.set(key, known);
    return known;
  };
}

/** By assignment: some of those asked for earlier are often asked for again. */
function rememberViews(ask: AssignmentRecords['views']): AssignmentRecords['views'] {
  const known = new Map<number, AssignmentView | null>();
  return async (ids) => {
    const unknown = ids.filter((id) => !known.has(id));
    if (unknown.length > 0) {
      const found = new Map((await ask(unknown)).map((view) => [view.assignment.id, view]));
      for (const id of unknown) known.set(id, found.get(id) ?? null);
    }
    return ids.flatMap((id) => known.get(id) ?? []);
  };
}
