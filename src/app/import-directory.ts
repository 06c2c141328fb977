import type { Directory } from '../core/addressees/directory.ts';
import type { Deps } from './deps.ts';

/** The directory is replaced entry by entry: new codes are added, known ones updated, nobody is removed. */
export async function importDirectory(
  deps: Pick<Deps, 'store' | 'clock'>,
  entries: Directory,
): Promise<{ readonly created: number; readonly updated: number }> {
  return deps.store.transaction(async (records) => {
    const counts = await records.organizations.saveAll(entries);
    await records.audit.append({
      at: deps.clock.now(),
      action: 'directory_imported',
      personId: null,
      chatId: null,
      messageId: null,
      updateId: null,
      documentId: null,
      assignmentId: null,
      details: { ...counts },
    });
    return counts;
  });
}
