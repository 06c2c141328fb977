import { doubt } from '../deadlines/doubts.ts';
import type { Warning, WarningCode } from '../warning.ts';

const ABOUT_DEADLINE: ReadonlySet<WarningCode> = new Set<WarningCode>([
  'no_deadline',
  'due_before_document',
  'crosses_addressee',
  'needs_event',
  'assumed_year',
  'approximate',
  'several_dates',
  'dates_disagree',
  'unparseable_phrase',
  'calendar_not_covered',
  'no_document_date',
  'deadline_poorly_recognized',
]);

/**
 * What remains doubtful of a point once a reviewer has said its deadline.
 *
 *   «Срок не указан.», «Адресат не найден …» → «Адресат не найден …»
 */
export function withoutDeadlineDoubts(warnings: readonly Warning[]): readonly Warning[] {
  return warnings.filter((warning) => !isAboutDeadline(warning));
}

/** What remains doubtful of a point once a reviewer has written its text: they have seen how it should read. */
export function withoutTextDoubts(warnings: readonly Warning[]): readonly Warning[] {
  return warnings.filter(({ code }) => code !== 'poorly_recognized');
}

/** Misprints are mended in addressees too; there the words differ. */
function isAboutDeadline({ code, message }: Warning): boolean {
  if (code === 'corrected_spelling') return message === doubt.correctedSpelling().message;
  return ABOUT_DEADLINE.has(code);
}
