import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import type { ProductionCalendar } from '../core/calendar/production-calendar.ts';
import { shortDateRu } from '../core/calendar/russian-date-text.ts';
import type { Deadline } from '../core/deadlines/deadline.ts';
import { type ChangedParts, saysTheSame } from '../core/versions/differences.ts';
import { readDeadlineText } from './deadline-text.ts';
import {
  changedPartsText,
  DIFFERENCE_LEGEND,
  type PointNumber,
  renamedPoint,
  textDifference,
} from './difference.ts';
import { bold, cutText, escapeHtml, italic, visibleLength } from './html.ts';
import type { Button, Keyboard, OutgoingMessage } from './message.ts';
import { counted, countedAssignments, toOrganizations } from './plural.ts';
import { type DocumentFacts, documentName, documentNameOf, pointName } from './point.ts';
import { type ReshapingFacts, reshapingLines } from './reshaping.ts';
import { MESSAGE_LIMIT } from './split.ts';

/** A point of either version as a reviewer compares it. */
export interface ComparedPoint extends PointNumber {
  readonly text: string;
  readonly deadline: Deadline;
}

/** One point that differs, and what follows for whom. Organizations by name. */
export type DraftDifference = {
  /** Assignments that are accepted already, and reports that wait. */
  readonly accepted: number;
  readonly reported: number;
} & (
  | {
      readonly kind: 'changed';
      readonly was: ComparedPoint;
      readonly is: ComparedPoint;
      readonly in: ChangedParts;
      readonly decisionId: number;
      readonly revision: number;
      /** Accepted assignments are taken up again; null where there is no such choice. */
      readonly reopens: boolean | null;
      readonly joining: readonly string[];
      readonly leaving: readonly string[];
      /** Those who stay and hear of the change. */
      readonly told: readonly string[];
    }
  | {
      readonly kind: 'added';
      readonly is: ComparedPoint;
      readonly decisionId: number;
      readonly told: readonly string[];
    }
  | { readonly kind: 'removed'; readonly was: ComparedPoint; readonly told: readonly string[] }
);

/** A draft as a new version of what is in force. */
export interface VersionFacts {
  /** `unsure`: a person must say first; `denied`: it is published as a document of its own. */
  readonly answer: 'certain' | 'unsure' | 'confirmed' | 'denied';
  readonly previous: DocumentFacts;
  readonly previousPublishedOn: CalendarDate;
  /** The file came before the version in force was published: it may be out of date. */
  readonly outdated: boolean;
  readonly differences: readonly DraftDifference[];
  readonly unchanged: number;
  /** Organizations that get a message. */
  readonly organizations: number;
  /** Accepted assignments that are taken up again. */
  readonly reopened: number;
  /** Of the splits and merges that the version in force was published with. */
  readonly reshaping: ReshapingFacts;
}

/** Differences named in the summary. */
const NAMED = 12;
const NAMES_SHOWN = 5;
const NAMES_LENGTH = 300;

/** True while the draft is to be published in the place of another. */
export function replaces(version: VersionFacts | null): version is VersionFacts {
  return version !== null && (version.answer === 'certain' || version.answer === 'confirmed');
}

/** «Это новая редакция протокола от … № …?» */
export function askVersion(document: DocumentFacts, version: VersionFacts): OutgoingMessage {
  const { previous, differences, unchanged } = version;
  const common = unchanged + differences.filter(({ kind }) => kind === 'changed').length;
  const all = unchanged + differences.filter(({ kind }) => kind !== 'removed').length;
  const documentId = document.id;
  return {
    html: [
      bold(documentName(document)),
      ...(document.title === null ? [] : [escapeHtml(cutText(document.title, 300))]),
      '',
      `Похоже на исправленный документ: ${bold(documentName(previous))}, опубликован ${shortDateRu(version.previousPublishedOn)}. Общих пунктов: ${common} из ${all}.`,
      '',
      bold(`Это новая редакция ${documentNameOf(previous)}?`),
      'Да — организациям уйдёт только то, что изменилось. Нет — документ будет опубликован отдельно, в дополнение к прежнему.',
    ].join('\n'),
    keyboard: [
      [{ text: 'Да, новая редакция', action: { kind: 'version_yes', documentId } }],
      [{ text: 'Нет, другой документ', action: { kind: 'version_no', documentId } }],
      [{ text: 'Отменить', action: { kind: 'discard', documentId } }],
    ],
  };
}

