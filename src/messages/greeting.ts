import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { formatDateRu } from '../core/calendar/russian-date-text.ts';
import { bold, cutText, escapeHtml } from './html.ts';
import type { Keyboard, OutgoingMessage } from './message.ts';
import { counted, countedOrganizations } from './plural.ts';

/** Who a chat is to the service. */
export interface Standing {
  readonly controller: boolean;
  /** Names of the organizations the chat speaks for. */
  readonly organizations: readonly string[];
  /** One of them has organizations below it, to which it hands points down. */
  readonly above?: boolean;
  /** The chat only looks: it is an observer of all of them. */
  readonly observer?: boolean;
  /** Several people read and answer here. */
  readonly group?: boolean;
}

/** Labels of the buttons that stay under the input field. */
export const MENU = {
  tasks: 'Мои поручения',
  upcoming: 'Ближайшие сроки',
  schools: 'Школы района',
  execution: 'Исполнение',
  overdue: 'Просрочено',
  organizations: 'Организации',
  broadcasts: 'Рассылки',
  settings: 'Настройки',
} as const;

/** Everything that a label of the menu or a button of `/help` opens; a button carries its place here. */
export const SCREENS = [
  'tasks',
  'upcoming',
  'schools',
  'execution',
  'overdue',
  'organizations',
  'broadcasts',
  'settings',
  'report',
  'calendar',
] as const;

/** One of them. */
export type Screen = (typeof SCREENS)[number];

const LABELS: Readonly<Record<Screen, string>> = { ...MENU, report: 'Собрать отчёт', calendar: 'Календарь' };

/** Organizations of one chat that are named; a municipal officer's chat may speak for dozens. */
const NAMES_SHOWN = 10;

/** A stranger learns what this is and nothing else. */
export function strangerGreeting(): OutgoingMessage {
  return {
    html: 'Здравствуйте! Это «Срок» — контроль исполнения решений. Чтобы получать поручения своей организации, откройте ссылку-приглашение, которую вам пришлёт контролёр.',
  };
}

/** «/start» from somebody who belongs here. */
export function welcomeBack(standing: Standing): OutgoingMessage {
  return { html: [...standingLines(standing), '', ...howTo(standing)].join('\n'), menu: menuOf(standing) };
}

/** «/help», fitting the person's role. */
export function help(standing: Standing): OutgoingMessage {
  if (!standing.controller && standing.organizations.length === 0) return strangerGreeting();
  return {
    html: [bold('Что умеет «Срок»'), '', ...howTo(standing)].join('\n'),
    keyboard: helpKeyboard(standing),
  };
}

/** An invitation was accepted. */
export function invitationAccepted(
  organizationName: string | null,
  role: 'executor' | 'observer' | 'controller',
  standing: Standing,
): OutgoingMessage {
  const joined =
    role === 'controller'
      ? 'Готово: вы контролёр.'
      : `Готово: этот чат подписан на поручения организации ${nameOf(organizationName ?? '')}${role === 'observer' ? '. Вы наблюдатель: отчитываться за неё нельзя' : ''}.`;
  return { html: [joined, '', ...howTo(standing)].join('\n'), menu: menuOf(standing) };
}

/** The chat had joined before; the invitation was not used up. */
export function alreadySubscribed(organizationName: string | null): OutgoingMessage {
  return {
    html:
      organizationName === null
        ? 'Вы уже контролёр. Приглашение осталось неиспользованным.'
        : `Этот чат уже подписан на организацию ${nameOf(organizationName)}. Приглашение осталось неиспользованным.`,
  };
}

/** A controller's link opened in a group. */
export function controllerOnlyInPrivate(): OutgoingMessage {
  return {
    html: 'Это приглашение для контролёра: откройте его в личном чате с ботом. В группе контролёром не становятся, иначе отчёты видели бы все её участники. Приглашение осталось неиспользованным.',
  };
}

/** A token that opens nothing: wrong, used up or expired. The three are not told apart for whoever is guessing. */
export function invitationRefused(): OutgoingMessage {
  return {
    html: 'Это приглашение не действует: оно уже использовано, просрочено или набрано с ошибкой. Попросите у контролёра новое.',
  };
}

/** Too many wrong tokens: a pause. */
export function invitationPaused(minutes: number): OutgoingMessage {
  return {
    html: `Слишком много неверных приглашений подряд. Попробуйте через ${counted(minutes, 'минуту', 'минуты', 'минут')}.`,
  };
}

/** A link that a controller passes on. */
export function invitationMade(
  organizationName: string,
  link: string,
  uses: number,
  expiresOn: CalendarDate,
): OutgoingMessage {
  return {
    html: `Приглашение для организации ${nameOf(organizationName)}:\n${escapeHtml(link)}\n\nДействует до ${formatDateRu(expiresOn)}, использовать можно ${counted(uses, 'раз', 'раза', 'раз')}. Перешлите его тому, кто будет отвечать за организацию.`,
  };
}

