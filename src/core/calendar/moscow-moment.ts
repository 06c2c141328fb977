import { DateTime } from 'luxon';
import { MOSCOW_ZONE } from './moscow-time.ts';

/**
 * Reads an ISO 8601 moment; without an offset it is Moscow's, without a time the day's beginning.
 *
 *   parseMoscowMoment('2026-09-15T09:00')       → 2026-09-15T06:00:00Z
 *   parseMoscowMoment('2026-09-15T09:00+10:00') → 2026-09-14T23:00:00Z
 *   parseMoscowMoment('завтра')                 → null
 */
export function parseMoscowMoment(text: string): Date | null {
  const moment = DateTime.fromISO(text.trim(), { zone: MOSCOW_ZONE });
  return moment.isValid ? moment.toJSDate() : null;
}
