import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Lineage, Store, VersionChange } from '../../src/app/ports.ts';
import type { ReadDocument } from '../../src/core/documents/read-document.ts';
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

for (const { server, runs } of SERVERS) {
  describe.skipIf(!runs)(`versions of documents on the ${server} PostgreSQL`, () => {
    let store: Store;
    let stop: () => Promise<void>;

    beforeAll(async () => {
      ({ store, stop } = await openTestStore({ server }));
      await store.organizations.saveAll([organization('prirechensk'), organization('verhniy-log')]);
    });
    afterAll(async () => {
      await stop?.();
    });

    const draft = (read: Partial<ReadDocument> = {}) => saveDocument(store, reading(read));
    const publish = async (read: Partial<ReadDocument> = {}, lineage: Lineage | null = null) => {
      const document = await draft(read);
      if (lineage !== null) await store.versions.setLineage(document.id, lineage);
      await store.documents.markPublished(document.id, NOW);
      return document;
    };
    const publishVersion = async (of: { readonly id: number }) => {
      await store.versions.supersede(of.id);
      return publish({}, { documentId: of.id, answer: 'confirmed' });
    };
    const assigned = async (document: Awaited<ReturnType<typeof publish>>) =>
      store.assignments.createMany([await newAssignment(store, document)]);

    test('are looked for among what is in force and has the date or the number, newest first', async () => {
      const act = { date: '2031-02-03', number: 'Ф-7' } as const;
      const sameDate = await publish({ ...act, number: '8' });
      const sameNumber = await publish({ ...act, date: '2031-02-04' });
      const undated = await publish({ ...act, date: null, number: null });
      const old = await publish(act);
      const current = await publishVersion(old);
      await draft(act);
      const other = await publish({ date: '2031-05-05', number: '9' });
      const found = await store.versions.candidates({ ...act, number: 'ф-7' });
      const ids = found.map(({ id }) => id);
      expect(ids.filter((id) => id >= sameDate.id)).toEqual([undated.id, sameNumber.id, sameDate.id]);
      expect(ids).not.toContain(other.id);
      const ofCurrent = await store.versions.candidates({ date: '2026-09-01', number: null });
      expect(ofCurrent.map(({ id }) => id)).toContain(current.id);
      expect(ofCurrent.map(({ id }) => id)).not.toContain(old.id);
    });

    test('of one act are a line with one in force, from wherever it is asked', async () => {
      const first = await publish();
      const second = await publishVersion(first);
      const third = await publishVersion(second);
      const line = [first.id, second.id, third.id];
      for (const id of line) {
        expect((await store.versions.history(id)).map((version) => version.id)).toEqual(line);
      }
      const states = (await store.versions.history(first.id)).map(({ state }) => state);
      expect(states).toEqual(['superseded', 'superseded', 'published']);
      expect(await store.versions.history((await draft()).id)).toEqual([]);
      expect((await store.documents.published(100)).map(({ id }) => id)).not.toContain(first.id);
    });

    test('are not a line where a person has denied it', async () => {
      const first = await publish();
      const other = await publish({}, { documentId: first.id, answer: 'denied' });
      expect((await store.versions.history(first.id)).map(({ id }) => id)).toEqual([first.id]);
      expect((await store.versions.history(other.id)).map(({ id }) => id)).toEqual([other.id]);
    });

    test('have one successor: the second of two that replace the same is refused', async () => {
      const first = await publish();
      await publishVersion(first);
      await expect(publish({}, { documentId: first.id, answer: 'certain' })).rejects.toMatchObject({
        name: 'StoreError',
      });
      expect(await store.versions.supersede(first.id)).toBe(false);
    });

    test('are said of drafts only, and taken back', async () => {
      const first = await publish();
      const made = await draft();
      const lineage = { documentId: first.id, answer: 'unsure' } as const;
      expect(await store.versions.setLineage(made.id, lineage)).toBe(true);
      expect((await store.documents.find(made.id))?.lineage).toEqual(lineage);
      expect(await store.versions.setLineage(made.id, null)).toBe(true);
      expect((await store.documents.find(made.id))?.lineage).toBeNull();
      await store.documents.markPublished(made.id, NOW);
      expect(await store.versions.setLineage(made.id, lineage)).toBe(false);
    });

    test('may come back: the file of one that is no longer in force is read anew', async () => {
      const first = await publish();
      await publishVersion(first);
      expect(await store.documents.findByFile(first.sha256)).toEqual([]);
      const again = await store.documents.saveDraft({
        reading: reading(),
        text: 'Снова',
        sha256: first.sha256,
        position: 0,
        createdByPersonId: first.createdByPersonId,
        createdAt: NOW,
      });
      expect(again.id).not.toBe(first.id);
      expect((await store.documents.findByFile(first.sha256)).map(({ id }) => id)).toEqual([again.id]);
    });

    test('carry an earlier review, and take it back with what was read', async () => {
      const made = await draft({ decisions: [decision(), decision({ label: '1.2' })] });
      const [one, two] = await store.documents.decisions(made.id);
      const by = { personId: made.createdByPersonId, at: NOW };
      const review = {
        text: 'Исправлено.',
        addressees: [{ text: 'УО', code: 'verhniy-log', executor: true }],
        deadline: deadline({ due: '2026-12-01' }),
        warnings: [],
        dropped: true,
        requiresFile: true,
        confirmedDoubts: ['Срок не указан.'],
      };
      await store.versions.carry(one!.id, review, by);
      const { confirmedDoubts, ...terms } = review;
      expect(await store.documents.findDecision(one!.id)).toMatchObject({
        ...terms,
        revision: 0,
        changedByPersonId: null,
        confirmed: { ...by, doubts: confirmedDoubts },
      });
      const { text, addressees, deadline: due, warnings } = one!;
      expect([...(await store.versions.readings(made.id))]).toEqual([
        [one!.id, { text, addressees, deadline: due, warnings }],
      ]);
      const point = { text: 'Добавлено.', addressees: [], deadline: deadline(), warnings: [] };
      await store.documents.addDecision(made.id, point, null);
      const added = await store.documents.addDecision(made.id, point, made.createdByPersonId);
      await store.documents.changeDecision(two!.id, 0, { text: 'Своё.' }, by);
      await store.versions.dropCarried(made.id);
      const left = await store.documents.decisions(made.id);
      expect(left.map(({ id }) => id)).toEqual([one!.id, two!.id, added]);
      expect(left[0]).toEqual(one);
      expect(left[1]?.text).toBe('Своё.');
    });

    test('leave what was confirmed of a point as it is when accepted assignments are taken up again', async () => {
      const made = await draft();
      const [one] = await store.documents.decisions(made.id);
      const by = { personId: made.createdByPersonId, at: NOW };
      await store.documents.changeDecision(one!.id, 0, { confirmedDoubts: ['Срок не указан.'] }, by);
      const other = await store.people.remember(77, 'Олег');
      await store.documents.changeDecision(one!.id, 1, { reopens: true }, { ...by, personId: other.id });
      expect(await store.documents.findDecision(one!.id)).toMatchObject({
        reopens: true,
        revision: 2,
        confirmed: { ...by, doubts: ['Срок не указан.'] },
      });
    });

    test('carry nothing onto a point that somebody has changed', async () => {
      const made = await draft();
      const [one] = await store.documents.decisions(made.id);
      const by = { personId: made.createdByPersonId, at: NOW };
      await store.documents.changeDecision(one!.id, 0, { text: 'Своё.', reopens: true }, by);
      const review = { ...one!, dropped: false, confirmedDoubts: [] };
      await store.versions.carry(one!.id, review, null);
      expect(await store.documents.findDecision(one!.id)).toMatchObject({ text: 'Своё.', reopens: true });
    });

    test('take assignments and points over', async () => {
      const first = await publish();
      const [assignment] = await assigned(first);
      const second = await draft();
      const [was] = await store.documents.decisions(first.id);
      const [is] = await store.documents.decisions(second.id);
      const locked = await store.transaction((records) => records.versions.lockAssignments(first.id));
      expect(locked).toEqual([assignment]);
      const moved = {
        ...assignment!,
        documentId: second.id,
        decisionId: is!.id,
        executor: false,
        state: 'returned',
        deadlineKind: 'range',
        start: '2026-09-10',
        due: '2026-11-01',
        remindedThrough: '2026-09-12',
        escalation: 1,
        publishedOn: '2026-09-10',
        acknowledgeRemindedOn: '2026-09-11',
      } as const;
      await store.versions.rewriteAssignments([moved]);
      expect(await store.assignments.find(assignment!.id)).toEqual(moved);
      await store.versions.linkPoints([{ decisionId: is!.id, replacesId: was!.id }]);
      expect((await store.documents.findDecision(is!.id))?.replacesId).toBe(was!.id);
      await store.versions.rewriteAssignments([]);
      await store.versions.linkPoints([]);
    });

    test('are acknowledged anew by whoever had acknowledged what changed', async () => {
      const [one] = await assigned(await publish());
      const [two] = await assigned(await publish());
      const { id: personId } = await store.people.remember(78, 'Нина');
      await store.acknowledgements.add([one!.id, two!.id], personId, NOW);
      await store.versions.forgetAcknowledgements([one!.id]);
      expect(await store.acknowledgements.ofAssignment(one!.id)).toEqual([]);
      expect(await store.acknowledgements.ofAssignment(two!.id)).toHaveLength(1);
    });

    test('remember what they did to whom, once', async () => {
      const first = await publish();
      const second = await publish();
      const [one] = await assigned(first);
      const [two] = await assigned(second);
      const terms = {
        decisionId: 1,
        executor: true,
        deadlineKind: 'date',
        start: null,
        due: '2026-10-01',
      } as const;
      const changed = {
        documentId: second.id,
        assignmentId: one!.id,
        at: NOW,
        kind: 'changed',
        was: terms,
        is: { ...terms, due: '2026-11-01' },
        in: { text: true, deadline: true, addressees: false },
        reopened: true,
      } as const satisfies VersionChange;
      const added = {
        documentId: second.id,
        assignmentId: two!.id,
        at: NOW,
        kind: 'added',
        is: terms,
      } as const;
      await store.versions.addChanges([changed, added]);
      await store.versions.addChanges([{ ...added, is: { ...terms, due: null } }]);
      expect(await store.versions.changesOf(second.id)).toEqual([changed, added]);
      const removed = {
        documentId: first.id,
        assignmentId: one!.id,
        at: NOW,
        kind: 'point_removed',
        was: terms,
      } as const;
      await store.versions.addChanges([removed]);
      expect(await store.versions.changesTo([one!.id])).toEqual([changed, removed]);
      expect(await store.versions.changesTo([])).toEqual([]);
    });

    test('no longer in force get no assignments, and open no occurrences', async () => {
      const recurring = deadline({
        kind: 'recurring',
        due: null,
        next: '2026-09-05',
        rrule: 'FREQ=MONTHLY;BYMONTHDAY=5',
      });
      const first = await publish({ decisions: [decision({ deadline: recurring })] });
      const row = await newAssignment(store, first, {
        occurrence: 1,
        deadlineKind: 'recurring',
        due: '2026-09-05',
      });
      const [made] = await store.assignments.createMany([row]);
      const series = async () =>
        (await store.assignments.latestOccurrences()).map(({ assignment }) => assignment.id);
      expect(await series()).toContain(made!.id);
      await store.versions.supersede(first.id);
      expect(await series()).not.toContain(made!.id);
      expect(await store.assignments.createMany([{ ...row, occurrence: 2 }])).toEqual([]);
    });

    test('get no assignments from whoever waited while the next one was published', async () => {
      const first = await publish();
      const row = await newAssignment(store, first, { occurrence: 7 });
      let late: Promise<readonly unknown[]> = Promise.resolve([]);
      await store.transaction(async (records) => {
        await records.documents.lock(first.id);
        await records.versions.supersede(first.id);
        late = store.assignments.createMany([row]);
        // Any other statement of this connection: the one that waits has been sent by then.
        await store.documents.find(first.id);
      });
      expect(await late).toEqual([]);
    });
  });
}
