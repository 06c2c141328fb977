import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { shortDateWithWeekday } from '../core/calendar/russian-date-text.ts';
import type { Action } from './actions.ts';
import { type GatheredItem, sumOf } from './gathering.ts';
import { bold, cutText, escapeHtml, italic } from './html.ts';
import type { Keyboard, OutgoingMessage } from './message.ts';
import { pageOf, turnRow } from './pages.ts';
import { counted } from './plural.ts';
import {
  deadlineLine,
  documentName,
  type MessageDay,
  organizationLine,
  type PointFacts,
  pointName,
} from './point.ts';
import { type PointChange, pointChangeLines } from './point-change.ts';
import { pointPage } from './point-list.ts';
import { type RollUpFacts, rollUpText } from './roll-up.ts';
import { fitWords } from './split.ts';
import { whose } from './whose.ts';

/** Telegram's apps show about this much of a button's text. */
const BUTTON_LENGTH = 60;
/** Numbers named that are told to be nobody's. */
const MISSING_SHOWN = 10;

/**
 * Where a choice comes from and what for: all open assignments or those of one document (a button was pressed), to
 * report them done or to attach a report; or words and files that wait as a draft, to report, to be told about, to
 * ask for time, or to be gathered for a report with what is still to come.
 */
export type ChoiceSource =
  | { readonly kind: 'all'; readonly purpose: 'done' | 'attach' }
  | { readonly kind: 'document'; readonly documentId: number; readonly purpose: 'done' | 'attach' }
  | {
      readonly kind: 'draft';
      readonly draftId: number;
      readonly purpose: 'done' | 'about' | 'extend' | 'attach';
    };

const CHOICE_HEADS: { readonly [K in ChoiceSource['purpose']]: string } = {
  done: 'Какое поручение выполнено?',
  attach: 'К какому поручению приложить отчёт?',
  about: 'О каком поручении речь?',
  extend: 'По какому поручению просите продлить срок?',
};

/** What a choice begins with. */
export interface ChoiceNotes {
  /** Numbers that were named and are none of the points. */
  readonly missing?: readonly string[];
  /** What waits for the choice: said once something has come after the question. */
  readonly kept?: readonly GatheredItem[];
}

/** «Какое поручение выполнено?» — a button for each open assignment. */
export function chooseDone(
  points: readonly PointFacts[],
  source: ChoiceSource,
  page: number,
  day: MessageDay,
  { missing = [], kept = [] }: ChoiceNotes = {},
): OutgoingMessage {
  const shown = pageOf(points, page);
  const numbers = missing.slice(0, MISSING_SHOWN).map((label) => `п. ${cutText(label, 20)}`);
  const unknown =
    missing.length === 0 ? '' : `Среди ваших открытых поручений нет: ${escapeHtml(numbers.join(', '))}.\n`;
  return {
    ...whose(points),
    html: pointPage(`${keptLine(kept)}${unknown}${bold(CHOICE_HEADS[source.purpose])}`, points, shown, day),
    keyboard: [
      ...shown.items.map((point, index) => [
        {
          text: cutText(`${shown.first + index}. ${pointName(point)} — ${point.text}`, BUTTON_LENGTH),
          action: chooseAction(point.assignmentId, source),
        },
      ]),
      ...turnRow(shown, (to) => turnChoice(source, to)),
      [
        {
          text: 'Отменить',
          action:
            source.kind === 'draft'
              ? { kind: 'cancel_gathered', draftId: source.draftId }
              : { kind: 'dismiss' },
        },
      ],
    ],
  };
}

/** One open assignment: «Отметить его выполненным?» */
export function confirmDone(
  point: PointFacts,
  draftId: number,
  day: MessageDay,
  kept: readonly GatheredItem[] = [],
): OutgoingMessage {
  return {
    ...whose([point]),
    html: [
      `${keptLine(kept)}Отметить выполненным?`,
      '',
      `${italic(documentName(point.document))}, ${bold(pointName(point))}`,
      escapeHtml(cutText(point.text, 600)),
      deadlineLine(point, day),
    ].join('\n'),
    keyboard: [
      [
        {
          text: 'Выполнено',
          action: { kind: 'report_with', assignmentId: point.assignmentId, draftId },
        },
        { text: 'Отменить', action: { kind: 'cancel_gathered', draftId } },
      ],
    ],
  };
}

/**
 * A new version has changed the point since the person read it: the report goes only once they have seen how. `draftId`:
 * words or files that wait; null: nothing but «Выполнено».
 */
export function confirmChanged(
  point: PointFacts,
  change: PointChange,
  draftId: number | null,
  day: MessageDay,
): OutgoingMessage {
  const { assignmentId } = point;
  const { decisionId } = change;
  return {
    html: [
      `${bold('Отчёт ещё не отправлен.')} Сначала посмотрите, что изменилось:`,
      '',
      `${italic(documentName(point.document))}, ${bold(pointName(point))}`,
      organizationLine(point.organizationName),
      escapeHtml(cutText(point.text, 600)),
      deadlineLine(point, day),
      ...pointChangeLines(change, point, { after: 'с тех пор', max: 600 }, day),
    ].join('\n'),
    keyboard: [
      [
        {
          text: 'Выполнено',
          action:
            draftId === null
              ? { kind: 'done_changed', assignmentId, decisionId }
              : { kind: 'send_changed', draftId, assignmentId, decisionId },
        },
        { text: 'Подробнее', action: { kind: 'details', assignmentId } },
      ],
      [{ text: 'Отменить', action: { kind: 'dismiss' } }],
    ],
  };
}

