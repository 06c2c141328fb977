import type { Deps } from '../../src/app/deps.ts';
import type { DirectoryEntry } from '../../src/core/addressees/index.ts';
import { addDays } from '../../src/core/calendar/calendar-date.ts';
import { moscowDateOf } from '../../src/core/calendar/moscow-time.ts';
import { type ReadDocument, readDocuments } from '../../src/core/documents/index.ts';
import { makeDocuments } from './documents.ts';

/** Organizations that have the same points: the region around the one that asks. */
const ORGANIZATIONS = 40;
/** Due dates lie this many days around today. */
const DAYS_AROUND = 120;

/**
 * Keeps so many open assignments for one organization, and as many for each of its neighbours, from documents that
 * were published; every chat answers for the organization.
 */
export async function storeTasks(deps: Deps, chatIds: readonly number[], count: number): Promise<void> {
  const { store, clock, calendar, deadlinePolicy } = deps;
  const now = clock.now();
  const today = moscowDateOf(now);
  const directory = Array.from({ length: ORGANIZATIONS }, (_, index) => organizationOf(index));
  await store.organizations.saveAll(directory);
  const person = await store.people.remember(1_000_001, 'Вера Лодыгина');
  const readings = makeDocuments().flatMap(({ name, bytes }) => {
    const source = { name, text: new TextDecoder().decode(bytes), tables: null };
    const read = readDocuments(source, { directory, calendar, policy: deadlinePolicy });
    return read.map((reading): readonly [string, ReadDocument] => [source.text, reading]);
  });
  let left = count;
  for (let file = 1; left > 0; file += 1) {
    const [text, reading] = readings[file % readings.length] ?? [];
    if (text === undefined || reading === undefined) throw new Error('no document was read');
    const document = await store.documents.saveDraft({
      reading,
      text,
      sha256: String(file).padStart(64, '0'),
      position: 0,
      createdByPersonId: person.id,
      createdAt: now,
    });
    await store.documents.markPublished(document.id, now);
    const decisions = (await store.documents.decisions(document.id)).slice(0, left);
    left -= decisions.length;
    await store.assignments.createMany(
      directory.flatMap(({ code }) =>
        decisions.map(({ id, deadline }, index) => ({
          documentId: document.id,
          decisionId: id,
          organizationCode: code,
          occurrence: 0,
          executor: true,
          deadlineKind: deadline.kind,
          start: null,
          due: addDays(today, ((file * 31 + index * 7) % (2 * DAYS_AROUND)) - DAYS_AROUND),
          publishedOn: today,
          remindedThrough: today,
        })),
      ),
    );
  }
  for (const chatId of chatIds) {
    const { id: personId } = await store.people.remember(chatId, `Исполнитель ${chatId}`);
    const organizationCode = directory[0]?.code ?? '';
    await store.subscriptions.add({ chatId, organizationCode, role: 'executor', personId });
  }
}

function organizationOf(index: number): DirectoryEntry {
  return {
    code: `municipality-${index + 1}`,
    kind: 'municipality',
    name: `Управление образования района № ${index + 1} Заозёрской области`,
    shortName: null,
    aliases: [],
    parent: null,
    members: null,
    reminderTime: null,
  };
}
