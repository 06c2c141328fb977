import type { CalendarDate } from '../core/calendar/calendar-date.ts';
import { shortDateWithWeekday } from '../core/calendar/russian-date-text.ts';
import { deadlineText } from './deadline-text.ts';
import { bold, cutText, escapeHtml, italic } from './html.ts';
import type { Keyboard, OutgoingMessage } from './message.ts';
import { pageOf, turnRow } from './pages.ts';
import { countedOrganizations } from './plural.ts';
import { deadlineLine, documentName, type MessageDay, type PointFacts, pointName } from './point.ts';
import { whose } from './whose.ts';

/** A point about to be handed down: to whom, until when. */
export interface HandDownOffer {
  readonly point: PointFacts;
  readonly candidates: readonly {
    readonly name: string;
    /** The number its button carries. */
    readonly entryKey: number;
    /** Somebody there reads the bot. */
    readonly connected: boolean;
    readonly chosen: boolean;
  }[];
  /** The last day given to those below; null = none, as the point itself has none. */
  readonly due: CalendarDate | null;
  /** Organizations below that have the point already. */
  readonly already: number;
}

const NAME_LENGTH = 60;
/** Of a button, beside its marks. */
const LABEL_LENGTH = 50;
/** Names listed in a sentence; the rest is counted. */
const NAMES_SHOWN = 12;

/** «Поручить школам»: what is about to be handed down, to be confirmed or changed. */
export function handDownPreview(offer: HandDownOffer, day: MessageDay): OutgoingMessage {
  const { point, candidates, due, already } = offer;
  const { assignmentId } = point;
  const chosen = candidates.filter((candidate) => candidate.chosen);
  const unconnected = chosen.filter(({ connected }) => !connected);
  return {
    ...whose([point]),
    html: [
      bold('Поручить школам'),
      `${italic(documentName(point.document))}, ${bold(pointName(point))}`,
      escapeHtml(cutText(point.text, 600)),
      deadlineLine(point, day, 'Ваш срок'),
      '',
      `Срок школам: ${bold(dueText(due, day))}`,
      `Поручаем: ${chosenText(chosen, candidates.length)}`,
      ...(unconnected.length > 0
        ? [`❗ Не подключены к боту, получат после подписки: ${names(unconnected)}`]
        : []),
      ...(already > 0 ? [`Этот пункт уже есть: ${countedOrganizations(already)}.`] : []),
      '',
      'Их отчёты придут вам: примете или вернёте.',
    ].join('\n'),
    keyboard: [
      [{ text: `Поручить (${chosen.length})`, action: { kind: 'hand_down_now', assignmentId } }],
      [
        { text: 'Выбрать школы', action: { kind: 'choose_schools', assignmentId, page: 0 } },
        { text: 'Изменить срок', action: { kind: 'ask_hand_down_due', assignmentId } },
      ],
      [{ text: 'Отменить', action: { kind: 'dismiss' } }],
    ],
  };
}

/** The organizations below, each with a button that chooses it or leaves it out. */
export function handDownChoice(offer: HandDownOffer, pageIndex: number): OutgoingMessage {
  const { assignmentId } = offer.point;
  const page = pageOf(offer.candidates, pageIndex);
  const chosen = offer.candidates.filter((candidate) => candidate.chosen).length;
  const toggles: Keyboard = page.items.map(({ name, entryKey, chosen: isChosen, connected }) => [
    {
      text: `${isChosen ? '✅' : '▫️'} ${cutText(name, LABEL_LENGTH)}${connected ? '' : ' ❗'}`,
      action: {
        kind: isChosen ? 'take_school' : 'put_school',
        assignmentId,
        entryKey,
        page: page.index,
      },
    },
  ]);
  return {
    ...whose([offer.point]),
    html: [
      `${bold('Кому поручить')}: ${escapeHtml(pointName(offer.point))}`,
      `Выбрано ${chosen} из ${offer.candidates.length}. Нажмите на организацию, чтобы выбрать её или убрать.`,
      ...(offer.candidates.some(({ connected }) => !connected) ? ['❗ — не подключена к боту.'] : []),
    ].join('\n'),
    keyboard: [
      ...toggles,
      ...turnRow(page, (to) => ({ kind: 'choose_schools', assignmentId, page: to })),
      [
        { text: 'Выбрать все', action: { kind: 'put_all_schools', assignmentId, page: page.index } },
        { text: 'Снять все', action: { kind: 'take_all_schools', assignmentId, page: page.index } },
      ],
      [{ text: `Готово (${chosen})`, action: { kind: 'hand_down_preview', assignmentId } }],
    ],
  };
}

