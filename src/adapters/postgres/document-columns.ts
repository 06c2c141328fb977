import type {
  Confirmation,
  DecisionChange,
  DocumentState,
  Lineage,
  StoredDecision,
  StoredDocument,
} from '../../app/ports.ts';
import type { Deadline, DeadlineKind } from '../../core/deadlines/deadline.ts';
import { labelWithin } from '../../core/documents/annex-label.ts';
import type {
  DocumentKind,
  ReadAddressee,
  ReadDecision,
  ReadQuestion,
} from '../../core/documents/read-document.ts';
import type { Warning } from '../../core/warning.ts';
import { calendarDate, dateColumn, jsonColumn, jsonText, storableText } from './column-values.ts';
import type { Decision, Document, Prisma } from './generated/client.ts';

/** A row of `document` without the text it was read from, which is long and rarely wanted. */
export type DocumentRow = Omit<Document, 'text'>;

/** Leaves the text out of what the client reads. */
export const WITHOUT_TEXT = { text: true } as const;

/** Row → document, as the program knows it. */
export function documentOf(row: DocumentRow): StoredDocument {
  return {
    id: row.id,
    state: row.state as DocumentState,
    source: row.source,
    sha256: row.sha256,
    position: row.position,
    kind: row.kind as DocumentKind,
    date: calendarDate(row.date),
    number: row.number,
    issuer: row.issuer,
    title: row.title,
    questions: row.questions as unknown as readonly ReadQuestion[],
    annexes: row.annexes as unknown as StoredDocument['annexes'],
    warnings: row.warnings as unknown as readonly Warning[],
    createdByPersonId: row.createdByPersonId,
    publishedAt: row.publishedAt,
    confirmed: confirmationOf(row),
    lineage: lineageOf(row),
  };
}

function lineageOf({ replacesId: documentId, lineage }: DocumentRow): Lineage | null {
  if (documentId === null || lineage === null) return null;
  return { documentId, answer: lineage as Lineage['answer'] };
}

function confirmationOf(row: Pick<Document, 'confirmedByPersonId' | 'confirmedAt'>) {
  const { confirmedByPersonId: personId, confirmedAt: at } = row;
  return personId === null || at === null ? null : { personId, at };
}

/** Row → decision, as the program knows it. */
export function decisionOf(row: Decision): StoredDecision {
  const confirmed = confirmationOf(row);
  return {
    id: row.id,
    documentId: row.documentId,
    position: row.position,
    question: row.question,
    label: row.label,
    text: row.text,
    addressees: row.addressees as unknown as readonly ReadAddressee[],
    deadline: {
      text: row.deadlineText,
      kind: row.deadlineKind as DeadlineKind,
      start: calendarDate(row.deadlineStart),
      due: calendarDate(row.deadlineDue),
      next: calendarDate(row.deadlineNext),
      rrule: row.deadlineRrule,
      offset: row.deadlineOffset,
      trigger: row.deadlineTrigger,
      inherited: row.deadlineInherited,
    },
    quote: { start: row.quoteStart, end: row.quoteEnd },
    warnings: row.warnings as unknown as readonly Warning[],
    revision: row.revision,
    dropped: row.dropped,
    replaced: row.replaced,
    madeFrom: row.madeFrom,
    confirmed: confirmed === null ? null : { ...confirmed, doubts: row.confirmedDoubts },
    requiresFile: row.requiresFile,
    changedByPersonId: row.changedByPersonId,
    replacesId: row.replacesId,
    reopens: row.reopens,
  };
}

/** What a change never touches the memory of: the reading, in the words of `srok parse`. */
export function readingOf(row: Decision): unknown {
  const { text, addressees, deadline, warnings } = decisionOf(row);
  return { text, addressees, deadline, warnings };
}

/** Who has confirmed which doubts of a decision; nobody where there are none. */
export function confirmationColumns(doubts: readonly string[], by: Confirmation) {
  return {
    confirmedDoubts: doubts.map((message) => storableText(message)),
    confirmedByPersonId: doubts.length > 0 ? by.personId : null,
    confirmedAt: doubts.length > 0 ? by.at : null,
  };
}

/** The columns that a reviewer's change writes; what it does not name stays. */
export function changedColumns(change: DecisionChange): Prisma.DecisionUpdateManyMutationInput {
  const { text, addressees, deadline, quote, warnings, dropped, requiresFile, reopens } = change;
  return {
    ...(text === undefined ? {} : { text: storableText(text) }),
    ...(addressees === undefined ? {} : { addressees: jsonColumn(addressees) }),
    ...(deadline === undefined ? {} : deadlineColumns(deadline)),
    ...(quote === undefined ? {} : { quoteStart: quote.start, quoteEnd: quote.end }),
    ...(warnings === undefined ? {} : { warnings: jsonColumn(warnings) }),
    ...(dropped === undefined ? {} : { dropped }),
    ...(requiresFile === undefined ? {} : { requiresFile }),
    ...(reopens === undefined ? {} : { reopens }),
  };
}

/** A deadline in the columns of `decision`. */
export function deadlineColumns(deadline: Deadline) {
  return {
    deadlineText: storableText(deadline.text),
    deadlineKind: deadline.kind,
    deadlineStart: dateColumn(deadline.start),
    deadlineDue: dateColumn(deadline.due),
    deadlineNext: dateColumn(deadline.next),
    deadlineRrule: deadline.rrule,
    deadlineOffset: deadline.offset,
    deadlineTrigger: storableText(deadline.trigger),
    deadlineInherited: deadline.inherited,
  };
}

/** Decisions as the JSON that a raw insert unpacks. */
export function decisionRows(decisions: readonly ReadDecision[]): string {
  return jsonText(
    decisions.map(({ question, label, annex, text, addressees, deadline, quote, warnings }, position) => ({
      position,
      question,
      label: labelWithin(label, annex),
      text,
      addressees,
      deadline_text: deadline.text,
      deadline_kind: deadline.kind,
      deadline_start: deadline.start,
      deadline_due: deadline.due,
      deadline_next: deadline.next,
      deadline_rrule: deadline.rrule,
      deadline_offset: deadline.offset,
      deadline_trigger: deadline.trigger,
      deadline_inherited: deadline.inherited,
      quote_start: quote.start,
      quote_end: quote.end,
      warnings,
    })),
  );
}
