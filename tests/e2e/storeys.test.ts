import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handDownChosen } from '../../src/app/hand-down.ts';
import { recall } from '../../src/app/recall.ts';
import { remindRest } from '../../src/app/remind-rest.ts';
import type { Assignment } from '../../src/core/assignments/assignment.ts';
import { REPLIES } from '../../src/messages/reply.ts';
import { morningTexts, publishProtocol, TO, withdrawEverything } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';
import { talkWith } from '../support/talk.ts';

const PUBLISHED = '2026-09-03T10:00:00+03:00';

/** A municipal officer at work: Приреченский район with three schools and a preschool, two of them with the bot. */
describe('two storeys', () => {
  let bot: BotUnderTest;
  let controller: number;
  let officer: number;
  let colleague: number;
  let zarechye: number;
  let first: number;
  let documents = 0;

  const { mark, seen, texts, say, press, act } = talkWith(() => bot);

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: PUBLISHED });
    controller = await bot.join('Вера', null);
    officer = await bot.join('Пётр', 'prirechye');
    colleague = await bot.join('Ольга', 'prirechye');
    zarechye = await bot.join('Ирина', 'sch-zarechye');
    first = await bot.join('Сергей', 'sch-prirechensk-1');
  });
  afterAll(() => bot.stop());

  beforeEach(async () => {
    bot.clock.set(PUBLISHED);
    await withdrawEverything(bot);
    mark();
  });

  /** Publishes a point for all municipalities, due on Friday 25 September; returns the district's assignment. */
  const publish = async (text: string, to: string = TO.municipalities): Promise<Assignment> => {
    documents += 1;
    const point = { to, text, term: 'до 25.09.2026' };
    const document = await publishProtocol(bot, controller, [point], String(documents));
    const all = await bot.store.assignments.ofDocument(document.id);
    const own = all.find(({ organizationCode }) => organizationCode === 'prirechye') ?? all[0];
    if (own === undefined) throw new Error('nothing was assigned');
    return own;
  };
  const handDown = async (assignmentId: number): Promise<void> => {
    await act(officer, { kind: 'hand_down', assignmentId });
    await press(officer, await seen(officer, 'Поручить школам'), 'Поручить (');
  };
  const childOf = async (parentId: number, code: string): Promise<Assignment> => {
    const children = await bot.store.assignments.childrenOf([parentId]);
    const child = children.find(({ organizationCode }) => organizationCode === code);
    if (child === undefined) throw new Error(`${code} has nothing from ${parentId}`);
    return child;
  };
  const stateOf = async (id: number) => (await bot.store.assignments.find(id))?.state;
  const report = (userId: number, assignmentId: number) => act(userId, { kind: 'report_done', assignmentId });
  const morningOf = async (day: string, chat: number): Promise<string> =>
    (await morningTexts(bot, `${day}T09:30:00+03:00`, chat)).join('\n');

  describe('handing a point down', () => {
    it('goes from the list to the schools, and their officers see through whom it came', async () => {
      const own = await publish('Проверить школьные автобусы.');
      await say(officer, 'Школы района');
      const list = await seen(officer, 'Школы района');
      expect(list.text).toContain('Школам пока не поручено');
      await press(officer, list, 'поручить школам');
      const preview = await seen(officer, 'Поручить школам');
      expect(preview.text).toContain('Ваш срок: до пт 25.09.2026');
      expect(preview.text).toContain('Срок школам: до вт 22.09.2026');
      expect(preview.text).toContain('Не подключены к боту');
      await press(officer, preview, 'Поручить (4)');
      const done = await seen(officer, 'поручено: 4 организации, срок до вт 22.09.2026');
      expect(done.messageId).toBe(preview.messageId);
      expect((await seen(zarechye, 'поручает вам')).text).toContain('Приреченский район');
      expect(await childOf(own.id, 'sch-zarechye')).toMatchObject({ due: '2026-09-22', state: 'new' });
      expect(await stateOf(own.id)).toBe('in_work');
      const audit = await bot.store.audit.ofAssignment(own.id);
      expect(audit.map(({ action }) => action)).toEqual(['start_work', 'hand_down']);
    });

    it('can be for some of them, until a day typed in one’s own words', async () => {
      const own = await publish('Составить перечень маршрутов.');
      await act(officer, { kind: 'hand_down', assignmentId: own.id });
      await press(officer, await seen(officer, 'Поручить школам'), 'Выбрать школы');
      await press(officer, await seen(officer, 'Выбрано 4 из 4'), 'Снять все');
      await press(officer, await seen(officer, 'Выбрано 0 из 4'), 'Заречная');
      const chosen = await seen(officer, 'Выбрано 1 из 4');
      await press(officer, chosen, 'Готово');
      await press(officer, await seen(officer, 'Поручаем: Заречная ООШ.'), 'Изменить срок');
      await seen(officer, 'напишите срок для школ');
      await say(officer, 'до 1 октября');
      await seen(officer, 'позже вашего срока (пт 25.09.2026)');
      await say(officer, '1 сентября 2026');
      await seen(officer, 'уже прошло');
      await say(officer, 'как можно скорее');
      await seen(officer, 'Не понял');
      await say(officer, 'до 16 сентября');
      await press(officer, await seen(officer, 'Срок школам: до ср 16.09.2026'), 'Поручить (1)');
      await seen(officer, 'поручено: 1 организация');
      const children = await bot.store.assignments.childrenOf([own.id]);
      expect(children.map(({ organizationCode, due }) => [organizationCode, due])).toEqual([
        ['sch-zarechye', '2026-09-16'],
      ]);
    });

    it('reaches each school once: two officers at once, one update twice, schools that have it from above', async () => {
      const own = await publish('Обновить паспорта.');
      await handDown(own.id);
      expect(await act(colleague, { kind: 'hand_down', assignmentId: own.id })).toBe(REPLIES.allHaveIt);
      const other = await publish('Проверить ограждения.');
      const person = await bot.store.people.findByTelegramUser(officer);
      const actor = {
        personId: person?.id ?? 0,
        telegramUserId: officer,
        chatId: officer,
        topicId: null,
        messageId: 1,
        updateId: 900_000_001,
      };
      const outcomes = [
        await handDownChosen(bot.deps, actor, other.id),
        await handDownChosen(bot.deps, actor, other.id),
        await handDownChosen(bot.deps, { ...actor, updateId: 900_000_002 }, other.id),
      ];
      expect(
        outcomes.map((outcome) => [outcome.kind, 'organizations' in outcome && outcome.organizations]),
      ).toEqual([
        ['handed_down', 4],
        ['handed_down', 4],
        ['all_have_it', false],
      ]);
      expect(await bot.store.assignments.childrenOf([other.id])).toHaveLength(4);
    });

    it('stops at the second storey, and needs somebody below', async () => {
      const own = await publish('Провести учения.');
      await handDown(own.id);
      const child = await childOf(own.id, 'sch-zarechye');
      expect(await act(zarechye, { kind: 'hand_down', assignmentId: child.id })).toBe(
        REPLIES.handedDownToYou,
      );
      const direct = await publish('Провести опрос.', TO.schools);
      const given = (await bot.store.assignments.ofDecisions([direct.decisionId])).find(
        ({ organizationCode }) => organizationCode === 'sch-zarechye',
      );
      expect(await act(zarechye, { kind: 'hand_down', assignmentId: given?.id ?? 0 })).toBe(
        REPLIES.nobodyBelow,
      );
    });
  });

  describe('a school’s report', () => {
    it('goes to the municipality and not to the controller, who decides the municipality’s own', async () => {
      const own = await publish('Проверить буфеты.');
      await handDown(own.id);
      const child = await childOf(own.id, 'sch-zarechye');
      await report(zarechye, child.id);
      await seen(zarechye, 'отчёт отправлен: Приреченский район');
      const message = await seen(officer, 'Заречная ООШ: выполнено');
      await seen(colleague, 'Заречная ООШ: выполнено');
      expect(texts(controller)).toEqual([]);
      const waiting = await bot.store.reports.latestOf(child.id);
      expect(await act(controller, { kind: 'accept', reportId: waiting?.id ?? 0 })).toBe(REPLIES.notReviewer);
      await press(officer, message, 'Принять');
      await seen(zarechye, 'Принято');
      expect(await act(colleague, { kind: 'accept', reportId: waiting?.id ?? 0 })).toBe(
        REPLIES.decidedAlready,
      );
      // A school never closes the point of its municipality.
      expect(await stateOf(own.id)).toBe('in_work');
    });

    it('comes back with the officer’s comment', async () => {
      const own = await publish('Проверить спортзалы.');
      await handDown(own.id);
      const child = await childOf(own.id, 'sch-zarechye');
      await report(zarechye, child.id);
      await press(officer, await seen(officer, 'Заречная ООШ: выполнено'), 'Вернуть на доработку');
      await seen(officer, 'что доработать');
      await say(officer, 'Нет фото');
      expect((await seen(zarechye, 'Возвращено на доработку')).text).toContain('«Нет фото»');
      expect(await stateOf(child.id)).toBe('returned');
    });

    it('waits in the list for whoever missed the message', async () => {
      const own = await publish('Проверить кабинеты.');
      await handDown(own.id);
      await report(zarechye, (await childOf(own.id, 'sch-zarechye')).id);
      await say(colleague, '/schools');
      const list = await seen(colleague, 'Ждут вашего ответа: 1 отчёт');
      await press(colleague, list, 'Отчёты (1)');
      await press(colleague, await seen(colleague, 'Ждут вашего ответа (1)'), 'Заречная');
      await press(colleague, await seen(colleague, 'Заречная ООШ: выполнено'), 'Принять');
      expect(await stateOf((await childOf(own.id, 'sch-zarechye')).id)).toBe('accepted');
    });

    it('goes to the controller where nobody of the municipality is there to read it', async () => {
      const own = await publish('Проверить крыши.');
      await handDown(own.id);
      const child = await childOf(own.id, 'sch-zarechye');
      for (const chat of [officer, colleague]) await bot.store.subscriptions.markUnreachable(chat, 'blocked');
      try {
        await report(zarechye, child.id);
        await seen(zarechye, 'отчёт отправлен контролёру');
        await press(controller, await seen(controller, 'Заречная ООШ: выполнено'), 'Принять');
        expect(await stateOf(child.id)).toBe('accepted');
      } finally {
        for (const chat of [officer, colleague]) await bot.store.subscriptions.markReachable(chat);
      }
    });
  });

  describe('taking back what was handed down by mistake', () => {
    const sentTo = async (text: string): Promise<Assignment> => {
      const own = await publish(text);
      await handDown(own.id);
      await bot.deliver();
      return own;
    };
    const choices = async (own: Assignment) => {
      await act(officer, { kind: 'open_roll_up', assignmentId: own.id });
      await press(officer, await seen(officer, 'Исполнили'), 'Отозвать у школы…');
      return seen(officer, 'У кого отозвать');
    };

    it('tells the school, waits for it no longer, and hands the point down to it anew', async () => {
      const own = await sentTo('Проверить перила.');
      const child = await childOf(own.id, 'sch-zarechye');
      await act(zarechye, { kind: 'acknowledge', assignmentId: child.id });
      await press(officer, await choices(own), 'Заречная');
      const asked = await seen(officer, 'У кого: Заречная ООШ.');
      expect(asked.text).toContain('бот ей об этом сообщит');
      expect(await stateOf(child.id)).toBe('acknowledged');
      await press(officer, asked, 'Отозвать');
      expect((await seen(officer, 'отозван у 1 организации')).messageId).toBe(asked.messageId);
      expect((await seen(zarechye, 'Приреченский район отзывает поручение')).text).toContain('перила');
      expect(await stateOf(child.id)).toBe('withdrawn');
      await act(officer, { kind: 'open_roll_up', assignmentId: own.id });
      const screen = await seen(officer, 'Исполнили 0 из 3');
      expect(screen.text).not.toContain('Заречная');
      expect(await report(zarechye, child.id)).toBe(REPLIES.withdrawn);
      await press(officer, screen, 'Поручить ещё (1)');
      const preview = await seen(officer, 'Поручаем: Заречная ООШ');
      await press(officer, preview, 'Поручить (1)');
      await seen(zarechye, 'поручает вам');
      expect(await childOf(own.id, 'sch-zarechye')).toMatchObject({ id: child.id, state: 'new' });
      expect(await bot.store.acknowledgements.ofAssignment(child.id)).toEqual([]);
      const audit = (await bot.store.audit.ofAssignment(child.id)).map(({ action }) => action);
      expect(audit).toEqual(['handed_down', 'acknowledge', 'recall', 'handed_down']);
    });

    it('leaves alone who has reported, and whoever was not shown', async () => {
      const own = await sentTo('Проверить ступени.');
      const child = await childOf(own.id, 'sch-zarechye');
      const other = await childOf(own.id, 'sch-prirechensk-1');
      const asking = await choices(own);
      await press(officer, asking, 'У всех, кто не отчитался (4)');
      const asked = await seen(officer, 'Отозвать п.');
      await report(zarechye, child.id);
      expect(await act(officer, { kind: 'recall', assignmentId: child.id })).toBe(REPLIES.recallReportWaits);
      expect(await act(officer, { kind: 'recall_all', assignmentId: own.id, seen: 4 })).toBe(
        REPLIES.recallChanged,
      );
      expect(await stateOf(other.id)).toBe('new');
      await act(officer, { kind: 'ask_recall_all', assignmentId: own.id });
      expect(asked.text).not.toContain('Ждут вашего ответа');
      const again = await seen(officer, 'Ждут вашего ответа: 1 отчёт');
      expect(again.text).toContain('Бот сообщит тем, кто пункт уже получил (1).');
      await press(officer, again, 'Отозвать (3)');
      await seen(officer, 'отозван у 3 организаций');
      expect(await stateOf(other.id)).toBe('withdrawn');
      expect(await stateOf(child.id)).toBe('reported');
      expect(await act(officer, { kind: 'recall_all', assignmentId: own.id, seen: 3 })).toBe(
        REPLIES.nobodyToRecall,
      );
    });

    it('is answered alike when an update is handled again', async () => {
      const own = await sentTo('Проверить замки.');
      const person = await bot.store.people.findByTelegramUser(officer);
      const actor = {
        personId: person?.id ?? 0,
        telegramUserId: officer,
        chatId: officer,
        topicId: null,
        messageId: 1,
        updateId: 900_000_004,
      };
      const command = { actor, target: { of: 'all', assignmentId: own.id }, seen: 4 } as const;
      const once = await recall(bot.deps, command);
      expect(once).toMatchObject({ kind: 'recalled', offer: { left: 0 } });
      expect(await recall(bot.deps, command)).toEqual(once);
      expect(await act(officer, { kind: 'gather_report', assignmentId: own.id })).toBe(
        REPLIES.nothingGathered,
      );
      // The button of a message from before.
      expect(await act(officer, { kind: 'open_roll_up', assignmentId: own.id })).toBe(REPLIES.nobodyHasIt);
    });
  });

  describe('the roll-up', () => {
    it('counts who is done, names the rest, and reminds them once a day', async () => {
      const own = await publish('Проверить сигнализацию.');
      await handDown(own.id);
      await report(zarechye, (await childOf(own.id, 'sch-zarechye')).id);
      await press(officer, await seen(officer, 'Заречная ООШ: выполнено'), 'Принять');
      await act(officer, { kind: 'open_roll_up', assignmentId: own.id });
      const screen = await seen(officer, 'Исполнили 1 из 4 организаций');
      expect(screen.text).toMatch(/СОШ № 1 — не ознакомлена, до вт 22\.09\.2026/);
      expect(screen.text).toMatch(/СОШ № 2 — ❗ не подключена к боту/);
      const remind = { kind: 'remind_rest', assignmentId: own.id } as const;
      expect(await act(officer, remind)).toBe(
        'Напоминание отправлено: 1 организация. Не подключены к боту: 2.',
      );
      await seen(first, 'Приреченский район напоминает');
      expect(texts(zarechye)).toEqual([]);
      expect(await act(colleague, remind)).toBe(REPLIES.remindedToday);
      bot.clock.set('2026-09-04T10:00:00+03:00');
      expect(await act(colleague, remind)).toContain('Напоминание отправлено');
    });

    it('is answered alike when an update is handled again', async () => {
      const own = await publish('Проверить лестницы.');
      await handDown(own.id);
      const person = await bot.store.people.findByTelegramUser(officer);
      const actor = {
        personId: person?.id ?? 0,
        telegramUserId: officer,
        chatId: officer,
        topicId: null,
        messageId: 1,
        updateId: 900_000_003,
      };
      const once = await remindRest(bot.deps, actor, own.id);
      expect(once).toEqual({ kind: 'reminded', organizations: 2, unconnected: 2 });
      expect(await remindRest(bot.deps, actor, own.id)).toEqual(once);
    });

    it('is on the controller’s card and under the report that is gathered from below', async () => {
      const own = await publish('Проверить освещение.');
      await handDown(own.id);
      const child = await childOf(own.id, 'sch-zarechye');
      await report(zarechye, child.id);
      await bot.store.reports.addFile((await bot.store.reports.latestOf(child.id))?.id ?? 0, {
        ...(await bot.deps.files.keep(Buffer.from('акт'))),
        mimeType: 'application/pdf',
        name: 'акт.pdf',
      });
      await press(officer, await seen(officer, 'Заречная ООШ: выполнено'), 'Принять');
      await act(controller, { kind: 'details', assignmentId: own.id });
      expect((await seen(controller, 'Проверить освещение')).text).toContain('Исполнили 1 из 4 организаций');
      await act(officer, { kind: 'gather_report', assignmentId: own.id });
      const preview = await seen(officer, 'Отчёт по школам');
      expect(preview.text).toContain('1. Заречная ООШ: Выполнено');
      expect(preview.text).toContain('Заречная ООШ — акт.pdf');
      expect(preview.text).toContain('В отчёте нет: 3 организации');
      await press(officer, preview, 'Отправить отчёт');
      const received = await seen(controller, 'Приреченский район: выполнено');
      expect(received.text).toContain('🏫 Исполнили 1 из 4 организаций');
      await seen(controller, 'Заречная ООШ — акт.pdf');
      expect(await stateOf(own.id)).toBe('reported');
    });

    it('takes the officer’s own words and files before those of the schools, as one report', async () => {
      const own = await publish('Проверить крыши.');
      await handDown(own.id);
      await report(zarechye, (await childOf(own.id, 'sch-zarechye')).id);
      await press(officer, await seen(officer, 'Заречная ООШ: выполнено'), 'Принять');
      await act(officer, { kind: 'gather_report', assignmentId: own.id });
      await press(officer, await seen(officer, 'Отправить контролёру?'), 'Дополнить своим');
      await seen(officer, 'Отчёт по школам с их файлами войдёт целиком');
      await say(officer, 'Крыши осмотрены комиссией.');
      bot.sandbox.world.sendFile(officer, { name: 'справка.pdf', bytes: Buffer.from('справка') });
      await bot.settle();
      await press(officer, await seen(officer, 'справка.pdf'), 'Отчёт по школам');
      const preview = await seen(officer, 'Крыши осмотрены комиссией.\n\nИсполнили 1 из 4 организаций');
      expect(preview.text).toContain('📎 справка.pdf');
      expect(await stateOf(own.id)).not.toBe('reported');
      await press(officer, preview, 'Отправить отчёт');
      await seen(officer, 'отчёт отправлен контролёру');
      const sent = (await bot.store.reports.ofAssignment(own.id)).at(-1);
      expect(sent?.text).toMatch(/^Крыши осмотрены комиссией\.\n\nИсполнили 1 из 4 организаций\./u);
      expect(sent?.files.map(({ name }) => name)).toEqual(['справка.pdf']);
    });

    it('shows what came to the schools directly, to be looked at only', async () => {
      const direct = await publish('Провести олимпиаду.', TO.schools);
      await say(officer, '/schools');
      const list = await seen(officer, 'Провести олимпиаду');
      expect(list.text).toContain('Поручено им напрямую');
      await press(officer, list, 'п. 1.1');
      const screen = await seen(officer, 'Исполнили 0 из 3 школ');
      expect(screen.buttons.flat().map(({ text }) => text)).toEqual(['◀ Школы района']);
      expect(
        await act(first, {
          kind: 'direct_roll_up',
          decisionId: direct.decisionId,
          occurrence: 0,
          page: 0,
        }),
      ).toBe(REPLIES.notYours);
    });
  });

  describe('mornings', () => {
    it('remind a school of what came through its municipality, and tell the municipality who is late', async () => {
      const own = await publish('Проверить двери.');
      await handDown(own.id);
      const digest = await morningOf('2026-09-22', zarechye);
      expect(digest).toContain('Проверить двери');
      expect(digest).toContain('Через: Приреченский район');
      const escalated = await morningOf('2026-09-25', officer);
      expect(escalated).toContain('Заречная ООШ');
    });

    it('are silent for the schools once the point is off control', async () => {
      const own = await publish('Проверить окна.');
      await handDown(own.id);
      const waiting = await childOf(own.id, 'sch-zarechye');
      await report(zarechye, waiting.id);
      await report(officer, own.id);
      // The school's report, which nobody has answered, would be accepted along: that is asked about.
      const received = await seen(controller, 'Приреченский район: выполнено');
      await press(controller, received, 'Принять');
      const asked = await seen(controller, 'будет принято ещё 1 отчёт');
      expect(asked.text).toContain('на которые никто не ответил: Заречная ООШ.');
      expect(await stateOf(own.id)).toBe('reported');
      expect(await stateOf(waiting.id)).toBe('reported');
      await press(controller, asked, 'Принять вместе с ними (1)');
      expect((await seen(first, 'Снято с контроля')).text).toContain('Проверить окна');
      await seen(zarechye, 'Снято с контроля');
      // What was reported counts as done, what was not was withdrawn.
      expect(await stateOf(waiting.id)).toBe('accepted');
      expect((await bot.store.reports.latestOf(waiting.id))?.outcome).toBe('accepted');
      expect(await stateOf((await childOf(own.id, 'sch-prirechensk-1')).id)).toBe('withdrawn');
      for (const day of ['2026-09-22', '2026-09-25', '2026-10-05']) {
        expect(await morningOf(day, first)).not.toContain('Проверить окна');
        expect(await morningOf(day, officer)).not.toContain('Проверить окна');
      }
    });
  });
});
