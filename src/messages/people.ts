import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { formatDateRu, shortDateRu } from '../core/calendar/russian-date-text.ts';
import { standInLine } from './absence.ts';
import { bold, cutText, escapeHtml } from './html.ts';
import type { OutgoingMessage } from './message.ts';
import { pageOf, turnRow } from './pages.ts';

const NAME_LENGTH = 40;

/** Somebody who speaks for an organization. */
export interface PersonFacts {
  readonly subscriptionId: number;
  readonly name: string;
  readonly role: 'executor' | 'observer';
  /** A group: whoever is in it may answer. */
  readonly group: boolean;
  /** Who reads this. */
  readonly own: boolean;
  /** On holiday through this day; null while they are there. */
  readonly awayUntil: CalendarDate | null;
}

/** «Люди»: who speaks for the organization, and what an executor may do about it. */
export function peopleList(
  organization: { readonly subscriptionId: number; readonly organizationName: string },
  people: readonly PersonFacts[],
  pageIndex: number,
): OutgoingMessage {
  const { subscriptionId } = organization;
  const page = pageOf(people, pageIndex);
  const others = page.items.filter(({ own }) => !own);
  return {
    html: [
      `👥 ${bold('Люди')} · ${bold(cutText(organization.organizationName, 160))}`,
      '',
      ...page.items.map((person, index) => `${page.first + index}. ${described(person)}`),
      '',
      '«Передать дела»: преемник откроет ссылку и займёт ваше место. Открытые поручения, история и файлы остаются у организации.',
    ].join('\n'),
    keyboard: [
      ...others.map(({ subscriptionId: otherId, name }) => [
        {
          text: `✖ Убрать: ${cutText(name, NAME_LENGTH)}`,
          action: { kind: 'ask_remove_person', subscriptionId, otherId } as const,
        },
      ]),
      ...turnRow(page, (to) => ({ kind: 'people', subscriptionId, page: to })),
      [{ text: 'Пригласить заместителя', action: { kind: 'invite_deputy', subscriptionId } }],
      [{ text: 'Пригласить наблюдателя', action: { kind: 'invite_observer', subscriptionId } }],
      [{ text: 'Передать дела', action: { kind: 'hand_over', subscriptionId } }],
      [{ text: '◀ К настройкам', action: { kind: 'settings_of', subscriptionId } }],
    ],
  };
}

/** A link of the organization's own, to be passed on. */
export function ownInvitation(
  as: 'deputy' | 'observer' | 'successor',
  organizationName: string,
  link: string,
  expiresOn: CalendarDate,
): OutgoingMessage {
  const organization = bold(cutText(organizationName, 160));
  const meaning = {
    deputy: 'Кто откроет её, будет получать поручения и отчитываться наравне с вами.',
    observer: 'Кто откроет её, будет видеть поручения, но отчитываться не сможет.',
    successor:
      'Кто откроет её, займёт ваше место: поручения пойдут ему, а этот чат перестанет их получать. До этого всё остаётся как есть.',
  }[as];
  const whom = { deputy: 'заместителю', observer: 'наблюдателю', successor: 'преемнику' }[as];
  return {
    html: [
      `Перешлите эту ссылку ${whom} (${organization}):`,
      escapeHtml(link),
      '',
      `${meaning} Ссылка одноразовая, действует до ${formatDateRu(expiresOn)} и только пока этот чат отвечает за организацию.`,
    ].join('\n'),
  };
}

/** Is somebody really to be taken out? */
export function confirmRemoval(
  organization: { readonly subscriptionId: number; readonly organizationName: string },
  person: PersonFacts,
): OutgoingMessage {
  const { subscriptionId } = organization;
  const otherId = person.subscriptionId;
  return {
    html: `Убрать: ${described(person)}?\nПоручения и напоминания организации ${bold(cutText(organization.organizationName, 160))} туда больше не пойдут; бот сообщит об этом. Отчёты и история останутся.`,
    keyboard: [
      [{ text: 'Да, убрать', action: { kind: 'remove_person', subscriptionId, otherId } }],
      [{ text: '◀ К списку', action: { kind: 'people', subscriptionId, page: 0 } }],
    ],
  };
}

