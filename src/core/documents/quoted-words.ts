import { collapse } from './source-text.ts';

const LONGEST_QUOTE = 80;

/** The beginning of a text as a warning quotes it: white space collapsed, «…» where it goes on. */
export function quotedWords(text: string): string {
  const words = collapse(text);
  return words.length > LONGEST_QUOTE ? `${words.slice(0, LONGEST_QUOTE)}…` : words;
}
