import { describe, expect, test } from 'vitest';
import { type ExtensionFacts, type ExtensionLimit, extensionAsked } from '../../src/messages/extension.ts';
import {
  type ExtensionToDecide,
  extensionDecided,
  extensionToDecide,
} from '../../src/messages/extension-decision.ts';
import { actionsOf, buttonLabels, textOf } from '../support/message-faults.ts';
import { aPoint, TUESDAY } from './facts.ts';

const request: ExtensionFacts = {
  id: 3,
  was: '2026-09-25',
  wanted: '2026-10-20',
  reason: 'ждём подписи',
  outcome: null,
  due: null,
  comment: null,
};
const limit = (of: ExtensionLimit['of'], due: ExtensionLimit['due']): ExtensionLimit => ({
  of,
  due,
  organizationName: 'Приреченский район',
  assignmentId: 8,
});
const asked = (different: Partial<ExtensionToDecide> = {}): ExtensionToDecide => ({
  point: aPoint({ due: '2026-09-25' }),
  request,
  personName: 'Нина',
  limit: null,
  byController: false,
  ...different,
});

describe('a request for more time', () => {
  test('is granted by one press where nothing above stands against it', () => {
    for (const above of [null, limit('above', '2026-10-20')]) {
      const message = extensionToDecide(asked({ limit: above }), TUESDAY);
      expect(textOf(message)).not.toContain('⚠️');
      expect(buttonLabels(message)).toEqual([['Продлить до вт 20.10.2026'], ['Другая дата', 'Отказать']]);
    }
  });

  test('of a co-executor says so', () => {
    const message = extensionToDecide(asked({ point: aPoint({ executor: false }) }), TUESDAY);
    expect(textOf(message)).toContain('Школа № 3, Верхний Лог (соисполнитель)');
  });

  test('beyond the reader’s own day says what can be granted, and how there may be more', () => {
    const message = extensionToDecide(asked({ limit: limit('above', '2026-10-09') }), TUESDAY);
    expect(textOf(message)).toContain(
      '⚠️ Это позже вашего срока. Сами вы можете продлить не больше чем до пт 09.10.2026; чтобы дать больше, сначала попросите продлить свой.',
    );
    expect(actionsOf(message)).toEqual([
      { kind: 'grant_until', requestId: 3, day: 20_261_009 },
      { kind: 'ask_extension', assignmentId: 8 },
      { kind: 'grant_other', requestId: 3 },
      { kind: 'refuse_extension', requestId: 3 },
    ]);
  });

  test('where the reader’s own day leaves no room has nothing to grant yet', () => {
    const message = extensionToDecide(asked({ limit: limit('above', '2026-09-25') }), TUESDAY);
    expect(textOf(message)).toContain('Раньше него добавить нечего: сначала попросите продлить свой.');
    expect(buttonLabels(message)).toEqual([['Продлить свой срок'], ['Другая дата', 'Отказать']]);
  });

  test('of a co-executor beyond the point’s day can be granted by a controller for the whole point', () => {
    const message = extensionToDecide(
      asked({ limit: limit('whole', '2026-10-01'), byController: true }),
      TUESDAY,
    );
    expect(textOf(message)).toContain(
      '⚠️ Это позже, чем срок всего пункта (отвечает Приреченский район): до чт 01.10.2026.\nОтдельно можно продлить не больше чем до чт 01.10.2026; больше — только вместе со всем пунктом.',
    );
    expect(buttonLabels(message)).toEqual([
      ['Продлить до чт 01.10.2026'],
      ['Весь пункт до вт 20.10.2026'],
      ['Другая дата', 'Отказать'],
    ]);
  });

  test('names the day that holds now, where it has moved since', () => {
    const moved = extensionToDecide(asked({ point: aPoint({ due: '2026-10-07' }) }), TUESDAY);
    expect(textOf(moved)).toContain('Срок сейчас: до ср 07.10.2026 (когда просили, был до пт 25.09.2026)');
    expect(textOf(extensionToDecide(asked(), TUESDAY))).toContain('Срок: до пт 25.09.2026\n');
  });

  test('tells whoever asks at once that it is beyond what can be given', () => {
    const to = (of: ExtensionLimit['of'], due: ExtensionLimit['due']) =>
      textOf(extensionAsked(aPoint(), request, { name: 'Район', limit: limit(of, due) }, TUESDAY));
    expect(to('above', '2026-10-09')).toContain(
      'Сама она может продлить вам не больше чем до пт 09.10.2026; больше — когда продлят срок ей.',
    );
    expect(to('above', '2026-09-25')).toContain('Сама она может продлить вам пока нисколько;');
    expect(to('whole', '2026-10-09')).toContain('больше — только вместе со всем пунктом.');
    expect(to('above', '2026-10-20')).not.toContain('⚠️');
  });

  test('is answered with both days, and with how many below have followed', () => {
    const granted = { ...request, outcome: 'granted', due: '2026-10-09' } as const;
    const text = textOf(extensionDecided(aPoint(), granted, 3, TUESDAY));
    expect(text).toContain(
      '✅ Срок продлён: до пт 09.10.2026 (был до пт 25.09.2026, просили до вт 20.10.2026)',
    );
    expect(text).toContain('срок подведомственных: 3 организации');
    const overtaken = { ...request, outcome: 'overtaken', due: '2026-10-21' } as const;
    expect(textOf(extensionDecided(aPoint(), overtaken, 0, TUESDAY))).toContain(
      'Просьба о продлении снята: срок уже перенесён, теперь до ср 21.10.2026.',
    );
  });
});
