import type { Upload, UploadPart, UploadRecords, UploadState } from '../../app/ports.ts';
import { storableText, telegramId } from './column-values.ts';
import type { Database } from './database.ts';
import type { UploadPart as PartRow, Upload as Row } from './generated/client.ts';

const WITH_PARTS = { parts: { orderBy: { messageId: 'asc' } } } as const;

/** Documents on their way to their drafts, in tables `upload` and `upload_part`. */
export function uploadRecords(db: Database): UploadRecords {
  const find = async (id: number): Promise<Upload | null> => {
    const row = await db.upload.findUnique({ where: { id }, include: WITH_PARTS });
    return row === null ? null : uploadOf(row);
  };
  const ofUpdate = async (updateId: number): Promise<Upload | null> => {
    const row = await db.upload.findFirst({ where: { parts: { some: { updateId } } }, include: WITH_PARTS });
    return row === null ? null : uploadOf(row);
  };
  return {
    async open({ chatId, personId, group, pageOfId = null, readyAt, at }, part) {
      const known = await ofUpdate(part.updateId);
      if (known !== null) return known;
      const row = await db.upload.create({
        data: {
          chatId,
          personId,
          groupKey: storableText(group),
          pageOfId,
          readyAt,
          createdAt: at,
          parts: { create: [partColumns(part)] },
        },
        include: WITH_PARTS,
      });
      return uploadOf(row);
    },
    async addPart(id, part, readyAt) {
      const { count } = await db.uploadPart.createMany({
        data: [{ uploadId: id, ...partColumns(part) }],
        skipDuplicates: true,
      });
      if (count === 0) return;
      await db.upload.update({
        where: { id },
        data: { state: 'gathering', readyAt, attempts: 0, endedAt: null },
      });
    },
    find,
    ofUpdate,
    async ofGroup(chatId, group) {
      const row = await db.upload.findFirst({
        where: { chatId, groupKey: group },
        orderBy: { id: 'desc' },
        include: WITH_PARTS,
      });
      return row === null ? null : uploadOf(row);
    },
    async readBefore({ id, chatId, personId }, since) {
      const rows = await db.upload.findMany({
        where: { id: { lt: id }, chatId, personId, state: 'done', createdAt: { gte: since } },
        orderBy: { id: 'desc' },
        include: WITH_PARTS,
      });
      return rows.map(uploadOf);
    },
    async becomePage(id, documentId, readyAt) {
      const { count } = await db.upload.updateMany({
        where: { id, state: { in: ['done', 'failed'] }, pageOfId: null },
        data: {
          state: 'gathering',
          readyAt,
          attempts: 0,
          endedAt: null,
          documentIds: [],
          pageOfId: documentId,
        },
      });
      return count === 1;
    },
    async due(now) {
      const rows = await db.upload.findMany({
        where: { state: { in: ['gathering', 'reading'] } },
        orderBy: { id: 'asc' },
        select: { id: true, state: true, readyAt: true },
      });
      const ready = rows.filter(({ state, readyAt }) => state === 'reading' || readyAt <= now);
      return { ids: ready.map(({ id }) => id), gathering: rows.length - ready.length };
    },
    async begin(id, now) {
      const { count } = await db.upload.updateMany({
        where: { id, OR: [{ state: 'gathering', readyAt: { lte: now } }, { state: 'reading' }] },
        data: { state: 'reading', attempts: { increment: 1 } },
      });
      return count === 0 ? null : find(id);
    },
    async rememberProgress(id, messageId) {
      await db.upload.update({ where: { id }, data: { progressMessageId: messageId } });
    },
    async settle(id, documentIds) {
      await db.upload.update({ where: { id }, data: { documentIds: [...documentIds] } });
      return (await db.upload.count({ where: { id, state: 'reading' } })) === 1;
    },
    async putOff(id, readyAt) {
      await db.upload.updateMany({
        where: { id, state: 'reading' },
        data: { state: 'gathering', readyAt },
      });
    },
    async end(id, state, at) {
      await db.upload.updateMany({ where: { id, state: 'reading' }, data: { state, endedAt: at } });
    },
    async forgetBefore(before) {
      const { count } = await db.upload.deleteMany({ where: { endedAt: { lt: before } } });
      return count;
    },
  };
}

function partColumns({ updateId, messageId, file, text }: UploadPart) {
  return {
    updateId,
    messageId,
    fileId: file?.fileId ?? null,
    fileName: storableText(file?.name ?? null),
    text: storableText(text),
  };
}

function uploadOf(row: Row & { readonly parts: readonly PartRow[] }): Upload {
  return {
    id: row.id,
    chatId: telegramId(row.chatId),
    personId: row.personId,
    group: row.groupKey,
    state: row.state as UploadState,
    createdAt: row.createdAt,
    attempts: row.attempts,
    progressMessageId: row.progressMessageId,
    documentIds: row.documentIds,
    pageOfId: row.pageOfId,
    parts: row.parts.map(({ updateId, messageId, fileId, fileName, text }) => ({
      updateId: telegramId(updateId),
      messageId,
      file: fileId === null ? null : { fileId, name: fileName },
      text,
    })),
  };
}
