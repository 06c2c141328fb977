import type { Deps } from './deps.ts';

/** Handled updates are kept this long, for tracing; they carry what people wrote. */
const KEPT_DAYS = 7;
/** What was gathered for reports is kept this long; what was sent lives on in the report. */
const DRAFTS_KEPT_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Removes handled updates, abandoned dialogues, the messages that documents were read from and drafts of reports.
 */
export async function forgetUpdates(
  deps: Pick<Deps, 'store' | 'clock'>,
): Promise<{ readonly forgotten: number }> {
  const before = new Date(deps.clock.now().getTime() - KEPT_DAYS * DAY_MS);
  const draftsBefore = new Date(deps.clock.now().getTime() - DRAFTS_KEPT_DAYS * DAY_MS);
  const updates = await deps.store.updates.forgetBefore(before);
  const dialogues = await deps.store.dialogues.forgetBefore(before);
  const uploads = await deps.store.uploads.forgetBefore(before);
  const drafts = await deps.store.reportDrafts.forgetBefore(draftsBefore);
  return { forgotten: updates + dialogues + uploads + drafts };
}
