import type { Answer } from './callbacks.ts';
import type { Person } from './chats.ts';
import type { Fault } from './faults.ts';
import type { FloodLimits } from './flood.ts';
import { Flood } from './flood.ts';
import type { TelegramUser } from './shapes.ts';
import type { BotCommand, State } from './state.ts';
import type { ChatView, MessageView } from './view.ts';
import { viewChat, viewMessage } from './view.ts';

const WAIT_MS = 30_000;

/** What is seen of the sandbox from outside the bot: chats, answers, counts; waiting for it; and trouble on request. */
export class Observer {
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  users(): readonly (TelegramUser & {
    readonly bot: Person['bot'];
    readonly deactivated: boolean;
  })[] {
    return [...this.#state.chats.people.values()].map(({ user, bot, deactivated }) => ({
      ...user,
      bot,
      deactivated,
    }));
  }

  chats(): readonly ChatView[] {
    return [...this.#state.chats.rooms.values()].map(viewChat);
  }

  /** Messages of a chat, oldest first, deleted ones included. */
  history(chat: number): readonly MessageView[] {
    return [...this.#state.chats.room(chat).messages.values()].map(viewMessage);
  }

  chat(chat: number): ChatView {
    return viewChat(this.#state.chats.room(chat));
  }

  /** Toasts and alerts a person was shown, oldest first. */
  answers(userId: number): readonly Answer[] {
    return this.#state.callbacks.answersFor(userId);
  }

  /** The bytes of a file in a chat; null where they were let go or never existed. */
  file(
    fileId: string,
  ): { readonly name: string; readonly mimeType: string; readonly bytes: Uint8Array } | null {
    const file = this.#state.files.find(fileId);
    if (file === null || file === 'gone' || file.bytes === null) return null;
    return { name: file.name, mimeType: file.mimeType, bytes: file.bytes };
  }

  /** Commands the bot has set for a scope (default) and language (none). */
  commands(
    scope: Readonly<Record<string, unknown>> = { type: 'default' },
    language = '',
  ): readonly BotCommand[] {
    return this.#state.profile.commands.get(JSON.stringify([scope, language])) ?? [];
  }

  /** Calls of the bot so far, by method; refused and struck ones are counted too. */
  calls(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#state.calls);
  }

  /** Updates the bot has not confirmed yet. */
  pendingUpdates(): number {
    return this.#state.updates.pendingCount;
  }

  /** Number of the latest change; pass it to `waitFor` as `after` to look at later messages only. */
  mark(): number {
    return this.#state.changes.last;
  }

  /**
   * The first message of the chat that fits and is not deleted, now or later; with `after`, only messages that are
   * new or were changed since.
   *
   * @throws Error after `timeoutMs` (30 s), with the last messages of the chat
   */
  waitFor(
    chat: number,
    fits: (message: MessageView) => boolean,
    options: { readonly timeoutMs?: number | undefined; readonly after?: number | undefined } = {},
  ): Promise<MessageView> {
    // Every change anywhere wakes every wait: none looks twice at a message that has not changed.
    let seen = options.after ?? 0;
    return this.#state.changes.waitUntil(
      () => {
        const fresh = [...this.#state.chats.room(chat).messages.values()].filter(
          (stored) => stored.change > seen && !stored.deleted,
        );
        seen = Math.max(seen, this.#state.changes.last);
        return fresh.map(viewMessage).find(fits);
      },
      {
        timeoutMs: options.timeoutMs ?? WAIT_MS,
        what: () => {
          const last = this.history(chat).slice(-5);
          return `a message in chat ${chat}; its last ones: ${JSON.stringify(last.map(({ text }) => text))}`;
        },
      },
    );
  }

  /** Until the state is so, looked at again after every change. @throws Error after `timeoutMs` (30 s) */
  async waitUntil(isSo: () => boolean, options: { readonly timeoutMs?: number } = {}): Promise<void> {
    await this.#state.changes.waitUntil(() => (isSo() ? true : undefined), {
      timeoutMs: options.timeoutMs ?? WAIT_MS,
      what: () => 'a state of the sandbox',
    });
  }

  /** The bot's answer to a press. @throws Error after `timeoutMs` (30 s) */
  waitForAnswer(queryId: string, options: { readonly timeoutMs?: number } = {}): Promise<Answer> {
    return this.#state.changes.waitUntil(() => this.#state.callbacks.answerTo(queryId) ?? undefined, {
      timeoutMs: options.timeoutMs ?? WAIT_MS,
      what: () => `an answer to the press ${queryId}`,
    });
  }

  /** Makes calls fail; see {@link Fault}. */
  addFault(fault: Fault): void {
    this.#state.faults.add(fault);
  }

  clearFaults(): void {
    this.#state.faults.clear();
  }

  /** Turns flood control on with these limits, or off. */
  setLimits(limits: FloodLimits | null): void {
    this.#state.flood = limits === null ? null : new Flood(limits);
  }
}
