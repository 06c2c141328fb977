import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import type { ClockTime } from '../core/calendar/moscow-time.ts';
import { absenceLine, type OwnAbsenceFacts, standInLine } from './absence.ts';
import { bold, cutText, escapeHtml } from './html.ts';
import type { Button, Keyboard, OutgoingMessage } from './message.ts';
import { pageOf } from './pages.ts';
import type { PersonFacts } from './people.ts';
import { stepsText } from './reminder-settings.ts';

const FORGETTING = 'Удалить свои данные: /forget.';
/** Times offered for the digest, minutes of the day: 07:00 to 12:00 by half hours. */
const DIGEST_MINUTES = Array.from({ length: 11 }, (_, index) => 7 * 60 + index * 30);
/** Organizations to choose among: one message. */
const ORGANIZATIONS_SHOWN = 40;
const PEOPLE_NAMED = 5;

/** «Настройки» of a chat that speaks for several organizations, or for none. */
export function chooseSettings(
  organizations: readonly { readonly subscriptionId: number; readonly name: string }[],
): OutgoingMessage {
  if (organizations.length === 0) {
    return {
      html: `⚙️ ${bold('Настройки')}\n\nЭтот чат не получает поручений организаций, настраивать нечего. ${FORGETTING}`,
    };
  }
  return {
    html: `⚙️ ${bold('Настройки')}\n\nДля какой организации?\n\n${FORGETTING}`,
    keyboard: pageOf(organizations, 0, ORGANIZATIONS_SHOWN).items.map(({ subscriptionId, name }) => [
      { text: cutText(name, 60), action: { kind: 'settings_of', subscriptionId } as const },
    ]),
  };
}

/** What «Настройки» says of one organization. */
export interface SettingsFacts {
  readonly subscriptionId: number;
  readonly organizationName: string;
  readonly role: 'executor' | 'observer';
  /** When the digest really goes out, «HH:MM». */
  readonly digestTime: string;
  /** Days before the due date on which it is reminded. */
  readonly stepsBeforeDays: readonly number[];
  readonly quietFrom: string;
  readonly quietUntil: string;
  readonly people: readonly PersonFacts[];
  /** A group: nobody goes on holiday there. */
  readonly group: boolean;
  /** The reader's own holiday. */
  readonly absence: OwnAbsenceFacts | null;
  /** Whom the reader stands in for. */
  readonly standsInFor: readonly { readonly name: string; readonly until: CalendarDate }[];
  /** The chat speaks for others too. */
  readonly several: boolean;
  /** Where messages go, as seen from where the settings are read. */
  readonly topic: TopicStanding;
}

/**
 * `only`: no topic is concerned; `here`: messages come into the topic that is read; `elsewhere_from_topic`: into
 * another than the one that is read; `elsewhere_from_chat`: into a topic, while the chat itself («General») is read.
 */
export type TopicStanding = 'only' | 'here' | 'elsewhere_from_topic' | 'elsewhere_from_chat';

/** «Настройки» of one organization. */
export function organizationSettings(facts: SettingsFacts): OutgoingMessage {
  const { subscriptionId, people } = facts;
  const named = people.slice(0, PEOPLE_NAMED).map(({ name }) => cutText(name, 40));
  const hidden = people.length - named.length;
  return {
    html: [
      `⚙️ ${bold('Настройки')} · ${bold(cutText(facts.organizationName, 160))}`,
      '',
      `Утренняя сводка: в ${facts.digestTime} по Москве, по рабочим дням.`,
      `Напоминания: ${stepsText(facts.stepsBeforeDays)}.`,
      `Тихие часы: с ${facts.quietFrom} до ${facts.quietUntil}.`,
      `Подписаны: ${named.map(escapeHtml).join(', ')}${hidden > 0 ? ` и ещё ${hidden}` : ''}.`,
      ...topicLines(facts.topic),
      ...(facts.absence === null ? [] : ['', absenceLine(facts.absence)]),
      ...(facts.standsInFor.length === 0 ? [] : ['', standInLine(facts.standsInFor)]),
      ...(facts.role === 'observer'
        ? ['', 'Вы наблюдатель: менять настройки может только исполнитель.']
        : []),
      '',
      FORGETTING,
    ].join('\n'),
    keyboard: [
      ...(facts.role === 'executor'
        ? [
            [
              { text: '🕘 Время сводки', action: { kind: 'ask_digest_time', subscriptionId } as const },
              { text: '👥 Люди', action: { kind: 'people', subscriptionId, page: 0 } as const },
            ],
            [
              { text: '🔔 Напоминания', action: { kind: 'ask_steps', subscriptionId } as const },
              { text: '🌙 Тихие часы', action: { kind: 'ask_quiet', subscriptionId } as const },
            ],
            ...(facts.group ? [] : [[absenceButton(facts)]]),
          ]
        : []),
      ...(facts.role === 'executor' ? topicRow(facts) : []),
      [{ text: 'Выйти', action: { kind: 'ask_leave', subscriptionId } }],
      ...(facts.several
        ? [[{ text: '◀ Другая организация', action: { kind: 'open_settings' } as const }]]
        : []),
    ],
  };
}

