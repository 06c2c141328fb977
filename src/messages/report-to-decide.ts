import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { shortDateWithWeekday } from '../core/calendar/russian-date-text.ts';
import { bold, cutText, escapeHtml, italic } from './html.ts';
import type { Keyboard, OutgoingMessage } from './message.ts';
import { counted } from './plural.ts';
import { deadlineLine, documentName, type MessageDay, type PointFacts, pointName } from './point.ts';
import { type PointChange, pointChangeLines } from './point-change.ts';
import { type RollUpFacts, rollUpText } from './roll-up.ts';
import { fitWords } from './split.ts';

/** What whoever answers a report is told of it. `below` is the roll-up of what was handed down from the point. */
export interface ReceivedReport {
  readonly reportId: number;
  readonly point: PointFacts;
  readonly interim: boolean;
  readonly text: string;
  readonly files: number;
  readonly personName: string;
  readonly reportedOn: CalendarDate;
  /** The co-executor's part of a point that the reader answers for. */
  readonly contribution?: boolean;
  readonly below?: RollUpFacts | null;
  /** What a new version has made of the point since; null where it is what was reported about. */
  readonly change?: PointChange | null;
  /** The report that waits, where this one adds to it: the answers under it are the answers to that one. */
  readonly supplementTo?: Pick<ReceivedReport, 'reportId' | 'change'> | null;
  /** What the executor has added to the report since, oldest first. */
  readonly supplements?: readonly { readonly on: CalendarDate; readonly text: string }[];
  readonly day: MessageDay;
}

/** Words of a supplement under the report; it has arrived whole in a message of its own. */
const SUPPLEMENT_TEXT = 200;
/** The latest of them. */
const SUPPLEMENTS_SHOWN = 3;

/** Words of a report beside the point; longer ones follow in messages of their own. */
const REPORT_TEXT = 1500;

/**
 * A report with the two answers to it, for whoever answers it: a controller, the municipality of a school, the executor
 * to whom a co-executor contributes. An interim one asks for no answer.
 */
export function reportReceived(facts: ReceivedReport): OutgoingMessage {
  const { point, interim, text } = facts;
  const late = !interim && point.due !== null && facts.reportedOn > point.due;
  const on = `отчёт от ${shortDateWithWeekday(facts.reportedOn)}`;
  return {
    html: fitWords((max) =>
      [
        facts.supplementTo
          ? `➕ ${executorName(point)}: дополнение к отчёту`
          : interim
            ? `📝 ${executorName(point)}: промежуточный отчёт, поручение остаётся на исполнении`
            : `📨 ${executorName(point)}: ${facts.contribution ? 'вклад соисполнителя' : 'выполнено'}`,
        `${italic(documentName(point.document))}, ${bold(pointName(point))}`,
        escapeHtml(cutText(point.text, Math.min(900, max * 4))),
        deadlineLine(point, facts.day),
        ...(point.state === 'withdrawn'
          ? [`🚫 ${bold('Пункт снят с контроля')}: отвечать на отчёт не нужно.`]
          : changeLines(facts, max)),
        ...(facts.below ? [`🏫 ${escapeHtml(rollUpText(facts.below))}`] : []),
        '',
        `${escapeHtml(cutText(facts.personName, 120))}, ${late ? `🔴 после срока: ${on}` : on}`,
        `«${escapeHtml(cutText(text, REPORT_TEXT))}»`,
        ...(text.length > REPORT_TEXT ? ['Полный текст — ниже.'] : []),
        ...(facts.files > 0 ? [`📎 ${counted(facts.files, 'файл', 'файла', 'файлов')} ниже`] : []),
        ...supplementLines(facts, max),
      ].join('\n'),
    ),
    keyboard: receivedKeyboard(facts),
  };
}

function changeLines({ change, point, interim, day }: ReceivedReport, max: number): readonly string[] {
  if (interim || change === null || change === undefined) return [];
  return [
    ...pointChangeLines(change, point, { after: 'после отчёта', max: max * 2 }, day),
    'Отчёт ниже написан до этого изменения. Принять всё же?',
  ];
}

function supplementLines({ supplements = [] }: ReceivedReport, max: number): readonly string[] {
  return supplements
    .slice(-SUPPLEMENTS_SHOWN)
    .map(
      ({ on, text }) =>
        `➕ Дополнено ${shortDateWithWeekday(on)}: «${escapeHtml(cutText(text, Math.min(max, SUPPLEMENT_TEXT)))}»`,
    );
}

function receivedKeyboard(facts: ReceivedReport): Keyboard {
  const { interim, point, supplementTo } = facts;
  if (supplementTo && point.state === 'reported') return answerKeyboard(supplementTo);
  if (interim || point.state === 'withdrawn') {
    return [[{ text: 'Подробнее', action: { kind: 'details', assignmentId: point.assignmentId } }]];
  }
  return answerKeyboard(facts);
}

