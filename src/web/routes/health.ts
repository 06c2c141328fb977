/** Asks one part of the service whether it works. */
export interface HealthCheck {
  /** A rejection says that it does not. */
  readonly ask: () => Promise<void>;
  /** What is wrong, in plain words that anybody may read; null stands for an answer that did not come in time. */
  readonly describe: (error: unknown) => string;
}

/** The answer of `/health`. */
export interface HealthReport {
  readonly status: 'ok' | 'failing';
  readonly checks: Readonly<Record<string, 'ok' | 'failing'>>;
  /** What is wrong with the parts that fail; absent where none does. */
  readonly problems?: Readonly<Record<string, string>>;
}

const CHECK_TIMEOUT_MS = 5_000;

/** Runs every check at once; one that fails or takes too long makes the whole failing. */
export async function health(
  checks: Readonly<Record<string, HealthCheck>>,
  timeoutMs = CHECK_TIMEOUT_MS,
): Promise<HealthReport> {
  const answers = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await problemOf(check, timeoutMs)] as const),
  );
  const problems = answers.filter((answer): answer is [string, string] => answer[1] !== null);
  return {
    status: problems.length === 0 ? 'ok' : 'failing',
    checks: Object.fromEntries(answers.map(([name, problem]) => [name, problem === null ? 'ok' : 'failing'])),
    ...(problems.length === 0 ? {} : { problems: Object.fromEntries(problems) }),
  };
}

async function problemOf(check: HealthCheck, timeoutMs: number): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(check.describe(null)), timeoutMs);
  });
  // Inside a promise of its own, so that a check that throws at once fails like any other.
  const answer = Promise.resolve()
    .then(check.ask)
    .then(
      () => null,
      (error: unknown) => check.describe(error),
    );
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
