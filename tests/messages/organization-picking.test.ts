import { describe, expect, test } from 'vitest';
import { nobodyPicked, pickingPage } from '../../src/messages/organization-picking.ts';
import { buttonLabels, textOf } from '../support/message-faults.ts';
import { organization } from '../support/stored-facts.ts';
import { aDraftPoint } from './facts.ts';

const organizations = Array.from({ length: 10 }, (_, index) =>
  organization(`org-${index}`, { name: `Школа ${index}`, kind: 'school' }),
);
const facts = (picked: readonly string[]) => ({
  point: aDraftPoint(),
  place: 1,
  addressee: { text: 'школам, участвующим в проекте' },
  organizations,
  picked,
});

describe('marking organizations for an addressee', () => {
  test('shows the words, who is marked, and numbers that may be typed', () => {
    const message = pickingPage(facts(['org-1', 'org-9']), 0);
    expect(textOf(message)).toBe(
      [
        'вопрос 1, п. 1: кто именно',
        '«школам, участвующим в проекте»',
        '',
        'Отмечено: 2 организации',
        '• Школа 1',
        '• Школа 9',
        '',
        'Отметьте кнопками (1–8 из 10) или напишите списком.',
      ].join('\n'),
    );
    const labels = buttonLabels(message);
    expect(labels.slice(0, 2)).toEqual([['⬜ 1. Школа 0'], ['☑️ 2. Школа 1']]);
    expect(labels.slice(8)).toEqual([
      ['Дальше ▶'],
      ['Написать списком', 'Снять отметки'],
      ['Сохранить как группу'],
      ['К адресатам'],
    ]);
  });

  test('offers nothing to take off or save while nobody is marked', () => {
    const message = pickingPage(facts([]), 1);
    expect(textOf(message)).toContain('Пока никто не отмечен.');
    expect(buttonLabels(message)).toEqual([
      ['⬜ 9. Школа 8'],
      ['⬜ 10. Школа 9'],
      ['◀ Назад'],
      ['Написать списком'],
      ['К адресатам'],
    ]);
  });

  test('names what was typed and is not known', () => {
    expect(textOf(pickingPage(facts(['org-1']), 0, ['Лунная СОШ', '99']))).toContain(
      '⚠️ Не найдено: «Лунная СОШ», «99».',
    );
    expect(textOf(nobodyPicked(['<Марс>']))).toBe('Не найдено: «<Марс>». Напишите иначе или /cancel.');
  });
});
