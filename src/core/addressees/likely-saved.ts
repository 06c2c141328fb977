import type { AddresseeCandidate } from '../documents/read-document.ts';
import type { DirectoryIndex } from './directory-index.ts';
import { type Word, wordsOf } from './words.ts';

const LEAST_SCORE = 0.6;

/**
 * Groups that reviewers saved in the chat whose name, or words they were picked for, are like these; best first.
 *
 *   «школам, участвующим в мониторинге качества» → the group saved for «школам, участвующим в мониторинге»: 0.93
 */
export function likelySaved(
  readings: readonly (readonly Word[])[],
  index: DirectoryIndex,
): readonly AddresseeCandidate[] {
  return index.saved
    .map(({ code, name, suggestedFor }) => {
      const phrases = [name, ...(suggestedFor ?? [])].map(wordsOf);
      const scores = phrases.flatMap((phrase) => readings.map((words) => likeness(phrase, words)));
      return { code, score: Math.round(Math.max(...scores) * 100) / 100 };
    })
    .filter(({ score }) => score >= LEAST_SCORE)
    .sort((a, b) => b.score - a.score);
}

/**
 * 0–1: half for the share of common words among all, half for their share of the shorter, for a document names the
 * same schools more or less fully. One- and two-letter words count for nothing.
 */
function likeness(one: readonly Word[], other: readonly Word[]): number {
  const [a, b] = [one, other].map(
    (words) => new Set(words.map(({ stem }) => stem).filter((stem) => stem.length > 2)),
  );
  if (a === undefined || b === undefined || a.size === 0 || b.size === 0) return 0;
  const common = [...a].filter((stem) => b.has(stem)).length;
  return common / (a.size + b.size) + common / (2 * Math.min(a.size, b.size));
}
