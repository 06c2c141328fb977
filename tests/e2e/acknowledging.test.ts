import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredDocument } from '../../src/app/ports.ts';
import { encodeAction } from '../../src/messages/actions.ts';
import { REPLIES } from '../../src/messages/reply.ts';
import type { MessageView } from '../../src/sandbox/index.ts';
import { pressForged, publishProtocol, TO, textsSince } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';

/** «Ознакомлен»: who pressed it, what the controller sees of it, and the reminder to those who have not. */
describe('acknowledging', () => {
  let bot: BotUnderTest;
  let controller: number;
  let nina: number;
  let oleg: number;
  let centre: number;
  let document: StoredDocument;

  beforeAll(async () => {
    // A Thursday.
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    controller = await bot.join('Вера', null);
    nina = await bot.join('Нина', 'ZOIRO');
    oleg = await bot.join('Олег', 'ZOIRO');
    centre = await bot.join('Роман', 'ZCOKO');
    const point = (to: string, text: string) => ({ to, text, term: 'до 25.12.2026' });
    document = await publishProtocol(bot, controller, [
      point(TO.institute, 'Подготовить сборник.'),
      point(TO.centre, 'Подготовить бланки.'),
      point(TO.centre, 'Проверить печать.'),
    ]);
  });
  afterAll(() => bot.stop());

  const ofOrganization = async (code: string) =>
    (await bot.store.assignments.ofDocument(document.id)).filter(
      ({ organizationCode }) => organizationCode === code,
    );
  const assignmentId = async () => (await ofOrganization('ZOIRO'))[0]?.id ?? 0;
  const acknowledge = async (person: number) =>
    (
      await pressForged(
        bot,
        person,
        encodeAction({ kind: 'acknowledge', assignmentId: await assignmentId() }),
      )
    ).text;
  const cardOf = async (person: number): Promise<MessageView> => {
    const after = bot.sandbox.world.mark();
    await pressForged(bot, person, encodeAction({ kind: 'details', assignmentId: await assignmentId() }));
    return bot.sandbox.world.waitFor(person, ({ text }) => text.includes('Состояние:'), { after });
  };
  const broadcastStatus = async (): Promise<string> => {
    const after = bot.sandbox.world.mark();
    await pressForged(bot, controller, encodeAction({ kind: 'broadcast_status', documentId: document.id }));
    const status = await bot.sandbox.world.waitFor(controller, ({ text }) => text.includes('рассылка'), {
      after,
    });
    return status.text;
  };

  it('says how many have, and names those who have not as soon as somebody has', async () => {
    expect(await broadcastStatus()).toContain('👁 Ознакомились: 0 из 2');
    expect(await acknowledge(nina)).toBe(REPLIES.acknowledged);
    const status = await broadcastStatus();
    expect(status).toContain('👁 Ознакомились: 1 из 2\nПолучили, но не ознакомились: 1\n• ОГАУ ЗЦОКО');
  });

  it('is each person’s own: the second of an organization stands on the card beside the first', async () => {
    bot.clock.set('2026-09-03T11:30:00+03:00');
    const card = await cardOf(oleg);
    expect(card.text).toContain('👁 Ознакомлены: Нина 03.09 10:00');
    expect(card.buttons.flat().map(({ text }) => text)).toContain('Ознакомлен');
    bot.sandbox.world.press(oleg, 'Ознакомлен', { messageId: card.messageId });
    const both = await bot.sandbox.world.waitFor(oleg, ({ text }) => text.includes('Олег 03.09 11:30'));
    expect(both.text).toContain('👁 Ознакомлены: Нина 03.09 10:00; Олег 03.09 11:30');
    expect(both.buttons.flat().map(({ text }) => text)).not.toContain('Ознакомлен');
    expect(await acknowledge(oleg)).toBe(REPLIES.alreadyAcknowledged);
    expect(await acknowledge(nina)).toBe(REPLIES.alreadyAcknowledged);
    const entries = await bot.store.audit.ofAssignment(await assignmentId());
    expect(entries.map(({ action, details }) => [action, details.from, details.to])).toEqual([
      ['acknowledge', 'new', 'acknowledged'],
      ['acknowledge', 'acknowledged', 'acknowledged'],
    ]);
  });

  it('is asked for once, on the second working day, of who has not', async () => {
    const { world } = bot.sandbox;
    const mornings = async (...days: readonly string[]): Promise<readonly string[]> => {
      const after = world.mark();
      for (const day of days) {
        bot.clock.set(`${day}T09:00:00+03:00`);
        await bot.morning();
      }
      return textsSince(bot, centre, after);
    };
    const before = world.mark();
    expect(await mornings('2026-09-04', '2026-09-05')).toEqual([]);
    const [digest] = await mornings('2026-09-07');
    expect(digest).toContain('👁 Не отмечено «Ознакомлен»');
    expect(digest).toContain('Подготовить бланки.');
    expect(digest).toContain('Проверить печать.');
    expect(await mornings('2026-09-08', '2026-09-09')).toEqual([]);
    expect(textsSince(bot, nina, before)).toEqual([]);
  });

  it('answers the reminder for all points of the document at once', async () => {
    const { world } = bot.sandbox;
    const digest = world.history(centre).findLast(({ text }) => text.includes('Не отмечено'));
    world.press(centre, 'Ознакомлен', { messageId: digest?.messageId ?? 0 });
    await bot.settle();
    expect((await ofOrganization('ZCOKO')).map(({ state }) => state)).toEqual([
      'acknowledged',
      'acknowledged',
    ]);
    expect(await broadcastStatus()).toContain('👁 Ознакомились: 2 из 2\n❗');
  });

  it('is refused for what was closed meanwhile', async () => {
    await bot.store.assignments.moveState(await assignmentId(), ['acknowledged'], 'accepted');
    expect(await acknowledge(nina)).toBe(REPLIES.acknowledgedTooLate);
  });
});
