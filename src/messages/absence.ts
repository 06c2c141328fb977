import { addDays, addMonths, type CalendarDate } from '../core/calendar/calendar-date.ts';
import { formatDateRu, shortDateRu } from '../core/calendar/russian-date-text.ts';
import { catchUpMessages } from './broadcast.ts';
import { bold, cutText, escapeHtml, visibleLength } from './html.ts';
import type { OutgoingMessage } from './message.ts';
import { pageOf, turnRow } from './pages.ts';
import { counted, countedAssignments } from './plural.ts';
import { abridged, type MessageDay, type PointFacts, pointBlock } from './point.ts';
import { MESSAGE_LIMIT, type MessagePart, packBlocks } from './split.ts';

const NAME_LENGTH = 80;
const BUTTON_NAME_LENGTH = 40;
const POINT_WORDS = 300;
const STAND_INS_NAMED = 5;

/** Which organization is set up. */
export interface OwnOrganization {
  readonly subscriptionId: number;
  readonly organizationName: string;
}

/** An absence as messages tell of it. */
export interface AbsenceFacts {
  readonly organizationName: string;
  readonly person: string;
  /** Who stands in; null where the others do. */
  readonly deputy: string | null;
  readonly until: CalendarDate;
}

/** What waits for whoever is back. */
export interface LeftToDo {
  readonly open: readonly PointFacts[];
  /** Reports of organizations below that nobody has answered. */
  readonly reportsWaiting: number;
}

/** A day as a button carries it: "2026-12-15" → 20261215. */
export function dayNumberOf(date: CalendarDate): number {
  return Number(date.replaceAll('-', ''));
}

/** «В отпуске»: through which day? */
export function chooseAbsenceDay(organization: OwnOrganization, today: CalendarDate): OutgoingMessage {
  const { subscriptionId } = organization;
  const offers = [
    { name: 'Неделя', until: addDays(today, 6) },
    { name: '2 недели', until: addDays(today, 13) },
    { name: 'Месяц', until: addDays(addMonths(today, 1), -1) },
  ];
  return {
    html: [
      head(organization),
      '',
      'Поручения и напоминания этой организации не будут приходить сюда: их получит тот, кто вас замещает. Вернуться можно в любой день.',
      '',
      'По какой день вас не будет?',
    ].join('\n'),
    keyboard: [
      ...offers.map(({ name, until }) => [
        {
          text: `${name} · по ${shortDateRu(until)}`,
          action: { kind: 'absence_until', subscriptionId, day: dayNumberOf(until), page: 0 } as const,
        },
      ]),
      [{ text: 'Другой день', action: { kind: 'ask_absence_day', subscriptionId } }],
      [{ text: '◀ К настройкам', action: { kind: 'settings_of', subscriptionId } }],
    ],
  };
}

/** «Другой день»: asks for words. */
export function askAbsenceDay(organization: OwnOrganization): OutgoingMessage {
  return {
    html: `${head(organization)}\n\nНапишите, по какой день вас не будет, например «до 15 декабря». Этот день ещё отпуск. Передумали — /cancel.`,
  };
}

/** The day is known: who stands in? */
export function chooseDeputy(
  organization: OwnOrganization,
  until: CalendarDate,
  choice: {
    readonly deputies: readonly { readonly subscriptionId: number; readonly name: string }[];
    /** Somebody else answers too: nobody need be named. */
    readonly others: boolean;
  },
  pageIndex: number,
): OutgoingMessage {
  const { subscriptionId } = organization;
  const day = dayNumberOf(until);
  const page = pageOf(choice.deputies, pageIndex);
  return {
    html: [
      head(organization),
      '',
      `Отпуск по ${formatDateRu(until)} включительно. Кто вас замещает?`,
      ...(choice.others
        ? ['«Без заместителя»: поручения и напоминания получают остальные, кто отвечает за организацию.']
        : []),
    ].join('\n'),
    keyboard: [
      ...page.items.map(({ subscriptionId: otherId, name }) => [
        {
          text: `👤 ${cutText(name, BUTTON_NAME_LENGTH)}`,
          action: { kind: 'absence_with', subscriptionId, day, otherId } as const,
        },
      ]),
      ...turnRow(page, (to) => ({ kind: 'absence_until', subscriptionId, day, page: to })),
      ...(choice.others
        ? [
            [
              {
                text: 'Без заместителя',
                action: { kind: 'absence_with', subscriptionId, day, otherId: 0 } as const,
              },
            ],
          ]
        : []),
      [{ text: 'Пригласить другого', action: { kind: 'absence_invite', subscriptionId, day } }],
      [{ text: '◀ К настройкам', action: { kind: 'settings_of', subscriptionId } }],
    ],
  };
}

