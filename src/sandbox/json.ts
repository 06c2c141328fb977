/** A JSON object whose fields are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Words about a wrong field; the reader of the outer object adds its own before them. */
export class WrongField extends Error {}

/** True for `{…}`, not for lists and null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text field, empty where absent; numbers pass as text, as they do at Telegram. @throws WrongField */
export function readString(object: JsonObject, field: string): string {
  const value = object[field];
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new WrongField(`Field "${field}" must be of type String`);
}

/** A text field that must be there. @throws WrongField */
export function requireString(object: JsonObject, field: string): string {
  if (object[field] === undefined || object[field] === null)
    throw new WrongField(`Can't find field "${field}"`);
  return readString(object, field);
}

/** Runs `read`; words about a wrong field become the refusal `refuse` makes of them. */
export function explainWrongField<T>(read: () => T, refuse: (words: string) => Error): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof WrongField) throw refuse(error.message);
    throw error;
  }
}
