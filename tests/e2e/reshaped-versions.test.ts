import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoredDocument } from '../../src/app/ports.ts';
import { mergeWithNext, splitPointBefore } from '../../src/app/reshape-points.ts';
import type { MessageView } from '../../src/sandbox/index.ts';
import {
  type ProtocolPoint,
  protocolText,
  publishDraft,
  sendDocument,
  TO,
  textsSince,
} from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';
import { talkWith } from '../support/talk.ts';

/** A document whose points were split and merged by its reviewer is published, corrected, and sent again. */
describe('a corrected document whose points had been split or merged', () => {
  let bot: BotUnderTest;
  let controller: number;
  let institute: number;
  let number = 700;
  let updateId = 900_200_000;
  const talk = talkWith(() => bot);

  const twoTasks = (what: string): ProtocolPoint => ({
    to: TO.institute,
    text: `Провести опрос учителей по предмету «${what} ${number}», подготовить справку об опросе «${what} ${number}».`,
    term: 'до 25.09.2026',
  });
  const oneTask = (text: string, term = 'до 30.09.2026'): ProtocolPoint => ({
    to: TO.centre,
    text: `${text} ${number}.`,
    term,
  });

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    controller = await bot.join('Вера', null);
    institute = await bot.join('Нина', 'ZOIRO');
  });
  afterAll(() => bot.stop());
  beforeEach(() => {
    number += 1;
    bot.clock.set('2026-09-03T10:00:00+03:00');
  });

  const idOf = (draft: MessageView) => Number(/drop:(\d+)/.exec(JSON.stringify(draft.buttons))?.[1]);
  const pointsOf = (id: number) => bot.store.documents.decisions(id);
  const wordsOf = async (id: number) => (await pointsOf(id)).map(({ text }) => text);
  const send = (points: readonly ProtocolPoint[]) =>
    sendDocument(bot, controller, protocolText(points, `${number}-р`));
  const reviewer = async () => {
    const person = await bot.store.people.findByTelegramUser(controller);
    updateId += 1;
    const telegram = {
      telegramUserId: controller,
      chatId: controller,
      topicId: null,
      messageId: 1,
      updateId,
    };
    return { personId: person?.id ?? 0, ...telegram };
  };
  const seen = async (id: number, index: number) => {
    const point = (await pointsOf(id))[index];
    return { decisionId: point?.id ?? 0, revision: point?.revision ?? 0 };
  };
  const split = async (id: number, index: number, before = 'подготовить справку') =>
    expect(await splitPointBefore(bot.deps, await reviewer(), await seen(id, index), before)).toMatchObject({
      kind: 'reshaped',
    });
  const merge = async (id: number, index: number) =>
    expect(
      await mergeWithNext(
        bot.deps,
        await reviewer(),
        await seen(id, index),
        await seen(id, index + 1),
        'first',
      ),
    ).toMatchObject({ kind: 'reshaped' });
  const publish = async (draft: MessageView): Promise<StoredDocument> => {
    await publishDraft(bot, controller, draft);
    await bot.settle();
    const document = await bot.store.documents.find(idOf(draft));
    if (document?.state !== 'published') throw new Error('it was not published');
    return document;
  };

  it('is split and merged as before, so that only what has changed goes out', async () => {
    const points = [
      twoTasks('Физика'),
      oneTask('Подготовить сводку'),
      oneTask('Обновить реестр пунктов'),
      twoTasks('Химия'),
    ];
    const first = await send(points);
    await split(idOf(first), 3);
    await split(idOf(first), 0);
    await merge(idOf(first), 2);
    const before = await wordsOf(idOf(first));
    expect(before).toHaveLength(5);
    const published = await publish(first);
    const assignments = await bot.store.assignments.ofDocument(published.id);

    bot.clock.set('2026-09-05T11:00:00+03:00');
    const changed = {
      ...twoTasks('Химия'),
      text: `Провести опрос ${number} родителей, разослать его итоги.`,
    };
    const draft = await send([...points.slice(0, 3), changed]);
    expect(await wordsOf(idOf(draft))).toEqual([...before.slice(0, 3), changed.text]);
    expect(draft.text).toContain('добавлено 1, снято 2, без изменений 3.');
    expect(draft.text).toContain('Разделено и объединено, как прежде: 3 пункта.');
    expect(draft.text).toMatch(
      /⚠️ Не перенесено разделение или объединение: п\. \S+ ч\. 1; п\. \S+ ч\. 2\. В новом/,
    );

    const mark = bot.sandbox.world.mark();
    const second = await publish(draft);
    const told = textsSince(bot, institute, mark).join('\n');
    expect(told).not.toContain('Физика');
    expect(told).toContain('опрос');
    const now = new Map((await bot.store.assignments.ofDocument(second.id)).map((one) => [one.id, one]));
    const kept = assignments.filter(({ id }) => now.has(id));
    expect(kept).toHaveLength(3);
    // The same file once more changes nothing, split and merged as it is.
    const again = protocolText([...points.slice(0, 3), changed], `${number}-р`);
    talk.mark();
    bot.sandbox.world.sendFile(controller, { name: 'again.txt', bytes: Buffer.from(`${again}\n`) });
    await talk.seen(controller, 'уже опубликован');
  });

  it('is as it is printed where it is another document after all, and split again where it is not', async () => {
    const points = [twoTasks('История'), twoTasks('Право'), oneTask('Собрать заявки')];
    const first = await send(points);
    await split(idOf(first), 1);
    await split(idOf(first), 0);
    const parts = await wordsOf(idOf(first));
    await publish(first);

    bot.clock.set('2026-09-05T11:00:00+03:00');
    const corrected = [...points.slice(0, 2), oneTask('Собрать заявки', 'до 07.10.2026')];
    const draft = await send(corrected);
    const id = idOf(draft);
    const read = corrected.map(({ text }) => text);
    expect(await wordsOf(id)).toEqual(parts);
    await talk.press(controller, draft, 'Это другой документ');
    expect(await wordsOf(id)).toEqual(read);
    await talk.press(controller, await talk.seen(controller, 'отдельно'), 'Всё-таки новая редакция');
    expect(await wordsOf(id)).toEqual(parts);

    // What this reviewer has made of a part stays theirs, with what it was made of.
    await split(id, 0, 'учителей');
    const own = await wordsOf(id);
    await talk.press(controller, await talk.seen(controller, 'Новая редакция'), 'Это другой документ');
    expect(await wordsOf(id)).toEqual([...own.slice(0, 3), ...read.slice(1)]);
  });
});