/** «Принято: 2 файла.» — so that nobody thinks it lost. */
export function keptLine(kept: readonly GatheredItem[]): string {
  return kept.length === 0 ? '' : `📥 Принято: ${sumOf(kept)}.\n`;
}

/** A question that is asked anew further down. */
export function questionMoved(): OutgoingMessage {
  return { html: 'Вопрос — ниже.' };
}

/** Words and files for which no assignment was chosen: they are kept, and can still go somewhere. */
export function choiceLeft(draftId: number, kept: readonly GatheredItem[]): OutgoingMessage {
  return {
    html: [
      `⏸ ${bold('Отчёт не отправлен:')} вы не выбрали, к какому он поручению.`,
      `Сохранено: ${sumOf(kept)}. Храню 30 дней.`,
    ].join('\n'),
    keyboard: [
      [{ text: 'Выбрать поручение', action: { kind: 'choose_attach', draftId } }],
      [{ text: 'Отменить', action: { kind: 'cancel_gathered', draftId } }],
    ],
  };
}

/** The executor is told that the report is on its way to whoever answers it: an organization, or the controller. */
export function reportTaken({
  point,
  files,
  interim,
  supplement,
  to,
  by = null,
}: {
  readonly point: PointFacts;
  readonly files: number;
  readonly interim: boolean;
  /** Adds to a report that waits. */
  readonly supplement: boolean;
  /** The organization that answers it; null = the controllers. */
  readonly to: string | null;
  /** Who has reported, where others read it too. */
  readonly by?: string | null;
}): OutgoingMessage {
  const whom = to === null ? ' контролёру' : `: ${escapeHtml(cutText(to, 160))}`;
  const who = by === null ? '' : ` Отчитался участник ${escapeHtml(cutText(by, 80))}.`;
  const attached = files === 0 ? '' : ` Приложено: ${counted(files, 'файл', 'файла', 'файлов')}.`;
  const text = escapeHtml(cutText(point.text, 200));
  if (supplement) {
    return {
      ...whose([point]),
      html: `➕ ${bold(pointName(point))} — дополнение к отчёту отправлено${whom}.${who}${attached}\n${text}\n\nО решении сообщу сюда.`,
    };
  }
  if (interim) {
    return {
      ...whose([point]),
      html: `📝 ${bold(pointName(point))} — промежуточный отчёт отправлен${whom}.${who}${attached}\n${text}\n\nПоручение остаётся на исполнении: когда будет готово, отправьте отчёт об исполнении.`,
    };
  }
  return {
    ...whose([point]),
    html: `✅ ${bold(pointName(point))} — отчёт отправлен${whom}.${who}${attached}\n${text}\n\nО решении сообщу сюда.`,
  };
}

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

/** The executor learns what the controller decided. */
export function reportOutcome(
  point: PointFacts,
  outcome: 'accepted' | 'returned',
  comment: string | null,
  day: MessageDay,
): OutgoingMessage {
  const name = `${italic(documentName(point.document))}, ${bold(pointName(point))}`;
  const text = escapeHtml(cutText(point.text, 600));
  if (outcome === 'accepted') {
    return { ...whose([point]), html: `🎉 Принято, поручение снято с контроля.\n${name}\n${text}` };
  }
  return {
    ...whose([point]),
    html: [
      '↩️ Возвращено на доработку.',
      name,
      text,
      deadlineLine(point, day),
      '',
      `Замечание: «${escapeHtml(cutText(comment ?? '', 1500))}»`,
    ].join('\n'),
    keyboard: [
      [
        { text: 'Выполнено', action: { kind: 'report_done', assignmentId: point.assignmentId } },
        { text: 'Подробнее', action: { kind: 'details', assignmentId: point.assignmentId } },
      ],
      [{ text: 'Приложить отчёт', action: { kind: 'attach_report', assignmentId: point.assignmentId } }],
    ],
  };
}

/** The executor learns that the acceptance was a mistake. */
export function acceptanceTakenBack(point: PointFacts): OutgoingMessage {
  return {
    ...whose([point]),
    html: [
      '↩️ Отчёт приняли по ошибке: он снова на проверке, поручение на контроле.',
      `${italic(documentName(point.document))}, ${bold(pointName(point))}`,
      escapeHtml(cutText(point.text, 600)),
      '',
      'От вас пока ничего не нужно, о решении сообщу сюда.',
    ].join('\n'),
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

function turnChoice(source: ChoiceSource, page: number): Action {
  switch (source.kind) {
    case 'all':
      return { kind: source.purpose === 'attach' ? 'turn_attach' : 'turn_any', page };
    case 'document': {
      const kind = source.purpose === 'attach' ? 'turn_attach_of' : 'turn_done';
      return { kind, documentId: source.documentId, page };
    }
    case 'draft':
      return { kind: TURN_DRAFT[source.purpose], draftId: source.draftId, page };
  }
}

const TURN_DRAFT = {
  done: 'turn_with',
  about: 'turn_about',
  extend: 'turn_extend',
  attach: 'turn_attach_with',
} as const;
const CHOOSE_FOR_DRAFT = {
  done: 'report_with',
  about: 'answer_about',
  extend: 'extend_with',
  attach: 'attach_with',
} as const;

function chooseAction(assignmentId: number, source: ChoiceSource): Action {
  if (source.kind === 'draft') {
    return { kind: CHOOSE_FOR_DRAFT[source.purpose], assignmentId, draftId: source.draftId };
  }
  return { kind: source.purpose === 'attach' ? 'attach_report' : 'report_done', assignmentId };
}

function decisionKeyboard(reportId: number): Keyboard {
  return [
    [
      { text: 'Принять', action: { kind: 'accept', reportId } },
      { text: 'Вернуть на доработку', action: { kind: 'return', reportId } },
    ],
  ];
}
