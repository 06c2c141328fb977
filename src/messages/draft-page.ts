import { bold, cutText, escapeHtml } from './html.ts';
import type { OutgoingMessage } from './message.ts';
import { pageOf, turnRow } from './pages.ts';
import { countedPoints } from './plural.ts';
import { type DocumentFacts, documentName, pointName } from './point.ts';

/** Points named in one line. */
const NAMED = 8;
const BUTTON_LENGTH = 60;

/** A point as far as it is named. */
export interface NamedPoint {
  readonly id: number;
  readonly question: string | null;
  readonly label: string | null;
}

/** «Добавить страницу»: asks for it. */
export function askPage(document: DocumentFacts): OutgoingMessage {
  return {
    html: [
      `${bold(documentName(document))}: пришлите недостающую страницу — фото, файл или текст. Несколько страниц — альбомом, по порядку.`,
      'Её пункты встанут по своим номерам, а без номеров — после прочитанных; ваши правки останутся. /cancel — не добавлять.',
    ].join('\n'),
  };
}

/** What was read has neither date nor number, and another draft came shortly before: is it a page of that one? */
export function askWhetherPage(
  page: { readonly document: DocumentFacts; readonly points: number; readonly uploadId: number },
  document: DocumentFacts,
): OutgoingMessage {
  const name = documentName(document);
  return {
    html: [
      `Прочитано: ${countedPoints(page.points)}, но ни даты, ни номера документа нет. Похоже на страницу документа, присланного перед этим: ${bold(name)}.`,
      '',
      'Добавить к нему? Пункты встанут по своим номерам, правки в нём останутся.',
    ].join('\n'),
    keyboard: [
      [
        {
          text: 'Да, добавить к нему',
          action: { kind: 'join_page', uploadId: page.uploadId, documentId: document.id },
        },
      ],
      [
        {
          text: 'Нет, отдельный документ',
          action: { kind: 'show_draft', documentId: page.document.id },
        },
      ],
    ],
  };
}

/** What was sent before had no heading; this has one: is that a page of this? */
export function askWhetherFirst(
  document: DocumentFacts,
  earlier: { readonly points: number; readonly uploadId: number },
): OutgoingMessage {
  return {
    html: `Перед этим вы прислали страницу без даты и номера (${countedPoints(earlier.points)}). Если она отсюда, добавьте её к этому документу: ${bold(documentName(document))}.`,
    keyboard: [
      [
        {
          text: 'Добавить её сюда',
          action: { kind: 'join_page', uploadId: earlier.uploadId, documentId: document.id },
        },
      ],
      [{ text: 'Нет, это разные документы', action: { kind: 'dismiss' } }],
    ],
  };
}

/** In place of the question, while the page is read. */
export function pageIsRead(document: DocumentFacts): OutgoingMessage {
  return { html: `Читаю страницу и добавляю к документу: ${escapeHtml(documentName(document))}…` };
}

/** It has a number of its own: it was read as a document, whose summary follows. */
export function pageIsAnother(document: DocumentFacts): OutgoingMessage {
  return {
    html: `На странице свой номер документа, поэтому она прочитана отдельно и не добавлена: ${bold(documentName(document))} не изменился.`,
  };
}

/** What the page has brought; the summary of the whole follows. */
export function pageAdded(
  document: DocumentFacts,
  points: {
    readonly added: readonly NamedPoint[];
    readonly continued: readonly NamedPoint[];
    readonly kept: readonly NamedPoint[];
    /** Where the added ones were put; `unclear`: at the end, as their numbers do not tell. */
    readonly place: 'end' | 'after' | 'unclear';
    /** The point they stand behind; null = before the first. */
    readonly after: NamedPoint | null;
    /** How many others the draft has. */
    readonly others: number;
  },
): OutgoingMessage {
  const [first] = points.added;
  const mayMove = first !== undefined && points.place !== 'end' && points.others > 0;
  return {
    html: [
      `📄 Страница добавлена: ${bold(documentName(document))}.`,
      ...namesLine('Новые пункты', points.added),
      ...(mayMove && points.place === 'after' ? [`Место видно по номерам: ${placeText(points.after)}.`] : []),
      ...(mayMove && points.place === 'unclear'
        ? ['По номерам не видно, откуда она: её пункты стоят в конце.']
        : []),
      ...namesLine('Дополнены', points.continued),
      ...namesLine('Продолжаются на этой странице, но оставлена ваша правка — сверьте', points.kept),
    ].join('\n'),
    ...(mayMove
      ? {
          keyboard: [
            [
              {
                text: 'Поставить в другое место',
                action: { kind: 'place_page', decisionId: first.id, page: 0 },
              },
            ],
          ],
        }
      : {}),
  };
}

