import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { shortDateWithWeekday } from '../core/calendar/russian-date-text.ts';
import { cutText, escapeHtml } from './html.ts';
import { momentText } from './moment-text.ts';
import { counted } from './plural.ts';

/** Something that happened to an assignment, as its history tells it. */
export interface HistoryEvent {
  readonly at: Date;
  /** `changed`: an action that has no words of its own here. */
  readonly kind:
    | 'published'
    | 'delivered'
    | 'acknowledged'
    | 'started'
    | 'reported'
    | 'interim'
    | 'accepted'
    | 'returned'
    | 'acceptance_taken_back'
    | 'closed_with_point'
    | 'withdrawn'
    | 'deadline_moved'
    | 'extension_asked'
    | 'extension_refused'
    | 'extension_withdrawn'
    | 'extension_granted'
    | 'extension_overtaken'
    | 'supplemented'
    | 'version_published'
    | 'changed_by_version'
    | 'reopened'
    | 'handed_down'
    | 'given_from_above'
    | 'recalled'
    | 'recalled_below'
    | 'reminded_below'
    | 'reminded'
    | 'delegated'
    | 'taken_back'
    | 'changed';
  /** The name of who did it; null for the service itself. */
  readonly by: string | null;
  /** Words of a report, a return or a refusal; the name of a colleague it was handed to; what a version has changed. */
  readonly words: string | null;
  readonly files: number;
  /** The new last day, where it was moved or is asked for, and the one before it. */
  readonly due: CalendarDate | null;
  readonly was: CalendarDate | null;
}

/** Words of one event; the whole report is with the controller. */
const WORDS_LENGTH = 300;

const NAMES: { readonly [K in HistoryEvent['kind']]: string } = {
  published: 'Опубликовано',
  delivered: 'Доставлено',
  acknowledged: 'Ознакомление',
  started: 'Взято в работу',
  reported: 'Отчёт об исполнении',
  interim: 'Промежуточный отчёт',
  accepted: 'Принято, снято с контроля',
  returned: 'Возвращено на доработку',
  acceptance_taken_back: 'Принятие отменено, отчёт снова на проверке',
  closed_with_point: 'Снято с контроля вместе с пунктом',
  withdrawn: 'Отменено',
  deadline_moved: 'Срок перенесён',
  extension_asked: 'Просьба продлить срок',
  extension_refused: 'В продлении срока отказано',
  extension_withdrawn: 'Просьба о продлении отозвана',
  extension_granted: 'Срок продлён',
  extension_overtaken: 'Просьба о продлении больше не нужна',
  supplemented: 'Отчёт дополнен',
  version_published: 'Вышла новая редакция, поручение прежнее',
  changed_by_version: 'Изменено новой редакцией',
  reopened: 'Снова на контроле: изменено новой редакцией',
  handed_down: 'Поручено подведомственным',
  given_from_above: 'Поручено вышестоящей организацией',
  recalled: 'Отозвано вышестоящей организацией',
  recalled_below: 'Отозвано у подведомственных',
  reminded_below: 'Напоминание подведомственным',
  reminded: 'Напоминание о просрочке',
  delegated: 'Поручено сотруднику',
  taken_back: 'Поручение снова за всей организацией',
  changed: 'Изменено',
};

/** «• чт 03.09.2026, 10:15 — Отчёт об исполнении: «Выполнено», 2 файла (Нина)». HTML. */
export function historyLine({ at, kind, by, words, files, due, was }: HistoryEvent): string {
  const details = [
    ...(due === null
      ? []
      : [`${was === null ? '' : `с ${shortDateWithWeekday(was)} `}на ${shortDateWithWeekday(due)}`]),
    ...(words === null || words === ''
      ? []
      : [kind === 'changed_by_version' ? words : `«${cutText(words, WORDS_LENGTH)}»`]),
    ...(files === 0 ? [] : [counted(files, 'файл', 'файла', 'файлов')]),
  ];
  const told = details.length === 0 ? '' : `: ${details.join(', ')}`;
  const person = by === null ? '' : ` (${cutText(by, 80)})`;
  return escapeHtml(`• ${momentText(at)} — ${NAMES[kind]}${told}${person}`);
}
