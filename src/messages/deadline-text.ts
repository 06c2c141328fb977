import { type CalendarDate, daysBetween, yearOf } from '../core/calendar/calendar-date.ts';
import { type ProductionCalendar, workingDayOnOrBefore } from '../core/calendar/production-calendar.ts';
import { shortDateRu, shortDateWithWeekday } from '../core/calendar/russian-date-text.ts';
import type { Deadline, DeadlineKind } from '../core/deadlines/deadline.ts';
import { cutText } from './html.ts';
import { countedDays, pluralForm } from './plural.ts';

/** A printed phrase is quoted up to this length. */
const QUOTED_LENGTH = 200;

/** What a sentence about a deadline is made from. */
export interface DeadlineFacts {
  readonly kind: DeadlineKind;
  readonly start: CalendarDate | null;
  readonly due: CalendarDate | null;
  /** The phrase as printed. */
  readonly printed: string | null;
}

/** How much a text about a deadline says. */
export type DeadlineDetail = 'full' | 'brief';

/**
 * The deadline for people, as plain text, with its weekday and, where the last day is a day off, the working day to
 * aim at; of a year without an official calendar it says so:
 *
 *   «до пт 09.04.2021», «до сб 31.12.2022 (выходной, рабочий срок пт 30.12.2022)»,
 *   «с 01.04.2026 по вс 31.05.2026 …», «постоянно», «не указан»
 *
 * `brief` where the working day and the rule of repetition are told beside it.
 */
export function deadlineText(
  facts: DeadlineFacts,
  calendar: ProductionCalendar,
  detail: DeadlineDetail = 'full',
): string {
  const { kind, start, due } = facts;
  const quoted = facts.printed === null ? null : `«${cutText(facts.printed, QUOTED_LENGTH)}»`;
  if (due !== null) {
    const range =
      start !== null && start !== due ? `с ${shortDateRu(start)} по ${shortDateWithWeekday(due)}` : null;
    const dated = `${range ?? `до ${shortDateWithWeekday(due)}`}${workingDayNote(due, calendar, detail)}`;
    if (kind !== 'recurring' || detail === 'brief') return dated;
    return quoted === null ? `${dated}, далее регулярно` : `${dated}, далее по правилу ${quoted}`;
  }
  switch (kind) {
    case 'standing':
      return 'постоянно';
    case 'on_demand':
      return 'по мере необходимости';
    case 'none':
      return 'не указан';
    case 'relative':
    case 'unparseable':
    case 'recurring':
    case 'date':
    case 'month':
    case 'range':
    case 'year':
    case 'years':
    case 'school_year':
      return quoted ?? 'уточняется';
  }
}

/** The deadline of a reading: a recurring one by its next day. */
export function readDeadlineText(deadline: Deadline, calendar: ProductionCalendar): string {
  return deadlineText(
    {
      kind: deadline.kind,
      start: deadline.start,
      due: deadline.due ?? deadline.next,
      printed: deadline.text,
    },
    calendar,
  );
}

/** How far away the day is: «сегодня последний день», «остался 1 день», «осталось 3 дня», «просрочено на 2 дня». */
export function distanceText(due: CalendarDate, today: CalendarDate): string {
  const days = daysBetween(today, due);
  if (days === 0) return 'сегодня последний день';
  if (days < 0) return `просрочено на ${countedDays(-days)}`;
  return `${pluralForm(days, 'остался', 'осталось', 'осталось')} ${countedDays(days)}`;
}

function workingDayNote(due: CalendarDate, calendar: ProductionCalendar, detail: DeadlineDetail): string {
  // Moved days off of such a year are not known yet: today's answer about the day may still change.
  const forecast = calendar.covers(yearOf(due))
    ? ''
    : `производственного календаря на ${yearOf(due)} год ещё нет`;
  if (calendar.isWorkingDay(due) || detail === 'brief') return forecast === '' ? '' : ` (${forecast})`;
  const aim = `выходной, рабочий срок ${shortDateWithWeekday(workingDayOnOrBefore(calendar, due))}`;
  return ` (${[aim, forecast].filter((part) => part !== '').join('; ')})`;
}
