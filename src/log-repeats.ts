/** Lines alike that are written in one window before they are only counted. */
const LINES_A_WINDOW = 3;
const WINDOW_MS = 60_000;
/** Lines unlike one another that are kept in mind; errors that all differ must not fill the memory. */
const MOST_KINDS = 500;

/** `write`: with the number of lines alike that were left out before this one. */
export type Repeat = { readonly kind: 'write'; readonly leftOut: number } | { readonly kind: 'leave_out' };

interface Window {
  beganMs: number;
  written: number;
  leftOut: number;
}

/**
 * Keeps trouble that repeats itself from filling the disk: of lines alike the first three are written, then one a
 * minute, which says how many were left out, until there is a minute without any.
 *
 *   const repeats = countRepeats();
 *   repeats('the database is away', performance.now())   // { kind: 'write', leftOut: 0 }
 */
export function countRepeats(): (line: string, nowMs: number) => Repeat {
  const windows = new Map<string, Window>();
  return (line, nowMs) => {
    const window = windows.get(line);
    if (window === undefined || (nowMs - window.beganMs >= WINDOW_MS && window.leftOut === 0)) {
      if (windows.size >= MOST_KINDS) windows.clear();
      windows.set(line, { beganMs: nowMs, written: 1, leftOut: 0 });
      return { kind: 'write', leftOut: 0 };
    }
    if (nowMs - window.beganMs >= WINDOW_MS) {
      const { leftOut } = window;
      // Still going on: this line is the whole of the new window.
      windows.set(line, { beganMs: nowMs, written: LINES_A_WINDOW, leftOut: 0 });
      return { kind: 'write', leftOut };
    }
    if (window.written >= LINES_A_WINDOW) {
      window.leftOut += 1;
      return { kind: 'leave_out' };
    }
    window.written += 1;
    return { kind: 'write', leftOut: 0 };
  };
}
