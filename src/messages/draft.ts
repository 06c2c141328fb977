import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { formatDateRu } from '../core/calendar/russian-date-text.ts';
import type { Deadline, DeadlineKind } from '../core/deadlines/deadline.ts';
import type { ReadAddressee } from '../core/documents/read-document.ts';
import type { Warning } from '../core/warning.ts';
import { DOUBT_LENGTH, doubtLine, restOfDoubts } from './doubt-lines.ts';
import { bold, cutText, escapeHtml, visibleLength } from './html.ts';
import type { Keyboard, OutgoingMessage } from './message.ts';
import { counted, countedOrganizations, countedPoints } from './plural.ts';
import { type DocumentFacts, documentName, pointName } from './point.ts';
import { type ReshapingFacts, reshapingLines } from './reshaping.ts';
import { MESSAGE_LIMIT } from './split.ts';
import { askVersion, differencesRow, otherwiseRow, versionLines } from './version-draft.ts';
import { replaces, type VersionFacts } from './version-facts.ts';

/** A decision as the reviewer sees it. */
export interface DraftPoint {
  readonly id: number;
  readonly revision: number;
  readonly dropped: boolean;
  /** The points it was made of by splitting or merging. */
  readonly madeFrom: readonly number[];
  readonly question: string | null;
  readonly label: string | null;
  readonly text: string;
  readonly addressees: readonly ReadAddressee[];
  /** The addressees as the directory calls them, or as printed where it does not know them. */
  readonly addresseeNames: readonly string[];
  readonly deadline: Deadline;
  /** A report without a file is not taken. */
  readonly requiresFile: boolean;
  /** The words of the document that the point was read from; null where a reviewer added it. */
  readonly quotation: string | null;
  /** The doubts that are neither settled nor confirmed. */
  readonly warnings: readonly Warning[];
  /** The doubts confirmed as they are, and the name of who did; null where nobody has or they are unknown. */
  readonly confirmedDoubts: readonly Warning[];
  readonly confirmedBy: string | null;
  /** Names of the organizations that would get it. */
  readonly organizations: readonly string[];
  /** Its last day is over: whoever gets it is late at once. */
  readonly late: boolean;
}

/** A document that was read and waits for the controller. */
export interface DraftFacts {
  readonly document: DocumentFacts;
  readonly points: readonly DraftPoint[];
  /** Doubts about the document as a whole that nobody has confirmed. */
  readonly warnings: readonly Warning[];
  readonly annexes: readonly { readonly title: string; readonly rows: number }[];
  readonly organizationsReached: number;
  /** Of these, how many nobody speaks for: they get it once they have joined. */
  readonly unconnected: number;
  /** What it may replace, and how it differs; null where it resembles nothing that is published. */
  readonly version: VersionFacts | null;
  /** How many assignments publishing would make. */
  readonly assignments: number;
  /** The points as they are, as a number: whoever agrees to publish agrees to this. */
  readonly edition: number;
}

const KIND_LABELS: { readonly [K in DeadlineKind]: string } = {
  date: 'к дате',
  month: 'в месяц',
  range: 'в период',
  year: 'в течение года',
  years: 'на несколько лет',
  school_year: 'в учебном году',
  recurring: 'регулярно',
  standing: 'постоянно',
  on_demand: 'по мере необходимости',
  relative: 'отсчётом от события',
  none: 'без срока',
  unparseable: 'срок не распознан',
};

/** Doubts listed in the summary; the rest are seen point by point. */
const SUMMARY_DOUBTS = 12;
/** Characters kept free for «… и ещё 1000 сомнений.» */
const ROOM_FOR_REST = 40;
const ANNEXES_SHOWN = 5;
/** Addressees (and kinds of deadlines: there are twelve) counted in the summary. */
const COUNTS_SHOWN = 12;

/** What was read, in one message, with the buttons to check, publish or drop it. */
export function draftSummary(draft: DraftFacts): OutgoingMessage {
  const { document, version } = draft;
  if (version?.answer === 'unsure') return askVersion(document, version);
  const points = draft.points.filter(({ dropped }) => !dropped);
  const droppedCount = draft.points.length - points.length;
  const lines = [
    bold(documentName(document)),
    ...(document.title === null ? [] : [escapeHtml(cutText(document.title, 300))]),
    ...(document.date === null ? [] : [`Дата документа: ${formatDateRu(document.date)}`]),
    '',
    `Прочитано: ${bold(countedPoints(draft.points.length))}. Адресаты: ${countedOrganizations(draft.organizationsReached)}.`,
    ...(droppedCount === 0 ? [] : [`Снято при проверке: ${countedPoints(droppedCount)}.`]),
    ...(version === null ? [] : versionLines(document, version)),
    // Of a new version the differences are told instead.
    ...(replaces(version) ? [] : contentLines(draft)),
    '',
  ];
  return { html: withDoubts(lines, doubtsOf(draft)), keyboard: draftKeyboard(draft) };
}

