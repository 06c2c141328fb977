import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { deliverMessage } from '../../../src/app/deliver-message.ts';
import type {
  Bell,
  CalendarWriter,
  DeliveryContent,
  FileStore,
  Messenger,
  Store,
} from '../../../src/app/ports.ts';
import { russianCalendar } from '../../../src/core/calendar/russian-calendar.ts';
import { defaultDeadlinePolicy } from '../../../src/core/deadlines/index.ts';
import { defaultReminderPolicy } from '../../../src/core/reminders/policy.ts';
import { newAssignment, organization, reading, saveDocument } from '../../support/stored-facts.ts';
import { openTestStore } from '../../support/test-database.ts';

const NOW = new Date('2026-09-15T07:00:00Z');
const CHAT = 9_000_000_001;
const SCHOOL = 'shkola';

/** What a person is told costs the database this and no more: a fact that several steps need is read once. */
describe('a delivery asks the database', () => {
  let store: Store;
  let stop: () => Promise<void>;
  let documentId: number;
  let assignmentId: number;

  beforeAll(async () => {
    ({ store, stop } = await openTestStore());
    await store.organizations.saveAll([organization(SCHOOL, { kind: 'school', parent: null })]);
    const person = await store.people.remember(CHAT, 'Пётр Ильин');
    await store.subscriptions.add({
      chatId: CHAT,
      organizationCode: SCHOOL,
      role: 'executor',
      personId: person.id,
    });
    const document = await saveDocument(store, reading());
    await store.documents.markPublished(document.id, NOW);
    const row = await newAssignment(store, document, { organizationCode: SCHOOL });
    const [assignment] = await store.assignments.createMany([row]);
    documentId = document.id;
    assignmentId = assignment?.id ?? 0;
  });
  afterAll(() => stop());

  /** The tables that are asked or changed, statement by statement, while a row with this content is sent. */
  const statementsOf = async (content: DeliveryContent): Promise<readonly string[]> => {
    const notBefore = NOW;
    const rows = [{ key: JSON.stringify(content), chatId: CHAT, content, notBefore }];
    const [id] = await store.outbox.addMany(rows);
    const messenger: Messenger = {
      send: () => Promise.resolve({ messageId: id ?? 0 }),
      sendFile: () => Promise.reject(new Error('nothing here has files')),
      edit: () => Promise.reject(new Error('nothing here is changed')),
      waitMs: () => 0,
    };
    const deps = {
      store,
      messenger,
      clock: { now: () => NOW },
      calendar: russianCalendar,
      deadlinePolicy: defaultDeadlinePolicy,
      reminderPolicy: defaultReminderPolicy,
      bell: unused<Bell>(),
      files: unused<FileStore>(),
      calendarWriter: unused<CalendarWriter>(),
    };
    const spy = vi.spyOn(pg.Client.prototype, 'query');
    try {
      expect(await deliverMessage(deps, id ?? 0)).toEqual({ kind: 'sent' });
      return spy.mock.calls.map(([statement]) => tableOf(statement as unknown as string | { text: string }));
    } finally {
      spy.mockRestore();
    }
  };

  const CLAIM = 'UPDATE delivery';
  const VIEWS = ['FROM assignment', 'FROM decision', 'FROM document'];
  const QUIET = 'FROM own_reminders';
  const RECORD = 'INTO sent_message';
  const NEXT = 'FROM delivery';

  test.each<[string, () => DeliveryContent, readonly string[]]>([
    [
      'for a broadcast',
      () => ({ kind: 'broadcast', documentId, assignmentIds: [assignmentId] }),
      [CLAIM, 'FROM subscription', ...VIEWS, 'FROM absence', QUIET, RECORD, NEXT],
    ],
    [
      'for what is caught up with',
      () => ({ kind: 'catch_up', assignmentIds: [assignmentId] }),
      [CLAIM, 'FROM subscription', ...VIEWS, 'FROM absence', RECORD, NEXT],
    ],
    [
      'for a morning',
      () => ({
        kind: 'digest',
        organizationCode: SCHOOL,
        on: '2026-09-15',
        items: [{ assignmentId, step: 'before-14' }],
      }),
      [CLAIM, 'FROM subscription', QUIET, 'FROM absence', ...VIEWS, 'FROM assignment', RECORD, NEXT],
    ],
    [
      'for news of somebody who joined',
      () => ({ kind: 'people_changed', organizationCode: SCHOOL, personId: 1, change: 'joined' }),
      [CLAIM, 'FROM subscription', 'FROM absence', 'FROM organization', 'FROM person', RECORD, NEXT],
    ],
  ])('%s', async (_, content, statements) => {
    expect(await statementsOf(content())).toEqual(statements);
  });
});

/** «FROM assignment», «UPDATE delivery», «BEGIN»: what a statement is mainly about. */
function tableOf(statement: string | { readonly text: string }): string {
  const text = typeof statement === 'string' ? statement : statement.text;
  const found = /\b(FROM|UPDATE|INTO)\s+(?:"public"\.)?"?(\w+)/.exec(text);
  return found === null ? text : `${found[1]} ${found[2]}`;
}

/** A port that must not be called. */
function unused<T extends object>(): T {
  return new Proxy({}, { get: () => () => Promise.reject(new Error('not to be called')) }) as T;
}
