import type { DeadlineNote } from '../core/assignments/explain-deadline.ts';
import { shortDateRu, shortDateWithWeekday, weekdayNameRu } from '../core/calendar/russian-date-text.ts';
import { cutText } from './html.ts';
import { counted, countedDays } from './plural.ts';

/** A printed phrase or label is quoted up to this length. */
const QUOTED_LENGTH = 120;

/**
 * How a deadline was counted, as one sentence of plain text:
 *
 *   «31.12.2022 — суббота, нерабочий день: рабочий срок пт 30.12.2022.»
 *   «Отсчитан от даты документа, вт 01.09.2026: 10 рабочих дней.»
 */
export function deadlineNoteText(note: DeadlineNote): string {
  switch (note.kind) {
    case 'day_off':
      return `${shortDateRu(note.due)} — ${weekdayNameRu(note.due)}, нерабочий день: рабочий срок ${shortDateWithWeekday(note.working)}.`;
    case 'counted':
      return `Отсчитан от даты документа, ${shortDateWithWeekday(note.from)}${offsetText(note.offset)}.`;
    case 'event':
      return `Отсчитывается от события «${cutText(note.trigger, QUOTED_LENGTH)}».`;
    case 'inherited':
      return note.from === null
        ? 'Своего срока у пункта нет: действует срок, указанный в документе для нескольких пунктов.'
        : `Своего срока у пункта нет: действует срок п. ${cutText(note.from, QUOTED_LENGTH)}.`;
    case 'repeats':
      return note.next === null
        ? 'Это последний срок по правилу повторения.'
        : `Повторяется: следующий срок ${shortDateWithWeekday(note.next)}.`;
    case 'moved':
      return note.from === null
        ? 'В документе даты нет: её назначил контролёр.'
        : `Перенесён с ${shortDateWithWeekday(note.from)}.`;
    case 'handed_down':
      return note.printed === null
        ? 'Назначен организацией, которая передала поручение; в документе даты нет.'
        : `Назначен организацией, которая передала поручение; в документе — ${shortDateWithWeekday(note.printed)}.`;
  }
}

const OFFSET = /^P(?<count>\d{1,4})(?<unit>BD|[DWMY])$/;

/** «: 10 рабочих дней» for P10BD; nothing for a form that has no such words. */
function offsetText(offset: string): string {
  const groups = OFFSET.exec(offset)?.groups;
  const count = Number(groups?.count);
  switch (groups?.unit) {
    case 'BD':
      return `: ${counted(count, 'рабочий день', 'рабочих дня', 'рабочих дней')}`;
    case 'D':
      return `: ${countedDays(count)}`;
    case 'W':
      return `: ${counted(count, 'неделя', 'недели', 'недель')}`;
    case 'M':
      return `: ${counted(count, 'месяц', 'месяца', 'месяцев')}`;
    case 'Y':
      return `: ${counted(count, 'год', 'года', 'лет')}`;
    default:
      return '';
  }
}
