import {
  departmentSummaryJob,
  fetchLateFilesJob,
  forgetUpdatesJob,
  type JobKind,
  openOccurrencesJob,
  pauseGatheringsJob,
  planMorningJob,
  sweepOutboxJob,
} from './queues.ts';

/** When a job repeats: a cron pattern in Moscow time, or a pause between runs. */
export type Repetition =
  | { readonly pattern: string; readonly tz: 'Europe/Moscow' }
  | { readonly everyMs: number };

/** A repeating job. Runs that were missed collapse with the next one. */
export interface ScheduledJob {
  readonly job: JobKind<object>;
  readonly repeats: Repetition;
}

const moscow = (pattern: string): Repetition => ({ pattern, tz: 'Europe/Moscow' });

/**
 * Every repeating job. Each asks the database what is to be done, so running one too often does no harm; and each
 * comes again within the hour, because a start makes the schedule anew and a run that fell into the pause is not
 * made up for.
 */
export const SCHEDULE: readonly ScheduledJob[] = [
  { job: sweepOutboxJob, repeats: { everyMs: 15_000 } },
  { job: fetchLateFilesJob, repeats: { everyMs: 15_000 } },
  { job: pauseGatheringsJob, repeats: moscow('*/10 * * * *') },
  // Each organization has a time of its own; outside these hours nothing is planned.
  { job: planMorningJob, repeats: moscow('*/5 6-20 * * *') },
  { job: openOccurrencesJob, repeats: moscow('10 * * * *') },
  // At nine; later for whom there was none at nine.
  { job: departmentSummaryJob, repeats: moscow('*/15 9-20 * * 1') },
  { job: forgetUpdatesJob, repeats: moscow('30 * * * *') },
];
