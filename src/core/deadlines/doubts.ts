import type { Warning } from '../warning.ts';

/** The doubts a deadline phrase may leave, worded for the reviewer. */
export const doubt = {
  noDeadline: (): Warning => ({ code: 'no_deadline', message: 'Срок не указан.' }),
  unparseable: (): Warning => ({
    code: 'unparseable_phrase',
    message: 'Срок назван, но из этих слов дату определить нельзя.',
  }),
  urgent: (): Warning => ({
    code: 'unparseable_phrase',
    message: 'Исполнить сказано сразу, без числа: день назначает контролёр.',
  }),
  schoolCalendar: (): Warning => ({
    code: 'unparseable_phrase',
    message: 'Дни каникул и четвертей назначает календарный график школы: число ставит контролёр.',
  }),
  untilCancelled: (): Warning => ({
    code: 'unparseable_phrase',
    message: 'Сказано «до отмены» или «до распоряжения»: последнего дня нет.',
  }),
  impossibleDate: (): Warning => ({ code: 'unparseable_phrase', message: 'Такой даты в календаре нет.' }),
  endedRecurrence: (): Warning => ({
    code: 'unparseable_phrase',
    message: 'Повторение закончилось раньше даты документа.',
  }),
  dueBeforeDocument: (): Warning => ({
    code: 'due_before_document',
    message: 'Срок истекает раньше даты самого документа.',
  }),
  assumedYear: (): Warning => ({
    code: 'assumed_year',
    message: 'Год в сроке не назван, взят ближайший от даты документа.',
  }),
  assumedPeriod: (): Warning => ({
    code: 'assumed_year',
    message: 'Период в сроке не назван точно, взят тот, в котором издан документ.',
  }),
  assumedMonth: (): Warning => ({
    code: 'assumed_year',
    message: 'Месяц в сроке не назван, взят ближайший такой день от даты документа.',
  }),
  weekdayDisagrees: (): Warning => ({
    code: 'dates_disagree',
    message: 'День недели не совпадает с числом, срок взят по числу.',
  }),
  severalDates: (): Warning => ({
    code: 'several_dates',
    message: 'Названо несколько сроков, контроль поставлен по последнему.',
  }),
  severalTerms: (words: string): Warning => ({
    code: 'several_dates',
    message: `Срок назван ещё и другими словами, они не учтены: «${words}».`,
  }),
  approximate: (why: string): Warning => ({ code: 'approximate', message: why }),
  maybeLength: (): Warning => ({
    code: 'approximate',
    message: 'Названа длительность: она может быть сроком действия, а не исполнения.',
  }),
  needsEvent: (): Warning => ({
    code: 'needs_event',
    message: 'Срок считается от события, дата которого неизвестна.',
  }),
  notCovered: (year: number): Warning => ({
    code: 'calendar_not_covered',
    message: `Производственного календаря на ${year} год нет, рабочие дни посчитаны по общему правилу.`,
  }),
  correctedSpelling: (): Warning => ({
    code: 'corrected_spelling',
    message: 'В словах срока исправлены опечатки.',
  }),
} as const;
