import type { Warning } from '../core/warning.ts';
import { cutText, escapeHtml } from './html.ts';
import { counted } from './plural.ts';

/** A doubt is told up to this length. */
export const DOUBT_LENGTH = 250;

/** The doubt in one line; HTML. */
export function doubtLine(warning: Pick<Warning, 'message'>): string {
  return escapeHtml(cutText(warning.message, DOUBT_LENGTH));
}

/** «… и ещё 3 сомнения.», where some were left out. */
export function restOfDoubts(hidden: number): readonly string[] {
  return hidden > 0 ? [`… и ещё ${counted(hidden, 'сомнение', 'сомнения', 'сомнений')}.`] : [];
}
