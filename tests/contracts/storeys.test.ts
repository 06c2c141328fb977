import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../src/app/ports.ts';
import type { Assignment } from '../../src/core/assignments/assignment.ts';
import { handDown } from '../../src/core/storeys/hand-down.ts';
import { hasInstalledPostgres } from '../support/installed-postgres.ts';
import { newAssignment, organization, saveDocument } from '../support/stored-facts.ts';
import { openTestStore } from '../support/test-database.ts';

const SERVERS = [
  { server: 'embedded', runs: true },
  { server: 'installed', runs: hasInstalledPostgres() },
] as const;
const NOW = new Date('2026-09-01T06:00:00.123Z');

for (const { server, runs } of SERVERS) {
  describe.skipIf(!runs)(`two storeys in the store on the ${server} PostgreSQL`, () => {
    let store: Store;
    let stop: () => Promise<void>;
    let above: Assignment;
    let documentId: number;

    beforeAll(async () => {
      ({ store, stop } = await openTestStore({ server }));
      await store.organizations.saveAll([
        organization('rajon', { shortName: 'Приреченский район' }),
        organization('sch-1', { kind: 'school', parent: 'rajon' }),
        organization('sch-2', { kind: 'school', parent: 'rajon' }),
      ]);
    });
    afterAll(async () => {
      await stop?.();
    });

    beforeEach(async () => {
      const document = await saveDocument(store);
      documentId = document.id;
      await store.documents.markPublished(documentId, NOW);
      const row = await newAssignment(store, document, { organizationCode: 'rajon', start: '2026-09-10' });
      const [made] = await store.assignments.createMany([row]);
      if (made === undefined) throw new Error('no assignment was made');
      above = made;
    });

    const give = (codes: readonly string[]) =>
      store.assignments.createMany(handDown(above, codes, '2026-09-28', '2026-09-02'));
    const person = (name: string, id: number) => store.people.remember(id, name);
    const report = async (assignmentId: number, forOrganizationCode?: string | null) => {
      const { id } = await person('Ирина Полева', 7_000_000_100);
      return store.reports.create({
        assignmentId,
        personId: id,
        chatId: 1,
        text: 'Сделано',
        files: [],
        createdAt: NOW,
        ...(forOrganizationCode === undefined ? {} : { forOrganizationCode }),
      });
    };

    test('what is handed down stays under the assignment above, each school once', async () => {
      const made = await give(['sch-1', 'sch-2']);
      expect(made.map(({ organizationCode, parentId }) => [organizationCode, parentId])).toEqual([
        ['sch-1', above.id],
        ['sch-2', above.id],
      ]);
      expect(await give(['sch-2'])).toEqual([]);
      expect(await store.assignments.childrenOf([above.id, 999_999])).toEqual(made);
      expect(await store.assignments.childrenOf([])).toEqual([]);
      expect(await store.assignments.ofDecisions([above.decisionId])).toEqual([above, ...made]);
      expect(await store.assignments.ofDecisions([])).toEqual([]);
    });

    test('what is recalled is nobody’s any more, and begins anew where it is handed down again', async () => {
      const [one, two] = await give(['sch-1', 'sch-2']);
      await store.assignments.markDelivered([one!.id, two!.id], NOW);
      await store.assignments.markEscalated([one!.id], 1);
      await store.assignments.moveState(one!.id, ['new'], 'withdrawn');
      await store.assignments.moveState(two!.id, ['new'], 'withdrawn');
      // What is in hand, what came directly, and what was withdrawn with the whole is not recalled.
      await store.assignments.markRecalled([one!.id, above.id]);
      expect((await store.assignments.childrenOf([above.id])).map(({ id }) => id)).toEqual([two!.id]);
      expect(await store.assignments.find(one!.id)).toMatchObject({ state: 'withdrawn', parentId: above.id });
      const again = handDown(above, ['sch-1', 'sch-2'], '2026-09-25', '2026-09-04');
      const made = await store.assignments.createMany(again);
      expect(made).toMatchObject([
        { id: one!.id, state: 'new', due: '2026-09-25', escalation: 0, deliveredAt: null },
      ]);
      expect(made[0]).toMatchObject({ publishedOn: '2026-09-04', remindedThrough: '2026-09-04' });
      expect((await store.assignments.childrenOf([above.id])).map(({ id }) => id)).toEqual([
        one!.id,
        two!.id,
      ]);
      expect(await store.assignments.createMany(again)).toEqual([]);
    });

    test('a view names who handed it down and who carries it out', async () => {
      const [child] = await give(['sch-1']);
      const { id: personId } = await person('Ольга Ветрова', 7_000_000_101);
      const [direct, handed] = await store.assignments.views([above.id, child!.id]);
      expect(direct).toMatchObject({ through: null, delegate: null });
      expect(handed).toMatchObject({ through: 'Приреченский район', delegate: null });
      await store.delegations.put({ assignmentId: child!.id, personId, byPersonId: personId, at: NOW });
      expect((await store.assignments.view(child!.id))?.delegate).toEqual({
        personId,
        name: 'Ольга Ветрова',
      });
    });

    test('the numbers of a document leave out what was handed down', async () => {
      await give(['sch-1', 'sch-2']);
      expect(await store.assignments.tally([documentId], '2026-12-01')).toEqual([
        { documentId, total: 1, accepted: 0, reported: 0, overdue: 1 },
      ]);
    });

    test('a deadline is moved by one of several at once, and escalation starts anew', async () => {
      await store.assignments.markEscalated([above.id], 1);
      const answers = await Promise.all(
        (['2026-10-05', '2026-10-06'] as const).map((due) =>
          store.assignments.moveDue(above.id, above.due, { start: null, due }),
        ),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
      const moved = await store.assignments.find(above.id);
      expect(moved).toMatchObject({ start: null, escalation: 0 });
      expect(['2026-10-05', '2026-10-06']).toContain(moved?.due);
    });

    test('a report waits for the organization it is for until it is decided', async () => {
      const [one, two] = await give(['sch-1', 'sch-2']);
      const first = await report(one!.id, 'rajon');
      const second = await report(two!.id, 'rajon');
      expect(first.forOrganizationCode).toBe('rajon');
      expect((await report(above.id)).forOrganizationCode).toBeNull();
      const waiting = async () =>
        (await store.reports.waitingFor(['rajon', 'sch-1']))
          .filter(({ id }) => id >= first.id)
          .map(({ id }) => id);
      expect(await waiting()).toEqual([first.id, second.id]);
      expect(await store.reports.waitingFor(['sch-1'])).toEqual([]);
      const { personId } = first;
      await store.reports.decide(first.id, { outcome: 'returned', comment: 'нет фото', personId, at: NOW });
      expect(await waiting()).toEqual([second.id]);
      // Nobody answers for what was taken off control.
      await store.assignments.moveStates(
        (await store.assignments.childrenOf([above.id])).map(({ id }) => id),
        ['new'],
        'withdrawn',
      );
      expect(await store.reports.waitingFor(['rajon'])).toEqual([]);
    });

    test('a report waits for the controllers that is theirs, or for an organization nobody answers for', async () => {
      const [one, two] = await give(['sch-1', 'sch-2']);
      const theirs = await report(above.id);
      const orphaned = await report(one!.id, 'rajon');
      const unreported = await report(two!.id, null);
      for (const { id } of [above, one!]) await store.assignments.moveState(id, ['new'], 'reported');
      const waiting = async () =>
        (await store.reports.waitingForControllers()).filter(({ id }) => id >= theirs.id).map(({ id }) => id);
      expect(await waiting()).toEqual([theirs.id, orphaned.id]);
      expect(await waiting()).not.toContain(unreported.id);
      const { personId } = theirs;
      const joined = { chatId: 77, organizationCode: 'rajon', role: 'executor', personId } as const;
      const { subscription } = await store.subscriptions.add(joined);
      expect(await waiting()).toEqual([theirs.id]);
      await store.subscriptions.end(subscription.id);
      await store.reports.decide(theirs.id, { outcome: 'accepted', comment: null, personId, at: NOW });
      expect(await waiting()).toEqual([orphaned.id]);
    });

    test('an acceptance is taken back once, a return never', async () => {
      const made = await report(above.id);
      const { personId } = made;
      expect(await store.reports.takeBackAcceptance(made.id)).toBe(false);
      await store.reports.decide(made.id, { outcome: 'accepted', comment: null, personId, at: NOW });
      const answers = await Promise.all([1, 2].map(() => store.reports.takeBackAcceptance(made.id)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await store.reports.find(made.id)).toMatchObject({ outcome: null, comment: null });
      await store.reports.decide(made.id, { outcome: 'returned', comment: 'нет', personId, at: NOW });
      expect(await store.reports.takeBackAcceptance(made.id)).toBe(false);
    });

    test('a report that nobody there can answer is readdressed to the controllers, until it is decided', async () => {
      const [one] = await give(['sch-1']);
      const made = await report(one!.id, 'rajon');
      await store.reports.readdress(made.id);
      expect((await store.reports.find(made.id))?.forOrganizationCode).toBeNull();
      const decided = await report(one!.id, 'rajon');
      const { personId } = decided;
      await store.reports.decide(decided.id, { outcome: 'accepted', comment: null, personId, at: NOW });
      await store.reports.readdress(decided.id);
      expect((await store.reports.find(decided.id))?.forOrganizationCode).toBe('rajon');
    });

    test('the latest report of each of many assignments is found', async () => {
      const [one, two] = await give(['sch-1', 'sch-2']);
      await report(one!.id, 'rajon');
      const later = await report(one!.id, 'rajon');
      const latest = await store.reports.latestOfAll([one!.id, two!.id, above.id]);
      expect(latest.map(({ id }) => id)).toEqual([later.id]);
    });

    test('an assignment is in the hands of one person, and is taken back once', async () => {
      const [ann, boris] = [await person('Анна', 7_000_000_102), await person('Борис', 7_000_000_103)];
      const given = { assignmentId: above.id, byPersonId: ann.id, at: NOW };
      await store.delegations.put({ ...given, personId: ann.id });
      await store.delegations.put({ ...given, personId: boris.id });
      expect(await store.delegations.of([above.id, 999_999])).toEqual([{ ...given, personId: boris.id }]);
      expect(await store.delegations.remove(above.id)).toBe(true);
      expect(await store.delegations.remove(above.id)).toBe(false);
      expect(await store.delegations.of([above.id])).toEqual([]);
      expect(await store.delegations.of([])).toEqual([]);
    });

    test('an invitation remembers the assignment it hands to a colleague', async () => {
      const { id: byPersonId } = await person('Анна', 7_000_000_102);
      const invitation = {
        organizationCode: 'rajon',
        role: 'executor',
        uses: 1,
        expiresAt: NOW,
        createdAt: NOW,
      } as const;
      const delegates = { assignmentId: above.id, byPersonId };
      await store.invitations.create({ ...invitation, tokenHash: `colleague-${above.id}`, delegates });
      await store.invitations.create({ ...invitation, tokenHash: `plain-${above.id}` });
      expect((await store.invitations.findByTokenHash(`colleague-${above.id}`))?.delegates).toEqual(
        delegates,
      );
      expect((await store.invitations.findByTokenHash(`plain-${above.id}`))?.delegates).toBeNull();
    });
  });
}
