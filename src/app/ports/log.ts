/**
 * Where an edge writes what happens to it: ids and counts in `fields`, an English sentence in `message`.
 * Never names, texts or tokens. pino's logger is one.
 */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
