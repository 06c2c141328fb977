import { type CalendarDate, dayOf, monthOf, weekdayOf, yearOf } from './calendar-date.ts';

/** Names of the months as dates carry them: «января» … «декабря». */
export const MONTHS_GENITIVE = [
  'января',
  'февраля',
  'марта',
  'апреля',
  'мая',
  'июня',
  'июля',
  'августа',
  'сентября',
  'октября',
  'ноября',
  'декабря',
] as const;

/** Names of the months as headings carry them: «январь» … «декабрь». */
export const MONTHS_NOMINATIVE = [
  'январь',
  'февраль',
  'март',
  'апрель',
  'май',
  'июнь',
  'июль',
  'август',
  'сентябрь',
  'октябрь',
  'ноябрь',
  'декабрь',
] as const;

const WEEKDAYS = ['понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота', 'воскресенье'] as const;
const WEEKDAYS_SHORT = ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'] as const;

/** «15 сентября 2026 г.» */
export function formatDateRu(date: CalendarDate): string {
  return `${dayAndMonthRu(date)} ${yearOf(date)} г.`;
}

/** «15 сентября» */
export function dayAndMonthRu(date: CalendarDate): string {
  return `${dayOf(date)} ${MONTHS_GENITIVE[monthOf(date) - 1]}`;
}

/** «15.09.2026» */
export function shortDateRu(date: CalendarDate): string {
  return `${date.slice(8, 10)}.${date.slice(5, 7)}.${date.slice(0, 4)}`;
}

/** «пт 30.12.2022» */
export function shortDateWithWeekday(date: CalendarDate): string {
  return `${WEEKDAYS_SHORT[weekdayOf(date) - 1]} ${shortDateRu(date)}`;
}

/** «пятница» */
export function weekdayNameRu(date: CalendarDate): string {
  // weekdayOf answers 1–7 and the list has seven names.
  return WEEKDAYS[weekdayOf(date) - 1] as string;
}
