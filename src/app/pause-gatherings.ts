import type { Deps } from './deps.ts';

/** Hours after the last thing given. */
const LEFT_HOURS = 24;
/** Drafts paused in one run. */
const AT_ONCE = 200;

/** Ends the gatherings that were left lying for a day: each stays as a draft, and its owner is told what is kept. */
export async function pauseGatherings(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
): Promise<{ readonly paused: number }> {
  const at = deps.clock.now();
  const before = new Date(at.getTime() - LEFT_HOURS * 60 * 60 * 1000);
  let paused = 0;
  for (const { id, chatId, touchedAt } of await deps.store.reportDrafts.leftBefore(before, AT_ONCE)) {
    const rows = await deps.store.transaction(async (records) => {
      const draft = await records.reportDrafts.lock(id);
      // Something was given meanwhile.
      if (draft === null || draft.touchedAt > touchedAt) return [];
      const isEmpty = (await records.reportDrafts.items(id)).length === 0;
      const moved = await records.reportDrafts.move(id, ['gathering'], isEmpty ? 'cancelled' : 'paused');
      if (!moved) return [];
      paused += 1;
      const content = { kind: 'gathering_paused', draftId: id } as const;
      const key = `gathering-paused:${id}:${touchedAt.getTime()}`;
      return isEmpty ? [] : records.outbox.addMany([{ key, chatId, content, notBefore: at }]);
    });
    await deps.bell.deliveriesWaiting(rows);
  }
  return { paused };
}
