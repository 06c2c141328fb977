import { describe, expect, test } from 'vitest';
import { organizationList, organizationsFound } from '../../src/messages/organization-list.ts';
import { buttonLabels, textOf } from '../support/message-faults.ts';

const TWO = [
  { code: 'L1', name: 'Лицей', chats: 2 },
  { code: 'S3', name: 'Школа № 3', chats: 0 },
];
const many = Array.from({ length: 597 }, (_, at) => ({
  code: `s-${at + 1}`,
  name: `Школа № ${at + 1}`,
  chats: at < 37 ? 1 : 0,
}));

describe('«Организации»', () => {
  test('says how many are connected, and how each is invited', () => {
    const message = organizationList(TWO, { which: 'all', page: 0 });
    expect(message.html).toBe(
      [
        '<b>Организации (2)</b>: подключены 1, не подключены 1',
        'Найти: /orgs и слова названия. Приглашение — нажмите на команду, она скопируется.',
        'Все по порядку:\nЛицей — ✅ 2 чата\n<code>/invite L1</code>\nШкола № 3 — ▫️ не подключена\n<code>/invite S3</code>',
      ].join('\n\n'),
    );
    expect(buttonLabels(message)).toEqual([['Только не подключённые (1)']]);
  });

  test('is one message with pages, however many there are', () => {
    const message = organizationList(many, { which: 'unconnected', page: 1 });
    expect(textOf(message).match(/Школа № \d+/gu)?.[0]).toBe('Школа № 58');
    expect(textOf(message)).not.toContain('✅');
    expect(buttonLabels(message)).toEqual([['◀ Назад', 'Дальше ▶'], ['Все организации (597)']]);
  });

  test('says where the directory comes from while it is empty, and shows nobody where all are connected', () => {
    expect(textOf(organizationList([], { which: 'all', page: 0 }))).toContain('srok orgs import');
    const all = organizationList([TWO[0]!], { which: 'unconnected', page: 0 });
    expect(textOf(all)).toContain('не подключены 0');
    expect(textOf(all)).not.toContain('Не подключены:');
  });

  test('found by words: as many as fit, the rest is counted', () => {
    expect(textOf(organizationsFound(TWO.slice(1), 'школа 3'))).toBe(
      'По словам «школа 3» найдено: 1 организация.\n\nШкола № 3 — ▫️ не подключена\n/invite S3',
    );
    expect(textOf(organizationsFound(many, 'школа'))).toMatch(/… и ещё 577: уточните слова\.$/u);
    expect(textOf(organizationsFound([], 'цирк'))).toBe('По словам «цирк» организаций не найдено.');
  });
});
