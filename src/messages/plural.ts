/**
 * A number with its noun in the right form: one, few (2–4), many.
 *
 *   counted(1, 'поручение', 'поручения', 'поручений')  → «1 поручение»
 *   counted(22, 'поручение', 'поручения', 'поручений') → «22 поручения»
 */
export function counted(count: number, one: string, few: string, many: string): string {
  return `${count} ${pluralForm(count, one, few, many)}`;
}

/** The noun's form alone. */
export function pluralForm(count: number, one: string, few: string, many: string): string {
  const tens = Math.abs(count) % 100;
  const units = tens % 10;
  if (tens > 10 && tens < 20) return many;
  if (units === 1) return one;
  if (units >= 2 && units <= 4) return few;
  return many;
}

/** «1 поручение», «2 поручения», «5 поручений». */
export function countedAssignments(count: number): string {
  return counted(count, 'поручение', 'поручения', 'поручений');
}

/** «1 пункт», «2 пункта», «5 пунктов». */
export function countedPoints(count: number): string {
  return counted(count, 'пункт', 'пункта', 'пунктов');
}

/** «1 день», «2 дня», «5 дней». */
export function countedDays(count: number): string {
  return counted(count, 'день', 'дня', 'дней');
}

/** «1 организация», «2 организации», «5 организаций». */
export function countedOrganizations(count: number): string {
  return counted(count, 'организация', 'организации', 'организаций');
}

/** To whom: «1 организации», «2 организациям», «5 организациям». */
export function toOrganizations(count: number): string {
  return counted(count, 'организации', 'организациям', 'организациям');
}

/** From whom: «1 организации», «2 организаций», «5 организаций». */
export function fromOrganizations(count: number): string {
  return counted(count, 'организации', 'организаций', 'организаций');
}
