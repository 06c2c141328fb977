import { readdirSync } from 'node:fs';
import type { ReadDecision, ReadDocument } from '../../../src/core/documents/index.ts';
import { textOf } from './reading.ts';

/**
 * A whole document with its answers, worked out by hand before anything read it. The file holds the document, a line
 * of equals signs, the head («kind date number», «-» for none), and a line for every decision:
 *
 *   question | label | who, in order, the words of what is no entry in brackets | kind | start..due or next | words | warnings
 */
export interface ExamDocument {
  readonly name: string;
  readonly text: string;
  readonly head: string;
  readonly decisions: readonly ExpectedDecision[];
}

export interface ExpectedDecision {
  /** Question, label, addressees, kind, dates, warnings. */
  readonly line: string;
  /** The first and the last words of its text. */
  readonly begins: string;
  readonly ends: string;
}

/** The documents of a folder beside this file, by name. */
export function examDocuments(folder: string): ExamDocument[] {
  const at = new URL(`./${folder}/`, import.meta.url);
  return readdirSync(at)
    .toSorted()
    .map((file) => examDocument(file.replace(/\.txt$/u, ''), textOf(new URL(file, at))));
}

function examDocument(name: string, file: string): ExamDocument {
  const [text = '', answers = ''] = file.split('\n=====\n');
  const [head = '', ...rows] = answers.trim().split('\n');
  return { name, text, head, decisions: rows.map(expectedOf) };
}

function expectedOf(row: string): ExpectedDecision {
  const cells = row.split('|').map((cell) => cell.trim());
  const [begins = '', ends = begins] = (cells[5] ?? '').split(' … ');
  return { line: [...cells.slice(0, 5), cells[6] ?? ''].join(' | '), begins, ends };
}

/** What was read, in the words of the answers. */
export function headOf({ kind, date, number }: ReadDocument): string {
  return `${kind} ${date ?? '-'} ${number ?? '-'}`;
}

/** A decision in the words of the answers. */
export function answerOf({ question, label, addressees, deadline, warnings }: ReadDecision): string {
  const dates = deadline.next ?? (deadline.due === null ? '' : `${deadline.start ?? ''}..${deadline.due}`);
  return [
    question ?? '-',
    label ?? '-',
    [...addressees]
      .sort((a, b) => Number(b.executor) - Number(a.executor))
      .map(({ code, text }) => (['PERSON', 'ROLE', 'OTHER'].includes(code) ? `${code}(${text})` : code))
      .join(' '),
    `${deadline.kind}${deadline.inherited ? '^' : ''}`,
    dates,
    warnings.map(({ code }) => code).join(' '),
  ].join(' | ');
}
