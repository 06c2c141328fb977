import type { Log } from '../app/ports/log.ts';
import type { HealthReport } from '../web/routes/health.ts';

const LOOK_EVERY_MS = 5_000;
/** How often an outage that lasts is told of. */
const TELL_EVERY_MS = 60_000;
const PATIENCE_MS = 10 * 60_000;

/** What outages are watched with. */
export interface OutageWatch {
  readonly look: () => Promise<HealthReport>;
  /** Parts without which nothing works at all. */
  readonly vital: readonly string[];
  /** A vital part has been away for {@link PATIENCE_MS}; told once, and nothing is looked at any more. */
  readonly onGivenUp: (error: Error) => void;
  readonly log: Log;
  /** Milliseconds of a clock that never goes back; the machine's where absent. */
  readonly nowMs?: () => number;
  readonly lookEveryMs?: number;
}

/**
 * Tells the operator in the log which part of the service is away, once and then every minute, and when it is back.
 * The parts come back by themselves; where a vital one does not within ten minutes, the service is given up, so that
 * whatever runs it starts it anew and shows that it fails.
 *
 * @returns how to stop looking
 */
export function watchOutages(options: OutageWatch): () => void {
  const { look, vital, log, nowMs = () => performance.now(), lookEveryMs = LOOK_EVERY_MS } = options;
  const outages = new Map<
    string,
    { readonly sinceMs: number; readonly told: string; readonly toldMs: number }
  >();
  let stopped = false;

  /** Why the service is given up; null while it goes on. */
  const note = (part: string, problem: string | null): string | null => {
    const now = nowMs();
    const outage = outages.get(part);
    if (problem === null) {
      if (outage === undefined) return null;
      outages.delete(part);
      log.info({ part, seconds: secondsBetween(outage.sinceMs, now) }, 'works again');
      return null;
    }
    if (outage === undefined) {
      outages.set(part, { sinceMs: now, told: problem, toldMs: now });
      log.error({ part }, problem);
      return null;
    }
    if (vital.includes(part) && now - outage.sinceMs >= PATIENCE_MS) return problem;
    if (problem !== outage.told || now - outage.toldMs >= TELL_EVERY_MS) {
      outages.set(part, { ...outage, told: problem, toldMs: now });
      log.error({ part, seconds: secondsBetween(outage.sinceMs, now) }, problem);
    }
    return null;
  };

  const lookOnce = async (): Promise<void> => {
    const { checks, problems } = await look();
    if (stopped) return;
    for (const part of Object.keys(checks)) {
      const last = note(part, problems?.[part] ?? null);
      if (last === null) continue;
      options.onGivenUp(new Error(`${last} It has been so for ${PATIENCE_MS / 60_000} minutes.`));
      return;
    }
    lookLater();
  };

  let timer: NodeJS.Timeout;
  const lookLater = (): void => {
    timer = setTimeout(() => void lookOnce(), lookEveryMs).unref();
  };
  lookLater();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

function secondsBetween(sinceMs: number, nowMs: number): number {
  return Math.round((nowMs - sinceMs) / 1000);
}
