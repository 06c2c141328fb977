/** A file in the request. */
export interface Upload {
  readonly name: string;
  readonly mimeType: string | undefined;
  readonly bytes: Uint8Array;
}

/**
 * The arguments of a call. As at Telegram every argument is text, however it came (JSON numbers and objects become
 * their JSON), and an absent one is the empty text.
 */
export class Args {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #uploads: ReadonlyMap<string, Upload>;

  constructor(texts: ReadonlyMap<string, string>, uploads: ReadonlyMap<string, Upload>) {
    this.#texts = texts;
    this.#uploads = uploads;
  }

  text(name: string): string {
    return this.#texts.get(name) ?? '';
  }

  has(name: string): boolean {
    return this.text(name) !== '';
  }

  /** «true», «yes» and «1» are true. */
  flag(name: string): boolean {
    return ['true', 'yes', '1'].includes(this.text(name).toLowerCase());
  }

  /** A whole number within the bounds; `otherwise` where absent, 0 where it is no number. */
  integer(name: string, otherwise = 0, min = -Infinity, max = Infinity): number {
    if (!this.has(name)) return otherwise;
    const value = Number(/^\s*-?\d{1,18}/.exec(this.text(name))?.[0] ?? 0);
    return Math.min(max, Math.max(min, value));
  }

  /** A file attached under this name, or named by «attach://…». */
  upload(name: string): Upload | null {
    return this.attached(this.text(name)) ?? this.#uploads.get(name) ?? null;
  }

  /** The file an «attach://…» address names. */
  attached(address: string): Upload | null {
    return address.startsWith('attach://') ? (this.#uploads.get(address.slice(9)) ?? null) : null;
  }

  /** @throws what `refuse` gives where the text is no JSON; undefined where it is absent */
  json(name: string, refuse: () => Error): unknown {
    if (!this.has(name)) return undefined;
    try {
      return JSON.parse(this.text(name)) as unknown;
    } catch {
      throw refuse();
    }
  }
}
