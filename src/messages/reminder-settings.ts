import type { ClockTime } from '../core/calendar/moscow-time.ts';
import type { OwnOrganization } from './absence.ts';
import { bold, cutText } from './html.ts';
import type { Button, OutgoingMessage } from './message.ts';
import { pluralForm } from './plural.ts';

/** Steps that can be put on and off one by one. */
const STEP_CHOICES = [60, 30, 21, 14, 10, 7, 5, 3, 2, 1] as const;
/** Ready-made ones; the first is the deployment's own. */
const PRESETS: readonly { readonly name: string; readonly days: readonly number[] | null }[] = [
  { name: 'Обычные', days: null },
  { name: 'Реже: 7 и 1', days: [7, 1] },
  { name: 'Только последние дни: 3 и 1', days: [3, 1] },
];
const QUIET_FROM_HOURS = [18, 19, 20, 21, 22, 23] as const;
const QUIET_UNTIL_HOURS = [6, 7, 8, 9, 10] as const;

/** How an organization is reminded. */
export interface ReminderFacts extends OwnOrganization {
  readonly stepsBeforeDays: readonly number[];
  readonly quietFrom: ClockTime;
  readonly quietUntil: ClockTime;
  /** It has quiet hours of its own. */
  readonly ownQuiet: boolean;
}

/** «за 30, 14 и 7 дней до срока, в день срока»; without steps the day alone. */
export function stepsText(stepsBeforeDays: readonly number[]): string {
  const days = [...stepsBeforeDays].sort((one, other) => other - one);
  const last = days.at(-1);
  if (last === undefined) return 'только в день срока и после него';
  const listed = days.length === 1 ? String(last) : `${days.slice(0, -1).join(', ')} и ${last}`;
  return `за ${listed} ${pluralForm(last, 'день', 'дня', 'дней')} до срока и в день срока`;
}

/** «Напоминания»: which days before the due date. */
export function chooseSteps(facts: ReminderFacts, deployment: readonly number[]): OutgoingMessage {
  const { subscriptionId, stepsBeforeDays } = facts;
  const toggles = STEP_CHOICES.map((days): Button => {
    const isOn = stepsBeforeDays.includes(days);
    return {
      text: isOn ? `✓ ${days}` : `${days}`,
      action: { kind: isOn ? 'take_step' : 'put_step', subscriptionId, days },
    };
  });
  const [usual, ...others] = PRESETS.map(
    ({ name, days }, preset): Button => ({
      text: sameDays(stepsBeforeDays, days ?? deployment) ? `✓ ${name}` : name,
      action: { kind: 'set_steps', subscriptionId, preset },
    }),
  );
  return {
    html: [
      head('🔔', 'Напоминания', facts),
      '',
      `Бот напоминает ${stepsText(stepsBeforeDays)}, а о просроченном — пока вы не отчитаетесь.`,
      '',
      `Обычные: ${deployment.join(', ')}. Числа ниже — за сколько дней до срока. Это для всех подписчиков организации, с сегодняшнего дня.`,
    ].join('\n'),
    keyboard: [
      ...(usual === undefined ? [] : [[usual, ...others.slice(0, 1)]]),
      ...others.slice(1).map((button) => [button]),
      toggles.slice(0, 5),
      toggles.slice(5),
      [{ text: '🔒 В день срока и после', action: { kind: 'locked_step', subscriptionId } }],
      [{ text: '◀ К настройкам', action: { kind: 'settings_of', subscriptionId } }],
    ],
  };
}

/** The days of a ready-made choice (null: the deployment's); undefined for a number that is none. */
export function presetDays(preset: number): readonly number[] | null | undefined {
  return PRESETS[preset]?.days;
}

/** True for a day that has a button: a press may be forged. */
export function isStepChoice(days: number): boolean {
  return STEP_CHOICES.some((choice) => choice === days);
}

/** «Тихие часы»: from when until when. */
export function chooseQuietHours(
  facts: ReminderFacts,
  deployment: { readonly quietFrom: ClockTime; readonly quietUntil: ClockTime },
): OutgoingMessage {
  const { subscriptionId, quietFrom, quietUntil } = facts;
  const [from, until] = [hourOf(quietFrom), hourOf(quietUntil)];
  const fromButtons = QUIET_FROM_HOURS.map(
    (hour): Button => ({
      text: hourText(hour) === quietFrom ? `✓ с ${hour}` : `с ${hour}`,
      action: { kind: 'set_quiet', subscriptionId, from: hour, until },
    }),
  );
  const untilButtons = QUIET_UNTIL_HOURS.map(
    (hour): Button => ({
      text: hourText(hour) === quietUntil ? `✓ до ${hour}` : `до ${hour}`,
      action: { kind: 'set_quiet', subscriptionId, from, until: hour },
    }),
  );
  return {
    html: [
      head('🌙', 'Тихие часы', facts),
      '',
      `Сейчас: с ${quietFrom} до ${quietUntil} по Москве. В это время сводки и напоминания не приходят, а новые поручения приходят без звука.`,
      '',
      'Это для всех подписчиков организации.',
    ].join('\n'),
    keyboard: [
      fromButtons.slice(0, 3),
      fromButtons.slice(3),
      untilButtons,
      ...(facts.ownQuiet
        ? [
            [
              {
                text: `Обычные: ${deployment.quietFrom}–${deployment.quietUntil}`,
                action: { kind: 'usual_quiet', subscriptionId } as const,
              },
            ],
          ]
        : []),
      [{ text: '◀ К настройкам', action: { kind: 'settings_of', subscriptionId } }],
    ],
  };
}

/** The quiet hours a button carries; null for numbers that have no button: a press may be forged. */
export function quietHoursOf(
  from: number,
  until: number,
): { readonly from: ClockTime; readonly until: ClockTime } | null {
  const isOffered =
    QUIET_FROM_HOURS.some((hour) => hour === from) && QUIET_UNTIL_HOURS.some((hour) => hour === until);
  return isOffered ? { from: hourText(from), until: hourText(until) } : null;
}

/** The digest would fall into the hours that were chosen. */
export function digestInQuiet(digestTime: string): string {
  return `Сводка приходит в ${digestTime}, а это время стало бы тихим. Сначала перенесите её: «Время сводки».`;
}

/** A typed time of the digest that cannot be. */
export function digestTimeRefused(
  refused:
    | { readonly kind: 'impossible' }
    | { readonly kind: 'out_of_range'; readonly from: ClockTime; readonly until: ClockTime }
    | { readonly kind: 'quiet'; readonly from: ClockTime; readonly until: ClockTime },
): OutgoingMessage {
  switch (refused.kind) {
    case 'impossible':
      return { html: 'Такого времени нет. Напишите, например, «08:30» или «в 8 утра».' };
    case 'out_of_range':
      return {
        html: `Сводка может приходить с ${refused.from} до ${refused.until} по Москве. Напишите другое время, например «08:30».`,
      };
    case 'quiet':
      return {
        html: `Это время попадает в тихие часы (с ${refused.from} до ${refused.until}). Напишите другое или сначала измените «Тихие часы» в настройках.`,
      };
  }
}

function head(sign: string, title: string, { organizationName }: OwnOrganization): string {
  return `${sign} ${bold(title)} · ${bold(cutText(organizationName, 160))}`;
}

function sameDays(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((days) => other.includes(days));
}

function hourOf(time: ClockTime): number {
  return Number(time.slice(0, 2));
}

function hourText(hour: number): ClockTime {
  return `${String(hour).padStart(2, '0')}:00` as ClockTime;
}
