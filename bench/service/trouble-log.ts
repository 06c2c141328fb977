import type { Log } from '../../src/app/ports/log.ts';

/** Says what goes wrong on stderr and nothing else: a broken part must not look like a slow one. */
export const troubleLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: (fields, message) => console.error(message, fields),
  error: (fields, message) => console.error(message, fields),
};