/** For whom, until when, and what is annexed. */
function contentLines(draft: DraftFacts): readonly string[] {
  const points = draft.points.filter(({ dropped }) => !dropped);
  return [
    '',
    bold('Кому'),
    ...countLines(points.flatMap((point) => addresseesOf(point))),
    '',
    bold('Сроки'),
    ...countLines(points.map((point) => KIND_LABELS[point.deadline.kind])),
    ...annexLines(draft.annexes),
  ];
}

/** «Решений не найдено», and why. */
export function nothingFound(source: string, reasons: readonly string[]): OutgoingMessage {
  const why = reasons
    .slice(0, SUMMARY_DOUBTS)
    .map((reason) => `• ${escapeHtml(cutText(reason, DOUBT_LENGTH))}`);
  return { html: [`В файле «${escapeHtml(cutText(source, 120))}» решений не найдено.`, ...why].join('\n') };
}

/** The same file came once more and is published already. */
export function alreadyPublished(document: DocumentFacts, publishedOn: CalendarDate): OutgoingMessage {
  return {
    html: `Документ уже опубликован ${formatDateRu(publishedOn)}: ${bold(documentName(document))}. Повторно рассылать его не нужно.`,
    keyboard: [[{ text: 'Рассылки', action: { kind: 'broadcast_status', documentId: document.id } }]],
  };
}

/** The same file came once more while somebody checks what was read of it. */
export function stillInReview(document: DocumentFacts): OutgoingMessage {
  return {
    html: `Этот файл уже на проверке: ${bold(documentName(document))}. Правки и подтверждения сохранены, заново он не прочитан. Чтобы начать сначала, нажмите «Отменить» под сводкой и пришлите файл ещё раз.`,
  };
}

/** «Отменить» under a draft that somebody has worked at: what would be lost. */
export function askDiscarding(document: DocumentFacts, points: number): OutgoingMessage {
  const documentId = document.id;
  return {
    html: `Удалить черновик ${bold(documentName(document))}? Проверенное и исправленное (${countedPoints(points)}) пропадёт. Никому ничего не отправлено.`,
    keyboard: [
      [{ text: 'Удалить черновик', action: { kind: 'discard_now', documentId } }],
      [{ text: 'Не удалять', action: { kind: 'show_draft', documentId } }],
    ],
  };
}

/** A corrected file came while an earlier draft of the same document waits. */
export function askReplacingDraft(
  draft: DocumentFacts,
  earlier: DocumentFacts,
  reviewed: number,
): OutgoingMessage {
  const work = reviewed === 0 ? '' : ` В нём уже проверено: ${countedPoints(reviewed)}.`;
  return {
    html: `Этот же документ есть в черновиках: ${bold(documentName(earlier))}, прислан раньше.${work}\n\nЗаменить прежний черновик этим файлом? Правки и подтверждения перейдут в него там, где пункт прежний.`,
    keyboard: [
      [
        {
          text: 'Заменить прежний черновик',
          action: { kind: 'replace_draft', documentId: draft.id, earlierId: earlier.id },
        },
      ],
      [{ text: 'Оставить оба', action: { kind: 'dismiss' } }],
    ],
  };
}

/** The earlier draft is gone; the summary of the one in its place follows. */
export function draftReplaced(
  document: DocumentFacts,
  { carried, ...reshaping }: ReshapingFacts & { readonly carried: number },
): OutgoingMessage {
  const lines = [
    ...(carried > 0 ? [`Правки перенесены: ${countedPoints(carried)}.`] : []),
    ...reshapingLines(reshaping),
  ];
  return {
    html: [
      `Прежний черновик удалён: ${bold(documentName(document))} теперь один.`,
      ...(lines.length === 0 ? ['Переносить было нечего.'] : lines),
    ].join('\n'),
  };
}

/** The draft was dropped. */
export function draftDiscarded(document: DocumentFacts): OutgoingMessage {
  return {
    html: `Публикация отменена: ${bold(documentName(document))}. Никому ничего не отправлено. Файл можно прислать снова.`,
  };
}

function draftKeyboard(draft: DraftFacts): Keyboard {
  const documentId = draft.document.id;
  const { version } = draft;
  return [
    ...differencesRow(documentId, version),
    [{ text: 'Проверить пункты', action: { kind: 'review_doubts', documentId, page: 0 } }],
    // Of a paper that was photographed a page is easily forgotten; of a file hardly ever.
    ...(draft.warnings.some(({ code }) => code === 'poorly_recognized')
      ? [[{ text: 'Добавить страницу', action: { kind: 'ask_page', documentId } } as const]]
      : []),
    [
      { text: 'Опубликовать', action: { kind: 'publish', documentId } },
      { text: 'Отменить', action: { kind: 'discard', documentId } },
    ],
    ...otherwiseRow(documentId, version),
  ];
}

