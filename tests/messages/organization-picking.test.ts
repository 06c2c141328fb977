import { describe, expect, test } from 'vitest';
import { nobodyPicked, pickingMunicipalities, pickingPage } from '../../src/messages/organization-picking.ts';
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
  ofGroup: true,
  placeOf: () => null,
  municipalities: [],
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
        'Отметьте кнопками (1–8 из 10) или нажмите «Написать списком».',
      ].join('\n'),
    );
    const labels = buttonLabels(message);
    expect(labels.slice(0, 2)).toEqual([['⬜ 1. Школа 0'], ['☑️ 2. Школа 1']]);
    expect(labels.slice(8)).toEqual([
      ['Дальше ▶'],
      ['Написать списком'],
      ['Отметить всех', 'Снять отметки'],
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
      ['Отметить всех'],
      ['К адресатам'],
    ]);
    const everybody = pickingPage(facts(organizations.map(({ code }) => code)), 0);
    expect(buttonLabels(everybody)).not.toContainEqual(expect.arrayContaining(['Отметить всех']));
    const ofNoGroup = pickingPage({ ...facts([]), ofGroup: false }, 0);
    expect(buttonLabels(ofNoGroup)).not.toContainEqual(['Отметить всех']);
  });

  test('tells organizations of one name apart by their municipality', () => {
    const message = pickingPage({ ...facts(['org-1']), placeOf: ({ code }) => `${code} район` }, 0);
    expect(buttonLabels(message)[1]).toEqual(['☑️ 2. Школа 1 — org-1 р-н']);
    expect(textOf(message)).toContain('• Школа 1 — org-1 р-н');
  });

  test('leads to the page of a municipality where the pages are many', () => {
    const many = Array.from({ length: 40 }, (_, index) => organization(`s-${index}`, { kind: 'school' }));
    const municipalities = [
      { name: 'Лесной район', first: 0, organizations: 30, picked: 0 },
      { name: 'Озёрный район', first: 30, organizations: 10, picked: 2 },
    ];
    const all = { ...facts(['s-31', 's-32']), organizations: many, municipalities };
    expect(buttonLabels(pickingPage(all, 0))).toContainEqual(['По муниципалитетам']);
    expect(
      buttonLabels(pickingPage({ ...all, municipalities: municipalities.slice(1) }, 0)),
    ).not.toContainEqual(['По муниципалитетам']);
    const message = pickingMunicipalities(all, 0);
    expect(buttonLabels(message)).toEqual([
      ['Лесной район — 30'],
      ['Озёрный район — 10, отмечено 2'],
      ['К списку'],
    ]);
    // Organizations 25–32, of which the municipality’s are from the 31st on.
    expect(message.keyboard?.[1]?.[0]).toMatchObject({ action: { kind: 'pick_organizations', page: 3 } });
  });

  test('names what was typed and is not known', () => {
    const notPicked = {
      unknown: ['Лунная СОШ', '99'],
      several: [{ words: 'Школа', codes: ['org-1', 'org-9'] }],
    };
    const message = textOf(pickingPage(facts(['org-1']), 0, notPicked));
    expect(message).toContain('⚠️ Не найдено: «Лунная СОШ», «99».');
    expect(message).toContain('⚠️ «Школа» — несколько, напишите номер:\n2. Школа 1\n10. Школа 9');
    expect(textOf(nobodyPicked(facts([]), { unknown: ['<Марс>'], several: [] }))).toBe(
      '⚠️ Не найдено: «<Марс>».\nНапишите иначе или /cancel.',
    );
    expect(textOf(nobodyPicked(facts([]), { unknown: [], several: [] }))).toBe(
      'Так не останется никого.\nНапишите иначе или /cancel.',
    );
  });
});
