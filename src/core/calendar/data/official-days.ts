/** Days of one year on which the five-day week is broken, "MM-DD", ascending. */
export interface OfficialDays {
  /** Monday–Friday that are days off: holidays and days off moved onto them. */
  readonly daysOff: string;
  /** Saturdays and Sundays that are working days, shortened ones included. */
  readonly workingWeekends: string;
}

/**
 * The official production calendar of Russia, five-day week, by year.
 *
 * Source   Labour Code art. 112 and the Government decrees on moved days off of each year; 2019–2026 taken from
 *          the public data set xmlcalendar/data (2020 with the non-working days decreed by the President), 2027
 *          from the calendar approved for that year.
 * To add a year, add its entry: nothing else depends on which years are here.
 */
export const OFFICIAL_DAYS: Readonly<Record<number, OfficialDays>> = {
  2019: {
    daysOff: '01-01 01-02 01-03 01-04 01-07 01-08 03-08 05-01 05-02 05-03 05-09 05-10 06-12 11-04',
    workingWeekends: '',
  },
  2020: {
    daysOff:
      '01-01 01-02 01-03 01-06 01-07 01-08 02-24 03-09 03-30 03-31 04-01 04-02 04-03 04-06 04-07 04-08 04-09 04-10 04-13 04-14 04-15 04-16 04-17 04-20 04-21 04-22 04-23 04-24 04-27 04-28 04-29 04-30 05-01 05-04 05-05 05-06 05-07 05-08 05-11 06-12 06-24 07-01 11-04',
    workingWeekends: '',
  },
  2021: {
    daysOff:
      '01-01 01-04 01-05 01-06 01-07 01-08 02-22 02-23 03-08 05-03 05-04 05-05 05-06 05-07 05-10 06-14 11-01 11-02 11-03 11-04 11-05 12-31',
    workingWeekends: '02-20',
  },
  2022: {
    daysOff: '01-03 01-04 01-05 01-06 01-07 02-23 03-07 03-08 05-02 05-03 05-09 05-10 06-13 11-04',
    workingWeekends: '03-05',
  },
  2023: {
    daysOff: '01-02 01-03 01-04 01-05 01-06 02-23 02-24 03-08 05-01 05-08 05-09 06-12 11-06',
    workingWeekends: '',
  },
  2024: {
    daysOff:
      '01-01 01-02 01-03 01-04 01-05 01-08 02-23 03-08 04-29 04-30 05-01 05-09 05-10 06-12 11-04 12-30 12-31',
    workingWeekends: '04-27 11-02 12-28',
  },
  2025: {
    daysOff: '01-01 01-02 01-03 01-06 01-07 01-08 05-01 05-02 05-08 05-09 06-12 06-13 11-03 11-04 12-31',
    workingWeekends: '11-01',
  },
  2026: {
    daysOff: '01-01 01-02 01-05 01-06 01-07 01-08 01-09 02-23 03-09 05-01 05-11 06-12 11-04 12-31',
    workingWeekends: '',
  },
  2027: {
    daysOff: '01-01 01-04 01-05 01-06 01-07 01-08 02-22 02-23 03-08 05-03 05-10 06-14 11-04 11-05 12-31',
    workingWeekends: '02-20',
  },
};
