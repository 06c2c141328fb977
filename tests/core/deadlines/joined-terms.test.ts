import { describe, expect, test } from 'vitest';
import { type Case, summarize } from './read.ts';

const WINTER: readonly Case[] = [
  ['2024 год, до 1 ноября', 'date 2024-11-01'],
  ['в течение года, до 1 февраля', 'date 2025-02-01 !assumed_year !assumed_year !several_dates'],
  ['2024 год (май)', 'month 2024-05-01 … 2024-05-31'],
  [
    'до 1 октября (1 этап); до 1 декабря (2 этап)',
    'date 2024-12-01 !assumed_year !several_dates !approximate',
  ],
  ['до 25 октября и далее ежемесячно', 'recurring 2024-10-25 FREQ=MONTHLY;BYMONTHDAY=25'],
  ['октябрь и далее ежемесячно', 'recurring 2024-10-31 FREQ=MONTHLY;BYMONTHDAY=-1'],
  [
    'ежегодно в октябре текущего года и по мере необходимости',
    'recurring 2024-10-31 FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=-1 !several_dates',
  ],
  ['с 1 сентября 2024 года постоянно', 'standing 2024-09-01 … !approximate'],
  ['постоянно, в течение учебного года', 'school_year 2023-09-01 … 2024-08-31 !assumed_year !approximate'],
  ['постоянно, по мере необходимости', 'standing !several_dates'],
  ['май 2024, по графику', 'month 2024-05-01 … 2024-05-31 !approximate'],
  ['в течение года по отдельному графику', 'year 2024-01-01 … 2024-12-31 !assumed_year !approximate'],
  ['Срок исполнения: до 20 декабря 2024 г.', 'date 2024-12-20'],
  ['октебрь 2024', 'month 2024-10-01 … 2024-10-31 !corrected_spelling'],
  ['сентебря 2024', 'month 2024-09-01 … 2024-09-30 !corrected_spelling'],
  ['до 1 сентября 2024 г., далее – постоянно', 'date 2024-09-01 !several_dates'],
  [
    'до 1 апреля 2024 года, далее – ежегодно до 1 апреля',
    'recurring 2024-04-01 FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1',
  ],
  ['2024-2026 годы, ежегодно', 'recurring 2024-12-31 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31;UNTIL=20261231'],
  [
    '2024 год, ежеквартально',
    'recurring 2024-03-31 FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1;UNTIL=20241231',
  ],
  [
    'постоянно, ежеквартально',
    'recurring 2024-03-31 FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 !several_dates',
  ],
  ['постоянно (в течение года)', 'year 2024-01-01 … 2024-12-31 !assumed_year !approximate'],
  ['сентябрь 2024 г. (по согласованию)', 'month 2024-09-01 … 2024-09-30 !approximate'],
  ['октябрь 2024 г. (дата уточняется)', 'month 2024-10-01 … 2024-10-31 !approximate'],
  ['до 1 октября 2024 г. (приложение № 2)', 'date 2024-10-01 !approximate'],
  ['в теч ение года', 'year 2024-01-01 … 2024-12-31 !assumed_year !corrected_spelling'],
  ['постоянно, в соответствии с планом', 'standing !approximate'],
  ['постоянно, ежедневно', 'recurring 2024-02-28 FREQ=DAILY !several_dates'],
  ['на постоянной основе, ежемесячно', 'recurring 2024-02-29 FREQ=MONTHLY;BYMONTHDAY=-1 !several_dates'],
  ['регулярно в течение года', 'year 2024-01-01 … 2024-12-31 !assumed_year !approximate'],
  [
    'по мере необходимости, но не реже 1 раза в квартал',
    'recurring 2024-03-31 FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 !several_dates',
  ],
  [
    'по мере необходимости, не реже одного раза в год',
    'recurring 2024-12-31 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31 !several_dates',
  ],
  ['Срок: 01.03.2024', 'date 2024-03-01'],
  ['Сроки: март – апрель 2024 г.', 'range 2024-03-01 … 2024-04-30'],
  ['срок исполнения – постоянно', 'standing'],
  ['Со сроком исполнения до 1 марта 2024 г.', 'date 2024-03-01'],
  ['сроком до 1 марта 2024', 'date 2024-03-01'],
  ['с марта 2024 г. (постоянно)', 'standing 2024-03-01 … !approximate'],
];

describe('several terms in one phrase', () => {
  test.each(WINTER)('a document of 2024-02-28 says «%s»: %s', (phrase, reading) => {
    expect(summarize(phrase, '2024-02-28')).toBe(reading);
  });
});
