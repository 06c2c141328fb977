import { type Action, encodeAction, parseAction } from '../../src/messages/actions.ts';
import type { Button, OutgoingMessage } from '../../src/messages/message.ts';
import { parseHtml } from '../../src/sandbox/html.ts';
import { htmlFaults } from './telegram-html.ts';

/** What Telegram (or a person) would refuse in a message; empty where it is fine. */
export function messageFaults(message: OutgoingMessage): readonly string[] {
  const faults = [...htmlFaults(message.html)];
  if (faults.length === 0) {
    const { text } = parseHtml(message.html);
    if (text.trim() === '') faults.push('no text');
    if (text.length > 4096) faults.push(`${text.length} characters`);
    if (hasLoneSurrogate(text)) faults.push('half a character in the text');
  }
  const buttons = (message.keyboard ?? []).flat();
  if (buttons.length > 100) faults.push(`${buttons.length} buttons`);
  if ((message.keyboard ?? []).some((row) => row.length === 0)) faults.push('empty row of buttons');
  return [...faults, ...buttons.flatMap(buttonFaults)];
}

/** The labels of a message's buttons, row by row. */
export function buttonLabels(message: OutgoingMessage): readonly (readonly string[])[] {
  return (message.keyboard ?? []).map((row) => row.map(({ text }) => text));
}

/** The text a person sees. */
export function textOf(message: OutgoingMessage): string {
  return parseHtml(message.html).text;
}

function buttonFaults(button: Button): readonly string[] {
  const faults: string[] = [];
  if (button.text.trim() === '') faults.push('button without text');
  if (button.text.length > 64) faults.push(`button of ${button.text.length} characters`);
  if (hasLoneSurrogate(button.text)) faults.push(`half a character on the button ${button.text}`);
  if ('action' in button) {
    const data = encodeAction(button.action);
    if (Buffer.byteLength(data) > 64) faults.push(`callback data of ${Buffer.byteLength(data)} bytes`);
    if (parseAction(data)?.kind !== button.action.kind) faults.push(`callback data not readable: ${data}`);
  }
  return faults;
}

function hasLoneSurrogate(text: string): boolean {
  return /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}

/** What the buttons of a message do, in order. */
export function actionsOf(message: OutgoingMessage): readonly Action[] {
  return (message.keyboard ?? []).flat().flatMap((button) => ('action' in button ? [button.action] : []));
}
