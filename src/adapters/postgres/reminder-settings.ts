import type { ReminderSettingRecords } from '../../app/ports.ts';
import { parseClockTime } from '../../core/calendar/moscow-time.ts';
import { NOTHING_OWN, type OwnReminders } from '../../core/reminders/own-reminders.ts';
import type { Database } from './database.ts';
import { type OwnReminders as OwnRemindersRow, Prisma } from './generated/client.ts';

/** How organizations are reminded, in table `own_reminders`. */
export function reminderSettingRecords(db: Database): ReminderSettingRecords {
  return {
    async of(organizationCode) {
      const row = await db.ownReminders.findUnique({ where: { organizationCode } });
      return row === null ? NOTHING_OWN : ownOf(row);
    },
    async all() {
      const rows = await db.ownReminders.findMany();
      return new Map(rows.map((row) => [row.organizationCode, ownOf(row)]));
    },
    async put(organizationCode, { stepsBeforeDays, quiet }) {
      const set = {
        stepsBeforeDays: stepsBeforeDays === null ? Prisma.DbNull : [...stepsBeforeDays],
        quietFrom: quiet?.from ?? null,
        quietUntil: quiet?.until ?? null,
      };
      await db.ownReminders.upsert({
        where: { organizationCode },
        create: { organizationCode, ...set },
        update: set,
      });
    },
  };
}

function ownOf(row: OwnRemindersRow): OwnReminders {
  const from = row.quietFrom === null ? null : parseClockTime(row.quietFrom);
  const until = row.quietUntil === null ? null : parseClockTime(row.quietUntil);
  return {
    stepsBeforeDays: row.stepsBeforeDays as readonly number[] | null,
    quiet: from === null || until === null ? null : { from, until },
  };
}