/** «Изменить срок»: asks for the day. */
export function askHandDownDue(point: PointFacts, day: MessageDay): OutgoingMessage {
  return {
    ...whose([point]),
    html: [
      `${bold(pointName(point))}: напишите срок для школ, например «до 5 октября».`,
      deadlineLine(point, day, 'Ваш срок'),
      '/cancel — оставить как есть.',
    ].join('\n'),
  };
}

/** Why the words are no day for those below. */
export type RefusedDue =
  | { readonly kind: 'unclear' }
  | { readonly kind: 'past'; readonly due: CalendarDate }
  | { readonly kind: 'after_own'; readonly due: CalendarDate; readonly ownDue: CalendarDate };

/** The day has to be typed anew. */
export function handDownDueRefused(refused: RefusedDue): OutgoingMessage {
  switch (refused.kind) {
    case 'unclear':
      return {
        html: 'Не понял, какое это число. Напишите, например, «до 5 октября» или «05.10.2026». /cancel — не менять.',
      };
    case 'past':
      return { html: `${shortDateWithWeekday(refused.due)} уже прошло. Напишите другой срок или /cancel.` };
    case 'after_own':
      return {
        html: `${shortDateWithWeekday(refused.due)} — позже вашего срока (${shortDateWithWeekday(refused.ownDue)}). Напишите более ранний срок или /cancel.`,
      };
  }
}

/** What stands in place of the preview once the point was handed down. */
export function handedDown(
  point: PointFacts,
  given: { readonly organizations: number; readonly due: CalendarDate | null; readonly unconnected: number },
): OutgoingMessage {
  return {
    ...whose([point]),
    html: [
      `✅ ${bold(pointName(point))} — поручено: ${countedOrganizations(given.organizations)}${given.due === null ? '' : `, срок до ${shortDateWithWeekday(given.due)}`}.`,
      escapeHtml(cutText(point.text, 200)),
      ...(given.unconnected > 0
        ? [
            `❗ Не подключены к боту: ${given.unconnected}. Получат, как только подпишутся; приглашения выдаёт контролёр.`,
          ]
        : []),
      '',
      'Отчёты придут сюда.',
    ].join('\n'),
    keyboard: [
      [{ text: 'Кто исполнил', action: { kind: 'open_roll_up', assignmentId: point.assignmentId } }],
      [{ text: 'Школы района', action: { kind: 'open_schools' } }],
    ],
  };
}

function dueText(due: CalendarDate | null, day: MessageDay): string {
  return due === null
    ? 'не назначен'
    : deadlineText({ kind: 'date', start: null, due, printed: null }, day.calendar);
}

function chosenText(chosen: HandDownOffer['candidates'], total: number): string {
  if (chosen.length === 0) return 'никому. Выберите организации.';
  const all = chosen.length === total && total > 1 ? `все ${total}: ` : '';
  return `${all}${names(chosen)}`;
}

function names(organizations: readonly { readonly name: string }[]): string {
  const shown = organizations.slice(0, NAMES_SHOWN).map(({ name }) => escapeHtml(cutText(name, NAME_LENGTH)));
  const hidden = organizations.length - shown.length;
  return `${shown.join('; ')}${hidden > 0 ? ` и ещё ${hidden}` : ''}.`;
}