/** «Выйти»: what it means, and the button that does it. */
export function confirmLeaving(organization: {
  readonly subscriptionId: number;
  readonly organizationName: string;
  readonly role: 'executor' | 'observer';
  readonly last: boolean;
  /** Whom the reader stands in for: they would be back at once. */
  readonly standsInFor: readonly { readonly name: string; readonly until: CalendarDate }[];
}): OutgoingMessage {
  const { subscriptionId, last } = organization;
  const name = bold(cutText(organization.organizationName, 160));
  return {
    html: [
      `Выйти из организации ${name}? Её поручения и напоминания сюда больше не придут. Отчёты и история останутся у организации.`,
      ...(organization.standsInFor.length > 0
        ? ['', `${standInLine(organization.standsInFor)} Если выйти, отпуск прервётся.`]
        : []),
      ...(last
        ? [
            '',
            '⚠️ Кроме вас, за неё никто не отвечает: поручения останутся без исполнителя, об этом узнают вышестоящая организация и контролёр. Лучше сначала нажмите «Передать дела».',
          ]
        : []),
    ].join('\n'),
    keyboard: [
      ...(last ? [[{ text: 'Передать дела', action: { kind: 'hand_over', subscriptionId } as const }]] : []),
      [{ text: last ? 'Всё равно выйти' : 'Да, выйти', action: { kind: 'leave', subscriptionId } }],
      [{ text: '◀ К настройкам', action: { kind: 'settings_of', subscriptionId } }],
    ],
  };
}

/** The chat has left; null where a press is answered once more. */
export function hasLeft(organizationName: string | null): OutgoingMessage {
  const organization = organizationName === null ? '' : ` ${bold(cutText(organizationName, 160))}`;
  return {
    html: `Готово: этот чат больше не отвечает за организацию${organization}. Чтобы вернуться, нужно новое приглашение.`,
  };
}

/** Who speaks for an organization has changed, told to whom it concerns. */
export function peopleChanged(
  change: 'left' | 'joined' | 'removed' | 'handed_over' | 'received' | 'unrepresented',
  organizationName: string,
  organizationCode: string,
  personName: string,
): OutgoingMessage {
  const organization = bold(cutText(organizationName, 160));
  const person = escapeHtml(cutText(personName, 80));
  switch (change) {
    case 'joined':
      return { html: `👥 ${organization}: по вашей ссылке присоединился участник ${person}.` };
    case 'left':
      return { html: `👥 ${organization}: ${person} больше не получает поручений организации.` };
    case 'removed':
      return {
        html: `👥 ${organization}: исполнитель организации убрал этот чат из подписчиков. Её поручения сюда больше не придут. Если это ошибка, попросите новое приглашение.`,
      };
    case 'handed_over':
      return {
        html: `✅ ${organization}: дела переданы. Преемник подключился, этот чат больше не получает поручений организации. Спасибо за работу!`,
      };
    case 'received':
      return {
        html: `✅ ${organization}: вы приняли дела (${person}). Открытые поручения, история и файлы остались у организации, все поручения: /tasks.`,
      };
    case 'unrepresented':
      return {
        html: `⚠️ ${organization}: за организацию больше никто не отвечает, последний подписчик вышел. Новые поручения и напоминания ей не дойдут. Контролёр может пригласить нового: /invite ${escapeHtml(organizationCode)}`,
      };
  }
}

function described({ name, role, group, own, awayUntil }: PersonFacts): string {
  const notes = [
    ...(role === 'observer' ? ['наблюдатель'] : []),
    ...(group ? ['в группе'] : []),
    ...(own ? ['этот чат'] : []),
    ...(awayUntil === null ? [] : [`в отпуске по ${shortDateRu(awayUntil)}`]),
  ];
  return `${escapeHtml(cutText(name, NAME_LENGTH))}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
}
