import type { Warning } from '../warning.ts';
import type { Quote, ReadDecision } from './read-document.ts';
import type { SourceText, WordConfidence } from './source-text.ts';

/**
 * How sure a recognizer must be. Measured on pages of print, blurred and coarsened by steps: of words surer than
 * 90 % 98 of 100 are right, between 75 and 90 % three of four, below 60 % one of five; a good scan has 94 % on
 * the whole.
 */
const SURE_WORD = 75;
const SURE_TEXT = 90;
const MOST_SHOWN = 3;

/**
 * Adds to decisions of a recognized text how sure the recognizer is of them, where it is not sure enough: of the
 * quotation (`poorly_recognized`) and of the printed deadline (`deadline_poorly_recognized`).
 *
 *   «Провести сверку спи5ков», the last word 41 % sure
 *   → «Распознано с уверенностью 78 %. Сверьте с документом: «спи5ков» (41 %).»
 */
export function doubtRecognition(decisions: readonly ReadDecision[], source: SourceText): ReadDecision[] {
  const words = (source.confidences ?? []).filter(({ start, end }) =>
    /[A-Za-zЀ-ӿ\p{N}]/u.test(source.text.slice(start, end)),
  );
  if (words.length === 0) return [...decisions];
  const starts = decisions.map(({ quote }) => quote.start).sort((a, b) => a - b);
  return decisions.map((decision) => {
    const { quote, deadline } = decision;
    const until = starts.find((start) => start > quote.start) ?? source.text.length;
    const doubts = [
      ...doubtOf(within(words, quote), source, {
        code: 'poorly_recognized',
        of: (percent) => `Распознано с уверенностью ${percent} %.`,
      }),
      ...doubtOf(wordsOfDeadline(words, deadline.text, { start: quote.end, end: until }, source), source, {
        code: 'deadline_poorly_recognized',
        of: (percent) => `Срок распознан с уверенностью ${percent} %.`,
      }),
    ];
    return doubts.length === 0 ? decision : { ...decision, warnings: [...decision.warnings, ...doubts] };
  });
}

function doubtOf(
  words: readonly WordConfidence[],
  { text }: SourceText,
  told: { readonly code: Warning['code']; readonly of: (percent: number) => string },
): Warning[] {
  const letters = words.reduce((sum, { start, end }) => sum + end - start, 0);
  const sure = words.reduce((sum, { start, end, confidence }) => sum + (end - start) * confidence, 0);
  const doubtful = words.filter(({ confidence }) => confidence < SURE_WORD);
  const percent = Math.floor(sure / Math.max(1, letters));
  if (letters === 0 || (percent >= SURE_TEXT && doubtful.length === 0)) return [];
  const shown = doubtful
    .toSorted((a, b) => a.confidence - b.confidence)
    .slice(0, MOST_SHOWN)
    .map(({ start, end, confidence }) => `«${bare(text.slice(start, end))}» (${Math.floor(confidence)} %)`);
  const check = shown.length === 0 ? 'Сверьте с документом.' : `Сверьте с документом: ${shown.join(', ')}.`;
  return [{ code: told.code, message: `${told.of(percent)} ${check}` }];
}

/** A word without the punctuation around it. */
function bare(word: string): string {
  return word.replace(/^[^A-Za-zЀ-ӿ\p{N}]+/u, '').replace(/[^A-Za-zЀ-ӿ\p{N}]+$/u, '');
}

function within(words: readonly WordConfidence[], range: Quote): WordConfidence[] {
  return words.filter(({ start, end }) => start >= range.start && end <= range.end);
}

/** The words of a deadline that is printed after the quotation: on its own line, in its own cell. */
function wordsOfDeadline(
  words: readonly WordConfidence[],
  phrase: string | null,
  range: Quote,
  { text }: SourceText,
): WordConfidence[] {
  const printed = new Set(phrase?.split(' '));
  return within(words, range).filter(({ start, end }) => printed.has(text.slice(start, end)));
}
