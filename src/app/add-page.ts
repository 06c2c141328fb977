import { builtInDirectory } from '../core/addressees/index.ts';
import { readDocuments, type SourceText } from '../core/documents/index.ts';
import { type AddedPage, continuePoint, cutBetween, readAddedPage } from '../core/review/added-page.ts';
import { type PagePlace, placeOfPage } from '../core/review/page-place.ts';
import type { Warning } from '../core/warning.ts';
import type { Actor, Deps } from './deps.ts';
import { documentEntry } from './document-entry.ts';
import type { AuditEntry, Records, StoredDecision, StoredDocument } from './ports.ts';
import { changePoint } from './review-point.ts';

/** What became of a page that was sent for a draft. */
export type AddPageOutcome =
  | { readonly kind: 'not_controller' | 'document_gone' | 'draft_gone' }
  /** The draft has this page already; the page holds no points and completes none. Nothing is changed. */
  | { readonly kind: 'already_there' | 'nothing_found' }
  /** It has a number of its own, and not the draft's. Nothing is changed. */
  | { readonly kind: 'another_document' }
  | {
      readonly kind: 'added';
      /** Points of the draft that begin on the page, and those that go on on it; ids. */
      readonly added: readonly number[];
      readonly continued: readonly number[];
      /** Points the page has more to say of, but a reviewer has corrected: the correction stays. */
      readonly kept: readonly number[];
      /** Where the added points were put, as far as their numbers tell; `unclear`: at the end. */
      readonly place: PagePlace['kind'];
    };

/**
 * Puts one more page into a draft that is being reviewed: its points are read as they go on from what stands before
 * them, and come where their numbers belong; where these do not tell, behind the points that were read. Nothing a reviewer has done is lost. The same update handled twice adds once,
 * and so does the same page sent twice.
 */
export async function addPage(
  deps: Pick<Deps, 'store' | 'clock' | 'calendar' | 'deadlinePolicy'>,
  command: {
    readonly actor: Actor;
    readonly documentId: number;
    readonly page: SourceText;
    /** What the reader of its file doubts. */
    readonly warnings: readonly Warning[];
  },
): Promise<AddPageOutcome> {
  const { documents, organizations } = deps.store;
  const directory = await organizations.all();
  const context = {
    directory: directory.length > 0 ? directory : builtInDirectory,
    calendar: deps.calendar,
    policy: deps.deadlinePolicy,
  };
  const document = await documents.find(command.documentId);
  const [alone] = readDocuments(command.page, context);
  if (document?.number && alone?.number && numberOf(alone.number) !== numberOf(document.number)) {
    return { kind: 'another_document' };
  }
  for (;;) {
    const text = await documents.text(command.documentId);
    if (text === null) return { kind: 'document_gone' };
    const points = (await documents.decisions(command.documentId)).filter(({ quote }) => quote.end > 0);
    const behind = readAddedPage(text, command.page, context);
    const labels = alone?.decisions.length ? alone.decisions : (behind?.added ?? []);
    const place = placeOfPage(
      points.map(({ label }) => label),
      labels.map(({ label }) => label),
    );
    const end = place.kind === 'after' ? endBefore(text, points, place.index) : text.length;
    const page = end === text.length ? behind : readAddedPage(text, command.page, context, end);
    const read = { from: text, page, place: place.kind, after: afterOf(place, points) };
    // Read outside the transaction: a long document takes its time. Another page may have come meanwhile.
    const outcome = await deps.store.transaction((records) => put(deps, records, command, read));
    if (outcome.kind !== 'read_anew') return outcome;
  }
}

/** A page as it was read against the draft as it stood then. */
interface PageRead {
  readonly from: string;
  readonly page: AddedPage | null;
  readonly place: PagePlace['kind'];
  /** The point its own come behind; null = before the first, or behind the last, as `place` says. */
  readonly after: StoredDecision | null;
}

function afterOf(place: PagePlace, points: readonly StoredDecision[]): StoredDecision | null {
  return place.kind === 'after' ? (points[place.index] ?? null) : null;
}

