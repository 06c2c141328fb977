import type { NewAssignment, Records, StoredDocument } from '../../src/app/ports.ts';
import type { DirectoryEntry } from '../../src/core/addressees/directory.ts';
import type { Deadline } from '../../src/core/deadlines/deadline.ts';
import type { ReadDecision, ReadDocument } from '../../src/core/documents/read-document.ts';

/** An organization of the fictional region, with what matters to the test. */
export function organization(code: string, rest: Partial<DirectoryEntry> = {}): DirectoryEntry {
  return {
    code,
    kind: 'municipality',
    name: `Управление образования, ${code}`,
    shortName: null,
    aliases: [],
    parent: null,
    members: null,
    reminderTime: null,
    ...rest,
  };
}

/** A deadline «до 01.10.2026» with what matters to the test. */
export function deadline(rest: Partial<Deadline> = {}): Deadline {
  return {
    text: 'до 01.10.2026',
    kind: 'date',
    start: null,
    due: '2026-10-01',
    next: null,
    rrule: null,
    offset: null,
    trigger: null,
    inherited: false,
    ...rest,
  };
}

/** A decision for all municipalities, with what matters to the test. */
export function decision(rest: Partial<ReadDecision> = {}): ReadDecision {
  return {
    question: '1',
    label: '1.1',
    text: 'Обеспечить проверку школьных автобусов.',
    addressees: [{ text: 'Управлениям образования', code: 'OMSU', executor: true }],
    deadline: deadline(),
    quote: { start: 10, end: 50 },
    warnings: [],
    ...rest,
  };
}

/** A protocol with one decision, with what matters to the test. */
export function reading(rest: Partial<ReadDocument> = {}): ReadDocument {
  return {
    source: 'protokol.docx',
    kind: 'protocol',
    date: '2026-09-01',
    number: '12',
    issuer: 'Департамент образования Заозёрской области',
    title: 'О подвозе учащихся',
    questions: [{ number: '1', title: 'О подвозе учащихся' }],
    decisions: [decision()],
    annexes: [],
    warnings: [],
    ...rest,
  };
}

let files = 0;

/** Keeps a document as a draft, by a controller who is made where needed. */
export async function saveDocument(
  records: Records,
  read: ReadDocument = reading(),
): Promise<StoredDocument> {
  const person = await records.people.remember(7_000_000_001, 'Вера Ключникова');
  files += 1;
  return records.documents.saveDraft({
    reading: read,
    text: 'ПРОТОКОЛ совещания. Обеспечить проверку школьных автобусов. Срок: до 01.10.2026',
    sha256: files.toString(16).padStart(64, '0'),
    position: 0,
    createdByPersonId: person.id,
    createdAt: new Date('2026-09-01T08:00:00Z'),
  });
}

/** A new assignment of the document's first decision, with what matters to the test. */
export async function newAssignment(
  records: Records,
  document: StoredDocument,
  rest: Partial<NewAssignment> = {},
): Promise<NewAssignment> {
  const [first] = await records.documents.decisions(document.id);
  if (first === undefined) throw new Error(`document ${document.id} has no decision`);
  return {
    documentId: document.id,
    decisionId: first.id,
    organizationCode: 'prirechensk',
    occurrence: 0,
    executor: true,
    deadlineKind: first.deadline.kind,
    start: first.deadline.start,
    due: first.deadline.due,
    publishedOn: '2026-09-01',
    remindedThrough: '2026-09-01',
    ...rest,
  };
}
