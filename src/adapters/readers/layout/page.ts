/** A word on a page; lengths in points or pixels from the top left corner. */
export interface PageWord {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** How sure the recognizer is of a word it made of a picture, 0–100. */
  readonly confidence?: number;
}

/** A straight drawn line, horizontal (`top === bottom`) or vertical (`left === right`). */
export interface PageRule {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What stands on a page, in no order. */
export interface PageContent {
  readonly width: number;
  readonly height: number;
  readonly words: readonly PageWord[];
  readonly rules: readonly PageRule[];
}
