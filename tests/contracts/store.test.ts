import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DeliveryClaim, DeliveryContent, Records, Store } from '../../src/app/ports.ts';
import type { TaskQuery } from '../../src/core/assignments/task-query.ts';
import type { CalendarDate } from '../../src/core/calendar/calendar-date.ts';
import { hasInstalledPostgres } from '../support/installed-postgres.ts';
import {
  deadline,
  decision,
  newAssignment,
  organization,
  reading,
  saveDocument,
} from '../support/stored-facts.ts';
import { openTestStore } from '../support/test-database.ts';

const SERVERS = [
  { server: 'embedded', runs: true },
  { server: 'installed', runs: hasInstalledPostgres() },
] as const;

const NOW = new Date('2026-09-01T06:00:00.123Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

for (const { server, runs } of SERVERS) {
  describe.skipIf(!runs)(`the store on the ${server} PostgreSQL`, () => {
    let store: Store;
    let stop: () => Promise<void>;
    let chat = 9_000_000_000;
    let code = 0;

    beforeAll(async () => {
      ({ store, stop } = await openTestStore({ server }));
      await store.organizations.saveAll([organization('prirechensk'), organization('verhniy-log')]);
    });
    afterAll(async () => {
      await stop?.();
    });

    /** A chat id beyond 32 bits that no other test uses. */
    const newChat = () => ++chat;
    /** An organization that no other test uses. */
    const newOrganization = async () => {
      const made = organization(`org-${++code}`);
      await store.organizations.saveAll([made]);
      return made.code;
    };
    const newPerson = () => store.people.remember(newChat(), 'Пётр Ильин');
    const publish = async (records: Records, read = reading()) => {
      const document = await saveDocument(records, read);
      await records.documents.markPublished(document.id, NOW);
      return document;
    };
    const newAssignments = async (read = reading(), organizations?: readonly string[]) => {
      const document = await publish(store, read);
      const codes = organizations ?? [await newOrganization()];
      const rows = await Promise.all(
        codes.map((organizationCode) => newAssignment(store, document, { organizationCode })),
      );
      return store.assignments.createMany(rows);
    };
    const newDelivery = async (key: string, notBefore = NOW) => {
      const content = { kind: 'catch_up', assignmentIds: [1] } as const;
      const [id] = await store.outbox.addMany([{ key, chatId: newChat(), content, notBefore }]);
      if (id === undefined) throw new Error(`delivery ${key} is not new`);
      return id;
    };
    const claimed = async (id: number) => {
      const claim = await store.outbox.claim(id, NOW, 60);
      if (claim === null) throw new Error(`delivery ${id} is not to be had`);
      return claim;
    };

    describe('organizations', () => {
      test('come back as they were saved, groups and all', async () => {
        const saved = [
          organization('RAJON', {
            name: 'Управление «Верхний Лог»',
            shortName: 'УО',
            aliases: ['Верхний Лог', 'УО Верхнего Лога'],
            parent: 'TOP',
            reminderTime: '08:30',
          }),
          organization('TOP', { kind: 'department' }),
          organization('OO', { kind: 'group', members: { by: 'kind', kind: 'school' } }),
          organization('LIST', { kind: 'group', members: { by: 'codes', codes: ['RAJON'] } }),
        ];
        expect(await store.organizations.saveAll(saved)).toEqual({ created: 4, updated: 0 });
        for (const entry of saved) expect(await store.organizations.find(entry.code)).toEqual(entry);
        expect(await store.organizations.all()).toEqual(expect.arrayContaining(saved));
      });

      test('keep the words a group was saved for, until the operator imports it as their own', async () => {
        const members = { by: 'codes', codes: [await newOrganization()] } as const;
        const group = organization('saved-1', { kind: 'group', members });
        await store.organizations.saveAll([
          { ...group, suggestedFor: ['школам, участвующим', 'участникам'] },
        ]);
        expect(await store.organizations.find('saved-1')).toEqual({
          ...group,
          suggestedFor: ['школам, участвующим', 'участникам'],
        });
        await store.organizations.saveAll([organization('another')]);
        expect((await store.organizations.find('saved-1'))?.suggestedFor).toHaveLength(2);
        await store.organizations.saveAll([group]);
        expect(await store.organizations.find('saved-1')).toEqual(group);
      });

      test('are named by code, short where there is a short name', async () => {
        const code = await newOrganization();
        await store.organizations.saveAll([organization('NAMED', { name: 'Длинное имя', shortName: 'Имя' })]);
        expect(await store.organizations.names([code, 'NAMED', 'nobody'])).toEqual(
          new Map([
            [code, `Управление образования, ${code}`],
            ['NAMED', 'Имя'],
          ]),
        );
      });

      test('are updated by code, and nobody is removed', async () => {
        const [one, two] = [await newOrganization(), await newOrganization()];
        const renamed = organization(one, { name: 'Новое имя', aliases: ['новое'] });
        expect(await store.organizations.saveAll([renamed, organization('fresh')])).toEqual({
          created: 1,
          updated: 1,
        });
        expect(await store.organizations.find(one)).toEqual(renamed);
        expect(await store.organizations.find(two)).not.toBeNull();
      });

      test('are saved all or none: a parent that does not exist refuses the whole import', async () => {
        const entries = [organization('good'), organization('orphan', { parent: 'nobody' })];
        await expect(store.organizations.saveAll(entries)).rejects.toMatchObject({
          name: 'StoreError',
          reason: 'refused',
          permanent: true,
        });
        expect(await store.organizations.find('good')).toBeNull();
      });
    });

    describe('people', () => {
      test('are one person a Telegram user, renamed as they rename themselves', async () => {
        const user = newChat();
        const person = await store.people.remember(user, 'Анна');
        expect(await store.people.remember(user, 'Анна')).toEqual(person);
        expect(await store.people.remember(user, 'Анна Лапина')).toEqual({ ...person, name: 'Анна Лапина' });
        expect(await store.people.find(person.id)).toMatchObject({
          name: 'Анна Лапина',
          telegramUserId: user,
        });
        expect(await store.people.findByTelegramUser(user)).toMatchObject({ id: person.id });
        expect(await store.people.findByTelegramUser(1)).toBeNull();
      });

      test('are named many at once', async () => {
        const [one, two] = [await newPerson(), await newPerson()];
        await store.people.remember(two.telegramUserId, 'Ольга <Р>');
        expect(await store.people.names([one.id, two.id, 2 ** 31 - 1])).toEqual(
          new Map([
            [one.id, 'Пётр Ильин'],
            [two.id, 'Ольга <Р>'],
          ]),
        );
        expect(await store.people.names([])).toEqual(new Map());
      });

      test('are made once when many messages of a newcomer arrive at once', async () => {
        const user = newChat();
        const made = await Promise.all(Array.from({ length: 8 }, () => store.people.remember(user, 'Олег')));
        expect(new Set(made.map(({ id }) => id)).size).toBe(1);
      });
    });

    describe('subscriptions', () => {
      const subscribe = async (
        chatId: number,
        organizationCode: string,
        role: 'executor' | 'observer' = 'executor',
        topicId?: number,
      ) => {
        const { id: personId } = await newPerson();
        return store.subscriptions.add({
          chatId,
          organizationCode,
          role,
          personId,
          ...(topicId === undefined ? {} : { topicId }),
        });
      };

      test('are made once per chat and organization', async () => {
        const [chatId, organizationCode] = [newChat(), await newOrganization()];
        const first = await subscribe(chatId, organizationCode);
        const second = await subscribe(chatId, organizationCode, 'observer');
        expect([first.created, second.created]).toEqual([true, false]);
        expect(second.subscription).toMatchObject({
          id: first.subscription.id,
          role: 'observer',
          state: 'active',
        });
        expect(await store.subscriptions.ofChat(chatId)).toEqual([second.subscription]);
      });

      test('become unreachable and reachable again with their chat', async () => {
        const [chatId, organizationCode] = [newChat(), await newOrganization()];
        await subscribe(chatId, organizationCode);
        await subscribe(chatId, await newOrganization());
        await store.subscriptions.markUnreachable(chatId, 'blocked');
        expect(await store.subscriptions.ofChat(chatId)).toEqual([]);
        expect(await store.subscriptions.ofOrganizations([organizationCode])).toEqual([]);
        expect(await store.subscriptions.markReachable(chatId)).toBe(2);
        expect(await store.subscriptions.markReachable(chatId)).toBe(0);
        expect(await store.subscriptions.ofOrganizations([organizationCode])).toHaveLength(1);
      });

      test('of no named organization are nobody, of all are all', async () => {
        const [chatId, organizationCode] = [newChat(), await newOrganization()];
        await subscribe(chatId, organizationCode);
        expect(await store.subscriptions.ofOrganizations([])).toEqual([]);
        const all = await store.subscriptions.ofOrganizations();
        expect(all.some((one) => one.chatId === chatId)).toBe(true);
      });

      test('have a topic of their chat, which is chosen anew or lost', async () => {
        const chatId = -newChat();
        const [one, two] = [await newOrganization(), await newOrganization()];
        const { subscription } = await subscribe(chatId, one, 'executor', 7);
        await subscribe(chatId, two, 'executor', 8);
        const topics = async () => (await store.subscriptions.ofChat(chatId)).map(({ topicId }) => topicId);
        expect(await topics()).toEqual([7, 8]);
        await store.subscriptions.moveToTopic(subscription.id, 8);
        expect(await store.subscriptions.leaveTopic(chatId, 7)).toEqual([]);
        expect(await store.subscriptions.leaveTopic(newChat(), 8)).toEqual([]);
        expect(await store.subscriptions.leaveTopic(chatId, 8)).toEqual([one, two].toSorted());
        expect(await topics()).toEqual([null, null]);
        await subscribe(chatId, one, 'executor', 9);
        await subscribe(chatId, one);
        expect(await topics()).toEqual([null, null]);
      });

      test('move with a group that became a supergroup, with what still is to be sent there', async () => {
        const [from, to] = [-newChat(), -newChat()];
        const [one, two] = [await newOrganization(), await newOrganization()];
        await subscribe(from, one);
        await subscribe(from, two);
        await subscribe(to, one, 'observer');
        const [sent, waiting] = await store.outbox.addMany(
          ['a', 'b'].map((key) => ({
            key: `move-${key}-${from}`,
            chatId: from,
            content: { kind: 'catch_up', assignmentIds: [] },
            notBefore: NOW,
          })),
        );
        await store.outbox.markSent(await claimed(sent!), NOW);
        await store.subscriptions.migrateChat(from, to);
        expect(await store.subscriptions.ofChat(from)).toEqual([]);
        const moved = await store.subscriptions.ofChat(to);
        expect(moved.map(({ organizationCode }) => organizationCode).toSorted()).toEqual(
          [one, two].toSorted(),
        );
        expect((await store.outbox.claim(waiting!, NOW, 60))?.chatId).toBe(to);
      });
    });

    describe('controllers', () => {
      test('are found by their Telegram user, and added once', async () => {
        const person = await newPerson();
        const chatId = newChat();
        expect(await store.controllers.add({ personId: person.id, chatId })).toEqual({ created: true });
        expect(await store.controllers.add({ personId: person.id, chatId })).toEqual({ created: false });
        const controller = {
          personId: person.id,
          telegramUserId: person.telegramUserId,
          chatId,
          name: person.name,
        };
        expect(await store.controllers.findByTelegramUser(person.telegramUserId)).toEqual(controller);
        expect(await store.controllers.all()).toEqual([controller]);
        expect(await store.controllers.findByTelegramUser(1)).toBeNull();
      });
    });

    describe('invitations', () => {
      const create = async (uses: number) =>
        store.invitations.create({
          tokenHash: `hash-${newChat()}`,
          organizationCode: await newOrganization(),
          role: 'executor',
          uses,
          expiresAt: later(3600),
          createdAt: NOW,
        });

      test('are found by the hash of their token, to the millisecond of their end', async () => {
        const made = await store.invitations.create({
          tokenHash: 'abc',
          organizationCode: null,
          role: 'controller',
          uses: 1,
          expiresAt: later(3600),
          createdAt: NOW,
        });
        expect(await store.invitations.findByTokenHash('abc')).toEqual(made);
        expect(made).toMatchObject({
          organizationCode: null,
          role: 'controller',
          usesLeft: 1,
          expiresAt: later(3600),
        });
        expect(await store.invitations.findByTokenHash('other')).toBeNull();
      });

      test('give out no more uses than they have, however many ask at once', async () => {
        const { id } = await create(3);
        const taken = await Promise.all(Array.from({ length: 10 }, () => store.invitations.takeUse(id)));
        expect(taken.filter(Boolean)).toHaveLength(3);
      });

      test('remember wrong tokens of a chat', async () => {
        const chatId = newChat();
        expect(await store.invitations.attempts(chatId)).toEqual({ failed: 0, pausedUntil: null });
        await store.invitations.recordAttempts(chatId, { failed: 2, pausedUntil: null });
        await store.invitations.recordAttempts(chatId, { failed: 5, pausedUntil: later(900) });
        expect(await store.invitations.attempts(chatId)).toEqual({ failed: 5, pausedUntil: later(900) });
      });
    });

    describe('documents', () => {
      test('come back with every date, warning and quotation as they were read', async () => {
        const read = reading({
          date: '2024-02-29',
          annexes: [{ title: 'Приложение 1', rows: 58 }],
          warnings: [{ code: 'numbers_disagree', message: 'номера расходятся' }],
          decisions: [
            decision({
              deadline: deadline({
                text: 'апрель–май',
                kind: 'range',
                start: '2026-04-01',
                due: '2026-05-31',
                inherited: true,
              }),
              warnings: [{ code: 'crosses_addressee', message: 'срок другого адресата' }],
            }),
            decision({
              question: null,
              label: null,
              quote: { start: 60, end: 90 },
              deadline: deadline({
                text: 'ежегодно до 1 сентября',
                kind: 'recurring',
                due: null,
                next: '2027-09-01',
                rrule: 'FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1',
              }),
            }),
            decision({
              deadline: deadline({
                kind: 'relative',
                due: null,
                offset: 'P10BD',
                trigger: 'со дня получения',
              }),
            }),
          ],
        });
        const saved = await saveDocument(store, read);
        const { decisions: points, ...head } = read;
        expect(saved).toMatchObject({ ...head, state: 'draft', position: 0, publishedAt: null });
        expect(await store.documents.find(saved.id)).toEqual(saved);
        const stored = await store.documents.decisions(saved.id);
        expect(stored).toEqual(
          points.map((point, position) => ({
            ...point,
            position,
            id: stored[position]?.id,
            documentId: saved.id,
            revision: 0,
            dropped: false,
            confirmed: null,
            requiresFile: false,
            changedByPersonId: null,
            replacesId: null,
            reopens: false,
            madeFrom: [],
            replaced: false,
          })),
        );
        expect(await store.documents.findDecision(stored[1]!.id)).toEqual(stored[1]);
      });

      test('keep text that a database refuses: NUL and halves of surrogate pairs', async () => {
        const saved = await saveDocument(
          store,
          reading({
            title: 'до\0после',
            decisions: [decision({ addressees: [{ text: '\ud83d!', code: 'OMSU', executor: true }] })],
          }),
        );
        expect(saved.title).toBe('до\uFFFDпосле');
        const [point] = await store.documents.decisions(saved.id);
        expect(point?.addressees[0]?.text).toBe('\uFFFD!');
      });

      test('are one draft per place of a file, even when two people send it at once', async () => {
        const { id: createdByPersonId } = await newPerson();
        const draft = {
          reading: reading(),
          text: 'текст',
          sha256: 'ab'.repeat(32),
          position: 3,
          createdByPersonId,
          createdAt: NOW,
        };
        const saved = await Promise.all([1, 2, 3, 4].map(() => store.documents.saveDraft(draft)));
        const [first] = saved;
        expect(new Set(saved.map(({ id }) => id)).size).toBe(1);
        expect(await store.documents.decisions(first!.id)).toHaveLength(1);
        expect(await store.documents.findByFile(draft.sha256)).toEqual([first]);
        expect(await store.documents.markDiscarded(first!.id)).toBe(true);
        expect(await store.documents.findByFile(draft.sha256)).toEqual([]);
        expect((await store.documents.saveDraft(draft)).id).not.toBe(first!.id);
      });

      test('are published once, by whoever is first, and not after they were discarded', async () => {
        const one = await saveDocument(store);
        const answers = await Promise.all([1, 2, 3].map(() => store.documents.markPublished(one.id, NOW)));
        expect(answers.filter(Boolean)).toHaveLength(1);
        expect(await store.documents.find(one.id)).toMatchObject({ state: 'published', publishedAt: NOW });
        expect(await store.documents.markDiscarded(one.id)).toBe(false);
        const two = await saveDocument(store);
        expect(await store.documents.markDiscarded(two.id)).toBe(true);
        expect(await store.documents.markPublished(two.id, NOW)).toBe(false);
      });

      test('are listed newest first', async () => {
        const [one, two] = [await saveDocument(store), await saveDocument(store)];
        await store.documents.markPublished(two.id, new Date('2030-01-01T00:00:00Z'));
        await store.documents.markPublished(one.id, new Date('2030-01-02T00:00:00Z'));
        expect((await store.documents.published(2)).map(({ id }) => id)).toEqual([one.id, two.id]);
        const [three, four, five] = [
          await saveDocument(store),
          await saveDocument(store),
          await saveDocument(store),
        ];
        await store.documents.markDiscarded(four.id);
        const drafts = await store.documents.draftIds();
        expect(drafts.filter((id) => id >= one.id)).toEqual([five.id, three.id]);
      });
    });

    describe('assignments', () => {
      test('are made once per decision, organization and occurrence', async () => {
        const document = await publish(store);
        const organizationCode = await newOrganization();
        const row = await newAssignment(store, document, { organizationCode });
        const [made] = await store.assignments.createMany([row, row]);
        expect(made).toEqual({
          ...row,
          id: made!.id,
          state: 'new',
          remindedThrough: '2026-09-01',
          escalation: 0,
          deliveredAt: null,
          acknowledgeRemindedOn: null,
          parentId: null,
        });
        const again = await store.assignments.createMany([row, { ...row, occurrence: 1 }]);
        expect(again.map(({ occurrence }) => occurrence)).toEqual([1]);
        expect(await store.assignments.find(made!.id)).toEqual(made);
        expect(await store.assignments.ofDocument(document.id)).toHaveLength(2);
        expect(await store.assignments.createMany([])).toEqual([]);
      });

      test.each<[CalendarDate, CalendarDate]>([
        ['1900-01-01', '1999-12-31'],
        ['2026-03-28', '2026-03-29'],
        ['2026-10-25', '2026-10-26'],
        ['2199-12-31', '2199-12-31'],
      ])(
        'keep %s and %s as the days they are, whatever the zones of server and machine',
        async (start, due) => {
          const document = await publish(store);
          const organizationCode = await newOrganization();
          const row = await newAssignment(store, document, {
            organizationCode,
            start,
            due,
            publishedOn: start,
            remindedThrough: start,
          });
          const [made] = await store.assignments.createMany([row]);
          expect(made).toMatchObject({ start, due, publishedOn: start, remindedThrough: start });
          expect(await store.assignments.find(made!.id)).toEqual(made);
          await store.assignments.markReminded([made!.id], due);
          await store.assignments.markDelivered([made!.id], NOW);
          expect(await store.assignments.find(made!.id)).toMatchObject({
            remindedThrough: due,
            deliveredAt: NOW,
          });
        },
      );

      test('are many at once: three thousand in one go', async () => {
        const codes = Array.from({ length: 3000 }, (_, index) => `school-${index}`);
        await store.organizations.saveAll(codes.map((one) => organization(one, { kind: 'school' })));
        const made = await newAssignments(reading(), codes);
        expect(made).toHaveLength(3000);
        expect(made.every((one, index) => index === 0 || one.id > made[index - 1]!.id)).toBe(true);
        expect(await store.assignments.views(made.map(({ id }) => id))).toHaveLength(3000);
      });

      test('are shown with their decision, document and the short name of the organization', async () => {
        await store.organizations.saveAll([organization('short', { name: 'Длинное имя', shortName: 'УО' })]);
        const [one] = await newAssignments(reading(), ['short']);
        const [two] = await newAssignments();
        const views = await store.assignments.views([two!.id, one!.id, 0]);
        expect(views.map(({ assignment }) => assignment)).toEqual([two, one]);
        expect(views[1]).toMatchObject({
          organizationName: 'УО',
          decision: { id: one!.decisionId, deadline: { due: '2026-10-01' } },
          document: { id: one!.documentId, date: '2026-09-01' },
        });
        expect(await store.assignments.view(one!.id)).toEqual(views[1]);
        expect(await store.assignments.view(0)).toBeNull();
      });

      test('are open until accepted or withdrawn', async () => {
        const organizationCode = await newOrganization();
        const made = [];
        for (let count = 0; count < 3; count++)
          made.push(...(await newAssignments(reading(), [organizationCode])));
        await store.assignments.moveState(made[0]!.id, ['new'], 'accepted');
        await store.assignments.moveState(made[1]!.id, ['new'], 'withdrawn');
        expect((await store.assignments.open([organizationCode])).map(({ id }) => id)).toEqual([made[2]!.id]);
        expect(await store.assignments.open([])).toEqual([]);
        const all = (await store.assignments.open()).map(({ id }) => id);
        expect(all).toContain(made[2]!.id);
        expect(all).not.toContain(made[0]!.id);
      });

      test('that were accepted are listed with the latest last day first, undated at the end', async () => {
        const organizationCode = await newOrganization();
        const dues: readonly (CalendarDate | null)[] = ['2026-09-10', null, '2026-10-10', '2026-09-10'];
        const document = await publish(store, reading({ decisions: dues.map(() => decision()) }));
        const decisions = await store.documents.decisions(document.id);
        const fresh = await newAssignment(store, document, { organizationCode });
        const made = await store.assignments.createMany(
          decisions.map(({ id }, index) => ({ ...fresh, decisionId: id, due: dues[index] ?? null })),
        );
        expect(await store.assignments.acceptedIds([organizationCode])).toEqual([]);
        const ids = made.map(({ id }) => id);
        await store.assignments.moveStates(ids, ['new'], 'accepted');
        const [one, undated, latest, two] = ids;
        expect(await store.assignments.acceptedIds([organizationCode])).toEqual([latest, two, one, undated]);
        expect(await store.assignments.acceptedIds([await newOrganization()])).toEqual([]);
      });

      describe('looked for', () => {
        const TEXTS = [
          'Обеспечить ПОДВОЗ школьников автобусами, учёт топлива в журнале № 5-к.',
          'Провести учет детей. ГАУ помогает.',
          'Проверить газовые котлы.',
        ];
        let codes: readonly string[];
        const search = async (query: Partial<TaskQuery>, among = codes) => {
          const empty = { labels: [], unmarked: [], numbers: [], dates: [], figures: [], words: [] };
          const found = await store.assignments.search(among, { ...empty, ...query });
          const views = await store.assignments.views(found.map(({ id }) => id));
          return views.map(({ decision: { text } }) => TEXTS.indexOf(text) + 1);
        };

        beforeAll(async () => {
          codes = [await newOrganization(), await newOrganization()];
          const document = await publish(
            store,
            reading({
              number: '657-ОСН',
              title: 'О подготовке к зиме',
              decisions: TEXTS.map((text, index) => decision({ text, label: `2.${index + 1}` })),
            }),
          );
          const decisions = await store.documents.decisions(document.id);
          for (const [index, { id }] of decisions.entries()) {
            // The third is the other organization's.
            const organizationCode = codes[index === 2 ? 1 : 0] ?? '';
            const row = await newAssignment(store, document, { organizationCode });
            await store.assignments.createMany([{ ...row, decisionId: id }]);
          }
        });

        test.each<readonly [Partial<TaskQuery>, readonly number[]]>([
          [{ words: ['подвоза'] }, [1]],
          [{ words: ['автобус', 'школьник'] }, [1]],
          [{ words: ['школь'] }, [1]],
          [{ words: ['учета'] }, [1, 2]],
          [{ words: ['учет', 'дети'] }, [2]],
          [{ words: ['зимы'] }, [1, 2, 3]],
          [{ words: ['гау'] }, [2]],
          [{ words: ['котел'] }, []],
          [{ words: ['котлов'] }, [3]],
          [{ labels: ['2.2'] }, [2]],
          [{ labels: ['2'] }, []],
          [{ numbers: ['657-осн'] }, [1, 2, 3]],
          [{ numbers: ['657'] }, [1, 2, 3]],
          [{ numbers: ['65'] }, []],
          [{ dates: ['2026-09-01'] }, [1, 2, 3]],
          [{ dates: ['2026-09-02'] }, []],
          [{ figures: ['2.3'] }, [3]],
          [{ figures: ['657'] }, [1, 2, 3]],
          [{ figures: ['5-к'] }, [1]],
          [{ figures: ['%'] }, []],
          [{ labels: ['2.1'], numbers: ['657'], words: ['топливо'] }, [1]],
          [{ labels: ['2.1'], words: ['котлы'] }, []],
          [{ words: ['для', 'или'] }, []],
        ])('by %j: %j', async (query, found) => {
          expect(await search(query)).toEqual(found);
        });

        test('by the number a point has in its annex', async () => {
          const own = await newOrganization();
          const document = await publish(
            store,
            reading({
              decisions: [
                decision({ text: TEXTS[0] ?? '', label: '2' }),
                decision({ text: TEXTS[1] ?? '', label: '2', annex: '1' }),
                decision({ text: TEXTS[2] ?? '', label: '12', annex: '' }),
              ],
            }),
          );
          for (const { id } of await store.documents.decisions(document.id)) {
            const row = await newAssignment(store, document, { organizationCode: own });
            await store.assignments.createMany([{ ...row, decisionId: id }]);
          }
          expect(await search({ labels: ['2'] }, [own])).toEqual([1, 2]);
          expect(await search({ figures: ['2'] }, [own])).toEqual([1, 2]);
          expect(await search({ labels: ['прил. 1, п. 2'] }, [own])).toEqual([2]);
          expect(await search({ labels: ['прил., п. 12'] }, [own])).toEqual([3]);
          // The number alone, but not where the document has a point that is marked so.
          const alone = (marked: string, label: string) => search({ unmarked: [{ marked, label }] }, [own]);
          expect(await alone('прил. 3, п. 2', '2')).toEqual([1]);
          expect(await alone('прил. 1, п. 2', '2')).toEqual([]);
          expect(await alone('прил. 3, п. 12', '12')).toEqual([]);
        });

        test('only among the organizations named, closed ones too, withdrawn ones never', async () => {
          expect(await search({ words: ['зима'] }, codes.slice(0, 1))).toEqual([1, 2]);
          expect(await search({ words: ['зима'] }, [])).toEqual([]);
          const [first, second] = await store.assignments.open(codes);
          await store.assignments.moveState(first!.id, ['new'], 'accepted');
          await store.assignments.moveState(second!.id, ['new'], 'withdrawn');
          expect(await search({ words: ['зима'] })).toEqual([1, 3]);
        });
      });

      test('of one decision are those of every organization', async () => {
        const codes = [await newOrganization(), await newOrganization()];
        const [first, second] = await newAssignments(reading(), codes);
        await newAssignments();
        const found = await store.assignments.ofDecisions([first?.decisionId ?? 0]);
        expect(found).toEqual([first, second]);
      });

      test('of a morning are the open ones and, of their decisions, the accepted ones of those above', async () => {
        const above = await newOrganization();
        const below = organization(`${above}-below`, { kind: 'school', parent: above });
        await store.organizations.saveAll([below]);
        const [peer, left] = [await newOrganization(), await newOrganization()];
        const made = await newAssignments(reading(), [below.code, peer, above, left]);
        const [open, accepted, answered, withdrawn] = [below.code, peer, above, left].map((code) =>
          made.find(({ organizationCode }) => organizationCode === code),
        );
        const [done] = await newAssignments(reading(), [above]);
        for (const { id } of [accepted!, answered!, done!]) {
          await store.assignments.moveState(id, ['new'], 'accepted');
        }
        await store.assignments.moveState(withdrawn!.id, ['new'], 'withdrawn');
        const ids = (await store.assignments.forMorning()).map(({ id }) => id);
        expect(ids).toEqual(expect.arrayContaining([open!.id, answered!.id]));
        for (const { id } of [accepted!, withdrawn!, done!]) expect(ids).not.toContain(id);
      });

      test('that are open are all found, however many', async () => {
        const document = await publish(store);
        const organizationCode = await newOrganization();
        const first = await newAssignment(store, document, { organizationCode });
        const made = await store.assignments.createMany(
          Array.from({ length: 4_500 }, (_, occurrence) => ({ ...first, occurrence })),
        );
        expect(made).toHaveLength(4_500);
        expect(await store.assignments.open([organizationCode])).toEqual(made);
        const all = await store.assignments.open();
        expect(all.filter((one) => one.organizationCode === organizationCode)).toEqual(made);
        await store.assignments.moveStates(
          made.map(({ id }) => id),
          ['new'],
          'withdrawn',
        );
      });

      test('change their state together, those that are in a state named, and are counted by document', async () => {
        // All due on 2026-10-01.
        const codes = [await newOrganization(), await newOrganization(), await newOrganization()];
        const made = await newAssignments(reading(), codes);
        const ids = made.map(({ id }) => id);
        const [one, two, three] = ids;
        const { documentId } = made[0]!;
        const tally = (today: CalendarDate) => store.assignments.tally([documentId, 0], today);
        const nothing = { documentId, total: 3, accepted: 0, reported: 0, overdue: 0 };
        expect(await tally('2026-10-01')).toEqual([nothing]);
        expect(await tally('2026-10-02')).toEqual([{ ...nothing, overdue: 3 }]);
        expect(await store.assignments.moveStates([one!], ['new'], 'reported')).toEqual([one]);
        expect(await store.assignments.moveStates(ids, ['new'], 'acknowledged')).toEqual([two, three]);
        expect(await store.assignments.moveStates(ids, ['new'], 'acknowledged')).toEqual([]);
        expect(await tally('2026-10-02')).toEqual([{ ...nothing, reported: 1, overdue: 2 }]);
        await store.assignments.moveStates([one!], ['reported'], 'accepted');
        await store.assignments.moveStates([two!], ['acknowledged'], 'withdrawn');
        expect(await tally('2026-10-02')).toEqual([{ ...nothing, total: 2, accepted: 1, overdue: 1 }]);
      });

      test('change their state only from a state named, and once', async () => {
        const [made] = await newAssignments();
        const moves = await Promise.all(
          [1, 2, 3, 4].map(() => store.assignments.moveState(made!.id, ['new', 'returned'], 'reported')),
        );
        expect(moves.filter(Boolean)).toHaveLength(1);
        expect(await store.assignments.moveState(made!.id, ['new'], 'accepted')).toBe(false);
        expect(await store.assignments.find(made!.id)).toMatchObject({ state: 'reported' });
      });

      test('never go back in what was reminded, escalated or delivered', async () => {
        const [made] = await newAssignments();
        const ids = [made!.id];
        await store.assignments.markReminded(ids, '2026-09-20');
        await store.assignments.markReminded(ids, '2026-09-10');
        await store.assignments.markEscalated(ids, 2);
        await store.assignments.markEscalated(ids, 1);
        await store.assignments.markDelivered(ids, later(10));
        await store.assignments.markDelivered(ids, later(99));
        await store.assignments.markDelivered([], later(99));
        expect(await store.assignments.find(made!.id)).toMatchObject({
          remindedThrough: '2026-09-20',
          escalation: 2,
          deliveredAt: later(10),
        });
      });

      test('that recur tell their latest occurrence, unless that was withdrawn', async () => {
        const rrule = 'FREQ=MONTHLY;BYMONTHDAY=5';
        const recurring = reading({
          decisions: [decision({ deadline: deadline({ kind: 'recurring', due: null, rrule }) })],
        });
        const document = await publish(store, recurring);
        const [one, two] = [await newOrganization(), await newOrganization()];
        const rows = [];
        for (const organizationCode of [one, two]) {
          for (const occurrence of [1, 2]) {
            rows.push(await newAssignment(store, document, { organizationCode, occurrence }));
          }
        }
        const made = await store.assignments.createMany(rows);
        const latestOf = (organizationCode: string) =>
          made.find((row) => row.organizationCode === organizationCode && row.occurrence === 2)!;
        await store.assignments.moveState(latestOf(two).id, ['new'], 'withdrawn');
        await newAssignments();
        expect(await store.assignments.latestOccurrences()).toEqual([{ assignment: latestOf(one), rrule }]);
      });
    });

    describe('acknowledgements', () => {
      test('are one a person and assignment, with the first moment, oldest first', async () => {
        const [one, two] = await newAssignments(reading(), [
          await newOrganization(),
          await newOrganization(),
        ]);
        const [first, second] = [await newPerson(), await newPerson()];
        const ids = [one!.id, two!.id];
        expect(await store.acknowledgements.add(ids, second.id, later(10))).toEqual(ids);
        await store.assignments.moveStates(ids, ['new'], 'acknowledged');
        expect(await store.acknowledgements.add(ids, second.id, later(20))).toEqual([]);
        expect(await store.acknowledgements.add([one!.id], first.id, later(5))).toEqual([one!.id]);
        expect(await store.acknowledgements.ofAssignment(one!.id)).toEqual([
          { personId: first.id, name: first.name, at: later(5) },
          { personId: second.id, name: second.name, at: later(10) },
        ]);
        expect(await store.acknowledgements.ofAssignment(two!.id)).toHaveLength(1);
        expect(await store.acknowledgements.add([], first.id, NOW)).toEqual([]);
      });

      test('are written anew where the assignment is new again', async () => {
        const [made] = await newAssignments();
        const { id: personId } = await newPerson();
        await store.acknowledgements.add([made!.id], personId, later(10));
        expect(await store.acknowledgements.add([made!.id], personId, later(20))).toEqual([made!.id]);
        expect(await store.acknowledgements.ofAssignment(made!.id)).toMatchObject([{ at: later(20) }]);
      });

      test('are asked for once', async () => {
        const [made] = await newAssignments();
        expect(made?.acknowledgeRemindedOn).toBeNull();
        await store.assignments.markAcknowledgeReminded([made!.id], '2026-09-03');
        await store.assignments.markAcknowledgeReminded([made!.id], '2026-09-04');
        expect(await store.assignments.find(made!.id)).toMatchObject({ acknowledgeRemindedOn: '2026-09-03' });
      });
    });

    describe('reports', () => {
      const file = { sha256: 'cd'.repeat(32), name: 'отчёт.pdf', mimeType: 'application/pdf', size: 1024 };
      const report = async (interim = false) => {
        const [assignment] = await newAssignments();
        const { id: personId } = await newPerson();
        const made = await store.reports.create({
          assignmentId: assignment!.id,
          personId,
          chatId: newChat(),
          interim,
          text: 'Выполнено полностью',
          files: [],
          createdAt: NOW,
        });
        return { made, personId, assignmentId: assignment!.id };
      };

      test('gather the files of an album until they are decided', async () => {
        const { made, personId, assignmentId } = await report();
        expect(made).toMatchObject({ text: 'Выполнено полностью', files: [], createdAt: NOW, outcome: null });
        const added = await Promise.all(
          [1, 2, 3].map((size) => store.reports.addFile(made.id, { ...file, size, sha256: `sha-${size}` })),
        );
        expect(added).toEqual([true, true, true]);
        expect(await store.reports.addFile(made.id, { ...file, size: 1, sha256: 'sha-1' })).toBe(true);
        const found = await store.reports.find(made.id);
        expect(found?.files.map(({ size }) => size).toSorted()).toEqual([1, 2, 3]);
        expect(await store.reports.latestOf(assignmentId)).toEqual(found);
        expect(
          await store.reports.decide(made.id, { outcome: 'accepted', comment: null, personId, at: later(5) }),
        ).toBe(true);
        expect(await store.reports.addFile(made.id, file)).toBe(false);
      });

      test('that are interim are kept, passed over as the latest, and decided by nobody', async () => {
        const { made, personId, assignmentId } = await report(true);
        expect(await store.reports.latestOf(assignmentId)).toBeNull();
        const { id, ...same } = made;
        const final = await store.reports.create({ ...same, interim: false, text: 'Теперь всё' });
        await store.reports.create({ ...same, text: 'И ещё' });
        expect(await store.reports.latestOf(assignmentId)).toEqual(final);
        expect((await store.reports.ofAssignment(assignmentId)).map(({ text }) => text)).toEqual([
          'Выполнено полностью',
          'Теперь всё',
          'И ещё',
        ]);
        const decision = { outcome: 'accepted', comment: null, personId, at: later(5) } as const;
        expect(await store.reports.decide(id, decision)).toBe(false);
      });

      test('are about the words that the assignment had when they were made', async () => {
        const { made, assignmentId } = await report();
        const assignment = await store.assignments.find(assignmentId);
        expect(made.decisionId).toBe(assignment?.decisionId);
        expect(await store.reports.find(made.id)).toEqual(made);
      });

      test('are decided once', async () => {
        const { made, personId } = await report();
        const answers = await Promise.all(
          (['accepted', 'returned'] as const).map((outcome) =>
            store.reports.decide(made.id, { outcome, comment: 'нет подписи', personId, at: later(5) }),
          ),
        );
        expect(answers.filter(Boolean)).toHaveLength(1);
        expect(await store.reports.find(made.id)).toMatchObject({ comment: 'нет подписи' });
      });
    });

    describe('requests for more time', () => {
      const asked = async () => {
        const [assignment] = await newAssignments();
        const { id: personId } = await newPerson();
        const request = {
          assignmentId: assignment!.id,
          personId,
          chatId: newChat(),
          was: '2026-09-25',
          wanted: '2026-11-15',
          reason: 'ремонт\0',
          forOrganizationCode: null,
          createdAt: NOW,
        } as const;
        return { request, made: await store.extensions.create(request) };
      };

      test('wait one at a time', async () => {
        const { request, made } = await asked();
        expect(made).toMatchObject({ was: '2026-09-25', wanted: '2026-11-15', outcome: null, due: null });
        expect(await store.extensions.find(made!.id)).toEqual(made);
        expect(await store.extensions.create(request)).toBeNull();
        expect(await store.extensions.waitingOf(request.assignmentId)).toEqual(made);
        expect(await store.extensions.waitingAssignmentIds()).toContain(request.assignmentId);
      });

      test('are answered once, by whoever is faster', async () => {
        const { request, made } = await asked();
        const by = { personId: request.personId, at: later(5) };
        const answers = await Promise.all([
          store.extensions.decide(made!.id, { outcome: 'granted', due: '2026-10-10', comment: null, ...by }),
          store.extensions.decide(made!.id, { outcome: 'refused', due: null, comment: 'Нет', ...by }),
        ]);
        expect(answers.toSorted()).toEqual([false, true]);
        expect(await store.extensions.waitingOf(request.assignmentId)).toBeNull();
        expect(await store.extensions.waitingAssignmentIds()).not.toContain(request.assignmentId);
        expect(await store.extensions.create(request)).not.toBeNull();
      });
    });

    describe('the review of a draft', () => {
      test('may ask for a file, and take that back', async () => {
        const document = await saveDocument(store);
        const [point] = await store.documents.decisions(document.id);
        const by = { personId: document.createdByPersonId, at: NOW };
        expect(point?.requiresFile).toBe(false);
        for (const [revision, requiresFile] of [true, false].entries()) {
          await store.documents.changeDecision(point?.id ?? 0, revision, { requiresFile }, by);
          expect(await store.documents.findDecision(point?.id ?? 0)).toMatchObject({ requiresFile });
        }
      });

      const AT = later(5);
      const draftPoint = async () => {
        const document = await saveDocument(
          store,
          reading({
            decisions: [decision({ warnings: [{ code: 'no_deadline', message: 'Срок не указан.' }] })],
          }),
        );
        const [point] = await store.documents.decisions(document.id);
        return { document, point: point! };
      };

      test('changes a point, its deadline and addressees, and counts the revision', async () => {
        const { point } = await draftPoint();
        const by = { personId: (await newPerson()).id, at: AT };
        const change = {
          text: 'Иной текст',
          addressees: [{ text: 'УО', code: 'verhniy-log', executor: true }],
          deadline: deadline({ text: 'октябрь', kind: 'month', start: '2026-10-01', due: '2026-10-31' }),
          warnings: [],
          dropped: true,
        } as const;
        expect(await store.documents.changeDecision(point.id, 0, change, by)).toBe(true);
        expect(await store.documents.findDecision(point.id)).toEqual({
          ...point,
          ...change,
          revision: 1,
          changedByPersonId: by.personId,
        });
      });

      test('refuses a change of a revision that is past, of two at once all but one', async () => {
        const { point } = await draftPoint();
        const by = { personId: (await newPerson()).id, at: AT };
        const answers = await Promise.all(
          ['а', 'б', 'в'].map((text) => store.documents.changeDecision(point.id, 0, { text }, by)),
        );
        expect(answers.filter(Boolean)).toHaveLength(1);
        expect(await store.documents.changeDecision(point.id, 0, { text: 'г' }, by)).toBe(false);
        expect(await store.documents.changeDecision(2 ** 31 - 1, 0, { text: 'г' }, by)).toBe(false);
        expect(await store.documents.findDecision(point.id)).toMatchObject({ revision: 1 });
      });

      test('keeps a confirmation until the next change', async () => {
        const { point } = await draftPoint();
        const by = { personId: (await newPerson()).id, at: AT };
        await store.documents.changeDecision(point.id, 0, { confirmedDoubts: ['Срок не указан.'] }, by);
        expect(await store.documents.findDecision(point.id)).toEqual({
          ...point,
          revision: 1,
          confirmed: { ...by, doubts: ['Срок не указан.'] },
          changedByPersonId: by.personId,
        });
        await store.documents.changeDecision(point.id, 1, { text: 'Иной текст' }, by);
        expect(await store.documents.findDecision(point.id)).toMatchObject({ confirmed: null, revision: 2 });
      });

      test('adds a point after all others, with an empty quote', async () => {
        const { document, point } = await draftPoint();
        const { id: personId } = await newPerson();
        const written = {
          text: 'Новый пункт',
          addressees: [],
          deadline: deadline(),
          warnings: point.warnings,
        };
        const id = await store.documents.addDecision(document.id, written, personId);
        const all = await store.documents.decisions(document.id);
        expect(all.map((one) => one.id)).toEqual([point.id, id]);
        expect(all[1]).toMatchObject({
          ...written,
          position: 1,
          question: null,
          label: null,
          quote: { start: 0, end: 0 },
          revision: 0,
          changedByPersonId: personId,
        });
      });

      test('confirms the doubts of the document once', async () => {
        const { document } = await draftPoint();
        const by = { personId: (await newPerson()).id, at: AT };
        expect(await store.documents.confirmWarnings(document.id, by)).toBe(true);
        const second = { personId: (await newPerson()).id, at: later(6) };
        expect(await store.documents.confirmWarnings(document.id, second)).toBe(false);
        expect(await store.documents.find(document.id)).toEqual({ ...document, confirmed: by });
      });

      test('is over once the document is published', async () => {
        const { document, point } = await draftPoint();
        const by = { personId: (await newPerson()).id, at: AT };
        await store.documents.markPublished(document.id, NOW);
        expect(await store.documents.changeDecision(point.id, 0, { dropped: true }, by)).toBe(false);
        expect(await store.documents.confirmWarnings(document.id, by)).toBe(false);
        expect(await store.documents.findDecision(point.id)).toEqual(point);
      });

      test('gives the text that quotes point into', async () => {
        const { document } = await draftPoint();
        expect(await store.documents.text(document.id)).toContain('Обеспечить проверку');
        expect(await store.documents.text(2 ** 31 - 1)).toBeNull();
      });

      test('locks a document: who locks it next waits for the end of the transaction', async () => {
        const { document, point } = await draftPoint();
        const by = { personId: (await newPerson()).id, at: AT };
        const order: string[] = [];
        let locked = () => {};
        const isLocked = new Promise<void>((resolve) => {
          locked = resolve;
        });
        const first = store.transaction(async (records) => {
          await records.documents.lock(document.id);
          locked();
          await records.documents.changeDecision(point.id, 0, { dropped: true }, by);
          await records.documents.markPublished(document.id, NOW);
          order.push('first');
        });
        await isLocked;
        const second = store.transaction(async (records) => {
          const found = await records.documents.lock(document.id);
          order.push('second');
          return found?.state;
        });
        expect([await first, await second]).toEqual([undefined, 'published']);
        expect(order).toEqual(['first', 'second']);
        expect(await store.transaction((records) => records.documents.lock(2 ** 31 - 1))).toBeNull();
      });
    });

    describe('the audit', () => {
      test('keeps what an update has done, in order', async () => {
        const [assignment] = await newAssignments();
        const updateId = newChat();
        const entry = {
          at: NOW,
          personId: (await newPerson()).id,
          chatId: -newChat(),
          messageId: 5,
          updateId,
          documentId: assignment!.documentId,
          assignmentId: assignment!.id,
          details: { from: 'new', count: 2, final: true, comment: null },
        };
        await store.audit.append({ ...entry, action: 'acknowledged' });
        await store.audit.appendMany([{ ...entry, action: 'reported' }]);
        await store.audit.appendMany([]);
        const both = [
          { ...entry, action: 'acknowledged' },
          { ...entry, action: 'reported' },
        ];
        expect(await store.audit.ofUpdate(updateId)).toEqual(both);
        expect(await store.audit.ofAssignment(assignment!.id)).toEqual(both);
        expect(await store.audit.ofUpdate(1)).toEqual([]);
        expect(await store.audit.ofDocument(entry.documentId)).toEqual(expect.arrayContaining(both));
      });
    });

    describe('the outbox', () => {
      const content = { kind: 'broadcast_status', documentId: 0 } as const;

      test('takes a key once and tells the ids of the new rows', async () => {
        const document = await publish(store);
        const chatId = newChat();
        const row = (key: string) => ({
          key: `${key}-${chatId}`,
          chatId,
          content: { kind: 'broadcast', documentId: document.id, assignmentIds: [4, 5] } as const,
          notBefore: NOW,
        });
        const first = await store.outbox.addMany([row('one'), row('two'), row('one')]);
        expect(first).toHaveLength(2);
        expect(await store.outbox.addMany([row('two'), row('three')])).toHaveLength(1);
        expect(await store.outbox.addMany([])).toEqual([]);
        const status = { ...row('status'), content: { ...content, documentId: document.id } };
        await store.outbox.addMany([status]);
        const deliveries = await store.outbox.ofBroadcast(document.id);
        expect(deliveries.map(({ key }) => key)).toEqual(['one', 'two', 'three'].map((key) => row(key).key));
        expect(deliveries[0]).toEqual({
          ...row('one'),
          notBefore: undefined,
          id: first[0],
          state: 'pending',
          attempts: 0,
          partsSent: 0,
          told: [],
          firstMessageId: null,
          failure: null,
        });
      });

      test('finds a row, and what asks about a report or a request, with its first message', async () => {
        const chatId = newChat();
        const asks = { kind: 'report_received', reportId: chatId } as const;
        const row = (key: string, about: DeliveryContent) => ({
          key: `${key}-${chatId}`,
          chatId,
          content: about,
          notBefore: NOW,
        });
        const [first, again] = await store.outbox.addMany([
          row('1', asks),
          row('2', asks),
          row('3', { kind: 'report_outcome', reportId: chatId }),
          row('4', { kind: 'report_received', reportId: chatId + 1 }),
          row('5', { kind: 'extension_asked', requestId: chatId }),
        ]);
        const claimed = await store.outbox.claim(first ?? 0, NOW, 60);
        if (claimed === null) throw new Error('the row was not given');
        const part = { chatId, assignmentIds: [], at: NOW, leaseSeconds: 60, isLast: false };
        await store.outbox.partSent(claimed, { ...part, messageId: 70 });
        await store.outbox.partSent(claimed, { ...part, messageId: 71 });
        const found = await store.outbox.asking([asks, { kind: 'extension_asked', requestId: -1 }]);
        expect(found.map(({ id, firstMessageId, partsSent }) => [id, firstMessageId, partsSent])).toEqual([
          [first, 70, 2],
          [again, null, 0],
        ]);
        expect(await store.outbox.find(again ?? 0)).toEqual(found[1]);
        expect(await store.outbox.find(999_999_999)).toBeNull();
        expect(await store.outbox.asking([])).toEqual([]);
      });

      test('takes five thousand rows at once', async () => {
        const chatId = newChat();
        const rows = Array.from({ length: 5000 }, (_, index) => ({
          key: `many-${index}`,
          chatId,
          content: { kind: 'catch_up', assignmentIds: [index] } as const,
          notBefore: new Date('2090-01-01T00:00:00Z'),
        }));
        expect(await store.outbox.addMany(rows)).toHaveLength(5000);
        expect(await store.outbox.addMany(rows)).toEqual([]);
      });

      test('gives a row to one sender of many', async () => {
        const id = await newDelivery('race');
        const claims = await Promise.all(Array.from({ length: 10 }, () => store.outbox.claim(id, NOW, 60)));
        expect(claims.filter((claim) => claim !== null)).toMatchObject([
          { id, state: 'sending', attempts: 1 },
        ]);
      });

      test('gives a row again only after the lease of its sender has run out', async () => {
        const id = await newDelivery('lease');
        await store.outbox.claim(id, NOW, 60);
        expect(await store.outbox.waiting(later(59), 10_000)).not.toContain(id);
        expect(await store.outbox.claim(id, later(59), 60)).toBeNull();
        expect(await store.outbox.waiting(later(60), 10_000)).toContain(id);
        expect(await store.outbox.claim(id, later(60), 60)).toMatchObject({ attempts: 2 });
      });

      test('ends all leases at once, and tells of which rows; their sender holds them until another does', async () => {
        const [left, survived, waits] = [
          await newDelivery('left'),
          await newDelivery('held'),
          await newDelivery('waits'),
        ];
        const claim = await claimed(left);
        const other = await claimed(survived);
        const freed = await store.outbox.endLeases(later(5));
        expect(freed).toEqual(expect.arrayContaining([left, survived]));
        expect(freed).not.toContain(waits);
        expect(await store.outbox.claim(left, later(4), 60)).toBeNull();
        expect(await store.outbox.claim(left, later(5), 60)).toMatchObject({ attempts: 2 });
        await store.outbox.markSent(claim, later(6));
        expect(await store.outbox.find(left)).toMatchObject({ state: 'sending' });
        await store.outbox.markSent(other, later(6));
        expect(await store.outbox.find(survived)).toMatchObject({ state: 'sent' });
        // One that has run out is not made longer.
        expect(await store.outbox.endLeases(later(9_999))).toContain(left);
        expect(await store.outbox.claim(left, later(65), 60)).toMatchObject({ attempts: 3 });
      });

      test('does not give a row before its time', async () => {
        const id = await newDelivery('early', later(60));
        expect(await store.outbox.claim(id, later(59), 60)).toBeNull();
        expect(await store.outbox.waiting(later(59), 10_000)).not.toContain(id);
        expect(await store.outbox.claim(id, later(60), 60)).not.toBeNull();
      });

      test('puts a row off and says why', async () => {
        const id = await newDelivery('postponed');
        await store.outbox.postpone(await claimed(id), later(300), 'network');
        expect(await store.outbox.claim(id, later(299), 60)).toBeNull();
        expect(await store.outbox.claim(id, later(300), 60)).toMatchObject({
          attempts: 2,
          failure: 'network',
        });
      });

      test('counts no attempt at a row that is put back untried', async () => {
        const id = await newDelivery('put-back');
        await store.outbox.putBack(await claimed(id), later(300), 'rate limited');
        expect(await store.outbox.claim(id, later(299), 60)).toBeNull();
        expect(await store.outbox.claim(id, later(300), 60)).toMatchObject({
          attempts: 1,
          failure: 'rate limited',
        });
      });

      const ENDS: readonly (readonly [string, (claim: DeliveryClaim) => Promise<void>])[] = [
        ['sent', (claim) => store.outbox.markSent(claim, NOW)],
        ['failed', (claim) => store.outbox.markFailed(claim, 'blocked', NOW)],
        ['cancelled', (claim) => store.outbox.markCancelled(claim, NOW)],
      ];

      test.each(ENDS)('never gives a row that is %s, nor lets it be put off', async (state, end) => {
        const id = await newDelivery(`ended-${state}`);
        const claim = await claimed(id);
        await end(claim);
        await store.outbox.postpone(claim, NOW, 'too late');
        await store.outbox.putBack(claim, NOW, 'too late');
        expect(await store.outbox.claim(id, later(9999), 60)).toBeNull();
        expect(await store.outbox.waiting(later(9999), 10_000)).not.toContain(id);
        expect((await store.counts()).deliveries[state]).toBeGreaterThan(0);
      });

      test.each([
        ...ENDS,
        ['postponed', (claim) => store.outbox.postpone(claim, NOW, 'network')],
        ['put back', (claim) => store.outbox.putBack(claim, NOW, 'quiet hours')],
      ] satisfies typeof ENDS)(
        'is not %s by a sender whose row another has claimed',
        async (what, settle) => {
          const id = await newDelivery(`overtaken-${what}`);
          const late = await claimed(id);
          await store.outbox.claim(id, later(60), 60);
          await settle(late);
          expect(await store.outbox.claim(id, later(119), 60)).toBeNull();
          expect(await store.outbox.claim(id, later(120), 60)).toMatchObject({ attempts: 3 });
        },
      );

      test('understands a reply to the part of a sender that was overtaken, and does not count the part', async () => {
        const id = await newDelivery('overtaken-part');
        const chatId = newChat();
        const part = { chatId, messageId: 21, assignmentIds: [7], at: NOW, leaseSeconds: 60, isLast: true };
        const late = await claimed(id);
        await store.outbox.claim(id, later(60), 60);
        expect(await store.outbox.partSent(late, part)).toBe(false);
        expect(await store.sentMessages.assignmentsOf(chatId, 21)).toEqual([7]);
        expect(await store.outbox.claim(id, later(120), 60)).toMatchObject({ partsSent: 0, told: [] });
      });

      test('lists what waits oldest first', async () => {
        const first = await newDelivery('older', new Date('2001-01-02T00:00:00Z'));
        const second = await newDelivery('oldest', new Date('2001-01-01T00:00:00Z'));
        expect(await store.outbox.waiting(NOW, 2)).toEqual([second, first]);
      });

      describe('of one chat', () => {
        let chatId: number;
        let rows: number[];
        beforeEach(async () => {
          chatId = newChat();
          const content = { kind: 'catch_up', assignmentIds: [1] } as const;
          const three = ['a', 'b', 'c'].map((key) => ({
            key: `turns-${key}-${chatId}`,
            chatId,
            content,
            notBefore: NOW,
          }));
          rows = [...(await store.outbox.addMany(three))];
        });
        const claim = (index: number, now = NOW) => store.outbox.claim(rows[index] ?? 0, now, 60);
        const waits = async (now = NOW) => {
          const waiting = await store.outbox.waiting(now, 10_000);
          return rows.filter((id) => waiting.includes(id));
        };

        test('gives the rows one after the other, in the order they were written', async () => {
          expect([await claim(1), await claim(2)]).toEqual([null, null]);
          const first = await claim(0);
          expect(await claim(1)).toBeNull();
          await store.outbox.markSent(first!, NOW);
          expect(await claim(2)).toBeNull();
          expect(await claim(1)).not.toBeNull();
        });

        test('gives one row to all senders at once', async () => {
          const claims = await Promise.all([2, 1, 0, 2, 1, 0].map((index) => claim(index)));
          expect(claims.flatMap((found) => (found === null ? [] : [found.id]))).toEqual([rows[0]]);
        });

        test('lists and names the first row alone, and rows of other chats beside it', async () => {
          const other = await newDelivery('beside');
          expect(await waits()).toEqual([rows[0]]);
          expect(await store.outbox.waiting(NOW, 10_000)).toContain(other);
          expect(await store.outbox.nextOf(chatId, NOW)).toBe(rows[0]);
          expect(await store.outbox.nextOf(chatId, new Date(NOW.getTime() - 1))).toBeNull();
          await store.outbox.markSent((await claim(0))!, NOW);
          expect(await waits()).toEqual([rows[1]]);
          expect(await store.outbox.nextOf(chatId, NOW)).toBe(rows[1]);
        });

        test('lets the others pass one that is put off, not one that keeps its turn', async () => {
          await store.outbox.putBack((await claim(0))!, null, 'the chat is busy');
          expect(await claim(1)).toBeNull();
          const again = await claim(0);
          expect(again).toMatchObject({ attempts: 1, failure: 'the chat is busy' });
          await store.outbox.postpone(again!, later(300), 'network');
          const second = await claim(1);
          // Its own time has come, and another is being sent.
          expect(await claim(0, later(30))).toBeNull();
          await store.outbox.postpone(second!, later(300), 'network');
          expect(await store.outbox.nextOf(chatId, later(300))).toBe(rows[0]);
        });

        test('names what a row waits for, unless it is being sent', async () => {
          const waitsFor = (index: number, now = NOW) => store.outbox.waitsFor(rows[index] ?? 0, now);
          expect([await waitsFor(0), await waitsFor(1), await waitsFor(2)]).toEqual([null, rows[0], rows[0]]);
          expect(await waitsFor(2, new Date(NOW.getTime() - 1))).toBeNull();
          const first = await claim(0);
          expect(await waitsFor(2)).toBeNull();
          expect(await waitsFor(2, later(60))).toBe(rows[0]);
          await store.outbox.postpone(first!, later(300), 'network');
          expect(await waitsFor(2)).toBe(rows[1]);
          await claim(1);
          expect([await waitsFor(0, later(300)), await waitsFor(1), await waitsFor(2)]).toEqual([
            null,
            null,
            null,
          ]);
          expect(await waitsFor(999_999_999)).toBeNull();
        });

        test('keeps the turn of a row whose sender died, and passes it to no other', async () => {
          await claim(0);
          expect(await claim(1, later(60))).toBeNull();
          expect(await waits(later(59))).toEqual([rows[1]]);
          expect(await waits(later(60))).toEqual([rows[0]]);
          expect(await claim(0, later(60))).toMatchObject({ attempts: 2 });
        });
      });

      test('takes up again what a chat has refused, of the kinds named, when it can be written to', async () => {
        const chatId = newChat();
        const add = async (key: string, kind: 'report_outcome' | 'report_received') => {
          const [id] = await store.outbox.addMany([
            { key: `${key}-${chatId}`, chatId, content: { kind, reportId: 1 }, notBefore: NOW },
          ]);
          return claimed(id!);
        };
        const refused = await add('refused', 'report_outcome');
        await store.outbox.markFailed(refused, 'blocked', NOW);
        await store.outbox.markFailed(await add('other', 'report_received'), 'blocked', NOW);
        await store.outbox.markSent(await add('sent', 'report_outcome'), NOW);
        expect(await store.outbox.retryFailed(newChat(), ['report_outcome'], NOW)).toEqual([]);
        expect(await store.outbox.retryFailed(chatId, ['report_outcome'], NOW)).toEqual([refused.id]);
        // Claims go on being counted: one of before must not hold the row.
        expect(await store.outbox.claim(refused.id, NOW, 60)).toMatchObject({
          state: 'sending',
          attempts: 2,
        });
      });

      test('remembers the parts that arrived and what they were about', async () => {
        const id = await newDelivery('parts');
        const chatId = newChat();
        const claim = await claimed(id);
        await store.outbox.partSent(claim, {
          chatId,
          messageId: 11,
          assignmentIds: [3, 1],
          at: NOW,
          leaseSeconds: 60,
          isLast: false,
        });
        await store.outbox.partSent(claim, {
          chatId,
          messageId: 12,
          assignmentIds: [],
          at: later(30),
          leaseSeconds: 60,
          isLast: false,
        });
        expect(await store.outbox.claim(id, later(60), 60)).toBeNull();
        expect(await store.outbox.claim(id, later(90), 60)).toMatchObject({
          partsSent: 2,
          told: [3, 1],
        });
        expect(await store.sentMessages.assignmentsOf(chatId, 11)).toEqual([3, 1]);
        expect(await store.sentMessages.assignmentsOf(chatId, 12)).toEqual([]);
      });

      test('counts what a part was about as delivered, and with its last part the row as sent', async () => {
        const id = await newDelivery('last-part');
        const [one] = await newAssignments();
        const [two] = await newAssignments();
        const claim = await claimed(id);
        const part = { chatId: newChat(), leaseSeconds: 60 };
        await store.outbox.partSent(claim, {
          ...part,
          messageId: 31,
          assignmentIds: [one!.id],
          at: later(1),
          isLast: false,
        });
        expect(await store.outbox.find(id)).toMatchObject({ state: 'sending', partsSent: 1 });
        const both = {
          ...part,
          messageId: 32,
          assignmentIds: [two!.id, one!.id],
          at: later(2),
          isLast: true,
        };
        expect(await store.outbox.partSent(claim, both)).toBe(true);
        expect(await store.outbox.find(id)).toMatchObject({ state: 'sent', partsSent: 2, failure: null });
        expect(await store.outbox.claim(id, later(3600), 60)).toBeNull();
        const [first, second] = await store.assignments.views([one!.id, two!.id]);
        expect(first?.assignment.deliveredAt).toEqual(later(1));
        expect(second?.assignment.deliveredAt).toEqual(later(2));
      });
    });

    describe('sent messages', () => {
      test('tell their assignments, and nothing of an unknown message', async () => {
        const chatId = newChat();
        await store.sentMessages.remember(chatId, 5, [1, 2], NOW);
        await store.sentMessages.remember(chatId, 5, [3], NOW);
        expect(await store.sentMessages.assignmentsOf(chatId, 5)).toEqual([3]);
        expect(await store.sentMessages.assignmentsOf(chatId, 6)).toEqual([]);
      });
    });

    describe('updates', () => {
      test('are kept once, handled in order of their ids, and forgotten when over and old', async () => {
        const update = (updateId: number) => ({
          updateId,
          chatKey: 'chat 1',
          payload: { message: { text: 'Выполнено\0\ud83d «да»', id: 2 ** 40 } },
          receivedAt: NOW,
        });
        await store.updates.keep([update(8_000_000_002), update(8_000_000_001)]);
        await store.updates.keep([update(8_000_000_001), update(8_000_000_003)]);
        await store.updates.keep([]);
        const pending = await store.updates.pending(10);
        expect(pending.map(({ updateId }) => updateId)).toEqual([
          8_000_000_001, 8_000_000_002, 8_000_000_003,
        ]);
        expect(pending[0]).toEqual({ ...update(8_000_000_001), receivedAt: undefined, attempts: 0 });
        expect(await store.updates.pending(1)).toHaveLength(1);
        expect(await store.updates.recordAttempt(8_000_000_001)).toBe(1);
        expect(await store.updates.recordAttempt(8_000_000_001)).toBe(2);
        await store.updates.markDone(8_000_000_001, NOW);
        await store.updates.markFailed(8_000_000_002, 'сбой\0', NOW);
        expect((await store.updates.pending(10)).map(({ updateId }) => updateId)).toEqual([8_000_000_003]);
        await store.updates.keep([update(8_000_000_001)]);
        expect(await store.updates.pending(10)).toHaveLength(1);
        expect(await store.updates.forgetBefore(NOW)).toBe(0);
        // What was given up holds people's words too.
        expect(await store.updates.forgetBefore(later(1))).toBe(2);
        expect(await store.updates.pending(10)).toHaveLength(1);
      });
    });

    describe('dialogues', () => {
      test('come back exactly, are overwritten and deleted', async () => {
        const value = { log: [{ text: 'a\0b\ud83d', at: null }], version: [0, 1.5] };
        expect(await store.dialogues.read('chat 1')).toBeUndefined();
        await store.dialogues.write('chat 1', { old: true });
        await store.dialogues.write('chat 1', value);
        expect(await store.dialogues.read('chat 1')).toEqual(value);
        await store.dialogues.delete('chat 1');
        await store.dialogues.delete('chat 1');
        expect(await store.dialogues.read('chat 1')).toBeUndefined();
      });

      test('are forgotten when nobody has gone on with them', async () => {
        await store.dialogues.write('abandoned', 1);
        expect(await store.dialogues.forgetBefore(new Date(0))).toBe(0);
        expect(await store.dialogues.forgetBefore(new Date('2999-01-01T00:00:00Z'))).toBeGreaterThan(0);
        expect(await store.dialogues.read('abandoned')).toBeUndefined();
      });
    });

    describe('calendar feeds', () => {
      test('has one address a person: a new one ends the old, revoking ends it', async () => {
        const { id: personId } = await store.people.remember(91_001, 'Нина');
        const feeds = store.calendarFeeds;
        const at = new Date('2026-09-03T07:00:00Z');
        expect(await feeds.isOpen(personId)).toBe(false);
        await feeds.renew({ personId, tokenHash: 'one', at });
        expect(await feeds.ownerOf('one')).toEqual({ personId });
        await feeds.renew({ personId, tokenHash: 'two', at });
        expect(await feeds.ownerOf('one')).toBeNull();
        expect(await feeds.ownerOf('two')).toEqual({ personId });
        expect(await feeds.isOpen(personId)).toBe(true);
        expect(await feeds.revoke(personId)).toBe(true);
        expect(await feeds.revoke(personId)).toBe(false);
        expect(await feeds.ownerOf('two')).toBeNull();
      });
    });

    describe('settings', () => {
      test('are overwritten, or written once', async () => {
        expect(await store.settings.read('greeting')).toBeNull();
        expect(await store.settings.writeOnce('greeting', 'one')).toBe(true);
        expect(await store.settings.writeOnce('greeting', 'two')).toBe(false);
        expect(await store.settings.read('greeting')).toBe('one');
        await store.settings.write('greeting', 'three');
        expect(await store.settings.read('greeting')).toBe('three');
      });
    });

    describe('a transaction', () => {
      test('is all or nothing', async () => {
        const failing = store.transaction(async (records) => {
          await records.settings.write('half', 'done');
          expect(await records.settings.read('half')).toBe('done');
          throw new RangeError('changed my mind');
        });
        await expect(failing).rejects.toThrow(RangeError);
        expect(await store.settings.read('half')).toBeNull();
      });

      test('answers what its work answers', async () => {
        expect(await store.transaction(async (records) => (await records.settings.read('none')) ?? 7)).toBe(
          7,
        );
      });

      test('that meets another in a deadlock is tried again, and both come through', async () => {
        await store.settings.write('left', '0');
        await store.settings.write('right', '0');
        const arrived = new Set<string>();
        let letGo = () => {};
        const bothHaveOne = new Promise<void>((resolve) => {
          letGo = resolve;
        });
        let runs = 0;
        const take = (first: string, second: string) =>
          store.transaction(async (records) => {
            runs += 1;
            await records.settings.write(first, first);
            arrived.add(first);
            if (arrived.size === 2) letGo();
            await bothHaveOne;
            await records.settings.write(second, first);
          });
        await Promise.all([take('left', 'right'), take('right', 'left')]);
        expect(runs).toBe(3);
        expect(await store.settings.read('left')).toBe(await store.settings.read('right'));
      });
    });

    test('counts tell states apart', async () => {
      const before = await store.counts();
      const [made] = await newAssignments();
      await store.assignments.moveState(made!.id, ['new'], 'in_work');
      const after = await store.counts();
      expect(after.organizations).toBe(before.organizations + 1);
      expect(after.assignments['in_work'] ?? 0).toBe((before.assignments['in_work'] ?? 0) + 1);
      expect(after.documents['published'] ?? 0).toBe((before.documents['published'] ?? 0) + 1);
    });
  });
}
