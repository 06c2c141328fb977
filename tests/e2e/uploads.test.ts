import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSources } from '../../src/adapters/readers/read-sources.ts';
import type { SourceFile, SourceReader } from '../../src/app/ports.ts';
import { receiveUpload } from '../../src/app/receive-upload.ts';
import { protocolText, sendDocument, TO, textsSince } from '../support/bot-steps.ts';
import { type BotUnderTest, startBotUnderTest } from '../support/bot-under-test.ts';
import { waitUntil } from '../support/wait-until.ts';

/** A reading that goes on until the test lets it. */
interface HeldReading {
  readonly files: readonly SourceFile[];
  page(page: number, pages: number): void;
  /** Ends with what the real reader makes of the files. */
  end(): void;
}

const START = '2026-09-03T10:00:00+03:00';
const pointsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    to: TO.institute,
    text: `Подготовить перечень курсов ${index + 1}.`,
    term: 'до 25.09.2026',
  }));
const onePoint = (number: string) => protocolText(pointsOf(1), number);

/** What a controller sends in several messages, or what takes its time. */
describe('a document on its way to the bot', () => {
  let bot: BotUnderTest;
  let vera: number;
  let held: HeldReading[];
  let holds: boolean;

  const reader: SourceReader = {
    read: async (files, name, onProgress) => {
      if (!holds) return readSources(files, name, onProgress);
      await new Promise<void>((end) => {
        held.push({ files, page: (page, pages) => onProgress({ page, pages }), end });
      });
      return readSources(files, name, onProgress);
    },
  };

  beforeEach(async () => {
    held = [];
    holds = false;
    bot = await startBotUnderTest({ at: START, reader });
    vera = await bot.join('Вера', null);
  });
  afterEach(async () => {
    for (const reading of held) reading.end();
    await bot.stop();
  });

  const heldReading = (at: number) => waitUntil('a reading is held', () => held[at]);
  const file = (name: string, text: string) =>
    ({ kind: 'document', name, bytes: Buffer.from(text) }) as const;
  const shownSince = (after: number) => textsSince(bot, vera, after);
  const waitForText = (words: string, after: number) =>
    bot.sandbox.world.waitFor(vera, ({ text, from }) => from.isBot && text.includes(words), { after });
  const drafts = async () => (await bot.store.counts()).documents;

  describe('in an album', () => {
    const [first = '', second = ''] = protocolText(pointsOf(2), '31').split('2. ГАУ');
    const pages = [file('1.txt', first), file('2.txt', `2. ГАУ${second}`)];

    it('is one document, its files in order, read when nothing more has come for a while', async () => {
      const { world } = bot.sandbox;
      const after = world.mark();
      world.sendAlbum(vera, pages);
      await bot.settle();
      expect(shownSince(after)).toEqual([]);
      bot.clock.set('2026-09-03T10:00:02+03:00');
      const draft = await waitForText('Прочитано: 2 пункта', after);
      expect(draft.text).toContain('№ 31');
      await bot.settle();
      expect(await drafts()).toEqual({ draft: 1 });
    });

    it('says how many photos it has got, and how far it is, in one message that the summary replaces', async () => {
      holds = true;
      const { world } = bot.sandbox;
      const after = world.mark();
      const photo = { kind: 'photo', name: 'photo.jpg', bytes: Buffer.from(onePoint('32')) } as const;
      world.sendAlbum(vera, [photo, { ...photo, caption: 'Протокол о зиме' }, photo, photo]);
      const begun = await waitForText('Получаю страницы', after);
      await bot.settle();
      bot.clock.set('2026-09-03T10:00:02+03:00');
      await waitForText('Получено 4 фото, читаю', after);
      const reading = await heldReading(0);
      expect(reading.files).toHaveLength(4);
      reading.end();
      const draft = await waitForText('Прочитано', after);
      expect(draft.messageId).toBe(begun.messageId);
      expect(shownSince(after)).toHaveLength(1);
      const [document] = await bot.store.documents.findByFile((await onlyDocument()).sha256);
      expect(document?.source).toBe('Протокол о зиме');
    });

    const onlyDocument = async () => {
      const upload = await bot.store.uploads.find(1);
      const document = await bot.store.documents.find(upload?.documentIds[0] ?? 0);
      if (document === null) throw new Error('no draft');
      return document;
    };

    it('survives a restart while it is gathered', async () => {
      const { world } = bot.sandbox;
      const after = world.mark();
      world.sendAlbum(vera, pages);
      await bot.settle();
      await bot.stopBot();
      bot.clock.set('2026-09-03T10:05:00+03:00');
      await bot.startBot();
      expect((await waitForText('Прочитано: 2 пункта', after)).text).toContain('№ 31');
    });

    it('takes a page that came late, and the draft of the earlier pages gives way', async () => {
      const { world } = bot.sandbox;
      const after = world.mark();
      world.sendAlbum(vera, pages);
      await bot.settle();
      bot.clock.set('2026-09-03T10:00:02+03:00');
      await waitForText('Прочитано: 2 пункта', after);
      await bot.settle();
      const upload = await bot.store.uploads.find(1);
      const [, second] = upload?.parts ?? [];
      const person = await bot.store.people.findByTelegramUser(vera);
      if (upload === null || second === undefined || person === null) throw new Error('nothing was read');
      const late = {
        actor: {
          personId: person.id,
          telegramUserId: vera,
          chatId: vera,
          topicId: null,
          messageId: second.messageId + 1,
          updateId: second.updateId + 1_000,
        },
        messageId: second.messageId + 1,
        file: second.file,
        pageOfId: null,
        text: null,
        mediaGroupId: upload.group?.replace('album:', '') ?? null,
      };
      await receiveUpload(bot.deps, late);
      // Telegram's answer was lost, and the update is handled again.
      expect(await receiveUpload(bot.deps, late)).toMatchObject({ kind: 'joined' });
      bot.clock.set('2026-09-03T10:00:05+03:00');
      await sendDocument(bot, vera, onePoint('30'));
      await waitForText('Прочитано: 3 пункта', after);
      await bot.settle();
      expect(await drafts()).toEqual({ draft: 2, discarded: 1 });
    });
  });

  describe('as a text that Telegram has cut', () => {
    const text = protocolText(pointsOf(110), '33');
    // At the end of a line, then at the end of a word: the white space there is lost.
    const line = text.lastIndexOf('\n', 4_050);
    const word = text.lastIndexOf(' курсов', line + 4_050);
    const pieces = [text.slice(0, line), text.slice(line, word), text.slice(word)].map((piece) =>
      piece.trim(),
    );

    it('is put together again', async () => {
      const { world } = bot.sandbox;
      const after = world.mark();
      for (const piece of pieces) world.say(vera, piece);
      const draft = await waitForText('Прочитано: 110 пунктов', after);
      expect(draft.text).toContain('✅ Сомнений нет.');
      await bot.settle();
      expect(shownSince(after)).toHaveLength(1);
    });

    it('is read as it is when no other piece comes', async () => {
      const { world } = bot.sandbox;
      const after = world.mark();
      world.say(vera, pieces[0] ?? '');
      await bot.settle();
      expect(shownSince(after)).toEqual([]);
      bot.clock.set('2026-09-03T10:00:03+03:00');
      await waitForText('№ 33', after);
      // What is said afterwards is no piece of it.
      world.say(vera, 'А что дальше?');
      await waitForText('Пришлите файл документа', after);
    });

    it('does not take in what another controller writes', async () => {
      const { world } = bot.sandbox;
      const pavel = await bot.join('Павел', null);
      const after = world.mark();
      world.say(vera, pieces[0] ?? '');
      await bot.settle();
      world.say(pavel, 'А что дальше?');
      await world.waitFor(pavel, ({ text: words }) => words.includes('Пришлите файл документа'), { after });
    });
  });

  describe('that was forwarded', () => {
    it('is read like any other: a file and a text', async () => {
      const { world } = bot.sandbox;
      const pavel = bot.person('Павел');
      const group = world.createGroup({ title: 'Коллегия', members: [vera, pavel] });
      const sent = world.sendFile(
        pavel,
        { name: 'protocol.txt', bytes: Buffer.from(onePoint('34')) },
        { chat: group.chatId },
      );
      const said = world.say(pavel, onePoint('35'), { chat: group.chatId });
      const after = world.mark();
      world.forward(vera, sent.messageId, { from: group.chatId });
      expect((await waitForText('№ 34', after)).text).toContain('Прочитано: 1 пункт');
      world.forward(vera, said.messageId, { from: group.chatId });
      expect((await waitForText('№ 35', after)).text).toContain('Прочитано: 1 пункт');
    });
  });

  describe('that takes its time', () => {
    const scan = { name: 'скан.pdf', bytes: Buffer.from(onePoint('36')) };

    it('is announced at once, and holds up neither its own chat nor another', async () => {
      holds = true;
      const { world } = bot.sandbox;
      const pavel = await bot.join('Павел', null);
      const after = world.mark();
      world.sendFile(vera, scan);
      const begun = await waitForText('Читаю документ…', after);
      const reading = await heldReading(0);
      world.say(vera, '/help');
      await waitForText('Пришлите', after);
      holds = false;
      await sendDocument(bot, pavel, onePoint('37'));
      reading.end();
      const draft = await waitForText('№ 36', after);
      expect(draft.messageId).toBe(begun.messageId);
    });

    it('tells which page is recognized', async () => {
      holds = true;
      const after = bot.sandbox.world.mark();
      bot.sandbox.world.sendFile(vera, scan);
      const reading = await heldReading(0);
      await waitUntil('the page is told', () => {
        reading.page(3, 12);
        return shownSince(after).some((text) => text === 'Распознаю страницу 3 из 12…');
      });
    });

    it('is begun anew when a restart has cut it off', async () => {
      holds = true;
      const after = bot.sandbox.world.mark();
      bot.sandbox.world.sendFile(vera, scan);
      await heldReading(0);
      await bot.stopBot();
      holds = false;
      await bot.startBot();
      await waitForText('№ 36', after);
      held[0]?.end();
      await bot.settle();
      expect(await drafts()).toEqual({ draft: 1 });
    });

    it('is given up, and said so, when it ends the process again and again', async () => {
      holds = true;
      const after = bot.sandbox.world.mark();
      bot.sandbox.world.sendFile(vera, scan);
      await heldReading(0);
      await bot.stopBot();
      for (const _ of [2, 3, 4]) await bot.store.uploads.begin(1, bot.clock.now());
      await bot.startBot();
      await waitForText('Не удалось', after);
      await bot.settle();
      expect(await bot.store.uploads.find(1)).toMatchObject({ state: 'failed' });
    });

    it('is told by a new message where the one with the progress is gone', async () => {
      holds = true;
      const after = bot.sandbox.world.mark();
      bot.sandbox.world.sendFile(vera, scan);
      const begun = await waitForText('Читаю документ…', after);
      const reading = await heldReading(0);
      await bot.telegram.api.deleteMessage(vera, begun.messageId);
      reading.end();
      expect((await waitForText('№ 36', after)).messageId).toBeGreaterThan(begun.messageId);
    });

    it('is not read for somebody who is a controller no more', async () => {
      const after = bot.sandbox.world.mark();
      await bot.stopBot();
      const person = await bot.store.people.remember(9_001, 'Кто-то');
      await bot.store.uploads.open(
        { chatId: vera, personId: person.id, group: null, readyAt: bot.clock.now(), at: bot.clock.now() },
        { updateId: 1, messageId: 1, file: null, text: onePoint('38') },
      );
      await bot.startBot();
      await waitForText('Это может только контролёр', after);
      expect(await drafts()).toEqual({});
    });
  });

  it('is fetched again after a while when Telegram does not give it out, and in the end said to be missing', async () => {
    const { world } = bot.sandbox;
    const after = world.mark();
    world.addFault({ method: 'getFile', kind: 'error_500', times: 50 });
    world.sendFile(vera, { name: 'protocol.txt', bytes: Buffer.from(onePoint('39')) });
    for (const attempt of [1, 2, 3]) {
      await waitUntil(`put off ${attempt} times`, async () => {
        const upload = await bot.store.uploads.find(1);
        return upload?.attempts === attempt && upload.state === 'gathering';
      });
      bot.clock.set(`2026-09-03T10:0${attempt}:00+03:00`);
    }
    await waitForText('Не удалось скачать файл', after);
  });
});
