import type {
  DraftItem,
  DraftItemContent,
  ReportDraft,
  ReportDraftRecords,
  ReportDraftState,
} from '../../app/ports.ts';
import { storableText, telegramId } from './column-values.ts';
import type { Database } from './database.ts';
import type { ReportDraftItem as ItemRow, ReportDraft as Row } from './generated/client.ts';

/** What people gather for their reports, in tables `report_draft` and `report_draft_item`. */
export function reportDraftRecords(db: Database): ReportDraftRecords {
  const find = async (id: number): Promise<ReportDraft | null> => {
    const row = await db.reportDraft.findUnique({ where: { id } });
    return row === null ? null : draftOf(row);
  };
  return {
    async open({ candidateIds, updateId, at, ...draft }) {
      await db.reportDraft.createMany({
        data: [
          {
            ...draft,
            candidateIds: [...candidateIds],
            openedByUpdateId: updateId,
            createdAt: at,
            touchedAt: at,
          },
        ],
        skipDuplicates: true,
      });
      const row = await db.reportDraft.findUnique({ where: { openedByUpdateId: updateId } });
      // Skipped for the other unique index: the person has another draft open, which the caller must put aside first.
      if (row === null) throw new Error(`person ${draft.personId} gathers another draft already`);
      return draftOf(row);
    },
    find,
    async lock(id) {
      await db.$queryRaw`SELECT id FROM report_draft WHERE id = ${id}::int FOR UPDATE`;
      return find(id);
    },
    async gatheringOf(chatId, personId) {
      const row = await db.reportDraft.findFirst({ where: { chatId, personId, state: 'gathering' } });
      return row === null ? null : draftOf(row);
    },
    async pausedAbout(chatId, personId, assignmentId) {
      const row = await db.reportDraft.findFirst({
        where: { chatId, personId, assignmentId, state: 'paused' },
        orderBy: { id: 'desc' },
      });
      return row === null ? null : draftOf(row);
    },
    async ofAlbum(chatId, mediaGroupId) {
      const row = await db.reportDraft.findFirst({
        where: { chatId, items: { some: { mediaGroupId } } },
        orderBy: { id: 'desc' },
      });
      return row === null ? null : draftOf(row);
    },
    async ofUpdate(updateId) {
      const row = await db.reportDraft.findFirst({
        where: { OR: [{ openedByUpdateId: updateId }, { items: { some: { updateId } } }] },
      });
      return row === null ? null : draftOf(row);
    },
    async endedBy(updateId) {
      const row = await db.reportDraft.findFirst({ where: { endedByUpdateId: updateId } });
      return row === null ? null : draftOf(row);
    },
    async items(draftId) {
      const rows = await db.reportDraftItem.findMany({ where: { draftId }, orderBy: { id: 'asc' } });
      return rows.map(itemOf);
    },
    async addItem(draftId, { updateId, messageId, mediaGroupId, content, at, fetchAfter }) {
      const { count } = await db.reportDraftItem.createMany({
        data: [{ draftId, updateId, messageId, mediaGroupId, fetchAfter, ...contentColumns(content) }],
        skipDuplicates: true,
      });
      await db.$executeRaw`
        UPDATE report_draft SET touched_at = GREATEST(touched_at, ${at}::timestamptz)
         WHERE id = ${draftId}::int`;
      return count === 1;
    },
    async moveItems(from, to, at) {
      await db.reportDraftItem.updateMany({ where: { draftId: from }, data: { draftId: to } });
      await db.$executeRaw`
        UPDATE report_draft SET touched_at = GREATEST(touched_at, ${at}::timestamptz)
         WHERE id = ${to}::int`;
    },
    async removeItem(draftId, itemId) {
      const { count } = await db.reportDraftItem.deleteMany({ where: { id: itemId, draftId } });
      return count === 1;
    },
    async move(id, from, to, { at, updateId, assignmentId, reportIds } = {}) {
      const { count } = await db.reportDraft.updateMany({
        where: { id, state: { in: [...from] } },
        data: {
          state: to,
          ...(at === undefined ? {} : { touchedAt: at }),
          ...(updateId === undefined ? {} : { endedByUpdateId: updateId }),
          ...(assignmentId === undefined ? {} : { assignmentId }),
          ...(reportIds === undefined ? {} : { reportIds: [...reportIds] }),
        },
      });
      return count === 1;
    },
    async setCandidates(id, candidateIds) {
      await db.reportDraft.updateMany({ where: { id }, data: { candidateIds: [...candidateIds] } });
    },
    async setWithBelow(id, withBelow) {
      await db.reportDraft.updateMany({ where: { id }, data: { withBelow } });
    },
    async showIn(id, messageId) {
      await db.reportDraft.updateMany({ where: { id }, data: { messageId } });
    },
    async toFetch(now, limit) {
      const rows = await db.reportDraftItem.findMany({
        where: { state: 'fetching', fetchAfter: { lte: now } },
        orderBy: [{ fetchAfter: 'asc' }, { id: 'asc' }],
        take: limit,
      });
      return rows.map(itemOf);
    },
    async claimFetch(itemId, now, again) {
      const { count } = await db.reportDraftItem.updateMany({
        where: { id: itemId, state: 'fetching', fetchAfter: { lte: now } },
        data: { attempts: { increment: 1 }, fetchAfter: again },
      });
      return count === 1;
    },
    async settleFetch(itemId, file) {
      const { count } = await db.reportDraftItem.updateMany({
        where: { id: itemId, state: 'fetching' },
        data: {
          ...(file === 'lost' ? { state: 'lost' } : contentColumns({ kind: 'file', file })),
          fetchAfter: null,
        },
      });
      return count === 1;
    },
    async waitingOf(chatId, personId, since) {
      const row = await db.reportDraft.findFirst({
        where: { chatId, personId, state: 'waiting', touchedAt: { gte: since } },
        orderBy: { id: 'desc' },
      });
      return row === null ? null : draftOf(row);
    },
    async leftBefore(state, before, limit) {
      const rows = await db.reportDraft.findMany({
        where: { state, touchedAt: { lt: before } },
        orderBy: { id: 'asc' },
        take: limit,
      });
      return rows.map(draftOf);
    },
    async forgetBefore(before) {
      const { count } = await db.reportDraft.deleteMany({ where: { touchedAt: { lt: before } } });
      return count;
    },
  };
}

