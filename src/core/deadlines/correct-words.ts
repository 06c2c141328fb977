import type { Token } from './tokens.ts';
import { correctSpelling, isAbbreviation, lookUpWord } from './words.ts';

type WordToken = Extract<Token, { type: 'word' }>;

/** The tokens with misprinted words of the vocabulary put right and marked; null where there is nothing to put right. */
export function correctWords(tokens: readonly Token[]): Token[] | null {
  const corrected: Token[] = [];
  let isChanged = false;
  for (const [index, token] of tokens.entries()) {
    const put = token.type === 'word' && token.lexeme === null ? correctWord(token, tokens[index - 1]) : null;
    if (put !== null) isChanged = true;
    // A joined word takes the place of its first half.
    if (put !== null && put.start < token.start) corrected.pop();
    corrected.push(put ?? token);
  }
  return isChanged ? corrected : null;
}

function correctWord(word: WordToken, before: Token | undefined): WordToken | null {
  // «теч ение»: a word with a space inside, where neither half is a word and the whole is.
  if (before?.type === 'word' && (before.lexeme === null || isAbbreviation(before.form))) {
    const whole = before.form + word.form;
    const lexeme = lookUpWord(whole);
    if (lexeme !== null) return { ...before, form: whole, lexeme, corrected: true, end: word.end };
  }
  const form = correctSpelling(word.form);
  return form === null ? null : { ...word, form, lexeme: lookUpWord(form), corrected: true };
}
