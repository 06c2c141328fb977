import { describe, expect, test } from 'vitest';
import {
  alreadySubscribed,
  help,
  invitationAccepted,
  invitationMade,
  invitationPaused,
  invitationRefused,
  MENU,
  SCREENS,
  strangerGreeting,
  welcomeBack,
} from '../../src/messages/greeting.ts';
import { REPLIES, reply } from '../../src/messages/reply.ts';
import { messageFaults, textOf } from '../support/message-faults.ts';

const NOBODY = { controller: false, organizations: [] };
const EXECUTOR = { controller: false, organizations: ['Лицей'] };
const CONTROLLER = { controller: true, organizations: [] };

describe('who is greeted how', () => {
  test('a stranger learns nothing of organizations, and no commands', () => {
    expect(help(NOBODY)).toEqual(strangerGreeting());
    expect(strangerGreeting().menu).toBeUndefined();
    expect(strangerGreeting().html).not.toContain('/');
  });

  test('an executor gets the labels of an executor', () => {
    expect(welcomeBack(EXECUTOR).menu).toEqual([['Мои поручения', 'Ближайшие сроки'], ['Настройки']]);
    const text = textOf(welcomeBack(EXECUTOR));
    expect(text.startsWith('Этот чат получает поручения: Лицей.\n\n')).toBe(true);
    expect(text).toContain('«Выполнено»');
    expect(text).not.toContain('/invite');
  });

  test('help says what each may do: an observer does not report, everybody can be forgotten', () => {
    const [executor, observer, controller] = [
      EXECUTOR,
      { ...EXECUTOR, above: true, observer: true },
      CONTROLLER,
    ].map((standing) => textOf(help(standing)));
    expect(executor).toContain('передача дел');
    expect(observer).toContain('Вы наблюдатель');
    expect(observer).not.toMatch(/«Выполнено»|«Школы района»|передача дел/);
    expect(controller).not.toContain('/settings');
    for (const text of [executor, observer, controller]) expect(text).toContain('/forget');
  });

  test('a controller gets those of a controller, and both get all', () => {
    const rows = [['Исполнение', 'Просрочено'], ['Организации', 'Рассылки'], ['Настройки']];
    expect(welcomeBack(CONTROLLER).menu).toEqual(rows);
    const both = { ...EXECUTOR, controller: true };
    expect(welcomeBack(both).menu).toEqual([['Мои поручения', 'Ближайшие сроки'], ...rows]);
    expect(textOf(help(CONTROLLER))).toContain('«Опубликовать»');
  });

  test.each([
    ['executor', EXECUTOR, ['Мои поручения', 'Ближайшие сроки', 'Собрать отчёт', 'Календарь', 'Настройки']],
    [
      'observer',
      { ...EXECUTOR, observer: true },
      ['Мои поручения', 'Ближайшие сроки', 'Календарь', 'Настройки'],
    ],
    [
      'municipality',
      { ...EXECUTOR, above: true },
      ['Мои поручения', 'Ближайшие сроки', 'Собрать отчёт', 'Календарь', 'Школы района', 'Настройки'],
    ],
    [
      'group of a controller',
      { ...EXECUTOR, controller: true, group: true },
      ['Мои поручения', 'Ближайшие сроки', 'Собрать отчёт', 'Настройки'],
    ],
    ['controller', CONTROLLER, ['Исполнение', 'Просрочено', 'Организации', 'Рассылки', 'Настройки']],
  ])('help opens what is used: %s', (_role, standing, labels) => {
    const buttons = help(standing).keyboard?.flat() ?? [];
    expect(buttons.map(({ text }) => text)).toEqual(labels);
    const opened = buttons.map((button) =>
      'action' in button && button.action.kind === 'open_screen' ? SCREENS[button.action.screen] : null,
    );
    expect(new Set(opened).size).toBe(labels.length);
    expect(opened).not.toContain(null);
  });

  test('a chat of many organizations names ten', () => {
    const organizations = Array.from({ length: 13 }, (_, index) => `Школа № ${index + 1}`);
    const text = textOf(welcomeBack({ controller: false, organizations }));
    expect(text).toContain('Школа № 10 и ещё 3 организации.');
    expect(text).not.toContain('Школа № 11');
  });

  test('every label of the menu is there once', () => {
    const menu = welcomeBack({ controller: true, organizations: ['Лицей'], above: true }).menu ?? [];
    expect(menu.flat().toSorted()).toEqual(Object.values(MENU).toSorted());
  });
});

describe('invitations', () => {
  test.each([
    ['executor', 'Готово: этот чат подписан на поручения организации Лицей.'],
    [
      'observer',
      'Готово: этот чат подписан на поручения организации Лицей. Вы наблюдатель: отчитываться за неё нельзя.',
    ],
  ] as const)('accepted as %s', (role, text) => {
    const message = invitationAccepted('Лицей', role, EXECUTOR);
    expect(textOf(message).split('\n')[0]).toBe(text);
    expect(message.menu).toEqual([['Мои поручения', 'Ближайшие сроки'], ['Настройки']]);
  });

  test('accepted as controller', () => {
    expect(textOf(invitationAccepted(null, 'controller', CONTROLLER)).split('\n')[0]).toBe(
      'Готово: вы контролёр.',
    );
  });

  test('not needed a second time', () => {
    expect(textOf(alreadySubscribed('Лицей'))).toBe(
      'Этот чат уже подписан на организацию Лицей. Приглашение осталось неиспользованным.',
    );
    expect(textOf(alreadySubscribed(null))).toContain('Вы уже контролёр.');
  });

  test.each([
    [1, '1 раз'],
    [2, '2 раза'],
    [5, '5 раз'],
  ])('made for %i', (uses, times) => {
    expect(textOf(invitationMade('Лицей', 'https://t.me/bot?start=a&b', uses, '2026-09-29'))).toBe(
      `Приглашение для организации Лицей:\nhttps://t.me/bot?start=a&b\n\nДействует до 29 сентября 2026 г., использовать можно ${times}. Перешлите его тому, кто будет отвечать за организацию.`,
    );
  });

  test('refused and paused', () => {
    expect(messageFaults(invitationRefused())).toEqual([]);
    expect(textOf(invitationPaused(1))).toMatch(/через 1 минуту\.$/);
    expect(textOf(invitationPaused(15))).toMatch(/через 15 минут\.$/);
  });
});

describe('short answers', () => {
  test.each(Object.keys(REPLIES) as (keyof typeof REPLIES)[])(
    '%s is a sentence that fits an alert',
    (name) => {
      expect(messageFaults(reply(name))).toEqual([]);
      expect(REPLIES[name].length).toBeLessThanOrEqual(200);
      expect(REPLIES[name]).toMatch(/^[А-ЯЁ].*[.…]$/u);
    },
  );
});
