import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoredDecision } from '../../src/app/ports.ts';
import type { MessageView } from '../../src/sandbox/index.ts';
import { labelsOf, protocolText, publishDraft, sendDocument, TO, textsSince } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

const LONG =
  'Подготовить перечень курсов до 1 октября 2026 года, отчёт до 1 ноября 2026 года. Разослать письма.';

/** A reviewer makes two points of one, and one of two. */
describe('splitting and merging points', () => {
  let bot: BotUnderTest;
  let vera: number;
  let pavel: number;
  let institute: number;
  let draft: MessageView;
  let documentId: number;
  let number = 0;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    vera = await bot.join('Вера', null);
    pavel = await bot.join('Павел', null);
    institute = await bot.join('Нина', 'ZOIRO');
  });
  afterAll(() => bot.stop());

  beforeEach(async () => {
    number += 1;
    const text = protocolText(
      [
        { to: TO.institute, text: LONG, term: 'до 25.12.2026' },
        { to: TO.centre, text: 'Провести мониторинг.', term: 'до 28.09.2026' },
        { to: TO.institute, text: `Обновить сайт ${number}.`, term: 'до 28.09.2026' },
      ],
      `${number}-д`,
    );
    draft = await sendDocument(bot, vera, text);
    const publish = draft.buttons.flat().find(({ text: label }) => label === 'Опубликовать');
    documentId = Number(publish?.callback_data?.split(':')[1]);
  });

  const points = (): Promise<readonly StoredDecision[]> => bot.store.documents.decisions(documentId);
  const press = async (userId: number, on: MessageView, button: string): Promise<MessageView> => {
    const after = bot.sandbox.world.mark();
    bot.sandbox.world.press(userId, button, { messageId: on.messageId });
    return bot.sandbox.world.waitFor(userId, ({ messageId }) => messageId === on.messageId, { after });
  };
  const pressForQuestion = async (userId: number, on: MessageView, button: string) => {
    const after = bot.sandbox.world.mark();
    bot.sandbox.world.press(userId, button, { messageId: on.messageId });
    return bot.sandbox.world.waitFor(userId, ({ messageId }) => messageId > on.messageId, { after });
  };
  const pressForAnswer = async (userId: number, on: MessageView, button: string): Promise<string> => {
    const pressed = bot.sandbox.world.press(userId, button, { messageId: on.messageId });
    if (pressed.kind !== 'callback') throw new Error(`«${button}» is no callback`);
    const { text } = await bot.sandbox.world.waitForAnswer(pressed.queryId);
    await bot.settle();
    return text;
  };
  const say = async (userId: number, words: string): Promise<MessageView> => {
    const { world } = bot.sandbox;
    const after = world.mark();
    const said = world.say(userId, words);
    return world.waitFor(userId, ({ messageId, from }) => from.isBot && messageId > said.messageId, {
      after,
    });
  };
  const open = async (): Promise<MessageView> => press(vera, draft, 'Проверить пункты');
  const more = (userId: number, page: MessageView) => press(userId, page, 'Ещё…');
  /** The same draft's first page in the other reviewer's chat. */
  const openFor = async (userId: number): Promise<MessageView> => {
    const sent = await bot.telegram.api.sendMessage(userId, 'Черновик', {
      reply_markup: { inline_keyboard: [[{ text: 'Открыть', callback_data: `rev:${documentId}:0` }]] },
    });
    const after = bot.sandbox.world.mark();
    bot.sandbox.world.press(userId, 'Открыть', { messageId: sent.message_id });
    return bot.sandbox.world.waitFor(userId, ({ messageId }) => messageId === sent.message_id, { after });
  };

  it('offers the places, cuts at the one chosen, and sends both parts', async () => {
    const asked = await pressForQuestion(vera, await more(vera, await open()), 'Разделить');
    expect(asked.text).toContain('1. Подготовить перечень курсов до 1 октября 2026 года,\n2. отчёт до');
    expect(labelsOf(asked)).toEqual(['✂ Перед 2', '✂ Перед 3', 'К пункту']);
    const first = await press(vera, asked, '✂ Перед 3');
    expect(first.text).toMatch(/пункт 1 из 4\n.*п\. 1\.1 ч\. 1\n/);
    const second = await press(vera, first, 'Дальше ▶');
    expect(second.text).toMatch(/п\. 1\.1 ч\. 2\n\nРазослать письма\..*дословная цитата/s);
    const text = (await bot.store.documents.text(documentId)) ?? '';
    const made = (await points()).slice(0, 2);
    expect(made.map(({ quote }) => text.slice(quote.start, quote.end).split('\n')[0])).toEqual([
      'Подготовить перечень курсов до 1 октября 2026 года, отчёт до 1 ноября 2026 года.',
      'Разослать письма.',
    ]);
    const after = bot.sandbox.world.mark();
    await publishDraft(bot, vera, second);
    await bot.sandbox.world.waitFor(institute, ({ text: told }) => told.includes('п. 1.1 ч. 2'), { after });
    expect(await bot.store.assignments.ofDocument(documentId)).toHaveLength(4);
  });

  it('cuts before words that were typed, and asks again where the point has none such', async () => {
    await pressForQuestion(vera, await more(vera, await open()), 'Разделить');
    expect((await say(vera, 'направить')).text).toContain('нет слов «направить»');
    const first = await say(vera, 'отчёт до');
    expect(first.text).toContain('Подготовить перечень курсов до 1 октября 2026 года\n');
    expect((await points()).map(({ label }) => label)).toEqual(['1.1 ч. 1', '1.1 ч. 2', '2.1', '3.1']);
    expect((await say(vera, 'Разослать')).text).toContain('Пришлите файл документа');
  });

  it('takes a split back, and the point is what it was; a part that was split again comes first', async () => {
    const [before] = await points();
    let page = await press(
      vera,
      await pressForQuestion(vera, await more(vera, await open()), 'Разделить'),
      '✂ Перед 3',
    );
    page = await press(vera, await pressForQuestion(vera, await more(vera, page), 'Разделить'), '✂ Перед 2');
    expect((await points()).map(({ label }) => label).slice(0, 3)).toEqual([
      '1.1 ч. 1.1',
      '1.1 ч. 1.2',
      '1.1 ч. 2',
    ]);
    const last = await press(vera, await press(vera, page, 'Дальше ▶'), 'Дальше ▶');
    expect(await pressForAnswer(vera, last, 'Отменить разделение')).toContain('Сначала отмените');
    page = await press(vera, await press(vera, last, '◀ Назад'), 'Отменить разделение');
    expect(page.text).toMatch(/пункт 1 из 4.*п\. 1\.1 ч\. 1\n/s);
    page = await press(vera, page, 'Отменить разделение');
    expect(page.text).toContain('пункт 1 из 3');
    const [after] = await points();
    expect(after).toEqual({ ...before, revision: 2, changedByPersonId: expect.any(Number), position: 0 });
    expect((await bot.store.audit.ofDocument(documentId)).map(({ action }) => action)).toEqual([
      'point_split',
      'point_split',
      'reshape_undone',
      'reshape_undone',
    ]);
  });

  it('merges two points, asks which deadline counts where they differ, and takes it back', async () => {
    const before = await points();
    const asked = await press(vera, await more(vera, await open()), 'Объединить со следующим');
    expect(asked.text).toContain('Сроки разные');
    expect(labelsOf(asked)).toEqual(['Срок: до пт 25.12.2026', 'Срок: до пн 28.09.2026', 'Не объединять']);
    const merged = await press(vera, asked, 'Срок: до пн 28.09.2026');
    expect(merged.text).toMatch(/пункт 1 из 2.*п\. 1\.1, 2\.1.*Разослать письма\. Провести мониторинг\./s);
    expect(merged.text).toMatch(/Получат \(2\).*Срок: до пн 28\.09\.2026/s);
    const next = await press(vera, await more(vera, merged), 'Объединить со следующим');
    expect(labelsOf(next)).toEqual(['Объединить', 'Не объединять']);
    const page = await press(vera, next, 'Не объединять');
    const last = await press(vera, page, 'Дальше ▶');
    expect(labelsOf(await more(vera, last))).not.toContain('Объединить со следующим');
    await press(vera, last, '◀ К пункту');
    const back = await press(vera, await press(vera, last, '◀ Назад'), 'Отменить объединение');
    expect(back.text).toContain('пункт 1 из 3');
    expect((await points()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });

  it('lets nobody reshape what somebody else has changed meanwhile', async () => {
    const asked = await pressForQuestion(vera, await more(vera, await open()), 'Разделить');
    const his = await openFor(pavel);
    const merging = await press(pavel, await more(pavel, his), 'Объединить со следующим');
    await press(vera, asked, '✂ Перед 2');
    expect(await pressForAnswer(pavel, merging, 'Срок: до пн 28.09.2026')).toContain('(Вера)');
    expect(textsSince(bot, pavel, 0).at(-1)).toContain('ч. 1');
    expect(await points()).toHaveLength(4);
    expect(await pressForAnswer(vera, asked, 'Отменить разделение')).toContain('Отменено');
    const again = await press(pavel, await more(pavel, await openFor(pavel)), 'Объединить со следующим');
    const second = await press(vera, await openFor(vera), 'Дальше ▶');
    await press(vera, second, 'Снять пункт');
    expect(await pressForAnswer(pavel, again, 'Срок: до пн 28.09.2026')).toContain('Объединить не с чем');
    expect(await points()).toHaveLength(3);
  });

  it('reshapes once when its answer fails and the press is handled again', async () => {
    const { world } = bot.sandbox;
    const asked = await pressForQuestion(vera, await more(vera, await open()), 'Разделить');
    world.addFault({ method: 'editMessageText', kind: 'error_500', times: 5 });
    const page = await press(vera, asked, '✂ Перед 3');
    world.clearFaults();
    expect(page.text).toContain('п. 1.1 ч. 1');
    expect(await points()).toHaveLength(4);
    expect(await bot.store.audit.ofDocument(documentId)).toHaveLength(1);
  });
});