function draftOf(row: Row): ReportDraft {
  return {
    id: row.id,
    chatId: telegramId(row.chatId),
    personId: row.personId,
    state: row.state as ReportDraftState,
    assignmentId: row.assignmentId,
    candidateIds: row.candidateIds,
    openedByUpdateId: telegramId(row.openedByUpdateId),
    endedByUpdateId: row.endedByUpdateId === null ? null : telegramId(row.endedByUpdateId),
    messageId: row.messageId,
    withBelow: row.withBelow,
    reportIds: row.reportIds,
    supplement: row.supplement,
    createdAt: row.createdAt,
    touchedAt: row.touchedAt,
  };
}

function itemOf(row: ItemRow): DraftItem {
  return {
    id: row.id,
    draftId: row.draftId,
    updateId: telegramId(row.updateId),
    messageId: row.messageId,
    mediaGroupId: row.mediaGroupId,
    content: contentOf(row),
    attempts: row.attempts,
  };
}

function contentOf(row: ItemRow): DraftItemContent {
  if (row.text !== null) return { kind: 'text', text: row.text };
  const name = row.name ?? '';
  const mimeType = row.mimeType ?? '';
  // A check of the table's: what is kept has its hash.
  if (row.sha256 !== null)
    return { kind: 'file', file: { sha256: row.sha256, name, mimeType, size: row.size ?? 0 } };
  const kind = row.state === 'lost' ? 'lost' : 'fetching';
  return { kind, file: { fileId: row.fileId ?? '', name, mimeType } };
}

function contentColumns(content: DraftItemContent) {
  switch (content.kind) {
    case 'text':
      return { state: 'kept', text: storableText(content.text) };
    case 'file': {
      const { name, ...file } = content.file;
      return { state: 'kept', name: storableText(name), ...file };
    }
    case 'fetching':
    case 'lost': {
      const { name, ...file } = content.file;
      return { state: content.kind, name: storableText(name), ...file };
    }
  }
}
