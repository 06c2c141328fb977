import { describe, expect, test } from 'vitest';
import { isMenuLabel, menuItemOf } from '../../src/bot/menu.ts';
import { MENU } from '../../src/messages/greeting.ts';

describe('labels under the input field', () => {
  test.each(Object.entries(MENU))('%s is «%s»', (item, label) => {
    expect(menuItemOf(label)).toBe(item);
    expect(menuItemOf(` ${label}\n`)).toBe(item);
    expect(isMenuLabel(label)).toBe(true);
  });

  test.each(['', 'мои поручения', 'Мои поручения!', 'tasks', 'Отменить', 'constructor'])(
    '«%s» is none',
    (text) => {
      expect(menuItemOf(text)).toBeNull();
      expect(isMenuLabel(text)).toBe(false);
    },
  );
});
