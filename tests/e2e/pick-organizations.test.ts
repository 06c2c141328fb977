import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoredDecision } from '../../src/app/ports.ts';
import type { MessageView } from '../../src/sandbox/index.ts';
import { labelsOf, protocolText, sendDocument } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

/** A point for a part of a group that only a person can know. */
describe('organizations are picked one by one', () => {
  let bot: BotUnderTest;
  let vera: number;
  let school: number;
  let number = 0;
  let draft: MessageView;
  let documentId: number;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    vera = await bot.join('Вера', null);
    school = await bot.join('Ольга', 'sch-zarechye');
  });
  afterAll(() => bot.stop());

  const WORDS = 'Образовательным организациям, участвующим в мониторинге';
  beforeEach(async () => {
    number += 1;
    draft = await sendDocument(bot, vera, textFor(`${number}-п`));
    documentId = Number(dataOf(draft, 'Опубликовать').split(':')[1]);
  });

  const textFor = (documentNumber: string): string =>
    protocolText([{ to: WORDS, text: 'Направить отчёт.', term: 'до 25.09.2026' }], documentNumber);
  const dataOf = (message: MessageView, label: string): string =>
    message.buttons.flat().find(({ text }) => text.includes(label))?.callback_data ?? '';
  const labelOf = (message: MessageView, part: string): string => {
    const found = labelsOf(message).find((text) => text.includes(part));
    if (found === undefined)
      throw new Error(`no «${part}» under «${message.text}»: ${labelsOf(message).join(', ')}`);
    return found;
  };
  const press = async (on: MessageView, part: string): Promise<MessageView> => {
    const after = bot.sandbox.world.mark();
    bot.sandbox.world.press(vera, labelOf(on, part), { messageId: on.messageId });
    return bot.sandbox.world.waitFor(vera, ({ messageId }) => messageId === on.messageId, { after });
  };
  const ask = async (on: MessageView, part: string): Promise<MessageView> => {
    const after = bot.sandbox.world.mark();
    bot.sandbox.world.press(vera, labelOf(on, part), { messageId: on.messageId });
    return bot.sandbox.world.waitFor(vera, ({ messageId }) => messageId > on.messageId, { after });
  };
  const say = async (words: string): Promise<MessageView> => {
    const after = bot.sandbox.world.mark();
    const said = bot.sandbox.world.say(vera, words);
    return bot.sandbox.world.waitFor(
      vera,
      ({ messageId, from }) => from.isBot && messageId > said.messageId,
      {
        after,
      },
    );
  };
  const point = async (): Promise<StoredDecision> => {
    const [found] = await bot.store.documents.decisions(documentId);
    if (found === undefined) throw new Error('no point');
    return found;
  };
  const openPicking = async (): Promise<MessageView> =>
    press(await press(await press(draft, 'Проверить пункты'), 'Кому'), 'Кто именно');

  it('by buttons: the doubt goes, only they get the point', async () => {
    expect((await point()).warnings).toMatchObject([{ code: 'subset_of_group' }]);
    let page = await openPicking();
    expect(page.text).toContain(`«${WORDS}»`);
    expect(page.text).toContain('Пока никто не отмечен.');
    page = await press(page, 'Заречная');
    expect(page.text).toMatch(/Отмечено: 1 организация\n• Заречная ООШ/);
    expect(await point()).toMatchObject({
      addressees: [{ code: 'OO', executor: true, only: ['sch-zarechye'] }],
      warnings: [],
      revision: 1,
    });
    page = await press(page, 'Каменская СОШ');
    page = await press(page, 'Каменская СОШ');
    expect((await point()).addressees[0]?.only).toEqual(['sch-zarechye']);
    const list = await press(page, 'К адресатам');
    expect(list.text).toContain('ОО (только: Заречная ООШ) — 1 организация, отвечает за пункт');
    const audit = await bot.store.audit.ofDocument(documentId);
    expect(audit.filter(({ action }) => action === 'point_addressees_set')).toHaveLength(3);
    const after = bot.sandbox.world.mark();
    const card = await press(list, 'К пункту');
    const published = await press(await press(card, 'К сводке'), 'Опубликовать');
    await press(published, 'Опубликовать и отправить');
    await bot.sandbox.world.waitFor(school, ({ text }) => text.includes('Направить отчёт'), { after });
    const reached = await bot.store.assignments.ofDocument(documentId);
    expect(reached.map(({ organizationCode }) => organizationCode)).toEqual(['sch-zarechye']);
  });

  it('by a typed list; what is not known is named, all marks can be taken off', async () => {
    await ask(await openPicking(), 'Написать списком');
    expect((await say('Марсианская СОШ')).text).toContain('Не найдено: «Марсианская СОШ»');
    const picked = await say('Заречная ООШ, СОШ № 3 г. Озёрска, Лунная школа');
    expect(picked.text).toContain('Отмечено: 2 организации');
    expect(picked.text).toContain('⚠️ Не найдено: «Лунная школа».');
    await ask(picked, 'Написать списком');
    const numbered = await say('1-2');
    expect((await point()).addressees[0]?.only).toHaveLength(4);
    const cleared = await press(numbered, 'Снять отметки');
    expect(cleared.text).toContain('Пока никто не отмечен.');
    expect((await point()).addressees[0]).not.toHaveProperty('only');
    expect((await point()).warnings).toMatchObject([{ code: 'subset_of_group' }]);
  });

  it('all of them are marked by one press; «кроме …» takes some of them off', async () => {
    const all = await press(await openPicking(), 'Отметить всех');
    expect(all.text).toContain('Отмечено: 12 организаций');
    expect(labelsOf(all)).not.toContain('Отметить всех');
    await ask(all, 'Написать списком');
    const some = await say('кроме школ Приреченского района и СОШ');
    expect(some.text).toContain('Отмечено: 9 организаций');
    expect((await point()).addressees[0]?.only).not.toContain('sch-zarechye');
    await ask(some, 'Написать списком');
    expect((await say('кроме школ')).text).toContain('Так не останется никого.');
    expect((await say('все, кроме Заречной ООШ')).text).toContain('Отмечено: 11 организаций');
  });

  it('who is excepted by the document is not marked, and stays so', async () => {
    const to = 'Школам, кроме Заречной ООШ';
    const text = protocolText([{ to, text: 'Сдать план.', term: 'до 25.09.2026' }], `${number}-к`);
    draft = await sendDocument(bot, vera, text);
    documentId = Number(dataOf(draft, 'Опубликовать').split(':')[1]);
    expect(await point()).toMatchObject({ addressees: [{ except: ['sch-zarechye'] }], warnings: [] });
    const page = await openPicking();
    expect(page.text).toContain('Отмечено: 11 организаций');
    await press(page, '☑️');
    expect((await point()).addressees[0]?.only).toHaveLength(10);
    expect((await point()).addressees[0]?.only).not.toContain('sch-zarechye');
  });

  it('and saved as a group that the next document’s same words suggest, and nothing more', async () => {
    const picked = await press(await openPicking(), 'Заречная');
    await ask(picked, 'Сохранить как группу');
    expect((await say('ОМСУ')).text).toContain('Так уже называется другая группа');
    expect((await say('Мониторинг 2026')).text).toContain('Группа Мониторинг 2026 сохранена: 1 организация.');
    const saved = (await bot.store.organizations.all()).find(({ name }) => name === 'Мониторинг 2026');
    expect(saved).toMatchObject({ kind: 'group', members: { by: 'codes', codes: ['sch-zarechye'] } });
    expect((await bot.store.audit.ofDocument(documentId)).map(({ action }) => action)).toContain(
      'group_saved',
    );
    draft = await sendDocument(bot, vera, textFor(`${number}-ещё`));
    documentId = Number(dataOf(draft, 'Опубликовать').split(':')[1]);
    expect(await point()).toMatchObject({
      addressees: [{ code: 'OO', candidates: [{ code: saved?.code, score: 1 }] }],
      warnings: [{ code: 'subset_of_group' }],
    });
    const offered = await press(await press(await press(draft, 'Проверить пункты'), 'Кому'), '🔁');
    expect(labelsOf(offered)[0]).toBe('👥 Мониторинг 2026 — похоже на 100 %');
    await press(offered, 'Мониторинг 2026');
    expect(await point()).toMatchObject({ addressees: [{ code: saved?.code }], warnings: [] });
  });
});
