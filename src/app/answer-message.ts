import { saysDone } from '../core/assignments/done-words.ts';
import type { PointFacts } from '../messages/point.ts';
import type { Actor, Deps } from './deps.ts';
import { listOwnAssignments, listReportable } from './list-assignments.ts';
import type { FileFetcher, ReportFile } from './ports.ts';
import { type ReportAssignmentOutcome, reportAssignment } from './report-assignment.ts';

/** A file in a message, not fetched yet. */
export interface IncomingFile {
  readonly fileId: string;
  readonly name: string;
  readonly mimeType: string;
}

/** What an executor wrote or sent. */
export interface AnswerMessage {
  readonly actor: Actor;
  /** The text or caption, null where there is none. */
  readonly text: string | null;
  readonly file: IncomingFile | null;
  /** The message it answers, null where it stands alone. */
  readonly replyToMessageId: number | null;
  /** Messages of one album share it. */
  readonly mediaGroupId: string | null;
}

/** What an executor's message led to. */
export type AnswerMessageOutcome =
  /** Neither a file nor words that say «выполнено». */
  | { readonly kind: 'not_an_answer' }
  | ReportAssignmentOutcome
  /** One assignment could be meant: asks. The words and files wait under the update's id. */
  | { readonly kind: 'confirm'; readonly point: PointFacts; readonly evidenceUpdateId: number }
  | { readonly kind: 'choose'; readonly points: readonly PointFacts[]; readonly evidenceUpdateId: number }
  | { readonly kind: 'no_open_assignments' | 'too_big' | 'file_unavailable' }
  /** One more file of an album whose first message was answered already. */
  | { readonly kind: 'added' };

/** Words and files of a person that wait for the choice of an assignment. */
interface Evidence {
  readonly text: string;
  readonly files: readonly ReportFile[];
  /** The assignments it may be about, null where any. */
  readonly assignmentIds: readonly number[] | null;
}

/** Files of one album arrive as messages of their own, within this time. */
const ALBUM_WAIT_MS = 10_000;

/**
 * An executor's own words, photo or file: a reply to a message about one assignment reports it at once; on its
 * own it is confirmed (one open assignment) or a choice is offered (several). Files are copied out of Telegram
 * before anything is asked, so nothing is lost while the person thinks.
 */
export async function answerMessage(
  deps: Deps & { readonly fetcher: FileFetcher },
  answer: AnswerMessage,
): Promise<AnswerMessageOutcome> {
  if (answer.file === null && !saysDone(answer.text ?? '')) return { kind: 'not_an_answer' };
  const { actor } = answer;
  const subscriptions = await deps.store.subscriptions.ofChat(actor.chatId);
  if (!subscriptions.some(({ role }) => role === 'executor')) return { kind: 'observer' };
  const files: ReportFile[] = [];
  if (answer.file !== null) {
    const kept = await keepFile(deps, answer.file);
    if (kept.kind !== 'kept') return kept;
    files.push(kept.file);
  }
  const [albumFile] = files;
  if (albumFile !== undefined && (await addToAlbum(deps, answer, albumFile))) return { kind: 'added' };

  const text = answer.text?.trim() || 'Отчёт приложен файлом.';
  const meant =
    answer.replyToMessageId === null
      ? []
      : await deps.store.sentMessages.assignmentsOf(actor.chatId, answer.replyToMessageId);
  const candidates =
    meant.length > 0
      ? await listReportable(deps, actor.chatId, meant)
      : await listOwnAssignments(deps, actor.chatId, 'reportable');
  const [first] = candidates;
  const only = candidates.length === 1 ? first : undefined;
  // A reply is explicit. With nothing left to report, the refusal says what has become of the assignment.
  const assignmentId = only?.assignmentId ?? meant[0];
  if (meant.length > 0 && candidates.length <= 1 && assignmentId !== undefined) {
    const outcome = await reportAssignment(deps, {
      actor,
      assignmentId,
      text,
      files,
      ...(answer.mediaGroupId === null ? {} : { moreFilesWithinMs: ALBUM_WAIT_MS }),
    });
    if (outcome.kind === 'reported') await openAlbum(deps, answer, { reportId: outcome.reportId });
    return outcome;
  }
  if (first === undefined) return { kind: 'no_open_assignments' };
  const evidence: Evidence = { text, files, assignmentIds: meant.length > 0 ? meant : null };
  await deps.store.dialogues.write(evidenceKey(actor.chatId, actor.updateId), evidence);
  await openAlbum(deps, answer, { evidenceUpdateId: actor.updateId });
  return only === undefined
    ? { kind: 'choose', points: candidates, evidenceUpdateId: actor.updateId }
    : { kind: 'confirm', point: only, evidenceUpdateId: actor.updateId };
}