function standingLines(standing: Standing): string[] {
  return [
    ...(standing.controller ? ['Вы контролёр.'] : []),
    ...(standing.organizations.length > 0
      ? [`Этот чат получает поручения: ${namesOf(standing.organizations)}.`]
      : []),
  ];
}

function namesOf(organizations: readonly string[]): string {
  const shown = organizations.slice(0, NAMES_SHOWN).map(nameOf).join('; ');
  const hidden = organizations.length - NAMES_SHOWN;
  return hidden > 0 ? `${shown} и ещё ${countedOrganizations(hidden)}` : shown;
}

function nameOf(organization: string): string {
  return bold(cutText(organization, 160));
}

function howTo(standing: Standing): string[] {
  if (standing.group) return howToInGroup(standing);
  const controller = [
    '• Пришлите файл документа (Word, PDF, скан, текст) или вставьте его текст — я найду пункты, адресатов и сроки.',
    '• «Проверить пункты» покажет прочитанное, «Опубликовать» разошлёт каждому только его поручения.',
    '• Отчёты исполнителей придут сюда: «Принять» или «Вернуть на доработку».',
    '• /status — исполнение, /overdue — просрочено, /orgs — организации, /invite КОД — приглашение.',
  ];
  const answering = standing.observer
    ? ['• Вы наблюдатель: отчитываются за организацию исполнители.']
    : [
        '• Сделали — нажмите «Выполнено», ответьте «выполнено» на сообщение или пришлите фото или файл с отчётом.',
        '• /report или «Приложить отчёт» — собрать отчёт из нескольких сообщений и файлов.',
        '• Не успеваете — «Продлить срок» в карточке поручения или «просим продлить до 15 ноября, причина: …».',
      ];
  const executor = [
    '• Новые поручения и утренние напоминания приходят сюда.',
    ...answering,
    '• /tasks — все поручения, /upcoming — ближайшие сроки, /calendar — в календарь телефона, «найти …» — поиск по словам или «п. 2.5».',
    ...(standing.above && !standing.observer
      ? ['• «Школы района» (/schools) — поручить пункт школам, напомнить, принять их отчёты и собрать свой.']
      : []),
    standing.observer
      ? '• «Настройки» (/settings) — больше не следить за организацией.'
      : '• «Настройки» (/settings) — когда напоминать, тихие часы, отпуск, заместитель, передача дел.',
  ];
  return [
    ...(standing.controller ? controller : []),
    ...(standing.organizations.length > 0 ? executor : []),
    '• /forget — удалить свои данные.',
  ];
}

/** What concerns one person alone (documents, data of one's own) is done in the private chat. */
function howToInGroup({ organizations, observer }: Standing): string[] {
  if (organizations.length === 0) {
    return [
      '• Чтобы группа получала поручения организации, отправьте здесь (в группе с темами — в нужной теме) /start и код из приглашения: он стоит в ссылке после «start=».',
      '• Документы и отчёты — в личном чате со мной.',
    ];
  }
  return [
    '• Новые поручения и утренние напоминания приходят сюда.',
    observer
      ? '• Здесь за организацию наблюдают: отчитываются исполнители.'
      : '• Отвечает любой участник: кнопкой или ответом на сообщение бота. Кто ответил, записывается. Остальной разговор бот не читает.',
    '• /tasks — все поручения, /upcoming — ближайшие сроки, /settings — время сводки, люди.',
  ];
}

/** What the person uses, one press away. */
function helpKeyboard(standing: Standing): Keyboard {
  const speaks = standing.organizations.length > 0;
  const answers: readonly (readonly Screen[])[] = standing.observer ? [] : [['report']];
  const rows: readonly (readonly Screen[])[] = [
    ...(speaks ? [['tasks', 'upcoming'] as const, ...answers] : []),
    ...(speaks && !standing.group ? [['calendar'] as const] : []),
    ...(standing.above ? [['schools'] as const] : []),
    // What controllers see is not for a whole group.
    ...(standing.controller && !standing.group
      ? ([
          ['execution', 'overdue'],
          ['organizations', 'broadcasts'],
        ] as const)
      : []),
    ['settings'],
  ];
  return rows.map((row) =>
    row.map((screen) => ({
      text: LABELS[screen],
      action: { kind: 'open_screen', screen: SCREENS.indexOf(screen) } as const,
    })),
  );
}

function menuOf(standing: Standing): readonly (readonly string[])[] {
  return [
    ...(standing.organizations.length > 0 ? [[MENU.tasks, MENU.upcoming]] : []),
    ...(standing.above ? [[MENU.schools]] : []),
    ...(standing.controller
      ? [
          [MENU.execution, MENU.overdue],
          [MENU.organizations, MENU.broadcasts],
        ]
      : []),
    ...(standing.organizations.length > 0 || standing.controller ? [[MENU.settings]] : []),
  ];
}
