import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '../../../src/core/calendar/calendar-date.ts';
import type { DeadlineReading } from '../../../src/core/deadlines/index.ts';
import { findDeadlines, followingOccurrence, readDeadline } from '../../../src/core/deadlines/index.ts';
import { EXAM, type Key } from './exam.ts';
import { EIGHTH_EXAM } from './exam-eighth.ts';
import { FIFTH_EXAM } from './exam-fifth.ts';
import { FOURTH_EXAM } from './exam-fourth.ts';
import { FRESH_EXAM } from './exam-fresh.ts';
import {
  NINTH_EXAM,
  NINTH_SENTENCES_ON,
  NINTH_SENTENCES_WITH_DEADLINES,
  NINTH_SENTENCES_WITHOUT_DEADLINES,
} from './exam-ninth.ts';
import {
  FRESH_SENTENCES_ON,
  FRESH_SENTENCES_WITH_DEADLINES,
  FRESH_SENTENCES_WITHOUT_DEADLINES,
  SENTENCES_ON,
  SENTENCES_WITH_DEADLINES,
  SENTENCES_WITHOUT_DEADLINES,
} from './exam-sentences.ts';
import {
  FIFTH_SENTENCES_ON,
  FIFTH_SENTENCES_WITH_DEADLINES,
  FIFTH_SENTENCES_WITHOUT_DEADLINES,
} from './exam-sentences-fifth.ts';
import {
  SIXTH_SENTENCES_IN_DOUBT,
  SIXTH_SENTENCES_ON,
  SIXTH_SENTENCES_WITH_DEADLINES,
  SIXTH_SENTENCES_WITHOUT_DEADLINES,
} from './exam-sentences-sixth.ts';
import {
  FOURTH_SENTENCES_WITH_DEADLINES,
  FOURTH_SENTENCES_WITHOUT_DEADLINES,
  THIRD_SENTENCES_ON,
  THIRD_SENTENCES_WITH_DEADLINES,
  THIRD_SENTENCES_WITHOUT_DEADLINES,
} from './exam-sentences-third.ts';
import { SEVENTH_EXAM } from './exam-seventh.ts';
import { SIXTH_EXAM } from './exam-sixth.ts';
import {
  TENTH_EXAM,
  TENTH_SENTENCES_IN_DOUBT,
  TENTH_SENTENCES_ON,
  TENTH_SENTENCES_WITH_DEADLINES,
  TENTH_SENTENCES_WITHOUT_DEADLINES,
} from './exam-tenth.ts';
import { THIRD_EXAM } from './exam-third.ts';
import { contextOn } from './read.ts';

/** Days of a rule that are compared: more than two years of every month. */
const COMPARED_DAYS = 30;

/** The days of a rule from its first on, so that two spellings of one rule are equal. */
function daysOf(rrule: string, first: CalendarDate): readonly CalendarDate[] {
  const days = [first];
  for (let last: CalendarDate | null = first; days.length < COMPARED_DAYS; days.push(last)) {
    last = followingOccurrence(rrule, last);
    if (last === null) break;
  }
  return days;
}

/** What a reading says, in the words of a key; a recurrence as its days. */
function answerOf({ deadline }: DeadlineReading): string {
  const { kind, start, due, next, rrule, offset, trigger } = deadline;
  if (kind === 'relative') {
    const event = trigger !== null && due === null ? '@' : null;
    return [kind, offset, event, due].filter((part) => part !== null).join(' ');
  }
  if (next !== null && rrule !== null) return [kind, ...daysOf(rrule, next)].join(' ');
  if (start !== null && due === null) return `${kind} ${start} …`;
  return `${kind} ${[start, due].filter((date) => date !== null).join(' … ')}`.trim();
}

/** A key as `answerOf` writes it. */
function expectedOf(key: string): string {
  const [kind, next, rrule] = key.split(' ');
  if (kind !== 'recurring') return key;
  return [kind, ...daysOf(rrule ?? '', next as CalendarDate)].join(' ');
}

function check(phrase: string, keys: string, on: CalendarDate): void {
  const reading = readDeadline(phrase, contextOn(on));
  const answer = answerOf(reading);
  const fitting = keys.split(' | ').filter((key) => answer === expectedOf(key.replace(/ !$/, '')));
  if (fitting.length === 0) expect(answer).toBe(keys);
  if (fitting.every((key) => key.endsWith(' !'))) expect(reading.warnings).not.toEqual([]);
}