/** Nobody else answers: the link that was made, and what happens once it is opened. */
export function deputyAwaited(
  organizationName: string,
  until: CalendarDate,
  link: string,
  options: { readonly nobodyElse: boolean },
): OutgoingMessage {
  return {
    html: [
      ...(options.nobodyElse
        ? [
            `Кроме вас, за организацию ${bold(cutText(organizationName, 160))} никто не отвечает: без заместителя поручения остались бы без адресата.`,
            '',
          ]
        : []),
      'Перешлите эту ссылку тому, кто вас заместит:',
      escapeHtml(link),
      '',
      `Как только он её откроет, отпуск начнётся — по ${formatDateRu(until)} включительно, бот вам сообщит. До этого всё приходит вам. Ссылка одноразовая.`,
    ].join('\n'),
  };
}

/** «Вы в отпуске …», a line of «Настройки». */
export function absenceLine(absence: {
  readonly until: CalendarDate;
  readonly deputy: string | null;
  readonly waiting: boolean;
}): string {
  const until = formatDateRu(absence.until);
  if (absence.waiting) {
    return `🏖 Отпуск по ${until} начнётся, когда заместитель откроет вашу ссылку.`;
  }
  const instead =
    absence.deputy === null
      ? 'поручения получают остальные'
      : `замещает ${escapeHtml(cutText(absence.deputy, NAME_LENGTH))}`;
  return `🏖 Вы в отпуске по ${until} включительно, ${instead}. Поручения организации сюда не приходят, /tasks и отчёты работают.`;
}

/** Who stands in is told, with what was handed to the absent personally. */
export function standInBegan(
  facts: AbsenceFacts,
  own: readonly PointFacts[],
  day: MessageDay,
): readonly MessagePart[] {
  const message = [
    `🏖 ${bold(cutText(facts.organizationName, 160))}: вы замещаете. ${bold(cutText(facts.person, NAME_LENGTH))} в отпуске по ${formatDateRu(facts.until)} включительно.`,
    'Поручения и напоминания организации приходят вам.',
    ...(own.length === 0
      ? []
      : ['', `Поручено лично отпускнику, теперь ждёт вас: ${countedAssignments(own.length)}.`]),
  ].join('\n');
  return withPoints(message, own, day);
}

/** Who stood in does no more: the absent is back, or (`released`) the deputy has left. */
export function standInOver(facts: AbsenceFacts, why: 'over' | 'released'): OutgoingMessage {
  const organization = bold(cutText(facts.organizationName, 160));
  const person = escapeHtml(cutText(facts.person, NAME_LENGTH));
  return {
    html:
      why === 'over'
        ? `🏖 ${organization}: вы больше не замещаете (${person}). Спасибо!`
        : `🏖 ${organization}: вы больше не замещаете (${person}), отпуск прерван, и поручения снова приходят отпускнику.`,
  };
}

/** A deputy has joined: the absence has begun. */
export function absenceBegun(facts: AbsenceFacts): OutgoingMessage {
  const deputy = escapeHtml(cutText(facts.deputy ?? '', NAME_LENGTH));
  return {
    html: `🏖 ${bold(cutText(facts.organizationName, 160))}: отпуск начался, по ${formatDateRu(facts.until)} включительно вас замещает ${deputy}. Вернуться раньше — «Настройки». Хорошего отдыха!`,
  };
}

/** The day is over: everything comes here again. */
export function welcomeBackMessages(
  { organizationName }: AbsenceFacts,
  left: LeftToDo,
  day: MessageDay,
): readonly MessagePart[] {
  const organization = bold(cutText(organizationName, 160));
  return withOpen(
    `👋 С возвращением! ${organization}: отпуск закончился, поручения снова приходят сюда.`,
    left,
    day,
  );
}

