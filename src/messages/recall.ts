import { bold, cutText, escapeHtml, italic } from './html.ts';
import type { OutgoingMessage } from './message.ts';
import { pageOf, turnRow } from './pages.ts';
import { counted, fromOrganizations } from './plural.ts';
import { documentName, type PointFacts, pointName } from './point.ts';
import { whose } from './whose.ts';

/** What a municipality has handed down and can take back, or has just taken back. */
export interface RecallOffer {
  readonly point: PointFacts;
  readonly organizations: readonly {
    /** Of the assignment below. */
    readonly assignmentId: number;
    readonly name: string;
    /** It has been told of the point. */
    readonly connected: boolean;
  }[];
  /** Reports from below that wait for an answer: theirs is not recalled. */
  readonly waiting: number;
  /** Everybody who has the point now. */
  readonly left: number;
}

const NAME_LENGTH = 50;
/** Names listed in a sentence; the rest is counted. */
const NAMES_SHOWN = 12;

/** «Отозвать у школы…»: whom from. */
export function recallChoice(offer: RecallOffer, pageIndex: number): OutgoingMessage {
  const { point, organizations } = offer;
  const { assignmentId } = point;
  const page = pageOf(organizations, pageIndex);
  return {
    ...whose([point]),
    html: [
      `${bold('У кого отозвать')}: ${escapeHtml(pointName(point))}`,
      escapeHtml(cutText(point.text, 300)),
      ...waitingLines(offer),
    ].join('\n'),
    keyboard: [
      ...page.items.map((one) => [
        {
          text: cutText(one.name, NAME_LENGTH),
          action: { kind: 'ask_recall', assignmentId: one.assignmentId } as const,
        },
      ]),
      ...turnRow(page, (to) => ({ kind: 'choose_recall', assignmentId, page: to })),
      ...(organizations.length > 1
        ? [
            [
              {
                text: `У всех, кто не отчитался (${organizations.length})`,
                action: { kind: 'ask_recall_all', assignmentId } as const,
              },
            ],
          ]
        : []),
      [{ text: '◀ Кто исполнил', action: { kind: 'roll_up', assignmentId, page: 0 } }],
    ],
  };
}

/** Before it is taken back: from whom, and what that means. */
export function confirmRecall(offer: RecallOffer, of: 'one' | 'all'): OutgoingMessage {
  const { point, organizations } = offer;
  const { assignmentId } = point;
  const [first] = organizations;
  const one = of === 'one' && first !== undefined ? first : null;
  const reached = organizations.filter(({ connected }) => connected).length;
  return {
    ...whose([point]),
    html: [
      `${bold(`Отозвать ${pointName(point)}?`)} ${italic(documentName(point.document))}`,
      escapeHtml(cutText(point.text, 300)),
      '',
      `У кого: ${names(organizations)}`,
      one === null
        ? `Исполнять пункт им больше не нужно. Их отчётов вы не ждёте.${toldText(reached, organizations.length)}`
        : `Исполнять пункт ей больше не нужно${one.connected ? ', бот ей об этом сообщит' : ''}. Её отчёта вы не ждёте.`,
      'Поручить пункт снова можно в любой момент.',
      ...(of === 'all' ? waitingLines(offer) : []),
    ].join('\n'),
    keyboard: [
      [
        {
          text: organizations.length > 1 ? `Отозвать (${organizations.length})` : 'Отозвать',
          action:
            one === null
              ? { kind: 'recall_all', assignmentId, seen: organizations.length }
              : { kind: 'recall', assignmentId: one.assignmentId },
        },
      ],
      [{ text: 'Не отзывать', action: { kind: 'choose_recall', assignmentId, page: 0 } }],
    ],
  };
}

/** What stands in its place once it was taken back. */
export function recalled({ point, organizations, left }: RecallOffer): OutgoingMessage {
  const { assignmentId } = point;
  return {
    ...whose([point]),
    html: [
      `🚫 ${bold(pointName(point))} отозван у ${fromOrganizations(organizations.length)}.`,
      names(organizations),
      escapeHtml(cutText(point.text, 200)),
      ...(left === 0 ? ['', 'Теперь этот пункт никому не поручен: исполняете его вы сами.'] : []),
    ].join('\n'),
    keyboard: [
      left > 0
        ? [{ text: 'Кто исполнил', action: { kind: 'roll_up', assignmentId, page: 0 } }]
        : [{ text: 'Поручить школам', action: { kind: 'hand_down', assignmentId } }],
      [{ text: '◀ Школы района', action: { kind: 'schools', page: 0 } }],
    ],
  };
}

/** Whoever has never got the point is told nothing. */
function toldText(reached: number, all: number): string {
  if (reached === 0) return '';
  return reached === all
    ? ' Бот им об этом сообщит.'
    : ` Бот сообщит тем, кто пункт уже получил (${reached}).`;
}

function waitingLines({ waiting }: RecallOffer): readonly string[] {
  return waiting > 0
    ? [
        '',
        `Ждут вашего ответа: ${counted(waiting, 'отчёт', 'отчёта', 'отчётов')}. У тех, кто отчитался, пункт не отзывают: примите отчёт или верните.`,
      ]
    : [];
}

function names(organizations: RecallOffer['organizations']): string {
  const shown = organizations.slice(0, NAMES_SHOWN).map(({ name }) => escapeHtml(cutText(name, 60)));
  const hidden = organizations.length - shown.length;
  return `${shown.join('; ')}${hidden > 0 ? ` и ещё ${hidden}` : ''}.`;
}
