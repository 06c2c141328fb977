import { SCHEDULE } from '../../jobs/schedule.ts';
import type { Queues } from '../adapters/queue/open-queues.ts';
import type { Log } from '../app/ports/log.ts';

const LOOK_EVERY_MS = 60_000;

/**
 * Sees to it that what repeats goes on repeating: in the queue each run makes the next one, so one that could not, or
 * a queue server that was wiped, would end the sweep and the mornings until the next start. Looks by a timer of its
 * own, which does not need the queue to tick.
 *
 * @returns how to stop looking
 */
export function keepSchedule(queues: Pick<Queues, 'mendSchedule'>, log: Log): () => void {
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    try {
      const jobs = await queues.mendSchedule(SCHEDULE, Date.now());
      if (jobs.length > 0) log.warn({ jobs }, 'repeating jobs had no next run; they have one again');
    } catch (error) {
      log.warn({ err: error }, 'it could not be seen whether the repeating jobs go on');
    } finally {
      isLooking = false;
    }
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
