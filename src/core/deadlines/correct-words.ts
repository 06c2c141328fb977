import type { Token } from './tokens.ts';
import { VOCABULARY } from './vocabulary.ts';
import { isAbbreviation, LONGEST_WORD, lookUpWord } from './words.ts';

type WordToken = Extract<Token, { type: 'word' }>;

/** The tokens with misprinted words of the vocabulary put right and marked; null where there is nothing to put right. */
export function correctWords(tokens: readonly Token[]): Token[] | null {
  const corrected: Token[] = [];
  let isChanged = false;
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'word' && isTwice(tokens[index - 1], token)) {
      isChanged = true;
      corrected[corrected.length - 1] = { ...token, corrected: true };
      continue;
    }
    const put = token.type === 'word' && token.lexeme === null ? correctWord(token, tokens[index - 1]) : null;
    if (put !== null) isChanged = true;
    // A joined word takes the place of its first half.
    if (put !== null && put.start < token.start) corrected.pop();
    corrected.push(put ?? token);
  }
  return isChanged ? corrected : null;
}

/** «по по 26 марта», «до до 1 мая» */
function isTwice(before: Token | undefined, token: Token): boolean {
  if (token.type !== 'word' || before?.type !== 'word' || before.form !== token.form) return false;
  return /^(?:до|по|со?|в|к)$/.test(token.form);
}

/** The same for the words of time that a text is searched by: «в течениие», «12 сентебря». */
export function correctWordsOfTime(tokens: readonly Token[]): readonly Token[] {
  let corrected: Token[] | null = null;
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    if (token.type !== 'word' || token.lexeme !== null || before === undefined) continue;
    const isDay = before.type === 'number' && before.digits < 3 && MONTH_LIKE.test(token.form);
    if (!isDay && !(before.type === 'word' && before.form === 'в' && token.form.startsWith('т'))) continue;
    const form = correctSpelling(token.form);
    const lexeme = form === null ? null : lookUpWord(form);
    if (form === null || !(isDay ? lexeme?.id === 'month' : /^течени[еи]$/.test(form))) continue;
    corrected ??= [...tokens];
    corrected[index] = { ...token, form, lexeme, corrected: true };
  }
  return corrected ?? tokens;
}

/** Ends as a month does after its day. */
const MONTH_LIKE = /(?:р[яа]|л[яа]|н[яа]|та)$/;

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

/**
 * The known word one slip away from a misprinted one (a letter lost, doubled, changed or swapped):
 * «сентебря» → «сентября». Null for short words, where one slip makes another word, and where two would fit.
 */
function correctSpelling(form: string): string | null {
  if (form.length < 6 || form.length > LONGEST_WORD) return null;
  const candidates = (CORRECTABLE.get(form.slice(0, 1)) ?? []).filter((word) => isOneSlipAway(form, word));
  const meanings = new Set(candidates.map((word) => VOCABULARY.get(word)));
  return meanings.size === 1 ? (candidates[0] ?? null) : null;
}

/** Words long enough to be corrected, by their first letter, which is taken to be right. */
const CORRECTABLE = new Map<string, string[]>();
for (const form of VOCABULARY.keys()) {
  if (form.length < 6) continue;
  const sameInitial = CORRECTABLE.get(form.slice(0, 1));
  if (sameInitial === undefined) CORRECTABLE.set(form.slice(0, 1), [form]);
  else sameInitial.push(form);
}

function isOneSlipAway(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1) return false;
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  // What is left over must be the same from some place on: past the letter changed, lost, doubled or swapped.
  let same = 0;
  while (same < left.length - at && left[left.length - 1 - same] === right[right.length - 1 - same])
    same += 1;
  const [ownRest, otherRest] = [left.length - at - same, right.length - at - same];
  if (ownRest <= 1 && otherRest <= 1) return true;
  return ownRest === 2 && otherRest === 2 && left[at] === right[at + 1] && left[at + 1] === right[at];
}
