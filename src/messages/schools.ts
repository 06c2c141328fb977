import type { AssignmentState } from '../core/assignments/assignment.ts';
import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { shortDateWithWeekday } from '../core/calendar/russian-date-text.ts';
import { distanceText } from './deadline-text.ts';
import { bold, cutText, escapeHtml, italic } from './html.ts';
import type { Keyboard, OutgoingMessage } from './message.ts';
import { type Page, pageOf, turnRow } from './pages.ts';
import { counted, countedOrganizations } from './plural.ts';
import {
  abridged,
  deadlineLine,
  documentName,
  type MessageDay,
  organizationLine,
  type PointFacts,
  pointName,
} from './point.ts';
import { type RollUpFacts, rollUpText } from './roll-up.ts';
import { fitWords } from './split.ts';
import { whose } from './whose.ts';

/** A point that concerns organizations below. */
export interface SchoolPoint {
  readonly point: PointFacts;
  /** `own`: of the organization above, to be handed down; `direct`: given to those below by the Department. */
  readonly kind: 'own' | 'direct';
  /** What names a direct point to its button. */
  readonly decisionId: number;
  readonly occurrence: number;
  /** Null where nothing was handed down yet. */
  readonly rollUp: RollUpFacts | null;
}

/** Words of one item; its button opens the rest. */
const ITEM_WORDS = 160;
const BUTTON_LENGTH = 60;
/** Organizations on one page of a roll-up: a line each. */
const LINES_SHOWN = 20;
const NAME_LENGTH = 60;
/** Organizations named in the head of the list. */
const NAMES_ABOVE = 3;

/** «Школы района»: what those below have to do, and what waits for an answer. */
export function schoolList(
  facts: {
    /** Names of the organizations above that the chat speaks for. */
    readonly above: readonly string[];
    readonly organizationsBelow: number;
    readonly reportsWaiting: number;
    readonly points: readonly SchoolPoint[];
    readonly page: number;
  },
  day: MessageDay,
): OutgoingMessage {
  const page = pageOf(facts.points, facts.page);
  const head = [
    `🏫 ${bold('Школы района')}`,
    ...facts.above.slice(0, NAMES_ABOVE).map((name) => italic(cutText(name, NAME_LENGTH))),
    `Подведомственных организаций: ${facts.organizationsBelow}.`,
    ...(facts.reportsWaiting > 0
      ? [`📨 ${bold(`Ждут вашего ответа: ${counted(facts.reportsWaiting, 'отчёт', 'отчёта', 'отчётов')}`)}`]
      : []),
    ...(facts.points.length === 0 ? ['', 'Открытых пунктов для них сейчас нет.'] : []),
  ].join('\n');
  const several = facts.above.length > 1;
  return {
    html: fitWords((max) =>
      [head, ...page.items.map((item, at) => schoolItem(item, page.first + at, max, several, day))].join(
        '\n\n',
      ),
    ),
    keyboard: [
      ...(facts.reportsWaiting > 0
        ? [
            [
              {
                text: `📨 Отчёты (${facts.reportsWaiting})`,
                action: { kind: 'school_reports', page: 0 } as const,
              },
            ],
          ]
        : []),
      ...page.items.map((item, at) => [itemButton(item, page.first + at)]),
      ...turnRow(page, (to) => ({ kind: 'schools', page: to })),
    ],
  };
}

function schoolItem(
  { point, kind, rollUp }: SchoolPoint,
  number: number,
  max: number,
  several: boolean,
  day: MessageDay,
): string {
  const item = abridged(point, Math.min(max, ITEM_WORDS));
  return [
    `${number}. ${bold(pointName(item))} ${escapeHtml(item.text)}`,
    ...(kind === 'own' && several ? [organizationLine(item.organizationName)] : []),
    deadlineLine(item, day),
    `🏫 ${escapeHtml(stateOfBelow(kind, rollUp))}`,
  ].join('\n');
}

