import type { ProductionCalendar } from '../core/calendar/production-calendar.ts';
import { readDeadlineText } from './deadline-text.ts';
import { changedPartsText, DIFFERENCE_LEGEND, renamedPoint, textDifference } from './difference.ts';
import { bold, cutText, escapeHtml, italic, visibleLength } from './html.ts';
import type { Button, Keyboard, OutgoingMessage } from './message.ts';
import { counted } from './plural.ts';
import { type DocumentFacts, documentName, pointName } from './point.ts';
import { MESSAGE_LIMIT } from './split.ts';
import type { DraftDifference, VersionFacts } from './version-facts.ts';

const NAMES_SHOWN = 5;
const NAMES_LENGTH = 300;

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

/** «✏️ п. 2.5 — изменён срок»: which point differs, and in what; HTML. */
export function differenceLine(difference: DraftDifference): string {
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
