import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Confirmation, MadeDecision, Store, StoredDecision } from '../../src/app/ports.ts';
import { hasInstalledPostgres } from '../support/installed-postgres.ts';
import { deadline, decision, reading, saveDocument } from '../support/stored-facts.ts';
import { openTestStore } from '../support/test-database.ts';

const SERVERS = [
  { server: 'embedded', runs: true },
  { server: 'installed', runs: hasInstalledPostgres() },
] as const;

for (const { server, runs } of SERVERS) {
  describe.skipIf(!runs)(`points split and merged on the ${server} PostgreSQL`, () => {
    let store: Store;
    let stop: () => Promise<void>;
    let by: Confirmation;

    beforeAll(async () => {
      ({ store, stop } = await openTestStore({ server }));
      const { id } = await store.people.remember(7_000_000_000, 'Пётр Ильин');
      by = { personId: id, at: new Date('2026-09-01T06:00:00Z') };
    });
    afterAll(async () => {
      await stop?.();
    });

    const draftOf = async (labels: readonly string[]) => {
      const document = await saveDocument(
        store,
        reading({ decisions: labels.map((label) => decision({ label })) }),
      );
      return { id: document.id, points: await store.documents.decisions(document.id) };
    };
    const made = (label: string, madeFrom: readonly number[]): MadeDecision => ({
      question: '1',
      label,
      text: `Провести \0 ${label}`,
      addressees: [{ text: 'ОМСУ', code: 'OMSU', executor: true }],
      deadline: deadline(),
      quote: { start: 3, end: 9 },
      warnings: [{ code: 'several_dates', message: 'Сроков два.' }],
      requiresFile: true,
      madeFrom,
    });
    const labelsOf = (points: readonly StoredDecision[]) => points.map(({ label }) => label);

    test('points are moved behind another one, and before the first', async () => {
      const { id, points } = await draftOf(['1', '2', '3', '4']);
      const [one, two, three] = points.map((point) => point.id);
      const order = async () => labelsOf(await store.documents.decisions(id));
      await store.documents.moveDecisions(id, [two ?? 0, three ?? 0], null);
      expect(await order()).toEqual(['2', '3', '1', '4']);
      await store.documents.moveDecisions(id, [two ?? 0, three ?? 0], one ?? 0);
      await store.documents.moveDecisions(id, [two ?? 0, three ?? 0], one ?? 0);
      expect(await order()).toEqual(['1', '2', '3', '4']);
    });

    test('a page makes the text of the draft longer; new doubts end what was confirmed of the old', async () => {
      const { id, points } = await draftOf(['1']);
      const [one] = points;
      if (one === undefined) throw new Error('no points');
      const before = await store.documents.find(id);
      await store.documents.confirmWarnings(id, by);
      const whole = {
        text: 'Было \0 и стало',
        questions: [{ number: '1', title: 'О питании' }],
        annexes: [{ title: 'Перечень', rows: 3 }],
        warnings: before?.warnings ?? [],
      };
      await store.documents.extendDraft(id, whole);
      expect(await store.documents.text(id)).toBe('Было \uFFFD и стало');
      expect(await store.documents.find(id)).toMatchObject({
        questions: whole.questions,
        annexes: whole.annexes,
        confirmed: { personId: by.personId },
      });
      const doubt = { code: 'poorly_recognized', message: 'Распознано плохо.' } as const;
      await store.documents.extendDraft(id, { ...whole, warnings: [...whole.warnings, doubt] });
      expect(await store.documents.find(id)).toMatchObject({ confirmed: null });
      const quote = { start: 2, end: 7 };
      expect(await store.documents.changeDecision(one.id, one.revision, { quote }, by)).toBe(true);
      expect(await store.documents.findDecision(one.id)).toMatchObject({ quote, text: one.text });
      await store.documents.markPublished(id, by.at);
      await store.documents.extendDraft(id, { ...whole, text: 'Поздно' });
      expect(await store.documents.text(id)).not.toBe('Поздно');
    });

    test('stand where the point stood, which counts no more', async () => {
      const { id, points } = await draftOf(['1', '2', '3', '4']);
      const [, second] = points;
      if (second === undefined) throw new Error('no points');
      const ids = await store.transaction(async ({ documents }) => {
        await documents.lock(id);
        await documents.setReplaced([second.id], true, by);
        return documents.insertDecisions(
          id,
          second.position,
          [made('2а', [second.id]), made('2б', [second.id])],
          by,
        );
      });
      const now = await store.documents.decisions(id);
      expect(labelsOf(now)).toEqual(['1', '2а', '2б', '3', '4']);
      expect(now.map(({ position }) => position)).toEqual([0, 2, 3, 4, 5]);
      expect(now.slice(1, 3).map((point) => point.id)).toEqual(ids);
      expect(now[1]).toMatchObject({
        ...made('2а', [second.id]),
        text: 'Провести \uFFFD 2а',
        revision: 0,
        dropped: false,
        replaced: false,
        confirmed: null,
        changedByPersonId: by.personId,
      });
      expect(await store.documents.findDecision(second.id)).toMatchObject({ replaced: true, revision: 1 });
    });

    test('give the place back', async () => {
      const { id, points } = await draftOf(['1', '2', '3']);
      const [first, second] = points;
      if (first === undefined || second === undefined) throw new Error('no points');
      const gone = [first.id, second.id];
      await store.documents.setReplaced(gone, true, by);
      const ids = await store.documents.insertDecisions(id, first.position, [made('1, 2', gone)], by);
      expect(labelsOf(await store.documents.decisions(id))).toEqual(['1, 2', '3']);
      await store.documents.setReplaced(ids, true, by);
      await store.documents.setReplaced(gone, false, by);
      const back = await store.documents.decisions(id);
      expect(labelsOf(back)).toEqual(['1', '2', '3']);
      expect(back[0]).toEqual({ ...first, revision: 2, changedByPersonId: by.personId });
    });

    test('carried over by nobody are no change of the others, and go with all that was carried over', async () => {
      const { id, points } = await draftOf(['1', '2', '3']);
      const [first, second, third] = points;
      if (first === undefined || second === undefined || third === undefined) throw new Error('no points');
      const carry = async (source: StoredDecision, labels: readonly string[]) => {
        await store.documents.setReplaced([source.id], true, null);
        const parts = labels.map((label) => made(label, [source.id]));
        const ids = await store.documents.insertDecisions(id, source.position, parts, null);
        return Promise.all(ids.map((one) => store.documents.findDecision(one)));
      };
      const labels = async () => labelsOf(await store.documents.decisions(id));
      // The latest before the others, as their places move.
      const [, touched] = await carry(third, ['3а', '3б']);
      const [part] = await carry(first, ['1а', '1б']);
      if (part === null || part === undefined || touched === null || touched === undefined)
        throw new Error('no parts');
      await carry(part, ['1а-1', '1а-2']);
      expect(part).toMatchObject({ revision: 0, changedByPersonId: null });
      expect(await store.documents.findDecision(first.id)).toEqual({ ...first, replaced: true });
      expect(await labels()).toEqual(['1а-1', '1а-2', '1б', '2', '3а', '3б']);
      await store.documents.changeDecision(touched.id, 0, { requiresFile: false }, by);
      await store.versions.dropCarried(id);
      expect(await labels()).toEqual(['1', '2', '3а', '3б']);
      expect((await store.documents.decisions(id))[0]).toMatchObject({ id: first.id, revision: 0 });
    });

    test('leave other documents alone, and what is added later comes last', async () => {
      const other = await draftOf(['1', '2']);
      const { id, points } = await draftOf(['1', '2']);
      const [first] = points;
      if (first === undefined) throw new Error('no points');
      await store.documents.insertDecisions(id, first.position, [made('1а', [first.id])], by);
      const added = await store.documents.addDecision(id, made('', []), by.personId);
      expect((await store.documents.decisions(id)).at(-1)?.id).toBe(added);
      expect(await store.documents.decisions(other.id)).toEqual(other.points);
    });
  });
}
