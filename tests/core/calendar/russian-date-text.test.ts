import { expect, test } from 'vitest';
import {
  formatDateRu,
  shortDateRu,
  shortDateWithWeekday,
  weekdayNameRu,
} from '../../../src/core/calendar/russian-date-text.ts';

test.each([
  ['2026-09-15', '15 сентября 2026 г.', '15.09.2026', 'вт 15.09.2026', 'вторник'],
  ['2022-12-30', '30 декабря 2022 г.', '30.12.2022', 'пт 30.12.2022', 'пятница'],
  ['2024-01-07', '7 января 2024 г.', '07.01.2024', 'вс 07.01.2024', 'воскресенье'],
] as const)('%s is written «%s», «%s», «%s», «%s»', (date, long, short, withWeekday, weekday) => {
  expect([formatDateRu(date), shortDateRu(date), shortDateWithWeekday(date), weekdayNameRu(date)]).toEqual([
    long,
    short,
    withWeekday,
    weekday,
  ]);
});