function stateOfBelow(kind: SchoolPoint['kind'], rollUp: RollUpFacts | null): string {
  if (rollUp === null) return 'Школам пока не поручено.';
  return `${rollUpText(rollUp)}.${kind === 'direct' ? ' Поручено им напрямую, отчёты идут контролёру.' : ''}`;
}

function itemButton(item: SchoolPoint, number: number): Keyboard[number][number] {
  const { point, kind, decisionId, occurrence } = item;
  const { assignmentId } = point;
  const text = cutText(`${number}. ${pointName(point)}`, BUTTON_LENGTH);
  if (kind === 'direct') return { text, action: { kind: 'direct_roll_up', decisionId, occurrence, page: 0 } };
  if (item.rollUp === null) {
    return {
      text: cutText(`${text} — поручить школам`, BUTTON_LENGTH),
      action: { kind: 'hand_down', assignmentId },
    };
  }
  return {
    text: cutText(`${text} — кто исполнил`, BUTTON_LENGTH),
    action: { kind: 'open_roll_up', assignmentId },
  };
}

/** One of those below and what it has done. */
export interface SchoolState {
  readonly name: string;
  readonly state: AssignmentState;
  readonly due: CalendarDate | null;
  /** A message with the point has reached somebody there. */
  readonly delivered: boolean;
  /** A report that waits for the reader's answer; null where none does. */
  readonly reportId: number | null;
}

/** Everything about those below and one point. */
export interface RollUpScreen {
  readonly point: PointFacts;
  readonly kind: 'own' | 'direct';
  readonly decisionId: number;
  readonly occurrence: number;
  readonly rollUp: RollUpFacts;
  /** Who has to act first, then who waits for an answer, then who is done. */
  readonly schools: readonly SchoolState[];
  /** What the reader may do; a reader from elsewhere (the Department) only looks. */
  readonly may: {
    /** Organizations below that can be reminded. */
    readonly remind: number;
    /** Organizations below that do not have the point yet. */
    readonly handDown: number;
    readonly gather: boolean;
    /** Somebody below still has it in hand, and it can be taken back. */
    readonly recall: boolean;
    /** There is a list to go back to. */
    readonly back: boolean;
  };
}

/** Who below has done a point, and who has not. */
export function rollUpScreen(screen: RollUpScreen, pageIndex: number, day: MessageDay): OutgoingMessage {
  const { point, kind, rollUp, schools } = screen;
  const page = pageOf(schools, pageIndex, LINES_SHOWN);
  return {
    ...whose(kind === 'own' ? [point] : []),
    html: fitWords((max) =>
      [
        `${italic(documentName(point.document))}, ${bold(pointName(point))}`,
        escapeHtml(cutText(point.text, max * 2)),
        deadlineLine(point, day, screen.may.back && kind === 'own' ? 'Ваш срок' : 'Срок'),
        '',
        `🏫 ${bold(rollUpText(rollUp))}`,
        ...page.items.map((school, at) => schoolLine(school, page.first + at, day)),
        ...(kind === 'direct'
          ? ['', 'Этот пункт Департамент поручил школам напрямую: отчёты идут ему.']
          : []),
      ].join('\n'),
    ),
    keyboard: rollUpKeyboard(screen, page),
  };
}

function schoolLine({ name, state, due, delivered }: SchoolState, number: number, day: MessageDay): string {
  const title = `${number}. ${escapeHtml(cutText(name, NAME_LENGTH))}`;
  if (state === 'accepted') return `${title} — ✅ исполнено`;
  if (state === 'reported') return `${title} — 📨 на проверке`;
  if (state === 'withdrawn') return `${title} — не исполнено`;
  const left =
    due === null
      ? ''
      : due < day.today
        ? `, 🔴 ${distanceText(due, day.today)}`
        : `, до ${shortDateWithWeekday(due)}`;
  return `${title} — ${delivered ? STATE_WORDS[state] : '❗ не подключена к боту'}${left}`;
}