/** The assignment was chosen: the waiting words and files become its report. */
export async function reportWithEvidence(
  deps: Deps,
  command: { readonly actor: Actor; readonly assignmentId: number; readonly evidenceUpdateId: number },
): Promise<ReportAssignmentOutcome | { readonly kind: 'evidence_gone' }> {
  const { actor, assignmentId } = command;
  const evidence = await deps.store.dialogues.read(evidenceKey(actor.chatId, command.evidenceUpdateId));
  if (!isEvidence(evidence)) return { kind: 'evidence_gone' };
  return reportAssignment(deps, { actor, assignmentId, text: evidence.text, files: evidence.files });
}

/** The assignments that words and files waiting under an update's id may be about, as of now. */
export async function listForEvidence(
  deps: Pick<Deps, 'store' | 'clock'>,
  chatId: number,
  evidenceUpdateId: number,
): Promise<readonly PointFacts[]> {
  const evidence = await deps.store.dialogues.read(evidenceKey(chatId, evidenceUpdateId));
  if (!isEvidence(evidence)) return [];
  return evidence.assignmentIds === null
    ? listOwnAssignments(deps, chatId, 'reportable')
    : listReportable(deps, chatId, evidence.assignmentIds);
}

async function keepFile(
  deps: Deps & { readonly fetcher: FileFetcher },
  incoming: IncomingFile,
): Promise<
  { readonly kind: 'kept'; readonly file: ReportFile } | { readonly kind: 'too_big' | 'file_unavailable' }
> {
  const fetched = await deps.fetcher.fetch(incoming.fileId);
  if (fetched.kind === 'too_big') return { kind: 'too_big' };
  if (fetched.kind !== 'file') return { kind: 'file_unavailable' };
  const { sha256, size, mimeType } = await deps.files.keep(fetched.bytes);
  return {
    kind: 'kept',
    file: { sha256, size, name: incoming.name, mimeType: mimeType ?? incoming.mimeType },
  };
}

/** Puts the file with the rest of its album, if the album's first message was answered already. */
async function addToAlbum(deps: Deps, answer: AnswerMessage, file: ReportFile): Promise<boolean> {
  if (answer.mediaGroupId === null) return false;
  const album = await deps.store.dialogues.read(albumKey(answer.actor.chatId, answer.mediaGroupId));
  // The album's first message handled once more after a crash is answered again, not added to itself.
  if (openedBy(album) === answer.actor.updateId) return false;
  if (isOpenReport(album)) return deps.store.reports.addFile(album.reportId, file);
  if (!isWaitingEvidence(album)) return false;
  const key = evidenceKey(answer.actor.chatId, album.evidenceUpdateId);
  const evidence = await deps.store.dialogues.read(key);
  if (!isEvidence(evidence)) return false;
  // Handled once more after a crash, the file is there already.
  const others = evidence.files.filter(({ sha256 }) => sha256 !== file.sha256);
  await deps.store.dialogues.write(key, { ...evidence, files: [...others, file] });
  return true;
}

async function openAlbum(
  deps: Deps,
  answer: AnswerMessage,
  target: { readonly reportId: number } | { readonly evidenceUpdateId: number },
): Promise<void> {
  if (answer.mediaGroupId === null) return;
  await deps.store.dialogues.write(albumKey(answer.actor.chatId, answer.mediaGroupId), {
    ...target,
    openedBy: answer.actor.updateId,
  });
}

function evidenceKey(chatId: number, updateId: number): string {
  return `evidence:${chatId}:${updateId}`;
}

function albumKey(chatId: number, mediaGroupId: string): string {
  return `album:${chatId}:${mediaGroupId}`;
}

function isEvidence(value: unknown): value is Evidence {
  return typeof value === 'object' && value !== null && 'files' in value && 'assignmentIds' in value;
}

function openedBy(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'openedBy' in value ? value.openedBy : undefined;
}

function isOpenReport(value: unknown): value is { readonly reportId: number } {
  return typeof value === 'object' && value !== null && 'reportId' in value;
}

function isWaitingEvidence(value: unknown): value is { readonly evidenceUpdateId: number } {
  return typeof value === 'object' && value !== null && 'evidenceUpdateId' in value;
}
