import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { shortDateRu } from '../core/calendar/russian-date-text.ts';
import { bold, cutText, escapeHtml } from './html.ts';
import type { Keyboard, OutgoingMessage } from './message.ts';
import { countedAssignments, countedOrganizations, countedPoints } from './plural.ts';
import { type DocumentFacts, documentName, type MessageDay, type PointFacts, pointBlock } from './point.ts';
import { type MessagePart, packBlocks } from './split.ts';
import { ofSeveral, whose } from './whose.ts';

/** One published document for one chat: only its own points, split where Telegram demands it. */
export function broadcastMessages(
  document: DocumentFacts,
  points: readonly PointFacts[],
  day: MessageDay,
  options: { readonly silent: boolean },
): readonly MessagePart[] {
  const title = document.title === null ? '' : `\n${escapeHtml(cutText(document.title, 300))}`;
  const head = `📄 ${bold(documentName(document))}${title}\n\nВам: ${countedAssignments(points.length)}.`;
  const several = ofSeveral(points);
  const parts = packBlocks(
    head,
    points.map((point) => ({
      html: pointBlock(point, day, { organization: several }),
      assignmentIds: [point.assignmentId],
    })),
  );
  return parts.map((part, index) => {
    const last = index === parts.length - 1;
    const message: OutgoingMessage = { html: part.html, silent: options.silent, ...whose(points) };
    return {
      message: last ? { ...message, keyboard: broadcastKeyboard(document.id, points) } : message,
      assignmentIds: part.assignmentIds,
    };
  });
}

/** What is open for an organization, told to a chat that has just joined it. */
export function catchUpMessages(points: readonly PointFacts[], day: MessageDay): readonly MessagePart[] {
  const several = ofSeveral(points);
  const head = `На сегодня у вас ${countedAssignments(points.length)} на исполнении:`;
  const parts = packBlocks(
    head,
    points.map((point) => ({
      html: pointBlock(point, day, { organization: several, document: true }),
      assignmentIds: [point.assignmentId],
    })),
  );
  return parts.map((part, index) => ({
    message:
      index === parts.length - 1
        ? {
            html: part.html,
            keyboard: [[{ text: 'Мои поручения', action: { kind: 'open_tasks' } }]],
            ...whose(points),
          }
        : { html: part.html, ...whose(points) },
    assignmentIds: part.assignmentIds,
  }));
}

/** Documents that have a button «Ознакомлен» of their own. */
const DOCUMENTS_SHOWN = 5;

/** «Ознакомлен» for each of the documents; of a single one it needs no name. */
export function acknowledgeRows(documents: readonly DocumentFacts[]): Keyboard {
  return documents.slice(0, DOCUMENTS_SHOWN).map((document) => [
    {
      text: documents.length === 1 ? 'Ознакомлен' : cutText(`Ознакомлен: ${documentName(document)}`, 60),
      action: { kind: 'acknowledge_document', documentId: document.id },
    },
  ]);
}

/** «Ознакомлен» was written, and several documents are new. */
export function acknowledgeWhich(documents: readonly DocumentFacts[]): OutgoingMessage {
  return { html: bold('С чем вы ознакомлены?'), keyboard: acknowledgeRows(documents) };
}

/** How far a broadcast has come. */
export interface BroadcastProgress {
  readonly assignments: number;
  readonly organizations: number;
  readonly delivered: readonly string[];
  readonly waiting: readonly string[];
  /** Organizations without a subscription, or whose chats all refuse. */
  readonly notReached: readonly string[];
  /** Organizations that have something to acknowledge: not those from whom everything was only taken. */
  readonly toAcknowledge: number;
  /** Of these, the ones that have acknowledged all they got, and those that got something and have not. */
  readonly acknowledged: number;
  readonly notAcknowledged: readonly string[];
  /** When each version was published, the one in force last; one for a document that was never corrected. */
  readonly versions: readonly CalendarDate[];
}

/** Earlier versions named by their date. */
const FORMER_SHOWN = 5;
/** Names listed under «Не дошло» and «не ознакомились». */
const NAMES_SHOWN = 25;

