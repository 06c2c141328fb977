import { type Logger, pino } from 'pino';
import { PinoPretty } from 'pino-pretty';
import type { LogLevel } from './config.ts';
import { countRepeats } from './log-repeats.ts';

/** Fields that carry what people are called, write or keep secret; their values are left out wherever they stand. */
const PRIVATE_FIELDS = ['name', 'text', 'title', 'username', 'token', 'password', 'secret', 'authorization'];

/**
 * The program's log: JSON lines, or lines for people where a terminal reads them. Whatever is logged, no token
 * and no password of an address comes out. A warning or an error that repeats itself is written now and then, with
 * the number of `repeats` left out.
 *
 *   const log = createLog({ level: 'info' });
 *   log.info({ deliveryId: 7 }, 'sent');
 */
export function createLog(options: {
  level: LogLevel;
  destination?: 'stdout' | 'stderr';
  /** For tests. */
  write?: (line: string) => void;
  /** For tests: a clock that never goes back. */
  nowMs?: () => number;
}): Logger {
  const repeatOf = countRepeats();
  const nowMs = options.nowMs ?? (() => performance.now());
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
      hooks: {
        logMethod(args, write, level) {
          if (level < WARNING) return write.apply(this, args);
          const repeat = repeatOf(outlineOf(args), nowMs());
          if (repeat.kind === 'leave_out') return;
          if (repeat.leftOut > 0) Object.assign(args, { 0: { ...fieldsOf(args), repeats: repeat.leftOut } });
          write.apply(this, args);
        },
      },
    },
    { write: (line: string) => write(hideSecrets(line)) },
  );
}

/** Pino's number of the level `warn`. */
const WARNING = 40;

/** What makes two lines alike: the message and the error's words, whichever row, chat or attempt they are about. */
function outlineOf(args: readonly unknown[]): string {
  const { err } = fieldsOf(args);
  const words = err instanceof Error ? `${err.name}: ${err.message}` : '';
  return `${String(args[1])} ${words}`.replaceAll(/\d+/g, '#');
}

/** Everything here is logged as `(fields, message)`. */
function fieldsOf(args: readonly unknown[]): { readonly err?: unknown } {
  const [fields] = args;
  return typeof fields === 'object' && fields !== null ? fields : {};
}

/** `https://api.telegram/bot123:AAH…/getMe` → `…/bot[token]/getMe`, `//user:word@host` → `//[account]@host`. */
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
