import type { OrganizationRecords } from '../../app/ports.ts';
import type { DirectoryEntry, GroupMembers, OrganizationKind } from '../../core/addressees/directory.ts';
import { jsonText } from './column-values.ts';
import type { Database } from './database.ts';
import type { Organization } from './generated/client.ts';

/** The directory in table `organization`. */
export function organizationRecords(db: Database): OrganizationRecords {
  return {
    async all() {
      return (await db.organization.findMany({ orderBy: { code: 'asc' } })).map(entryOf);
    },
    async find(code) {
      const row = await db.organization.findUnique({ where: { code } });
      return row === null ? null : entryOf(row);
    },
    async names(codes) {
      const rows = await db.organization.findMany({
        where: { code: { in: [...codes] } },
        select: { code: true, name: true, shortName: true },
      });
      return new Map(rows.map(({ code, name, shortName }) => [code, shortName ?? name]));
    },
    async saveAll(entries) {
      // One statement, so that an entry may name a parent that comes after it.
      const rows = await db.$queryRaw<{ created: boolean }[]>`
        INSERT INTO organization AS known (code, kind, name, short_name, aliases, parent_code, members, reminder_time,
                                           suggested_for)
        SELECT code, kind, name, "shortName",
               ARRAY(SELECT jsonb_array_elements_text(aliases)), parent, NULLIF(members, 'null'), "reminderTime",
               ARRAY(SELECT jsonb_array_elements_text(COALESCE("suggestedFor", '[]')))
          FROM jsonb_to_recordset(${jsonText(entries)}::jsonb) AS entry(
                 code text, kind text, name text, "shortName" text, aliases jsonb, parent text, members jsonb,
                 "reminderTime" text, "suggestedFor" jsonb)
         ORDER BY code
            ON CONFLICT (code) DO UPDATE SET
               kind = EXCLUDED.kind, name = EXCLUDED.name, short_name = EXCLUDED.short_name,
               aliases = EXCLUDED.aliases, parent_code = EXCLUDED.parent_code, members = EXCLUDED.members,
               -- What the organization itself has set is not emptied by a directory that says nothing of it.
               reminder_time = COALESCE(EXCLUDED.reminder_time, known.reminder_time), suggested_for = EXCLUDED.suggested_for
        RETURNING known.xmax = 0 AS created`;
      const created = rows.filter((row) => row.created).length;
      return { created, updated: rows.length - created };
    },
    async setReminderTime(code, time) {
      await db.organization.update({ where: { code }, data: { reminderTime: time } });
    },
  };
}

function entryOf(row: Organization): DirectoryEntry {
  return {
    code: row.code,
    kind: row.kind as OrganizationKind,
    name: row.name,
    shortName: row.shortName,
    aliases: row.aliases,
    parent: row.parentCode,
    members: row.members as GroupMembers | null,
    reminderTime: row.reminderTime,
    ...(row.suggestedFor.length > 0 ? { suggestedFor: row.suggestedFor } : {}),
  };
}
