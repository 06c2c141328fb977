import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store, UploadPart } from '../../src/app/ports.ts';
import { hasInstalledPostgres } from '../support/installed-postgres.ts';
import { reading, saveDocument } from '../support/stored-facts.ts';
import { openTestStore } from '../support/test-database.ts';

const SERVERS = [
  { server: 'embedded', runs: true },
  { server: 'installed', runs: hasInstalledPostgres() },
] as const;

const NOW = new Date('2026-09-01T06:00:00.123Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

for (const { server, runs } of SERVERS) {
  describe.skipIf(!runs)(`uploads on the ${server} PostgreSQL`, () => {
    let store: Store;
    let stop: () => Promise<void>;
    let personId: number;
    let updateId = 8_000_000_000;
    let chatId = 9_000_000_000;

    beforeAll(async () => {
      ({ store, stop } = await openTestStore({ server }));
      personId = (await store.people.remember(7_000_000_000, 'Пётр Ильин')).id;
    });
    afterAll(async () => {
      await stop?.();
    });

    const part = (messageId: number, rest: Partial<UploadPart> = {}): UploadPart => ({
      updateId: ++updateId,
      messageId,
      file: { fileId: `file-${messageId}`, name: null },
      text: null,
      ...rest,
    });
    const open = (readyAt: Date, first = part(1), group: string | null = 'album:1') =>
      store.uploads.open({ chatId: ++chatId, personId, group, readyAt, at: NOW }, first);
    const isDue = async (id: number, at: Date) => (await store.uploads.due(at)).ids.includes(id);

    test('are kept with their parts in the order of the chat, each once', async () => {
      const first = part(5, { text: 'Подпись \0 под фото' });
      const upload = await open(NOW, first);
      expect(upload).toMatchObject({ state: 'gathering', attempts: 0, documentIds: [], group: 'album:1' });
      const earlier = part(3, { file: { fileId: 'f', name: 'приказ.pdf' } });
      await store.uploads.addPart(upload.id, earlier, NOW);
      await store.uploads.addPart(upload.id, earlier, NOW);
      const found = await store.uploads.find(upload.id);
      expect(found?.parts).toEqual([earlier, { ...first, text: 'Подпись \uFFFD под фото' }]);
      expect(await store.uploads.ofUpdate(earlier.updateId)).toEqual(found);
      expect(await store.uploads.ofGroup(upload.chatId, 'album:1')).toEqual(found);
      expect(await store.uploads.ofGroup(upload.chatId, 'album:2')).toBeNull();
    });

    test('become a page of a draft once they were read, and are read anew', async () => {
      const document = await saveDocument(store, reading());
      const { id } = await open(NOW);
      expect(await store.uploads.becomePage(id, document.id, NOW)).toBe(false);
      await store.uploads.begin(id, NOW);
      await store.uploads.settle(id, [17]);
      await store.uploads.end(id, 'done', NOW);
      expect(await store.uploads.becomePage(id, document.id, later(5))).toBe(true);
      expect(await store.uploads.becomePage(id, document.id, later(5))).toBe(false);
      expect(await store.uploads.find(id)).toMatchObject({
        state: 'gathering',
        attempts: 0,
        documentIds: [],
        pageOfId: document.id,
      });
      expect(await isDue(id, later(4))).toBe(false);
      expect(await isDue(id, later(5))).toBe(true);
      await store.uploads.begin(id, later(5));
      await store.uploads.end(id, 'done', later(5));
    });

    test('that were read before one, in its chat and by its sender, are found, the newest first', async () => {
      const chat = ++chatId;
      const opened = [];
      for (const minute of [1, 2, 3, 4]) {
        const upload = await store.uploads.open(
          { chatId: chat, personId, group: null, readyAt: NOW, at: later(minute) },
          part(minute),
        );
        opened.push(upload);
        // The third is not read yet.
        if (minute === 3) continue;
        await store.uploads.begin(upload.id, later(9));
        await store.uploads.end(upload.id, 'done', later(9));
      }
      const [first, second, third, last] = opened;
      if (last === undefined || third === undefined) throw new Error('nothing was opened');
      const found = async (since: Date) => (await store.uploads.readBefore(last, since)).map(({ id }) => id);
      expect(await found(later(0))).toEqual([second?.id, first?.id]);
      expect(await found(later(2))).toEqual([second?.id]);
      expect(await found(later(3))).toEqual([]);
      await store.uploads.begin(third.id, later(9));
      await store.uploads.end(third.id, 'failed', later(9));
      expect(await found(later(0))).toEqual([second?.id, first?.id]);
    });

    test('are opened once by one update', async () => {
      const first = part(1);
      const upload = await open(NOW, first);
      expect((await open(later(9), first)).id).toBe(upload.id);
    });

    test('are due from their time on, and while their reading has not ended', async () => {
      const { id } = await open(later(2));
      expect(await isDue(id, later(1))).toBe(false);
      expect((await store.uploads.due(later(1))).gathering).toBeGreaterThan(0);
      expect(await store.uploads.begin(id, later(1))).toBeNull();
      expect(await isDue(id, later(2))).toBe(true);
      expect(await store.uploads.begin(id, later(2))).toMatchObject({ state: 'reading', attempts: 1 });
      expect(await isDue(id, NOW)).toBe(true);
      expect(await store.uploads.begin(id, NOW)).toMatchObject({ attempts: 2 });
      expect(await store.uploads.settle(id, [17])).toBe(true);
      await store.uploads.end(id, 'done', later(3));
      expect(await store.uploads.find(id)).toMatchObject({ state: 'done', documentIds: [17] });
      expect(await isDue(id, later(9))).toBe(false);
      expect(await store.uploads.begin(id, later(9))).toBeNull();
    });

    test('are read anew when a part comes while they are read, or after', async () => {
      const { id } = await open(NOW);
      await store.uploads.begin(id, NOW);
      await store.uploads.addPart(id, part(2), later(2));
      expect(await store.uploads.settle(id, [18])).toBe(false);
      await store.uploads.end(id, 'done', later(1));
      expect(await store.uploads.find(id)).toMatchObject({
        state: 'gathering',
        attempts: 0,
        documentIds: [18],
      });
      await store.uploads.begin(id, later(2));
      await store.uploads.end(id, 'failed', later(3));
      await store.uploads.addPart(id, part(3), later(4));
      expect(await isDue(id, later(4))).toBe(true);
    });

    test('are put off with their attempts counted', async () => {
      const { id } = await open(NOW);
      await store.uploads.begin(id, NOW);
      await store.uploads.putOff(id, later(5));
      expect(await isDue(id, later(4))).toBe(false);
      expect(await store.uploads.begin(id, later(5))).toMatchObject({ attempts: 2 });
    });

    test('remember the message that tells of them', async () => {
      const { id } = await open(NOW);
      await store.uploads.rememberProgress(id, 44);
      expect(await store.uploads.find(id)).toMatchObject({ progressMessageId: 44 });
    });

    test('are forgotten with their parts some time after they have ended', async () => {
      const first = part(1);
      const { id } = await open(NOW, first);
      expect(await store.uploads.forgetBefore(later(1_000))).toBeGreaterThanOrEqual(0);
      expect(await store.uploads.find(id)).not.toBeNull();
      await store.uploads.begin(id, NOW);
      await store.uploads.end(id, 'done', later(3));
      await store.uploads.forgetBefore(later(3));
      expect(await store.uploads.find(id)).not.toBeNull();
      expect(await store.uploads.forgetBefore(later(4))).toBeGreaterThan(0);
      expect(await store.uploads.find(id)).toBeNull();
      expect(await store.uploads.ofUpdate(first.updateId)).toBeNull();
    });
  });
}
