/** Asks one part of the service whether it works; a rejection says that it does not. */
export type HealthCheck = () => Promise<void>;

/** The answer of `/health`. */
export interface HealthReport {
  readonly status: 'ok' | 'failing';
  readonly checks: Readonly<Record<string, 'ok' | 'failing'>>;
}

const CHECK_TIMEOUT_MS = 5_000;

/** Runs every check at once; one that fails or takes too long makes the whole failing. No details go outside. */
export async function health(
  checks: Readonly<Record<string, HealthCheck>>,
  timeoutMs = CHECK_TIMEOUT_MS,
): Promise<HealthReport> {
  const entries = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await ask(check, timeoutMs)] as const),
  );
  const status = entries.every(([, answer]) => answer === 'ok') ? 'ok' : 'failing';
  return { status, checks: Object.fromEntries(entries) };
}

async function ask(check: HealthCheck, timeoutMs: number): Promise<'ok' | 'failing'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'failing'>((resolve) => {
    timer = setTimeout(() => resolve('failing'), timeoutMs);
  });
  // Inside a promise of its own, so that a check that throws at once fails like any other.
  const answer = Promise.resolve()
    .then(check)
    .then(
      () => 'ok' as const,
      () => 'failing' as const,
    );
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