const STATE_WORDS: {
  readonly [K in Exclude<AssignmentState, 'accepted' | 'reported' | 'withdrawn'>]: string;
} = {
  new: 'не ознакомлена',
  acknowledged: 'ознакомлена',
  in_work: 'в работе',
  returned: '↩️ возвращено',
};

function rollUpKeyboard(screen: RollUpScreen, page: Page<SchoolState>): Keyboard {
  const { may, point, decisionId, occurrence } = screen;
  const { assignmentId } = point;
  return [
    ...page.items.flatMap(({ name, reportId }) =>
      reportId === null
        ? []
        : [
            [
              {
                text: `📨 ${cutText(name, 50)}`,
                action: { kind: 'show_report', reportId } as const,
              },
            ],
          ],
    ),
    ...(may.remind > 0
      ? [
          [
            {
              text: `Напомнить остальным (${may.remind})`,
              action: { kind: 'remind_rest', assignmentId } as const,
            },
          ],
        ]
      : []),
    ...(may.gather
      ? [[{ text: 'Отчёт по школам', action: { kind: 'gather_report', assignmentId } as const }]]
      : []),
    ...(may.handDown > 0
      ? [[{ text: `Поручить ещё (${may.handDown})`, action: { kind: 'hand_down', assignmentId } as const }]]
      : []),
    ...(may.recall
      ? [[{ text: 'Отозвать у школы…', action: { kind: 'choose_recall', assignmentId, page: 0 } as const }]]
      : []),
    ...turnRow(page, (to) =>
      screen.kind === 'own'
        ? { kind: 'roll_up', assignmentId, page: to }
        : { kind: 'direct_roll_up', decisionId, occurrence, page: to },
    ),
    ...(may.back ? [[{ text: '◀ Школы района', action: { kind: 'schools', page: 0 } as const }]] : []),
  ];
}

/** «Отчёт по школам»: what is about to be sent upward, with whatever the officer has added of their own. */
export function gatheredReport(
  point: PointFacts,
  gathered: {
    readonly text: string;
    readonly files: readonly string[];
    readonly rollUp: RollUpFacts;
  },
): OutgoingMessage {
  const { files, rollUp } = gathered;
  const rest = rollUp.total - rollUp.done;
  const shown = files.slice(0, 20).map((name) => `📎 ${escapeHtml(cutText(name, 80))}`);
  return {
    ...whose([point]),
    html: [
      `${bold('Отчёт по школам')}: ${italic(documentName(point.document))}, ${bold(pointName(point))}`,
      '',
      escapeHtml(cutText(gathered.text, 1800)),
      ...(files.length > 0 ? ['', `Приложим файлы (${files.length}):`, ...shown] : []),
      ...(files.length > shown.length ? [`… и ещё ${files.length - shown.length}`] : []),
      '',
      ...(rest > 0
        ? [
            `⚠️ В отчёте нет: ${counted(rest, 'организация', 'организации', 'организаций')}. Когда отчёт примут, с них поручение тоже снимут.`,
          ]
        : []),
      'Отправить контролёру?',
    ].join('\n'),
    keyboard: [
      [{ text: 'Отправить отчёт', action: { kind: 'send_gathered', assignmentId: point.assignmentId } }],
      [{ text: 'Дополнить своим', action: { kind: 'add_to_gathered', assignmentId: point.assignmentId } }],
      [{ text: 'Отменить', action: { kind: 'dismiss' } }],
    ],
  };
}

/** The officer learns how many were reminded. Plain text for an alert. */
export function reminded(told: { readonly organizations: number; readonly unconnected: number }): string {
  const rest = told.unconnected > 0 ? ` Не подключены к боту: ${told.unconnected}.` : '';
  return `Напоминание отправлено: ${countedOrganizations(told.organizations)}.${rest}`;
}
