import type { Assignment } from '../core/assignments/assignment.ts';
import { belongsTo, compareTasks, type TaskFilter } from '../core/assignments/task-filter.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import { type Page, pageOf } from '../messages/pages.ts';
import type { PointFacts } from '../messages/point.ts';
import type { TaskPage } from '../messages/task-list.ts';
import type { Deps } from './deps.ts';
import { pointFacts } from './point-facts.ts';

/** `no_subscription`: the chat speaks for no organization, so it has no assignments. */
export type ListTasksOutcome = ({ readonly kind: 'page' } & TaskPage) | { readonly kind: 'no_subscription' };

/**
 * A page of one of the lists of a chat: the assignments of every organization it speaks for; in a topic that belongs to
 * some of them, of these alone, unless the whole is wished for.
 */
export async function listTasks(
  deps: Pick<Deps, 'store' | 'clock'>,
  command: {
    readonly chatId: number;
    readonly topicId: number | null;
    readonly filter: TaskFilter;
    readonly page: number;
    readonly whole: boolean;
  },
): Promise<ListTasksOutcome> {
  const { filter, whole } = command;
  const subscriptions = await deps.store.subscriptions.ofChat(command.chatId);
  const all = subscriptions.map(({ organizationCode }) => organizationCode);
  if (all.length === 0) return { kind: 'no_subscription' };
  const here = subscriptions
    .filter(({ topicId }) => topicId === command.topicId)
    .map(({ organizationCode }) => organizationCode);
  const isShared = here.length > 0 && here.length < all.length;
  const codes = isShared && !whole ? here : all;
  const [open, accepted] = await Promise.all([
    deps.store.assignments.open(codes),
    deps.store.assignments.acceptedIds(codes),
  ]);
  const today = moscowDateOf(deps.clock.now());
  const idsOf = (chosen: TaskFilter): readonly number[] =>
    chosen === 'accepted' ? accepted : listed(open, chosen, today);
  const ids = idsOf(filter);
  return {
    kind: 'page',
    filter,
    counts: {
      open: idsOf('open').length,
      upcoming: idsOf('upcoming').length,
      on_review: idsOf('on_review').length,
      accepted: accepted.length,
    },
    page: await wordPage(deps, pageOf(ids, command.page)),
    severalOrganizations: codes.length > 1,
    topic: isShared ? { organizations: await namesOf(deps, here), whole } : null,
  };
}

async function namesOf(deps: Pick<Deps, 'store'>, codes: readonly string[]): Promise<readonly string[]> {
  const names = await deps.store.organizations.names(codes);
  return codes.map((code) => names.get(code) ?? code);
}

/** A page of ids with what is told of each. */
export async function wordPage(deps: Pick<Deps, 'store'>, page: Page<number>): Promise<Page<PointFacts>> {
  const views = await deps.store.assignments.views(page.items);
  return { ...page, items: views.map(pointFacts) };
}

function listed(
  open: readonly Assignment[],
  filter: TaskFilter,
  today: ReturnType<typeof moscowDateOf>,
): readonly number[] {
  return open
    .filter((assignment) => belongsTo(filter, assignment, today))
    .toSorted(compareTasks(today))
    .map(({ id }) => id);
}
