import type { Deps } from '../../src/app/deps.ts';
import type { DirectoryEntry } from '../../src/core/addressees/index.ts';
import { moscowDateOf } from '../../src/core/calendar/moscow-time.ts';
import { readDocuments } from '../../src/core/documents/index.ts';
import type { WaitingMessage } from '../service/delivery-line.ts';
import { makeDocuments } from './documents.ts';

const POINTS = 3;

/**
 * Keeps a directory of one organization a chat and a published document with three points for each of them;
 * gives the broadcast's messages.
 */
export async function storeBroadcast(
  { store, clock, calendar, deadlinePolicy }: Deps,
  chatIds: readonly number[],
): Promise<readonly WaitingMessage[]> {
  const now = clock.now();
  const today = moscowDateOf(now);
  const directory = chatIds.map((_, index) => organizationOf(index));
  const file = makeDocuments().find(({ form }) => form === 'collegium decision');
  if (file === undefined) throw new Error('no collegium decision was made');
  const text = new TextDecoder().decode(file.bytes);
  const [reading] = readDocuments(
    { name: file.name, text, tables: null },
    { directory, calendar, policy: deadlinePolicy },
  );
  if (reading === undefined) throw new Error(`${file.name} was not read`);
  return store.transaction(async (records) => {
    await records.organizations.saveAll(directory);
    const person = await records.people.remember(1_000_001, 'Вера Лодыгина');
    const document = await records.documents.saveDraft({
      reading,
      text,
      sha256: '0'.repeat(64),
      position: 0,
      createdByPersonId: person.id,
      createdAt: now,
    });
    await records.documents.markPublished(document.id, now);
    const decisions = (await records.documents.decisions(document.id)).slice(0, POINTS);
    const assignments = await records.assignments.createMany(
      directory.flatMap(({ code }) =>
        decisions.map(({ id, deadline }) => ({
          documentId: document.id,
          decisionId: id,
          organizationCode: code,
          occurrence: 0,
          executor: true,
          deadlineKind: deadline.kind,
          start: deadline.start,
          due: deadline.due,
          publishedOn: today,
          remindedThrough: today,
        })),
      ),
    );
    const idsOf = new Map<string, number[]>(directory.map(({ code }) => [code, []]));
    for (const { id, organizationCode } of assignments) idsOf.get(organizationCode)?.push(id);
    return [...idsOf.values()].map((assignmentIds, index) => ({
      chatId: chatIds[index] ?? Number.NaN,
      content: { kind: 'broadcast', documentId: document.id, assignmentIds },
    }));
  });
}

function organizationOf(index: number): DirectoryEntry {
  return {
    code: `school-${index + 1}`,
    kind: 'school',
    name: `Школа № ${index + 1} Заозёрской области`,
    shortName: null,
    aliases: [],
    parent: null,
    members: null,
    reminderTime: null,
  };
}
