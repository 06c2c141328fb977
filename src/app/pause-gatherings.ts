import type { Deps } from './deps.ts';

/** Hours after the last thing given: to a report that is gathered, and to a question that was not answered. */
const LEFT_HOURS = { gathering: 24, waiting: 1 } as const;
/** Drafts paused in one run. */
const AT_ONCE = 200;

/**
 * Ends the gatherings that were left lying for a day, and the questions («к какому поручению?») for an hour: each stays
 * as a draft, and its owner is told what is kept.
 */
export async function pauseGatherings(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
): Promise<{ readonly paused: number }> {
  const gatherings = await pauseLeft(deps, 'gathering');
  const questions = await pauseLeft(deps, 'waiting');
  return { paused: gatherings + questions };
}

async function pauseLeft(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  state: keyof typeof LEFT_HOURS,
): Promise<number> {
  const at = deps.clock.now();
  const before = new Date(at.getTime() - LEFT_HOURS[state] * 60 * 60 * 1000);
  let paused = 0;
  for (const { id, chatId, touchedAt } of await deps.store.reportDrafts.leftBefore(state, before, AT_ONCE)) {
    const rows = await deps.store.transaction(async (records) => {
      const draft = await records.reportDrafts.lock(id);
      // Something was given meanwhile.
      if (draft === null || draft.touchedAt > touchedAt) return [];
      const isEmpty = (await records.reportDrafts.items(id)).length === 0;
      const moved = await records.reportDrafts.move(id, [state], isEmpty ? 'cancelled' : 'paused');
      if (!moved) return [];
      paused += 1;
      const content = { kind: 'gathering_paused', draftId: id } as const;
      const key = `gathering-paused:${id}:${touchedAt.getTime()}`;
      return isEmpty ? [] : records.outbox.addMany([{ key, chatId, content, notBefore: at }]);
    });
    await deps.bell.deliveriesWaiting(rows);
  }
  return paused;
}
