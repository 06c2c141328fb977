import type { Mark, NumberToken, Token } from './tokens.ts';
import type { Lexeme, LexemeId, TimeUnit } from './vocabulary.ts';
import { isAbbreviation } from './words.ts';

/**
 * A place in a list of tokens that phrase families read from and move on.
 *
 *   const c = new Cursor(tokenize('до 1 сентября'));
 *   c.takeForm('до') → true;   c.takeNumber()?.value → 1;   c.takeLexeme('month')?.value → 9
 *
 * A `take…` either moves past what it names or leaves the place alone; `attempt` does so for a whole rule.
 */
export class Cursor {
  readonly tokens: readonly Token[];
  at: number;

  constructor(tokens: readonly Token[], at = 0) {
    this.tokens = tokens;
    this.at = at;
  }

  get atEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  /** The token `ahead` places on, undefined past the end. */
  peek(ahead = 0): Token | undefined {
    return this.tokens[this.at + ahead];
  }

  /** The word form `ahead` places on, null where no word stands there. */
  formAt(ahead = 0): string | null {
    const token = this.peek(ahead);
    return token?.type === 'word' ? token.form : null;
  }

  /** The vocabulary entry `ahead` places on, null where none stands there. */
  lexemeAt(ahead = 0): Lexeme | null {
    const token = this.peek(ahead);
    return token?.type === 'word' ? token.lexeme : null;
  }

  markAt(ahead = 0): Mark | null {
    const token = this.peek(ahead);
    return token?.type === 'mark' ? token.mark : null;
  }

  /** Runs a rule; where it answers null the place is as before. */
  attempt<T>(rule: () => T | null): T | null {
    const before = this.at;
    const result = rule();
    if (result === null) this.at = before;
    return result;
  }

  /** Moves past one of the word forms. */
  takeForm(...forms: string[]): boolean {
    const form = this.formAt();
    if (form === null || !forms.includes(form)) return false;
    this.at += 1;
    return true;
  }

  /** Moves past these word forms in a row; a comma between them is allowed. */
  takeForms(...forms: string[]): boolean {
    const taken = this.attempt(() => {
      for (const form of forms) {
        if (this.markAt() === ',') this.at += 1;
        if (!this.takeForm(form)) return null;
      }
      return true;
    });
    return taken !== null;
  }

  takeLexeme(id: LexemeId): Lexeme | null {
    const lexeme = this.lexemeAt();
    if (lexeme === null || lexeme.id !== id) return null;
    this.at += 1;
    return lexeme;
  }

  /** Moves past a unit of time, its abbreviating dot included: «года», «кв.», «раб.». */
  takeUnit(...units: TimeUnit[]): TimeUnit | null {
    const lexeme = this.lexemeAt();
    if (lexeme?.id !== 'unit' || lexeme.unit === undefined || !units.includes(lexeme.unit)) return null;
    this.at += 1;
    this.takeAbbreviationDot();
    return lexeme.unit;
  }

  takeNumber(): NumberToken | null {
    const token = this.peek();
    if (token?.type !== 'number') return null;
    this.at += 1;
    return token;
  }

  takeMark(...marks: Mark[]): boolean {
    const mark = this.markAt();
    if (mark === null || !marks.includes(mark)) return false;
    this.at += 1;
    return true;
  }

  skipMarks(...marks: Mark[]): void {
    while (this.takeMark(...marks));
  }

  /** Moves past the dot of an abbreviation: «г.», «кв.», «сент.»; the dot after a whole word ends the sentence. */
  takeAbbreviationDot(): void {
    if (this.markAt() === '.' && isAbbreviation(this.formAt(-1) ?? '')) this.at += 1;
  }
}
