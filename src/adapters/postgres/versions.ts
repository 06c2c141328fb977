import type { AssignmentTerms, StoredDocument, VersionChange, VersionRecords } from '../../app/ports.ts';
import type { Assignment } from '../../core/assignments/assignment.ts';
import type { CarriedReview, PointReading } from '../../core/versions/carry-review.ts';
import type { ChangedParts } from '../../core/versions/differences.ts';
import { assignmentOf, COLUMNS } from './assignments.ts';
import { jsonColumn, jsonText, storableText } from './column-values.ts';
import type { Database } from './database.ts';
import { deadlineColumns, decisionOf, documentOf, WITHOUT_TEXT } from './document-columns.ts';
import {
  type Assignment as AssignmentRow,
  type VersionChange as ChangeRow,
  Prisma,
} from './generated/client.ts';

/** Documents a reading is compared with. */
const CANDIDATES = 60;
/** States of a version that was published, in force or not. */
const PUBLISHED = ['published', 'superseded'];
/** Words that make one document a version of another. */
const VERSION = ['certain', 'confirmed'];

/** Versions of one act, in tables `document`, `decision`, `assignment` and `version_change`. */
export function versionRecords(db: Database): VersionRecords {
  const find = async (where: Prisma.DocumentWhereInput): Promise<StoredDocument | null> => {
    const row = await db.document.findFirst({ where, omit: WITHOUT_TEXT });
    return row === null ? null : documentOf(row);
  };
  return {
    async candidates({ date, number }) {
      // Letters of a number are set in many ways, and not every database can fold Cyrillic ones.
      const digits = number?.replaceAll(/[^0-9]/g, '') ?? '';
      const found = await db.$queryRaw<{ id: number }[]>`
        SELECT id FROM document
         WHERE state = 'published'
           AND (date = ${date}::date
             OR (${digits} <> '' AND regexp_replace(number, '[^0-9]', '', 'g') = ${digits})
             OR date IS NULL OR ${date}::date IS NULL)
         ORDER BY published_at DESC, id DESC LIMIT ${CANDIDATES}::int`;
      const rows = await db.document.findMany({
        where: { id: { in: found.map(({ id }) => id) } },
        orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
        omit: WITHOUT_TEXT,
      });
      return rows.map(documentOf);
    },
    async history(documentId) {
      const versions: StoredDocument[] = [];
      let version = await find({ id: documentId, state: { in: PUBLISHED } });
      while (version !== null) {
        versions.unshift(version);
        const { lineage } = version;
        version =
          lineage !== null && VERSION.includes(lineage.answer)
            ? await find({ id: lineage.documentId })
            : null;
      }
      let last = versions.at(-1);
      while (last !== undefined) {
        const next = await find({ replacesId: last.id, lineage: { in: VERSION }, state: { in: PUBLISHED } });
        if (next !== null) versions.push(next);
        last = next ?? undefined;
      }
      return versions;
    },
    async setLineage(documentId, lineage) {
      const { count } = await db.document.updateMany({
        where: { id: documentId, state: 'draft' },
        data: { replacesId: lineage?.documentId ?? null, lineage: lineage?.answer ?? null },
      });
      return count === 1;
    },
    async readings(documentId) {
      const rows = await db.decision.findMany({
        where: { documentId, original: { not: Prisma.DbNull } },
        select: { id: true, original: true },
      });
      return new Map(rows.map(({ id, original }) => [id, original as unknown as PointReading]));
    },
    async carry(decisionId, review, by) {
      const row = await db.decision.findUniqueOrThrow({ where: { id: decisionId } });
      const { text, addressees, deadline, warnings } = decisionOf(row);
      await db.decision.updateMany({
        where: { id: decisionId, revision: 0 },
        data: {
          ...readingColumns(review),
          dropped: review.dropped,
          requiresFile: review.requiresFile,
          original: jsonColumn({ text, addressees, deadline, warnings }),
          confirmedDoubts: by === null ? [] : review.confirmedDoubts.map((doubt) => storableText(doubt)),
          confirmedByPersonId: by?.personId ?? null,
          confirmedAt: by?.at ?? null,
        },
      });
    },
    async dropCarried(documentId) {
      // Whatever a reviewer has changed since is theirs, and stays.
      const untouched = { documentId, changedByPersonId: null };
      await dropCarriedReshaping(db, documentId);
      await db.decision.deleteMany({ where: { ...untouched, quoteEnd: 0 } });
      const rows = await db.decision.findMany({ where: { ...untouched, original: { not: Prisma.DbNull } } });
      for (const { id, original } of rows) {
        await db.decision.update({
          where: { id },
          data: {
            ...readingColumns(original as unknown as PointReading),
            dropped: false,
            requiresFile: false,
            original: Prisma.DbNull,
            confirmedDoubts: [],
            confirmedByPersonId: null,
            confirmedAt: null,
          },
        });
      }
    },
    async supersede(documentId) {
      const { count } = await db.document.updateMany({
        where: { id: documentId, state: 'published' },
        data: { state: 'superseded' },
      });
      return count === 1;
    },
    async linkPoints(pairs) {
      await db.$executeRaw`
        UPDATE decision SET replaces_id = pair.replaces_id
          FROM jsonb_to_recordset(${pairRows(pairs)}::jsonb) AS pair(decision_id int, replaces_id int)
         WHERE decision.id = pair.decision_id`;
    },
    async lockAssignments(documentId) {
      const rows = await db.$queryRaw<AssignmentRow[]>`
        SELECT ${COLUMNS} FROM assignment a WHERE a.document_id = ${documentId}::int ORDER BY a.id FOR UPDATE`;
      return rows.map(assignmentOf);
    },
    async rewriteAssignments(assignments) {
      await db.$executeRaw`
        UPDATE assignment
           SET document_id = fresh.document_id, decision_id = fresh.decision_id, executor = fresh.executor,
               state = fresh.state, deadline_kind = fresh.deadline_kind, start = fresh.start, due = fresh.due,
               reminded_through = fresh.reminded_through, escalation = fresh.escalation,
               published_on = fresh.published_on, acknowledge_reminded_on = fresh.acknowledge_reminded_on
          FROM jsonb_to_recordset(${assignmentRows(assignments)}::jsonb) AS fresh(
                 id int, document_id int, decision_id int, executor boolean, state text, deadline_kind text,
                 start date, due date, reminded_through date, escalation smallint, published_on date,
                 acknowledge_reminded_on date)
         WHERE assignment.id = fresh.id`;
    },
    async forgetAcknowledgements(assignmentIds) {
      await db.acknowledgement.deleteMany({ where: { assignmentId: { in: [...assignmentIds] } } });
    },
    async addChanges(changes) {
      await db.versionChange.createMany({ data: changes.map(changeRow), skipDuplicates: true });
    },
    async changesOf(documentId) {
      const rows = await db.versionChange.findMany({
        where: { documentId },
        orderBy: { assignmentId: 'asc' },
      });
      return rows.map(changeOf);
    },
    async changesTo(assignmentIds) {
      const rows = await db.versionChange.findMany({
        where: { assignmentId: { in: [...assignmentIds] } },
        orderBy: { id: 'asc' },
      });
      return rows.map(changeOf);
    },
  };
}

