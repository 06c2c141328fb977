import { type TaskFilter, UPCOMING_DAYS } from '../core/assignments/task-filter.ts';
import { type CardOrigin, listAction, originNumbers } from './card-origin.ts';
import { bold, cutText } from './html.ts';
import type { Keyboard, OutgoingMessage } from './message.ts';
import { type Page, turnRow } from './pages.ts';
import { countedDays } from './plural.ts';
import { type MessageDay, type PointFacts, pointName } from './point.ts';
import { itemPage } from './point-list.ts';

/** How many assignments each list has. */
export type TaskCounts = { readonly [F in TaskFilter]: number };

/** A page of one of the chat's lists. */
export interface TaskPage {
  readonly filter: TaskFilter;
  readonly counts: TaskCounts;
  readonly page: Page<PointFacts>;
  /** True where the chat speaks for several organizations: each item names its own. */
  readonly severalOrganizations: boolean;
  /**
   * The organizations of the topic the list stands in, where the chat speaks for others too; `whole`: theirs are listed
   * as well. Null where there is no difference.
   */
  readonly topic: { readonly organizations: readonly string[]; readonly whole: boolean } | null;
}

/** Telegram's apps show about this much of a button's text. */
const BUTTON_LENGTH = 60;

const HEADS: { readonly [F in TaskFilter]: string } = {
  open: 'Мои поручения',
  upcoming: `Ближайшие сроки, ${countedDays(UPCOMING_DAYS)}`,
  on_review: 'На проверке',
  accepted: 'Исполненные поручения',
};

const EMPTY: { readonly [F in TaskFilter]: string } = {
  open: 'Открытых поручений у вас нет. Новые придут сюда сами.',
  upcoming: `В ближайшие ${countedDays(UPCOMING_DAYS)} сроков нет.`,
  on_review: 'Отчётов на проверке нет.',
  accepted: 'Исполненных поручений пока нет.',
};

const FILTERS: readonly (readonly { readonly filter: TaskFilter; readonly text: string }[])[] = [
  [
    { filter: 'open', text: 'Мои' },
    { filter: 'upcoming', text: 'Ближайшие' },
  ],
  [
    { filter: 'on_review', text: 'На проверке' },
    { filter: 'accepted', text: 'Исполненные' },
  ],
];

/** A page of the chat's own assignments, under the other lists to choose from. */
export function taskList(
  { filter, counts, page, severalOrganizations, topic }: TaskPage,
  day: MessageDay,
): OutgoingMessage {
  const whole = topic?.whole === true;
  const [only, another] = topic === null || whole ? [] : topic.organizations;
  const head = `${bold(HEADS[filter])} (${counts[filter]})`;
  const html =
    page.items.length === 0
      ? `${head}\n\n${EMPTY[filter]}`
      : itemPage(head, page, day, {
          organizations: severalOrganizations,
          mark: (point) => stateMark(point, day),
        });
  return {
    html,
    ...(only !== undefined && another === undefined ? { organization: only } : {}),
    keyboard: [
      ...filterRows(filter, counts, whole),
      ...cardRows(page, { kind: 'list', filter, page: page.index, whole }),
      ...turnRow(page, (to) => listAction(filter, to, whole)),
      ...(topic === null
        ? []
        : [
            [
              whole
                ? { text: 'Только этой темы', action: listAction(filter, 0, false) }
                : { text: 'Все организации', action: listAction(filter, 0, true) },
            ],
          ]),
      [{ text: 'Поиск', action: { kind: 'search' } }],
    ],
  };
}

/** A chat that gets no assignments has no lists. */
export function noTasksHere(): OutgoingMessage {
  return {
    html: 'Этот чат не получает поручений: вы контролёр. Исполнение — /status, просрочено — /overdue.',
  };
}

/** A button for each item of a page: its card takes the list's place. */
export function cardRows(page: Page<PointFacts>, origin: CardOrigin): Keyboard {
  return page.items.map((point, index) => [
    {
      text: cutText(`Подробнее: ${page.first + index}. ${pointName(point)}`, BUTTON_LENGTH),
      action: { kind: 'card', assignmentId: point.assignmentId, sheet: 0, part: 0, ...originNumbers(origin) },
    },
  ]);
}

/** What an item of a list is marked with before its name. */
export function stateMark(point: Pick<PointFacts, 'state' | 'due'>, day: Pick<MessageDay, 'today'>): string {
  if (point.state === 'accepted') return '✅ ';
  if (point.state === 'withdrawn') return '✖️ ';
  if (point.state === 'reported') return '📨 ';
  if (point.due !== null && point.due < day.today) return '🔴 ';
  if (point.state === 'returned') return '↩️ ';
  return '';
}

function filterRows(chosen: TaskFilter, counts: TaskCounts, whole: boolean): Keyboard {
  return FILTERS.map((row) =>
    row.map(({ filter, text }) => ({
      text: `${filter === chosen ? '• ' : ''}${text} ${counts[filter]}`,
      action: listAction(filter, 0, whole),
    })),
  );
}
