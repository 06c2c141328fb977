import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { readSource } from '../adapters/readers/index.ts';
import { builtInDirectory, type Directory } from '../core/addressees/index.ts';
import { russianCalendar } from '../core/calendar/russian-calendar.ts';
import { formatDateRu, shortDateWithWeekday } from '../core/calendar/russian-date-text.ts';
import type { Deadline } from '../core/deadlines/deadline.ts';
import { defaultDeadlinePolicy } from '../core/deadlines/index.ts';
import { labelWithin } from '../core/documents/annex-label.ts';
import {
  type DocumentKind,
  type ReadDecision,
  type ReadDocument,
  readDocuments,
} from '../core/documents/index.ts';
import { readDirectoryFile } from '../service/read-directory-file.ts';

/**
 * Adds `srok parse FILE… [--orgs FILE.csv] [--json]`: reads documents and prints what was found; no database.
 *
 * Exit status 0 done, 1 where a file or the directory cannot be read (said on stderr, the other files are
 * still read), 2 wrong usage.
 */
export function addParseCommand(program: Command): void {
  program
    .command('parse')
    .description('read documents and print their decisions')
    .argument('<files...>', 'documents: .docx .doc .rtf .odt .xlsx .pdf .txt, scans and photos')
    .option('--orgs <file>', 'directory of organizations, CSV')
    .option('--json', 'print one JSON value')
    .action(async (files: string[], options: { readonly orgs?: string; readonly json?: boolean }) => {
      const directory = await readDirectory(options.orgs);
      if (directory === null) {
        process.exitCode = 1;
        return;
      }
      const documents: ReadDocument[] = [];
      for (const file of files) {
        const read = await readFileDocuments(file, directory);
        if (read === null) process.exitCode = 1;
        else documents.push(...read);
      }
      const text = options.json === true ? JSON.stringify(documents, null, 2) : describeDocuments(documents);
      if (text !== '') console.log(text);
    });
}

async function readDirectory(path: string | undefined): Promise<Directory | null> {
  if (path === undefined) return builtInDirectory;
  const bytes = await readBytes(path);
  if (bytes === null) return null;
  const read = readDirectoryFile(bytes);
  if (read.kind === 'ok') return read.entries;
  for (const { line, column, message } of read.errors) {
    console.error(`${path}:${line}: ${column === null ? '' : `${column}: `}${message}`);
  }
  return null;
}

async function readFileDocuments(path: string, directory: Directory): Promise<ReadDocument[] | null> {
  const bytes = await readBytes(path);
  if (bytes === null) return null;
  const read = await readSource(bytes, basename(path));
  if (read.kind === 'unreadable') {
    console.error(`${path}: ${read.message}`);
    return null;
  }
  const context = { directory, calendar: russianCalendar, policy: defaultDeadlinePolicy };
  return readDocuments(read.source, context).map((document) => ({
    ...document,
    warnings: [...read.warnings, ...document.warnings],
  }));
}

async function readBytes(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    console.error(`${path}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

const KIND_NAMES: Readonly<Record<DocumentKind, string>> = {
  protocol: 'Протокол',
  collegium_decision: 'Решение коллегии',
  order: 'Приказ',
  other: 'Документ',
};

/** The reading in words: a document's head, then a paragraph for every decision. */
function describeDocuments(documents: readonly ReadDocument[]): string {
  return documents.map((document) => describeDocument(document)).join('\n\n');
}

function describeDocument(document: ReadDocument): string {
  const head = [
    `${document.source}: ${document.title ?? KIND_NAMES[document.kind]}`,
    [
      KIND_NAMES[document.kind],
      document.date === null ? 'без даты' : `от ${formatDateRu(document.date)}`,
      ...(document.number === null ? [] : [`№ ${document.number}`]),
    ].join(' '),
    ...(document.issuer === null ? [] : [document.issuer]),
    ...document.annexes.map(({ title, rows }) => `Приложение: ${title}, строк: ${rows}`),
    ...document.warnings.map(({ message }) => `Внимание: ${message}`),
    document.decisions.length === 0 ? 'Решений не найдено.' : `Пунктов: ${document.decisions.length}`,
  ];
  return [head.join('\n'), ...listDecisions(document)].join('\n\n');
}

function listDecisions({ decisions, questions }: ReadDocument): string[] {
  const titles = new Map(questions.map(({ number, title }) => [number, title]));
  let question: string | null = null;
  return decisions.map((decision) => {
    const opens = decision.question !== null && decision.question !== question;
    question = decision.question;
    const title = titles.get(decision.question ?? '') ?? '';
    const heading = title === decision.question ? title : `${decision.question}. ${title}`;
    return opens ? `== ${heading}\n\n${describeDecision(decision)}` : describeDecision(decision);
  });
}

function describeDecision(decision: ReadDecision): string {
  const names = decision.addressees.map(({ text, code, executor }) => {
    const role = executor && decision.addressees.length > 1 ? ', исполнитель' : '';
    return `${text} [${code}${role}]`;
  });
  const lines = [
    `${labelWithin(decision.label, decision.annex) ?? '–'} ${decision.text}`,
    `Кому: ${names.length === 0 ? 'не указано' : names.join('; ')}`,
    `Срок: ${describeDeadline(decision.deadline)}`,
    ...decision.warnings.map(({ message }) => `Внимание: ${message}`),
  ];
  return lines.join('\n   ');
}

/** «до 18 сентября 2026 г.» → «до 18 сентября 2026 г. — по пт 18.09.2026» */
function describeDeadline(deadline: Deadline): string {
  const printed = deadline.text ?? 'не указан';
  const dates = [
    ...(deadline.start === null ? [] : [`с ${shortDateWithWeekday(deadline.start)}`]),
    ...(deadline.due === null ? [] : [`по ${shortDateWithWeekday(deadline.due)}`]),
    ...(deadline.next === null ? [] : [`ближайший ${shortDateWithWeekday(deadline.next)}`]),
  ];
  const inherited = deadline.inherited ? ' (общий для нескольких пунктов)' : '';
  return `${printed}${dates.length === 0 ? '' : ` — ${dates.join(' ')}`}${inherited}`;
}
