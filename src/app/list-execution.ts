import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { ExecutionFacts } from '../messages/overview.ts';
import type { Deps } from './deps.ts';
import { documentFacts } from './point-facts.ts';

/** Documents the overview goes back to. */
const DOCUMENTS = 40;
/** A document whose every assignment was withdrawn. */
const NOTHING = { total: 0, accepted: 0, reported: 0, overdue: 0 };

/** «Исполнение»: numbers of every published document, newest first. */
export async function listExecution(deps: Pick<Deps, 'store' | 'clock'>): Promise<readonly ExecutionFacts[]> {
  const today = moscowDateOf(deps.clock.now());
  const documents = await deps.store.documents.published(DOCUMENTS);
  const tallies = await deps.store.assignments.tally(
    documents.map(({ id }) => id),
    today,
  );
  const tallyOf = new Map(tallies.map((tally) => [tally.documentId, tally]));
  return documents.map((document) => {
    const { total, accepted, reported, overdue } = tallyOf.get(document.id) ?? NOTHING;
    return { document: documentFacts(document), total, accepted, reported, overdue };
  });
}
