import { type Directory, indexDirectory } from '../addressees/index.ts';
import type { ProductionCalendar } from '../calendar/production-calendar.ts';
import type { DeadlinePolicy } from '../deadlines/index.ts';
import type { Warning } from '../warning.ts';
import { splitDocuments } from './boundaries.ts';
import { completeDecisions } from './complete-decisions.ts';
import { type Line, linesOf } from './lines.ts';
import type { ReadDocument } from './read-document.ts';
import { readableText } from './readable-text.ts';
import { doubtRecognition } from './recognition.ts';
import { settleLines } from './settle-lines.ts';
import type { SourceText } from './source-text.ts';
import { readStructure } from './structure.ts';

export { joinMessages } from './join-messages.ts';
export { joinSources } from './join-sources.ts';
export type {
  AddresseeCandidate,
  DocumentKind,
  Quote,
  ReadAddressee,
  ReadDecision,
  ReadDocument,
  ReadQuestion,
} from './read-document.ts';
export { readableText } from './readable-text.ts';
export {
  collapse,
  type SourceCell,
  type SourceRow,
  type SourceTable,
  type SourceText,
  type WordConfidence,
} from './source-text.ts';

/** What a text is read against; all of it belongs to the deployment. */
export interface ReadingContext {
  readonly directory: Directory;
  readonly calendar: ProductionCalendar;
  readonly policy: DeadlinePolicy;
}

/**
 * Reads every document of a file: lines → documents → structure → decisions with addressees and deadlines.
 *
 *   { name: 'protocol.txt', text: 'ПРОТОКОЛ … РЕШИЛИ: 1. Школам представить отчёт. Срок: до 01.10.2026' }
 *   → [{ kind: 'protocol', decisions: [{ label: '1', addressees: [OO], deadline: { due: '2026-10-01' } }] }]
 *
 * Structure is taken from what is printed (numbers, «РЕШИЛИ», «п р и к а з ы в а ю», table heads, «Срок» and
 * «Ответственные» lines), not from the kind of document. A text without decisions gives a document without
 * decisions and the warning `no_decisions` that says why. Never throws on any text; time grows with its length.
 */
export function readDocuments(printed: SourceText, context: ReadingContext): ReadDocument[] {
  const source = { ...printed, text: readableText(printed) };
  const index = indexDirectory(context.directory);
  const lines = settleLines(linesOf(source));
  const documents = splitDocuments(lines);
  return (documents.length === 0 ? [[]] : documents).map((document): ReadDocument => {
    const structure = readStructure(document, source.text, index);
    const { heading } = structure;
    const completed = completeDecisions(structure.decisions, {
      index,
      date: heading.date,
      deadlines: { calendar: context.calendar, policy: context.policy },
    });
    const decisions = doubtRecognition(completed, printed);
    const warnings = [...structure.warnings];
    if (decisions.length === 0) warnings.push(noDecisions(document));
    else if (heading.date === null) warnings.push(noDate());
    return {
      source: source.name,
      kind: heading.kind,
      date: heading.date,
      number: heading.number,
      issuer: heading.issuer,
      title: heading.title,
      questions: structure.questions,
      decisions,
      annexes: structure.annexes,
      warnings,
    };
  });
}

function noDecisions(lines: readonly Line[]): Warning {
  const kinds = new Set(lines.map((line) => line.meaning.kind));
  const reason =
    lines.length === 0
      ? 'в файле нет текста'
      : kinds.has('resolution')
        ? 'после слов о принятом решении нет пунктов с поручениями'
        : 'нет ни слов «решили», «приказываю», ни пунктов со строками «Срок» или «Ответственные», ни таблицы мероприятий';
  return { code: 'no_decisions', message: `Решений не найдено: ${reason}.` };
}

function noDate(): Warning {
  return { code: 'no_document_date', message: 'Дата документа не найдена: сроки без года не вычислены.' };
}
