import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listOverdue } from '../../src/app/list-assignments.ts';
import { listExecution } from '../../src/app/list-execution.ts';
import { publishDocument } from '../../src/app/publish-document.ts';
import { mergeWithNext, splitPointBefore, undoReshape } from '../../src/app/reshape-points.ts';
import { encodeAction } from '../../src/messages/actions.ts';
import { REPLIES } from '../../src/messages/reply.ts';
import type { MessageView } from '../../src/sandbox/index.ts';
import {
  labelsOf,
  type ProtocolPoint,
  pressForged,
  protocolText,
  publishDraft,
  sendDocument,
  TO,
  textsSince,
} from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

const SEMINAR: ProtocolPoint = {
  to: TO.institute,
  text: 'Провести семинар для молодых учителей и представить отчёт о его результатах.',
  term: 'до 25.09.2026',
};
const ANALYSIS: ProtocolPoint = {
  to: TO.centre,
  text: 'Подготовить аналитическую справку по итогам диагностических работ.',
  term: 'до 30.09.2026',
};
const BUSES: ProtocolPoint = {
  to: TO.municipalities,
  text: 'Обеспечить готовность школьных автобусов к перевозке детей.',
  term: 'до 15.09.2026',
};
const PROGRAMME: ProtocolPoint = {
  to: TO.institute,
  text: 'Разместить на сайте программу повышения квалификации.',
  term: 'до 20.10.2026',
};
const LISTS: ProtocolPoint = {
  to: TO.institute,
  text: 'Направить списки слушателей курсов в Департамент.',
  term: 'до 12.10.2026',
};

