import type { PhraseFamily } from './draft.ts';
import { type FoundDeadline, findPhrases } from './find-deadlines.ts';
import { boundary } from './phrases/boundary.ts';
import { edge } from './phrases/edge.ts';
import { elsewhere } from './phrases/elsewhere.ts';
import { onDemand } from './phrases/on-demand.ts';
import { period } from './phrases/period.ts';
import { recurring } from './phrases/recurring.ts';
import { relative } from './phrases/relative.ts';
import { schoolCalendar } from './phrases/school-calendar.ts';
import { spokenDay } from './phrases/spoken-day.ts';
import { standing } from './phrases/standing.ts';
import type { DeadlineContext } from './policy.ts';
import { readAmidWords } from './read-amid-words.ts';
import { type DeadlineReading, readPhrase } from './read-phrase.ts';
import { type SplitCell, splitCell } from './split-cell.ts';

/**
 * The grammar of deadline phrases: its table of contents. The family that understands the longest part of a phrase
 * wins; of two that understand as much, the one named first here.
 */
const FAMILIES: readonly PhraseFamily[] = [
  standing,
  onDemand,
  recurring,
  edge,
  boundary,
  period,
  relative,
  spokenDay,
  elsewhere,
  schoolCalendar,
];

/**
 * What a deadline phrase means for a document of a date. Never throws; whatever is not certain carries a warning.
 *
 *   readDeadline('до 1 октября 2026 г.', context).deadline → { kind: 'date', due: '2026-10-01', … }
 *   readDeadline('с приложением отчёта до 1 октября 2026 г.', context) → the same, warning approximate
 *   readDeadline('согласно графику', context)              → kind 'unparseable', warning unparseable_phrase
 *   readDeadline(null, context)                            → kind 'none', warning no_deadline
 */
export function readDeadline(phrase: string | null, context: DeadlineContext): DeadlineReading {
  return readPhrase(FAMILIES, phrase, context, (source) => readAmidWords(FAMILIES, source, context));
}

/** Like `readDeadline`, where every word of the phrase must be understood; else unparseable. */
export function readWholeDeadline(phrase: string, context: DeadlineContext): DeadlineReading {
  return readPhrase(FAMILIES, phrase, context);
}

/** Deadline phrases inside the text of a point that has no line of its own for the deadline; see `findPhrases`. */
export function findDeadlines(text: string, context: DeadlineContext): FoundDeadline[] {
  return findPhrases(FAMILIES, text, context);
}

/** Takes apart a table cell that holds the deadline and the responsible bodies; see `splitCell`. */
export function splitDeadlineCell(text: string, context: DeadlineContext): SplitCell {
  return splitCell(FAMILIES, text, context);
}

export type { FoundDeadline } from './find-deadlines.ts';
export { type DeadlineContext, type DeadlinePolicy, defaultDeadlinePolicy } from './policy.ts';
export type { DeadlineReading } from './read-phrase.ts';
export { followingOccurrence, nextOccurrence } from './recurrence.ts';
export type { SplitCell } from './split-cell.ts';
