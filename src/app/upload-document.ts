import { createHash } from 'node:crypto';
import { builtInDirectory } from '../core/addressees/index.ts';
import { readDocuments } from '../core/documents/index.ts';
import type { Actor, Deps } from './deps.ts';
import { findSameAsPublished } from './find-same-as-published.ts';
import type { ReadingProgress, Records, SourceFile, SourceReader, StoredDocument } from './ports.ts';

/** What a file or text held. `nothing_found`: no decisions, with the reasons in Russian. */
export type UploadDocumentOutcome =
  | { readonly kind: 'not_controller' }
  | { readonly kind: 'unreadable'; readonly message: string }
  | { readonly kind: 'nothing_found'; readonly reasons: readonly string[] }
  | {
      readonly kind: 'read';
      /** Ids of the drafts to check, in the file's order. */
      readonly drafts: readonly number[];
      /** Those of them that were there before, with what somebody has checked in them. */
      readonly inReview: readonly number[];
      /** Documents that are published already: from the same file, or in the same words. */
      readonly published: readonly StoredDocument[];
    };

/**
 * A controller sent a file, the pages of one document, or a text: reads every document in it and keeps each as a
 * draft. What was published from the same files stays published. A draft of them that nobody has touched gives way to
 * the new reading, which knows the directory of today; one that is in review stays as it is.
 */
export async function uploadDocument(
  deps: Deps & { readonly reader: SourceReader },
  command: {
    readonly actor: Actor;
    /** The files of one document, in their order. */
    readonly files: readonly SourceFile[];
    /** What the whole is called. */
    readonly name: string;
    readonly onProgress?: (progress: ReadingProgress) => void;
  },
): Promise<UploadDocumentOutcome> {
  const { actor, files, onProgress = () => undefined } = command;
  if ((await deps.store.controllers.findByTelegramUser(actor.telegramUserId)) === null) {
    return { kind: 'not_controller' };
  }
  const read = await deps.reader.read(files, command.name, onProgress);
  if (read.kind === 'unreadable') return { kind: 'unreadable', message: read.message };
  const directory = await deps.store.organizations.all();
  const readings = readDocuments(read.source, {
    // Before a directory is loaded, at least the groups that every region has are called by their names.
    directory: directory.length > 0 ? directory : builtInDirectory,
    calendar: deps.calendar,
    policy: deps.deadlinePolicy,
  });
  const withDecisions = readings.filter(({ decisions }) => decisions.length > 0);
  if (withDecisions.length === 0) {
    const reasons = [...read.warnings, ...readings.flatMap(({ warnings }) => warnings)];
    return { kind: 'nothing_found', reasons: reasons.map(({ message }) => message) };
  }
  for (const { bytes } of files) await deps.files.keep(bytes);
  const sha256 = hashOf(files);
  return deps.store.transaction(async (records) => {
    const known = new Map(
      (await records.documents.findByFile(sha256)).map((document) => [document.position, document]),
    );
    const drafts: number[] = [];
    const inReview: number[] = [];
    const published: StoredDocument[] = [];
    for (const [position, reading] of withDecisions.entries()) {
      const before = known.get(position);
      if (before?.state === 'published') {
        published.push(before);
        continue;
      }
      if (before !== undefined) {
        // A reviewer may be changing it at this moment.
        await records.documents.lock(before.id);
        if ((await countReviewed(records, before.id)) > 0) {
          drafts.push(before.id);
          inReview.push(before.id);
          continue;
        }
        await records.documents.markDiscarded(before.id);
      }
      const draft = await records.documents.saveDraft({
        reading: { ...reading, warnings: [...read.warnings, ...reading.warnings] },
        text: read.source.text,
        sha256,
        position,
        createdByPersonId: actor.personId,
        createdAt: deps.clock.now(),
      });
      // Another file of what is published already, with nothing changed in its points: there is nothing to send.
      const same = await findSameAsPublished(records, draft.id, {
        now: deps.clock.now(),
        calendar: deps.calendar,
      });
      if (same !== null) published.push(same);
      else drafts.push(draft.id);
    }
    return { kind: 'read', drafts, inReview, published };
  });
}

/** How many points of a draft somebody has changed or confirmed; its own doubts count as one more. */
export async function countReviewed(records: Pick<Records, 'documents'>, draftId: number): Promise<number> {
  const [draft, decisions] = await Promise.all([
    records.documents.find(draftId),
    records.documents.decisions(draftId),
  ]);
  const points = decisions.filter(({ changedByPersonId }) => changedByPersonId !== null);
  return points.length + (draft === null || draft.confirmed === null ? 0 : 1);
}

/** Of one file its own hash; of several one that is the same for the same files in the same order. */
function hashOf(files: readonly SourceFile[]): string {
  const hashes = files.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'));
  const [only] = hashes;
  if (only !== undefined && hashes.length === 1) return only;
  return createHash('sha256').update(hashes.join('\n')).digest('hex');
}
