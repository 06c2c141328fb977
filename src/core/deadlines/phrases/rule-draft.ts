import type { CalendarDate } from '../../calendar/calendar-date.ts';
import type { Warning } from '../../warning.ts';
import type { Cursor } from '../cursor.ts';
import { doubt } from '../doubts.ts';
import { type Draft, draftOf, type PhraseContext } from '../draft.ts';
import { later } from '../draft-of-stretches.ts';
import { nextOccurrence } from '../recurrence.ts';
import { type Frequency, type Rule, takeFrequency } from './frequency.ts';
import type { Validity } from './validity.ts';

/** A frequency after an occurrence, with what may stand between: «, далее», «(», «и в дальнейшем». */
export function takeFollowingFrequency(cursor: Cursor): Frequency | null {
  if (cursor.atEnd) return null;
  return cursor.attempt(() => {
    cursor.skipMarks(',', ';', '-', '(', '.');
    cursor.takeForm('и', 'а');
    if (!cursor.takeForm('далее', 'затем', 'впоследствии', 'потом', 'также') && cursor.takeForm('в'))
      if (cursor.takeForm('дальнейшем', 'последующем', 'последующие')) cursor.takeForm('годы');
      else cursor.at -= 1;
    cursor.skipMarks(',', '-');
    const frequency = takeFrequency(cursor);
    if (frequency !== null) cursor.takeMark(')');
    return frequency;
  });
}

/** A rule with its validity, as a draft: the next day is the first one on or after the start. */
export function draftOfRule(
  rule: Rule,
  validity: Validity | null,
  context: PhraseContext,
  from: CalendarDate | null = null,
): Draft {
  const warnings: Warning[] = [...rule.warnings, ...(validity?.warnings ?? [])];
  const until = validity?.until ?? null;
  const rrule = until === null ? rule.rrule : `${rule.rrule};UNTIL=${until.replaceAll('-', '')}`;
  const first = [from, validity?.from ?? null].filter((date) => date !== null).reduce(later, context.on);
  const next = nextOccurrence(rrule, first);
  // «ежемесячно до 31.12.2024» in an act of 2026.
  if (next === null) return draftOf({ kind: 'unparseable', warnings: [doubt.endedRecurrence()] });
  return draftOf({ kind: 'recurring', rrule, next, warnings });
}
