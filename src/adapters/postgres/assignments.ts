import type { AssignmentRecords, AssignmentView, DocumentTally, NewAssignment } from '../../app/ports.ts';
import type { Assignment, AssignmentState } from '../../core/assignments/assignment.ts';
import type { DeadlineKind } from '../../core/deadlines/deadline.ts';
import { calendarDate, dateColumn, jsonText } from './column-values.ts';
import type { Database } from './database.ts';
import { decisionOf, documentOf, WITHOUT_TEXT } from './document-columns.ts';
import { type Assignment as AssignmentRow, Prisma } from './generated/client.ts';
import { queryCondition } from './task-search.ts';

const CLOSED: readonly AssignmentState[] = ['accepted', 'withdrawn'];

/** More than this nobody pages through. */
const SEARCH_LIMIT = 500;

/** Rows fetched at once where there may be hundreds of thousands: each costs the client a kilobyte while it comes. */
const BATCH_ROWS = 4_000;

/** Columns of `assignment` (as `a`) under the names the client gives them, for raw statements. */
export const COLUMNS = Prisma.sql`
  a.id, a.document_id AS "documentId", a.decision_id AS "decisionId",
  a.organization_code AS "organizationCode", a.occurrence, a.executor, a.state,
  a.deadline_kind AS "deadlineKind", a.start, a.due, a.published_on AS "publishedOn",
  a.reminded_through AS "remindedThrough", a.escalation, a.delivered_at AS "deliveredAt",
  a.acknowledge_reminded_on AS "acknowledgeRemindedOn",
  a.parent_id AS "parentId"`;

/** An assignment's own columns with the names a message about it needs. */
interface ViewRow extends AssignmentRow {
  readonly organizationName: string;
  readonly through: string | null;
  readonly delegateId: number | null;
  readonly delegateName: string | null;
}

