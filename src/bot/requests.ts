import type { Context } from 'grammy';
import { POINT_OF_ANNEX, searchedWords } from '../core/assignments/task-query.ts';
import { MENU } from '../messages/greeting.ts';
import { BUTTONS_UNDER_MESSAGES, typedLabel } from '../messages/typed-label.ts';

/** A label of the reply keyboard. */
export type MenuItem = keyof typeof MENU;

/** What a message asks of the bot in words that are a button's or a search. */
export type BotRequest =
  | { readonly kind: 'menu'; readonly item: MenuItem }
  | { readonly kind: 'list'; readonly filter: 'on_review' | 'accepted' }
  | { readonly kind: 'search'; readonly words: string }
  | {
      readonly kind:
        | 'ask_search'
        | 'send'
        | 'send_interim'
        | 'cancel'
        | 'help'
        | 'calendar'
        | 'gathered'
        | 'attach'
        | 'extend'
        | 'details'
        | 'acknowledge';
    }
  /** A button that says nothing without the message it is under. */
  | { readonly kind: 'button'; readonly label: string };

/**
 * What is clearly a request to the bot, or null. Whatever goes on in the chat (a report is gathered, a question waits
 * for words), a request passes through it; everything else may belong there.
 *
 *   «Мои поручения», «📋 мои поручения (3)» → the menu's item
 *   «найди подвоз», «найти п. 2.5»          → a search
 *   «Поиск», «Отправить отчёт», «Отмена»    → that button
 *   «Принять», «Показать собранное»         → a button under a message, to be pressed there
 *   «выполнено», «Поиск подрядчика не дал результата, просим продлить» → null
 */
export function requestIn(text: string): BotRequest | null {
  const label = typedLabel(text);
  const request = REQUESTS.get(label);
  if (request !== undefined) return request;
  const words = searchedWords(text);
  return words !== null && isShort(words) ? { kind: 'search', words } : null;
}

/** The same of an update. A reply answers what it replies to: «найти приказ» in reply to a question is no search. */
export function requestOf({
  message,
  me,
  chat,
}: Pick<Context, 'message' | 'me' | 'chat'>): BotRequest | null {
  const request = requestIn(message?.text ?? '');
  const answers = chat?.type === 'private' && message?.reply_to_message?.from?.id === me.id;
  return request?.kind === 'search' && answers ? null : request;
}

const OWN = {
  поиск: 'ask_search',
  'искать иначе': 'ask_search',
  'отправить отчет': 'send',
  отправить: 'send',
  'отправить как промежуточный': 'send_interim',
  'промежуточный отчет': 'send_interim',
  отменить: 'cancel',
  отмена: 'cancel',
  помощь: 'help',
  справка: 'help',
  календарь: 'calendar',
  'подключить календарь': 'calendar',
  'отчет по школам': 'gathered',
  'приложить отчет': 'attach',
  'собрать отчет': 'attach',
  'продлить срок': 'extend',
  подробнее: 'details',
  ознакомлен: 'acknowledge',
  ознакомлена: 'acknowledge',
  ознакомлены: 'acknowledge',
} as const;

const REQUESTS: ReadonlyMap<string, BotRequest> = new Map<string, BotRequest>([
  ...BUTTONS_UNDER_MESSAGES.map((label) => [typedLabel(label), { kind: 'button', label }] as const),
  ...Object.entries(OWN).map(([label, kind]) => [label, { kind }] as const),
  ...Object.entries(MENU).map(
    ([item, label]) => [typedLabel(label), { kind: 'menu', item: item as MenuItem }] as const,
  ),
  ['мои', { kind: 'menu', item: 'tasks' }],
  ['ближайшие', { kind: 'menu', item: 'upcoming' }],
  ['на проверке', { kind: 'list', filter: 'on_review' }],
  ['исполненные', { kind: 'list', filter: 'accepted' }],
]);

/** Words of a search; a sentence that only begins like one is none: «поиск подрядчика затянулся, …». */
const SEARCH_WORDS = 4;

function isShort(said: string): boolean {
  // The name that messages give a point of an annex is no sentence: «прил. 1, п. 2».
  const words = said.replace(POINT_OF_ANNEX, 'пункт');
  return (
    words.split(/\s+/u).length <= SEARCH_WORDS && !/[,;!?\n]|\p{L}{3}\.\s/u.test(words) && !TOLD.test(words)
  );
}

/** A report, not a search: «найти замену не удалось», «поиск ведётся». */
const TOLD =
  /(?<!\p{L})(?:не|нет|ведется|ведётся|идет|идёт|завершен\p{L}?|завершён|проведен\p{L}?|проведён|начат\p{L}?|выполнен\p{L}?|затянулся|продолжается|нашли|найден\p{L}?)(?!\p{L})/iu;
