import type { Assignment } from '../core/assignments/assignment.ts';
import { compareTasks } from '../core/assignments/task-filter.ts';
import { isEmptyQuery, readTaskQuery, withoutAnnexes } from '../core/assignments/task-query.ts';
import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import { pageOf } from '../messages/pages.ts';
import type { FoundPage } from '../messages/task-search.ts';
import type { Deps } from './deps.ts';
import { wordPage } from './list-tasks.ts';

/** `forgotten`: the search was made too long ago. */
export type SearchTasksOutcome =
  | ({ readonly kind: 'found' } & FoundPage)
  | { readonly kind: 'no_subscription' | 'forgotten' };

/** Longer words are cut: nobody looks for more. */
const WORDS_LENGTH = 200;

/**
 * Looks for words, a point or a document among the assignments of every organization a chat speaks for. The words
 * are kept under the update that brought them, so that the pages can be turned.
 */
export async function searchTasks(
  deps: Pick<Deps, 'store' | 'clock'>,
  command: { readonly chatId: number; readonly updateId: number; readonly words: string },
): Promise<SearchTasksOutcome> {
  const { chatId, updateId } = command;
  const words = command.words.slice(0, WORDS_LENGTH);
  await deps.store.dialogues.write(searchKey(chatId, updateId), { words });
  return findTasks(deps, chatId, { updateId, words, page: 0 });
}

/** Another page of a search that was made before, as things are now. */
export async function turnSearch(
  deps: Pick<Deps, 'store' | 'clock'>,
  command: { readonly chatId: number; readonly updateId: number; readonly page: number },
): Promise<SearchTasksOutcome> {
  const { chatId, updateId, page } = command;
  const kept = await deps.store.dialogues.read(searchKey(chatId, updateId));
  if (!isSearch(kept)) return { kind: 'forgotten' };
  return findTasks(deps, chatId, { updateId, words: kept.words, page });
}

async function findTasks(
  deps: Pick<Deps, 'store' | 'clock'>,
  chatId: number,
  search: { readonly updateId: number; readonly words: string; readonly page: number },
): Promise<SearchTasksOutcome> {
  const codes = (await deps.store.subscriptions.ofChat(chatId)).map(
    ({ organizationCode }) => organizationCode,
  );
  if (codes.length === 0) return { kind: 'no_subscription' };
  const { found, unmarked } = await findByWords(deps, codes, search.words);
  const ids = found.toSorted(compareTasks(moscowDateOf(deps.clock.now()))).map(({ id }) => id);
  return {
    kind: 'found',
    updateId: search.updateId,
    words: search.words,
    total: ids.length,
    page: await wordPage(deps, pageOf(ids, search.page)),
    unmarked,
    severalOrganizations: codes.length > 1,
  };
}

/** Assignments that have all that is said; `unmarked`: points of annexes that are found by their number alone. */
async function findByWords(
  { store }: Pick<Deps, 'store'>,
  codes: readonly string[],
  words: string,
): Promise<{ readonly found: readonly Assignment[]; readonly unmarked: boolean }> {
  const query = readTaskQuery(words);
  const found = isEmptyQuery(query) ? [] : await store.assignments.search(codes, query);
  const further = found.length > 0 ? null : withoutAnnexes(query);
  if (further === null) return { found, unmarked: false };
  return { found: await store.assignments.search(codes, further), unmarked: true };
}

function searchKey(chatId: number, updateId: number): string {
  return `search:${chatId}:${updateId}`;
}

function isSearch(value: unknown): value is { readonly words: string } {
  return typeof value === 'object' && value !== null && 'words' in value && typeof value.words === 'string';
}
