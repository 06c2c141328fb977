import type { Context } from 'grammy';
import { isMenuLabel } from '../menu.ts';

/** True for words that may answer a dialogue's question: no command, no label of the menu, no file. */
export function saysWords(ctx: Context): boolean {
  const text = ctx.message?.text?.trim();
  return text !== undefined && text !== '' && !text.startsWith('/') && !isMenuLabel(text);
}
