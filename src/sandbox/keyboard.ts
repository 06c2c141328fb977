import { refusals } from './errors.ts';
import { checkedUrl } from './html.ts';
import { explainWrongField, isJsonObject, readString, requireString, WrongField } from './json.ts';
import type { InlineButton, InlineKeyboard } from './shapes.ts';

/** A reply_markup that was understood. `keyboard` holds the labels of a reply keyboard. */
export type Markup =
  | { readonly kind: 'none' }
  | { readonly kind: 'inline'; readonly inline: InlineKeyboard }
  | { readonly kind: 'keyboard'; readonly rows: readonly (readonly string[])[]; readonly oneTime: boolean }
  | { readonly kind: 'remove' }
  | { readonly kind: 'force_reply' };

const MAX_BUTTONS = 100;
const MAX_MARKUP_BYTES = 10_240;
const MAX_CALLBACK_BYTES = 64;

function readInlineButton(value: unknown): InlineButton {
  if (!isJsonObject(value)) throw new WrongField('InlineKeyboardButton must be an Object');
  const text = requireString(value, 'text');
  const url = readString(value, 'url');
  if (url !== '') return { text, url };
  const data = readString(value, 'callback_data');
  if (data !== '') return { text, callback_data: data };
  throw new WrongField('Text buttons are unallowed in the inline keyboard');
}

function readKeyboardButton(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!isJsonObject(value)) throw new WrongField('KeyboardButton must be a String or an Object');
  return requireString(value, 'text');
}

function readRows<T>(
  value: unknown,
  field: string,
  readButton: (button: unknown) => T,
  refuse: { readonly rows: () => Error; readonly button: (words: string) => Error },
): readonly (readonly T[])[] {
  if (!Array.isArray(value)) throw refusals.field(`field "${field}" must be of type Array`);
  const rows = value.map((row: unknown) => {
    if (!Array.isArray(row)) throw refuse.rows();
    return row.map((button: unknown) => explainWrongField(() => readButton(button), refuse.button));
  });
  return rows.filter((row) => row.length > 0);
}

/**
 * Reads `reply_markup` (JSON text; empty = none).
 *
 *   '{"inline_keyboard":[[{"text":"Принять","callback_data":"acc:1"}]]}'  → { kind: 'inline', … }
 *
 * @throws ApiError for a wrong form; limits of size are checked by {@link checkMarkup}, as Telegram's server does
 */
export function readMarkup(json: string): Markup {
  if (json === '') return { kind: 'none' };
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw refusals.markupJson();
  }
  if (!isJsonObject(value)) throw refusals.markupObject();
  if (value['keyboard'] !== undefined) {
    const rows = readRows(value['keyboard'], 'keyboard', readKeyboardButton, {
      rows: refusals.keyboardRows,
      button: refusals.keyboardButton,
    });
    if (rows.length > 0) return { kind: 'keyboard', rows, oneTime: value['one_time_keyboard'] === true };
  }
  if (value['inline_keyboard'] !== undefined) {
    const rows = readRows(value['inline_keyboard'], 'inline_keyboard', readInlineButton, {
      rows: refusals.inlineRows,
      button: refusals.inlineButton,
    });
    if (rows.length > 0) return { kind: 'inline', inline: { inline_keyboard: rows } };
  }
  if (value['remove_keyboard'] === true) return { kind: 'remove' };
  if (value['force_reply'] === true) return { kind: 'force_reply' };
  return { kind: 'none' };
}

/** The limits of a keyboard: labels, addresses, callback data of 1–64 bytes, 100 buttons, 10 KB. @throws ApiError */
export function checkMarkup(markup: Markup): void {
  if (markup.kind === 'keyboard') {
    const labels = markup.rows.flat();
    if (labels.includes('')) throw refusals.emptyKeyboardButton();
    checkSize(labels.length, JSON.stringify(markup.rows));
  }
  if (markup.kind !== 'inline') return;
  const buttons = markup.inline.inline_keyboard.flat();
  for (const button of buttons) {
    if (button.text === '') throw refusals.emptyInlineButton();
    if (button.url !== undefined && checkedUrl(button.url) === null) throw refusals.buttonUrl(button.url);
  }
  checkSize(buttons.length, JSON.stringify(markup.inline));
  const tooLong = buttons.some(
    (button) => Buffer.byteLength(button.callback_data ?? '') > MAX_CALLBACK_BYTES,
  );
  if (tooLong) throw refusals.buttonData();
}

function checkSize(buttons: number, json: string): void {
  if (buttons > MAX_BUTTONS || Buffer.byteLength(json) > MAX_MARKUP_BYTES) throw refusals.longMarkup();
}
