import type { ReadAddressee } from '../core/documents/read-document.ts';

/** Organizations named one by one behind a group's name; of more there is only the number. */
const NAMED = 3;

/**
 * An addressee as the directory calls it, with whom it is limited to or who is left out; as printed where the
 * directory does not know it.
 *
 *   ОМСУ, кроме: Лесной район · ОО (только: СОШ № 1; СОШ № 3) · ОО (только 12)
 */
export function addresseeName(
  { code, text, only, except }: ReadAddressee,
  nameOf: (code: string) => string | null,
): string {
  const name = nameOf(code) ?? text;
  const limited = only === undefined ? name : `${name} (только${some(only, nameOf)})`;
  return except === undefined ? limited : `${limited}, кроме${some(except, nameOf)}`;
}

function some(codes: readonly string[], nameOf: (code: string) => string | null): string {
  const names = codes.slice(0, NAMED).map((code) => nameOf(code) ?? code);
  return codes.length <= NAMED ? `: ${names.join('; ')}` : ` ${codes.length}`;
}
