import { MENU } from '../messages/greeting.ts';

/** A label of the reply keyboard. */
export type MenuItem = keyof typeof MENU;

const ITEMS = new Map<string, MenuItem>(
  (Object.entries(MENU) as [MenuItem, string][]).map(([item, label]) => [label, item]),
);

/** The menu item that a text is the label of, or null. */
export function menuItemOf(text: string): MenuItem | null {
  return ITEMS.get(text.trim()) ?? null;
}

/** True where the text is a label of the reply keyboard. */
export function isMenuLabel(text: string): boolean {
  return menuItemOf(text) !== null;
}
