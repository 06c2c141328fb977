import { shortDateRu } from '../core/calendar/russian-date-text.ts';
import { saysTheSame } from '../core/versions/differences.ts';
import { bold, cutText, escapeHtml } from './html.ts';
import type { Keyboard, OutgoingMessage } from './message.ts';
import { countedAssignments, toOrganizations } from './plural.ts';
import { type DocumentFacts, documentName, documentNameOf } from './point.ts';
import { reshapingLines } from './reshaping.ts';
import { differenceLine } from './version-difference.ts';
import { type DraftDifference, replaces, type VersionFacts } from './version-facts.ts';

/** Differences named in the summary. */
const NAMED = 12;

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
