import type { DialogueRecords } from '../../app/ports.ts';
import type { Database } from './database.ts';

/** State of the dialogues, in table `dialogue`. */
export function dialogueRecords(db: Database): DialogueRecords {
  return {
    async read(key) {
      const row = await db.dialogue.findUnique({ where: { key } });
      return row === null ? undefined : (JSON.parse(row.value) as unknown);
    },
    async write(key, value) {
      // As JSON text, not jsonb: a dialogue comes back exactly as it was, whatever people typed in it.
      const text = JSON.stringify(value ?? null);
      await db.$executeRaw`
        INSERT INTO dialogue (key, value) VALUES (${key}, ${text})
            ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, updated_at = now()`;
    },
    async delete(key) {
      await db.dialogue.deleteMany({ where: { key } });
    },
    async forgetBefore(before) {
      const { count } = await db.dialogue.deleteMany({ where: { updatedAt: { lt: before } } });
      return count;
    },
  };
}
