import { bold } from './html.ts';
import type { Button, OutgoingMessage } from './message.ts';
import { counted } from './plural.ts';

/** The caption of the calendar file; plain text. */
export function calendarCaption(events: number): string {
  return [
    `В календаре ${counted(events, 'срок', 'срока', 'сроков')} по вашим поручениям.`,
    'Откройте файл на телефоне: сроки появятся в календаре с напоминанием в 9:00 — накануне и в последний рабочий день.',
    'Файл сам не обновляется: если срок изменится, запросите новый — /calendar.',
  ].join('\n');
}

/** Where the calendar's address stands: `unavailable` where the installation has no address of its own. */
export type FeedState = 'unavailable' | 'closed' | 'open';

/** What is said after the file, or in the place of it where nothing has a last day; null where there is nothing to add. */
export function calendarFeedOffer(state: FeedState): OutgoingMessage | null {
  switch (state) {
    case 'unavailable':
      return null;
    case 'closed':
      return {
        html: 'Чтобы календарь обновлялся сам, подключите его по личной ссылке.',
        keyboard: [[CONNECT]],
      };
    case 'open':
      return {
        html: 'Календарь подключён по личной ссылке и обновляется сам. Если ссылку увидел посторонний или она потерялась, замените её: прежняя перестанет работать.',
        keyboard: [[{ ...CONNECT, text: 'Новая ссылка' }], [REVOKE]],
      };
  }
}

const CONNECT: Button = { text: 'Подключить календарь', action: { kind: 'open_calendar_feed' } };
const REVOKE: Button = { text: 'Отозвать ссылку', action: { kind: 'close_calendar_feed' } };

/** The address, shown this once. */
export function calendarFeedOpened(url: string): OutgoingMessage {
  return {
    html: [
      bold('Личная ссылка на календарь'),
      `<code>${url}</code>`,
      'Нажмите на неё, чтобы скопировать, и добавьте в программе календаря: «Добавить календарь по ссылке» (iPhone: Настройки → Календарь → Учётные записи → Подписной календарь; Google: «Добавить по URL»; Яндекс: «Подписка по ссылке»).',
      'Ссылка показывает ваши сроки всякому, у кого она есть: не пересылайте её. Она показана один раз.',
    ].join('\n\n'),
    keyboard: [[REVOKE]],
  };
}

/** What `/calendar` says where no file is sent. */
export const CALENDAR_EMPTY: OutgoingMessage = {
  html: 'Поручений с датой сейчас нет — в календарь добавить нечего.',
};