function readingColumns({ text, addressees, deadline, warnings }: PointReading | CarriedReview) {
  return {
    text: storableText(text),
    addressees: jsonColumn(addressees),
    ...deadlineColumns(deadline),
    warnings: jsonColumn(warnings),
  };
}

function pairRows(pairs: Parameters<VersionRecords['linkPoints']>[0]): string {
  return jsonText(
    pairs.map(({ decisionId, replacesId }) => ({ decision_id: decisionId, replaces_id: replacesId })),
  );
}

function assignmentRows(assignments: readonly Assignment[]): string {
  return jsonText(
    assignments.map((assignment) => ({
      id: assignment.id,
      document_id: assignment.documentId,
      decision_id: assignment.decisionId,
      executor: assignment.executor,
      state: assignment.state,
      deadline_kind: assignment.deadlineKind,
      start: assignment.start,
      due: assignment.due,
      reminded_through: assignment.remindedThrough,
      escalation: assignment.escalation,
      published_on: assignment.publishedOn,
      acknowledge_reminded_on: assignment.acknowledgeRemindedOn,
    })),
  );
}

/**
 * Points that were made of others as in the version before go, and the others count again; where a reviewer has changed
 * one of them, or made further points of it, all that were made with it stay.
 */
async function dropCarriedReshaping(db: Database, documentId: number): Promise<void> {
  const made = await db.decision.findMany({
    where: { documentId, madeFrom: { isEmpty: false } },
    select: { id: true, madeFrom: true, changedByPersonId: true },
    orderBy: { id: 'desc' },
  });
  const stay = new Set<number>();
  const sourcesOf = new Map(made.map(({ madeFrom }) => [madeFrom.join(), madeFrom]));
  // The latest first: what was made of made points goes before these.
  for (const [key, sources] of sourcesOf) {
    const together = made.filter(({ madeFrom }) => madeFrom.join() === key);
    if (together.some(({ id, changedByPersonId }) => changedByPersonId !== null || stay.has(id))) {
      for (const id of sources) stay.add(id);
      continue;
    }
    await db.decision.deleteMany({ where: { id: { in: together.map(({ id }) => id) } } });
    await db.decision.updateMany({
      where: { id: { in: sources.filter((id) => !stay.has(id)) } },
      data: { replaced: false },
    });
  }
}

const PARTS = ['text', 'deadline', 'addressees'] as const satisfies readonly (keyof ChangedParts)[];

function changeRow(change: VersionChange) {
  const { documentId, assignmentId, kind, at } = change;
  return {
    documentId,
    assignmentId,
    kind,
    at,
    parts: change.kind === 'changed' ? PARTS.filter((part) => change.in[part]) : [],
    reopened: change.kind === 'changed' && change.reopened,
    ...('was' in change ? { was: jsonColumn(change.was) } : {}),
    ...('is' in change ? { is: jsonColumn(change.is) } : {}),
  };
}

function changeOf(row: ChangeRow): VersionChange {
  const { documentId, assignmentId, at, parts, reopened } = row;
  const about = { documentId, assignmentId, at };
  const was = row.was as unknown as AssignmentTerms;
  const is = row.is as unknown as AssignmentTerms;
  const kind = row.kind as VersionChange['kind'];
  switch (kind) {
    case 'added':
      return { ...about, kind, is };
    case 'changed': {
      const changed = {
        text: parts.includes('text'),
        deadline: parts.includes('deadline'),
        addressees: parts.includes('addressees'),
      };
      return { ...about, kind, was, is, in: changed, reopened };
    }
    case 'point_removed':
    case 'addressee_removed':
      return { ...about, kind, was };
  }
}
