import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import { canHandDown } from '../core/storeys/hand-down.ts';
import { gatheredText } from '../messages/gathered-report.ts';
import type { PointFacts } from '../messages/point.ts';
import type { RollUpFacts } from '../messages/roll-up.ts';
import { findAnswerRight } from './answer-for.ts';
import type { Actor, Deps } from './deps.ts';
import { reportContent } from './describe-gathered.ts';
import { type OpenedGathering, openGathering } from './gathering.ts';
import { pointFacts } from './point-facts.ts';
import type { ReportDraft, ReportFile } from './ports.ts';
import { type ReportAssignmentOutcome, type ReportRefusal, reportAssignment } from './report-assignment.ts';
import { rollUpFacts } from './roll-up-facts.ts';
import { type SendDraftOutcome, sendDraft } from './send-draft.ts';

/** What those below have reported and the officer accepted, put together. */
export interface GatheredReport {
  readonly point: PointFacts;
  readonly text: string;
  readonly files: readonly ReportFile[];
  readonly rollUp: RollUpFacts;
}

/** The gathered report, or why there is none. */
export type GatherReportOutcome =
  | { readonly kind: 'observer' | 'not_yours' | 'not_in_hand' | 'nothing_gathered' }
  | { readonly kind: 'gathered'; readonly gathered: GatheredReport };

/** «Отчёт по школам»: the accepted reports of those below in one text, with their files named by organization. */
export async function gatherReport(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  assignmentId: number,
): Promise<GatherReportOutcome> {
  const { store } = deps;
  const right = await findAnswerRight(store, actor, assignmentId);
  if (right.kind !== 'executor') return right;
  if (!canHandDown(right.assignment)) return { kind: 'not_in_hand' };
  const children = await store.assignments.childrenOf([assignmentId]);
  const accepted = children.filter(({ state }) => state === 'accepted').map(({ id }) => id);
  if (accepted.length === 0) return { kind: 'nothing_gathered' };
  const views = await store.assignments.views([assignmentId, ...accepted]);
  const reportOf = new Map((await store.reports.latestOfAll(accepted)).map((one) => [one.assignmentId, one]));
  const [above, ...below] = views;
  if (above === undefined) throw new Error(`assignment ${assignmentId} disappeared`);
  const parts = below
    .map(({ assignment, organizationName }) => ({ organizationName, report: reportOf.get(assignment.id) }))
    .toSorted((left, right) => left.organizationName.localeCompare(right.organizationName, 'ru'));
  const today = moscowDateOf(deps.clock.now());
  const rollUp = rollUpFacts(children, above.assignment, await store.organizations.all(), today);
  return {
    kind: 'gathered',
    gathered: {
      point: pointFacts(above),
      text: gatheredText(
        rollUp,
        parts.map(({ organizationName, report }) => ({ organizationName, words: report?.text ?? '' })),
      ),
      files: parts.flatMap(({ organizationName, report }) =>
        (report?.files ?? []).map((file) => ({
          ...file,
          name: `${fileNamePart(organizationName)} — ${file.name}`,
        })),
      ),
      rollUp,
    },
  };
}

/** What a report message shows of its text; a longer one goes along as a file. */
const SHOWN_LENGTH = 1_400;

/**
 * «Отправить отчёт»: what is gathered at this moment becomes the report of the organization above; a text too long for
 * the message goes along whole as a file.
 */
export async function sendGathered(
  deps: Pick<Deps, 'store' | 'clock' | 'bell' | 'files'>,
  actor: Actor,
  assignmentId: number,
): Promise<Exclude<GatherReportOutcome, { readonly kind: 'gathered' }> | ReportAssignmentOutcome> {
  const done = await deps.store.audit.ofUpdate(actor.updateId);
  // A repeat after a crash: the report's own use case answers as the first time.
  if (done.some(({ action, assignmentId: of }) => action === 'report' && of === assignmentId)) {
    return reportAssignment(deps, { actor, assignmentId, text: '', files: [] });
  }
  const found = await gatherReport(deps, actor, assignmentId);
  if (found.kind !== 'gathered') return found;
  const { text, files } = found.gathered;
  const whole = text.length > SHOWN_LENGTH ? [await keepText(deps, text)] : [];
  return reportAssignment(deps, { actor, assignmentId, text, files: [...whole, ...files] });
}

/** The officer's own words and files for this report, where they have begun to add them; null where not. */
export async function findOwnAddition(
  { store }: Pick<Deps, 'store'>,
  { chatId, personId }: Actor,
  assignmentId: number,
): Promise<ReportDraft | null> {
  const draft = await store.reportDrafts.gatheringOf(chatId, personId);
  return draft !== null && draft.assignmentId === assignmentId && draft.withBelow ? draft : null;
}

/** «Дополнить своим»: what the officer sends from now on goes before the reports of those below. */
export async function addToGathered(
  deps: Pick<Deps, 'store' | 'clock'>,
  actor: Actor,
  assignmentId: number,
): Promise<Exclude<GatherReportOutcome, { readonly kind: 'gathered' }> | OpenedGathering | ReportRefusal> {
  const found = await gatherReport(deps, actor, assignmentId);
  if (found.kind !== 'gathered') return found;
  const opened = await openGathering(deps, { actor, assignmentId });
  if (opened.kind !== 'gathering') return opened;
  await deps.store.reportDrafts.setWithBelow(opened.draft.id, true);
  return { ...opened, facts: { ...opened.facts, withBelow: true } };
}

/**
 * Sends a draft; one that the officer has added to the reports of those below, together with these as they are at this
 * moment.
 */
export async function sendWithBelow(
  deps: Pick<Deps, 'store' | 'clock' | 'bell' | 'files'>,
  command: Omit<Parameters<typeof sendDraft>[1], 'along'>,
): Promise<SendDraftOutcome> {
  const { actor, draftId } = command;
  const draft = await deps.store.reportDrafts.find(draftId);
  const isOwn = draft !== null && draft.chatId === actor.chatId && draft.personId === actor.personId;
  if (!isOwn || !draft.withBelow || draft.assignmentId === null) return sendDraft(deps, command);
  const found = await gatherReport(deps, actor, draft.assignmentId);
  if (found.kind !== 'gathered') return sendDraft(deps, command);
  const { text, files } = found.gathered;
  const own = reportContent(await deps.store.reportDrafts.items(draftId)).text;
  const isLong = own.length + text.length > SHOWN_LENGTH;
  const whole = isLong ? [await keepText(deps, text)] : [];
  return sendDraft(deps, { ...command, along: { text, files: [...whole, ...files] } });
}

async function keepText(deps: Pick<Deps, 'files'>, text: string): Promise<ReportFile> {
  const { sha256, size } = await deps.files.keep(new TextEncoder().encode(text));
  return { sha256, size, name: 'Отчёт по школам.txt', mimeType: 'text/plain' };
}

/** An organization's name as part of a file's: «МБОУ СОШ № 1» without what file systems refuse. */
function fileNamePart(name: string): string {
  return name
    .replace(/[\\/:*?"<>|«»\p{Cc}]/gu, '')
    .slice(0, 60)
    .trim();
}
