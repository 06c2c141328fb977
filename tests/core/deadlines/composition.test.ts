import { describe, expect, test } from 'vitest';
import { readDeadline } from '../../../src/core/deadlines/index.ts';
import { contextOn } from './read.ts';

/*
 * Phrases put together from parts: every opening before every day, with every ending. Whatever is put around a day, it
 * stays that day. A document of Monday 2025-03-17.
 */
const ON = '2025-03-17';

/** 15 May 2025, a Thursday. */
const DAYS =
  '15.05.2025|15.05.2025 г.|15.05.25|15.05|15 мая 2025 г.|15 мая 2025 года|15 мая с.г.|15 мая текущего года|15 мая|«15» мая 2025 года|15-го мая 2025 г.|пятнадцатого мая 2025 года|15 числа мая 2025 года|четверга, 15 мая 2025 г.|15 мая (четверг) 2025 г.|третьего четверга мая|10.00 15.05.2025|18-00 15 мая';

/** What ends in days that are not printed, and its last day. */
const ENDS: readonly (readonly [words: string, due: string])[] = [
  ['конца II квартала 2025', '2025-06-30'],
  ['конца текущего квартала', '2025-03-31'],
  ['конца мая т.г.', '2025-05-31'],
  ['конца марта месяца', '2025-03-31'],
  ['конца года', '2025-12-31'],
  ['конца т.г.', '2025-12-31'],
  ['окончания I полугодия т.г.', '2025-06-30'],
  ['конца первой декады мая', '2025-05-10'],
  ['конца следующего месяца', '2025-04-30'],
  ['конца недели', '2025-03-23'],
  ['последней пятницы мая 2025 г.', '2025-05-30'],
];

const OPENINGS =
  'до |не позднее |не позднее чем до |в срок до |в срок, не позднее |вплоть до |срок – до |срок исполнения: до |Срок представления отчёта – до |в период до |завершить до |ориентировочно до |со дня подписания до |с момента получения и до ';
/** These open a day, but not the end of a stretch. */
const OPENINGS_OF_DAYS = '|к |по |в срок по |Срок: |крайний срок – ';

const ENDINGS =
  '|.| включительно| (включительно)|, 10.00| до 18.00| к 10 часам| (отв. Иванова)|, отв. Петров| с представлением отчёта| (по согласованию)|*';

/** A named weekday is in the genitive: only after «до» and the like. */
const isGenitive = (day: string): boolean => /^(?:четверга|третьего)/.test(day);

function expectDue(phrase: string, due: string): void {
  const { deadline } = readDeadline(phrase, contextOn(ON));
  expect([deadline.kind, deadline.due], phrase).toEqual(['date', due]);
}

describe('a day stays that day', () => {
  test.each(`${OPENINGS}|${OPENINGS_OF_DAYS}`.split('|'))('after «%s»', (opening) => {
    const isOfDays = OPENINGS_OF_DAYS.split('|').includes(opening);
    for (const ending of ENDINGS.split('|')) {
      for (const day of DAYS.split('|')) {
        if (!isOfDays || !isGenitive(day)) expectDue(`${opening}${day}${ending}`, '2025-05-15');
      }
      for (const [words, due] of isOfDays ? [] : ENDS) expectDue(`${opening}${words}${ending}`, due);
    }
  });
});

