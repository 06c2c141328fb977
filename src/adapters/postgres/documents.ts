import type { DocumentRecords, StoredDocument } from '../../app/ports.ts';
import { jsonColumn, jsonText, storableText } from './column-values.ts';
import type { Database } from './database.ts';
import {
  changedColumns,
  confirmationColumns,
  deadlineColumns,
  decisionOf,
  decisionRows,
  documentOf,
  readingOf,
  WITHOUT_TEXT,
} from './document-columns.ts';

/** Documents and their decisions, in tables `document` and `decision`. */
export function documentRecords(db: Database): DocumentRecords {
  const find = async (id: number): Promise<StoredDocument | null> => {
    const row = await db.document.findUnique({ where: { id }, omit: WITHOUT_TEXT });
    return row === null ? null : documentOf(row);
  };
  return {
    async saveDraft(draft) {
      const { reading, sha256, position } = draft;
      await db.$executeRaw`
        WITH made AS (
          INSERT INTO document (source, sha256, position, kind, date, number, issuer, title, text,
                                questions, annexes, warnings, created_by_person_id, created_at)
          VALUES (${storableText(reading.source)}, ${sha256}, ${position}::int, ${reading.kind},
                  ${reading.date}::date, ${storableText(reading.number)}, ${storableText(reading.issuer)},
                  ${storableText(reading.title)}, ${storableText(draft.text)},
                  ${jsonText(reading.questions)}::jsonb, ${jsonText(reading.annexes)}::jsonb,
                  ${jsonText(reading.warnings)}::jsonb, ${draft.createdByPersonId}::int,
                  ${draft.createdAt}::timestamptz)
              ON CONFLICT (sha256, position) WHERE state IN ('draft', 'published') DO NOTHING
          RETURNING id
        )
        INSERT INTO decision (document_id, position, question, label, text, addressees,
                              deadline_text, deadline_kind, deadline_start, deadline_due, deadline_next,
                              deadline_rrule, deadline_offset, deadline_trigger, deadline_inherited,
                              quote_start, quote_end, warnings)
        SELECT made.id, point.*
          FROM made, jsonb_to_recordset(${decisionRows(reading.decisions)}::jsonb) AS point(
                 position int, question text, label text, text text, addressees jsonb,
                 deadline_text text, deadline_kind text, deadline_start date, deadline_due date,
                 deadline_next date, deadline_rrule text, deadline_offset text, deadline_trigger text,
                 deadline_inherited boolean, quote_start int, quote_end int, warnings jsonb)
         ORDER BY point.position`;
      // Somebody who sent the same file at the same moment may have been faster; then the draft is theirs.
      const kept = await db.document.findFirst({
        where: { sha256, position, state: { in: ['draft', 'published'] } },
        omit: WITHOUT_TEXT,
      });
      if (kept === null)
        throw new Error(`draft ${position} of file ${sha256} is gone right after it was saved`);
      return documentOf(kept);
    },
    find,
    async findByFile(sha256) {
      const rows = await db.document.findMany({
        where: { sha256, state: { in: ['draft', 'published'] } },
        orderBy: { position: 'asc' },
        omit: WITHOUT_TEXT,
      });
      return rows.map(documentOf);
    },
    async decisions(documentId) {
      const rows = await db.decision.findMany({
        where: { documentId, replaced: false },
        orderBy: { position: 'asc' },
      });
      return rows.map(decisionOf);
    },
    async findDecision(id) {
      const row = await db.decision.findUnique({ where: { id } });
      return row === null ? null : decisionOf(row);
    },
    async text(id) {
      return (await db.document.findUnique({ where: { id }, select: { text: true } }))?.text ?? null;
    },
    async lock(id) {
      await db.$queryRaw`SELECT id FROM document WHERE id = ${id}::int FOR UPDATE`;
      return find(id);
    },
    async changeDecision(id, revision, change, by) {
      const row = await db.decision.findUnique({ where: { id } });
      if (row === null) return false;
      const { reopens: _, requiresFile: __, ...ofThePoint } = change;
      const { count } = await db.decision.updateMany({
        where: { id, revision, document: { state: 'draft' } },
        data: {
          ...changedColumns(change),
          revision: revision + 1,
          changedByPersonId: by.personId,
          original: jsonColumn(row.original ?? readingOf(row)),
          // Whether a file is asked for, or accepted work taken up again, is nothing that a doubt is about.
          ...(Object.keys(ofThePoint).length > 0
            ? confirmationColumns(change.confirmedDoubts ?? [], by)
            : {}),
        },
      });
      return count === 1;
    },
    async addDecision(documentId, point, personId) {
      const last = await db.decision.aggregate({ where: { documentId }, _max: { position: true } });
      const { id } = await db.decision.create({
        data: {
          documentId,
          position: (last._max.position ?? -1) + 1,
          text: storableText(point.text),
          addressees: jsonColumn(point.addressees),
          ...deadlineColumns(point.deadline),
          warnings: jsonColumn(point.warnings),
          quoteStart: 0,
          quoteEnd: 0,
          changedByPersonId: personId,
        },
      });
      return id;
    },
    async insertDecisions(documentId, position, points, by) {
      // Positions are unique at every moment: those behind step aside, into the negative, before they move on.
      await db.$executeRaw`
        UPDATE decision SET position = -position - 1 - ${points.length}::int
         WHERE document_id = ${documentId}::int AND position > ${position}::int`;
      await db.$executeRaw`
        UPDATE decision SET position = -position - 1
         WHERE document_id = ${documentId}::int AND position < 0`;
      const ids: number[] = [];
      for (const [at, point] of points.entries()) {
        const { id } = await db.decision.create({
          data: {
            documentId,
            position: position + 1 + at,
            question: storableText(point.question),
            label: storableText(point.label),
            text: storableText(point.text),
            addressees: jsonColumn(point.addressees),
            ...deadlineColumns(point.deadline),
            quoteStart: point.quote.start,
            quoteEnd: point.quote.end,
            warnings: jsonColumn(point.warnings),
            requiresFile: point.requiresFile,
            madeFrom: [...point.madeFrom],
            changedByPersonId: by?.personId ?? null,
          },
        });
        ids.push(id);
      }
      return ids;
    },
    async moveDecisions(documentId, ids, afterId) {
      const rows = await db.decision.findMany({
        where: { documentId },
        orderBy: { position: 'asc' },
        select: { id: true },
      });
      const others = rows.map(({ id }) => id).filter((id) => !ids.includes(id));
      const order = others.toSpliced(afterId === null ? 0 : others.indexOf(afterId) + 1, 0, ...ids);
      // Positions are unique at every moment: all step aside, into the negative, before they get their own.
      await db.$executeRaw`
        UPDATE decision SET position = -position - 1 WHERE document_id = ${documentId}::int`;
      await db.$executeRaw`
        UPDATE decision SET position = place.number - 1
          FROM unnest(${order}::int[]) WITH ORDINALITY AS place(id, number)
         WHERE decision.id = place.id AND document_id = ${documentId}::int`;
    },
    async setReplaced(ids, replaced, by) {
      await db.decision.updateMany({
        where: { id: { in: [...ids] } },
        data: {
          replaced,
          ...(by === null ? {} : { revision: { increment: 1 }, changedByPersonId: by.personId }),
        },
      });
    },
    async extendDraft(id, { text, questions, annexes, warnings }) {
      const before = await find(id);
      const known = new Set(before?.warnings.map(({ message }) => message));
      const isNew = warnings.some(({ message }) => !known.has(message));
      await db.document.updateMany({
        where: { id, state: 'draft' },
        data: {
          text: storableText(text),
          questions: jsonColumn(questions),
          annexes: jsonColumn(annexes),
          warnings: jsonColumn(warnings),
          ...(isNew ? { confirmedByPersonId: null, confirmedAt: null } : {}),
        },
      });
    },
    async confirmWarnings(id, by) {
      const { count } = await db.document.updateMany({
        where: { id, state: 'draft', confirmedAt: null },
        data: { confirmedByPersonId: by.personId, confirmedAt: by.at },
      });
      return count === 1;
    },
    async markPublished(id, at) {
      const { count } = await db.document.updateMany({
        where: { id, state: 'draft' },
        data: { state: 'published', publishedAt: at },
      });
      return count === 1;
    },
    async markDiscarded(id) {
      const { count } = await db.document.updateMany({
        where: { id, state: 'draft' },
        data: { state: 'discarded' },
      });
      return count === 1;
    },
    async draftIds() {
      const rows = await db.document.findMany({
        where: { state: 'draft' },
        orderBy: { id: 'desc' },
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },
    async published(limit) {
      const rows = await db.document.findMany({
        where: { state: 'published' },
        orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
        take: limit,
        omit: WITHOUT_TEXT,
      });
      return rows.map(documentOf);
    },
  };
}
