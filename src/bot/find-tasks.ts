import { type Actor, messageDay } from '../app/deps.ts';
import { type SearchTasksOutcome, searchTasks } from '../app/search-tasks.ts';
import type { OutgoingMessage } from '../messages/message.ts';
import { REPLIES } from '../messages/reply.ts';
import { noTasksHere } from '../messages/task-list.ts';
import { foundList } from '../messages/task-search.ts';
import type { BotDeps } from './context.ts';

/** «найти …», `/tasks …`, words after «Поиск»: what was found, as a new message. */
export async function findTasks(deps: BotDeps, actor: Actor, words: string): Promise<void> {
  const { chatId, updateId } = actor;
  const found = await searchTasks(deps, { chatId, updateId, words });
  await deps.messenger.send(actor, wordFound(deps, found));
}

/** What is said of a search. */
export function wordFound(deps: BotDeps, found: SearchTasksOutcome): OutgoingMessage {
  switch (found.kind) {
    case 'found':
      return foundList(found, messageDay(deps));
    case 'no_subscription':
      return noTasksHere();
    case 'forgotten':
      return { html: REPLIES.searchForgotten };
  }
}
