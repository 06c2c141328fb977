import type { SettingRecords } from '../../app/ports.ts';
import { storableText } from './column-values.ts';
import type { Database } from './database.ts';

/** Small facts of the installation, in table `setting`. */
export function settingRecords(db: Database): SettingRecords {
  return {
    async read(key) {
      return (await db.setting.findUnique({ where: { key } }))?.value ?? null;
    },
    async write(key, value) {
      await db.$executeRaw`
        INSERT INTO setting (key, value) VALUES (${key}, ${storableText(value)})
            ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value`;
    },
    async writeOnce(key, value) {
      const written = await db.$executeRaw`
        INSERT INTO setting (key, value) VALUES (${key}, ${storableText(value)}) ON CONFLICT (key) DO NOTHING`;
      return written === 1;
    },
  };
}
