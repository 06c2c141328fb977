import { bold, cutText, escapeHtml } from './html.ts';
import type { OutgoingMessage } from './message.ts';
import { type Page, turnRow } from './pages.ts';
import { countedPoints } from './plural.ts';
import { type DocumentFacts, documentName } from './point.ts';

/** A document that was read and is not published yet. */
export interface WaitingDraft {
  readonly document: DocumentFacts;
  readonly points: number;
  /** Points that are still doubtful. */
  readonly doubtful: number;
  /** It would replace, or may replace, a published document. */
  readonly newVersion: boolean;
}

const TITLE_LENGTH = 140;
const BUTTON_LENGTH = 60;

/** «Черновики»: documents that wait to be checked and published, newest first; a button each. */
export function draftList(page: Page<WaitingDraft>, total: number): OutgoingMessage {
  const back = [{ text: '◀ Исполнение', action: { kind: 'execution', page: 0 } as const }];
  if (total === 0)
    return { html: 'Черновиков нет: всё присланное опубликовано или отменено.', keyboard: [back] };
  const blocks = page.items.map(({ document, points, doubtful, newVersion }, at) =>
    [
      `${page.first + at}. ${bold(documentName(document))}`,
      ...(document.title === null ? [] : [escapeHtml(cutText(document.title, TITLE_LENGTH))]),
      `${newVersion ? '🔄 новая редакция · ' : ''}${countedPoints(points)} · ${doubtful === 0 ? '✅ сомнений нет' : `🔎 осталось проверить ${doubtful}`}`,
    ].join('\n'),
  );
  return {
    html: [`${bold('Черновики')} (${total}): ещё не опубликованы`, ...blocks].join('\n\n'),
    keyboard: [
      ...page.items.map(({ document }, at) => [
        {
          text: cutText(`${page.first + at}. ${documentName(document)}`, BUTTON_LENGTH),
          action: { kind: 'show_draft', documentId: document.id } as const,
        },
      ]),
      ...turnRow(page, (to) => ({ kind: 'drafts', page: to })),
      back,
    ],
  };
}