/** A warning of the document, or of one of its points. */
interface Doubt {
  readonly warning: Warning;
  readonly point: DraftPoint | null;
}

/** Every doubt: the document's own, then those of its points. */
function doubtsOf(draft: DraftFacts): readonly Doubt[] {
  return [
    ...draft.warnings.map((warning) => ({ warning, point: null })),
    ...draft.points.flatMap((point) => point.warnings.map((warning) => ({ warning, point }))),
  ];
}

/** The lines, then as many doubts as Telegram's limit leaves room for; what is left out is counted. */
function withDoubts(lines: readonly string[], doubts: readonly Doubt[]): string {
  if (doubts.length === 0) return [...lines, '✅ Сомнений нет.'].join('\n');
  const shown = [...lines, bold(`Сомнения (${doubts.length})`)];
  let hidden = doubts.length;
  for (const { message, points, count } of groupAlike(doubts).slice(0, SUMMARY_DOUBTS)) {
    const line = `⚠️ ${points.length === 0 ? '' : `${bold(pointNames(points))}: `}${doubtLine({ message })}`;
    if (visibleLength([...shown, line].join('\n')) > MESSAGE_LIMIT - ROOM_FOR_REST) break;
    shown.push(line);
    hidden -= count;
  }
  return [...shown, ...restOfDoubts(hidden)].join('\n');
}

/** The same words about the document, or about points of one question. */
interface AlikeDoubts {
  readonly message: string;
  readonly points: DraftPoint[];
  count: number;
}

/** Doubts in the same words are told once, in the order of the first of each. */
function groupAlike(doubts: readonly Doubt[]): readonly AlikeDoubts[] {
  const groups: AlikeDoubts[] = [];
  const byMessage = new Map<string, Map<string | null | undefined, AlikeDoubts>>();
  for (const { warning, point } of doubts) {
    const { message } = warning;
    const byQuestion = byMessage.get(message) ?? new Map<string | null | undefined, AlikeDoubts>();
    byMessage.set(message, byQuestion);
    let group = byQuestion.get(point?.question);
    if (group === undefined) {
      group = { message, points: [], count: 0 };
      byQuestion.set(point?.question, group);
      groups.push(group);
    }
    if (point !== null) group.points.push(point);
    group.count += 1;
  }
  return groups;
}

/** Labels of one question named in one line. */
const NAMED_TOGETHER = 8;

/** «вопрос 1, п. 1.1, 1.2, 2.1», «вопрос 2 (3 пункта)» where nothing is printed; of one question. */
function pointNames(points: readonly DraftPoint[]): string {
  const [first, ...others] = points;
  if (first === undefined) return '';
  const labels = others.map(({ label }) => label);
  if (others.length === 0) return pointName(first);
  if (first.label === null || labels.includes(null)) {
    return `${pointName({ ...first, label: null })} (${countedPoints(points.length)})`;
  }
  const named = labels.slice(0, NAMED_TOGETHER - 1).map((label) => cutText(label ?? '', 40));
  const rest = labels.length - named.length;
  return `${[pointName(first), ...named].join(', ')}${rest > 0 ? ` и ещё ${rest}` : ''}`;
}

/** Where the text names nobody. */
export const NO_ADDRESSEE = 'адресат не указан';

/** For counting: the same body printed in different words is one. */
function addresseesOf(point: DraftPoint): string[] {
  if (point.addresseeNames.length === 0) return [NO_ADDRESSEE];
  return [...new Set(point.addresseeNames)].map((name) => cutText(name, 80));
}

function countLines(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const lines = [...counts]
    .sort((left, right) => right[1] - left[1])
    .map(([name, count]) => `• ${escapeHtml(name)} — ${count}`);
  return firstOf(lines, COUNTS_SHOWN);
}

function annexLines(annexes: DraftFacts['annexes']): readonly string[] {
  if (annexes.length === 0) return [];
  const lines = annexes.map(
    ({ title, rows }) =>
      `• ${escapeHtml(cutText(title, 120))} — ${counted(rows, 'строка', 'строки', 'строк')}`,
  );
  return ['', bold('Приложения'), ...firstOf(lines, ANNEXES_SHOWN)];
}

function firstOf(lines: readonly string[], max: number): readonly string[] {
  return lines.length <= max ? lines : [...lines.slice(0, max), `• … и ещё ${lines.length - max}`];
}
