import { describe, expect, it } from 'vitest';
import { russianCalendar } from '../../../src/core/calendar/russian-calendar.ts';
import { explainReminder } from '../../../src/core/reminders/explain-reminder.ts';
import { defaultReminderPolicy } from '../../../src/core/reminders/policy.ts';

describe('explainReminder', () => {
  it.each([
    { due: '2022-12-30', step: 'before-3', today: '2022-12-27', section: 'soon', daysLeft: 3, working: null },
    { due: '2022-12-30', step: 'today', today: '2022-12-30', section: 'today', daysLeft: 0, working: null },
    {
      due: '2022-12-30',
      step: 'before-1',
      today: '2023-01-09',
      section: 'overdue',
      daysLeft: -10,
      working: null,
    },
    {
      due: '2022-12-31',
      step: 'before-3',
      today: '2022-12-28',
      section: 'soon',
      daysLeft: 3,
      working: '2022-12-30',
    },
    {
      due: '2022-12-31',
      step: 'last-working-day',
      today: '2022-12-30',
      section: 'today',
      daysLeft: 1,
      working: '2022-12-30',
    },
    {
      due: '2022-12-31',
      step: 'today',
      today: '2022-12-31',
      section: 'today',
      daysLeft: 0,
      working: '2022-12-30',
    },
    {
      due: '2022-12-31',
      step: 'today',
      today: '2023-01-09',
      section: 'overdue',
      daysLeft: -9,
      working: '2022-12-30',
    },
    {
      due: '2022-12-30',
      step: 'window-start',
      today: '2022-12-01',
      section: 'new',
      daysLeft: 29,
      working: null,
    },
    {
      due: '2022-12-30',
      step: 'window-start',
      today: '2022-12-30',
      section: 'today',
      daysLeft: 0,
      working: null,
    },
    {
      due: null,
      step: 'quarter-2022-Q4',
      today: '2022-10-03',
      section: 'undated',
      daysLeft: null,
      working: null,
    },
  ] as const)(
    '$step of $due told on $today: $section',
    ({ due, step, today, section, daysLeft, working }) => {
      expect(explainReminder({ due }, step, today, defaultReminderPolicy, russianCalendar)).toEqual({
        section,
        daysLeft,
        workingDeadline: working,
      });
    },
  );

  it('names no working deadline where the policy aims at the date as printed', () => {
    const policy = { ...defaultReminderPolicy, aim: 'as_printed' } as const;
    expect(explainReminder({ due: '2022-12-31' }, 'before-1', '2022-12-30', policy, russianCalendar)).toEqual(
      {
        section: 'soon',
        daysLeft: 1,
        workingDeadline: null,
      },
    );
  });
});