/** A page's points amid the others of its draft. */
export interface PlacedPage {
  readonly document: DocumentFacts;
  readonly points: readonly NamedPoint[];
  readonly others: readonly (NamedPoint & { readonly text: string })[];
  /** The point they stand behind; null = before the first. */
  readonly after: NamedPoint | null;
}

/** «Поставить в другое место»: where else. */
export function pagePlaces(
  { document, points, others, after }: PlacedPage,
  pageIndex: number,
): OutgoingMessage {
  const [first] = points;
  const last = others.at(-1);
  if (first === undefined || last === undefined) throw new Error('a page with nowhere to go');
  const page = pageOf(others.slice(0, -1), pageIndex);
  const move = (afterId: number) => ({ kind: 'move_page', decisionId: first.id, afterId }) as const;
  return {
    html: [
      bold(documentName(document)),
      ...namesLine('Пункты страницы', points),
      `Сейчас они стоят ${placeText(after)}. Куда их поставить?`,
    ].join('\n'),
    keyboard: [
      ...(page.index === 0 ? [[{ text: 'В начало', action: move(0) }]] : []),
      ...page.items.map((point) => [
        { text: cutText(`После: ${pointName(point)} ${point.text}`, BUTTON_LENGTH), action: move(point.id) },
      ]),
      ...turnRow(page, (to) => ({ kind: 'place_page', decisionId: first.id, page: to })),
      [{ text: 'В конец', action: move(last.id) }],
    ],
  };
}

/** The points of a page stand elsewhere now. */
export function pageMoved({ document, points, after }: PlacedPage): OutgoingMessage {
  const [first] = points;
  return {
    html: [
      `📄 ${bold(documentName(document))}: пункты страницы стоят теперь ${placeText(after)}.`,
      ...namesLine('Это', points),
      'Кому они и до какого числа, прочитано раньше: если это было сказано выше на другой странице, сверьте.',
    ].join('\n'),
    keyboard: [
      [{ text: 'Проверить пункты', action: { kind: 'review', documentId: document.id, page: 0 } }],
      ...(first === undefined
        ? []
        : [
            [
              {
                text: 'Поставить в другое место',
                action: { kind: 'place_page', decisionId: first.id, page: 0 } as const,
              },
            ],
          ]),
    ],
  };
}

function placeText(after: NamedPoint | null): string {
  if (after === null) return 'в начале';
  // «после вопрос 2, п. 1» would be no Russian.
  const between = after.question === null && after.label !== null ? ' ' : ': ';
  return `после${between}${escapeHtml(pointName(after))}`;
}

/** Why a page was not added. */
export const PAGE_REPLIES = {
  already_there: 'Эта страница в документе уже есть. Черновик не изменился.',
  nothing_found: 'На этой странице нет ни новых пунктов, ни продолжения прежних. Черновик не изменился.',
  draft_gone:
    'Страница не добавлена: документ уже опубликован или удалён. Опубликованный исправляют, прислав его целиком, — это будет новая редакция.',
} as const;

function namesLine(what: string, points: readonly NamedPoint[]): readonly string[] {
  if (points.length === 0) return [];
  const names = points.slice(0, NAMED).map((point) => pointName(point));
  const rest = points.length - names.length;
  return [`${what}: ${escapeHtml(names.join('; '))}${rest > 0 ? ` и ещё ${rest}` : ''}.`];
}
