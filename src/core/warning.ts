/**
 * A doubt the reviewer must see before anything is sent: a code for programs, a sentence in Russian for people.
 * Nothing is guessed silently: whatever is uncertain in a reading carries at least one of these.
 */
export type WarningCode =
  | 'no_deadline'
  | 'due_before_document'
  | 'crosses_addressee'
  | 'needs_event'
  | 'assumed_year'
  | 'approximate'
  | 'several_dates'
  | 'dates_disagree'
  | 'numbers_disagree'
  | 'unparseable_phrase'
  | 'calendar_not_covered'
  | 'no_addressee'
  | 'unknown_addressee'
  | 'several_candidates'
  | 'corrected_spelling'
  | 'subset_of_group'
  | 'unclear_exception'
  | 'reaches_nobody'
  | 'numbering_gap'
  | 'no_document_date'
  | 'no_decisions'
  | 'source_damaged'
  | 'poorly_recognized'
  | 'deadline_poorly_recognized'
  | 'content_ignored'
  | 'columns_guessed'
  | 'text_left_out'
  | 'tracked_changes';

/** One doubt, with its code and what the reviewer is told. */
export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
}
