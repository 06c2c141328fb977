import type { CalendarEvent } from '../../messages/calendar-event.ts';

/** A person's deadlines as a calendar program takes them. */
export interface CalendarFile {
  /** What the calendar is called in the program. */
  readonly name: string;
  readonly events: readonly CalendarEvent[];
  /** When it was written. */
  readonly at: Date;
}

/** Writes calendars in the form calendar programs read. */
export interface CalendarWriter {
  /** iCalendar (RFC 5545), UTF-8. */
  write(file: CalendarFile): string;
}

/** Private addresses of calendars, one a person. Only the SHA-256 of a token is kept. */
export interface CalendarFeedRecords {
  /** Makes the person's address, or puts a new one in the place of the old, which then leads nowhere. */
  renew(feed: { personId: number; tokenHash: string; at: Date }): Promise<void>;
  /** False where the person has no address. */
  revoke(personId: number): Promise<boolean>;
  isOpen(personId: number): Promise<boolean>;
  /** Whose address it is; null where it is nobody's. */
  ownerOf(tokenHash: string): Promise<{ readonly personId: number } | null>;
}
