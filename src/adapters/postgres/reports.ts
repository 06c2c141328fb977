import type { Report, ReportFile, ReportRecords } from '../../app/ports.ts';
import { jsonColumn, jsonText, storableText, telegramId } from './column-values.ts';
import type { Database } from './database.ts';
import type { Report as ReportRow } from './generated/client.ts';

/** «Выполнено», in table `report`. */
export function reportRecords(db: Database): ReportRecords {
  return {
    async create(report) {
      const { assignmentId, personId, chatId, text, files, createdAt } = report;
      const { interim = false, forOrganizationCode = null } = report;
      const { decisionId } = await db.assignment.findUniqueOrThrow({
        where: { id: assignmentId },
        select: { decisionId: true },
      });
      const row = await db.report.create({
        data: {
          assignmentId,
          decisionId,
          personId,
          chatId,
          interim,
          text: storableText(text),
          files: jsonColumn(files),
          createdAt,
          forOrganizationCode,
        },
      });
      return reportOf(row);
    },
    async addFile(reportId, file) {
      const added = await db.$executeRaw`
        UPDATE report
           SET files = CASE WHEN files @> jsonb_build_array(jsonb_build_object('sha256', ${file.sha256}::text))
                            THEN files ELSE files || jsonb_build_array(${jsonText(file)}::jsonb) END
         WHERE id = ${reportId}::int AND outcome IS NULL`;
      return added === 1;
    },
    async find(id) {
      const row = await db.report.findUnique({ where: { id } });
      return row === null ? null : reportOf(row);
    },
    async latestOf(assignmentId) {
      const row = await db.report.findFirst({
        where: { assignmentId, interim: false },
        orderBy: { id: 'desc' },
      });
      return row === null ? null : reportOf(row);
    },
    async latestOfAll(assignmentIds) {
      const rows = await db.report.findMany({
        where: { assignmentId: { in: [...assignmentIds] }, interim: false },
        distinct: ['assignmentId'],
        orderBy: [{ assignmentId: 'asc' }, { id: 'desc' }],
      });
      return rows.map(reportOf);
    },
    async waitingFor(organizationCodes) {
      const rows = await db.report.findMany({
        where: {
          forOrganizationCode: { in: [...organizationCodes] },
          outcome: null,
          interim: false,
          assignment: { state: { not: 'withdrawn' } },
        },
        orderBy: { id: 'asc' },
      });
      return rows.map(reportOf);
    },
    async waitingForControllers() {
      const answering = { role: 'executor', state: 'active' };
      const rows = await db.report.findMany({
        where: {
          outcome: null,
          interim: false,
          assignment: { state: 'reported' },
          OR: [{ forOrganizationCode: null }, { forOrganization: { subscriptions: { none: answering } } }],
        },
        orderBy: { id: 'asc' },
      });
      return rows.map(reportOf);
    },
    async ofAssignment(assignmentId) {
      const rows = await db.report.findMany({ where: { assignmentId }, orderBy: { id: 'asc' } });
      return rows.map(reportOf);
    },
    async readdress(id) {
      await db.report.updateMany({ where: { id, outcome: null }, data: { forOrganizationCode: null } });
    },
    async decide(id, { outcome, comment, personId, at }) {
      const { count } = await db.report.updateMany({
        where: { id, outcome: null, interim: false },
        data: { outcome, comment: storableText(comment), decidedByPersonId: personId, decidedAt: at },
      });
      return count === 1;
    },
    async takeBackAcceptance(id) {
      const { count } = await db.report.updateMany({
        where: { id, outcome: 'accepted' },
        data: { outcome: null, comment: null, decidedByPersonId: null, decidedAt: null },
      });
      return count === 1;
    },
  };
}

function reportOf(row: ReportRow): Report {
  return {
    id: row.id,
    assignmentId: row.assignmentId,
    decisionId: row.decisionId,
    personId: row.personId,
    chatId: telegramId(row.chatId),
    interim: row.interim,
    text: row.text,
    files: row.files as unknown as readonly ReportFile[],
    createdAt: row.createdAt,
    outcome: row.outcome as Report['outcome'],
    comment: row.comment,
    forOrganizationCode: row.forOrganizationCode,
  };
}
