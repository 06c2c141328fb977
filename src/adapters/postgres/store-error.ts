/** What went wrong at the database, as far as it decides what to do. */
export type StoreFailure =
  /** Two transactions met; trying again is right. */
  | 'conflict'
  /** No connection, or it was lost; the next call finds a new one. */
  | 'unreachable'
  /** The statement or the wait for a lock took too long. */
  | 'too_slow'
  /** The database refused what it was given: a bug of ours. */
  | 'refused'
  /** Anything else; trying again may help. */
  | 'unknown';

/** The failing edge of the database. `permanent` alone decides whether trying again makes sense. */
export class StoreError extends Error {
  readonly reason: StoreFailure;
  readonly permanent: boolean;
  /** SQLSTATE or the client's code, where there is one. */
  readonly code: string | null;

  constructor(reason: StoreFailure, code: string | null, doing: string, cause: unknown) {
    super(`${doing}: ${reason}${code === null ? '' : ` (${code})`}`, { cause });
    this.name = 'StoreError';
    this.reason = reason;
    this.permanent = reason === 'refused';
    this.code = code;
  }
}

/** Codes of the client that stand for PostgreSQL's; P2xxx are refusals unless they stand here. */
const CLIENT_CODES: Readonly<Record<string, StoreFailure>> = {
  P1001: 'unreachable',
  P1002: 'unreachable',
  P1008: 'too_slow',
  P1017: 'unreachable',
  // A raw statement failed: what PostgreSQL said decides.
  P2010: 'unknown',
  P2024: 'unreachable',
  // A transaction that could not begin or outlived its time.
  P2028: 'too_slow',
  P2034: 'conflict',
  P2037: 'unreachable',
};

/** What the database adapter calls the failures of connections. */
const CONNECTION_KINDS = ['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'];

const CONNECTION_WORDS =
  /connection (terminated|timeout|ended|error|lost)|not queryable|timeout exceeded when trying/i;

/** Any error of the database client as a StoreError; errors that are not the database's come back as they are. */
export function asStoreError(error: unknown, doing: string): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  const isClients = error.name.startsWith('PrismaClient') || error.name === 'DriverAdapterError';
  if (!isClients) {
    // The driver's own, on a connection that breaks; whatever else the work of a transaction throws is its own.
    return CONNECTION_WORDS.test(error.message) ? new StoreError('unreachable', null, doing, error) : error;
  }
  const { code, meta } = error as { code?: unknown; meta?: { driverAdapterError?: { cause?: unknown } } };
  const inner = (meta?.driverAdapterError?.cause ?? error.cause ?? {}) as {
    originalCode?: unknown;
    code?: unknown;
    kind?: unknown;
  };
  const codes = [inner.originalCode, inner.code, code].filter((one) => typeof one === 'string');
  // The most exact first: what PostgreSQL or the network said, then what the client made of it.
  for (const one of codes) {
    const reason = failureOfCode(one);
    if (reason !== null) return new StoreError(reason, one, doing, error);
  }
  if (CONNECTION_KINDS.includes(String(inner.kind)) || CONNECTION_WORDS.test(error.message)) {
    return new StoreError('unreachable', null, doing, error);
  }
  const reason = error.name === 'PrismaClientValidationError' ? 'refused' : 'unknown';
  return new StoreError(reason, codes[0] ?? null, doing, error);
}

function failureOfCode(code: string): StoreFailure | null {
  const known = CLIENT_CODES[code];
  if (known !== undefined) return known === 'unknown' ? null : known;
  if (/^P2\d{3}$/.test(code)) return 'refused';
  // ECONNREFUSED, EPIPE, ENOENT (the socket's file) …
  if (/^E[A-Z]+$/.test(code)) return 'unreachable';
  return /^\d[0-9A-Z]{4}$/.test(code) ? failureOfState(code) : null;
}

/** SQLSTATE by class or code; https://www.postgresql.org/docs/current/errcodes-appendix.html */
function failureOfState(state: string): StoreFailure {
  if (state === '40001' || state === '40P01') return 'conflict';
  if (state === '57014' || state === '55P03' || state === '25P03') return 'too_slow';
  if (['08', '53', '57', '58'].includes(state.slice(0, 2))) return 'unreachable';
  return ['21', '22', '23', '42'].includes(state.slice(0, 2)) ? 'refused' : 'unknown';
}
