import type { CalendarFeedRecords } from '../../app/ports.ts';
import type { Database } from './database.ts';

/** Private addresses of calendars, in table `calendar_feed`. */
export function calendarFeedRecords(db: Database): CalendarFeedRecords {
  return {
    async renew({ personId, tokenHash, at }) {
      await db.calendarFeed.upsert({
        where: { personId },
        create: { personId, tokenHash, createdAt: at },
        update: { tokenHash, createdAt: at },
      });
    },
    async revoke(personId) {
      return (await db.calendarFeed.deleteMany({ where: { personId } })).count > 0;
    },
    async isOpen(personId) {
      return (await db.calendarFeed.count({ where: { personId } })) > 0;
    },
    async ownerOf(tokenHash) {
      return db.calendarFeed.findUnique({ where: { tokenHash }, select: { personId: true } });
    },
  };
}
