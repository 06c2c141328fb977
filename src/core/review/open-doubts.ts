import type { Warning } from '../warning.ts';

/**
 * The doubts that nobody has answered for: all but those a reviewer confirmed, by their words. A doubt that arose
 * after the confirmation (the directory has changed) is open.
 *
 *   doubts «Срок не указан.», «Адресат не указан.», confirmed «Срок не указан.» → «Адресат не указан.»
 */
export function openDoubts(doubts: readonly Warning[], confirmed: readonly string[]): readonly Warning[] {
  return doubts.filter(({ message }) => !confirmed.includes(message));
}
