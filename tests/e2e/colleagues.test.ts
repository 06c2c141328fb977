import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { delegateAssignment } from '../../src/app/delegate-assignment.ts';
import type { Assignment } from '../../src/core/assignments/assignment.ts';
import { REPLIES } from '../../src/messages/reply.ts';
import { morningTexts, publishProtocol, textsSince, withdrawEverything } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';
import { talkWith } from '../support/talk.ts';

const PUBLISHED = '2026-09-03T10:00:00+03:00';
const BOTH = 'ГАУ ДПО ЗОИРО, ОГАУ ЗЦОКО';

/** Co-executors who contribute to a point, and people of one organization among themselves. */
describe('colleagues', () => {
  let bot: BotUnderTest;
  let controller: number;
  let nina: number;
  let boris: number;
  let centre: number;
  let documents = 0;

  const { mark, seen, texts, press, act } = talkWith(() => bot);

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: PUBLISHED });
    controller = await bot.join('Вера', null);
    nina = await bot.join('Нина', 'ZOIRO');
    boris = await bot.join('Борис', 'ZOIRO');
    centre = await bot.join('Роман', 'ZCOKO');
  });
  afterAll(() => bot.stop());

  beforeEach(async () => {
    bot.clock.set(PUBLISHED);
    await withdrawEverything(bot);
    mark();
  });

  /** Publishes a point; returns its assignments by organization. */
  const publish = async (text: string, to: string): Promise<ReadonlyMap<string, Assignment>> => {
    documents += 1;
    const point = { to, text, term: 'до 25.09.2026' };
    const document = await publishProtocol(bot, controller, [point], String(documents));
    const all = await bot.store.assignments.ofDocument(document.id);
    return new Map(all.map((assignment) => [assignment.organizationCode, assignment]));
  };
  const idOf = (given: ReadonlyMap<string, Assignment>, code: string): number => {
    const assignment = given.get(code);
    if (assignment === undefined) throw new Error(`${code} got nothing`);
    return assignment.id;
  };
  const stateOf = async (id: number) => (await bot.store.assignments.find(id))?.state;
  const morningOf = async (day: string, chat: number): Promise<string> =>
    (await morningTexts(bot, `${day}T09:30:00+03:00`, chat)).join('\n');

  describe('a co-executor’s report', () => {
    it('goes to the responsible executor, who returns or accepts it; the controller hears nothing', async () => {
      const given = await publish('Подготовить сборник.', BOTH);
      const [whole, part] = [idOf(given, 'ZOIRO'), idOf(given, 'ZCOKO')];
      expect(given.get('ZCOKO')?.executor).toBe(false);
      await act(centre, { kind: 'details', assignmentId: part });
      expect((await seen(centre, 'Подготовить сборник')).text).toContain('Вы соисполнитель');
      await act(centre, { kind: 'report_done', assignmentId: part });
      await seen(centre, 'отчёт отправлен: ГАУ ДПО ЗОИРО');
      const contribution = await seen(nina, 'вклад соисполнителя');
      expect(texts(controller)).toEqual([]);
      await press(nina, contribution, 'Вернуть на доработку');
      await seen(nina, 'что доработать');
      bot.sandbox.world.say(nina, 'Нет второй главы');
      await seen(centre, '«Нет второй главы»');
      await act(centre, { kind: 'report_done', assignmentId: part });
      await act(nina, { kind: 'details', assignmentId: whole });
      expect((await seen(nina, 'Подготовить сборник')).text).toContain('Вклад соисполнителей: 1 из 1');
      const waiting = await bot.store.reports.latestOf(part);
      expect(await act(controller, { kind: 'accept', reportId: waiting?.id ?? 0 })).toBe(REPLIES.notReviewer);
      await act(nina, { kind: 'accept', reportId: waiting?.id ?? 0 });
      await seen(centre, 'Принято');
      expect([await stateOf(whole), await stateOf(part)]).toEqual(['new', 'accepted']);
    });

    it('is closed with the point: what waits is accepted, what is missing is taken off control', async () => {
      for (const reports of [true, false]) {
        const given = await publish(`Провести мониторинг ${reports}.`, BOTH);
        const [whole, part] = [idOf(given, 'ZOIRO'), idOf(given, 'ZCOKO')];
        if (reports) await act(centre, { kind: 'report_done', assignmentId: part });
        await act(nina, { kind: 'report_done', assignmentId: whole });
        await press(controller, await seen(controller, 'ГАУ ДПО ЗОИРО: выполнено'), 'Принять');
        if (reports) {
          const asked = await seen(controller, 'на которые никто не ответил: ОГАУ ЗЦОКО');
          expect([await stateOf(whole), await stateOf(part)]).toEqual(['reported', 'reported']);
          await press(controller, asked, 'Принять вместе с ними (1)');
        }
        await seen(centre, 'Снято с контроля');
        expect([await stateOf(whole), await stateOf(part)]).toEqual(['accepted', 'accepted']);
        expect((await bot.store.reports.latestOf(part))?.outcome).toBe(reports ? 'accepted' : undefined);
        expect(await morningOf('2026-09-24', centre)).not.toContain('мониторинг');
        bot.clock.set(PUBLISHED);
      }
    });

    it('goes to the controller where several answer for the point, or nobody there reads the bot', async () => {
      const many = await publish(
        'Провести семинары.',
        'Органам местного самоуправления, осуществляющим управление в сфере образования, ОГАУ ЗЦОКО',
      );
      await act(centre, { kind: 'report_done', assignmentId: idOf(many, 'ZCOKO') });
      await seen(controller, 'ОГАУ ЗЦОКО: выполнено');
      const given = await publish('Провести вебинары.', BOTH);
      for (const chat of [nina, boris]) await bot.store.subscriptions.markUnreachable(chat, 'blocked');
      try {
        await act(centre, { kind: 'report_done', assignmentId: idOf(given, 'ZCOKO') });
        await press(controller, await seen(controller, 'ОГАУ ЗЦОКО: выполнено'), 'Принять');
        expect(await stateOf(idOf(given, 'ZCOKO'))).toBe('accepted');
      } finally {
        for (const chat of [nina, boris]) await bot.store.subscriptions.markReachable(chat);
      }
    });
  });

  describe('an assignment handed to a colleague', () => {
    const delegate = async (text: string): Promise<number> => {
      const id = idOf(await publish(text, 'ГАУ ДПО ЗОИРО'), 'ZOIRO');
      await act(nina, { kind: 'delegate', assignmentId: id });
      await press(nina, await seen(nina, 'кому поручить?'), 'Борис');
      return id;
    };

    it('is told to the colleague, shown on the card, and reminded of personally', async () => {
      const id = await delegate('Обновить программы.');
      await seen(nina, 'теперь исполняет Борис');
      expect((await seen(boris, 'поручает это лично вам')).text).toContain('Обновить программы');
      await act(nina, { kind: 'details', assignmentId: id });
      expect((await seen(nina, 'Обновить программы')).text).toContain('Исполняет: Борис');
      bot.clock.set('2026-09-24T09:30:00+03:00');
      const mark = bot.sandbox.world.mark();
      await bot.morning();
      await bot.deliver();
      expect(textsSince(bot, boris, mark).join('\n')).toContain('Исполняет: вы лично');
      expect(textsSince(bot, nina, mark).join('\n')).toContain('Исполняет: Борис');
    });

    it('tells whoever handed it over when the colleague has reported', async () => {
      const id = await delegate('Собрать заявки.');
      await act(boris, { kind: 'report_done', assignmentId: id });
      expect((await seen(nina, 'Борис: отчёт по порученному вами пункту')).text).toContain('Собрать заявки');
      await seen(controller, 'ГАУ ДПО ЗОИРО: выполнено');
    });

    it('can be taken back, once', async () => {
      const id = await delegate('Провести анкетирование.');
      await press(nina, await seen(nina, 'теперь исполняет Борис'), 'Забрать обратно');
      await seen(nina, REPLIES.takenBack);
      await seen(boris, 'больше не закреплено лично за вами');
      expect(await act(nina, { kind: 'take_back', assignmentId: id })).toBe(REPLIES.notDelegated);
      expect((await bot.store.assignments.view(id))?.delegate).toBeNull();
      const actions = (await bot.store.audit.ofAssignment(id)).map(({ action }) => action);
      expect(actions).toEqual(['delegate', 'take_back']);
    });

    it('goes to nobody outside the organization', async () => {
      const id = idOf(await publish('Составить план.', 'ГАУ ДПО ЗОИРО'), 'ZOIRO');
      const outsider = await bot.store.people.findByTelegramUser(centre);
      const handOut = { kind: 'delegate_to', assignmentId: id, personId: outsider?.id ?? 0 } as const;
      expect(await act(nina, handOut)).toBe(REPLIES.colleagueGone);
      expect(await act(centre, handOut)).toBe(REPLIES.notYours);
    });

    it('is handed over once where an update is handled again', async () => {
      const id = idOf(await publish('Составить отчёт.', 'ГАУ ДПО ЗОИРО'), 'ZOIRO');
      const [by, to] = [
        await bot.store.people.findByTelegramUser(nina),
        await bot.store.people.findByTelegramUser(boris),
      ];
      const actor = {
        personId: by?.id ?? 0,
        telegramUserId: nina,
        chatId: nina,
        topicId: null,
        messageId: null,
        updateId: 900_000_010,
      };
      const command = { actor, assignmentId: id, personId: to?.id ?? 0 };
      for (let time = 0; time < 2; time += 1) {
        expect((await delegateAssignment(bot.deps, command)).kind).toBe('delegated');
      }
      expect(texts(boris).filter((text) => text.includes('лично вам'))).toHaveLength(1);
      expect(await bot.store.audit.ofAssignment(id)).toHaveLength(1);
    });

    it('can be for somebody new: the link makes them an executor of the organization and of this point', async () => {
      const id = idOf(await publish('Провести курсы.', 'ГАУ ДПО ЗОИРО'), 'ZOIRO');
      await act(nina, { kind: 'delegate', assignmentId: id });
      await press(nina, await seen(nina, 'кому поручить?'), 'Пригласить нового');
      const { text } = await seen(nina, 'Перешлите эту ссылку сотруднику');
      const token = /start=([\w-]+)/.exec(text)?.[1] ?? '';
      const fresh = bot.person('Галина');
      mark();
      bot.sandbox.world.start(fresh, token);
      await seen(fresh, 'Готово');
      await seen(fresh, 'Нина поручает это лично вам');
      expect((await bot.store.assignments.view(id))?.delegate?.name).toBe('Галина');
      const late = bot.person('Некто');
      bot.sandbox.world.start(late, token);
      await seen(late, 'Это приглашение не действует');
    });
  });
});
