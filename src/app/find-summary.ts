import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import { departmentSummary } from '../core/reminders/department-summary.ts';
import type { SummaryFacts } from '../messages/overview.ts';
import type { Deps } from './deps.ts';

/** The numbers of the Department's Monday summary, as of now. */
export async function findSummary(deps: Pick<Deps, 'store' | 'clock'>): Promise<SummaryFacts> {
  const [assignments, directory] = await Promise.all([
    deps.store.assignments.open(),
    deps.store.organizations.all(),
  ]);
  const names = new Map(directory.map((entry) => [entry.code, entry.shortName ?? entry.name]));
  // What was handed down counts in the point it belongs to.
  const direct = assignments.filter(({ parentId }) => parentId === null);
  const summary = departmentSummary(direct, moscowDateOf(deps.clock.now()));
  return {
    ...summary,
    worst: summary.organizations
      .filter(({ overdue }) => overdue > 0)
      .map(({ organizationCode, overdue, open }) => ({
        name: names.get(organizationCode) ?? organizationCode,
        overdue,
        open,
      })),
  };
}
