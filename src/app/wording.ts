import type { PointFacts } from '../messages/point.ts';
import type { MessagePart } from '../messages/split.ts';
import type { Deps } from './deps.ts';
import { pointFacts } from './point-facts.ts';
import type { AssignmentView, ReportFile } from './ports.ts';

/** What is to be said for an outbox row now. */
export type Wording =
  | {
      readonly kind: 'messages';
      readonly parts: readonly MessagePart[];
      /** Files that follow the last message. */
      readonly files: readonly ReportFile[];
    }
  /** Nothing of it holds any more. */
  | { readonly kind: 'nothing' }
  /** Not yet: other deliveries it reports on are still under way. */
  | { readonly kind: 'wait'; readonly seconds: number };

/** Messages without files. */
export function messages(parts: readonly MessagePart[]): Wording {
  return { kind: 'messages', parts, files: [] };
}

/** What is to be worded of a row's assignments: those that pass, in the row's own order, which is the document's. */
export async function pointsWhere(
  deps: Pick<Deps, 'store'>,
  assignmentIds: readonly number[],
  test: (view: AssignmentView) => boolean,
): Promise<readonly PointFacts[]> {
  const views = await deps.store.assignments.views(assignmentIds);
  const wanted = new Map(views.filter(test).map((view) => [view.assignment.id, pointFacts(view)]));
  return assignmentIds.flatMap((id) => wanted.get(id) ?? []);
}
