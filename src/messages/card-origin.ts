import type { TaskFilter } from '../core/assignments/task-filter.ts';
import type { Action, OriginNumbers } from './actions.ts';
import type { Button } from './message.ts';

/**
 * Where a card was opened from, so that it leads back there: a message about the point, a page of a list, or of what
 * was found for the words of an update.
 */
export type CardOrigin =
  | { readonly kind: 'message' }
  | { readonly kind: 'list'; readonly filter: TaskFilter; readonly page: number }
  | { readonly kind: 'search'; readonly updateId: number; readonly page: number }
  /** «Просрочено» of those the reader looks after. */
  | { readonly kind: 'overdue'; readonly page: number };

/** Lists by their number in callback data; 0 is a message. Numbers that are out in chats stay what they are. */
const LISTS: readonly (TaskFilter | null)[] = [null, 'open', 'upcoming', 'on_review', 'accepted'];
const SEARCH = 5;
const OVERDUE = 6;

/** The origin as numbers for a button. */
export function originNumbers(origin: CardOrigin): OriginNumbers {
  switch (origin.kind) {
    case 'message':
      return { list: 0, page: 0, updateId: 0 };
    case 'list':
      return { list: LISTS.indexOf(origin.filter), page: origin.page, updateId: 0 };
    case 'search':
      return { list: SEARCH, page: origin.page, updateId: origin.updateId };
    case 'overdue':
      return { list: OVERDUE, page: origin.page, updateId: 0 };
  }
}

/** The origin that a button's numbers name; unknown ones, of an older or forged button, name a message. */
export function originOf({ list, page, updateId }: OriginNumbers): CardOrigin {
  if (list === SEARCH) return { kind: 'search', updateId, page };
  if (list === OVERDUE) return { kind: 'overdue', page };
  const filter = LISTS[list] ?? null;
  return filter === null ? { kind: 'message' } : { kind: 'list', filter, page };
}

/** The button that leads from a card back to where it was opened. */
export function backButton(origin: CardOrigin): Button {
  switch (origin.kind) {
    case 'message':
      return { text: 'Мои поручения', action: listAction('open', 0) };
    case 'list':
      return { text: '◀ К списку', action: listAction(origin.filter, origin.page) };
    case 'overdue':
      return { text: '◀ К списку', action: { kind: 'overdue', page: origin.page } };
    case 'search':
      return {
        text: '◀ К списку',
        action: { kind: 'found', updateId: origin.updateId, page: origin.page },
      };
  }
}

/** Shows a page of a list in the place of the message. */
export function listAction(filter: TaskFilter, page: number): Action {
  switch (filter) {
    case 'open':
      return { kind: 'tasks', page };
    case 'upcoming':
    case 'on_review':
      return { kind: filter, page };
    case 'accepted':
      return { kind: 'accepted_tasks', page };
  }
}
