import type { Room, StoredMessage } from './chats.ts';
import type { InlineButton } from './shapes.ts';

/** The label itself first, then a label that contains it («Ознакомлен» finds «✅ Ознакомлен (3)»). */
const ways = (label: string) => [
  (text: string): boolean => text === label,
  (text: string): boolean => text.includes(label),
];

/** The inline button of this label, on the earliest message of the list that has it. */
export function findInlineButton(
  messages: readonly StoredMessage[],
  label: string,
): { readonly stored: StoredMessage; readonly button: InlineButton } | null {
  for (const fits of ways(label)) {
    for (const stored of messages) {
      const buttons = stored.message.reply_markup?.inline_keyboard.flat() ?? [];
      const button = buttons.find(({ text }) => fits(text));
      if (button !== undefined) return { stored, button };
    }
  }
  return null;
}

/** The full label of this button of the reply keyboard, null where there is none. */
export function findReplyButton(room: Room, label: string): string | null {
  const labels = room.replyKeyboard?.flat() ?? [];
  for (const fits of ways(label)) {
    const found = labels.find(fits);
    if (found !== undefined) return found;
  }
  return null;
}
