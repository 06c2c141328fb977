import { bold, escapeHtml } from './html.ts';
import type { OutgoingMessage } from './message.ts';
import { countedPoints } from './plural.ts';
import { type DocumentFacts, documentName, pointName } from './point.ts';

/** Points named in one line. */
const NAMED = 8;

/** A point as far as it is named. */
export interface NamedPoint {
  readonly question: string | null;
  readonly label: string | null;
}

/** «Добавить страницу»: asks for it. */
export function askPage(document: DocumentFacts): OutgoingMessage {
  return {
    html: [
      `${bold(documentName(document))}: пришлите недостающую страницу — фото, файл или текст. Несколько страниц — альбомом, по порядку.`,
      'Её пункты встанут после прочитанных; ваши правки останутся. /cancel — не добавлять.',
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
      'Добавить к нему? Пункты встанут после прочитанных, правки в нём останутся.',
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
  },
): OutgoingMessage {
  return {
    html: [
      `📄 Страница добавлена: ${bold(documentName(document))}.`,
      ...namesLine('Новые пункты', points.added),
      ...namesLine('Дополнены', points.continued),
      ...namesLine('Продолжаются на этой странице, но оставлена ваша правка — сверьте', points.kept),
    ].join('\n'),
  };
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
