/** What was waited for did not come in time. */
export class WaitedInVain extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WaitedInVain';
  }
}

/**
 * Numbers every change the people of the sandbox can see, and wakes whoever waits for one. No polling: a wait is
 * looked at again only when something changed.
 *
 *   const sent = await changes.waitUntil(() => find(), { timeoutMs: 5000, what: 'a message with «Срок»' })
 */
export class Changes {
  #last = 0;
  readonly #waiting = new Set<() => void>();

  /** The number of the latest change; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  /** Takes the next number and wakes. */
  next(): number {
    this.#last++;
    this.wake();
    return this.#last;
  }

  /** Has the waits looked at once the caller has finished (in a microtask): something nobody sees has changed. */
  wake(): void {
    queueMicrotask(() => {
      for (const look of this.#waiting) look();
    });
  }

  /**
   * The first value other than undefined that `look` gives, now or after a change.
   *
   * @throws WaitedInVain after `timeoutMs` milliseconds, naming `what` was waited for
   */
  waitUntil<T>(
    look: () => T | undefined,
    options: { readonly timeoutMs: number; readonly what: () => string },
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(lookAgain);
        reject(new WaitedInVain(`Waited ${options.timeoutMs} ms for ${options.what()}`));
      }, options.timeoutMs);
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        this.#waiting.delete(lookAgain);
        settle();
      };
      const lookAgain = (): void => {
        try {
          const found = look();
          if (found !== undefined) finish(() => resolve(found));
        } catch (error) {
          finish(() => reject(error instanceof Error ? error : new Error(String(error))));
        }
      };
      this.#waiting.add(lookAgain);
      lookAgain();
    });
  }
}
