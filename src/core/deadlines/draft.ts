import type { CalendarDate } from '../calendar/calendar-date.ts';
import type { Warning } from '../warning.ts';
import type { Cursor } from './cursor.ts';
import type { DeadlineKind } from './deadline.ts';
import type { DeadlineContext } from './policy.ts';
import type { Token } from './tokens.ts';
import type { LexemeId } from './vocabulary.ts';

/** A deadline as a phrase family understood it, before it is given the words it was read from. */
export interface Draft {
  readonly kind: DeadlineKind;
  readonly start: CalendarDate | null;
  readonly due: CalendarDate | null;
  readonly next: CalendarDate | null;
  readonly rrule: string | null;
  readonly offset: string | null;
  readonly trigger: string | null;
  readonly warnings: readonly Warning[];
}

/** What a part of a text means; offsets are UTF-16, end exclusive. */
export interface PlacedDraft {
  readonly start: number;
  readonly end: number;
  readonly draft: Draft;
}

/**
 * One family of phrases. `read` takes as much of the phrase as it understands and moves the cursor past it;
 * null where the phrase is not of this family, with the cursor anywhere.
 */
export interface PhraseFamily {
  readonly name: string;
  /** Whether a phrase of the family can begin with the token: spares trying the family where it cannot. */
  opensWith(token: Token): boolean;
  read(cursor: Cursor, context: PhraseContext): Draft | null;
}

/** A test for `opensWith`: words of these forms or lexemes, and numbers and dates where `orNumber`. */
export function opensWithWord(
  forms: string,
  lexemes: readonly LexemeId[] = [],
  orNumber = false,
): (token: Token) => boolean {
  const known = new Set(forms.split(' '));
  return (token) => {
    if (token.type !== 'word') return orNumber && token.type !== 'mark';
    return known.has(token.form) || (token.lexeme !== null && lexemes.includes(token.lexeme.id));
  };
}

/** What a family reads against: the document's facts and the source, for words that are kept as printed. */
export interface PhraseContext extends DeadlineContext {
  /** The text the tokens were cut from. */
  readonly source: string;
}

const EMPTY: Draft = {
  kind: 'unparseable',
  start: null,
  due: null,
  next: null,
  rrule: null,
  offset: null,
  trigger: null,
  warnings: [],
};

/** A draft with everything that is not given left empty. */
export function draftOf(given: Partial<Draft> & Pick<Draft, 'kind'>): Draft {
  return { ...EMPTY, ...given };
}

/** The same draft with more doubts; a doubt already there is not repeated. */
export function withWarnings(draft: Draft, more: readonly Warning[]): Draft {
  const added = more.filter((warning) => !draft.warnings.some((known) => known.message === warning.message));
  return added.length === 0 ? draft : { ...draft, warnings: [...draft.warnings, ...added] };
}