function topicLines(topic: TopicStanding): readonly string[] {
  if (topic === 'only') return [];
  return [topic === 'here' ? 'Поручения приходят в эту тему.' : 'Поручения приходят в другую тему.'];
}

function topicRow({ subscriptionId, topic }: SettingsFacts): Keyboard {
  const action = { kind: 'write_here', subscriptionId } as const;
  if (topic === 'elsewhere_from_topic') return [[{ text: 'Присылать в эту тему', action }]];
  return topic === 'elsewhere_from_chat' ? [[{ text: 'Присылать в общую тему', action }]] : [];
}

function absenceButton({ subscriptionId, absence }: SettingsFacts): Button {
  if (absence === null) return { text: '🏖 В отпуске', action: { kind: 'ask_absence', subscriptionId } };
  const action = { kind: 'end_absence', subscriptionId } as const;
  const isAway = !absence.waiting && absence.period.from === null;
  return isAway ? { text: '👋 Вернуться', action } : { text: 'Отменить отпуск', action };
}

/** «Время сводки»: the times that lie outside the quiet hours. */
export function chooseDigestTime(
  organization: {
    readonly subscriptionId: number;
    readonly organizationName: string;
    readonly digestTime: string;
  },
  isOffered: (time: string) => boolean,
): OutgoingMessage {
  const { subscriptionId } = organization;
  const buttons = DIGEST_MINUTES.map((minutes) => ({ minutes, time: timeOf(minutes) }))
    .filter(({ time }) => isOffered(time))
    .map(({ minutes, time }) => ({
      text: time === organization.digestTime ? `✓ ${time}` : time,
      action: { kind: 'set_digest_time', subscriptionId, minutes } as const,
    }));
  const rows = Array.from({ length: Math.ceil(buttons.length / 3) }, (_, row) =>
    buttons.slice(row * 3, row * 3 + 3),
  );
  return {
    html: `🕘 ${bold('Время сводки')} · ${bold(cutText(organization.organizationName, 160))}\n\nВо сколько по Москве присылать утреннюю сводку? Это время для всех подписчиков организации. Сейчас: ${organization.digestTime}.\n\nМожно и написать своё: «8:15», «в 8 утра».`,
    keyboard: [...rows, [{ text: '◀ К настройкам', action: { kind: 'settings_of', subscriptionId } }]],
  };
}

/** A typed time was taken. */
export function digestTimeTaken(subscriptionId: number, time: ClockTime): OutgoingMessage {
  return {
    html: `🕘 Готово: утренняя сводка будет приходить в ${time} по Москве.`,
    keyboard: [[{ text: '◀ К настройкам', action: { kind: 'settings_of', subscriptionId } }]],
  };
}

/** The time of an offered number of minutes, «09:00»; null for any other number: a press may be forged. */
export function digestTimeOf(minutes: number): ClockTime | null {
  return DIGEST_MINUTES.includes(minutes) ? timeOf(minutes) : null;
}

function timeOf(minutes: number): ClockTime {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}` as ClockTime;
}
