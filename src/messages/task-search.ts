import { bold, cutText, escapeHtml } from './html.ts';
import type { Keyboard, OutgoingMessage } from './message.ts';
import { type Page, turnRow } from './pages.ts';
import { countedAssignments } from './plural.ts';
import type { MessageDay, PointFacts } from './point.ts';
import { itemPage } from './point-list.ts';
import { cardRows, stateMark } from './task-list.ts';

/** A page of what was found. */
export interface FoundPage {
  /** The update that brought the words: its pages are turned by it. */
  readonly updateId: number;
  readonly words: string;
  readonly total: number;
  readonly page: Page<PointFacts>;
  /** Points of an annex were looked for, and are shown by their number alone: nothing is marked as they are. */
  readonly unmarked: boolean;
  readonly severalOrganizations: boolean;
}

const HOW_TO =
  'Напишите слова из текста («подвоз школьников»), номер пункта («п. 2.5») или номер документа («№ 11»).';

const UNMARKED =
  'С пометкой приложения такого пункта нет, показаны пункты с этим номером: в приложении или в самом документе.';

/** «Поиск»: the bot asks what to look for. */
export function askSearch(): OutgoingMessage {
  return { html: `Что найти среди ваших поручений? ${HOW_TO}\n/cancel — не искать.` };
}

/** What was found, overdue first, the closed last. */
export function foundList(found: FoundPage, day: MessageDay): OutgoingMessage {
  const { updateId, page, total, severalOrganizations } = found;
  const asked = `«${escapeHtml(cutText(found.words, 80))}»`;
  if (total === 0) {
    return { html: `По запросу ${asked} ничего не найдено. ${HOW_TO}`, keyboard: [otherRow()] };
  }
  const count = `🔎 ${bold(`Найдено: ${countedAssignments(total)}`)} по запросу ${asked}`;
  const head = found.unmarked ? `${count}\n${UNMARKED}` : count;
  return {
    html: itemPage(head, page, day, {
      organizations: severalOrganizations,
      mark: (point) => stateMark(point, day),
    }),
    keyboard: [
      ...cardRows(page, { kind: 'search', updateId, page: page.index }),
      ...turnRow(page, (to) => ({ kind: 'found', updateId, page: to })),
      otherRow(),
    ],
  };
}

function otherRow(): Keyboard[number] {
  return [
    { text: 'Поиск', action: { kind: 'search' } },
    { text: 'Мои поручения', action: { kind: 'tasks', page: 0 } },
  ];
}
