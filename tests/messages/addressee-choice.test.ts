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

const placeOf = () => null;
const choosable = { point: aDraftPoint(), entries, candidates: [], placeOf };

describe('choosing the addressees of a point', () => {
  test('each is listed with whom it stands for, and can be replaced, removed or made to answer', () => {
    const addressees = [
      { name: 'ОМСУ', executor: true, organizations: 6, pickable: true, firstPicked: 9, candidates: [] },
      {
        name: 'Ильин И.В.',
        executor: false,
        organizations: 0,
        pickable: true,
        firstPicked: 9,
        candidates: [],
      },
      { name: 'ЗОИРО', executor: false, organizations: 1, pickable: false, firstPicked: 0, candidates: [] },
    ];
    const message = addresseeList({ ...aDraftPoint(), placeOf, addressees });
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
    // The list to pick from opens where the first of those picked stands.
    expect(message.keyboard?.[1]?.[0]).toMatchObject({ action: { kind: 'pick_organizations', page: 1 } });
    expect(message.keyboard?.[6]?.[0]).toMatchObject({ action: { place: 3 } });
  });

  test('nobody is told as such', () => {
    expect(textOf(addresseeList({ ...aDraftPoint(), placeOf, addressees: [] }))).toContain('Никому.');
  });

  test('the candidates come page by page, groups marked', () => {
    const message = addresseeCandidates(choosable, 1, 0);
    expect(textOf(message)).toContain('1–8 из 10');
    const labels = buttonLabels(message);
    expect(labels[0]).toEqual(['👥 Организация 0']);
    expect(labels[7]).toEqual(['Организация 7']);
    expect(labels.slice(8)).toEqual([['Дальше ▶'], ['Найти по названию'], ['К адресатам']]);
    expect(textOf(addresseeCandidates({ ...choosable, entries: [] }, 0, 0))).toContain('никого нет');
  });

  test('who is like the words comes first, with how much', () => {
    const [entry] = entries;
    const candidates = entry === undefined ? [] : [{ entry, score: 0.857 }];
    const message = addresseeCandidates({ ...choosable, candidates }, 1, 0);
    expect(buttonLabels(message)[0]).toEqual(['👥 Организация 0 — похоже на 86 %']);
    expect(textOf(message)).toContain('Первыми — те, чьи названия похожи');
    expect(textOf(addresseeCandidates({ ...choosable, candidates }, 1, 1))).not.toContain('Первыми');
  });

  test('who may be meant by whoever reaches nobody is chosen right there, told apart by municipality', () => {
    const [, entry = organization('none')] = entries;
    const unknown = { name: 'Организация', executor: true, organizations: 0, pickable: true, firstPicked: 0 };
    const candidates = [{ entry, score: 1 }];
    const message = addresseeList({
      ...aDraftPoint(),
      placeOf: () => 'Лесной район',
      addressees: [{ ...unknown, candidates }],
    });
    expect(buttonLabels(message).slice(0, 2)).toEqual([
      ['Организация 1 — Лесной р-н — похоже на 100 %'],
      ['🔁 Организация'],
    ]);
    expect(message.keyboard?.[0]?.[0]).toMatchObject({ action: { kind: 'set_addressee', place: 0 } });
    const known = { ...unknown, organizations: 1, candidates };
    expect(buttonLabels(addresseeList({ ...aDraftPoint(), placeOf, addressees: [known] }))[0]).toEqual([
      '🔁 Организация',
    ]);
  });

  test('of many results the first are shown, and that there are more is said', () => {
    expect(textOf(addresseesFound(choosable, 0))).toContain('найдено 10. Показаны первые 8');
    expect(textOf(addresseesFound({ ...choosable, entries: entries.slice(0, 2) }, 0))).toBe(
      'вопрос 1, п. 1: найдено 2.',
    );
    expect(textOf(addresseeNotFound('<Марс>'))).toContain('«<Марс>»');
  });
});
