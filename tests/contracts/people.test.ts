import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectAlone } from '../../src/adapters/postgres/connection.ts';
import { openStore } from '../../src/adapters/postgres/open-store.ts';
import type { Store } from '../../src/app/ports.ts';
import { hasInstalledPostgres } from '../support/installed-postgres.ts';
import { createSilentLog } from '../support/silent-log.ts';
import { newAssignment, organization, saveDocument } from '../support/stored-facts.ts';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';

const SERVERS = [
  { server: 'embedded', runs: true },
  { server: 'installed', runs: hasInstalledPostgres() },
] as const;
const NOW = new Date('2026-09-01T06:00:00.123Z');
const NUMBER = 7_100_200_300;
const NAME = 'Аглая Нездешняя';

for (const { server, runs } of SERVERS) {
  describe.skipIf(!runs)(`people of organizations in the store on the ${server} PostgreSQL`, () => {
    let database: TestDatabase;
    let store: Store;
    let close: () => Promise<void>;

    beforeAll(async () => {
      database = await startTestDatabase({ server });
      const opened = await openStore({
        connectionString: database.connectionString,
        log: createSilentLog(),
      });
      ({ store, close } = opened);
      await store.organizations.saveAll([organization('rajon'), organization('sch-1', { parent: 'rajon' })]);
    });
    afterAll(async () => {
      await close?.();
      await database?.stop();
    });

    /** Names of the tables in which a text stands anywhere. */
    const tablesWith = async (text: string): Promise<readonly string[]> => {
      const client = await connectAlone(database.connectionString, {
        applicationName: 'srok tests',
        statementTimeoutMs: 0,
      });
      try {
        const { rows } = await client.query<{ name: string }>(
          `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`,
        );
        const found: string[] = [];
        for (const { name } of rows) {
          const { rowCount } = await client.query(
            `SELECT 1 FROM "${name}" each WHERE to_jsonb(each)::text LIKE $1 LIMIT 1`,
            [`%${text}%`],
          );
          if (rowCount === 1) found.push(name);
        }
        return found;
      } finally {
        await client.end();
      }
    };

    test('a subscription that has ended is found, ends once, and begins again with a new invitation', async () => {
      const person = await store.people.remember(5, 'Пётр');
      const added = { chatId: 5, organizationCode: 'rajon', role: 'executor', personId: person.id } as const;
      const { subscription } = await store.subscriptions.add(added);
      expect(await store.subscriptions.find(5, 'rajon')).toEqual(subscription);
      expect(await store.subscriptions.find(5, 'sch-1')).toBeNull();
      expect(await store.subscriptions.end(subscription.id)).toBe(true);
      expect(await store.subscriptions.end(subscription.id)).toBe(false);
      expect(await store.subscriptions.find(5, 'rajon')).toMatchObject({ state: 'left' });
      expect(await store.subscriptions.ofChat(5)).toEqual([]);
      expect((await store.subscriptions.add(added)).created).toBe(true);
    });

    test("an organization's own link remembers the chat, also after the chat has moved", async () => {
      const facts = { organizationCode: 'rajon', role: 'executor', uses: 1, createdAt: NOW } as const;
      const made = await store.invitations.create({
        ...facts,
        tokenHash: 'own',
        expiresAt: NOW,
        madeIn: { chatId: -40, handsOver: true },
      });
      expect(made.madeIn).toEqual({ chatId: -40, handsOver: true });
      await store.subscriptions.migrateChat(-40, -1_000_000_000_040);
      const moved = await store.invitations.findByTokenHash('own');
      expect(moved?.madeIn).toEqual({ chatId: -1_000_000_000_040, handsOver: true });
    });

    test('a digest time that was set outlives a directory that gives none', async () => {
      await store.organizations.setReminderTime('sch-1', '10:30');
      await store.organizations.saveAll([organization('sch-1', { parent: 'rajon' })]);
      expect((await store.organizations.find('sch-1'))?.reminderTime).toBe('10:30');
      await store.organizations.saveAll([organization('sch-1', { reminderTime: '08:30' })]);
      expect((await store.organizations.find('sch-1'))?.reminderTime).toBe('08:30');
    });

    test('an absence is taken anew in place of the one there was, and ends once', async () => {
      const person = await store.people.remember(6, 'Павел');
      const added = { organizationCode: 'sch-1', role: 'executor', personId: person.id } as const;
      const own = (await store.subscriptions.add({ ...added, chatId: 6 })).subscription;
      const deputy = (await store.subscriptions.add({ ...added, chatId: 61 })).subscription;
      const taken = {
        subscriptionId: own.id,
        startsOn: null,
        until: '2026-12-15',
        deputyId: deputy.id,
        waiting: false,
      } as const;
      await store.absences.put({ ...taken, deputyId: null, waiting: true, at: NOW });
      await store.absences.put({ ...taken, at: NOW });
      const stored = { ...taken, organizationCode: 'sch-1' };
      expect(await store.absences.find(own.id)).toEqual(stored);
      expect(await store.absences.find(deputy.id)).toBeNull();
      expect(await store.absences.ofOrganizations(['sch-1'])).toEqual([stored]);
      expect(await store.absences.ofOrganizations(['rajon'])).toEqual([]);
      expect(await store.absences.ofOrganizations()).toEqual([stored]);
      expect(await store.absences.end(own.id)).toBe(true);
      expect(await store.absences.end(own.id)).toBe(false);
      await expect(store.absences.put({ ...taken, deputyId: own.id, at: NOW })).rejects.toThrow();
    });

    test('a planned absence begins once', async () => {
      const person = await store.people.remember(7, 'Рита');
      const added = { chatId: 7, organizationCode: 'sch-1', role: 'executor', personId: person.id } as const;
      const { id: subscriptionId } = (await store.subscriptions.add(added)).subscription;
      const planned = {
        startsOn: '2026-12-01',
        until: '2026-12-15',
        deputyId: null,
        waiting: false,
      } as const;
      await store.absences.put({ ...planned, subscriptionId, at: NOW });
      expect(await store.absences.find(subscriptionId)).toMatchObject(planned);
      expect(await store.absences.begin(subscriptionId)).toBe(true);
      expect(await store.absences.begin(subscriptionId)).toBe(false);
      expect(await store.absences.find(subscriptionId)).toMatchObject({ ...planned, startsOn: null });
      const backwards = { ...planned, subscriptionId, startsOn: '2026-12-16' } as const;
      await expect(store.absences.put({ ...backwards, at: NOW })).rejects.toThrow();
      expect(await store.absences.end(subscriptionId)).toBe(true);
    });

    test('what an organization sets of its reminders is kept, and can be taken back', async () => {
      const nothing = { stepsBeforeDays: null, quiet: null };
      expect(await store.reminderSettings.of('sch-1')).toEqual(nothing);
      const own = { stepsBeforeDays: [7, 1], quiet: { from: '20:00', until: '07:00' } } as const;
      await store.reminderSettings.put('sch-1', own);
      await store.reminderSettings.put('rajon', { stepsBeforeDays: [], quiet: null });
      expect(await store.reminderSettings.of('sch-1')).toEqual(own);
      expect((await store.reminderSettings.all()).get('rajon')).toEqual({ ...nothing, stepsBeforeDays: [] });
      await store.reminderSettings.put('sch-1', nothing);
      expect(await store.reminderSettings.of('sch-1')).toEqual(nothing);
    });

    test('what waits for a chat is cancelled, what was sent stays', async () => {
      const row = { chatId: 77, content: { kind: 'catch_up', assignmentIds: [1] } as const, notBefore: NOW };
      const [sent, waiting] = await store.outbox.addMany([
        { ...row, key: 'people-sent' },
        { ...row, key: 'people-waiting' },
      ]);
      const claim = await store.outbox.claim(sent ?? 0, NOW, 60);
      if (claim === null) throw new Error('not claimed');
      await store.outbox.markSent(claim, NOW);
      await store.outbox.cancelWaiting(77, NOW);
      expect(await store.outbox.claim(waiting ?? 0, NOW, 60)).toBeNull();
      expect((await store.counts()).deliveries).toMatchObject({ sent: 1, cancelled: 1 });
    });

    test('nothing is left of a forgotten person in any table, and others are untouched', async () => {
      const person = await store.people.remember(NUMBER, NAME);
      const other = await store.people.remember(8, 'Фёкла');
      const document = await saveDocument(store);
      await store.documents.markPublished(document.id, NOW);
      const row = await newAssignment(store, document, { organizationCode: 'rajon' });
      const [assignment] = await store.assignments.createMany([row]);
      const assignmentId = assignment?.id ?? 0;
      for (const [index, { id: personId, telegramUserId: chatId }] of [person, other].entries()) {
        const update = 100 * (index + 1);
        const add = { chatId, organizationCode: 'rajon', role: 'executor', personId } as const;
        const { subscription } = await store.subscriptions.add(add);
        const absence = {
          subscriptionId: subscription.id,
          startsOn: null,
          until: '2026-12-15',
          deputyId: null,
        } as const;
        await store.absences.put({ ...absence, waiting: false, at: NOW });
        await store.controllers.add({ personId, chatId });
        await store.calendarFeeds.renew({ personId, tokenHash: `feed-${chatId}`, at: NOW });
        await store.dialogues.write(`dialogue:${chatId}:${chatId}`, { from: chatId });
        await store.dialogues.write(`dialogue:-9:${chatId}`, { from: chatId });
        await store.invitations.recordAttempts(chatId, { failed: 1, pausedUntil: null });
        await store.sentMessages.remember(chatId, 1, [assignmentId], NOW);
        await store.invitations.create({
          tokenHash: `link-${personId}`,
          organizationCode: 'rajon',
          role: 'executor',
          uses: 1,
          expiresAt: NOW,
          createdAt: NOW,
          madeIn: { chatId, handsOver: false },
        });
        await store.outbox.addMany([
          {
            key: `broadcast:${chatId}`,
            chatId,
            content: { kind: 'broadcast', documentId: document.id, assignmentIds: [assignmentId] },
            notBefore: NOW,
          },
        ]);
        await store.reports.create({
          assignmentId,
          personId,
          chatId,
          text: 'Сделано',
          files: [],
          createdAt: NOW,
        });
        await store.audit.append({
          at: NOW,
          action: 'report',
          personId,
          chatId,
          messageId: 1,
          updateId: update + 1,
          documentId: document.id,
          assignmentId,
          details: {},
        });
        const upload = { chatId, personId, group: null, readyAt: NOW, at: NOW };
        await store.uploads.open(upload, { updateId: update + 2, messageId: 2, file: null, text: 'Текст' });
        const message = { from: { id: chatId, first_name: `Имя ${chatId}` }, chat: { id: chatId } };
        const kept = [
          { updateId: update + 3, chatKey: String(chatId) },
          { updateId: update + 4, chatKey: '-9' },
        ];
        await store.updates.keep(
          kept.map(({ updateId, chatKey }) => ({
            updateId,
            chatKey,
            payload: { update_id: updateId, message },
            receivedAt: NOW,
          })),
        );
        await store.updates.markDone(update + 4, NOW);
      }
      expect(await tablesWith(String(NUMBER))).not.toEqual([]);
      await store.transaction((records) => records.people.forget(person, 'удалён по просьбе'));
      await store.transaction((records) => records.people.forget(person, 'удалён по просьбе'));

      expect(await tablesWith(NAME)).toEqual([]);
      expect(await tablesWith(String(NUMBER))).toEqual([]);
      expect(await store.subscriptions.ofChat(NUMBER)).toEqual([]);
      expect(await store.calendarFeeds.isOpen(person.id)).toBe(false);
      expect(await store.people.find(person.id)).toBeNull();
      expect(await store.absences.ofOrganizations(['rajon'])).toHaveLength(1);

      expect(await store.people.find(other.id)).toEqual(other);
      expect(await store.subscriptions.ofChat(8)).toHaveLength(1);
      expect(await store.controllers.findByTelegramUser(8)).toMatchObject({ personId: other.id });
      expect(await store.dialogues.read('dialogue:8:8')).toEqual({ from: 8 });
      const reports = await store.reports.ofAssignment(assignmentId);
      expect(reports.map(({ chatId }) => chatId)).toEqual([0, 8]);
      const [first, second] = await store.audit.ofAssignment(assignmentId);
      expect([first?.chatId, second?.chatId]).toEqual([null, 8]);
      expect((await store.outbox.ofBroadcast(document.id)).map(({ chatId }) => chatId)).toEqual([0, 8]);
      const pending = await store.updates.pending(10);
      expect(pending.map(({ payload }) => payload)).toEqual([
        { update_id: 103 },
        { update_id: 203, message: expect.anything() as unknown },
      ]);
    });
  });
}
