import type { PointFacts } from '../messages/point.ts';
import type { Actor, Deps } from './deps.ts';
import { reportContent, WORDLESS } from './describe-gathered.ts';
import type { Records, ReportDraft, ReportDraftState, ReportFile } from './ports.ts';
import { type MadeReport, type ReportAssignmentOutcome, writeReport } from './report-assignment.ts';

/** Why a draft is not to be had. */
export type DraftRefusal =
  /** No such draft, or forgotten. */
  | { readonly kind: 'draft_gone' }
  /** Somebody else of the chat gathers it. */
  | { readonly kind: 'draft_of_another' }
  /** Sent or cancelled. */
  | { readonly kind: 'draft_over' };

/** What became of sending a draft. */
export type SendDraftOutcome =
  | ReportAssignmentOutcome
  | DraftRefusal
  | { readonly kind: 'nothing_gathered' }
  /** Telegram has not given out all files yet. */
  | { readonly kind: 'still_fetching'; readonly names: readonly string[] };

const OPEN: readonly ReportDraftState[] = ['waiting', 'gathering', 'paused'];

/**
 * «Отправить отчёт»: what was gathered becomes a report, interim if so wished. Pressed twice, or handled again after a
 * crash: one report.
 */
export async function sendDraft(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  command: {
    readonly actor: Actor;
    readonly draftId: number;
    readonly interim: boolean;
    /** Chosen now for a draft that is not about one yet. */
    readonly assignmentId?: number;
    /** The point as it reads now, where the person was shown what has changed: a decision's id. */
    readonly seenDecisionId?: number;
    /** When the person read the point, where that was before the draft was begun. */
    readonly readAt?: Date;
    /** See reportAssignment. */
    readonly moreFilesWithinMs?: number;
    /** What goes along with it: it follows the draft's own words and files. */
    readonly along?: { readonly text: string; readonly files: readonly ReportFile[] };
  },
): Promise<SendDraftOutcome> {
  const { actor, draftId, interim, moreFilesWithinMs, along } = command;
  const at = deps.clock.now();
  const { outcome, waiting } = await deps.store.transaction(
    async (records): Promise<{ outcome: SendDraftOutcome; waiting: readonly number[] }> => {
      const found = await findOwnDraft(records, actor, draftId);
      if (found.kind !== 'own') return { outcome: found, waiting: [] };
      const assignmentId = command.assignmentId ?? found.draft.assignmentId;
      if (assignmentId === null) return { outcome: { kind: 'draft_gone' }, waiting: [] };
      const ready = await readyContent(records, found.draft);
      if (ready.kind === 'still_fetching') return { outcome: ready, waiting: [] };
      if (ready.kind !== 'ready' && along === undefined) return { outcome: ready, waiting: [] };
      const content = joined(ready.kind === 'ready' ? ready.content : null, along);
      const { createdAt, supplement } = found.draft;
      const seen = command.seenDecisionId;
      const read = seen === undefined ? { at: command.readAt ?? createdAt } : { decisionId: seen };
      const report = { actor, assignmentId, interim, supplement, read, ...content };
      const written = await writeReport(
        records,
        moreFilesWithinMs === undefined ? report : { ...report, moreFilesWithinMs },
        at,
      );
      if (written.outcome.kind === 'reported') {
        const reportIds = [written.outcome.reportId];
        const change = { updateId: actor.updateId, assignmentId, reportIds };
        await records.reportDrafts.move(draftId, OPEN, 'sent', change);
      }
      return written;
    },
  );
  await deps.bell.deliveriesWaiting(waiting);
  return outcome;
}

type Content = ReturnType<typeof reportContent>;

function joined(own: Content | null, along: Content | undefined): Content {
  return {
    text: [own?.text === WORDLESS && along !== undefined ? undefined : own?.text, along?.text]
      .filter((text) => text !== undefined)
      .join('\n\n'),
    files: [...(own?.files ?? []), ...(along?.files ?? [])],
  };
}

/** The words have become something else than a report. */
export async function endDraft(
  deps: Pick<Deps, 'store'>,
  { actor, draftId }: { readonly actor: Actor; readonly draftId: number },
): Promise<void> {
  await deps.store.reportDrafts.move(draftId, OPEN, 'cancelled', { updateId: actor.updateId });
}

/** What became of each of the points that were reported in one go. */
export interface SentForAll {
  readonly kind: 'sent_for_all';
  readonly reported: readonly MadeReport[];
  /** Those that are not taken without a file. */
  readonly fileNeeded: readonly PointFacts[];
  /** Those that a new version has changed since the words were given. */
  readonly changed: readonly PointFacts[];
}

/** «Выполнено» for every point that the waiting words named: each gets them as its report. */
export async function sendForAll(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  command: { readonly actor: Actor; readonly draftId: number },
): Promise<SentForAll | Exclude<SendDraftOutcome, ReportAssignmentOutcome>> {
  const { actor, draftId } = command;
  const at = deps.clock.now();
  const rows: number[] = [];
  const outcome = await deps.store.transaction(async (records) => {
    rows.length = 0;
    const found = await findOwnDraft(records, actor, draftId);
    if (found.kind !== 'own') return found;
    const ready = await readyContent(records, found.draft);
    if (ready.kind !== 'ready') return ready;
    const reported: MadeReport[] = [];
    const fileNeeded: PointFacts[] = [];
    const changed: PointFacts[] = [];
    for (const assignmentId of found.draft.candidateIds) {
      const read = { at: found.draft.createdAt };
      const written = await writeReport(records, { actor, assignmentId, read, ...ready.content }, at);
      rows.push(...written.waiting);
      if (written.outcome.kind === 'reported') reported.push(written.outcome);
      if (written.outcome.kind === 'file_needed') fileNeeded.push(written.outcome.point);
      if (written.outcome.kind === 'changed_since') changed.push(written.outcome.point);
    }
    const reportIds = reported.map(({ reportId }) => reportId);
    await records.reportDrafts.move(draftId, OPEN, 'sent', { updateId: actor.updateId, reportIds });
    return { kind: 'sent_for_all', reported, fileNeeded, changed } as const;
  });
  await deps.bell.deliveriesWaiting(rows);
  return outcome;
}

/**
 * The draft, locked, if it is this person's and not over; one that this very update has ended counts as open, so that
 * handling it again answers the same.
 */
export async function findOwnDraft(
  records: Records,
  actor: Actor,
  draftId: number,
): Promise<{ readonly kind: 'own'; readonly draft: ReportDraft } | DraftRefusal> {
  const draft = await records.reportDrafts.lock(draftId);
  if (draft === null || draft.chatId !== actor.chatId) return { kind: 'draft_gone' };
  if (draft.personId !== actor.personId) return { kind: 'draft_of_another' };
  const isOpen = OPEN.includes(draft.state) || draft.endedByUpdateId === actor.updateId;
  return isOpen ? { kind: 'own', draft } : { kind: 'draft_over' };
}

async function readyContent(
  records: Records,
  draft: ReportDraft,
): Promise<
  | { readonly kind: 'ready'; readonly content: ReturnType<typeof reportContent> }
  | Extract<SendDraftOutcome, { kind: 'nothing_gathered' | 'still_fetching' }>
> {
  const items = await records.reportDrafts.items(draft.id);
  const names = items.flatMap(({ content }) => (content.kind === 'fetching' ? [content.file.name] : []));
  if (names.length > 0) return { kind: 'still_fetching', names };
  const has = items.some(({ content }) => content.kind !== 'lost');
  return has ? { kind: 'ready', content: reportContent(items) } : { kind: 'nothing_gathered' };
}