describe('a corrected document', () => {
  let bot: BotUnderTest;
  let controller: number;
  let institute: number;
  let centre: number;
  let officer: number;
  let number = 0;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    controller = await bot.join('Вера', null);
    institute = await bot.join('Нина', 'ZOIRO');
    centre = await bot.join('Роман', 'ZCOKO');
    officer = await bot.join('Лариса', 'kamenka');
  });
  afterAll(() => bot.stop());
  beforeEach(() => {
    number += 1;
    bot.clock.set('2026-09-03T10:00:00+03:00');
  });

  /** A protocol of this test alone: points that stand word for word in another would be asked about. */
  const text = (points: readonly ProtocolPoint[], suffix = '') =>
    protocolText(
      points.map((point) => ({ ...point, text: `${point.text} Раздел ${number}.` })),
      `${number}${suffix}`,
    );
  const send = (points: readonly ProtocolPoint[]) => sendDocument(bot, controller, text(points));
  const publish = async (points: readonly ProtocolPoint[]) => publishShown(await send(points));
  /** Publishes the draft that a message shows. */
  const publishShown = async (draft: MessageView) => {
    const [id] = draft.buttons
      .flat()
      .flatMap(({ callback_data: data }) => /^drop:(\d+)$/.exec(data ?? '')?.[1] ?? []);
    await publishDraft(bot, controller, draft);
    const document = await bot.store.documents.find(Number(id));
    if (document?.state !== 'published') throw new Error(`document ${id} was not published`);
    return document;
  };
  /** Publishes the corrected points two days later. */
  const correct = async (points: readonly ProtocolPoint[], at = '2026-09-05T11:00:00+03:00') => {
    bot.clock.set(at);
    return publish(points);
  };
  /** Sends a file and returns what the bot says of it. */
  const offer = async (words: string): Promise<MessageView> => {
    const after = bot.sandbox.world.mark();
    bot.sandbox.world.sendFile(controller, { name: 'protocol.txt', bytes: Buffer.from(words) });
    const said = await bot.sandbox.world.waitFor(controller, ({ from }) => from.isBot, { after });
    await bot.settle();
    return said;
  };
  /** Presses a button of a message and returns the message as it is then. */
  const press = async (chat: number, button: string, { messageId }: MessageView): Promise<MessageView> => {
    const after = bot.sandbox.world.mark();
    bot.sandbox.world.press(chat, button, { messageId });
    return bot.sandbox.world.waitFor(chat, (message) => message.messageId === messageId, { after });
  };
  /** Presses a button and returns the words that pop up. */
  const popUp = async (chat: number, button: string, { messageId }: MessageView): Promise<string> => {
    const pressed = bot.sandbox.world.press(chat, button, { messageId });
    if (pressed.kind !== 'callback') throw new Error(`«${button}» is no callback`);
    const { text: words } = await bot.sandbox.world.waitForAnswer(pressed.queryId);
    await bot.settle();
    return words;
  };
  const lastOf = (chat: number): MessageView => {
    const message = bot.sandbox.world.history(chat).findLast(({ from }) => from.isBot);
    if (message === undefined) throw new Error(`nothing was said to ${chat}`);
    return message;
  };
  const ofOrganization = async (documentId: number, code: string) =>
    (await bot.store.assignments.ofDocument(documentId)).filter(
      ({ organizationCode }) => organizationCode === code,
    );

  it('is told by its differences to the reviewer, and to each organization only what concerns it', async () => {
    const first = await publish([SEMINAR, ANALYSIS, BUSES, PROGRAMME]);
    const before = await bot.store.assignments.ofDocument(first.id);
    await popUp(institute, 'Ознакомлен', lastOf(institute));
    bot.clock.set('2026-09-05T11:00:00+03:00');
    const draft = await send([
      { ...SEMINAR, text: SEMINAR.text.replace('семинар', 'два семинара') },
      { ...ANALYSIS, term: 'до 07.10.2026' },
      { ...BUSES, to: TO.centre },
      LISTS,
    ]);
    expect(draft.text).toContain('Новая редакция: заменит опубликованную 03.09.2026.');
    expect(draft.text).toContain('Изменено 3, добавлено 1, снято 1, без изменений 0.');
    expect(draft.text).toContain('Уйдёт только изменённое: 3 организациям.');
    expect(labelsOf(draft)[0]).toBe('Отличия (5)');

    const pages = [await press(controller, 'Отличия', draft)];
    for (let page = 1; page < 5; page += 1) pages.push(await press(controller, 'Дальше', draft));
    expect(pages.map((page) => page.text.split('\n')[1])).toEqual([
      '✏️ п. 1.1 — изменён текст',
      '✏️ п. 2.1 — изменён срок',
      '✏️ п. 3.1 — изменены адресаты',
      '➕ п. 4.1 — добавлен',
      '➖ п. 4.1 — исключён',
    ]);
    expect(pages[1]?.text).toContain('Срок был: до ср 30.09.2026\nСрок стал: до ср 07.10.2026');
    expect(pages[2]?.text).toContain('Добавлены (1): ОГАУ ЗЦОКО\nИсключены (6): ');

    const after = bot.sandbox.world.mark();
    const second = await publishShown(await press(controller, 'К сводке', draft));
    const [toInstitute, ...more] = textsSince(bot, institute, after);
    expect(more).toEqual([]);
    expect(toInstitute).toContain('новая редакция');
    expect(toInstitute).toContain('Для вас: изменено — 1, новое — 1, снято с контроля — 1.');
    expect(toInstitute).toContain('п. 1.1 — изменён текст\nПровести семинар два семинара для молодых');
    expect(toInstitute).toContain('п. 4.1 — снято с контроля: исключено новой редакцией.');
    expect(toInstitute).toContain(LISTS.text);
    const [toCentre] = textsSince(bot, centre, after);
    expect(toCentre).toContain('п. 2.1 — изменён срок');
    expect(toCentre).toContain('Было: до ср 30.09.2026\n⏰ Срок: до ср 07.10.2026 — осталось 32 дня');
    expect(toCentre).toContain(BUSES.text);
    const [toOfficer] = textsSince(bot, officer, after);
    expect(toOfficer).toContain('снято с контроля: новой редакцией поручено другим');
    expect(labelsOf(lastOf(officer))).toEqual(['Мои поручения']);

    const moved = await bot.store.assignments.ofDocument(second.id);
    const known = new Set(before.map(({ id }) => id));
    expect(moved.filter(({ id }) => known.has(id)).map(({ state, due }) => [state, due])).toEqual([
      ['new', '2026-09-25'],
      ['new', '2026-10-07'],
    ]);
    expect(
      (await bot.store.assignments.ofDocument(first.id)).every(({ state }) => state === 'withdrawn'),
    ).toBe(true);
    expect(await bot.store.documents.find(first.id)).toMatchObject({ state: 'superseded' });
    const audit = await bot.store.audit.ofAssignment(moved[0]?.id ?? 0);
    expect(audit.map(({ action }) => action)).toEqual(['acknowledge', 'renew']);

    expect(await popUp(institute, 'Ознакомлен', lastOf(institute))).toBe(REPLIES.acknowledged);
    const states = (await ofOrganization(second.id, 'ZOIRO')).map(({ state }) => state);
    expect(states).toEqual(['acknowledged', 'acknowledged']);
  });

  it('says nothing to whom nothing has changed, and leaves them as they are', async () => {
    const first = await publish([SEMINAR, ANALYSIS]);
    await popUp(centre, 'Ознакомлен', lastOf(centre));
    const [before] = await ofOrganization(first.id, 'ZCOKO');
    const after = bot.sandbox.world.mark();
    const second = await correct([{ ...SEMINAR, term: 'до 28.09.2026' }, ANALYSIS]);
    expect(textsSince(bot, centre, after)).toEqual([]);
    const [now] = await ofOrganization(second.id, 'ZCOKO');
    const { documentId, decisionId, ...same } = before!;
    expect(now).toMatchObject(same);
    expect([now?.documentId, now?.decisionId]).not.toEqual([documentId, decisionId]);
    expect(await bot.store.documents.findDecision(now?.decisionId ?? 0)).toMatchObject({
      replacesId: decisionId,
    });
    expect(await bot.store.audit.ofAssignment(now?.id ?? 0)).toHaveLength(1);
  });

  it('answers a request for more time that it has overtaken, and leaves one that asks for more', async () => {
    const first = await publish([SEMINAR, ANALYSIS, PROGRAMME]);
    const [seminar, programme] = await ofOrganization(first.id, 'ZOIRO');
    const [analysis] = await ofOrganization(first.id, 'ZCOKO');
    const ask = async (chat: number, assignmentId: number, words: string): Promise<void> => {
      await pressForged(bot, chat, encodeAction({ kind: 'ask_extension', assignmentId }));
      await bot.settle();
      bot.sandbox.world.say(chat, words);
      await bot.settle();
    };
    await ask(institute, seminar?.id ?? 0, 'до 1 октября, болеет лектор');
    await ask(institute, programme?.id ?? 0, 'до 1 ноября, сайт обновляется');
    await ask(centre, analysis?.id ?? 0, 'до 20 ноября, ждём данные');
    const requests = await Promise.all(
      [seminar, programme, analysis].map((one) => bot.store.extensions.waitingOf(one?.id ?? 0)),
    );
    const after = bot.sandbox.world.mark();
    await correct([
      { ...SEMINAR, term: 'до 05.10.2026' },
      { ...ANALYSIS, term: 'до 07.10.2026' },
    ]);
    await bot.settle();
    const outcomes = await Promise.all(
      requests.map(async (one) => (await bot.store.extensions.find(one?.id ?? 0))?.outcome),
    );
    expect(outcomes).toEqual(['overtaken', 'overtaken', null]);
    const told = (chat: number) =>
      textsSince(bot, chat, after).filter((words) => words.includes('Просьба о продлении снята'));
    // What is taken off control is told by the new version itself.
    expect(told(institute)).toHaveLength(1);
    expect(told(institute)[0]).toContain('п. 1.1');
    expect(told(centre)).toEqual([]);
  });

  it('is published once, whoever presses how often', async () => {
    await publish([SEMINAR]);
    bot.clock.set('2026-09-05T11:00:00+03:00');
    const draft = await send([{ ...SEMINAR, term: 'до 28.09.2026' }]);
    const asked = await press(controller, 'Опубликовать', draft);
    const button = asked.buttons.flat().find(({ text: label }) => label === 'Опубликовать и отправить');
    const data = button?.callback_data ?? '';
    const after = bot.sandbox.world.mark();
    await press(controller, 'Опубликовать и отправить', asked);
    await bot.settle();
    expect((await pressForged(bot, controller, data)).text).toBe(REPLIES.draftGone);
    expect(textsSince(bot, institute, after)).toHaveLength(1);
  });

  it('is answered the same when the press is handled again after a crash', async () => {
    await publish([SEMINAR]);
    bot.clock.set('2026-09-05T11:00:00+03:00');
    const draft = await send([{ ...SEMINAR, term: 'до 28.09.2026' }]);
    const asked = await press(controller, 'Опубликовать', draft);
    const button = asked.buttons.flat().find(({ text: label }) => label === 'Опубликовать и отправить');
    const [documentId, edition] = (button?.callback_data ?? '').split(':').slice(1).map(Number);
    const person = await bot.store.people.findByTelegramUser(controller);
    const actor = {
      personId: person?.id ?? 0,
      telegramUserId: controller,
      chatId: controller,
      topicId: null,
      messageId: asked.messageId,
      updateId: 9_000_000 + number,
    };
    const command = { actor, documentId: documentId ?? 0, edition: edition ?? 0 };
    const after = bot.sandbox.world.mark();
    const first = await publishDocument(bot.deps, command);
    expect(first).toMatchObject({ kind: 'version_published', changes: 1, organizations: 1 });
    expect(await publishDocument(bot.deps, command)).toEqual(first);
    expect(textsSince(bot, institute, after)).toHaveLength(1);
  });

  it('is asked about where its number differs, and published as what the controller says', async () => {
    const first = await publish([SEMINAR, ANALYSIS, PROGRAMME]);
    bot.clock.set('2026-09-05T11:00:00+03:00');
    const moved = [SEMINAR, ANALYSIS, { ...PROGRAMME, term: 'до 25.10.2026' }];
    const question = await offer(text(moved, '/1'));
    expect(question.text).toContain(`Это новая редакция протокола от 03.09.2026 № ${number}?`);
    expect(question.text).toContain('Общих пунктов: 3 из 3.');
    const denied = await press(controller, 'Нет, другой документ', question);
    expect(denied.text).toContain('Будет опубликован отдельно, не как новая редакция протокола');
    expect(labelsOf(denied)).toContain('Всё-таки новая редакция');
    const confirmed = await press(controller, 'Всё-таки новая редакция', denied);
    expect(confirmed.text).toContain('Изменено 1, добавлено 0, снято 0, без изменений 2.');
    const refused = await press(controller, 'Это другой документ', confirmed);
    const after = bot.sandbox.world.mark();
    const other = await publishShown(refused);
    expect(await bot.store.documents.find(first.id)).toMatchObject({ state: 'published' });
    expect(await bot.store.assignments.ofDocument(other.id)).toHaveLength(3);
    expect(textsSince(bot, institute, after)[0]).toContain('Вам: 2 поручения.');
  });

  it('is not published before the question is answered', async () => {
    await publish([SEMINAR, ANALYSIS, PROGRAMME]);
    const question = await offer(text([SEMINAR, ANALYSIS, PROGRAMME], '-п'));
    const documentId = Number(question.buttons.flat()[0]?.callback_data?.split(':')[1] ?? Number.NaN);
    const said = await pressForged(bot, controller, `pub:${documentId}`);
    expect(said.alert).toBe(false);
    await bot.settle();
    expect(lastOf(controller).text).toContain('Это новая редакция протокола');
    expect(await bot.store.documents.find(documentId)).toMatchObject({ state: 'draft' });
  });

  it('may be corrected again and again, and taken back to an earlier version', async () => {
    const words = text([SEMINAR, ANALYSIS]);
    const first = await publishShown(await sendDocument(bot, controller, words));
    const second = await correct([{ ...SEMINAR, term: 'до 28.09.2026' }, ANALYSIS]);
    const third = await correct(
      [{ ...SEMINAR, term: 'до 01.10.2026' }, ANALYSIS],
      '2026-09-07T11:00:00+03:00',
    );
    const line = [first.id, second.id, third.id];
    expect((await bot.store.versions.history(second.id)).map(({ id }) => id)).toEqual(line);
    const [assignment] = await ofOrganization(third.id, 'ZOIRO');
    expect(assignment).toMatchObject({ due: '2026-10-01', state: 'new' });

    expect((await offer(`${text([{ ...SEMINAR, term: 'до 01.10.2026' }, ANALYSIS])}\n\n`)).text).toContain(
      'Документ уже опубликован 7 сентября 2026 г.',
    );
    const back = await sendDocument(bot, controller, words);
    expect(back.text).toContain('Изменено 1, добавлено 0, снято 0, без изменений 1.');
    const fourth = await publishShown(back);
    expect(await ofOrganization(fourth.id, 'ZOIRO')).toMatchObject([
      { id: assignment?.id, due: '2026-09-25' },
    ]);
    const shown = lastOf(institute).text;
    expect(shown).toContain('Было: до чт 01.10.2026');
  });

  it('leaves nothing to publish twice from a draft that was lying around', async () => {
    const stale = await send([SEMINAR, ANALYSIS]);
    await correct([SEMINAR, { ...ANALYSIS, term: 'до 09.10.2026' }]);
    const asked = await press(controller, 'Опубликовать', stale);
    const shown = await press(controller, 'Опубликовать и отправить', asked);
    expect(shown.text).toContain('новая редакция');
    const summary = await press(controller, 'К сводке', shown);
    expect(summary.text).toContain('прислан раньше, чем опубликована действующая редакция');
    const { documents } = await bot.store.counts();
    await press(controller, 'Отменить', summary);
    expect((await bot.store.counts()).documents.published).toBe(documents.published);
  });

  it('of two drafts of one act shows the second what it would replace now', async () => {
    await publish([SEMINAR, ANALYSIS]);
    bot.clock.set('2026-09-05T11:00:00+03:00');
    const one = await send([{ ...SEMINAR, term: 'до 28.09.2026' }, ANALYSIS]);
    const other = await send([SEMINAR, { ...ANALYSIS, term: 'до 09.10.2026' }]);
    const asked = await press(controller, 'Опубликовать', other);
    const inForce = await publishShown(one);
    const shown = await press(controller, 'Опубликовать и отправить', asked);
    expect(shown.text).toContain('Изменено 2, добавлено 0, снято 0, без изменений 0.');
    expect(await bot.store.documents.find(inForce.id)).toMatchObject({ state: 'published' });
    await publishShown(shown);
    expect(await bot.store.documents.find(inForce.id)).toMatchObject({ state: 'superseded' });
  });

  it('takes the place of a draft that is being reviewed, with what was reviewed there', async () => {
    const undated = { ...PROGRAMME, term: 'не указан' };
    const points = [SEMINAR, ANALYSIS, BUSES, undated];
    const first = await send(points);
    const page = await press(controller, 'Проверить пункты', first);
    await press(controller, 'Срок: месяц', page);
    const after = bot.sandbox.world.mark();
    const corrected = [{ ...SEMINAR, term: 'до 28.09.2026' }, ANALYSIS, BUSES, undated];
    const second = await send(corrected);
    expect(second.text).toContain('Срок не указан');
    const asked = await bot.sandbox.world.waitFor(controller, ({ text: told }) => told.includes('Заменить'), {
      after,
    });
    expect(asked.text).toMatch(/есть в черновиках.*В нём уже проверено: 1 пункт\./s);
    const { draft = 0 } = (await bot.store.counts()).documents;
    const replaced = await press(controller, 'Заменить прежний черновик', asked);
    expect(replaced.text).toContain('Правки перенесены: 1 пункт.');
    await bot.settle();
    expect(lastOf(controller).text).toMatch(/Прочитано: 4 пункта.*Сомнений нет/s);
    expect((await bot.store.counts()).documents.draft).toBe(draft - 1);
    expect(await popUp(controller, 'К сводке', page)).toBe(REPLIES.draftGone);
    const published = await publishShown(lastOf(controller));
    const [seminar, , , programme] = await bot.store.documents.decisions(published.id);
    expect([seminar?.deadline.due, programme?.deadline.due]).toEqual(['2026-09-28', '2026-10-03']);
  });

  it('splits and merges as in the draft it takes the place of, and names what it cannot', async () => {
    const twoTasks = (what: string) => ({
      ...SEMINAR,
      text: `Провести опрос учителей по ${what}, подготовить справку по ${what}.`,
    });
    const [kept, gone] = [twoTasks('физике'), twoTasks('химии')];
    const points = [kept, ANALYSIS, BUSES, gone];
    const first = await send(points);
    const earlier = Number(/drop:(\d+)/.exec(JSON.stringify(first.buttons))?.[1]);
    const actor = await (async () => {
      const person = await bot.store.people.findByTelegramUser(controller);
      return {
        personId: person?.id ?? 0,
        telegramUserId: controller,
        chatId: controller,
        topicId: null,
        messageId: 1,
      };
    })();
    const seenAt = async (index: number) => {
      const point = (await bot.store.documents.decisions(earlier))[index];
      return { decisionId: point?.id ?? 0, revision: point?.revision ?? 0 };
    };
    const splitAt = async (index: number, updateId: number) =>
      splitPointBefore(bot.deps, { ...actor, updateId }, await seenAt(index), 'подготовить справку');
    expect(await splitAt(3, 900_100_001)).toMatchObject({ kind: 'reshaped' });
    expect(await splitAt(0, 900_100_002)).toMatchObject({ kind: 'reshaped' });
    // The second part of the first, with the point after it.
    const merge = { ...actor, updateId: 900_100_003 };
    expect(await mergeWithNext(bot.deps, merge, await seenAt(1), await seenAt(2), 'first')).toMatchObject({
      kind: 'reshaped',
    });
    const before = (await bot.store.documents.decisions(earlier)).map(({ text }) => text);
    const after = bot.sandbox.world.mark();
    await send([kept, ANALYSIS, { ...BUSES, term: 'до 28.09.2026' }, twoTasks('физкультуре')]);
    const asked = await bot.sandbox.world.waitFor(controller, ({ text: told }) => told.includes('Заменить'), {
      after,
    });
    const replaced = await press(controller, 'Заменить прежний черновик', asked);
    expect(replaced.text).toContain('Разделено и объединено, как прежде: 2 пункта.');
    expect(replaced.text).toMatch(
      /Не перенесено разделение или объединение: п\. \S+ ч\. 1; п\. \S+ ч\. 2\. В новом/,
    );
    await bot.settle();
    const id = Number(/drop:(\d+)/.exec(JSON.stringify(lastOf(controller).buttons))?.[1]);
    const now = await bot.store.documents.decisions(id);
    expect(now.map(({ text: words }) => words).slice(0, 3)).toEqual(before.slice(0, 3));
    expect(now).toHaveLength(4);
    const source = (await bot.store.documents.text(id)) ?? '';
    expect(source.slice(now[0]?.quote.start, now[0]?.quote.end)).toContain(
      'Провести опрос учителей по физике',
    );
    expect(source.slice(now[0]?.quote.start, now[0]?.quote.end)).not.toContain('справку');
    // It is taken back as ever.
    const [, merged] = now;
    const undo = { ...actor, updateId: 900_100_004 };
    const seen = { decisionId: merged?.id ?? 0, revision: merged?.revision ?? 0 };
    expect(await undoReshape(bot.deps, undo, seen)).toMatchObject({ kind: 'reshaped' });
    expect(await bot.store.documents.decisions(id)).toHaveLength(5);
  });

  it('with another title only is published without a word to the organizations', async () => {
    const first = await publish([SEMINAR, ANALYSIS]);
    bot.clock.set('2026-09-05T11:00:00+03:00');
    const mark = bot.sandbox.world.mark();
    const renamed = text([SEMINAR, ANALYSIS]).replace('совещания руководителей', 'заседания руководителей');
    const draft = await offer(renamed);
    expect(draft.text).toMatch(/Изменено название\. Было: .*совещания/s);
    expect(draft.text).toContain('Организациям отправлять нечего.');
    const second = await publishShown(draft);
    expect(textsSince(bot, institute, mark)).toEqual([]);
    expect(await bot.store.documents.find(first.id)).toMatchObject({ state: 'superseded' });
    const [assignment] = await bot.store.assignments.ofDocument(second.id);
    expect(assignment).toBeDefined();
    // The same file once more changes nothing.
    expect((await offer(renamed)).text).toContain('уже опубликован');
  });

  it('keeps accepted what was accepted, unless the reviewer takes it up again', async () => {
    const document = await publish([SEMINAR, PROGRAMME]);
    const [seminar] = await ofOrganization(document.id, 'ZOIRO');
    await pressForged(bot, institute, `done:${seminar?.id}`);
    await bot.settle();
    await press(controller, 'Принять', lastOf(controller));
    await bot.settle();
    bot.clock.set('2026-09-05T11:00:00+03:00');
    const corrected = { ...SEMINAR, text: SEMINAR.text.replace('семинар', 'два семинара') };
    const draft = await send([corrected, PROGRAMME]);
    expect(draft.text).toContain('Организациям отправлять нечего.');
    const page = await press(controller, 'Отличия', draft);
    expect(page.text).toContain('Уже исполнено: 1 — останется исполненным.');
    const chosen = await press(controller, 'Вернуть исполненные в работу', page);
    expect(chosen.text).toContain('Уже исполнено: 1 — вернётся в работу.');
    const kept = await press(controller, 'Оставить исполненными', chosen);
    expect(kept.text).toContain('останется исполненным');
    const after = bot.sandbox.world.mark();
    const again = await press(controller, 'Вернуть исполненные в работу', kept);
    await publishShown(await press(controller, 'К сводке', again));
    expect(await bot.store.assignments.find(seminar?.id ?? 0)).toMatchObject({ state: 'new' });
    expect(textsSince(bot, institute, after)[0]).toContain('из-за изменения оно снова на исполнении');
  });

  it('is answered sensibly from the messages of the version before', async () => {
    const first = await publish([SEMINAR, PROGRAMME, LISTS]);
    const old = lastOf(institute);
    const [, programme] = await ofOrganization(first.id, 'ZOIRO');
    await correct([SEMINAR, { ...LISTS, term: 'до 15.10.2026' }]);
    const told = lastOf(institute);
    expect(await popUp(institute, 'Ознакомлен', old)).toBe(REPLIES.acknowledged);
    expect(await popUp(institute, 'Ознакомлен', old)).toBe(REPLIES.changedSince);
    const open = await bot.store.assignments.open(['ZOIRO']);
    const [seminar, lists] = open.filter(({ documentId }) => documentId > first.id);
    expect([seminar?.state, lists?.state]).toEqual(['acknowledged', 'new']);
    expect((await pressForged(bot, institute, `done:${programme?.id}`)).text).toBe(REPLIES.withdrawn);

    const after = bot.sandbox.world.mark();
    bot.sandbox.world.press(institute, 'Выполнено', { messageId: old.messageId });
    const choice = await bot.sandbox.world.waitFor(
      institute,
      ({ text: words }) => words.includes('Какое поручение выполнено?'),
      { after },
    );
    expect(choice.text).toContain(SEMINAR.text);
    expect(choice.text).not.toContain(PROGRAMME.text);
    expect(await popUp(institute, 'Ознакомлен', told)).toBe(REPLIES.acknowledged);

    const mark = bot.sandbox.world.mark();
    await pressForged(bot, controller, `sent:${first.id}`);
    await bot.settle();
    expect(textsSince(bot, controller, mark).join('\n')).toContain('Редакция 2, опубликована 05.09.2026');
  });

  it('asks for a look at the new version where the button of one point is pressed in its old message', async () => {
    await publish([ANALYSIS]);
    const old = lastOf(centre);
    await correct([{ ...ANALYSIS, term: 'до 09.10.2026' }]);
    expect(await popUp(centre, 'Ознакомлен', old)).toBe(REPLIES.changedSince);
    expect(await popUp(centre, 'Ознакомлен', lastOf(centre))).toBe(REPLIES.acknowledged);
  });

  it('keeps what the reviewer had corrected in the version before', async () => {
    const undated = { ...PROGRAMME, term: 'не указан' };
    const draft = await send([SEMINAR, undated]);
    const doubtful = await press(controller, 'Проверить пункты', draft);
    const settled = await press(controller, 'Срок: месяц', doubtful);
    await publishShown(settled);
    bot.clock.set('2026-09-05T11:00:00+03:00');
    const again = await send([{ ...SEMINAR, term: 'до 28.09.2026' }, undated]);
    expect(again.text).toContain('Изменено 1, добавлено 0, снято 0, без изменений 1.');
    expect(again.text).toContain('Сомнений нет');
    const apart = await press(controller, 'Это другой документ', again);
    expect(apart.text).toContain('Сомнения (');
  });

  it('is what lists, reminders and numbers show', async () => {
    await publish([SEMINAR, { ...ANALYSIS, term: 'до 04.09.2026' }, PROGRAMME]);
    const second = await correct([SEMINAR, { ...ANALYSIS, term: 'до 18.09.2026' }]);
    const executed = (await listExecution(bot.deps)).filter(
      ({ document }) => document.number === `${number}`,
    );
    expect(executed).toMatchObject([{ document: { id: second.id }, total: 2, overdue: 0 }]);
    const overdue = await listOverdue(bot.deps);
    expect(overdue.filter(({ document }) => document.number === `${number}`)).toEqual([]);
    const open = await bot.store.assignments.open(['ZOIRO', 'ZCOKO']);
    const ofThis = open.filter(({ documentId }) => documentId >= second.id - 1);
    expect(ofThis.map(({ documentId }) => documentId)).toEqual([second.id, second.id]);
    bot.clock.set('2026-09-15T09:00:00+03:00');
    const after = bot.sandbox.world.mark();
    await bot.morning();
    const digest = textsSince(bot, centre, after).find((words) => words.includes('☀️')) ?? '';
    expect(digest).toContain('до пт 18.09.2026');
    expect(digest).not.toContain('04.09.2026');
  });

  it('tells of itself what is still to be sent of the version before', async () => {
    bot.ring(false);
    const first = await publish([SEMINAR, PROGRAMME]);
    await correct([{ ...SEMINAR, term: 'до 28.09.2026' }]);
    bot.ring(true);
    const after = bot.sandbox.world.mark();
    await bot.deliver();
    const told = textsSince(bot, institute, after);
    expect(told.join('\n')).not.toContain(PROGRAMME.text);
    expect(told.every((words) => words.includes('28.09.2026'))).toBe(true);
    expect((await bot.store.outbox.ofBroadcast(first.id)).map(({ state }) => state)).toContain('sent');
    bot.clock.set('2026-09-05T12:00:00+03:00');
    await bot.deliver();
    const statuses = textsSince(bot, controller, after).filter((words) =>
      words.includes(`№ ${number}: рассылка`),
    );
    expect(statuses).toHaveLength(1);
    expect(statuses[0]).toContain('Разослано только изменённое');
  });
});
