import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Assignment } from '../../src/core/assignments/assignment.ts';
import { REPLIES } from '../../src/messages/reply.ts';
import type { MessageView } from '../../src/sandbox/index.ts';
import {
  labelsOf,
  type ProtocolPoint,
  protocolText,
  publishDraft,
  sendDocument,
  TO,
  withdrawEverything,
} from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';
import { talkWith } from '../support/talk.ts';

const PUBLISHED = '2026-09-03T10:00:00+03:00';
const CORRECTED = '2026-09-05T11:00:00+03:00';

/** A point that changes or moves while somebody waits for an answer about it. */
describe('what is under way while a new version or another day comes', () => {
  let bot: BotUnderTest;
  let controller: number;
  let institute: number;
  let centre: number;
  let officer: number;
  let school: number;
  let number = 700;

  const { mark, seen, texts, say, press, act } = talkWith(() => bot);

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: PUBLISHED });
    controller = await bot.join('Вера', null);
    institute = await bot.join('Нина', 'ZOIRO');
    centre = await bot.join('Роман', 'ZCOKO');
    officer = await bot.join('Пётр', 'prirechye');
    school = await bot.join('Ирина', 'sch-zarechye');
  });
  afterAll(() => bot.stop());
  beforeEach(async () => {
    bot.clock.set(PUBLISHED);
    await withdrawEverything(bot);
    number += 1;
  });

  const publish = async (...points: readonly ProtocolPoint[]) => {
    const text = protocolText(
      points.map((point) => ({ ...point, text: `${point.text} Раздел ${number}.` })),
      `${number}`,
    );
    const draft = await sendDocument(bot, controller, text);
    const [id] = draft.buttons
      .flat()
      .flatMap(({ callback_data: data }) => /^drop:(\d+)$/.exec(data ?? '')?.[1] ?? []);
    await publishDraft(bot, controller, draft);
    return { id: Number(id) };
  };
  const correct = async (...points: readonly ProtocolPoint[]) => {
    bot.clock.set(CORRECTED);
    mark();
    return publish(...points);
  };
  const of = async (documentId: number, code: string): Promise<Assignment> => {
    const all = await bot.store.assignments.ofDocument(documentId);
    const own = all.find(({ organizationCode }) => organizationCode === code);
    if (own === undefined) throw new Error(`${code} has nothing of ${documentId}`);
    return own;
  };
  const shown = (person: number, { messageId }: MessageView): MessageView => {
    const message = bot.sandbox.world.history(person).find((one) => one.messageId === messageId);
    if (message === undefined) throw new Error('the message is gone');
    return message;
  };
  const stateOf = async (id: number) => (await bot.store.assignments.find(id))?.state;
  const ask = async (person: number, assignmentId: number, words: string): Promise<void> => {
    await act(person, { kind: 'ask_extension', assignmentId });
    await say(person, words);
  };

  const SEMINAR: ProtocolPoint = {
    to: TO.institute,
    text: 'Провести семинар для наставников и представить отчёт.',
    term: 'до 25.09.2026',
  };
  const TWO_SEMINARS = { ...SEMINAR, text: SEMINAR.text.replace('семинар', 'два семинара') };

  describe('a report', () => {
    it('is not accepted with the old button before whoever answers has read what has changed', async () => {
      const document = await publish(SEMINAR);
      const { id } = await of(document.id, 'ZOIRO');
      await act(institute, { kind: 'report_done', assignmentId: id });
      const report = await seen(controller, 'выполнено');
      const reportId = (await bot.store.reports.latestOf(id))?.id ?? 0;
      await correct(TWO_SEMINARS);
      const told = await seen(institute, 'новая редакция');
      expect(told.text).toContain('Ваш отчёт отправлен до этого изменения.');
      expect(labelsOf(told)).toEqual(['Ознакомлен', 'Дополнить отчёт', 'Подробнее']);

      // The message itself has been worded anew; the old button, wherever it is still, asks.
      const renewed = shown(controller, report);
      expect(renewed.text).toContain(
        '⚠️ Пункт изменён после отчёта (новая редакция 05.09.2026): изменён текст.',
      );
      expect(labelsOf(renewed)).toEqual(['Принять всё же', 'Вернуть на доработку']);
      expect(await act(controller, { kind: 'accept', reportId })).toBe(REPLIES.changedAfterReport);
      expect(await stateOf(id)).toBe('reported');
      expect(await act(controller, { kind: 'accept_changed', reportId, decisionId: 1 })).toBe(
        REPLIES.changedAfterReport,
      );
      expect(await stateOf(id)).toBe('reported');
      await press(controller, renewed, 'Принять всё же');
      expect(await stateOf(id)).toBe('accepted');
    });

    it('is accepted as ever where nothing of its point has changed, or the change was taken back', async () => {
      const other: ProtocolPoint = {
        to: TO.centre,
        text: 'Сверить списки слушателей.',
        term: 'до 30.09.2026',
      };
      const document = await publish(SEMINAR, other);
      const { id } = await of(document.id, 'ZOIRO');
      await act(institute, { kind: 'report_done', assignmentId: id });
      const report = await seen(controller, 'выполнено');
      await correct(TWO_SEMINARS, other);
      bot.clock.set('2026-09-06T11:00:00+03:00');
      await publish(SEMINAR, { ...other, term: 'до 02.10.2026' });
      expect(shown(controller, report).text).not.toContain('⚠️');
      expect(labelsOf(shown(controller, report))).toEqual(['Принять', 'Вернуть на доработку']);
      await press(controller, shown(controller, report), 'Принять');
      expect(await stateOf(id)).toBe('accepted');
    });

    it('does not count for having read the new version: it is acknowledged on its own', async () => {
      const document = await publish(SEMINAR);
      const { id } = await of(document.id, 'ZOIRO');
      await act(institute, { kind: 'acknowledge', assignmentId: id });
      await act(institute, { kind: 'report_done', assignmentId: id });
      const version = await correct(TWO_SEMINARS);
      const told = await seen(institute, 'новая редакция');
      const status = async () => {
        await act(controller, { kind: 'broadcast_status', documentId: version.id });
        return (await seen(controller, 'Ознакомились')).text;
      };
      expect(await status()).toContain('Ознакомились: 0 из 1');
      await act(institute, { kind: 'details', assignmentId: id });
      expect(labelsOf(await seen(institute, 'Состояние:'))).toContain('Ознакомлен');
      expect(await press(institute, told, 'Ознакомлен')).toBe(REPLIES.acknowledged);
      expect(await status()).toContain('Ознакомились: 1 из 1');
      expect(await stateOf(id)).toBe('reported');
      await act(institute, { kind: 'details', assignmentId: id });
      expect(labelsOf(await seen(institute, 'Состояние:'))).not.toContain('Ознакомлен');
      // In one's own words, where the next version changes it again.
      bot.clock.set('2026-09-07T11:00:00+03:00');
      const next = await publish({ ...TWO_SEMINARS, term: 'до 28.09.2026' });
      await act(controller, { kind: 'broadcast_status', documentId: next.id });
      expect((await seen(controller, 'Ознакомились')).text).toContain('Ознакомились: 0 из 1');
      await say(institute, 'ознакомлен');
      await act(controller, { kind: 'broadcast_status', documentId: next.id });
      expect((await seen(controller, 'Ознакомились')).text).toContain('Ознакомились: 1 из 1');
    });

    it('can be added to, and whoever answers sees it', async () => {
      const document = await publish(SEMINAR);
      const { id } = await of(document.id, 'ZOIRO');
      await act(institute, { kind: 'report_done', assignmentId: id });
      const report = await seen(controller, 'выполнено');
      await correct(TWO_SEMINARS);
      await press(institute, await seen(institute, 'новая редакция'), 'Дополнить отчёт');
      const list = await seen(institute, 'Дополнение к отчёту');
      await say(institute, 'Второй семинар проведён 4 сентября');
      await press(institute, shown(institute, list), 'Отправить дополнение');
      expect((await seen(institute, 'дополнение к отчёту отправлено')).text).toContain('контролёру');
      const added = await seen(controller, 'дополнение к отчёту');
      expect(added.text).toContain('Второй семинар проведён');
      expect(shown(controller, report).text).toContain('➕ Дополнено');
      expect(await stateOf(id)).toBe('reported');
      await press(controller, added, 'Принять всё же');
      expect(await stateOf(id)).toBe('accepted');
      const audit = (await bot.store.audit.ofAssignment(id)).map(({ action }) => action);
      expect(audit.filter((action) => action === 'supplement')).toHaveLength(1);
      // Nothing more is added to what is decided.
      expect(await act(institute, { kind: 'supplement_report', assignmentId: id })).toBe(
        REPLIES.alreadyAccepted,
      );
    });

    it('of a school and of a co-executor is asked about by whoever answers it', async () => {
      const buses = { to: TO.municipalities, text: 'Проверить автобусы и стоянки.', term: 'до 25.09.2026' };
      const joint = {
        to: `${TO.institute}, ${TO.centre}`,
        text: 'Составить справку о курсах.',
        term: 'до 25.09.2026',
      };
      const document = await publish(buses, joint);
      const own = await of(document.id, 'prirechye');
      await act(officer, { kind: 'hand_down', assignmentId: own.id });
      await press(officer, await seen(officer, 'Поручить школам'), 'Поручить (');
      const [child] = (await bot.store.assignments.childrenOf([own.id])).filter(
        ({ organizationCode }) => organizationCode === 'sch-zarechye',
      );
      await act(school, { kind: 'report_done', assignmentId: child?.id ?? 0 });
      const fromSchool = await seen(officer, 'Заречная ООШ: выполнено');
      const part = await of(document.id, 'ZCOKO');
      expect(part.executor).toBe(false);
      await act(centre, { kind: 'report_done', assignmentId: part.id });
      const fromCentre = await seen(institute, 'вклад соисполнителя');
      await correct(
        { ...buses, text: buses.text.replace('стоянки', 'гаражи') },
        { ...joint, text: joint.text.replace('справку', 'подробную справку') },
      );
      for (const [person, message] of [
        [officer, fromSchool],
        [institute, fromCentre],
      ] as const) {
        expect(shown(person, message).text).toContain('⚠️ Пункт изменён после отчёта');
        await press(person, shown(person, message), 'Принять всё же');
      }
      expect([await stateOf(child?.id ?? 0), await stateOf(part.id)]).toEqual(['accepted', 'accepted']);
    });

    it('about a point that is no more needs no answer, and says so', async () => {
      const other: ProtocolPoint = {
        to: TO.centre,
        text: 'Сверить реестры дипломов.',
        term: 'до 30.09.2026',
      };
      const document = await publish(SEMINAR, other);
      const { id } = await of(document.id, 'ZOIRO');
      await act(institute, { kind: 'report_done', assignmentId: id });
      const report = await seen(controller, 'выполнено');
      const reportId = (await bot.store.reports.latestOf(id))?.id ?? 0;
      await correct(other);
      expect((await seen(institute, 'снято с контроля')).text).toContain('рассматривать уже не будут');
      expect(shown(controller, report).text).toContain('отвечать на отчёт не нужно');
      expect(await act(controller, { kind: 'accept', reportId })).toBe(REPLIES.reportOfWithdrawn);
      expect(await act(controller, { kind: 'return', reportId })).toBe(REPLIES.reportOfWithdrawn);
      expect(await bot.store.reports.find(reportId)).toMatchObject({ outcome: null });
      expect(texts(institute).join('\n')).not.toContain('Принято');
    });

    it('that is being gathered, or begun from an old message, is sent once its sender has read the change', async () => {
      const lists: ProtocolPoint = {
        to: TO.centre,
        text: 'Направить списки экспертов.',
        term: 'до 30.09.2026',
      };
      const document = await publish(SEMINAR, lists);
      const [first, second] = [await of(document.id, 'ZOIRO'), await of(document.id, 'ZCOKO')];
      const old = bot.sandbox.world.history(centre).findLast(({ from }) => from.isBot);
      await act(institute, { kind: 'attach_report', assignmentId: first.id });
      const list = await seen(institute, 'Отчёт:');
      await say(institute, 'Семинар проведён');
      await correct(TWO_SEMINARS, {
        ...lists,
        text: lists.text.replace('экспертов', 'экспертов и тьюторов'),
      });

      expect(await press(institute, shown(institute, list), 'Отправить отчёт')).toBe(
        REPLIES.changedBeforeReport,
      );
      expect(await bot.store.reports.latestOf(first.id)).toBeNull();
      const asked = shown(institute, list);
      expect(asked.text).toContain('⚠️ Пункт изменён после того, как вы начали отчёт');
      await press(institute, asked, 'Отправить всё же');
      expect(await bot.store.reports.latestOf(first.id)).toMatchObject({ text: 'Семинар проведён' });
      expect(labelsOf(await seen(controller, 'Семинар проведён'))).toContain('Принять');

      if (old === undefined) throw new Error('nothing was sent to the centre');
      expect(await press(centre, old, 'Выполнено')).toBe(REPLIES.changedBeforeReport);
      expect(await stateOf(second.id)).toBe('new');
      await press(centre, await seen(centre, 'Отчёт ещё не отправлен'), 'Выполнено');
      expect(await stateOf(second.id)).toBe('reported');
    });
  });

  describe('a last day', () => {
    it('moves the schools with the municipality, by a new version as by an extension, and both days are told', async () => {
      const buses = { to: TO.municipalities, text: 'Проверить маршруты подвоза.', term: 'до 25.09.2026' };
      const document = await publish(buses);
      const own = await of(document.id, 'prirechye');
      await act(officer, { kind: 'hand_down', assignmentId: own.id });
      await press(officer, await seen(officer, 'Поручить школам'), 'Поручить (');
      const dueBelow = async () => [
        ...new Set((await bot.store.assignments.childrenOf([own.id])).map(({ due }) => due)),
      ];
      expect(await dueBelow()).toEqual(['2026-09-22']);
      await correct({ ...buses, term: 'до 02.10.2026' });
      expect(await dueBelow()).toEqual(['2026-09-29']);
      expect((await seen(school, 'изменён срок')).text).toContain(
        'Было: до вт 22.09.2026\n⏰ Срок: до вт 29.09.2026',
      );
      expect((await seen(officer, 'изменён срок')).text).toContain('срок подведомственных: 4 организации');

      await ask(officer, own.id, 'до 9 октября, ждём лицензию перевозчика');
      await press(controller, await seen(controller, 'Просят продлить срок'), 'Продлить до');
      expect(await dueBelow()).toEqual(['2026-10-06']);
      const followed = await seen(school, 'срок перенесён');
      expect(followed.text).toContain('до вт 06.10.2026');
      expect(followed.text).toContain('Прежний срок: до вт 29.09.2026');
      const granted = await seen(officer, 'Срок продлён');
      expect(granted.text).toContain('до пт 09.10.2026 (был до пт 02.10.2026)');
      expect(granted.text).toContain('срок подведомственных: 4 организации');
    });
  });

  describe('a request for more time', () => {
    it('of a school beyond the municipality’s own day says so to both before anybody decides', async () => {
      const buses = { to: TO.municipalities, text: 'Проверить ремни безопасности.', term: 'до 25.09.2026' };
      const own = await of((await publish(buses)).id, 'prirechye');
      await act(officer, { kind: 'hand_down', assignmentId: own.id });
      await press(officer, await seen(officer, 'Поручить школам'), 'Поручить (');
      const children = await bot.store.assignments.childrenOf([own.id]);
      const child = children.find(({ organizationCode }) => organizationCode === 'sch-zarechye');
      await ask(school, child?.id ?? 0, 'до 30 сентября, ремонт автобуса');
      expect((await seen(school, 'просьба о продлении отправлена')).text).toContain(
        'больше — когда продлят срок ей',
      );
      const request = await seen(officer, 'Просят продлить срок');
      expect(request.text).toContain('не больше чем до пт 25.09.2026');
      expect(labelsOf(request)).toEqual([
        'Продлить до пт 25.09.2026',
        'Продлить свой срок',
        'Другая дата',
        'Отказать',
      ]);
      const requestId = (await bot.store.extensions.waitingOf(child?.id ?? 0))?.id ?? 0;
      expect(await act(officer, { kind: 'grant_extension', requestId })).toBe(REPLIES.extensionAfterLimit);
      // The municipality asks for itself; its new day lets the school’s request be granted whole.
      await press(officer, request, 'Продлить свой срок');
      await say(officer, 'до 2 октября, ремонт автобусов');
      await press(controller, await seen(controller, 'Просят продлить срок'), 'Продлить до');
      expect(labelsOf(shown(officer, request))).toContain('Продлить до ср 30.09.2026');
      await press(officer, shown(officer, request), 'Продлить до');
      expect(await bot.store.assignments.find(child?.id ?? 0)).toMatchObject({ due: '2026-09-30' });
    });

    it('of a co-executor is marked, and moves the whole point where the controller wishes so', async () => {
      const joint = {
        to: `${TO.institute}, ${TO.centre}`,
        text: 'Составить сводный план курсов.',
        term: 'до 25.09.2026',
      };
      const document = await publish(joint);
      const [whole, part] = [await of(document.id, 'ZOIRO'), await of(document.id, 'ZCOKO')];
      await ask(centre, part.id, 'до 16 октября, ждём сведения вузов');
      expect((await seen(centre, 'просьба о продлении отправлена')).text).toContain(
        'только вместе со всем пунктом',
      );
      const request = await seen(controller, 'Просят продлить срок');
      expect(request.text).toContain('(соисполнитель)');
      expect(request.text).toContain('срок всего пункта (отвечает ГАУ ДПО ЗОИРО): до пт 25.09.2026.');
      expect(labelsOf(request)[0]).toBe('Весь пункт до пт 16.10.2026');
      await press(controller, request, 'Весь пункт до');
      for (const { id } of [whole, part]) {
        expect(await bot.store.assignments.find(id)).toMatchObject({ due: '2026-10-16' });
      }
      expect((await seen(institute, 'Срок всего пункта продлён')).text).toContain(
        'Прежний срок: до пт 25.09.2026',
      );
      await seen(centre, 'Срок продлён');
    });

    it('names the day that holds once a new version has moved it, and says when it was overtaken', async () => {
      const document = await publish(SEMINAR);
      const { id } = await of(document.id, 'ZOIRO');
      await ask(institute, id, 'до 20 октября, болеет лектор');
      const request = await seen(controller, 'Просят продлить срок');
      const requestId = (await bot.store.extensions.waitingOf(id))?.id ?? 0;
      await correct({ ...SEMINAR, term: 'до 07.10.2026' });
      expect(shown(controller, request).text).toContain(
        'Срок сейчас: до ср 07.10.2026 (когда просили, был до пт 25.09.2026)',
      );
      bot.clock.set('2026-09-06T11:00:00+03:00');
      await publish({ ...SEMINAR, term: 'до 30.10.2026' });
      expect(shown(controller, request).text).toContain('Просьба о продлении снята: срок уже перенесён');
      expect(labelsOf(shown(controller, request))).toEqual([]);
      expect(await act(controller, { kind: 'grant_extension', requestId })).toBe(REPLIES.extensionOvertaken);
      expect(await act(controller, { kind: 'refuse_extension', requestId })).toBe(REPLIES.extensionOvertaken);
      expect(await bot.store.assignments.find(id)).toMatchObject({ due: '2026-10-30' });
    });
  });

  it('leaves a history in order: published, changed, moved, with both days of an extension', async () => {
    const document = await publish(SEMINAR);
    const { id } = await of(document.id, 'ZOIRO');
    bot.clock.set('2026-09-04T10:00:00+03:00');
    await ask(institute, id, 'до 1 октября, болеет лектор');
    await press(controller, await seen(controller, 'Просят продлить срок'), 'Продлить до');
    await correct({ ...TWO_SEMINARS, term: 'до 07.10.2026' });
    bot.clock.set('2026-09-06T11:00:00+03:00');
    await publish(
      { ...TWO_SEMINARS, term: 'до 07.10.2026' },
      { to: TO.centre, text: 'Сверить адреса площадок.', term: 'до 30.09.2026' },
    );
    await act(institute, {
      kind: 'card',
      assignmentId: id,
      sheet: 4,
      part: 0,
      list: 0,
      page: 0,
      updateId: 0,
    });
    const lines = (await seen(institute, 'История')).text.split('\n').filter((line) => line.startsWith('•'));
    expect(lines.map((line) => line.replace(/^.* — /u, ''))).toEqual([
      'Опубликовано (Вера)',
      'Доставлено',
      'Просьба продлить срок: с пт 25.09.2026 на чт 01.10.2026 (Нина)',
      'Срок продлён: с пт 25.09.2026 на чт 01.10.2026 (Вера)',
      'Изменено новой редакцией: текст, срок (Вера)',
      'Срок перенесён: с чт 01.10.2026 на ср 07.10.2026 (Вера)',
      'Вышла новая редакция, поручение прежнее (Вера)',
    ]);
  });
});
