import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCalendarFeed } from '../../src/app/calendar-feed.ts';
import { encodeAction } from '../../src/messages/actions.ts';
import { REPLIES } from '../../src/messages/reply.ts';
import { pressForged, publishProtocol, TO, textsSince } from '../support/bot-steps.ts';
import { type BotUnderTest, CALENDAR_LINK, startBotUnderTest } from '../support/bot-under-test.ts';

const OPEN = encodeAction({ kind: 'open_calendar_feed' });
const CLOSE = encodeAction({ kind: 'close_calendar_feed' });

describe('/calendar', () => {
  let bot: BotUnderTest;
  let controller: number;
  let executor: number;

  beforeAll(async () => {
    bot = await startBotUnderTest({ at: '2026-09-03T10:00:00+03:00' });
    controller = await bot.join('Вера', null);
    executor = await bot.join('Нина', 'ZOIRO');
    await publishProtocol(bot, controller, [
      { to: TO.institute, text: 'Провести вебинар для методистов.', term: 'до 25.09.2026' },
      { to: TO.institute, text: 'Вести реестр наставников.', term: 'постоянно' },
      { to: TO.centre, text: 'Собрать протоколы экзаменов.', term: 'до 26.09.2026' },
    ]);
  });
  afterAll(() => bot.stop());

  const ask = async (person: number, chat = person): Promise<readonly string[]> => {
    const after = bot.sandbox.world.mark();
    bot.sandbox.world.say(person, '/calendar', { chat });
    await bot.settle();
    return textsSince(bot, chat, after);
  };
  const openFeed = async (): Promise<string> => {
    const after = bot.sandbox.world.mark();
    await pressForged(bot, executor, OPEN);
    await bot.settle();
    const said = textsSince(bot, executor, after).join('\n');
    const token = new RegExp(`${CALENDAR_LINK('(?<token>[A-Za-z0-9_-]{22})')}`).exec(said)?.groups?.['token'];
    if (token === undefined) throw new Error(`no address in: ${said}`);
    return token;
  };
  const read = (token: string) => readCalendarFeed(bot.deps, token);

  it('sends a file with what has a last day, and offers the address', async () => {
    const [caption = '', offer = ''] = await ask(executor);
    expect(caption).toContain('В календаре 1 срок по вашим поручениям.');
    expect(offer).toContain('по личной ссылке');
    const sent = bot.sandbox.world
      .history(executor)
      .findLast(({ file }) => file !== undefined && file !== null);
    expect(sent?.file?.name).toBe('srok.ics');
  });

  it('serves the same under the private address, and nothing of others', async () => {
    const served = await read(await openFeed());
    expect(served?.text).toContain('DTSTART;VALUE=DATE:20260925');
    expect(served?.text.replaceAll('\r\n ', '')).toContain('Провести вебинар');
    expect(served?.text).not.toContain('DTSTART;VALUE=DATE:20260926');
    expect(served?.text).not.toContain('Нина');
  });

  it('follows what changes, and has another tag only then', async () => {
    const token = await openFeed();
    const before = await read(token);
    bot.clock.set('2026-09-03T15:00:00+03:00');
    expect((await read(token))?.tag).toBe(before?.tag);
    const own = await bot.store.assignments.open(['ZOIRO']);
    const dated = own.find(({ due }) => due === '2026-09-25');
    await bot.store.assignments.moveDue(dated?.id ?? 0, '2026-09-25', { start: null, due: '2026-09-30' });
    const after = await read(token);
    expect(after?.tag).not.toBe(before?.tag);
    expect(after?.text).toContain('DTSTART;VALUE=DATE:20260930');
  });

  it('gives a new address in the place of the old one, and ends it', async () => {
    const old = await openFeed();
    const fresh = await openFeed();
    expect(await read(old)).toBeNull();
    expect(await read(fresh)).not.toBeNull();
    await pressForged(bot, executor, CLOSE);
    await bot.settle();
    expect(await read(fresh)).toBeNull();
    expect((await pressForged(bot, executor, CLOSE)).text).toBe(REPLIES.calendarNotOpen);
  });

  it('is nobody’s address for who speaks for nobody', async () => {
    const stranger = bot.person('Некто');
    bot.sandbox.world.start(stranger);
    await bot.settle();
    expect((await pressForged(bot, stranger, OPEN)).text).toContain('Здравствуйте!');
    expect((await pressForged(bot, controller, OPEN)).text).toBe(REPLIES.notYours);
    expect(await ask(controller)).toEqual([expect.stringContaining('не получает поручений')]);
    expect(await read('AAAAAAAAAAAAAAAAAAAAAA')).toBeNull();
  });
});
