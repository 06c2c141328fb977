import type { CalendarDate } from '../../core/calendar/calendar-date.ts';
import type { Prisma } from './generated/client.ts';

/** A `date` column's value: midnight UTC of the day, which is how the client writes it whatever the zone. */
export function dateColumn(date: CalendarDate): Date;
export function dateColumn(date: CalendarDate | null): Date | null;
export function dateColumn(date: CalendarDate | null): Date | null {
  return date === null ? null : new Date(`${date}T00:00:00.000Z`);
}

/** The day in a `date` column. */
export function calendarDate(value: Date): CalendarDate;
export function calendarDate(value: Date | null): CalendarDate | null;
export function calendarDate(value: Date | null): CalendarDate | null {
  return value === null ? null : (value.toISOString().slice(0, 10) as CalendarDate);
}

/** An id of Telegram's in a `bigint` column; Telegram keeps within 52 bits, so a number holds it. */
export function telegramId(value: bigint): number {
  return Number(value);
}

/**
 * Text that PostgreSQL takes: NUL and halves of surrogate pairs, which scans and clipped messages contain and
 * the database refuses, become U+FFFD. Lengths and so quotations stay right.
 */
export function storableText(text: string): string;
export function storableText(text: string | null): string | null;
export function storableText(text: string | null): string | null {
  return text === null ? null : text.replaceAll(/[\0\p{Surrogate}]/gu, '\uFFFD');
}

/** A value for a `jsonb` column as its JSON text, for raw statements; its strings made storable. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? storableText(part) : part,
  );
}

/** A value for a `jsonb` column, for the client. */
export function jsonColumn(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(jsonText(value)) as Prisma.InputJsonValue;
}
