import { moscowDateOf } from '../core/calendar/moscow-time.ts';
import type { ProductionCalendar } from '../core/calendar/production-calendar.ts';
import { saysTheSame } from '../core/versions/differences.ts';
import { markVersion } from './find-version.ts';
import { planDecisions } from './plan-document.ts';
import { findReplaced, planNewVersion } from './plan-new-version.ts';
import type { Records, StoredDocument } from './ports.ts';

/**
 * Looks what a draft that was just read is a new version of. Where it is certainly one and neither its title nor any of its points
 * differs, the draft goes and the version in force is returned; else null, and the draft knows what it may replace.
 */
export async function findSameAsPublished(
  records: Records,
  draftId: number,
  { now, calendar }: { readonly now: Date; readonly calendar: ProductionCalendar },
): Promise<StoredDocument | null> {
  const read = await records.documents.find(draftId);
  if (read === null || !(await markVersion(records, read))) return null;
  const draft = await records.documents.find(draftId);
  if (draft?.lineage?.answer !== 'certain') return null;
  const previous = await findReplaced(records, draft);
  if (previous === null || hasNewTitle(draft, previous)) return null;
  const publishedOn = moscowDateOf(now);
  const decisions = await records.documents.decisions(draftId);
  const planned = planDecisions(decisions, await records.organizations.all(), publishedOn);
  const on = { publishedOn, calendar };
  const { differences } = await planNewVersion(records, { id: draftId, planned }, previous, on, {
    lock: false,
  });
  if (differences.some(({ kind }) => kind !== 'unchanged')) return null;
  await records.documents.markDiscarded(draftId);
  return previous;
}

/** The title was corrected; of a scan it may be a slip of the recognizer. */
function hasNewTitle(draft: StoredDocument, previous: StoredDocument): boolean {
  if (draft.warnings.some(({ code }) => code === 'poorly_recognized')) return false;
  return draft.title !== null && !saysTheSame(draft.title, previous.title ?? '');
}