async function put(
  { clock }: Pick<Deps, 'clock'>,
  records: Records,
  { actor, documentId, warnings }: Parameters<typeof addPage>[1],
  { from, page, place, after }: PageRead,
): Promise<AddPageOutcome | { readonly kind: 'read_anew' }> {
  if ((await records.controllers.findByTelegramUser(actor.telegramUserId)) === null) {
    return { kind: 'not_controller' };
  }
  const document = await records.documents.lock(documentId);
  if (document === null) return { kind: 'document_gone' };
  const before = (await records.audit.ofUpdate(actor.updateId)).find(
    (entry) => entry.action === 'page_added' && entry.documentId === documentId,
  );
  if (before !== undefined) return recorded(before);
  if (document.state !== 'draft') return { kind: 'draft_gone' };
  if ((await records.documents.text(documentId)) !== from) return { kind: 'read_anew' };
  if (page === null) return { kind: 'already_there' };
  if (page.added.length === 0 && page.continued.length === 0) return { kind: 'nothing_found' };
  const at = clock.now();
  const by = { personId: actor.personId, at };
  const decisions = await records.documents.decisions(documentId);
  // Points that a reviewer has added stand behind those that were read, of this page too.
  const points = decisions.filter(({ quote }) => quote.end > 0);
  const behind = place === 'after' ? points.find(({ id }) => id === after?.id) : points.at(-1);
  // Split, merged or moved meanwhile.
  if (after !== null && behind === undefined) return { kind: 'read_anew' };
  const { continued, kept } = await goOn(records, actor, at, decisions, page);
  const made = page.added.map((one) => ({ ...one, requiresFile: false, madeFrom: [] }));
  const added = await records.documents.insertDecisions(documentId, behind?.position ?? -1, made, by);
  await records.documents.extendDraft(documentId, {
    text: page.text,
    questions:
      place === 'after'
        ? withNew(document.questions, page.questions)
        : orElse(page.questions, document.questions),
    annexes: orElse(page.annexes, document.annexes),
    warnings: withoutRepeats([...document.warnings, ...warnings, ...page.warnings]),
  });
  const details = { added: added.join(), continued: continued.join(), kept: kept.join(), place };
  await records.audit.append(documentEntry(actor, at, documentId, 'page_added', details));
  return { kind: 'added', added, continued, kept, place };
}

/** Where in the text a page ends what stands before it, if it comes behind the point with this index. */
function endBefore(text: string, points: readonly StoredDecision[], index: number): number {
  const next = points[index + 1];
  return next === undefined ? text.length : cutBetween(text, points[index]?.quote ?? null, next.quote);
}

/** The points of the draft that go on on the page. */
async function goOn(
  records: Records,
  actor: Actor,
  at: Date,
  decisions: readonly StoredDecision[],
  page: AddedPage,
): Promise<{ readonly continued: readonly number[]; readonly kept: readonly number[] }> {
  const continued: number[] = [];
  const kept: number[] = [];
  for (const one of page.continued) {
    const { start } = one.before.quote;
    const stored = decisions.find(({ quote, dropped }) => !dropped && quote.end > 0 && quote.start === start);
    if (stored === undefined) continue;
    if (stored.madeFrom.length > 0) {
      // Split or merged by hand: which part goes on is for the reviewer to say.
      kept.push(stored.id);
      continue;
    }
    const next = continuePoint(stored, one);
    await changePoint(records, actor, at, stored, { action: 'point_continued', change: next.point });
    (next.kept ? kept : continued).push(stored.id);
  }
  return { continued, kept };
}

/** What an earlier handling of the update has done. */
function recorded({ details }: AuditEntry): AddPageOutcome {
  const ids = (value: AuditEntry['details'][string] | undefined): readonly number[] =>
    String(value ?? '')
      .split(',')
      .filter((id) => id !== '')
      .map(Number);
  return {
    kind: 'added',
    added: ids(details.added),
    continued: ids(details.continued),
    kept: ids(details.kept),
    place: details.place === 'after' || details.place === 'unclear' ? details.place : 'end',
  };
}

/** The agenda items of the draft, and those that the page has brought. */
function withNew(known: StoredDocument['questions'], read: AddedPage['questions']): AddedPage['questions'] {
  const numbers = new Set(known.map(({ number }) => number));
  return [...known, ...read.filter(({ number }) => !numbers.has(number))];
}

function orElse<T>(read: readonly T[], known: readonly T[]): readonly T[] {
  return read.length > 0 ? read : known;
}

function numberOf(printed: string): string {
  return printed.replaceAll(/\s/g, '').toLowerCase();
}

function withoutRepeats(warnings: readonly Warning[]): readonly Warning[] {
  return warnings.filter(
    ({ message }, at) => warnings.findIndex((warning) => warning.message === message) === at,
  );
}
