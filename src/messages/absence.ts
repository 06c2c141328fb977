import type { AbsencePeriod } from '../core/absences/absence-period.ts';
import { addDays, addMonths, type CalendarDate, yearOf } from '../core/calendar/calendar-date.ts';
import { dayAndMonthRu, formatDateRu, shortDateRu } from '../core/calendar/russian-date-text.ts';
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
  readonly period: AbsencePeriod;
}

/** The reader's own absence as «Настройки» shows it. */
export interface OwnAbsenceFacts {
  readonly period: AbsencePeriod;
  readonly deputy: string | null;
  /** It begins when a deputy has joined. */
  readonly waiting: boolean;
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
      'По какой день вас не будет? Назначить отпуск заранее — «Другой день».',
    ].join('\n'),
    keyboard: [
      ...offers.map(({ name, until }) => [
        {
          text: `${name} · по ${shortDateRu(until)}`,
          action: {
            kind: 'absence_until',
            subscriptionId,
            from: 0,
            day: dayNumberOf(until),
            page: 0,
          } as const,
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
    html: [
      head(organization),
      '',
      'Напишите, когда вас не будет:',
      '• сразу, по какой день: «до 15 декабря»;',
      '• заранее, оба дня: «с 1 по 14 июля».',
      '',
      'Последний день — ещё отпуск. Передумали — /cancel.',
    ].join('\n'),
  };
}

/** The days are known: who stands in? */
export function chooseDeputy(
  organization: OwnOrganization,
  period: AbsencePeriod,
  choice: {
    readonly deputies: readonly { readonly subscriptionId: number; readonly name: string }[];
    /** Somebody else answers too: nobody need be named. */
    readonly others: boolean;
  },
  pageIndex: number,
): OutgoingMessage {
  const { subscriptionId } = organization;
  const days = {
    from: period.from === null ? 0 : dayNumberOf(period.from),
    day: dayNumberOf(period.until),
  };
  const page = pageOf(choice.deputies, pageIndex);
  return {
    html: [
      head(organization),
      '',
      `Отпуск ${periodText(period)} включительно. Кто вас ${period.from === null ? 'замещает' : 'заместит'}?`,
      ...(choice.others
        ? ['«Без заместителя»: поручения и напоминания получают остальные, кто отвечает за организацию.']
        : []),
    ].join('\n'),
    keyboard: [
      ...page.items.map(({ subscriptionId: otherId, name }) => [
        {
          text: `👤 ${cutText(name, BUTTON_NAME_LENGTH)}`,
          action: { kind: 'absence_with', subscriptionId, ...days, otherId } as const,
        },
      ]),
      ...turnRow(page, (to) => ({ kind: 'absence_until', subscriptionId, ...days, page: to })),
      ...(choice.others
        ? [
            [
              {
                text: 'Без заместителя',
                action: { kind: 'absence_with', subscriptionId, ...days, otherId: 0 } as const,
              },
            ],
          ]
        : []),
      [{ text: 'Пригласить другого', action: { kind: 'absence_invite', subscriptionId, ...days } }],
      [{ text: '◀ К настройкам', action: { kind: 'settings_of', subscriptionId } }],
    ],
  };
}

/** Nobody else answers: the link that was made, and what happens once it is opened. */
export function deputyAwaited(
  organizationName: string,
  period: AbsencePeriod,
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
      period.from === null
        ? `Как только он её откроет, отпуск начнётся — ${periodText(period)} включительно, бот вам сообщит. До этого всё приходит вам. Ссылка одноразовая.`
        : `Отпуск ${periodText(period)} включительно начнётся, если к этому дню он её откроет, а если позже — как только откроет; бот вам сообщит. До этого всё приходит вам. Ссылка одноразовая.`,
    ].join('\n'),
  };
}

/** «Вы в отпуске …», a line of «Настройки». */
export function absenceLine({ period, deputy, waiting }: OwnAbsenceFacts): string {
  const days = periodText(period);
  if (waiting && period.from === null) {
    return `🏖 Отпуск ${days} начнётся, когда заместитель откроет вашу ссылку.`;
  }
  if (waiting)
    return `🏖 Отпуск ${days}: ждём, когда заместитель откроет вашу ссылку. До этого всё приходит вам.`;
  if (period.from !== null) {
    const hears = deputy === null ? '' : ', а заместитель узнает в первый день';
    return `🏖 Отпуск ${days}, ${standIn(deputy, 'planned')}. До этого всё приходит вам${hears}.`;
  }
  return `🏖 Вы в отпуске ${days} включительно, ${standIn(deputy, 'now')}. Поручения организации сюда не приходят, /tasks и отчёты работают.`;
}

/** Who stands in is told, with what was handed to the absent personally. */
export function standInBegan(
  facts: AbsenceFacts,
  own: readonly PointFacts[],
  day: MessageDay,
): readonly MessagePart[] {
  const message = [
    `🏖 ${bold(cutText(facts.organizationName, 160))}: вы замещаете. ${bold(cutText(facts.person, NAME_LENGTH))} в отпуске по ${formatDateRu(facts.period.until)} включительно.`,
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

/** A deputy has joined, or the first day is there: the absence has begun. */
export function absenceBegun({ organizationName, deputy, period }: AbsenceFacts): OutgoingMessage {
  return {
    html: `🏖 ${bold(cutText(organizationName, 160))}: отпуск начался, по ${formatDateRu(period.until)} включительно ${standIn(deputy, 'now')}. Вернуться раньше — «Настройки». Хорошего отдыха!`,
  };
}

/** A deputy has joined for an absence that begins later. */
export function absencePlanned({ organizationName, deputy, period }: AbsenceFacts): OutgoingMessage {
  return {
    html: `🏖 ${bold(cutText(organizationName, 160))}: ссылку открыли. Отпуск ${periodText(period)} включительно, ${standIn(deputy, 'planned')}. До этого всё приходит вам.`,
  };
}

/** Nobody can stand in for a planned absence any more. */
export function absenceCalledOff({ organizationName, deputy, period }: AbsenceFacts): OutgoingMessage {
  const why =
    deputy === null
      ? 'заместить вас некому'
      : `${escapeHtml(cutText(deputy, NAME_LENGTH))} больше не отвечает за организацию`;
  return {
    html: `⚠️ ${bold(cutText(organizationName, 160))}: отпуск ${periodText(period)} отменён, ${why}. Поручения по-прежнему приходят вам. Назначить отпуск снова — «Настройки».`,
  };
}

/** The first day is there, and nobody has opened the link. */
export function absenceUnattended({ organizationName, period }: AbsenceFacts): OutgoingMessage {
  return {
    html: `⚠️ ${bold(cutText(organizationName, 160))}: отпуск ${periodText(period)} не начался, заместитель не открыл вашу ссылку. Поручения приходят вам, пока он её не откроет. Другая ссылка или другой заместитель — «Настройки».`,
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

/** «по 14 июля 2026 г.», «с 1 июля по 14 июля 2026 г.» */
export function periodText({ from, until }: AbsencePeriod): string {
  if (from === null) return `по ${formatDateRu(until)}`;
  return `с ${yearOf(from) === yearOf(until) ? dayAndMonthRu(from) : formatDateRu(from)} по ${formatDateRu(until)}`;
}

function standIn(deputy: string | null, when: 'now' | 'planned'): string {
  if (deputy === null) return when === 'now' ? 'поручения получают остальные' : 'поручения получат остальные';
  return `${when === 'now' ? 'вас замещает' : 'вас заместит'} ${escapeHtml(cutText(deputy, NAME_LENGTH))}`;
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