/** Rules, with the ways to say how often and on which day. */
const RULES: readonly (readonly [rule: string, frequencies: string, days: string])[] = [
  [
    '2025-04-10 FREQ=MONTHLY;BYMONTHDAY=10',
    'ежемесячно|ежемесячно,|каждый месяц|1 раз в месяц|не реже одного раза в месяц',
    'до 10 числа|до 10-го числа|не позднее десятого числа|к 10 числу|10 числа|в срок до 10 числа|до 10 числа месяца, следующего за отчётным|до 10 числа следующего месяца|до 18.00 10 числа|(до 10 числа)|– до «10» числа',
  ],
  [
    '2025-04-10 FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10',
    'ежеквартально|раз в квартал|каждый квартал,|поквартально',
    'до 10 числа месяца, следующего за отчётным|до 10 числа месяца, следующего за отчётным кварталом|до 10-го числа месяца следующего за отчетным периодом|до 10 апреля, 10 июля, 10 октября, 10 января',
  ],
  [
    '2025-03-20 FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20',
    'ежеквартально|раз в квартал|каждый квартал,|поквартально',
    'до 20 числа последнего месяца квартала|не позднее 20-го числа последнего месяца отчётного квартала',
  ],
  [
    '2025-05-15 FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=15',
    'ежегодно|ежегодно,|каждый год|раз в год',
    'до 15 мая|к 15 мая|15 мая|не позднее 15 мая|в срок до 15 мая|до 15.05|(до 15 мая)|– до 15 мая|до 15 мая отчётного года|до 15 мая года, следующего за отчётным',
  ],
  [
    '2025-03-21 FREQ=WEEKLY;BYDAY=FR',
    'еженедельно|каждую неделю|1 раз в неделю',
    'по пятницам|в пятницу|пятница|до 12.00 пятницы|(пятница)|каждую пятницу|не позднее пятницы',
  ],
];

/** One day with its year, and what makes it come again. */
const AGAIN =
  ' ежегодно|, далее ежегодно| и далее ежегодно|; далее – ежегодно|, в дальнейшем ежегодно|, затем ежегодно| (далее – ежегодно)|, далее ежегодно до 15 мая|, далее – ежегодно в тот же срок';

function expectRule(phrase: string, rule: string): void {
  const { deadline } = readDeadline(phrase, contextOn(ON));
  expect(`${deadline.next} ${deadline.rrule}`, phrase).toBe(rule);
}

describe('what comes again has the same rule', () => {
  test.each(RULES)('%s', (rule, frequencies, days) => {
    for (const frequency of frequencies.split('|')) {
      for (const day of days.split('|')) {
        for (const ending of ENDINGS.split('|').slice(0, 6)) expectRule(`${frequency} ${day}${ending}`, rule);
      }
    }
  });

  test.each(AGAIN.split('|'))('after a day and «%s»', (again) => {
    for (const day of ['до 15.05.2025', '15 мая 2025 г.', 'до 15 мая 2025 года', 'не позднее 15 мая']) {
      expectRule(`${day}${again}`, '2025-05-15 FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=15');
    }
  });
});

const LENGTHS: readonly (readonly [words: string, offset: string])[] = [
  ['10 рабочих дней', 'P10BD'],
  ['10 (десяти) рабочих дней', 'P10BD'],
  ['десяти рабочих дней', 'P10BD'],
  ['10 раб. дней', 'P10BD'],
  ['10-ти календарных дней', 'P10D'],
  ['двух недель', 'P14D'],
  ['трёх месяцев', 'P3M'],
  ['суток', 'P1D'],
];
const COUNT_OPENINGS =
  'в течение |В течении |в теч. |не более |не позднее чем через |через |в срок, не превышающий ';
const EVENTS =
  'со дня получения|с момента поступления обращения|после окончания проверки|с даты регистрации заявления|со дня, следующего за днём вручения';

describe('a count from an event is that count, and no date is made up', () => {
  test.each(COUNT_OPENINGS.split('|'))('after «%s»', (opening) => {
    for (const [words, offset] of LENGTHS) {
      for (const event of EVENTS.split('|')) {
        const phrase = `${opening}${words} ${event}`;
        const { deadline, warnings } = readDeadline(phrase, contextOn(ON));
        expect([deadline.kind, deadline.offset, deadline.due], phrase).toEqual(['relative', offset, null]);
        expect(warnings.map(({ code }) => code)).toContain('needs_event');
      }
    }
  });
});
