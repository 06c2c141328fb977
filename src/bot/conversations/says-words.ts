import type { Context } from 'grammy';
import { requestOf } from '../requests.ts';

/** True for words that may answer a dialogue's question: no command, no request in words, no file. */
export function saysWords(ctx: Context): boolean {
  const text = ctx.message?.text?.trim();
  return text !== undefined && text !== '' && !text.startsWith('/') && requestOf(ctx) === null;
}