/** Who has got a document and who has not. */
export function broadcastStatus(document: DocumentFacts, progress: BroadcastProgress): OutgoingMessage {
  const lines = [
    `📬 ${bold(documentName(document))}: рассылка`,
    ...versionsLines(progress.versions),
    `${countedAssignments(progress.assignments)}, ${countedOrganizations(progress.organizations)}.`,
    '',
    `✅ Доставлено: ${progress.delivered.length}`,
    acknowledgedLine(progress),
    // While nobody has, naming everybody says nothing more.
    ...(progress.acknowledged > 0
      ? namesUnder('Получили, но не ознакомились', progress.notAcknowledged)
      : []),
    ...(progress.waiting.length > 0 ? [`⏳ Отправляется: ${progress.waiting.length}`] : []),
    `❗ Не дошло: ${progress.notReached.length}`,
    ...namesUnder(null, progress.notReached),
    ...(progress.notReached.length > 0
      ? ['', 'Им нужны приглашения: /invite КОД. Поручения дойдут, как только организация подпишется.']
      : []),
  ];
  return {
    html: lines.join('\n'),
    keyboard: [[{ text: 'Обновить', action: { kind: 'broadcast_status', documentId: document.id } }]],
  };
}

/** «👁 Ознакомились: 17 из 23», or why there is nothing to count. */
function acknowledgedLine({ toAcknowledge, acknowledged, delivered, waiting }: BroadcastProgress): string {
  if (toAcknowledge === 0) return '👁 Ознакомление не требуется: поручения только сняты с контроля.';
  if (acknowledged > 0 || delivered.length > 0) return `👁 Ознакомились: ${acknowledged} из ${toAcknowledge}`;
  return waiting.length > 0
    ? '👁 Ознакомились: пока никто — рассылка ещё идёт.'
    : '👁 Ознакомились: пока никто — никому ещё не доставлено.';
}

function namesUnder(head: string | null, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const hidden = names.length - NAMES_SHOWN;
  return [
    ...(head === null ? [] : [`${head}: ${names.length}`]),
    ...names.slice(0, NAMES_SHOWN).map((name) => `• ${escapeHtml(cutText(name, 66))}`),
    ...(hidden > 0 ? [`• … и ещё ${hidden}`] : []),
  ];
}

/** «Редакция 2 от 05.09.2026, прежние: 03.09.2026. Разослано только изменённое.» */
function versionsLines(versions: readonly CalendarDate[]): readonly string[] {
  const [inForce, ...former] = versions.toReversed();
  if (inForce === undefined || former.length === 0) return [];
  const before = former.slice(0, FORMER_SHOWN).toReversed().map(shortDateRu).join(', ');
  return [
    `Редакция ${versions.length}, опубликована ${shortDateRu(inForce)} (прежние: ${before}). Разослано только изменённое:`,
  ];
}

/** The controller's answer right after «Опубликовать». */
export function published(
  document: DocumentFacts,
  counts: { assignments: number; organizations: number; unassigned: number },
): OutgoingMessage {
  const unassigned =
    counts.unassigned === 0
      ? ''
      : `\n⚠️ Никому не назначено: ${countedPoints(counts.unassigned)}. Их адресатов нет среди организаций справочника.`;
  return {
    html: `✅ Документ опубликован: ${bold(documentName(document))}.\n${countedAssignments(counts.assignments)}, ${countedOrganizations(counts.organizations)}.${unassigned}\nРассылка началась, о результате сообщу.`,
    keyboard: [[{ text: 'Рассылки', action: { kind: 'broadcast_status', documentId: document.id } }]],
  };
}

function broadcastKeyboard(documentId: number, points: readonly PointFacts[]): Keyboard {
  const [only] = points;
  if (points.length === 1 && only !== undefined) return pointKeyboard(only.assignmentId);
  return documentKeyboard(documentId);
}

/** Buttons under a message about several assignments of a document. */
export function documentKeyboard(documentId: number): Keyboard {
  return [
    [
      { text: 'Ознакомлен', action: { kind: 'acknowledge_document', documentId } },
      { text: 'Выполнено', action: { kind: 'choose_done', documentId } },
    ],
    [
      { text: 'Приложить отчёт', action: { kind: 'attach_of', documentId } },
      { text: 'Мои поручения', action: { kind: 'open_tasks' } },
    ],
  ];
}

/** Buttons under a message about one assignment. */
export function pointKeyboard(assignmentId: number): Keyboard {
  return [
    [
      { text: 'Ознакомлен', action: { kind: 'acknowledge', assignmentId } },
      { text: 'Выполнено', action: { kind: 'report_done', assignmentId } },
    ],
    [
      { text: 'Приложить отчёт', action: { kind: 'attach_report', assignmentId } },
      { text: 'Подробнее', action: { kind: 'details', assignmentId } },
    ],
  ];
}
