import type { Deps } from './deps.ts';

/** Handled updates are kept this long, for tracing; they carry what people wrote. */
const KEPT_DAYS = 7;

/** Removes handled updates, abandoned dialogues and the messages that documents were read from. */
export async function forgetUpdates(
  deps: Pick<Deps, 'store' | 'clock'>,
): Promise<{ readonly forgotten: number }> {
  const before = new Date(deps.clock.now().getTime() - KEPT_DAYS * 24 * 60 * 60 * 1000);
  const updates = await deps.store.updates.forgetBefore(before);
  const dialogues = await deps.store.dialogues.forgetBefore(before);
  const uploads = await deps.store.uploads.forgetBefore(before);
  return { forgotten: updates + dialogues + uploads };
}
