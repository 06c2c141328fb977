import { describe, expect, it } from 'vitest';
import { type Directory, resolveAddressees } from '../../../src/core/addressees/index.ts';
import { organization } from '../../support/stored-facts.ts';
import { readingOf, region } from './region.ts';

const withSaved: Directory = [
  ...region,
  organization('saved-7', {
    kind: 'group',
    name: 'Мониторинг чтения',
    members: { by: 'codes', codes: ['s-oz-1', 's-ka-5'] },
    suggestedFor: ['Образовательным организациям, участвующим в мониторинге чтения'],
  }),
];

describe('a group that a reviewer saved', () => {
  it.each([
    ['общеобразовательным организациям, участвующим в мониторинге чтения', 'OO*?{saved-7} !subset_of_group'],
    ['школам, участвующим в мониторинге', 'OO*?{saved-7} !subset_of_group'],
    ['участникам мониторинга чтения', 'OTHER*?{saved-7} !unknown_addressee'],
    ['школам, участвующим в олимпиаде', 'OO* !subset_of_group'],
    ['Мониторинг чтения', 'OTHER*?{saved-7} !unknown_addressee'],
  ])('is a candidate and never the answer by itself: %s → %s', (printed, expected) => {
    expect(readingOf(printed, withSaved)).toBe(expected);
  });

  it('scores a whole agreement of the words higher than a part of it', () => {
    const score = (printed: string) =>
      resolveAddressees(printed, withSaved).addressees[0]?.candidates?.[0]?.score ?? 0;
    const whole = score('Образовательным организациям, участвующим в мониторинге чтения');
    expect(whole).toBe(1);
    expect(score('школам, участвующим в мониторинге')).toBeLessThan(whole);
  });
});
