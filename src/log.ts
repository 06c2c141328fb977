import { type Logger, pino } from 'pino';
import { PinoPretty } from 'pino-pretty';
import type { LogLevel } from './config.ts';

/** Fields that carry what people are called, write or keep secret; their values are left out wherever they stand. */
const PRIVATE_FIELDS = ['name', 'text', 'title', 'username', 'token', 'password', 'secret', 'authorization'];

/**
 * The program's log: JSON lines, or lines for people where a terminal reads them. Whatever is logged, no token
 * and no password of an address comes out.
 *
 *   const log = createLog({ level: 'info' });
 *   log.info({ deliveryId: 7 }, 'sent');
 */
export function createLog(options: {
  level: LogLevel;
  destination?: 'stdout' | 'stderr';
  /** For tests. */
  write?: (line: string) => void;
}): Logger {
  const stream = options.destination === 'stderr' ? process.stderr : process.stdout;
  const pretty =
    options.write === undefined && stream.isTTY
      ? PinoPretty({ destination: stream, sync: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' })
      : null;
  const write = options.write ?? ((line: string) => void (pretty ?? stream).write(line));
  return pino(
    {
      level: options.level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError, error: describeError },
      redact: {
        paths: PRIVATE_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: '[left out]',
      },
    },
    { write: (line: string) => write(hideSecrets(line)) },
  );
}

/** `https://api.telegram.org/bot123:AAH…/getMe` → `…/bot[token]/getMe`, `//user:word@host` → `//[account]@host`. */
function hideSecrets(line: string): string {
  return line
    .replaceAll(/\d{5,}:[A-Za-z0-9_-]{20,}/g, '[token]')
    .replaceAll(/\/\/[^\s/@"]{1,300}@/g, '//[account]@');
}

/** What is worth knowing of an error, and nothing else: drivers hang whole rows on theirs. */
function describeError(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { code, reason, permanent } = error as { code?: unknown; reason?: unknown; permanent?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(code !== undefined && { code }),
    ...(typeof reason === 'string' && { reason }),
    ...(permanent !== undefined && { permanent }),
    stack: error.stack,
    ...(error.cause !== undefined && depth < 3 && { cause: describeError(error.cause, depth + 1) }),
  };
}
