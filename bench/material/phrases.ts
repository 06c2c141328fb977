import type { CalendarDate } from '../../src/core/calendar/calendar-date.ts';

/** The date of the document that the phrases stand in. */
export const DOCUMENT_DATE: CalendarDate = '2026-09-14';

const MONTHS = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');
const MONTH_NAMES = 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(
  ' ',
);
const YEARS = [2026, 2027];

/** Phrases that hold no number to vary. */
const FIXED = [
  'постоянно',
  'весь период',
  'по мере необходимости',
  'по запросу',
  'ежегодно',
  'ежеквартально',
  'ежемесячно',
  'еженедельно',
  'ежеквартально, до 10 числа месяца, следующего за отчётным',
  'по средам до 12-00',
  'октябрь, март',
  'в месячный срок',
  'в течение трёх месяцев',
  'в трёхдневный срок со дня получения',
  'в установленные сроки',
  'согласно графику',
  'до конца года',
  'в течение учебного года',
  'в течение года',
  'до конца учебного года',
] as const;

/** A few hundred phrases of every family, as protocols and orders print them; the same at every run. */
export function deadlinePhrases(): readonly string[] {
  const days = [1, 9, 15, 28];
  const dated = MONTHS.flatMap((month, index) => {
    const day = days[index % days.length];
    const year = YEARS[index % YEARS.length];
    const number = String(index + 1).padStart(2, '0');
    return [
      `до ${day} ${month} ${year} года`,
      `до ${String(day).padStart(2, '0')}.${number}.${year}`,
      `не позднее ${day} ${month}`,
      `${day} ${month} ${year} г.`,
      `до ${month}`,
      `ежегодно до ${day} ${month}`,
      `с ${day} ${month} по 30 декабря ${year} года`,
      `до «${day}» ${month} ${year}г.`,
    ];
  });
  const monthly = MONTH_NAMES.flatMap((month, index) => {
    const next = MONTH_NAMES[(index + 2) % MONTH_NAMES.length];
    const year = YEARS[index % YEARS.length];
    return [
      `${month} ${year} г.`,
      `${month}-${next} ${year}`,
      `${month} – ${next} ${year} года`,
      `III декада ${MONTHS[index]}`,
    ];
  });
  const counted = [3, 5, 10, 14, 20, 30].flatMap((count) => [
    `в течение ${count} рабочих дней`,
    `в течение ${count} дней со дня получения`,
    `не позднее ${count} дней с даты утверждения`,
    `ежемесячно до ${count} числа`,
  ]);
  const periods = YEARS.flatMap((year) => [
    ...['I', 'II', 'III', 'IV'].flatMap((quarter) => [
      `${quarter} квартал ${year} г.`,
      `${quarter} кв. ${year}`,
    ]),
    `${year}/${year + 1} уч.г.`,
    `${year}-${year + 1} учебный год`,
    `в течение ${year} года`,
    `${year}-${year + 1} гг.`,
    `${year}, ${year + 1} годы`,
    `1 полугодие ${year} г.`,
    `к концу ${year} года`,
  ]);
  return [...FIXED, ...dated, ...monthly, ...counted, ...periods];
}
