import { describe, expect, test } from 'vitest';
import { draftList } from '../../src/messages/draft-list.ts';
import { pageOf } from '../../src/messages/pages.ts';
import { buttonLabels, textOf } from '../support/message-faults.ts';
import { aDocument } from './facts.ts';

describe('«Черновики»', () => {
  test('say what is left to check of each, with a button that opens it', () => {
    const drafts = [
      { document: aDocument({ id: 4, title: 'О зиме' }), points: 24, doubtful: 17, newVersion: false },
      { document: aDocument({ id: 3, number: '7', title: null }), points: 1, doubtful: 0, newVersion: true },
    ];
    const message = draftList(pageOf(drafts, 0), 2);
    expect(textOf(message)).toBe(
      [
        'Черновики (2): ещё не опубликованы',
        '1. Протокол от 01.09.2026\nО зиме\n24 пункта · 🔎 осталось проверить 17',
        '2. Протокол от 01.09.2026 № 7\n🔄 новая редакция · 1 пункт · ✅ сомнений нет',
      ].join('\n\n'),
    );
    expect(message.keyboard?.map(([button]) => button && 'action' in button && button.action)).toEqual([
      { kind: 'show_draft', documentId: 4 },
      { kind: 'show_draft', documentId: 3 },
      { kind: 'execution', page: 0 },
    ]);
  });

  test('have nothing to show where everything is published', () => {
    const message = draftList(pageOf([], 0), 0);
    expect(textOf(message)).toContain('Черновиков нет');
    expect(buttonLabels(message)).toEqual([['◀ Исполнение']]);
  });
});
