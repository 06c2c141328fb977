import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { formatDateRu, shortDateRu } from '../core/calendar/russian-date-text.ts';
import { bold, cutText, escapeHtml } from './html.ts';
import type { OutgoingMessage } from './message.ts';
import { pageOf, turnRow } from './pages.ts';
import { type PointFacts, pointName } from './point.ts';
import { whose } from './whose.ts';

const NAME_LENGTH = 34;

/** «Поручить сотруднику»: colleagues to choose among. */
export function chooseColleague(
  point: PointFacts,
  colleagues: readonly {
    readonly personId: number;
    readonly name: string;
    readonly awayUntil: CalendarDate | null;
  }[],
  pageIndex: number,
): OutgoingMessage {
  const page = pageOf(colleagues, pageIndex);
  const { assignmentId } = point;
  return {
    ...whose([point]),
    html: [
      `${bold(pointName(point))}: кому поручить?`,
      escapeHtml(cutText(point.text, 300)),
      ...(point.delegate === null ? [] : [`Сейчас исполняет: ${escapeHtml(cutText(point.delegate, 80))}.`]),
      ...(colleagues.length === 0
        ? ['', 'Кроме вас, за организацию пока никто не отвечает. Пригласите сотрудника по ссылке.']
        : []),
    ].join('\n'),
    keyboard: [
      ...page.items.map(({ personId, name, awayUntil }) => [
        {
          text: `${awayUntil === null ? '👤' : '🏖'} ${cutText(name, NAME_LENGTH)}${awayUntil === null ? '' : `, в отпуске по ${shortDateRu(awayUntil)}`}`,
          action: { kind: 'delegate_to', assignmentId, personId } as const,
        },
      ]),
      ...turnRow(page, (to) => ({ kind: 'turn_colleagues', assignmentId, page: to })),
      [{ text: 'Пригласить нового', action: { kind: 'invite_colleague', assignmentId } }],
      ...(point.delegate === null
        ? []
        : [[{ text: 'Забрать обратно', action: { kind: 'take_back', assignmentId } as const }]]),
      [{ text: 'Отменить', action: { kind: 'dismiss' } }],
    ],
  };
}

/** What stands in place of the choice once it was made. */
export function delegated(point: PointFacts, person: string): OutgoingMessage {
  return {
    ...whose([point]),
    html: `👤 ${bold(pointName(point))} теперь исполняет ${escapeHtml(cutText(person, 80))}.\n${escapeHtml(cutText(point.text, 200))}\n\nНапоминания будут приходить этому сотруднику лично; об отчёте сообщу вам.`,
    keyboard: [
      [
        { text: 'Забрать обратно', action: { kind: 'take_back', assignmentId: point.assignmentId } },
        { text: 'Подробнее', action: { kind: 'details', assignmentId: point.assignmentId } },
      ],
    ],
  };
}

/** A link for a colleague who is not with the bot yet. */
export function colleagueInvited(
  point: PointFacts,
  organizationName: string,
  link: string,
  expiresOn: CalendarDate,
): OutgoingMessage {
  return {
    html: [
      `Перешлите эту ссылку сотруднику (${bold(cutText(organizationName, 160))}):`,
      escapeHtml(link),
      '',
      `Кто откроет её и нажмёт «Start», тот и будет исполнять ${bold(pointName(point))}; остальные поручения организации он тоже увидит. Ссылка одноразовая, действует до ${formatDateRu(expiresOn)}`,
    ].join('\n'),
  };
}
