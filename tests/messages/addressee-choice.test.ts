import { describe, expect, test } from 'vitest';
import {
  addresseeCandidates,
  addresseeList,
  addresseeNotFound,
  addresseesFound,
} from '../../src/messages/addressee-choice.ts';
import { buttonLabels, textOf } from '../support/message-faults.ts';
import { organization } from '../support/stored-facts.ts';
import { aDraftPoint } from './facts.ts';

const entries = Array.from({ length: 10 }, (_, index) =>
  organization(`org-${index}`, { name: `Организация ${index}`, kind: index === 0 ? 'group' : 'school' }),
);

describe('choosing the addressees of a point', () => {
  test('each is listed with whom it stands for, and can be replaced, removed or made to answer', () => {
    const addressees = [
      { name: 'ОМСУ', executor: true, organizations: 6, pickable: true },
      { name: 'Ильин И.В.', executor: false, organizations: 0, pickable: true },
      { name: 'ЗОИРО', executor: false, organizations: 1, pickable: false },
    ];
    const message = addresseeList({ ...aDraftPoint(), addressees });
    expect(textOf(message)).toBe(
      [
        'вопрос 1, п. 1: кому поручено',
        '',
        '1. ОМСУ — 6 организаций, отвечает за пункт',
        '2. Ильин И.В. — никто не получит',
        '3. ЗОИРО — 1 организация',
      ].join('\n'),
    );
    expect(buttonLabels(message)).toEqual([
      ['🔁 ОМСУ'],
      ['☑️ Кто именно', '✖ Убрать'],
      ['🔁 Ильин И.В.'],
      ['☑️ Кто именно', '★ Отвечает', '✖ Убрать'],
      ['🔁 ЗОИРО'],
      ['★ Отвечает', '✖ Убрать'],
      ['Добавить адресата'],
      ['К пункту'],
    ]);
    expect(message.keyboard?.[6]?.[0]).toMatchObject({ action: { place: 3 } });
  });

  test('nobody is told as such', () => {
    expect(textOf(addresseeList({ ...aDraftPoint(), addressees: [] }))).toContain('Никому.');
  });

  test('the candidates come page by page, groups marked', () => {
    const message = addresseeCandidates(aDraftPoint(), 1, entries, 0);
    expect(textOf(message)).toContain('1–8 из 10');
    const labels = buttonLabels(message);
    expect(labels[0]).toEqual(['👥 Организация 0']);
    expect(labels[7]).toEqual(['Организация 7']);
    expect(labels.slice(8)).toEqual([['Дальше ▶'], ['Найти по названию'], ['К адресатам']]);
    expect(textOf(addresseeCandidates(aDraftPoint(), 0, [], 0))).toContain('никого нет');
  });

  test('who is like the words comes first, with how much', () => {
    const [entry] = entries;
    const candidates = entry === undefined ? [] : [{ entry, score: 0.857 }];
    const message = addresseeCandidates(aDraftPoint(), 1, entries, 0, candidates);
    expect(buttonLabels(message)[0]).toEqual(['👥 Организация 0 — похоже на 86 %']);
    expect(textOf(message)).toContain('Первыми — те, чьи названия похожи');
  });

  test('of many results the first are shown, and that there are more is said', () => {
    expect(textOf(addresseesFound(aDraftPoint(), 0, entries))).toContain('найдено 10. Показаны первые 8');
    expect(textOf(addresseesFound(aDraftPoint(), 0, entries.slice(0, 2)))).toBe('вопрос 1, п. 1: найдено 2.');
    expect(textOf(addresseeNotFound('<Марс>'))).toContain('«<Марс>»');
  });
});