function answerKeyboard({ reportId, change }: Pick<ReceivedReport, 'reportId' | 'change'>): Keyboard {
  if (change === null || change === undefined) return decisionKeyboard(reportId);
  return [
    [
      { text: 'Принять всё же', action: { kind: 'accept_changed', reportId, decisionId: change.decisionId } },
      { text: 'Вернуть на доработку', action: { kind: 'return', reportId } },
    ],
  ];
}

/** «Принять», where reports of others would be accepted along unread: which, and whether to. */
export function askAcceptingParts(
  report: Pick<ReceivedReport, 'reportId' | 'point'>,
  parts: readonly string[],
  decisionId: number,
): OutgoingMessage {
  const { reportId, point } = report;
  const count = counted(parts.length, 'отчёт', 'отчёта', 'отчётов');
  const shown = parts.slice(0, PARTS_SHOWN).map((name) => cutText(name, 80));
  const rest = parts.length - shown.length;
  return {
    html: [
      `${executorName(point)}: ${italic(documentName(point.document))}, ${bold(pointName(point))}`,
      '',
      `Вместе с этим отчётом будет принято ещё ${count}, на которые никто не ответил: ${escapeHtml(shown.join('; '))}${rest > 0 ? ` и ещё ${rest}` : ''}.`,
      bold('Принять всё вместе?'),
    ].join('\n'),
    keyboard: [
      [
        {
          text: `Принять вместе с ними (${parts.length})`,
          action: { kind: 'accept_whole', reportId, decisionId, parts: parts.length },
        },
      ],
      [
        { text: 'К отчёту', action: { kind: 'show_report', reportId } },
        { text: 'Вернуть на доработку', action: { kind: 'return', reportId } },
      ],
    ],
  };
}

/** Organizations named in that question. */
const PARTS_SHOWN = 8;

/** The whole text of a report whose message shows only its beginning. */
export function reportText(text: string): readonly OutgoingMessage[] {
  if (text.length <= REPORT_TEXT) return [];
  const pieces: string[] = [];
  for (let rest = text; rest !== ''; ) {
    // A piece ends at a line or a word where there is one near its end.
    const room =
      rest.length <= PIECE
        ? rest.length
        : Math.max(rest.lastIndexOf('\n', PIECE), rest.lastIndexOf(' ', PIECE));
    const end = room > PIECE / 2 || rest.length <= PIECE ? room : wholeCharacters(rest, PIECE);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return pieces.map((piece) => ({ html: escapeHtml(piece) }));
}

/** Leaves room below Telegram's limit. */
const PIECE = 4000;

/** The nearest end at or before a place that does not cut a character in two. */
function wholeCharacters(text: string, end: number): number {
  return /[\uD800-\uDBFF]/.test(text[end - 1] ?? '') ? end - 1 : end;
}

/** A file of a report that arrived later than the report. */
export function furtherFile(point: PointFacts, name: string): OutgoingMessage {
  return {
    html: `📎 ${executorName(point)}, ${bold(pointName(point))}: к отчёту дошёл ещё один файл, «${escapeHtml(cutText(name, 120))}».`,
  };
}

/** A decided report, and how many others wait for the same person. */
export interface DecidedReport {
  readonly reportId: number;
  readonly point: PointFacts;
  readonly outcome: 'accepted' | 'returned';
  readonly comment: string | null;
  readonly waiting: number;
}

/** What stands under a report message once it has been decided. */
export function reportDecided({
  reportId,
  point,
  outcome,
  comment,
  waiting,
}: DecidedReport): OutgoingMessage {
  const verdict =
    outcome === 'accepted' ? '✅ Принято' : `↩️ Возвращено: «${escapeHtml(cutText(comment ?? '', 1500))}»`;
  return {
    html: `${verdict}\n${executorName(point)}: ${italic(documentName(point.document))}, ${bold(pointName(point))}\n${escapeHtml(cutText(point.text, 600))}`,
    keyboard: [
      ...(waiting > 0
        ? [[{ text: `Следующий отчёт (${waiting})`, action: { kind: 'next_report' } as const }]]
        : []),
      ...(outcome === 'accepted'
        ? [[{ text: 'Отменить принятие', action: { kind: 'take_back_acceptance', reportId } as const }]]
        : []),
    ],
  };
}

/** The controller is asked why a report goes back. */
export function askReturnComment(point: PointFacts): OutgoingMessage {
  return {
    html: `Напишите, что доработать: ${executorName(point)}, ${bold(pointName(point))}. Исполнитель увидит замечание.\n/cancel — не возвращать.`,
  };
}

function executorName(point: PointFacts): string {
  return bold(cutText(point.organizationName, 160));
}

function decisionKeyboard(reportId: number): Keyboard {
  return [
    [
      { text: 'Принять', action: { kind: 'accept', reportId } },
      { text: 'Вернуть на доработку', action: { kind: 'return', reportId } },
    ],
  ];
}