/** What the summary of a draft says of its being a new version; HTML lines. */
export function versionLines(document: DocumentFacts, version: VersionFacts): readonly string[] {
  const { previous, previousPublishedOn, differences, organizations } = version;
  if (version.answer === 'denied') {
    return ['', `Будет опубликован отдельно, не как новая редакция ${escapeHtml(documentNameOf(previous))}.`];
  }
  const named = differences.slice(0, NAMED).map(differenceLine);
  const rest = differences.length - named.length;
  return [
    '',
    `🔄 ${bold('Новая редакция')}: заменит опубликованную ${shortDateRu(previousPublishedOn)}.`,
    ...(version.outdated
      ? ['⚠️ Этот файл прислан раньше, чем опубликована действующая редакция: проверьте, не устарел ли он.']
      : []),
    ...titleLines(document, version),
    `${countsText(version)}.`,
    ...named,
    ...(rest > 0 ? [`… и ещё ${rest}`] : []),
    ...reshapingLines(version.reshaping),
    organizations === 0
      ? 'Организациям отправлять нечего.'
      : `Уйдёт только изменённое: ${toOrganizations(organizations)}.`,
  ];
}

/** The title, where it was another. */
function titleLines({ title }: DocumentFacts, { previous }: VersionFacts): readonly string[] {
  if (title === null || previous.title === null || saysTheSame(title, previous.title)) return [];
  return [`✏️ Изменено название. Было: ${escapeHtml(cutText(previous.title, 300))}`];
}

/** «Отличия (6)», as long as there are any. */
export function differencesRow(documentId: number, version: VersionFacts | null): Keyboard {
  const count = replaces(version) ? version.differences.length : 0;
  return count === 0
    ? []
    : [[{ text: `Отличия (${count})`, action: { kind: 'show_changes', documentId, page: 0 } }]];
}

/** Takes back what was recognized or said: whether the draft is a new version. */
export function otherwiseRow(documentId: number, version: VersionFacts | null): Keyboard {
  if (version === null) return [];
  return [
    [
      replaces(version)
        ? { text: 'Это другой документ', action: { kind: 'version_no', documentId } }
        : { text: 'Всё-таки новая редакция', action: { kind: 'version_yes', documentId } },
    ],
  ];
}

/** One difference: what was and what is, for whom, and what becomes of accepted assignments. */
export function differencePage(
  document: DocumentFacts,
  version: VersionFacts,
  page: number,
  calendar: ProductionCalendar,
): OutgoingMessage {
  const { differences } = version;
  const index = Math.min(Math.max(page, 0), differences.length - 1);
  const difference = differences[index];
  const documentId = document.id;
  const back: Button = { text: 'К сводке', action: { kind: 'show_draft', documentId } };
  if (difference === undefined)
    return { html: 'Отличий от опубликованной редакции нет.', keyboard: [[back]] };
  const render = (max: number): string =>
    [
      `${italic(`${documentName(document)}: новая редакция`)} — отличие ${index + 1} из ${differences.length}`,
      differenceLine(difference),
      '',
      ...differenceBody(difference, max, calendar),
    ].join('\n');
  const room = MESSAGE_LIMIT - visibleLength(render(0));
  const turn = (text: string, to: number): Button => ({
    text,
    action: { kind: 'show_changes', documentId, page: to },
  });
  const turns = [
    ...(index > 0 ? [turn('◀ Назад', index - 1)] : []),
    ...(index < differences.length - 1 ? [turn('Дальше ▶', index + 1)] : []),
  ];
  return {
    html: render(room - 10),
    keyboard: [
      ...(turns.length > 0 ? [turns] : []),
      ...acceptedRow(difference),
      ...(difference.kind === 'removed'
        ? []
        : [
            [
              {
                text: 'Исправить пункт',
                action: { kind: 'show_point', decisionId: difference.decisionId },
              } as const,
            ],
          ]),
      [back, { text: 'Опубликовать', action: { kind: 'publish', documentId } }],
    ],
  };
}

/** With nothing doubtful left: what changes for how many, and whether to send it. */
export function askVersionPublishing(
  document: DocumentFacts,
  version: VersionFacts,
  edition: number,
): OutgoingMessage {
  const { organizations, reopened } = version;
  const documentId = document.id;
  const question =
    organizations === 0
      ? 'Организациям отправлять нечего. Заменить прежнюю редакцию?'
      : `Отправить изменения ${toOrganizations(organizations)}?`;
  return {
    html: [
      bold(`${documentName(document)}: новая редакция`),
      '',
      '✅ Сомнений не осталось.',
      ...titleLines(document, version),
      `${countsText(version)}.`,
      ...(reopened > 0 ? [`Снова на исполнение: ${countedAssignments(reopened)} из уже принятых.`] : []),
      '',
      bold(question),
    ].join('\n'),
    keyboard: [
      [{ text: 'Опубликовать и отправить', action: { kind: 'publish_now', documentId, edition } }],
      ...differencesRow(documentId, version),
      [
        { text: 'К сводке', action: { kind: 'show_draft', documentId } },
        { text: 'Отменить', action: { kind: 'discard', documentId } },
      ],
    ],
  };
}