/** Nobody stands in any more: the absence is over before its day. */
export function absenceBroken(
  { organizationName, deputy }: AbsenceFacts,
  left: LeftToDo,
  day: MessageDay,
): readonly MessagePart[] {
  const organization = bold(cutText(organizationName, 160));
  const why =
    deputy === null
      ? 'заменить вас больше некому'
      : `${escapeHtml(cutText(deputy, NAME_LENGTH))} больше не отвечает за организацию`;
  return withOpen(
    `⚠️ ${organization}: отпуск прерван, ${why}. Поручения снова приходят сюда. Назвать другого заместителя — «Настройки».`,
    left,
    day,
  );
}

/** Told above: of those who answered only somebody on holiday is left. */
export function onlyAbsentLeft(facts: AbsenceFacts, organizationCode: string): OutgoingMessage {
  const person = escapeHtml(cutText(facts.person, NAME_LENGTH));
  return {
    html: `⚠️ ${bold(cutText(facts.organizationName, 160))}: заместитель больше не отвечает за организацию, остался только тот, кто был в отпуске (${person}). Отпуск прерван, поручения приходят ему. Пригласить ещё кого-нибудь: /invite ${escapeHtml(cutText(organizationCode, 60))}`,
  };
}

/** «Вы замещаете: …» */
export function standInLine(
  absent: readonly { readonly name: string; readonly until: CalendarDate }[],
): string {
  const named = absent.slice(0, STAND_INS_NAMED);
  const names = named.map(
    ({ name, until }) => `${escapeHtml(cutText(name, NAME_LENGTH))} (по ${shortDateRu(until)})`,
  );
  const hidden = absent.length - named.length;
  return `🏖 Вы замещаете: ${names.join(', ')}${hidden > 0 ? ` и ещё ${hidden}` : ''}.`;
}

/** Whom the reader stands in for, under a message with work to do. */
export function underStandIn(
  parts: readonly MessagePart[],
  absent: readonly { readonly name: string; readonly until: CalendarDate }[],
): readonly MessagePart[] {
  const line = standInLine(absent);
  const last = parts.at(-1);
  if (last === undefined) return parts;
  const html = `${last.message.html}\n\n${line}`;
  // A message that is full goes out as it is: the deputy knows, and is told again with the next.
  if (visibleLength(html) > MESSAGE_LIMIT) return parts;
  return [...parts.slice(0, -1), { ...last, message: { ...last.message, html } }];
}

/** «Исполняет: …» for whoever stands in for that person. */
export function standingInFor(person: string): string {
  return `${cutText(person, NAME_LENGTH)} (замещаете вы)`;
}

function head({ organizationName }: OwnOrganization): string {
  return `🏖 ${bold('В отпуске')} · ${bold(cutText(organizationName, 160))}`;
}

function withOpen(news: string, { open, reportsWaiting }: LeftToDo, day: MessageDay): readonly MessagePart[] {
  const words =
    reportsWaiting === 0
      ? news
      : `${news}\nЖдут вашего ответа: ${counted(reportsWaiting, 'отчёт', 'отчёта', 'отчётов')} («Школы района», карточки поручений).`;
  if (open.length === 0) {
    return [{ message: { html: `${words}\n\nОткрытых поручений нет.` }, assignmentIds: [] }];
  }
  const parts = catchUpMessages(open, day);
  const [first, ...rest] = parts;
  const html = `${words}\n\n${first?.message.html ?? ''}`;
  if (first === undefined || visibleLength(html) > MESSAGE_LIMIT) {
    return [{ message: { html: words }, assignmentIds: [] }, ...parts];
  }
  // The words name the organization.
  const { organization: _, ...message } = first.message;
  return [{ ...first, message: { ...message, html } }, ...rest];
}

function withPoints(words: string, points: readonly PointFacts[], day: MessageDay): readonly MessagePart[] {
  const parts = packBlocks(
    words,
    points.map((point) => ({
      html: pointBlock({ ...abridged(point, POINT_WORDS), delegate: null }, day, { document: true }),
      assignmentIds: [point.assignmentId],
    })),
  );
  return parts.map(({ html, assignmentIds }, index) => ({
    message:
      index === parts.length - 1
        ? { html, keyboard: [[{ text: 'Мои поручения', action: { kind: 'open_tasks' } }]] }
        : { html },
    assignmentIds,
  }));
}