/** Decisions in the hands of organizations, in table `assignment`. */
export function assignmentRecords(db: Database): AssignmentRecords {
  const allOpen = (): Promise<readonly Assignment[]> =>
    inBatches(
      (after) => db.$queryRaw<AssignmentRow[]>`
        SELECT ${COLUMNS} FROM assignment a
         WHERE a.id > ${after}::int AND a.state NOT IN ('accepted', 'withdrawn')
         ORDER BY a.id LIMIT ${BATCH_ROWS}::int`,
    );
  const views = async (ids: readonly number[]): Promise<readonly AssignmentView[]> => {
    if (ids.length === 0) return [];
    const found = await db.$queryRaw<ViewRow[]>`
      SELECT ${COLUMNS}, COALESCE(own.short_name, own.name) AS "organizationName",
             COALESCE(above.short_name, above.name) AS through,
             person.id AS "delegateId", person.name AS "delegateName"
        FROM assignment a
        JOIN organization own ON own.code = a.organization_code
        LEFT JOIN assignment parent ON parent.id = a.parent_id
        LEFT JOIN organization above ON above.code = parent.organization_code
        LEFT JOIN delegation ON delegation.assignment_id = a.id
        LEFT JOIN person ON person.id = delegation.person_id
       WHERE a.id = ANY(${[...ids]}::int[])`;
    const byId = new Map(found.map((row) => [row.id, row]));
    const wanted = <T>(key: (row: ViewRow) => T) => ({ in: [...new Set(found.map(key))] });
    // One query after the other: side by side they would be on one connection in a transaction.
    const decisions = await db.decision.findMany({ where: { id: wanted((row) => row.decisionId) } });
    const documents = await db.document.findMany({
      where: { id: wanted((row) => row.documentId) },
      omit: WITHOUT_TEXT,
    });
    const decisionById = new Map(decisions.map((row) => [row.id, decisionOf(row)]));
    const documentById = new Map(documents.map((row) => [row.id, documentOf(row)]));
    return ids.flatMap((id) => {
      const row = byId.get(id);
      if (row === undefined) return [];
      const decision = decisionById.get(row.decisionId);
      const document = documentById.get(row.documentId);
      // Foreign keys hold them together; nothing of this is ever deleted.
      if (decision === undefined || document === undefined) {
        throw new Error(`assignment ${id} has lost its decision or document`);
      }
      const { organizationName, through, delegateId: personId, delegateName: name } = row;
      const delegate = personId === null || name === null ? null : { personId, name };
      return { assignment: assignmentOf(row), decision, document, organizationName, through, delegate };
    });
  };
  return {
    async createMany(assignments) {
      if (assignments.length === 0) return [];
      const rows = await db.$queryRaw<AssignmentRow[]>`
        INSERT INTO assignment AS a (document_id, decision_id, organization_code, occurrence, executor,
                                     deadline_kind, start, due, published_on, reminded_through, parent_id)
        SELECT document_id, decision_id, organization_code, occurrence, executor,
               deadline_kind, start, due, published_on, reminded_through, parent_id
          FROM (SELECT DISTINCT ON (decision_id, organization_code, occurrence) *
                  FROM jsonb_to_recordset(${assignmentRows(assignments)}::jsonb) AS given(
                         document_id int, decision_id int, organization_code text, occurrence int,
                         executor boolean, deadline_kind text, start date, due date, published_on date,
                         reminded_through date, parent_id int)) AS fresh
          -- Locked: a version that is being published meanwhile must not leave anything behind with the one before.
          JOIN document ON document.id = fresh.document_id AND document.state <> 'superseded'
         ORDER BY decision_id, organization_code, occurrence
           FOR KEY SHARE OF document
            ON CONFLICT (decision_id, organization_code, occurrence) DO UPDATE
           SET state = 'new', recalled = false, executor = excluded.executor,
               deadline_kind = excluded.deadline_kind, start = excluded.start, due = excluded.due,
               published_on = excluded.published_on, reminded_through = excluded.reminded_through,
               escalation = 0, delivered_at = NULL, acknowledge_reminded_on = NULL,
               parent_id = excluded.parent_id
         WHERE a.recalled AND a.state = 'withdrawn'
        RETURNING ${COLUMNS}`;
      return rows.map(assignmentOf).toSorted((one, other) => one.id - other.id);
    },
    async find(id) {
      const row = await db.assignment.findUnique({ where: { id } });
      return row === null ? null : assignmentOf(row);
    },
    async view(id) {
      return (await views([id]))[0] ?? null;
    },
    views,
    async open(organizationCodes) {
      if (organizationCodes === undefined) return allOpen();
      const rows = await db.assignment.findMany({
        where: { state: { notIn: [...CLOSED] }, organizationCode: { in: [...organizationCodes] } },
        orderBy: { id: 'asc' },
      });
      return rows.map(assignmentOf);
    },
    async forMorning() {
      const standing = await allOpen();
      const answering = await db.$queryRaw<AssignmentRow[]>`
        SELECT ${COLUMNS} FROM assignment a
         WHERE a.state = 'accepted'
           AND a.organization_code IN (SELECT parent_code FROM organization)
           AND a.decision_id IN (
                 SELECT o.decision_id FROM assignment o WHERE o.state NOT IN ('accepted', 'withdrawn'))
         ORDER BY a.id`;
      return [...standing, ...answering.map(assignmentOf)];
    },
    async acceptedIds(organizationCodes) {
      const rows = await db.assignment.findMany({
        where: { state: 'accepted', organizationCode: { in: [...organizationCodes] } },
        orderBy: [{ due: { sort: 'desc', nulls: 'last' } }, { id: 'desc' }],
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },
    async search(organizationCodes, query) {
      const codes = [...organizationCodes];
      const rows = await db.$queryRaw<AssignmentRow[]>`
        SELECT ${COLUMNS} FROM assignment a
         WHERE a.organization_code = ANY(${codes}::text[]) AND a.state <> 'withdrawn'
           AND a.decision_id IN (
                 SELECT point.id FROM decision point JOIN document act ON act.id = point.document_id
                  WHERE point.id IN (SELECT decision_id FROM assignment WHERE organization_code = ANY(${codes}::text[]))
                    AND ${queryCondition(query)})
         ORDER BY a.id LIMIT ${SEARCH_LIMIT}::int`;
      return rows.map(assignmentOf);
    },
    async ofDocument(documentId) {
      const rows = await db.assignment.findMany({ where: { documentId }, orderBy: { id: 'asc' } });
      return rows.map(assignmentOf);
    },
    async ofDecisions(decisionIds) {
      if (decisionIds.length === 0) return [];
      const rows = await db.assignment.findMany({
        where: { decisionId: { in: [...decisionIds] } },
        orderBy: { id: 'asc' },
      });
      return rows.map(assignmentOf);
    },
    async childrenOf(parentIds) {
      if (parentIds.length === 0) return [];
      const rows = await db.assignment.findMany({
        where: { parentId: { in: [...parentIds] }, recalled: false },
        orderBy: { id: 'asc' },
      });
      return rows.map(assignmentOf);
    },
    async latestOccurrences() {
      // A withdrawn latest occurrence ends the series, so it is dropped after the choice, not before.
      const rows = await db.$queryRaw<(AssignmentRow & { rrule: string })[]>`
        SELECT * FROM (
          SELECT DISTINCT ON (a.decision_id, a.organization_code) ${COLUMNS}, d.deadline_rrule AS rrule
            FROM assignment a
            JOIN decision d ON d.id = a.decision_id
            JOIN document c ON c.id = a.document_id AND c.state <> 'superseded'
           WHERE a.deadline_kind = 'recurring' AND d.deadline_rrule IS NOT NULL
           ORDER BY a.decision_id, a.organization_code, a.occurrence DESC
        ) latest WHERE state <> 'withdrawn' ORDER BY id`;
      return rows.map(({ rrule, ...row }) => ({ assignment: assignmentOf(row), rrule }));
    },
    async moveState(id, from, to) {
      const { count } = await db.assignment.updateMany({
        where: { id, state: { in: [...from] } },
        data: { state: to },
      });
      return count === 1;
    },
    async moveStates(ids, from, to) {
      const rows = await db.$queryRaw<{ id: number }[]>`
        UPDATE assignment SET state = ${to}
         WHERE id = ANY(${[...ids]}::int[]) AND state = ANY(${[...from]}::text[])
        RETURNING id`;
      return rows.map(({ id }) => id).toSorted((one, other) => one - other);
    },
    async markRecalled(ids) {
      await db.$executeRaw`
        UPDATE assignment SET recalled = true
         WHERE id = ANY(${[...ids]}::int[]) AND state = 'withdrawn' AND parent_id IS NOT NULL`;
    },
    async moveDue(id, from, { start, due }) {
      const { count } = await db.assignment.updateMany({
        where: { id, due: dateColumn(from) },
        data: { start: dateColumn(start), due: dateColumn(due), escalation: 0 },
      });
      return count === 1;
    },
    async tally(documentIds, today) {
      return db.$queryRaw<DocumentTally[]>`
        SELECT document_id AS "documentId", count(*)::int AS total,
               (count(*) FILTER (WHERE state = 'accepted'))::int AS accepted,
               (count(*) FILTER (WHERE state = 'reported'))::int AS reported,
               (count(*) FILTER (WHERE state NOT IN ('accepted', 'reported') AND due < ${today}::date))::int AS overdue
          FROM assignment
         WHERE document_id = ANY(${[...documentIds]}::int[]) AND state <> 'withdrawn' AND parent_id IS NULL
         GROUP BY document_id`;
    },
    async markReminded(ids, through) {
      await db.$executeRaw`
        UPDATE assignment SET reminded_through = GREATEST(reminded_through, ${through}::date)
         WHERE id = ANY(${[...ids]}::int[])`;
    },
    async markAcknowledgeReminded(ids, on) {
      await db.$executeRaw`
        UPDATE assignment SET acknowledge_reminded_on = ${on}::date
         WHERE id = ANY(${[...ids]}::int[]) AND acknowledge_reminded_on IS NULL`;
    },
    async markEscalated(ids, level) {
      await db.$executeRaw`
        UPDATE assignment SET escalation = GREATEST(escalation, ${level}::smallint)
         WHERE id = ANY(${[...ids]}::int[])`;
    },
    async markDelivered(ids, at) {
      await db.$executeRaw`
        UPDATE assignment SET delivered_at = ${at}::timestamptz
         WHERE id = ANY(${[...ids]}::int[]) AND delivered_at IS NULL`;
    },
  };
}

/** All assignments that `fetch` has, ascending by id: asked for the rows behind an id until a batch is not full. */
async function inBatches(fetch: (afterId: number) => Promise<AssignmentRow[]>): Promise<Assignment[]> {
  const all: Assignment[] = [];
  for (let after = 0; ; ) {
    const rows = await fetch(after);
    for (const row of rows) all.push(assignmentOf(row));
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH_ROWS) return all;
    after = last.id;
  }
}

/** Row → assignment, as the program knows it. */
export function assignmentOf(row: AssignmentRow): Assignment {
  return {
    id: row.id,
    documentId: row.documentId,
    decisionId: row.decisionId,
    organizationCode: row.organizationCode,
    occurrence: row.occurrence,
    executor: row.executor,
    state: row.state as AssignmentState,
    deadlineKind: row.deadlineKind as DeadlineKind,
    start: calendarDate(row.start),
    due: calendarDate(row.due),
    publishedOn: calendarDate(row.publishedOn),
    remindedThrough: calendarDate(row.remindedThrough),
    escalation: row.escalation as Assignment['escalation'],
    deliveredAt: row.deliveredAt,
    acknowledgeRemindedOn: calendarDate(row.acknowledgeRemindedOn),
    parentId: row.parentId,
  };
}

function assignmentRows(assignments: readonly NewAssignment[]): string {
  return jsonText(
    assignments.map((assignment) => ({
      document_id: assignment.documentId,
      decision_id: assignment.decisionId,
      organization_code: assignment.organizationCode,
      occurrence: assignment.occurrence,
      executor: assignment.executor,
      deadline_kind: assignment.deadlineKind,
      start: assignment.start,
      due: assignment.due,
      published_on: assignment.publishedOn,
      reminded_through: assignment.remindedThrough,
      parent_id: assignment.parentId ?? null,
    })),
  );
}
