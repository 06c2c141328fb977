import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Assignment } from '../../src/core/assignments/assignment.ts';
import { encodeAction } from '../../src/messages/actions.ts';
import { REPLIES } from '../../src/messages/reply.ts';
import type { MessageView } from '../../src/sandbox/index.ts';
import { pressForged, publishProtocol, TO, withdrawEverything } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';
import { talkWith } from '../support/talk.ts';

const PUBLISHED = '2026-09-03T10:00:00+03:00';

/** A methodologist who needs more time, and the officer who may give it. */
describe('«Продлить срок»', () => {
  let bot: BotUnderTest;
  let controller: number;
  let executor: number;
  let assignment: Assignment;
  let number = 0;

  const { mark, seen, texts, say, press, act } = talkWith(() => bot);

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: PUBLISHED });
    controller = await bot.join('Вера', null);
    executor = await bot.join('Нина', 'ZOIRO');
  });
  afterAll(() => bot.stop());

  beforeEach(async () => {
    bot.clock.set(PUBLISHED);
    // What earlier tests have left would be late too.
    await withdrawEverything(bot);
    number += 1;
    const point = { to: TO.institute, text: 'Провести вебинар для методистов.', term: 'до 25.09.2026' };
    const document = await publishProtocol(bot, controller, [point], `${number}`);
    const [own] = await bot.store.assignments.ofDocument(document.id);
    if (own === undefined) throw new Error('nothing was assigned');
    assignment = own;
    mark();
  });

  const begin = () => act(executor, { kind: 'ask_extension', assignmentId: assignment.id });
  const ask = async (words: string): Promise<MessageView> => {
    await begin();
    await say(executor, words);
    await seen(executor, 'просьба о продлении отправлена');
    return seen(controller, 'Просят продлить срок');
  };
  const due = async () => (await bot.store.assignments.find(assignment.id))?.due;
  const actions = async () => (await bot.store.audit.ofAssignment(assignment.id)).map(({ action }) => action);

  it('is asked for in one message and granted by one press; both dates stay in the history', async () => {
    const request = await ask('до 15 ноября, ждём подписи подрядчика');
    expect(request.text).toContain('15.11.2026');
    expect(request.text).toContain('рабочий срок пт 13.11.2026');
    expect(request.text).toContain('ждём подписи подрядчика');
    await press(controller, request, 'Продлить до');
    expect((await seen(executor, 'Срок продлён')).text).toContain('15.11.2026');
    expect(await due()).toBe('2026-11-15');
    await pressForged(
      bot,
      executor,
      encodeAction({
        kind: 'card',
        assignmentId: assignment.id,
        sheet: 4,
        part: 0,
        list: 0,
        page: 0,
        updateId: 0,
      }),
    );
    const history = await seen(executor, 'История');
    expect(history.text).toContain('Срок продлён: с пт 25.09.2026 на вс 15.11.2026');
    expect(history.text).toContain('Просьба продлить срок');
  });

  it('is asked for piece by piece, and a day that does not fit is explained', async () => {
    await begin();
    await say(executor, 'не пришли учебники');
    await seen(executor, 'До какого числа продлить?');
    await say(executor, 'до 20 сентября');
    await seen(executor, 'не позже нынешнего срока');
    await say(executor, 'на две недели');
    await seen(executor, 'отправлена');
    expect((await seen(controller, 'Просят продлить')).text).toContain('не пришли учебники');
    expect(await bot.store.extensions.waitingOf(assignment.id)).toMatchObject({ wanted: '2026-10-09' });
  });

  it('is granted with another day', async () => {
    const request = await ask('до 15 ноября, ремонт');
    await press(controller, request, 'Другая дата');
    await say(controller, 'до 1 октября');
    expect((await seen(executor, 'Срок продлён')).text).toContain(
      'до чт 01.10.2026 (был до пт 25.09.2026, просили до вс 15.11.2026',
    );
    expect(await due()).toBe('2026-10-01');
    await say(controller, '/help');
  });

  it('is refused with a reason, which the executor reads', async () => {
    const request = await ask('до 15 ноября, ремонт');
    await press(controller, request, 'Отказать');
    await say(controller, 'Данные нужны министерству до конца сентября');
    expect((await seen(executor, 'Срок не продлён')).text).toContain('Данные нужны министерству');
    expect(await due()).toBe('2026-09-25');
    expect(await actions()).toContain('refuse_extension');
    // Refused, it may be asked for anew.
    await ask('до 10 октября, часть данных уже передана');
  });

  it('is asked for once at a time, and taken back', async () => {
    await ask('до 15 ноября, ремонт');
    expect(await begin()).toBe(REPLIES.extensionWaiting);
    const sent = bot.sandbox.world
      .history(executor)
      .findLast(({ text }) => text.includes('просьба о продлении отправлена'));
    if (sent === undefined) throw new Error('the request was not confirmed');
    await press(executor, sent, 'Отозвать просьбу');
    expect(await bot.store.extensions.waitingOf(assignment.id)).toBeNull();
    const request = bot.sandbox.world
      .history(controller)
      .findLast(({ text }) => text.includes('Просят продлить'));
    if (request === undefined) throw new Error('the request did not arrive');
    await press(controller, request, 'Продлить до');
    expect(await due()).toBe('2026-09-25');
  });

  it('is answered once, by whoever is faster', async () => {
    const request = await ask('до 15 ноября, ремонт');
    const requestId = (await bot.store.extensions.waitingOf(assignment.id))?.id ?? 0;
    await press(controller, request, 'Продлить до');
    await seen(executor, 'Срок продлён');
    const again = await pressForged(bot, controller, encodeAction({ kind: 'grant_extension', requestId }));
    expect(again.text).toBe(REPLIES.extensionDecidedAlready);
    expect((await actions()).filter((action) => action === 'move_deadline')).toHaveLength(1);
  });

  it('holds the escalation back while it waits, and no longer', async () => {
    const parentTold = async (): Promise<readonly string[]> => {
      mark();
      await bot.morning();
      await bot.settle();
      return texts(controller).filter((text) => text.includes('росрочено'));
    };
    const request = await ask('до 15 ноября, ремонт');
    // Nine working days late.
    bot.clock.set('2026-10-08T09:05:00+03:00');
    expect(await parentTold()).toEqual([]);
    await press(controller, request, 'Отказать');
    await say(controller, 'Поздно');
    bot.clock.set('2026-10-09T09:05:00+03:00');
    expect(await parentTold()).not.toEqual([]);
  });

  it('is too late once it was reported', async () => {
    await pressForged(bot, executor, encodeAction({ kind: 'report_done', assignmentId: assignment.id }));
    await bot.settle();
    expect(await begin()).toBe(REPLIES.extensionTooLate);
  });

  it('takes no words about another point for an answer', async () => {
    await begin();
    await say(executor, 'просим продлить п. 7.7 до 20 октября, нет печати');
    expect(texts(controller)).toEqual([]);
    expect(await bot.store.extensions.waitingOf(assignment.id)).toBeNull();
    await say(executor, 'до 15 ноября, ремонт; ждём и п. 7.7');
    expect((await seen(controller, 'Просят продлить')).text).toContain('ждём и п. 7.7');
    expect(await bot.store.extensions.waitingOf(assignment.id)).toMatchObject({ wanted: '2026-11-15' });
  });

  it('lets a command in the middle pass', async () => {
    await begin();
    await say(executor, '/tasks');
    await seen(executor, 'Мои поручения');
    await say(executor, 'до 15 ноября, ремонт');
    await seen(executor, 'просьба о продлении отправлена');
  });
});
