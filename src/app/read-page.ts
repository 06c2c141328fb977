import { draftSummary } from '../messages/draft.ts';
import { PAGE_REPLIES, pageAdded, pageIsAnother } from '../messages/draft-page.ts';
import { escapeHtml } from '../messages/html.ts';
import type { OutgoingMessage } from '../messages/message.ts';
import { reply } from '../messages/reply.ts';
import { type AddPageOutcome, addPage } from './add-page.ts';
import type { Actor, Deps } from './deps.ts';
import { describeDraft } from './describe-draft.ts';
import { documentFacts } from './point-facts.ts';
import type { ReadingProgress, SourceFile, SourceReader } from './ports.ts';

/**
 * Reads the files of a further page into its draft. `another_document`: they are one by themselves, and nothing was
 * done; `read` gives what was read once more.
 */
export async function readPage(
  deps: Deps & { readonly reader: SourceReader },
  page: {
    readonly actor: Actor;
    readonly documentId: number;
    readonly files: readonly SourceFile[];
    readonly name: string;
    readonly onProgress: (progress: ReadingProgress) => void;
  },
): Promise<
  | { readonly kind: 'told'; readonly messages: readonly OutgoingMessage[] }
  | {
      readonly kind: 'another_document';
      readonly note: OutgoingMessage | null;
      readonly reader: SourceReader;
    }
> {
  const { actor, documentId, files, name, onProgress } = page;
  const read = await deps.reader.read(files, name, onProgress);
  if (read.kind === 'unreadable') return { kind: 'told', messages: [{ html: escapeHtml(read.message) }] };
  const { source, warnings } = read;
  const outcome = await addPage(deps, { actor, documentId, page: source, warnings });
  if (outcome.kind === 'another_document') {
    const document = await deps.store.documents.find(documentId);
    const note = document === null ? null : pageIsAnother(documentFacts(document));
    return { kind: 'another_document', note, reader: { read: async () => read } };
  }
  for (const { bytes } of files) await deps.files.keep(bytes);
  return { kind: 'told', messages: await wordOutcome(deps, documentId, outcome) };
}

async function wordOutcome(
  deps: Deps,
  documentId: number,
  outcome: Exclude<AddPageOutcome, { readonly kind: 'another_document' }>,
): Promise<readonly OutgoingMessage[]> {
  switch (outcome.kind) {
    case 'not_controller':
      return [reply('notController')];
    case 'document_gone':
      return [reply('documentGone')];
    case 'draft_gone':
    case 'already_there':
    case 'nothing_found':
      return [{ html: PAGE_REPLIES[outcome.kind] }];
    case 'added': {
      const found = await describeDraft(deps, documentId);
      if (found === null) return [reply('documentGone')];
      const { draft } = found;
      const named = (ids: readonly number[]) => draft.points.filter(({ id }) => ids.includes(id));
      const { added, continued, kept, place } = outcome;
      const first = draft.points.findIndex(({ id }) => added.includes(id));
      return [
        pageAdded(draft.document, {
          added: named(added),
          continued: named(continued),
          kept: named(kept),
          place,
          after: draft.points[first - 1] ?? null,
          others: draft.points.length - added.length,
        }),
        draftSummary(draft),
      ];
    }
  }
}