function examine(name: string, exam: Readonly<Record<string, readonly Key[]>>): void {
  describe(name, () => {
    describe.each(Object.keys(exam) as CalendarDate[])('said by a document of %s', (on) => {
      test.each(exam[on] ?? [])('«%s» is %s', (phrase, keys) => check(phrase, keys, on));
    });
  });
}

examine('phrases keyed by hand', EXAM);
examine('phrases keyed after those had passed', FRESH_EXAM);
examine('phrases keyed after both had passed', THIRD_EXAM);
examine('phrases keyed after all three had passed', FOURTH_EXAM);
examine('phrases keyed after all four had passed', FIFTH_EXAM);
examine('phrases of other regions and bodies', SIXTH_EXAM);
examine('phrases keyed after those were read', SEVENTH_EXAM);
examine('phrases keyed after all seven were read', EIGHTH_EXAM);
examine('phrases of commissions, town halls and schools', NINTH_EXAM);
examine('phrases of school plans and of cells that lost their signs', TENTH_EXAM);

function phrasesIn(sentence: string, on: CalendarDate): (string | null)[] {
  return findDeadlines(sentence, contextOn(on)).map(({ reading }) => reading.deadline.text);
}

const TEXTS = [
  [SENTENCES_ON, SENTENCES_WITH_DEADLINES, SENTENCES_WITHOUT_DEADLINES],
  [FRESH_SENTENCES_ON, FRESH_SENTENCES_WITH_DEADLINES, FRESH_SENTENCES_WITHOUT_DEADLINES],
  [THIRD_SENTENCES_ON, THIRD_SENTENCES_WITH_DEADLINES, THIRD_SENTENCES_WITHOUT_DEADLINES],
  [THIRD_SENTENCES_ON, FOURTH_SENTENCES_WITH_DEADLINES, FOURTH_SENTENCES_WITHOUT_DEADLINES],
  [FIFTH_SENTENCES_ON, FIFTH_SENTENCES_WITH_DEADLINES, FIFTH_SENTENCES_WITHOUT_DEADLINES],
  [SIXTH_SENTENCES_ON, SIXTH_SENTENCES_WITH_DEADLINES, SIXTH_SENTENCES_WITHOUT_DEADLINES],
  [NINTH_SENTENCES_ON, NINTH_SENTENCES_WITH_DEADLINES, NINTH_SENTENCES_WITHOUT_DEADLINES],
  [TENTH_SENTENCES_ON, TENTH_SENTENCES_WITH_DEADLINES, TENTH_SENTENCES_WITHOUT_DEADLINES],
] as const;

describe.each(TEXTS)('sentences of a document of %s', (on, dated, undated) => {
  test.each(dated)('«%s» holds a deadline', (sentence, ...phrases) => {
    // The dot of «г.» may end the sentence too.
    const found = phrasesIn(sentence, on).map((phrase) => phrase?.replace(/\.$/, ''));
    expect(found).toEqual(phrases.map((phrase) => phrase.replace(/\.$/, '')));
  });

  test.each(undated)('«%s» holds none', (sentence) => {
    expect(phrasesIn(sentence, on)).toEqual([]);
  });
});

describe('sentences that order nothing outright', () => {
  test.each(TENTH_SENTENCES_IN_DOUBT)('«%s» is found with a doubt', (sentence) => {
    const [found] = findDeadlines(sentence, contextOn(TENTH_SENTENCES_ON));
    expect(found?.reading.warnings.length).toBeGreaterThan(0);
  });

  test.each(SIXTH_SENTENCES_IN_DOUBT)('«%s» is %s with a doubt', (sentence, key) => {
    const found = findDeadlines(sentence, contextOn(SIXTH_SENTENCES_ON));
    expect(found.map(({ reading }) => answerOf(reading)).at(-1)).toBe(expectedOf(key));
    expect(found.length > 1 || found.some(({ reading }) => reading.warnings.length > 0)).toBe(true);
  });
});

describe('the examiner', () => {
  test('tells a wrong day, a wrong rule and a missing warning', () => {
    expect(() => check('до 1 октября 2026 г.', 'date 2026-10-02', '2024-02-28')).toThrow();
    expect(() =>
      check('ежегодно', 'recurring 2024-12-31 FREQ=MONTHLY;BYMONTHDAY=31', '2024-02-28'),
    ).toThrow();
    expect(() => check('до 1 октября 2026 г.', 'date 2026-10-01 !', '2024-02-28')).toThrow();
  });
});
