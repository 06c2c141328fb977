import { diffArrays } from 'diff';
import { wordsOf } from './words.ts';

/** A stretch of text that stayed, went or came. */
export interface WordChange {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Words of a change beyond which one text is simply another. */
const MOST_EDITS = 400;

/**
 * What has changed between two texts, word by word, as they are printed; null where they have next to nothing in
 * common or are too long to compare: then both are to be shown whole.
 *
 *   «Провести до мая», «Провести в срок до мая» → same «Провести», added «в срок», same «до мая»
 *
 * Words that differ in case or punctuation only stay; of them the new spelling is given.
 */
export function wordChanges(before: string, after: string): readonly WordChange[] | null {
  const changes = diffArrays(printedWords(before), printedWords(after), {
    comparator: (left, right) => left.meaning === right.meaning,
    maxEditLength: MOST_EDITS,
  });
  if (changes === undefined || !changes.some(({ added, removed }) => !added && !removed)) return null;
  return changes.map(({ added, removed, value }): WordChange => {
    const kind = added ? 'added' : removed ? 'removed' : 'same';
    return { kind, text: value.map(({ printed }) => printed).join(' ') };
  });
}

/** Words as they stand between spaces, each with what it says. */
function printedWords(text: string): { readonly printed: string; readonly meaning: string }[] {
  const printed = text.split(/\s+/).filter((word) => word !== '');
  return printed.map((word) => ({ printed: word, meaning: wordsOf(word).join(' ') }));
}
