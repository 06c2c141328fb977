import type { TaskFilter } from '../core/assignments/task-filter.ts';
import type { Action, OriginNumbers } from './actions.ts';
import type { Button } from './message.ts';

/**
 * Where a card was opened from, so that it leads back there: a message about the point, a page of a list, or of what
 * was found for the words of an update.
 */
export type CardOrigin =
  | { readonly kind: 'message' }
  | {
      readonly kind: 'list';
      readonly filter: TaskFilter;
      readonly page: number;
      /** Of every organization of the chat, though it stands in the topic of some. */
      readonly whole: boolean;
    }
  | { readonly kind: 'search'; readonly updateId: number; readonly page: number }
  /** «Просрочено» of those the reader looks after. */
  | { readonly kind: 'overdue'; readonly page: number };

/** Lists by their number in callback data; 0 is a message. Numbers that are out in chats stay what they are. */
const LISTS: readonly (TaskFilter | null)[] = [null, 'open', 'upcoming', 'on_review', 'accepted'];
const SEARCH = 5;
const OVERDUE = 6;
/** From here on the lists of every organization, in a topic of some. */
const WHOLE = 6;

/** The origin as numbers for a button. */
export function originNumbers(origin: CardOrigin): OriginNumbers {
  switch (origin.kind) {
    case 'message':
      return { list: 0, page: 0, updateId: 0 };
    case 'list':
      return { list: listNumber(origin.filter, origin.whole), page: origin.page, updateId: 0 };
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
  const { filter, whole } = listOfNumber(list);
  return filter === null ? { kind: 'message' } : { kind: 'list', filter, page, whole };
}

/** A list's number in callback data. */
function listNumber(filter: TaskFilter, whole: boolean): number {
  return LISTS.indexOf(filter) + (whole ? WHOLE : 0);
}

/** The list that such a number names; a null filter where it names none. */
export function listOfNumber(list: number): { readonly filter: TaskFilter | null; readonly whole: boolean } {
  const whole = list > WHOLE;
  return { filter: LISTS[whole ? list - WHOLE : list] ?? null, whole };
}

/** The button that leads from a card back to where it was opened. */
export function backButton(origin: CardOrigin): Button {
  switch (origin.kind) {
    case 'message':
      return { text: 'Мои поручения', action: listAction('open', 0, false) };
    case 'list':
      return { text: '◀ К списку', action: listAction(origin.filter, origin.page, origin.whole) };
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
export function listAction(filter: TaskFilter, page: number, whole: boolean): Action {
  if (whole) return { kind: 'all_tasks', list: listNumber(filter, whole), page };
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
