import { randomInt } from 'node:crypto';
import type { Changes } from './changes.ts';
import { countCharacters } from './entities.ts';
import { refusals } from './errors.ts';

/** How long a button press may be answered. */
const ANSWER_WITHIN_MS = 150_000;
const MAX_ALERT = 200;
const MAX_KEPT = 10_000;

/** What the bot showed to a press: a toast at the top, or an alert to be closed. Empty text stops the spinner only. */
export interface Answer {
  readonly queryId: string;
  readonly userId: number;
  readonly text: string;
  readonly alert: boolean;
}

/** Button presses and their answers. */
export class Callbacks {
  readonly #pressed = new Map<
    string,
    { readonly userId: number; readonly atMs: number; answer: Answer | null }
  >();
  readonly #changes: Changes;
  readonly #nowMs: () => number;

  constructor(changes: Changes, nowMs: () => number) {
    this.#changes = changes;
    this.#nowMs = nowMs;
  }

  /** A new press; returns the id of its query. */
  press(userId: number): string {
    const id = `${userId}${randomInt(1_000_000_000, 9_999_999_999)}`;
    this.#pressed.set(id, { userId, atMs: this.#nowMs(), answer: null });
    const oldest = this.#pressed.keys().next().value;
    if (this.#pressed.size > MAX_KEPT && oldest !== undefined) this.#pressed.delete(oldest);
    return id;
  }

  /**
   * answerCallbackQuery: the first answer is shown, a second one is accepted and seen by nobody.
   *
   * @throws ApiError for an unknown id, 150 s after the press, or a text above 200 characters
   */
  answer(queryId: string, text: string, alert: boolean): void {
    const query = this.#pressed.get(queryId);
    if (query === undefined || this.#nowMs() - query.atMs > ANSWER_WITHIN_MS) throw refusals.staleQuery();
    if (countCharacters(text) > MAX_ALERT) throw refusals.longAlert();
    if (query.answer !== null) return;
    query.answer = { queryId, userId: query.userId, text, alert };
    this.#changes.next();
  }

  /** The answer to a press, null while there is none. */
  answerTo(queryId: string): Answer | null {
    return this.#pressed.get(queryId)?.answer ?? null;
  }

  /** Answers a person has been shown, oldest first. */
  answersFor(userId: number): readonly Answer[] {
    return [...this.#pressed.values()].flatMap(({ answer }) => (answer?.userId === userId ? [answer] : []));
  }
}