/** The controller's answer right after a new version was published. */
export function versionPublished(
  document: DocumentFacts,
  counts: { readonly changes: number; readonly organizations: number },
): OutgoingMessage {
  const { changes, organizations } = counts;
  const told =
    organizations === 0
      ? 'Отправлять организациям нечего.'
      : `Изменения (${countedAssignments(changes)}) уходят ${toOrganizations(organizations)}, о результате сообщу.`;
  return {
    html: `✅ Документ опубликован: ${bold(documentName(document))}, новая редакция. Прежняя заменена.\n${told}`,
    keyboard: [[{ text: 'Рассылки', action: { kind: 'broadcast_status', documentId: document.id } }]],
  };
}

/** «Изменено 3, добавлено 1, снято 2, без изменений 41» */
function countsText({ differences, unchanged }: VersionFacts): string {
  const count = (kind: DraftDifference['kind']) => differences.filter((one) => one.kind === kind).length;
  return `Изменено ${count('changed')}, добавлено ${count('added')}, снято ${count('removed')}, без изменений ${unchanged}`;
}

function differenceLine(difference: DraftDifference): string {
  switch (difference.kind) {
    case 'added':
      return `➕ ${bold(pointName(difference.is))} — добавлен`;
    case 'removed':
      return `➖ ${bold(pointName(difference.was))} — исключён`;
    case 'changed':
      return `✏️ ${bold(renamedPoint(difference.is, difference.was))} — ${changedPartsText(difference.in)}`;
  }
}

function differenceBody(
  difference: DraftDifference,
  max: number,
  calendar: ProductionCalendar,
): readonly string[] {
  const { accepted, reported } = difference;
  const waiting = counted(reported, 'отчёт', 'отчёта', 'отчётов');
  switch (difference.kind) {
    case 'added':
      return [
        escapeHtml(cutText(difference.is.text, Math.max(max, 1))),
        '',
        `Срок: ${bold(readDeadlineText(difference.is.deadline, calendar))}`,
        namesLine('Получат', difference.told),
      ];
    case 'removed':
      return [
        escapeHtml(cutText(difference.was.text, Math.max(max, 1))),
        '',
        namesLine('Снимается с контроля', difference.told),
        ...(reported > 0 ? [`На проверке ${waiting}: тоже снимается.`] : []),
        ...(accepted > 0 ? [`Уже исполнено: ${accepted} — останется исполненным.`] : []),
      ];
    case 'changed': {
      const { was, is, joining, leaving, told } = difference;
      return [
        ...(difference.in.text
          ? [textDifference(was.text, is.text, Math.max(max, 1)), DIFFERENCE_LEGEND]
          : [escapeHtml(cutText(is.text, Math.max(max, 1)))]),
        '',
        ...(difference.in.deadline
          ? [
              `Срок был: ${escapeHtml(readDeadlineText(was.deadline, calendar))}`,
              `Срок стал: ${bold(readDeadlineText(is.deadline, calendar))}`,
            ]
          : [`Срок: ${bold(readDeadlineText(is.deadline, calendar))}`]),
        ...(joining.length > 0 ? [namesLine('Добавлены', joining)] : []),
        ...(leaving.length > 0 ? [namesLine('Исключены', leaving)] : []),
        ...(told.length > 0 ? [namesLine('Узнают об изменении', told)] : []),
        ...(reported > 0
          ? [`На проверке ${waiting}: останется на проверке, вы решите с учётом изменения.`]
          : []),
        ...(accepted > 0 ? [acceptedLine(accepted, difference.reopens)] : []),
      ];
    }
  }
}

function acceptedLine(accepted: number, reopens: boolean | null): string {
  return reopens === true
    ? `Уже исполнено: ${accepted} — вернётся в работу.`
    : `Уже исполнено: ${accepted} — останется исполненным.`;
}

function acceptedRow(difference: DraftDifference): Keyboard {
  if (difference.kind !== 'changed' || difference.reopens === null) return [];
  const { decisionId, revision } = difference;
  const seen = { decisionId, revision };
  return [
    [
      difference.reopens
        ? { text: 'Оставить исполненными', action: { kind: 'keep_accepted', ...seen } }
        : {
            text: 'Вернуть исполненные в работу',
            action: { kind: 'reopen_accepted', ...seen },
          },
    ],
  ];
}

/** «Получат (7): …; … и ещё 2»; HTML. */
function namesLine(what: string, names: readonly string[]): string {
  if (names.length === 0) return `${what}: никто`;
  const hidden = names.length - NAMES_SHOWN;
  const shown = escapeHtml(cutText(names.slice(0, NAMES_SHOWN).join('; '), NAMES_LENGTH));
  return `${what} (${names.length}): ${shown}${hidden > 0 ? ` и ещё ${hidden}` : ''}`;
}
