import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addPage } from '../../src/app/add-page.ts';
import { mergeWithNext } from '../../src/app/reshape-points.ts';
import type { MessageView } from '../../src/sandbox/index.ts';
import { labelsOf, TO, textsSince } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

/** A paper of two pages that come one after the other; the second goes on in the middle of a point. */
describe('a page that was forgotten', () => {
  let bot: BotUnderTest;
  let vera: number;
  let pavel: number;
  let number = 100;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    vera = await bot.join('Вера', null);
    pavel = await bot.join('Павел', null);
  });
  afterAll(() => bot.stop());

  beforeEach(() => {
    number += 1;
    // What an earlier test has sent is too long ago to have anything to do with this one.
    bot.clock.set(new Date(bot.clock.now().getTime() + 3_600_000).toISOString());
  });

  const first = (): string =>
    [
      'ПРОТОКОЛ',
      `совещания о питании 02.09.2026 № ${number}`,
      'РЕШИЛИ:',
      `1. ${TO.institute}:`,
      `1.1. Провести семинар ${number} для поваров.`,
      'Срок: до 20.09.2026',
      `1.2. Подготовить сборник ${number}`,
    ].join('\n\n');
  const second = (): string =>
    [
      'и разместить его на сайте.',
      'Срок: до 25.09.2026',
      `1.3. Назначить ответственных ${number}.`,
      'Срок: до 10.09.2026',
      `2. ${TO.centre}:`,
      `2.1. Провести опрос ${number}.`,
      'Срок: до 15.10.2026',
    ].join('\n\n');

  const file = (text: string) => ({ name: 'страница.txt', bytes: Buffer.from(text) });
  const points = async (documentId: number) => bot.store.documents.decisions(documentId);
  /** Sends a page and returns the last thing said to it. */
  const send = async (text: string, replyTo?: MessageView, userId = vera): Promise<MessageView> => {
    const { world } = bot.sandbox;
    const after = world.mark();
    world.sendFile(userId, file(text), replyTo === undefined ? {} : { replyTo: replyTo.messageId });
    await bot.settle();
    return said(after, userId);
  };
  const said = async (after: number, userId = vera): Promise<MessageView> => {
    await bot.sandbox.world.waitFor(userId, ({ from }) => from.isBot, { after });
    await bot.settle();
    const all = bot.sandbox.world.history(userId).filter(({ from, change }) => from.isBot && change > after);
    const last = all.toSorted((one, other) => one.messageId - other.messageId).at(-1);
    if (last === undefined) throw new Error('nothing was said');
    return last;
  };
  const press = async (on: MessageView, button: string, userId = vera): Promise<MessageView> => {
    const after = bot.sandbox.world.mark();
    bot.sandbox.world.press(userId, button, { messageId: on.messageId });
    await bot.settle();
    return said(after, userId);
  };
  const say = async (words: string, replyTo?: MessageView): Promise<MessageView> => {
    const after = bot.sandbox.world.mark();
    bot.sandbox.world.say(vera, words, replyTo === undefined ? {} : { replyTo: replyTo.messageId });
    await bot.settle();
    return said(after);
  };
  const idOf = (summary: MessageView): number => {
    const data = summary.buttons.flat().find(({ text }) => text === 'Опубликовать')?.callback_data ?? '';
    return Number(data.split(':')[1]);
  };
  const LABELS = ['1.1', '1.2', '1.3', '2.1'];

  it('is recognized by what it lacks, and goes into the draft before it, whose corrections stay', async () => {
    const { world } = bot.sandbox;
    const summary = await send(first());
    const documentId = idOf(summary);
    const page = await press(summary, 'Проверить пункты');
    await press(page, 'Все пункты');
    await say(`Провести обучающий семинар ${number}.`, await press(page, '◀ Назад'));
    const asked = await send(second());
    expect(asked.text).toMatch(/^Прочитано: 2 пункта, но ни даты, ни номера документа нет\./);
    expect(labelsOf(asked)).toEqual(['Да, добавить к нему', 'Нет, отдельный документ']);
    const { draft } = (await bot.store.counts()).documents;
    const after = world.mark();
    const whole = await press(asked, 'Да, добавить к нему');
    expect(textsSince(bot, vera, after)).toContainEqual(
      expect.stringMatching(
        /^📄 Страница добавлена.*\nНовые пункты: п\. 1\.3; п\. 2\.1\.\nДополнены: п\. 1\.2\.$/s,
      ),
    );
    expect(whole.text).toMatch(/Прочитано: 4 пункта.*Сомнений нет/s);
    expect(await points(documentId)).toMatchObject([
      { label: '1.1', text: `Провести обучающий семинар ${number}.` },
      { label: '1.2', text: `Подготовить сборник ${number} и разместить его на сайте.`, warnings: [] },
      { label: '1.3', addressees: [{ code: 'ZOIRO' }], deadline: { due: '2026-09-10' } },
      { label: '2.1', addressees: [{ code: 'ZCOKO' }], revision: 0 },
    ]);
    // The draft that the page was by itself is gone.
    expect((await bot.store.counts()).documents.draft).toBe((draft ?? 0) - 1);
    const text = (await bot.store.documents.text(documentId)) ?? '';
    for (const { quote, label } of await points(documentId)) {
      const words = text.slice(quote.start, quote.end);
      expect(words, label ?? '').toContain(String(number));
    }
    const actions = (await bot.store.audit.ofDocument(documentId)).map(({ action }) => action);
    expect(actions).toEqual(['point_text_set', 'point_continued', 'page_added']);
  });

  it('is added by answering the draft with it, once however often it is sent', async () => {
    const summary = await send(first());
    const documentId = idOf(summary);
    const whole = await send(second(), summary);
    expect(whole.text).toContain('Прочитано: 4 пункта');
    expect((await send(second(), whole)).text).toBe(
      'Эта страница в документе уже есть. Черновик не изменился.',
    );
    expect((await points(documentId)).map(({ label }) => label)).toEqual(LABELS);
    const remark = await say('Ну вот, теперь всё на месте.', whole);
    expect(remark.text).toContain('Пришлите файл документа');
    expect(
      (await say('Председатель совещания Л.П. Верещагина, секретарь О.С. Дымова', whole)).text,
    ).toContain('нет ни новых пунктов, ни продолжения прежних');
  });

  it('is asked for by «Добавить страницу», behind «Ещё…»; /cancel waits no more', async () => {
    const summary = await send(first());
    const documentId = idOf(summary);
    const more = await press(await press(summary, 'Проверить пункты'), 'Ещё…');
    const asked = await press(more, 'Добавить страницу');
    expect(asked.text).toContain('пришлите недостающую страницу');
    expect((await say('/cancel')).text).toContain('Отменено');
    expect(labelsOf(await send(second()))).toContain('Нет, отдельный документ');
    await press(more, 'Добавить страницу');
    // Asked for, a short text is a page too.
    const added = await say(`1.3. Утвердить меню ${number}. Срок: до 01.10.2026`);
    expect(added.text).toContain('Прочитано: 3 пункта');
    expect((await points(documentId)).map(({ label }) => label)).toEqual(['1.1', '1.2', '1.3']);
    // One page was asked for: the next text is something else.
    expect((await say('1.4. Ещё что-нибудь.')).text).toContain('Пришлите файл документа');
  });

  const PAGE_1 = (): string =>
    [
      'ПРОТОКОЛ',
      `совещания о питании 02.09.2026 № ${number}`,
      'РЕШИЛИ:',
      `1. ${TO.institute}:`,
      `1.1. Провести семинар ${number} для поваров.`,
      'Срок: до 20.09.2026',
      `3. ${TO.centre}:`,
      `3.1. Провести опрос ${number}.`,
      'Срок: до 15.10.2026',
    ].join('\n\n');

  it('from the middle goes where its numbers belong, and is read as going on from there', async () => {
    const { world } = bot.sandbox;
    const summary = await send(PAGE_1());
    const documentId = idOf(summary);
    const after = world.mark();
    await send(
      [
        `1.2. Подготовить сборник ${number}.`,
        'Срок: до 25.09.2026',
        `2. ${TO.centre}:`,
        `2.1. Сверить списки ${number}.`,
        'Срок: до 10.09.2026',
      ].join('\n\n'),
      summary,
    );
    expect(textsSince(bot, vera, after)).toContainEqual(
      expect.stringMatching(/Новые пункты: п\. 1\.2; п\. 2\.1\.\nМесто видно по номерам: после п\. 1\.1\./),
    );
    expect(await points(documentId)).toMatchObject([
      { label: '1.1' },
      { label: '1.2', addressees: [{ code: 'ZOIRO' }], deadline: { due: '2026-09-25' } },
      { label: '2.1', addressees: [{ code: 'ZCOKO' }] },
      { label: '3.1', addressees: [{ code: 'ZCOKO' }] },
    ]);
    const text = (await bot.store.documents.text(documentId)) ?? '';
    for (const { quote, text: words } of await points(documentId)) {
      expect(text.slice(quote.start, quote.end)).toBe(words);
    }
  });

  it('goes where it belongs though points are merged while it is read', async () => {
    const documentId = idOf(
      await send(
        [
          'ПРОТОКОЛ',
          `совещания о питании 02.09.2026 № ${number}`,
          'РЕШИЛИ:',
          ...['1', '2', '4', '5'].map(
            (label) => `${label}. ${TO.institute} провести семинар ${label} по теме ${number} до 20.09.2026.`,
          ),
        ].join('\n\n'),
      ),
    );
    const person = await bot.store.people.findByTelegramUser(vera);
    const place = { chatId: vera, topicId: null, messageId: null };
    const actor = { ...place, personId: person?.id ?? 0, telegramUserId: vera, updateId: 900_000 + number };
    const [one, two] = await points(documentId);
    let merged = false;
    const transaction: typeof bot.store.transaction = async (work) => {
      if (!merged) {
        merged = true;
        const [seen, next] = [one, two].map((point) => ({
          decisionId: point?.id ?? 0,
          revision: point?.revision ?? 0,
        }));
        if (seen === undefined || next === undefined) throw new Error('two points were read');
        await mergeWithNext(bot.deps, { ...actor, updateId: 910_000 + number }, seen, next, 'first');
      }
      return bot.store.transaction(work);
    };
    const text = `3. ${TO.centre} провести опрос ${number} до 15.10.2026.`;
    const outcome = await addPage(
      { ...bot.deps, store: { ...bot.store, transaction } },
      { actor, documentId, page: { name: 'страница.txt', text, tables: null }, warnings: [] },
    );
    expect(outcome).toMatchObject({ kind: 'added', place: 'after' });
    expect((await points(documentId)).map(({ label }) => label)).toEqual(['1, 2', '3', '4', '5']);
  });

  it('whose numbers do not tell is put at the end, and where its reviewer says', async () => {
    const { world } = bot.sandbox;
    const summary = await send(PAGE_1());
    const documentId = idOf(summary);
    const after = world.mark();
    await send(
      `${TO.institute} подготовить выставку ${number} до 01.10.2026.\n\n${TO.centre} подготовить бланки ${number} до 05.10.2026.`,
      summary,
    );
    const told = world
      .history(vera)
      .findLast(({ text, change }) => change > after && text.includes('Страница добавлена'));
    if (told === undefined) throw new Error('nothing was told of the page');
    expect(told.text).toContain('По номерам не видно, откуда она');
    const places = await press(told, 'Поставить в другое место');
    expect(places.text).toContain('Сейчас они стоят после п. 3.1. Куда их поставить?');
    expect(labelsOf(places)).toEqual([
      'В начало',
      expect.stringMatching(/^После: п\. 1\.1 Провести семинар/),
      'В конец',
    ]);
    const moved = await press(places, 'После: п. 1.1');
    expect(moved.text).toContain('пункты страницы стоят теперь после п. 1.1.');
    const order = async () => (await points(documentId)).map(({ text }) => text.replace(/ \d+.*$/, ''));
    const [first, , , last] = await order();
    expect([first, last]).toEqual(['Провести семинар', 'Провести опрос']);
    await press(await press(moved, 'Поставить в другое место'), 'В начало');
    expect((await order()).at(2)).toBe('Провести семинар');
    const actions = (await bot.store.audit.ofDocument(documentId)).map(({ action }) => action);
    expect(actions).toEqual(['page_added', 'page_moved', 'page_moved']);
  });

  it('with a number of its own is a document of its own', async () => {
    const summary = await send(first());
    const before = await points(idOf(summary));
    const other = await send(
      first().replace(`№ ${number}`, '№ 77-ф').replaceAll(String(number), 'другой'),
      summary,
    );
    expect(other.text).toContain('№ 77-ф');
    expect(textsSince(bot, vera, 0)).toContainEqual(expect.stringContaining('прочитана отдельно'));
    expect(await points(idOf(summary))).toEqual(before);
  });

  it('that came before the first page finds its way to it', async () => {
    const { world } = bot.sandbox;
    const after = world.mark();
    const alone = await send(second());
    expect(labelsOf(alone)).toContain('Проверить пункты');
    const asked = await send(first());
    expect(asked.text).toContain('Перед этим вы прислали страницу без даты и номера (2 пункта)');
    const whole = await press(asked, 'Добавить её сюда');
    expect(whole.text).toContain('Прочитано: 4 пункта');
    expect(textsSince(bot, vera, after)).toContainEqual(expect.stringContaining('Страница добавлена'));
  });

  it('by which somebody has worked is not taken away', async () => {
    const summary = await send(first());
    const asked = await send(second());
    const own = await press(asked, 'Нет, отдельный документ');
    const page = await press(own, 'Проверить пункты');
    await press(page, 'Снять пункт');
    const forged = await bot.telegram.api.sendMessage(vera, 'Прежний вопрос', {
      reply_markup: {
        inline_keyboard: [[{ text: 'Да', callback_data: dataOf(asked, 'Да, добавить к нему') }]],
      },
    });
    const pressed = bot.sandbox.world.press(vera, 'Да', { messageId: forged.message_id });
    if (pressed.kind !== 'callback') throw new Error('no callback');
    expect((await bot.sandbox.world.waitForAnswer(pressed.queryId)).text).toContain('уже что-то проверено');
    expect(await points(idOf(summary))).toHaveLength(2);
  });
  const dataOf = (message: MessageView, label: string): string =>
    message.buttons.flat().find(({ text }) => text === label)?.callback_data ?? '';

  it('does not disturb the other reviewer, who is asked anew before sending', async () => {
    const summary = await send(first());
    const documentId = idOf(summary);
    const sent = await bot.telegram.api.sendMessage(pavel, 'Черновик', {
      reply_markup: { inline_keyboard: [[{ text: 'Открыть', callback_data: `revd:${documentId}:0` }]] },
    });
    const opened = bot.sandbox.world.history(pavel).find(({ messageId }) => messageId === sent.message_id);
    if (opened === undefined) throw new Error('no message');
    const page = await press(opened, 'Открыть', pavel);
    const settled = await press(page, 'Подтвердить как есть', pavel);
    expect(labelsOf(settled)).toContain('Опубликовать и отправить');
    await send(second(), summary);
    const again = await press(settled, 'Опубликовать и отправить', pavel);
    expect(again.text).toContain('Отправить 4 поручения 2 организациям?');
    expect(await bot.store.documents.find(documentId)).toMatchObject({ state: 'draft' });
    expect((await press(again, 'Опубликовать и отправить', pavel)).text).toContain('опубликован:');
    expect((await send(second(), summary)).text).toContain('уже опубликован или удалён');
  });

  it('is added once when its answer fails and its update is handled again', async () => {
    const summary = await send(first());
    const documentId = idOf(summary);
    await bot.stopBot();
    bot.sandbox.world.sendFile(vera, file(second()), { replyTo: summary.messageId });
    bot.sandbox.world.addFault({ method: 'sendMessage', kind: 'error_500', times: 3 });
    const after = bot.sandbox.world.mark();
    await bot.startBot();
    await bot.sandbox.world.waitFor(vera, ({ text }) => text.includes('Прочитано: 4 пункта'), { after });
    bot.sandbox.world.clearFaults();
    expect((await points(documentId)).map(({ label }) => label)).toEqual(LABELS);
  });
});
