import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DraftItemContent, ReportDraft, Store } from '../../src/app/ports.ts';
import { hasInstalledPostgres } from '../support/installed-postgres.ts';
import { newAssignment, organization, saveDocument } from '../support/stored-facts.ts';
import { openTestStore } from '../support/test-database.ts';

const SERVERS = [
  { server: 'embedded', runs: true },
  { server: 'installed', runs: hasInstalledPostgres() },
] as const;

const NOW = new Date('2026-09-01T06:00:00.123Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const INCOMING = { fileId: 'AgAC', name: 'Приказ.pdf', mimeType: 'application/pdf' };
const KEPT = { sha256: 'ab'.repeat(32), name: 'Приказ.pdf', mimeType: 'application/pdf', size: 2048 };

for (const { server, runs } of SERVERS) {
  describe.skipIf(!runs)(`drafts of reports on the ${server} PostgreSQL`, () => {
    let store: Store;
    let stop: () => Promise<void>;
    let assignmentId: number;
    let number = 8_000_000_000;

    beforeAll(async () => {
      ({ store, stop } = await openTestStore({ server }));
      await store.organizations.saveAll([organization('prirechensk')]);
      const document = await saveDocument(store);
      const [made] = await store.assignments.createMany([await newAssignment(store, document)]);
      assignmentId = made?.id ?? 0;
    });
    afterAll(async () => {
      await stop?.();
    });

    /** A number that no other test uses, beyond 32 bits. */
    const fresh = () => ++number;
    const owner = async () => ({
      chatId: fresh(),
      personId: (await store.people.remember(fresh(), 'Анна')).id,
    });
    const open = async (rest: Partial<Parameters<Store['reportDrafts']['open']>[0]> = {}) =>
      store.reportDrafts.open({
        ...(await owner()),
        state: 'gathering',
        assignmentId,
        candidateIds: [],
        updateId: fresh(),
        at: NOW,
        ...rest,
      });
    const give = (draft: ReportDraft, content: DraftItemContent, rest: object = {}) =>
      store.reportDrafts.addItem(draft.id, {
        updateId: fresh(),
        messageId: 5,
        mediaGroupId: null,
        content,
        at: NOW,
        fetchAfter: content.kind === 'fetching' ? later(10) : null,
        ...rest,
      });

    test('are opened once an update, and found as they were opened', async () => {
      const { chatId, personId } = await owner();
      const wanted = {
        chatId,
        personId,
        state: 'waiting',
        candidateIds: [3, 1],
        assignmentId: null,
      } as const;
      const updateId = fresh();
      const draft = await open({ ...wanted, updateId });
      expect(draft).toMatchObject({
        ...wanted,
        openedByUpdateId: updateId,
        endedByUpdateId: null,
        messageId: null,
        reportIds: [],
        touchedAt: NOW,
      });
      expect(await open({ ...wanted, updateId, at: later(9) })).toEqual(draft);
      expect(await store.reportDrafts.find(draft.id)).toEqual(draft);
      expect(await store.reportDrafts.lock(draft.id)).toEqual(draft);
      expect(await store.reportDrafts.ofUpdate(updateId)).toEqual(draft);
      expect(await store.reportDrafts.find(2 ** 31 - 1)).toBeNull();
      expect(await store.reportDrafts.gatheringOf(chatId, personId)).toBeNull();
    });

    test('are gathered one at a time by a person in a chat, side by side by two', async () => {
      const { chatId, personId } = await owner();
      const draft = await open({ chatId, personId });
      await expect(open({ chatId, personId })).rejects.toThrow('gathers another draft already');
      const colleague = await owner();
      const other = await open({ chatId, personId: colleague.personId });
      expect(await store.reportDrafts.gatheringOf(chatId, personId)).toEqual(draft);
      expect(await store.reportDrafts.gatheringOf(chatId, colleague.personId)).toEqual(other);
      expect(await store.reportDrafts.move(draft.id, ['gathering'], 'paused')).toBe(true);
      const next = await open({ chatId, personId });
      expect((await store.reportDrafts.gatheringOf(chatId, personId))?.id).toBe(next.id);
      expect((await store.reportDrafts.pausedAbout(chatId, personId, assignmentId))?.id).toBe(draft.id);
      expect(await store.reportDrafts.pausedAbout(chatId, personId, assignmentId + 1)).toBeNull();
      expect(await store.reportDrafts.pausedAbout(chatId, colleague.personId, assignmentId)).toBeNull();
    });

    test('keep what is given, in order, each thing of an update once', async () => {
      const draft = await open();
      const updateId = fresh();
      const text = { kind: 'text', text: 'Сделано \0 полностью' } as const;
      const album = { mediaGroupId: `album-${updateId}`, at: later(60) };
      expect(await give(draft, { kind: 'file', file: KEPT }, { updateId, ...album })).toBe(true);
      expect(await give(draft, text, { updateId, ...album })).toBe(true);
      expect(await give(draft, text, { updateId, ...album })).toBe(false);
      expect(await give(draft, { kind: 'fetching', file: INCOMING })).toBe(true);
      const items = await store.reportDrafts.items(draft.id);
      expect(items.map(({ content }) => content)).toEqual([
        { kind: 'file', file: KEPT },
        { kind: 'text', text: 'Сделано \uFFFD полностью' },
        { kind: 'fetching', file: INCOMING },
      ]);
      expect(items[0]).toMatchObject({ draftId: draft.id, updateId, messageId: 5, attempts: 0 });
      expect((await store.reportDrafts.ofUpdate(updateId))?.id).toBe(draft.id);
      expect((await store.reportDrafts.ofAlbum(draft.chatId, album.mediaGroupId))?.id).toBe(draft.id);
      expect(await store.reportDrafts.ofAlbum(fresh(), album.mediaGroupId)).toBeNull();
      // Given last is touched last, whatever clock the late one has.
      expect((await store.reportDrafts.find(draft.id))?.touchedAt).toEqual(later(60));
    });

    test('let a thing be taken out, once and of their own', async () => {
      const [draft, other] = [await open(), await open()];
      await give(draft, { kind: 'text', text: 'лишнее' });
      const [item] = await store.reportDrafts.items(draft.id);
      expect(await store.reportDrafts.removeItem(other.id, item?.id ?? 0)).toBe(false);
      const answers = await Promise.all(
        [1, 2].map(() => store.reportDrafts.removeItem(draft.id, item?.id ?? 0)),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await store.reportDrafts.items(draft.id)).toEqual([]);
    });

    test('are moved by compare-and-set, and say what ended them', async () => {
      const draft = await open();
      const updateId = fresh();
      const answers = await Promise.all(
        (['sent', 'cancelled'] as const).map((to) =>
          store.reportDrafts.move(draft.id, ['gathering', 'paused'], to, { updateId, reportIds: [4, 5] }),
        ),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
      const ended = await store.reportDrafts.find(draft.id);
      expect(await store.reportDrafts.endedBy(updateId)).toEqual(ended);
      expect(await store.reportDrafts.endedBy(fresh())).toBeNull();
      expect(ended).toMatchObject({ endedByUpdateId: updateId, reportIds: [4, 5], touchedAt: NOW });
      const waiting = await open({ state: 'waiting', assignmentId: null });
      await store.reportDrafts.move(waiting.id, ['waiting'], 'gathering', { at: later(5), assignmentId });
      expect(await store.reportDrafts.find(waiting.id)).toMatchObject({ assignmentId, touchedAt: later(5) });
      await store.reportDrafts.showIn(waiting.id, 77);
      expect((await store.reportDrafts.find(waiting.id))?.messageId).toBe(77);
    });

    test('hand out a file to be fetched once its time has come, to one who asks', async () => {
      const draft = await open();
      await give(draft, { kind: 'fetching', file: INCOMING });
      const [item] = await store.reportDrafts.items(draft.id);
      const id = item?.id ?? 0;
      const due = async (at: Date) =>
        (await store.reportDrafts.toFetch(at, 1_000)).filter(({ draftId }) => draftId === draft.id);
      expect(await due(later(9))).toEqual([]);
      expect(await due(later(10))).toEqual([item]);
      const claims = await Promise.all(
        [1, 2].map(() => store.reportDrafts.claimFetch(id, later(10), later(30))),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await due(later(29))).toEqual([]);
      expect((await due(later(30))).map(({ attempts }) => attempts)).toEqual([1]);
      expect(await store.reportDrafts.settleFetch(id, KEPT)).toBe(true);
      expect(await store.reportDrafts.settleFetch(id, 'lost')).toBe(false);
      expect(await store.reportDrafts.claimFetch(id, later(99), later(120))).toBe(false);
      expect((await store.reportDrafts.items(draft.id))[0]?.content).toEqual({ kind: 'file', file: KEPT });
      await give(draft, { kind: 'fetching', file: INCOMING });
      const lost = (await store.reportDrafts.items(draft.id))[1];
      expect(await store.reportDrafts.settleFetch(lost?.id ?? 0, 'lost')).toBe(true);
      expect((await store.reportDrafts.items(draft.id))[1]?.content).toEqual({
        kind: 'lost',
        file: INCOMING,
      });
    });

    test('that wait for an answer are found, the latest that was touched since', async () => {
      const about = { ...(await owner()), state: 'waiting', assignmentId: null } as const;
      const first = await open(about);
      const second = await open({ ...about, at: later(60) });
      const waiting = (since: number) =>
        store.reportDrafts.waitingOf(about.chatId, about.personId, later(since));
      expect((await waiting(0))?.id).toBe(second.id);
      expect(await waiting(61)).toBeNull();
      await store.reportDrafts.move(second.id, ['waiting'], 'cancelled');
      expect((await waiting(0))?.id).toBe(first.id);
      expect(await store.reportDrafts.waitingOf(about.chatId, about.personId + 1, NOW)).toBeNull();
    });

    test('that wait may be left lying without an assignment; only a gathering one needs one', async () => {
      const left = await open({ state: 'waiting', assignmentId: null });
      const found = await store.reportDrafts.leftBefore('waiting', later(60), 1_000);
      expect(found.map(({ id }) => id)).toContain(left.id);
      expect(await store.reportDrafts.move(left.id, ['waiting'], 'paused')).toBe(true);
      await expect(store.reportDrafts.move(left.id, ['paused'], 'gathering')).rejects.toThrow();
      await store.reportDrafts.move(left.id, ['paused'], 'gathering', { assignmentId });
      expect(await store.reportDrafts.find(left.id)).toMatchObject({ state: 'gathering', assignmentId });
    });

    test('give what they hold to another, and change what they are about', async () => {
      const [from, to] = [await open({ state: 'waiting', assignmentId: null }), await open()];
      await give(from, { kind: 'text', text: 'раньше' });
      await give(to, { kind: 'file', file: KEPT });
      await store.reportDrafts.moveItems(from.id, to.id, later(90));
      expect(await store.reportDrafts.items(from.id)).toEqual([]);
      expect((await store.reportDrafts.items(to.id)).map(({ content }) => content.kind)).toEqual([
        'text',
        'file',
      ]);
      expect((await store.reportDrafts.find(to.id))?.touchedAt).toEqual(later(90));
      await store.reportDrafts.setCandidates(from.id, [assignmentId]);
      await store.reportDrafts.setWithBelow(to.id, true);
      expect(await store.reportDrafts.find(from.id)).toMatchObject({ candidateIds: [assignmentId] });
      expect(await store.reportDrafts.find(to.id)).toMatchObject({ withBelow: true });
    });

    test('that were left lying are found, and forgotten with what is in them', async () => {
      const [old, recent, paused] = [await open(), await open({ at: later(3600) }), await open()];
      await store.reportDrafts.move(paused.id, ['gathering'], 'paused');
      await give(old, { kind: 'text', text: 'забытое' });
      const left = (await store.reportDrafts.leftBefore('gathering', later(60), 1_000)).map(({ id }) => id);
      expect(left).toContain(old.id);
      expect(left).not.toContain(recent.id);
      expect(left).not.toContain(paused.id);
      expect(await store.reportDrafts.forgetBefore(later(60))).toBeGreaterThan(1);
      expect(await store.reportDrafts.find(old.id)).toBeNull();
      expect(await store.reportDrafts.items(old.id)).toEqual([]);
      expect(await store.reportDrafts.find(recent.id)).not.toBeNull();
    });

    test('move with a group that becomes a supergroup, where messages are numbered anew', async () => {
      const draft = await open();
      await store.reportDrafts.showIn(draft.id, 12);
      const to = fresh();
      await store.subscriptions.migrateChat(draft.chatId, to);
      expect(await store.reportDrafts.gatheringOf(to, draft.personId)).toMatchObject({
        id: draft.id,
        messageId: null,
      });
    });
  });
}
