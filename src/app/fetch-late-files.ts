import { addReportFile } from './add-report-file.ts';
import type { Deps } from './deps.ts';
import { keepIncomingFile } from './keep-incoming-file.ts';
import type { DraftItem, FileFetcher, Records, ReportDraft, ReportFile } from './ports.ts';

/** Files tried in one run. */
const AT_ONCE = 20;
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
/** With growing pauses about two hours; Telegram's links to a file are good for one hour, the file for longer. */
const MAX_ATTEMPTS = 18;

/**
 * Tries again to copy files out of Telegram that could not be had when they were sent, with growing pauses. Whoever
 * sent a file is told when it has arrived, and when it never will.
 */
export async function fetchLateFiles(
  deps: Pick<Deps, 'store' | 'clock' | 'bell' | 'files'> & { readonly fetcher: FileFetcher },
): Promise<{ readonly arrived: number; readonly lost: number }> {
  const counts = { arrived: 0, lost: 0 };
  for (const item of await deps.store.reportDrafts.toFetch(deps.clock.now(), AT_ONCE)) {
    const settled = await fetchOne(deps, item);
    if (settled === null) continue;
    counts[settled === 'lost' ? 'lost' : 'arrived'] += 1;
    await settle(deps, item, settled);
  }
  return counts;
}

/** The file, or that it is lost; null where it is to be tried again or another process has it. */
async function fetchOne(
  deps: Parameters<typeof fetchLateFiles>[0],
  item: DraftItem,
): Promise<ReportFile | 'lost' | null> {
  if (item.content.kind !== 'fetching') return null;
  const now = deps.clock.now();
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (item.attempts + 1), LONGEST_PAUSE_MS);
  const again = new Date(now.getTime() + pauseMs);
  if (!(await deps.store.reportDrafts.claimFetch(item.id, now, again))) return null;
  const kept = await keepIncomingFile(deps, item.content.file);
  if (kept.kind === 'kept') return kept.file;
  return kept.kind === 'unavailable' && item.attempts + 1 < MAX_ATTEMPTS ? null : 'lost';
}

async function settle(
  deps: Pick<Deps, 'store' | 'clock' | 'bell'>,
  item: DraftItem,
  file: ReportFile | 'lost',
): Promise<void> {
  const at = deps.clock.now();
  const rows = await deps.store.transaction(async (records) => {
    const draft = await records.reportDrafts.lock(item.draftId);
    if (draft === null || !(await records.reportDrafts.settleFetch(item.id, file))) return [];
    if (draft.state === 'cancelled') return [];
    const content = { kind: 'late_file', draftId: draft.id, itemId: item.id } as const;
    const told = { key: `late-file:${item.id}`, chatId: draft.chatId, content, notBefore: at };
    const passedOn = file === 'lost' ? [] : await addToReports(records, draft, file, at);
    return [...(await records.outbox.addMany([told])), ...passedOn];
  });
  await deps.bell.deliveriesWaiting(rows);
}

/** A photograph of an album may come after the album was reported: whoever got the report gets it too. */
async function addToReports(
  records: Records,
  draft: ReportDraft,
  file: ReportFile,
  at: Date,
): Promise<readonly number[]> {
  const rows: number[] = [];
  for (const reportId of draft.reportIds) {
    const report = await records.reports.find(reportId);
    if (report !== null) rows.push(...(await addReportFile(records, report, file, { isLate: true, at })));
  }
  return rows;
}
